#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The programme of faults: whatever fails while a file is saved, the old file or the new one is
there, byte for byte.

    programme.py SAVER[,SAVER...] [--disk] [--must-fail] interposer=LIBRARY PROGRAM=PATH...

Savers are rows of savers.py. --disk is the class that needs mounts: a disk that is full at 200
levels. --must-fail is for savers that lose files: the programme must find that out, in each class.
Exit status 77: can't be done here, and why.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

import faults
import full_disk
import savers

SKIPPED = 77
SIDE = 200       # of masks: some dozens of calls to write one
DISK_SIDE = 600  # some 90 pages, in the middle of the levels of a full disk


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


def need_strace():
    if not shutil.which("strace"):
        skip("there is no strace")
    probe = subprocess.run(["strace", "-f", "-o", os.devnull, "true"], capture_output=True,
                           text=True)
    if probe.returncode != 0:
        skip(f"strace may not trace here: {probe.stderr.strip()}")


def classes(disk):
    if disk:
        return {"full disk": full_disk.full_disk}
    return {**faults.CLASSES, "size limit": full_disk.size_limit}


def run(saver, interposer, disk, must_fail, found_out):
    """Whether the saver is what it should be. Adds the classes that it fails in to `found_out`."""
    good = True
    with tempfile.TemporaryDirectory(prefix="frisket-faults-") as scratch:
        learned = os.path.join(scratch, "learn")
        os.mkdir(learned)
        saver.learn(learned)
        bench = faults.Bench(saver, scratch, interposer)
        calls = None if disk else bench.record()
        for name, work in classes(disk).items():
            start = time.monotonic()
            bench.complaints, bench.runs = [], 0
            work(bench, calls)
            print(f"{saver.name}: {name}: {bench.runs} runs, {len(bench.complaints)} complaints, "
                  f"{time.monotonic() - start:.1f} s", flush=True)
            if bench.complaints:
                found_out.add(name)
            if must_fail and bench.runs > 0 and bool(bench.complaints) == (name in saver.survives):
                print(f"  not as expected of {saver.name}")
                good = False
            if not must_fail:
                good = good and not bench.complaints and bench.runs > 0
                for complaint in bench.complaints[:20]:
                    print("  " + complaint)
    return good


def main():
    parser = argparse.ArgumentParser(description="The programme of faults.")
    parser.add_argument("savers")
    parser.add_argument("--disk", action="store_true")
    parser.add_argument("--must-fail", action="store_true")
    parser.add_argument("programs", nargs="+")
    options = parser.parse_args()
    programs = dict(entry.split("=", 1) for entry in options.programs)
    programs = {name: os.path.abspath(path) for name, path in programs.items()}
    if options.disk:
        why = full_disk.enter_namespace()
        if why:
            skip(f"no disk can be mounted: {why}")
    else:
        need_strace()
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="frisket-faults-") as inputs:
        rows = savers.rows(programs, inputs, DISK_SIDE if options.disk else SIDE)
        found_out = set()
        good = [run(rows[name], programs["interposer"], options.disk, options.must_fail, found_out)
                for name in options.savers.split(",")]
    toothless = set(classes(options.disk)) - found_out
    if options.must_fail and toothless:
        print("no saver was found out by:", ", ".join(sorted(toothless)))
        sys.exit(1)
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
