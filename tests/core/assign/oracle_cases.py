# SPDX-License-Identifier: MIT
"""Random cases for oracle_numpy.py: operands with views, and a function for each mode."""
import math

import numpy as np

DTYPES = ["bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64",
          "float16", "float32", "float64"]
CASTINGS = ["exact", "safe", "same_kind", "unsafe"]
EDGES = [0, 1, -1, 2, 127, 128, 255, 256, 2047, 2049, 32767, 65504, 65519, 65520, 65535, 65536,
         2**24 + 1, 2**31 - 1, -2**31, 2**32, 2**53 + 1, 2**63 - 1, -2**63, 2**64 - 1]
FLOAT_EDGES = [-0.0, 0.5, -0.5, 0.999, 1.5, 2.5, 1 + 2**-11 + 2**-30, 65519.9, 2.0**63, -2.0**63,
               2.0**64, 1e300, -1e300, 5e-324, 6e-8, 1e-40, math.nan, math.inf, -math.inf]


class Operand:
    """A packed array and the view of it that takes part."""

    def __init__(self, array, view):
        self.array = array
        self.view = view

    def index(self):
        """The view as an index that never makes a scalar of a view of one element."""
        if not self.view:
            return (Ellipsis,)
        items = eval("np.s_" + (self.view if "[" in self.view else f"[{self.view}]"), {"np": np, "newaxis": None})
        items = items if isinstance(items, tuple) else (items,)
        return items if any(item is Ellipsis for item in items) else items + (Ellipsis,)

    def viewed(self):
        return self.array[self.index()]

    def request(self):
        return {"dtype": self.array.dtype.name, "shape": list(self.array.shape),
                "view": self.view, "data": self.array.tobytes().hex()}


def random_shape(rng):
    shape = []
    room = 200
    for _ in range(rng.choice([0, 1, 1, 2, 2, 2, 3, 3, 4])):
        size = rng.choice([0, 1, 2, 3, 4, 5, 6, 70]) if rng.random() < 0.3 else rng.randint(1, 5)
        size = min(size, room)
        shape.append(size)
        room = max(1, room // max(size, 1))
    return tuple(shape)


def shrunk(shape, rng):
    """A shape that broadcasts to `shape`."""
    out = [1 if rng.random() < 0.15 else size for size in shape]
    while out and rng.random() < 0.15:
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
        elif out:
            out[place % len(out)] = rng.choice([0, 1, 2, 3, out[place % len(out)] + 1])
    return out


def random_values(dtype, count, rng):
    dtype = np.dtype(dtype)
    tame = rng.random() < 0.5
    if dtype == bool:
        return np.array([rng.random() < 0.5 for _ in range(count)], bool)
    if not tame and rng.random() < 0.3:
        return np.frombuffer(rng.randbytes(count * dtype.itemsize), dtype).copy()
    out = np.empty(count, dtype)
    with np.errstate(all="ignore"):
        for i in range(count):
            value = rng.randint(0, 1 if rng.random() < 0.3 else 100)
            if not tame and rng.random() < 0.4:
                value = rng.choice(EDGES)
            if dtype.kind == "f":
                if not tame and rng.random() < 0.3:
                    value = rng.choice(FLOAT_EDGES)
                out[i] = float(value)
            else:
                bits = 8 * dtype.itemsize
                value %= 1 << bits
                out[i] = value - (1 << bits) if dtype.kind == "i" and value >> (bits - 1) else value
    return out


def random_operand(shape, dtype, rng):
    """An operand whose view has `shape`."""
    if rng.random() < 0.4:
        count = math.prod(shape)
        return Operand(random_values(dtype, count, rng).reshape(shape), "")
    base, items = [], []
    for size in shape:
        if rng.random() < 0.15:  # an axis that the view picks one index of
            base.append(rng.randint(1, 3))
            items.append(str(rng.randint(-base[-1], base[-1] - 1)))
        what = rng.random()
        if size == 1 and what < 0.3:
            items.append(rng.choice(["None", "np.newaxis", "newaxis"]))
        elif what < 0.15:
            base.append(size)
            items.append("::-1")
        elif what < 0.3:
            front, back = rng.randint(0, 2), rng.randint(0, 2)
            base.append(front + size + back)
            items.append(f"{front}:{front + size}")
        elif what < 0.4 and size > 0:
            step = rng.randint(2, 3)
            base.append((size - 1) * step + 1)
            items.append(f"::{step}")
        else:
            base.append(size)
            items.append(":")
    plain = [i for i, item in enumerate(items) if item == ":"]
    if plain and rng.random() < 0.2:
        items[rng.choice(plain)] = rng.choice(["...", "Ellipsis"])
    if not items:
        base.append(3)
        items.append("1")
    view = ", ".join(items) + ("," if rng.random() < 0.1 else "")
    values = random_values(dtype, math.prod(base), rng).reshape(base)
    operand = Operand(values, f"[{view}]" if rng.random() < 0.9 else view)
    assert operand.viewed().shape == tuple(shape)
    return operand


def common_case(rng, destination_shape, condition_fits):
    condition = shrunk(destination_shape, rng)
    condition = condition if condition_fits else disturbed(condition, rng)
    condition_type = "bool" if rng.random() < 0.75 else rng.choice(DTYPES[1:9])
    return {
        "casting": rng.choice(["exact"] + CASTINGS),
        "threads": rng.choice([1, 3]),
        "destination": random_operand(destination_shape, rng.choice(DTYPES), rng),
        "condition": random_operand(condition, condition_type, rng),
    }


def where_case(rng):
    shape = random_shape(rng)
    case = common_case(rng, shape, rng.random() < 0.85)
    source = shrunk(shape, rng)
    if rng.random() < 0.1:
        source = [1] * rng.randint(1, 2) + list(shape)
    if rng.random() < 0.15:
        source = disturbed(source, rng)
    kind = case["destination"].array.dtype.name if rng.random() < 0.3 else rng.choice(DTYPES)
    case["source"] = random_operand(source, kind, rng)
    return case


def fill_case(rng):
    case = common_case(rng, random_shape(rng), rng.random() < 0.85)
    if rng.random() < 0.3:
        shape = [] if rng.random() < 0.8 else [1]
        case["source"] = random_operand(shape, rng.choice(DTYPES), rng)
        return case
    kind = case["destination"].array.dtype.kind
    if kind == "f" and rng.random() < 0.6:
        case["value"] = rng.choice(["0.1", "-0.0", "-0", "nan", "inf", "-inf", "1e-3", "2.5",
                                    "1e30", "65519.9", "6e-8", "1e-400", "3.0", "1e400"])
    elif kind == "b":
        case["value"] = rng.choice(["true", "False", "0", "1", "2"])
    else:
        case["value"] = str(rng.choice(EDGES + [3, 7, 100]))
    return case
