#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares thousands of random assignments with NumPy.

Usage: oracle_numpy.py DRIVER [CASES]. DRIVER is the program oracle_driver, which is asked over
pipes. The seed is fixed; FRISKET_TEST_SEED gives another. Exit code 77 where NumPy is missing.

A mode is a function that makes a random case and one that says what must come of it; see MODES.
"""
import json
import math
import os
import random
import re
import subprocess
import sys
import warnings
from fractions import Fraction

try:
    import numpy as np
except ImportError:
    print("NumPy is missing: nothing to compare with")
    sys.exit(77)

from oracle_cases import Operand, fill_case, where_case

FLOAT_FORMATS = {2: (11, -24, 16), 4: (24, -149, 128), 8: (53, -1074, 1024)}


class Refused(Exception):
    """The kinds that may be named, and the operand, count and first index where they matter."""

    def __init__(self, kinds, operand=None, found=None, first=None):
        super().__init__(str(kinds))
        self.kinds, self.operand, self.found, self.first = kinds, operand, found, first


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


def converted(source, dtype):
    if source.dtype.kind != "f" or dtype.kind not in "iu":
        return source.astype(dtype)
    values = [to_integer(value, dtype) for value in source.reshape(-1).tolist()]
    return np.array(values, dtype).reshape(source.shape)


def copies(*args, **kwargs):
    try:
        np.copyto(*args, **kwargs)
        return True
    except ValueError:
        return False


def check_shapes(destination, source, condition):
    if not copies(destination.copy(), source, casting="unsafe"):
        raise Refused(["axis_size", "too_many_axes"], "source")
    if not copies(destination.copy(), np.zeros((), destination.dtype), where=condition):
        raise Refused(["axis_size", "too_many_axes"], "condition")


def check_cast(source, destination, condition, casting):
    if casting in ("safe", "same_kind"):
        allowed = np.can_cast(source.dtype, destination.dtype, casting)
        if source.ndim > 0:  # NumPy looks at the value of a 0-d source, Frisket never does
            try:
                np.copyto(destination.copy(), source, casting=casting)
                assert allowed
            except TypeError:
                assert not allowed
        if not allowed:
            raise Refused(["cast"], "source")
    if casting == "exact":
        while source.ndim > destination.ndim:
            source = source[0]
        chosen = np.broadcast_to(condition, destination.shape)
        values = np.broadcast_to(source, destination.shape)
        lost = [index for index in np.argwhere(chosen).tolist()
                if not survives(values[tuple(index)].item(), destination.dtype)]
        if lost:
            raise Refused(["inexact_values"], "source", len(lost), lost[0])


def copy_expected(case):
    """The destination after np.copyto, by the rules of the casting; raises Refused."""
    out = case["destination"].array.copy()
    view = out[case["destination"].index()]
    condition = case["condition"].viewed()
    condition = condition if condition.dtype == bool else condition != 0
    if "value" in case:
        source = value_of(case["value"], out.dtype)
    else:
        source = case["source"].viewed()
        if case["mode"] == "fill" and source.ndim != 0:
            raise Refused(["too_many_axes"], "source")
    check_shapes(view, source, condition)
    if "value" not in case:
        check_cast(source, view, condition, case["casting"])
    np.copyto(view, converted(source, out.dtype), where=condition)
    return out


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


MODES = {
    "where": (where_case, copy_expected, 4),
    "fill": (fill_case, copy_expected, 1),
}


# --- comparing ------------------------------------------------------------------------------

def same_bytes(found, expected, any_nan):
    """Equal bytes; with `any_nan` a NaN of any payload is as good as another."""
    if any_nan and expected.dtype.kind == "f":
        nans = np.isnan(expected)
        if not np.array_equal(np.isnan(found), nans):
            return False
        found, expected = found[~nans], expected[~nans]
    return found.tobytes() == expected.tobytes()


def line_is_defined(case):
    """Whether NumPy's own cast of the selected values is defined."""
    if "value" in case:
        return True
    source, dtype = case["source"].array, case["destination"].array.dtype
    if source.dtype.kind != "f" or dtype.kind not in "iu" or case["casting"] == "exact":
        return True
    return all(math.isfinite(value) and to_integer(value, dtype) == int(value)
               for value in source.reshape(-1).tolist())


def run_line(line, case):
    out = case["destination"].array.copy()
    names = {"np": np, "d": out, "c": case["condition"].array}
    if "source" in case:
        names["s"] = case["source"].array
    exec(line, names)
    return out


def check(case, expect, reply, tally):
    """None, or what is wrong."""
    before = case["destination"].array
    any_nan = "source" not in case or case["source"].array.dtype != before.dtype
    try:
        expected = expect(case)
    except Refused as refused:
        kind = reply.get("kind", reply["outcome"])
        tally[kind] = tally.get(kind, 0) + 1
        if kind not in refused.kinds:
            return f"expected a refusal {refused.kinds}"
        if refused.operand and reply["operand"] != refused.operand:
            return f"expected a refusal of the {refused.operand}"
        if "data" in reply and reply["data"] != before.tobytes().hex():
            return "written although refused"
        if refused.found is not None and reply["found"] != refused.found:
            return f"expected {refused.found} inexact values"
        if refused.first is not None and not reply["message"].endswith(f" at {refused.first}."):
            return f"expected the first at {refused.first}"
        return None
    tally[reply["outcome"]] = tally.get(reply["outcome"], 0) + 1
    if reply["outcome"] != "done":
        return "expected to be done"
    found = np.frombuffer(bytes.fromhex(reply["data"]), before.dtype).reshape(before.shape)
    if not same_bytes(found, expected, any_nan):
        return f"expected {expected.tolist()}, found {found.tolist()}"
    if line_is_defined(case):
        tally["lines"] = tally.get("lines", 0) + 1
        try:
            by_line = run_line(reply["line"], case)
        except Exception as error:
            return f"the line fails: {error}"
        if not same_bytes(found, by_line, any_nan):
            return f"the line gives {by_line.tolist()}, found {found.tolist()}"
    return None


def main():
    seed = int(os.environ.get("FRISKET_TEST_SEED", "20240611"))
    rng = random.Random(seed)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    names = [name for name, (_, _, weight) in MODES.items() for _ in range(weight)]
    driver = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True)
    tally = {}
    failures = 0
    for number in range(count):
        mode = rng.choice(names)
        make, expect, _ = MODES[mode]
        case = {"mode": mode, **make(rng)}
        request = json.dumps({key: value.request() if isinstance(value, Operand) else value
                              for key, value in case.items()})
        driver.stdin.write(request + "\n")
        driver.stdin.flush()
        answer = driver.stdout.readline()
        if not answer:
            print(f"case {number}: the driver ended with {driver.wait()}\n  {request}")
            return 1
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            wrong = check(case, expect, json.loads(answer), tally)
        if wrong:
            failures += 1
            print(f"case {number} (seed {seed}): {wrong}\n  {request}\n  {answer}")
            if failures == 5:
                break
    driver.stdin.close()
    code = driver.wait()
    print(f"{count} cases, {failures} failures, driver ended with {code}: {tally}")
    return 1 if failures or code else 0


if __name__ == "__main__":
    sys.exit(main())
