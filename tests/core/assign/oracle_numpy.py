#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares thousands of random assignments with NumPy, and with PyTorch where that is installed.

Usage: oracle_numpy.py DRIVER [CASES]. DRIVER is the program oracle_driver, which is asked over
pipes. The seed is fixed; FRISKET_TEST_SEED gives another. Exit code 77 where NumPy is missing.

oracle_cases.py makes the cases, oracle_rules.py says what must come of them.
"""
import collections
import json
import math
import os
import subprocess
import sys
import threading
import warnings

try:
    import numpy as np
except ImportError:
    print("NumPy is missing: nothing to compare with")
    sys.exit(77)

import oracle_cases as cases
import oracle_torch
from oracle_operands import Operand, Random
from oracle_rules import Refused, expected, to_integer

# What makes a case of each mode, and how often.
MODES = {
    "where": (cases.where_case, 3),
    "index": (cases.index_case, 3),
    "scatter": (cases.scatter_case, 3),
    "place": (cases.same_size_case, 2),
    "putmask": (cases.same_size_case, 2),
    "fill": (cases.fill_case, 2),
}


BATCH = 64  # cases that the driver is asked at a time
MOST_FAILURES = 5
BESIDES = {"lines", "overlaps", "fixes", "confirmed by torch"}  # counted beside the outcomes


def same_bytes(found, wanted, any_nan):
    """Equal bytes; with `any_nan` a NaN of any payload is as good as another."""
    if any_nan and wanted.dtype.kind == "f":
        nans = np.isnan(wanted)
        if not np.array_equal(np.isnan(found), nans):
            return False
        found, wanted = found[~nans], wanted[~nans]
    return found.tobytes() == wanted.tobytes()


def line_is_defined(case, exact):
    """Whether NumPy's own cast of the selected values is defined."""
    if "value" in case:
        return True
    source, dtype = case["source"].array, case["destination"].array.dtype
    if source.dtype.kind != "f" or dtype.kind not in "iu" or exact:
        return True
    return all(math.isfinite(value) and to_integer(value, dtype) == int(value)
               for value in source.reshape(-1).tolist())


def elements(text, like):
    return np.frombuffer(bytes.fromhex(text), like.dtype).reshape(like.shape)


def check_line(case, line, found, any_nan):
    """None, or how the equivalent code differs from `found`."""
    out = case["destination"].array.copy()
    names = {"np": np, "d": out, "c": case["condition"].array}
    if "source" in case:
        names["s"] = case["source"].array
    try:
        exec(line, names)
    except Exception as error:
        return f"the line {line} fails: {error}"
    if same_bytes(found, out, any_nan):
        return None
    return f"the line {line} gives {out.tolist()}, found {found.tolist()}"


def check_window(case, reply, wanted, any_nan):
    """None, or what is wrong with the live preview of `wanted`, an array like the viewed one."""
    if "window" not in case:
        return None
    if "window" not in reply:
        return "no preview"
    part = cases.window_of(wanted, case["window"])
    found = elements(reply["window"], part)
    if same_bytes(found, part, any_nan):
        return None
    return f"the preview should be {part.tolist()}, found {found.tolist()}"


def check_fixes(case, reply, any_nan, tally):
    """None, or which fix does not remove the refusal or gives another outcome than its code."""
    for tried in reply.get("fixed", []):
        tally["fixes"] += 1
        wrong = None
        if tried["outcome"] == "failed":
            wrong = tried["message"]
        elif tried["outcome"] == "refused":
            # Another operand may be at fault too, and dtypes and values are looked at last.
            others = ("cast", "inexact_values") if reply["kind"] != "cast" else ("inexact_values",)
            if tried["operand"] == reply["operand"] and tried["kind"] not in others:
                wrong = tried["message"]
        elif line_is_defined(case, False):
            found = elements(tried["data"], case["destination"].array)
            wrong = check_line(case, tried["line"], found, any_nan)
        if wrong:
            return f"the fix '{tried['fix']}': {wrong}"
    return None


def check_refused(case, refused, reply, any_nan, tally):
    if reply.get("kind", reply["outcome"]) not in refused.kinds:
        return f"expected a refusal {refused.kinds}"
    if refused.operand and reply["operand"] != refused.operand:
        return f"expected a refusal of the {refused.operand}"
    if "data" in reply and reply["data"] != case["destination"].array.tobytes().hex():
        return "written although refused"
    if refused.report is not None:
        if reply["report"] != refused.report or reply["found"] != refused.report["total"]:
            return f"expected the report {refused.report}"
    if refused.first is not None and not reply["message"].endswith(f" at {refused.first}."):
        return f"expected the first at {refused.first}"
    if refused.preview is not None:
        wrong = check_window(case, reply, refused.preview, any_nan)
        if wrong:
            return wrong
    return check_fixes(case, reply, any_nan, tally)


def check_done(case, wanted, report, reply, any_nan, tally):
    if reply["outcome"] != "done":
        return "expected to be done"
    found = elements(reply["data"], wanted)
    if not same_bytes(found, wanted, any_nan):
        return f"expected {wanted.tolist()}, found {found.tolist()}"
    if reply["report"] != report:
        return f"expected the report {report}"
    if line_is_defined(case, case["casting"] == "exact"):
        tally["lines"] += 1
        wrong = check_line(case, reply["line"], found, any_nan)
        if wrong:
            return wrong
    return check_window(case, reply, case["destination"].view_of(wanted), any_nan)


def check(case, reply, tally):
    """None, or what is wrong."""
    any_nan = "value" in case or case["source"].array.dtype != case["destination"].array.dtype
    try:
        outcome, report = expected(case)
        wrong = check_done(case, outcome, report, reply, any_nan, tally)
    except Refused as refused:
        outcome = refused
        wrong = check_refused(case, refused, reply, any_nan, tally)
    tally[reply.get("kind", reply["outcome"])] += 1
    tally["overlaps"] += any("of" in case[role].request() for role in ("source", "condition")
                             if role in case)
    if not wrong:
        agrees = oracle_torch.confirms(case, outcome)
        tally["confirmed by torch"] += agrees is True
        wrong = "PyTorch does not agree" if agrees is False else None
    return wrong


def random_case(rng):
    mode = rng.choice([name for name, (_, weight) in MODES.items() for _ in range(weight)])
    return {"mode": mode, **MODES[mode][0](rng)}


def request_of(case):
    return json.dumps({key: value.request() if isinstance(value, Operand) else value
                       for key, value in case.items()})


def ask(driver, requests):
    """The answers one by one, while a thread of its own writes the requests."""
    def write():
        try:
            driver.stdin.write("".join(request + "\n" for request in requests))
            driver.stdin.flush()
        except BrokenPipeError:
            pass  # the missing answer tells
    writer = threading.Thread(target=write)
    writer.start()
    for _ in requests:
        yield driver.stdout.readline()
    writer.join()


def main():
    seed = int(os.environ.get("FRISKET_TEST_SEED", "20240611"))
    rng = Random(seed)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    driver = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True)
    tallies = {name: collections.Counter() for name in MODES}
    number = failures = 0
    while number < count and failures < MOST_FAILURES:
        drafts = [random_case(rng) for _ in range(min(BATCH, count - number))]
        requests = [request_of(case) for case in drafts]
        for case, request, answer in zip(drafts, requests, ask(driver, requests)):
            if not answer:
                print(f"case {number}: the driver ended with {driver.wait()}\n  {request}")
                return 1
            wrong = check(case, json.loads(answer), tallies[case["mode"]])
            if wrong:
                failures += 1
                print(f"case {number} (seed {seed}): {wrong}\n  {request}\n  {answer}")
            number += 1
    driver.stdin.close()
    code = driver.wait()
    for name, tally in tallies.items():
        print(f"{name}: {sum(tally[key] for key in tally if key not in BESIDES)} cases, "
              f"{dict(tally)}")
    total = sum(tally["confirmed by torch"] for tally in tallies.values())
    second = f"PyTorch confirmed {total}" if oracle_torch.torch else "PyTorch is missing"
    print(f"{number} cases (seed {seed}), {failures} failures, driver ended with {code}. {second}.")
    return 1 if failures or code else 0


if __name__ == "__main__":
    # What NumPy warns of, such as overflows in a cast, is what the cases are after.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        sys.exit(main())
