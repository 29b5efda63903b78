#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Times NumPy on what `frisket-bench rules` does: rules_peers.py SIDE. Writes a line of JSON for each
time; {"note": ...} is for the reader."""
import json
import sys
import time

ROUNDS = 3


def say(answer):
    print(json.dumps(answer), flush=True)


def measure(rule, dtype, call):
    times = []
    for _ in range(ROUNDS + 1):  # the first one warms up
        start = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - start))
    say({"rule": rule, "dtype": dtype, "ms": times[1:]})


def main():
    try:
        import numpy as np
    except ImportError as missing:
        say({"note": f"{missing}: './bench --with-peers rules' installs python3-numpy."})
        return
    side = int(sys.argv[1])
    random = np.random.default_rng(5)
    for dtype in ("u1", "u2"):
        source = random.integers(0, 8, (side, side), dtype)
        destination = random.integers(0, 8, (side, side), dtype)
        name = {"u1": "u8", "u2": "u16"}[dtype]
        measure("source == 3 & destination != 0", name,
                lambda: (source == 3) & (destination != 0))
        if dtype == "u1":
            measure("source != destination", name, lambda: source != destination)
            measure("source in 2..4 & destination in {0, 3, 7}", name,
                    lambda: (source >= 2) & (source <= 4) & np.isin(destination, [0, 3, 7]))
    scores = random.random((8, side // 4, side // 4), "f4")
    measure("argmax(p, axis=0) == 3", "f32", lambda: np.argmax(scores, axis=0) == 3)
    measure("max(p, axis=0) < 0.6", "f32", lambda: np.max(scores, axis=0) < 0.6)


main()
