#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares random rules with NumPy, SciPy and scikit-image: oracle_rules.py DRIVER [CASES].

DRIVER is the program rules_driver, which is asked over pipes. Each rule is evaluated by it, by
rule_reference.py and by the NumPy program that it writes; all three must agree. The seed is fixed;
FRISKET_TEST_SEED gives another. Exit code 77 where a module is missing.
"""
import collections
import json
import os
import subprocess
import sys
import threading
import warnings

try:
    import numpy as np

    import rule_cases
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

BATCH = 64
MOST_FAILURES = 5
# An integer of either sign and a uint64 have no common dtype.
MOST_REFUSED = 0.02
# Least parts of the rules, so that no kind of them is forgotten.
LEAST = {"conditions": 0.5, "values": 0.15, "local": 0.3, "global": 0.15, "dtypes": 0.7,
         "narrow dtypes": 0.02, "renamed": 0.05, "sums": 0.02}


def kind_of(dtype):
    return "u" if dtype == np.uint64 else {"b": "b", "u": "i", "i": "i", "f": "f"}[dtype.kind]


def same(found, wanted):
    if found.shape != wanted.shape:
        return False
    if wanted.dtype.kind == "f":
        nans = np.isnan(wanted)
        return np.array_equal(np.isnan(found), nans) and \
            np.array_equal(found[~nans], wanted[~nans])
    return np.array_equal(found, wanted)


def check(rule, inputs, answer, tally):
    """None, or what is wrong."""
    if "failed" in answer:
        return answer["failed"]
    if "error" in answer:
        tally["refused"] += 1
        allowed = ("mix uint64", "larger than any memory", "does not fit")
        return None if any(text in answer["error"] for text in allowed) else answer["error"]
    found = np.frombuffer(bytes.fromhex(answer["data"]), answer["dtype"])
    found = found.reshape(answer["shape"])
    wanted = rule.value.array
    if kind_of(found.dtype) != rule.value.kind:
        return f"expected values of kind {rule.value.kind}, found {found.dtype}"
    if rule.value.dtype is not None:
        tally["dtypes"] += 1
        tally["narrow dtypes"] += rule.value.dtype.itemsize < 8 and found.dtype != bool
        if found.dtype != rule.value.dtype:
            return f"expected {rule.value.dtype}, found {found.dtype}"
    wide = found.astype(wanted.dtype)  # of the same kind, so nothing is lost
    if not same(wide, wanted):
        return f"expected {wanted.tolist()}, found {found.tolist()}"
    names = {name: each.array for name, each in zip(answer["names"], inputs)}
    tally["renamed"] += any(name != each.name for name, each in zip(answer["names"], inputs))
    try:
        exec(answer["numpy"], names)
    except Exception as error:
        return f"the program fails: {error!r}\n{answer['numpy']}"
    result = names["result"]
    if result.dtype != found.dtype or not same(result, found):
        return (f"the program gives {result.dtype} {result.tolist()}, found {found.dtype} "
                f"{found.tolist()}\n{answer['numpy']}")
    tally["conditions" if found.dtype == bool else "values"] += 1
    tally["local" if answer["local"] else "global"] += 1
    tally["empty"] += found.size == 0
    tally["sums"] += "_sum(" in answer["numpy"]
    return None


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
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    driver = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True)
    tally = collections.Counter()
    number = failures = 0
    while number < count and failures < MOST_FAILURES:
        cases = [rule_cases.random_case(seed * 1_000_003 + number + i)
                 for i in range(min(BATCH, count - number))]
        requests = [json.dumps({"rule": rule.text, "inputs": [each.request() for each in inputs]})
                    for rule, inputs in cases]
        for (rule, inputs), request, answer in zip(cases, requests, ask(driver, requests)):
            if not answer:
                print(f"case {number}: the driver ended with {driver.wait()}\n  {request}")
                return 1
            wrong = check(rule, inputs, json.loads(answer), tally)
            if wrong:
                failures += 1
                shapes = {each.name: (each.dtype.name, each.array.shape) for each in inputs}
                print(f"case {number} (seed {seed}): {rule.text}\n  {shapes}\n  {wrong}\n")
            number += 1
    driver.stdin.close()
    code = driver.wait()
    print(f"{number} rules (seed {seed}), {failures} failures, {dict(tally)}, driver ended with "
          f"{code}.")
    few = tally["refused"] <= MOST_REFUSED * number
    if not few:
        print("too many were refused")
    missing = [name for name, part in LEAST.items() if tally[name] < part * number]
    if missing and number >= 500:
        print("too few:", ", ".join(missing))
    return 1 if failures or code or not few or missing and number >= 500 else 0


if __name__ == "__main__":
    # What NumPy warns of, such as overflows, is what the cases are after.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        sys.exit(main())
