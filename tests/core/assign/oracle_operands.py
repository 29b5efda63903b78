# SPDX-License-Identifier: MIT
"""Random operands for oracle_numpy.py: arrays and the views of them that take part."""
import functools
import math
import random

import numpy as np

DTYPES = ["bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64",
          "float16", "float32", "float64"]
EDGES = [0, 1, -1, 2, 127, 128, 255, 256, 2047, 2049, 32767, 65504, 65519, 65520, 65535, 65536,
         2**24 + 1, 2**31 - 1, -2**31, 2**32, 2**53 + 1, 2**63 - 1, -2**63, 2**64 - 1]
FLOAT_EDGES = [-0.0, 0.5, -0.5, 0.999, 1.5, 2.5, 1 + 2**-11 + 2**-30, 65519.9, 2.0**63, -2.0**63,
               2.0**64, 1e300, -1e300, 5e-324, 6e-8, 1e-40, math.nan, math.inf, -math.inf]
NAN_BITS = {2: [0x7e01, 0xfe55, 0x7c01], 4: [0x7fc00001, 0xffc12345, 0x7f800001],
            8: [0x7ff8000000000001, 0xfff8123456789abc, 0x7ff0000000000001]}
LARGE_SHAPES = [(5000,), (4099, 1), (3, 1700), (70, 71), (2, 3, 1000), (17, 5, 64), (2049,)]
HUGE_SHAPES = [(40000,), (2, 17000), (130, 301), (9000, 3), (33, 1111, 1)]


class Random(random.Random):
    """Python's generator with one of NumPy's beside it, from the same seed."""

    def __init__(self, seed):
        super().__init__(seed)
        self.arrays = np.random.default_rng(seed)

    def chance(self, probability):
        return self.random() < probability


class Operand:
    """A packed array and the view of it that takes part: steps such as "[0, ::-1]" and ".T"."""

    def __init__(self, array, steps=(), text=None):
        self.array = array
        self.steps = list(steps)
        self.view = "".join(self.steps) if text is None else text

    def view_of(self, array):
        """The view of `array`; an array, never a scalar, also where one element is left."""
        for step in self.steps:
            if step.startswith("["):
                items = eval("np.s_" + step, {"np": np, "newaxis": None})
                items = items if isinstance(items, tuple) else (items,)
                whole = any(item is Ellipsis for item in items)
                array = array[items if whole else items + (Ellipsis,)]
            else:
                array = eval("array" + step, {"array": array})
        return array

    def viewed(self):
        return self.view_of(self.array)

    def request(self):
        return {"dtype": self.array.dtype.name, "shape": list(self.array.shape),
                "view": self.view, "data": self.array.tobytes().hex()}


class Overlap(Operand):
    """A view of the destination's own memory, perhaps read as another dtype."""

    def request(self):
        return {"of": "destination", "dtype": self.array.dtype.name,
                "shape": list(self.array.shape), "view": self.view}


# --- values ---------------------------------------------------------------------------------

@functools.lru_cache(None)
def edge_values(dtype):
    """All edges in that dtype: integers wrap, floats round."""
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        with np.errstate(all="ignore"):
            numbers = np.array([float(value) for value in EDGES] + FLOAT_EDGES).astype(dtype)
        nans = np.array(NAN_BITS[dtype.itemsize], f"u{dtype.itemsize}").view(dtype)
        return np.concatenate([numbers, nans])
    bits = 8 * dtype.itemsize
    return np.array([value % 2**bits for value in EDGES], f"u{dtype.itemsize}").view(dtype)


def random_values(dtype, shape, rng):
    dtype = np.dtype(dtype)
    if dtype == bool:
        return np.array(rng.arrays.random(shape) < rng.choice([0.5, 0.5, 0.1, 0.9, 0, 1]))
    count = math.prod(shape)
    tame = rng.chance(0.5)
    if not tame and rng.chance(0.3):
        return np.frombuffer(rng.arrays.bytes(count * dtype.itemsize), dtype).reshape(shape)
    values = rng.arrays.integers(0, 2 if rng.chance(0.3) else 101, shape).astype(dtype)
    if not tame:
        edges = edge_values(dtype.name)
        wild = edges[rng.arrays.integers(0, len(edges), shape)]
        values = np.where(rng.arrays.random(shape) < rng.choice([0.02, 0.4, 0.8]), wild, values)
    return np.ascontiguousarray(values, dtype).reshape(shape)


# --- shapes ---------------------------------------------------------------------------------

def random_shape(rng):
    if rng.chance(0.03):  # more than one block of a rank index, more than some tiles
        return rng.choice(HUGE_SHAPES if rng.chance(0.15) else LARGE_SHAPES)
    shape = []
    room = 200
    for _ in range(rng.choice([0, 1, 1, 2, 2, 2, 3, 3, 4, 5])):
        size = rng.choice([0, 1, 2, 3, 4, 5, 6, 70]) if rng.chance(0.3) else rng.randint(1, 5)
        size = min(size, room)
        shape.append(size)
        room = max(1, room // max(size, 1))
    return tuple(shape)


def shrunk(shape, rng):
    """A shape that broadcasts to `shape`."""
    out = [1 if rng.chance(0.15) else size for size in shape]
    while out and rng.chance(0.15):
        out.pop(0)
    return out


def disturbed(shape, rng):
    """A shape that perhaps does not fit any more."""
    out = list(shape)
    for _ in range(rng.randint(1, 2)):
        place = rng.randint(0, len(out))
        what = rng.random()
        if what < 0.3:
            out.insert(0, rng.choice([1, 1, 2, 0]))
        elif what < 0.5:
            out.insert(place, 1)
        elif out and what < 0.6:
            out.pop(place % len(out))
        elif out:
            out[place % len(out)] = rng.choice([0, 1, 2, 3, out[place % len(out)] + 1])
    return out


def shape_of_size(count, rng):
    """A shape of `count` elements with up to four axes."""
    shape = []
    for _ in range(rng.randint(0, 2)):
        divisors = [d for d in range(1, min(count, 12) + 1) if count % d == 0]
        shape.append(rng.choice(divisors) if divisors else rng.randint(1, 3))
        count //= shape[-1]
    if count != 1 or rng.chance(0.5):
        shape.insert(rng.randint(0, len(shape)), count)
    return shape


# --- views ----------------------------------------------------------------------------------

def transposition(rank, rng):
    """A random order of axes and the step that gives it."""
    if rng.chance(0.5):
        return list(range(rank))[::-1], ".T"
    order = rng.sample(range(rank), rank)
    names = [axis - rank if rng.chance(0.2) else axis for axis in order]
    return order, f".transpose({', '.join(map(str, names))})"


def before_transposition(shape, order):
    """The shape that becomes `shape` by the transposition `order`."""
    inner = [0] * len(shape)
    for axis, source in enumerate(order):
        inner[source] = shape[axis]
    return inner


def axis_item(size, rng):
    """The size of an axis, and an item that makes `size` of it."""
    what = rng.random()
    if what < 0.15:
        return size, "::-1"
    if what < 0.3:
        front, back = rng.randint(0, 2), rng.randint(0, 2)
        return front + size + back, f"{front}:{front + size}"
    if size == 0 or what >= 0.5:
        return size, ":"
    step = rng.randint(2, 3)
    if what < 0.4:
        return (size - 1) * step + 1, f"::{step}"
    if what < 0.45:
        return (size - 1) * step + 1, f"::{-step}"
    return size + 3, f"{size}:0:-1"


def view_items(shape, rng):
    """A shape and the items of one pair of brackets that make `shape` of it."""
    base, items = [], []
    for size in shape:
        if rng.chance(0.15):  # an axis that the view picks one index of
            base.append(rng.randint(1, 3))
            items.append(str(rng.randint(-base[-1], base[-1] - 1)))
        if size == 1 and rng.chance(0.3):
            items.append(rng.choice(["None", "np.newaxis", "newaxis"]))
            continue
        axis, item = axis_item(size, rng)
        base.append(axis)
        items.append(item)
    plain = [i for i, item in enumerate(items) if item == ":"]
    if plain and rng.chance(0.2):
        items[rng.choice(plain)] = rng.choice(["...", "Ellipsis"])
    if not items:
        base.append(3)
        items.append("1")
    return base, ", ".join(items) + ("," if rng.chance(0.1) else "")


def random_operand(shape, dtype, rng):
    """An operand whose view has `shape`."""
    if rng.chance(0.3):
        return Operand(random_values(dtype, tuple(shape), rng))
    order, last = transposition(len(shape), rng) if shape and rng.chance(0.35) else (None, None)
    inner = before_transposition(shape, order) if order else list(shape)
    if order and rng.chance(0.4):  # Fortran order
        base, items = inner, None
    else:
        base, items = view_items(inner, rng)
    steps = [f"[{items}]"] if items else []
    if rng.chance(0.1):
        base.insert(0, rng.randint(1, 2))
        steps.insert(0, f"[{rng.randint(-base[0], base[0] - 1)}]")
    steps += [last] if order else []
    if shape and steps and rng.chance(0.1):
        steps.append("[..., ::-1]")
    bare = items if steps == [f"[{items}]"] and rng.chance(0.1) else None
    operand = Operand(random_values(dtype, tuple(base), rng), steps, bare)
    assert operand.viewed().shape == tuple(shape), (operand.view, base, shape)
    return operand


def step_within(base, wanted, rng):
    """The items that show an array of shape `base` as one of shape `wanted`, or None."""
    extra = len(base) - len(wanted)
    if any(size == 0 for size in base[:max(extra, 0)]):
        return None
    if any(size != 1 for size in wanted[:max(-extra, 0)]):
        return None
    items = [str(rng.randrange(size)) for size in base[:max(extra, 0)]]
    items += ["None"] * max(-extra, 0)
    for size, part in zip(base[max(extra, 0):], wanted[max(-extra, 0):]):
        if part > size:
            return None
        step = 2 if 0 < part and 2 * part - 1 <= size and rng.chance(0.2) else 1
        reach = (part - 1) * step + 1 if part else 0
        first = rng.randint(0, size - reach)
        if part and rng.chance(0.4):
            stop = first - 1 if first else ""
            items.append(f"{first + reach - 1}:{stop}:{-step}")
        else:
            items.append(f"{first}:{first + reach}:{step}")
    return f"[{', '.join(items) or '...'}]"


def steps_within(base, wanted, rng):
    """The same as steps, perhaps with a transposition behind it."""
    if len(wanted) > 1 and rng.chance(0.3):
        order, last = transposition(len(wanted), rng)
        first = step_within(base, before_transposition(wanted, order), rng)
        if first:
            return [first, last]
    first = step_within(base, wanted, rng)
    return [first] if first else None


def roomy_operand(shape, dtype, rng):
    """An operand whose array is a little larger than its view, so that other views can overlap."""
    base = tuple(size + rng.choice([0, 0, 1, 1, 2]) for size in shape)
    if rng.chance(0.2):
        base = (2,) + base
    return Operand(random_values(dtype, base, rng), steps_within(base, list(shape), rng))


def overlapping(destination, shape, rng):
    """A view of the destination's memory that has `shape`, or any shape where that is None; None
    where there is no such view."""
    array = destination.array
    if rng.chance(0.1) and shape in (None, list(destination.viewed().shape)):
        return Overlap(array, destination.steps)  # the very same elements
    if rng.chance(0.15) and array.ndim > 0:
        kinds = [name for name in DTYPES[1:] if np.dtype(name).itemsize <= array.dtype.itemsize]
        array = array.view(rng.choice(kinds))
    if shape is None:
        shape = [rng.randint(min(size, 1), size) if rng.chance(0.3) else size
                 for size in array.shape]
        shape = shape[rng.randint(0, 1) if rng.chance(0.2) else 0:]
    steps = steps_within(array.shape, list(shape), rng)
    return Overlap(array, steps) if steps else None
