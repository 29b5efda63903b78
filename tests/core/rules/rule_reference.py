# SPDX-License-Identifier: MIT
"""What rules mean, as NumPy on widened arrays: docs/rules.md once more, apart from the C++ code."""
import functools
import operator

import numpy as np
from scipy import ndimage
from skimage import measure, morphology

WIDE = {"b": np.bool_, "i": np.int64, "u": np.uint64, "f": np.float64}
COMPARE = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
           ">": operator.gt, ">=": operator.ge}


class Value:
    """Widened elements with their kind (b, i, u, f), the axes of their planes, and the dtype that a
    rule gives them in: the widest of the kind, or that of the input that they are taken from."""

    def __init__(self, kind, array, plane=(None, None), nonnegative=False, dtype=None):
        self.kind = kind
        self.array = np.asarray(array, dtype=WIDE[kind])
        self.plane = plane
        self.nonnegative = nonnegative
        self.dtype = np.dtype(WIDE[kind] if dtype is None else dtype)  # None: this does not know
        self.literal = None  # the number of a text that is nothing but one

    @property
    def shape(self):
        return self.array.shape


def plane_of(values):
    """That of the value of most axes that has one, the first of them."""
    rank = max((len(value.shape) for value in values), default=0)
    best, found = -1, (None, None)
    for value in values:
        if len(value.shape) > best and value.plane != (None, None):
            best = len(value.shape)
            found = tuple(None if axis is None else axis + rank - best for axis in value.plane)
    return found


def number(value):
    return Value("i", value.array.astype(np.int64), value.plane, True) \
        if value.kind == "b" else value


def to_float(value):
    return Value("f", value.array.astype(np.float64), value.plane)


def to_int(value):
    if value.kind != "f":
        return Value("i", value.array.astype(np.int64), value.plane)
    exact = [0 if np.isnan(each) else max(-2**63, min(2**63 - 1, each))
             for each in value.array.reshape(-1).tolist()]
    whole = np.array([int(max(-2**63, min(2**63 - 1, int(each) if abs(each) < 2**64 else each)))
                      for each in exact], dtype=np.int64)
    return Value("i", whole.reshape(value.shape), value.plane)


def unify(values):
    values = [number(value) for value in values]
    kinds = {value.kind for value in values}
    kind = "f" if "f" in kinds else ("u" if "u" in kinds else "i")
    return kind, [value.array.astype(WIDE[kind]) for value in values]


def elementwise(function, values, kind=None):
    common, arrays = unify(values)
    return Value(kind or common, function(*arrays), plane_of(values))


def compare(op, a, b):
    a, b = number(a), number(b)
    plane = plane_of([a, b])
    if a.kind == b.kind:
        return Value("b", COMPARE[op](a.array, b.array), plane)
    # Python compares integers and floats exactly.
    x, y = np.broadcast_arrays(a.array.astype(object), b.array.astype(object))
    found = [COMPARE[op](p, q) for p, q in zip(x.reshape(-1).tolist(), y.reshape(-1).tolist())]
    return Value("b", np.array(found, dtype=bool).reshape(x.shape), plane)


def constant(value):
    if isinstance(value, bool):
        return Value("b", value)
    if isinstance(value, float):
        return Value("f", value)
    kind = "u" if value >= 2**63 else "i"
    return Value(kind, np.array(value, dtype=WIDE[kind]), nonnegative=value >= 0)


def literal(value):
    found = constant(value)
    found.literal = value
    return found


def fits(value, dtype):
    """Whether an element of the dtype can be that number, of the dtype's kind."""
    if dtype.kind == "f":
        return bool(dtype.type(value) == value)
    return int(value) == value and np.iinfo(dtype).min <= value <= np.iinfo(dtype).max


def taken(values):
    """The dtype of what is picked from these: theirs, if it is one and all of the numbers fit."""
    values = [number(value) for value in values]
    kind = unify(values)[0]
    wide = np.dtype(WIDE[kind])
    if any(value.dtype is None for value in values):
        return None
    own = [value for value in values if value.literal is None]
    if not own or any(value.kind != kind or value.dtype != own[0].dtype for value in own):
        return wide
    numbers = [float(value.literal) if kind == "f" else value.literal
               for value in values if value.literal is not None]
    return own[0].dtype if all(fits(each, own[0].dtype) for each in numbers) else wide


def retyped(value, dtype):
    value.dtype = dtype
    return value


def logical(function, values):
    array = values[0].array
    for value in values[1:]:
        array = function(array, value.array)
    return Value("b", array, plane_of(values))


def within(value, low, high):
    return logical(np.logical_and, [compare(">=", value, constant(low)),
                                    compare("<=", value, constant(high))])


def one_of(value, elements):
    found = Value("b", np.zeros(value.shape, bool), value.plane)
    for low, high in elements:
        found = logical(np.logical_or, [found, within(value, low, high)])
    return found


def relabel(value, pairs):
    value = number(value)
    kind = value.kind
    if kind != "f" and any(isinstance(new, float) and new != int(new) for _, new in pairs):
        kind = "f"
    out = value.array.astype(WIDE[kind])
    source = Value(kind, out.copy(), value.plane)
    done = np.zeros(value.shape, bool)
    for (low, high), new in pairs:
        hit = within(source, low, high).array & ~done
        out = np.where(hit, np.array(new).astype(WIDE[kind]), out)
        done |= hit
    keeps = kind == value.kind and value.dtype is not None and \
        all(fits(new, value.dtype) for _, new in pairs)
    return retyped(Value(kind, out, value.plane),
                   value.dtype if keeps or value.dtype is None else np.dtype(WIDE[kind]))


def in_order(parts):
    """One after the other, as every sum of floats is; `parts` is not empty."""
    return functools.reduce(operator.add, parts)


def float_sum(array, axis):
    """Along an axis in its order; of all elements 1024 each, then what came of those."""
    if axis is not None:
        return in_order([array.take(k, axis) for k in range(array.shape[axis])]) \
            if array.shape[axis] else np.sum(array, axis)
    values = array.reshape(-1).tolist()
    parts = [in_order(values[begin:begin + 1024]) for begin in range(0, len(values), 1024)]
    return np.float64(in_order(parts) if parts else 0)


def reduce(name, value, axis):
    if name not in ("any", "all"):
        value = number(value)
    array, plane = value.array, (None, None)
    if name == "mean" or name == "sum" and value.kind == "f":
        out = float_sum(array.astype(np.float64), axis)
        if name == "mean":
            out = out / np.float64(array.size if axis is None else array.shape[axis])
    else:
        out = getattr(np, name)(array, axis=axis)
    if axis is not None:
        gone = axis % array.ndim
        plane = tuple(None if place in (None, gone) else place - (place > gone)
                      for place in value.plane)
    kind = {"mean": "f", "argmax": "i", "argmin": "i"}.get(name, value.kind)
    found = Value(kind, out, plane, nonnegative=name in ("argmax", "argmin"))
    return retyped(found, value.dtype) if name in ("min", "max") else found


def indexed(value, items):
    """`items`: integers, slice(None), None and Ellipsis, as NumPy takes them."""
    used = sum(item is not None and item is not Ellipsis for item in items)
    full = []
    for item in items:
        if item is Ellipsis:
            full += [slice(None)] * (value.array.ndim - used)
        else:
            full.append(item)
    if Ellipsis not in items:
        full += [slice(None)] * (value.array.ndim - used)
    places, axis, out = {}, 0, 0
    for item in full:
        if isinstance(item, slice):
            places[axis] = out
            out += 1
            axis += 1
        elif item is None:
            out += 1
        else:
            axis += 1
    plane = tuple(places.get(place) for place in value.plane)
    return retyped(Value(value.kind, value.array[tuple(full)], plane, value.nonnegative),
                   value.dtype)


def planes(function, value, kind="b"):
    array = value.array
    rows, columns = value.plane
    if array.size == 0:
        return Value(kind, np.zeros(array.shape), value.plane)
    out = np.zeros(array.shape, WIDE[kind])
    others = [axis for axis in range(array.ndim) if axis not in (rows, columns)]
    for index in np.ndindex(*[array.shape[axis] for axis in others]):
        place = [slice(None)] * array.ndim
        for axis, at in zip(others, index):
            place[axis] = at
        part = array[tuple(place)]
        turned = rows is not None and columns is not None and rows > columns
        grid = part.T if turned else part
        grid = grid.reshape(array.shape[rows] if rows is not None else 1, -1)
        done = function(np.ascontiguousarray(grid))
        out[tuple(place)] = (done.T if turned else done).reshape(part.shape)
    return Value(kind, out, value.plane)


FOOTPRINTS = {"disc": morphology.disk, "diamond": morphology.diamond,
              "square": lambda r: np.ones((2 * r + 1, 2 * r + 1))}


def grown(m, radius, shape):
    return ndimage.binary_dilation(m, FOOTPRINTS[shape](radius) > 0)


def shrunk(m, radius, shape):
    return ndimage.binary_erosion(m, FOOTPRINTS[shape](radius) > 0, border_value=1)


def distance(m):
    if not m.any():
        return np.full(m.shape, np.inf)
    return ndimage.distance_transform_edt(~m)


def area(m, connectivity):
    labels = measure.label(m, connectivity=1 if connectivity == 4 else 2)
    sizes = np.bincount(labels.reshape(-1))
    sizes[0] = 0
    return sizes[labels]


def largest(m, count, connectivity):
    labels = measure.label(m, connectivity=1 if connectivity == 4 else 2)
    regions = []
    for label in range(1, labels.max() + 1):
        hit = labels == label
        regions.append((-hit.sum(), np.flatnonzero(hit)[0], label))
    kept = [label for _, _, label in sorted(regions)[:count]]
    return np.isin(labels, kept)


def fill_holes(m, below, connectivity):
    clear = measure.label(~m, connectivity=2 if connectivity == 4 else 1)
    out = m.copy()
    for label in range(1, clear.max() + 1):
        hit = clear == label
        edge = hit[0].any() or hit[-1].any() or hit[:, 0].any() or hit[:, -1].any()
        if not edge and (below is None or hit.sum() < below):
            out |= hit
    return out


def rim(m, width):
    return m & ~shrunk(m, width, "disc")
