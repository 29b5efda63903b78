# SPDX-License-Identifier: MIT
"""Random cases for oracle_numpy.py: one function for each mode, and the window to look at."""
import math

import numpy as np

from oracle_operands import (DTYPES, EDGES, Operand, disturbed, overlapping, random_operand,
                             random_shape, roomy_operand, shape_of_size, shrunk)

CASTINGS = ["exact", "exact", "safe", "same_kind", "unsafe", "unsafe"]


def truth(operand):
    """The viewed condition as bools; an integer is True where it is not zero."""
    viewed = operand.viewed()
    return viewed if viewed.dtype == bool else viewed != 0


def random_condition(shape, rng):
    kind = "bool" if rng.chance(0.75) else rng.choice(DTYPES[1:])
    return random_operand(shape, kind, rng)


class Draft:
    """A case in the making: destination and condition are there, the source is still to come."""

    def __init__(self, rng, condition_shape):
        self.rng = rng
        self.shape = random_shape(rng)
        self.overlaps = rng.chance(0.2) and math.prod(self.shape) < 1000
        make = roomy_operand if self.overlaps else random_operand
        self.destination = make(self.shape, rng.choice(DTYPES), rng)
        self.condition = None
        if rng.chance(0.05) and self.overlaps:
            self.condition = overlapping(self.destination, condition_shape(self.shape), rng)
        self.condition = self.condition or random_condition(condition_shape(self.shape), rng)
        self.chosen = truth(self.condition)

    def source(self, shape, any_shape=False):
        """A source of `shape`; one that overlaps may have another where `any_shape` says so."""
        if self.overlaps:
            found = overlapping(self.destination, None if any_shape else shape, self.rng)
            if found:
                return found
        kind = self.destination.array.dtype.name
        return random_operand(shape, kind if self.rng.chance(0.3) else self.rng.choice(DTYPES),
                              self.rng)

    def case(self, source=None, **more):
        out = {
            "casting": self.rng.choice(["exact"] + CASTINGS),
            "destination": self.destination,
            "condition": self.condition,
            "cuts": sorted(self.rng.randint(0, math.prod(self.shape))
                           for _ in range(self.rng.randint(0, 3))),
            **more,
        }
        if source is not None:
            out["source"] = source
        if math.prod(self.shape) > 0:
            out["window"] = random_window(self.shape, self.rng)
        return out


def broadcast_condition(rng, fits=0.85):
    def shape(destination):
        out = shrunk(destination, rng)
        return out if rng.chance(fits) else disturbed(out, rng)
    return shape


def where_case(rng):
    draft = Draft(rng, broadcast_condition(rng))
    source = shrunk(draft.shape, rng)
    if rng.chance(0.1):
        source = [1] * rng.randint(1, 2) + list(draft.shape)
    if rng.chance(0.15):
        source = disturbed(source, rng)
    return draft.case(draft.source(source))


def index_case(rng):
    def leading(destination):
        axes = len(destination) if rng.chance(0.5) else rng.randint(0, len(destination))
        shape = list(destination[:axes])
        return disturbed(shape, rng) if rng.chance(0.12) else shape

    draft = Draft(rng, leading)
    axes = draft.chosen.ndim
    full = [np.count_nonzero(draft.chosen)] + list(draft.shape[axes:])
    source = shrunk(full, rng)
    what = rng.random()
    if what < 0.1:
        source = [1] + source[1:]
    elif what < 0.2 and axes < len(draft.shape):
        source = [1] * rng.randint(1, 2) + source
    elif what < 0.4:
        source = disturbed(source, rng)
    return draft.case(draft.source(source))


def scatter_case(rng):
    draft = Draft(rng, broadcast_condition(rng))
    try:
        needed = np.count_nonzero(np.broadcast_to(draft.chosen, draft.shape))
    except ValueError:
        needed = 3
    count = needed
    what = rng.random()
    if what < 0.12:
        count = rng.randint(0, max(needed - 1, 0))
    elif what < 0.6:
        count += rng.randint(1, 9)
    return draft.case(draft.source(shape_of_size(count, rng), True))


def same_size_case(rng):
    """For place and putmask."""
    def same_size(destination):
        if rng.chance(0.6):
            return list(destination)
        shape = shape_of_size(math.prod(destination), rng)
        return disturbed(shape, rng) if rng.chance(0.25) else shape

    draft = Draft(rng, same_size)
    count = rng.choice([0, 1, 2, 3, 5, 7, 64, 65, np.count_nonzero(draft.chosen),
                        draft.chosen.size, rng.randint(1, 300)])
    return draft.case(draft.source(shape_of_size(count, rng), True))


def fill_case(rng):
    draft = Draft(rng, broadcast_condition(rng))
    if rng.chance(0.4):
        return draft.case(draft.source([] if rng.chance(0.85) else [1]))
    kind = draft.destination.array.dtype.kind
    if kind == "f" and rng.chance(0.6):
        value = rng.choice(["0.1", "-0.0", "-0", "nan", "inf", "-inf", "1e-3", "2.5", "1e30",
                            "65519.9", "6e-8", "1e-400", "3.0", "1e400"])
    elif kind == "b":
        value = rng.choice(["true", "False", "0", "1", "2"])
    else:
        value = str(rng.choice(EDGES + [3, 7, 100]))
    return draft.case(value=value)


def random_window(shape, rng):
    """A rectangle of a plane of an array of `shape`, every step-th pixel of it; see PlaneWindow."""
    axes = list(range(len(shape)))
    rng.shuffle(axes)
    across = axes.pop() if axes and rng.chance(0.9) else -1
    down = axes.pop() if axes and rng.chance(0.9) else -1
    window = {"axisY": down, "axisX": across, "step": rng.choice([1, 1, 1, 2, 3]),
              "fixed": [rng.randrange(size) for size in shape]}
    for axis, first, length in ((down, "y0", "height"), (across, "x0", "width")):
        size = shape[axis] if axis >= 0 else 1
        window[first] = 0 if rng.chance(0.3) else rng.randrange(size)
        most = (size - window[first] + window["step"] - 1) // window["step"]
        window[length] = most if rng.chance(0.6) else rng.randint(1, most)
    return window


def window_of(array, window):
    """What of `array` the window shows, as height x width."""
    items = [slice(at, at + 1) for at in window["fixed"]]
    for axis, first, length in (("axisY", "y0", "height"), ("axisX", "x0", "width")):
        if window[axis] >= 0:
            start = window[first]
            stop = start + (window[length] - 1) * window["step"] + 1
            items[window[axis]] = slice(start, stop, window["step"])
    part = array[tuple(items)]
    if window["axisY"] > window["axisX"] >= 0:
        part = part.swapaxes(window["axisY"], window["axisX"])
    return part.reshape(window["height"], window["width"])
