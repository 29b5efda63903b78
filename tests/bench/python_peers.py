#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Times NumPy and PyTorch on the cells that the bench names; started by it, see python_peers.cpp.

Argument: a JSON file with `side`, `threads`, `iterations`, `patterns` (name -> file of side x side
bytes, 0 or 255) and `cells` (`cell`, `mode`, `dtype`, `pattern`, perhaps `source_elements`).
Prints a JSON line for each cell, {"cell": number, "ms": {peer: median}}, and for what can't be
measured {"note": text}.
"""

import json
import statistics
import sys
import time

NUMPY_NAMES = {"u8": "uint8", "u16": "uint16", "f32": "float32", "f64": "float64"}
# PyTorch 1.13 has no uint16.
TORCH_NAMES = {"u8": "uint8", "f32": "float32", "f64": "float64"}
# Above this a warm-up would take long and matter little.
QUICK_MS = 250


def say(answer):
    print(json.dumps(answer), flush=True)


def imported(name, package):
    try:
        return __import__(name)
    except ImportError as error:
        say({"note": f"{name} is not measured ({error}): "
                     f"'./bench --with-peers assign' installs {package}."})
        return None


def timed_ms(call):
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1e3


def median_ms(call, iterations):
    """Of `iterations` calls, after one that warms up; a slow first call counts as one of them."""
    first = timed_ms(call)
    times = [first] if first > QUICK_MS else []
    while len(times) < iterations:
        times.append(timed_ms(call))
    return statistics.median(times)


class NumpyPeers:
    """Arrays of one dtype at a time; the condition is a bool array, as NumPy wants it."""

    def __init__(self, np, side):
        self.np = np
        self.side = side
        self.dtype = None

    def use(self, dtype, pattern_file):
        np = self.np
        shape = (self.side, self.side)
        if self.dtype != dtype:
            kind = np.dtype(NUMPY_NAMES[dtype])
            self.d = np.ones(shape, kind)
            self.s = (np.arange(self.side * self.side, dtype=np.uint64) % 251).astype(kind)
            self.s = self.s.reshape(shape)
            self.dtype = dtype
        self.c = np.fromfile(pattern_file, dtype=np.uint8).reshape(shape) != 0

    def calls(self, mode, elements):
        np, d, s, c = self.np, self.d, self.s, self.c
        short = s.reshape(-1)[:elements] if elements is not None else s
        value = d.dtype.type(7)

        def index(source):
            d[c] = source

        if mode == "where":
            return {"numpy-copyto": lambda: np.copyto(d, s, where=c),
                    "numpy-index": lambda: index(s[c]),
                    "numpy-putmask": lambda: np.putmask(d, c, s)}
        if mode == "index":
            return {"numpy-index": lambda: index(short)}
        if mode == "fill":
            return {"numpy-copyto": lambda: np.copyto(d, value, where=c),
                    "numpy-index": lambda: index(value)}
        if mode == "place":
            return {"numpy-place": lambda: np.place(d, c, short)}
        if mode == "putmask":
            return {"numpy-putmask": lambda: np.putmask(d, c, short)}
        return {}


class TorchPeers:
    def __init__(self, torch, side):
        self.torch = torch
        self.side = side
        self.dtype = None

    def use(self, dtype, pattern_file):
        torch = self.torch
        count = self.side * self.side
        if self.dtype != dtype:
            kind = getattr(torch, TORCH_NAMES[dtype])
            self.d = torch.ones((self.side, self.side), dtype=kind)
            self.s = (torch.arange(count) % 251).to(kind).reshape(self.side, self.side)
            self.dtype = dtype
        mask = torch.from_file(pattern_file, size=count, dtype=torch.uint8)
        self.c = mask.reshape(self.side, self.side) != 0

    def calls(self, mode, elements):
        torch, d, s, c = self.torch, self.d, self.s, self.c
        short = s.reshape(-1)[:elements] if elements is not None else s

        def index(source):
            d[c] = source

        if mode == "where":
            return {"torch-index": lambda: index(s[c]),
                    "torch-where": lambda: torch.where(c, s, d)}
        if mode == "index":
            return {"torch-index": lambda: index(short)}
        if mode == "scatter":
            return {"torch-masked_scatter": lambda: d.masked_scatter_(c, s)}
        if mode == "fill":
            return {"torch-masked_fill": lambda: d.masked_fill_(c, 7)}
        return {}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    peers = []
    np = imported("numpy", "python3-numpy")
    if np:
        peers.append((NumpyPeers(np, job["side"]), NUMPY_NAMES))
    torch = imported("torch", "python3-torch")
    if torch:
        torch.set_num_threads(job["threads"])
        peers.append((TorchPeers(torch, job["side"]), TORCH_NAMES))
        if any(cell["dtype"] not in TORCH_NAMES for cell in job["cells"]):
            say({"note": f"PyTorch {torch.__version__} has no uint16: those cells go without it."})
    # One dtype after the other, so that arrays are made anew only twice or so.
    for cell in sorted(job["cells"], key=lambda cell: cell["dtype"]):
        ms = {}
        for peer, dtypes in peers:
            if cell["dtype"] in dtypes:
                peer.use(cell["dtype"], job["patterns"][cell["pattern"]])
                calls = peer.calls(cell["mode"], cell.get("source_elements"))
                for who, call in calls.items():
                    ms[who] = median_ms(call, job["iterations"])
        if ms:
            say({"cell": cell["cell"], "ms": ms})


if __name__ == "__main__":
    main()
