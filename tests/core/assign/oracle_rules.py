# SPDX-License-Identifier: MIT
"""What must come of a case of oracle_numpy.py: NumPy's own functions do the assignments; here are
the rules for shapes and casts that Frisket adds or narrows.
"""
import collections
import math
import re
from fractions import Fraction

import numpy as np

from oracle_cases import truth

FLOAT_FORMATS = {2: (11, -24, 16), 4: (24, -149, 128), 8: (53, -1074, 1024)}


class Refused(Exception):
    """The kinds that may be named and the operand; for inexact values also the report, the index of
    the first, and what the live preview shows, which has the others written."""

    def __init__(self, kinds, operand=None, report=None, first=None, preview=None):
        super().__init__(str(kinds))
        self.kinds, self.operand, self.report, self.first = kinds, operand, report, first
        self.preview = preview


NO_CHANGES = {"total": 0, "counts": {}, "first": -1}


# --- the cast -------------------------------------------------------------------------------

def fits_format(value, itemsize):
    """Whether a binary float of that size has a number equal to `value`, by its odd part."""
    if isinstance(value, float) and not math.isfinite(value):
        return True
    digits, lowest, most = FLOAT_FORMATS[itemsize]
    number = abs(Fraction(value))
    if number == 0:
        return True
    trailing = (number.numerator & -number.numerator).bit_length() - 1
    place = trailing - (number.denominator.bit_length() - 1)
    odd = number.numerator >> trailing
    return odd.bit_length() <= digits and place >= lowest and number < 2**most


def survives(value, dtype):
    """Whether `dtype` has an equal of a Python number; NaN is one of the floats."""
    if dtype.kind == "f":
        return fits_format(value, dtype.itemsize)
    if isinstance(value, float) and (not math.isfinite(value) or value != int(value)):
        return False
    if dtype.kind == "b":
        return value in (0, 1)
    return np.iinfo(dtype).min <= value <= np.iinfo(dtype).max


def to_integer(value, dtype):
    """The rule for floats: NaN is 0, the rest saturates and is truncated."""
    if math.isnan(value):
        return 0
    low, high = int(np.iinfo(dtype).min), int(np.iinfo(dtype).max)
    if math.isinf(value):
        return high if value > 0 else low
    return max(low, min(high, int(value)))


def by_value(array, function, dtype):
    """`function` of every element as a Python number, called once for equal ones."""
    bits = np.ascontiguousarray(array).reshape(-1).view(f"u{array.dtype.itemsize}")
    different, places = np.unique(bits, return_inverse=True)
    results = [function(value) for value in different.view(array.dtype).tolist()]
    return np.array(results, dtype)[places].reshape(array.shape)


def converted(source, dtype):
    if source.dtype.kind != "f" or dtype.kind not in "iu":
        return source.astype(dtype)
    return by_value(source, lambda value: to_integer(value, dtype), dtype)


def change_of(value, source, dtype):
    """What the cast from `source` to `dtype` does to a Python number, or "" where it survives."""
    if survives(value, dtype):
        return ""
    if dtype.kind == "b":
        return "to_bool"
    if dtype.kind == "f":
        return "overflow" if np.isinf(np.array(value, source).astype(dtype)) else "rounded"
    if source.kind != "f":
        return "wrapped"
    if math.isnan(value):
        return "nan"
    inside = math.isfinite(value) and np.iinfo(dtype).min <= int(value) <= np.iinfo(dtype).max
    return "truncated" if inside else "saturated"


def check_cast(source, destination, casting):
    if casting not in ("safe", "same_kind"):
        return
    allowed = np.can_cast(source.dtype, destination.dtype, casting)
    if source.ndim > 0:  # NumPy looks at the value of a 0-d source, Frisket never does
        try:
            np.copyto(np.empty(source.shape, destination.dtype), source, casting=casting)
            assert allowed
        except TypeError:
            assert not allowed
    if not allowed:
        raise Refused(["cast"], "source")


def value_of(text, dtype):
    """A value that is read as the destination's dtype; raises Refused."""
    if re.fullmatch("[+-]?[0-9]+", text) or dtype.kind == "b":
        number = {"true": 1, "False": 0}.get(text)
        number = int(text) if number is None else number
        if not survives(number, dtype):
            raise Refused(["bad request"])
        return np.array(-0.0 if text == "-0" and dtype.kind == "f" else number, dtype)
    number = np.array(float(text), dtype)
    if np.isinf(number) and "inf" not in text:
        raise Refused(["bad request"])
    return number


# --- the modes: a check of the shapes and NumPy's own function ------------------------------

def copies(*args, **kwargs):
    try:
        np.copyto(*args, **kwargs)
        return True
    except ValueError:
        return False


def check_condition_broadcasts(destination, condition):
    if not copies(np.empty(destination.shape), 0, where=condition):
        raise Refused(["axis_size", "too_many_axes"], "condition")


def check_where(destination, source, condition):
    if not copies(np.empty(destination.shape), np.empty(source.shape)):
        raise Refused(["axis_size", "too_many_axes"], "source")
    check_condition_broadcasts(destination, condition)


def check_fill(destination, source, condition):
    if source.ndim != 0:
        raise Refused(["too_many_axes"], "source")
    check_where(destination, source, condition)


def check_index(destination, source, condition):
    if condition.shape != destination.shape[:condition.ndim]:
        try:
            destination.copy()[condition] = 0
            # NumPy lets a condition of another shape pass where nothing in it is True.
            assert condition.ndim <= destination.ndim and not condition.any()
        except IndexError:
            pass
        raise Refused(["axis_size", "too_many_axes", "too_few_axes"], "condition")
    rows = np.empty((np.count_nonzero(condition),) + destination.shape[condition.ndim:])
    fits = copies(rows, np.empty(source.shape)) and (source.ndim < 2 or rows.ndim > 1)
    try:
        np.empty(destination.shape)[condition] = np.empty(source.shape)
        # NumPy lets any empty source of more axes pass where nothing is True.
        assert fits or (source.size == 0 and rows.size == 0 and source.ndim > rows.ndim)
    except (ValueError, TypeError):
        assert not fits
    if not fits:
        raise Refused(["axis_size", "too_many_axes", "source_length"], "source")


def check_scatter(destination, source, condition):
    check_condition_broadcasts(destination, condition)
    if np.count_nonzero(np.broadcast_to(condition, destination.shape)) > source.size:
        raise Refused(["source_length"], "source")


def check_same_size(function):
    def check(destination, source, condition):
        try:
            function(np.empty(destination.shape), condition, np.empty(source.shape))
        except ValueError as error:
            if "same size" in str(error):
                raise Refused(["size_mismatch"], "condition") from None
            assert "empty array" in str(error)
            raise Refused(["source_length"], "source") from None
    return check


def copyto(destination, source, condition):
    np.copyto(destination, source, where=condition)


def index(destination, source, condition):
    destination[condition] = source


def scatter(destination, source, condition):
    chosen = np.broadcast_to(condition, destination.shape)
    destination[chosen] = source.reshape(-1)[:np.count_nonzero(chosen)]


def place(destination, source, condition):
    np.place(destination, condition, source)


def putmask(destination, source, condition):
    np.putmask(destination, condition, source)


MODES = {
    "where": (check_where, copyto),
    "fill": (check_fill, copyto),
    "index": (check_index, index),
    "scatter": (check_scatter, scatter),
    "place": (check_same_size(np.place), place),
    "putmask": (check_same_size(np.putmask), putmask),
}


# --- the whole case -------------------------------------------------------------------------

def changes(view, source, condition, assign):
    """The report on the selected values that the cast changes, and of each element whether it takes
    another value and which element of the source that is, or -1."""
    taken = np.full(view.shape, -1)
    kinds = by_value(source, lambda value: change_of(value, source.dtype, view.dtype), object)
    if not kinds.any():
        return NO_CHANGES, taken >= 0, taken
    assign(taken, np.arange(source.size).reshape(source.shape), condition)
    kinds = np.append(kinds.reshape(-1), "")[taken.reshape(-1)]
    places = np.flatnonzero(kinds != "")
    lost = (kinds != "").reshape(view.shape)
    if len(places) == 0:
        return NO_CHANGES, lost, taken
    first = places[0]
    value = source.reshape(-1)[taken.reshape(-1)[first]:][:1]
    report = {"total": len(places), "counts": dict(collections.Counter(kinds[places])),
              "first": first, "change": kinds[first], "value": value.tobytes().hex(),
              "becomes": converted(value, view.dtype).tobytes().hex()}
    return report, lost, taken


def check_values(view, source, report, lost, taken):
    """The rule of `exact`: raises Refused where a selected value would change."""
    if report["total"] == 0:
        return
    preview = view.copy()
    shown = (taken >= 0) & ~lost
    preview[shown] = converted(source, view.dtype).reshape(-1)[taken[shown]]
    raise Refused(["inexact_values"], "source", report, np.argwhere(lost)[0].tolist(), preview)


def source_of(case):
    return (value_of(case["value"], case["destination"].array.dtype) if "value" in case
            else case["source"].viewed())


def expected(case):
    """The destination's array afterwards, by the rules of mode and casting, and the cast report;
    raises Refused. What overlaps is read from the array as it was."""
    out = case["destination"].array.copy()
    view = case["destination"].view_of(out)
    condition = truth(case["condition"])
    source = source_of(case)
    check_shapes, assign = MODES[case["mode"]]
    check_shapes(view, source, condition)
    report = NO_CHANGES
    if "value" not in case:
        check_cast(source, view, case["casting"])
        report, lost, taken = changes(view, source, condition, assign)
        if case["casting"] == "exact":
            check_values(view, source, report, lost, taken)
    assign(view, converted(source, out.dtype), condition)
    return out, report
