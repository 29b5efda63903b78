#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Reading and writing of label maps, beside OpenCV, tifffile, NumPy and `cat`.

All run in turn, a round after the other, on files in the page cache; medians. A peer's writing has no
fsync and no reading back; Frisket's encoding is timed up to the same point, and what it does beyond
(fsync, reading back and comparing, renaming) is shown beside it. Peers run in this process, Frisket
in one that times itself."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

try:
    import cv2
except ImportError:
    cv2 = None
try:
    import tifffile
except ImportError:
    tifffile = None


def timed(call):
    begin = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - begin)


class Frisket:
    def __init__(self, program):
        self.program = program

    def lines(self, *arguments):
        done = subprocess.run([self.program, *map(str, arguments)], check=True, text=True,
                              stdout=subprocess.PIPE)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def read(self, path):
        """Of two readings in one process the second, whose memory is as warm as the peers'."""
        return self.lines("read", path, 2)[-1]["read_ms"]

    def write(self, source, path):
        return self.lines("write", source, path, 2)[-1]


def cat(path):
    return timed(lambda: subprocess.run(["cat", path], check=True, stdout=subprocess.DEVNULL))


def savez(path, array):
    np.savez_compressed(path, mask=array)


def peers_of(ending, dtype):
    """Name, reading and writing of each peer for files of that ending."""
    peers = []
    if ending == ".npy":
        peers.append(("numpy", np.load, np.save))
        peers.append(("cat", None, None))
    if ending == ".npz":
        peers.append(("numpy", lambda path: np.load(path)["mask"], savez))
    if ending in (".png", ".tif") and cv2 is not None and dtype != "u4":
        peers.append(("opencv", lambda path: cv2.imread(str(path), cv2.IMREAD_UNCHANGED),
                      lambda path, array: cv2.imwrite(str(path), array)))
    if ending == ".tif" and tifffile is not None:
        peers.append(("tifffile", tifffile.imread,
                      lambda path, array: tifffile.imwrite(path, array, compression="zlib")))
    return peers


def measure(frisket, folder, side, dtype, ending, rounds):
    source = folder / f"{side}-{dtype}.npy"
    if not source.exists():
        frisket.lines("make", side, dtype, source)
    array = np.load(source)
    ours = folder / f"ours{ending}"
    times = {}

    def add(who, what, ms):
        times.setdefault((who, what), []).append(ms)

    sizes = {}
    for round_number in range(rounds + 1):  # the first one warms up
        if round_number == 1:
            times.clear()
        written = frisket.write(source, ours)
        sizes["frisket"] = written["bytes"]
        for what in ("encode", "compare", "all"):
            add("frisket", what, written[f"{what}_ms"])
        add("frisket", "read", frisket.read(ours))
        for who, read, write in peers_of(ending, dtype):
            if who == "cat":
                add(who, "read", cat(ours))
                continue
            theirs = folder / f"{who}{ending}"
            add(who, "encode", timed(lambda: write(theirs, array)))
            sizes[who] = os.path.getsize(theirs)
            # All read one file, so that decoders are compared and not encoders.
            add(who, "read", timed(lambda: read(ours)))
    rows = []
    for (who, what), ms in times.items():
        row = {"side": side, "dtype": dtype, "format": ending[1:], "who": who, "what": what,
               "ms": round(statistics.median(ms), 3), "min_ms": round(min(ms), 3),
               "rounds": len(ms), "bytes": sizes.get(who)}
        ours_ms = statistics.median(times[("frisket", what)]) if ("frisket", what) in times else None
        if who != "frisket" and ours_ms is not None:
            row["frisket_ratio"] = round(ours_ms / statistics.median(ms), 3)
        rows.append(row)
    return rows


def show(rows):
    first = rows[0]
    size = max(row["bytes"] or 0 for row in rows if row["who"] == "frisket")
    print(f"{first['side']} {first['dtype']} {first['format']}: {size / 1e6:.2f} MB")
    for row in rows:
        ratio = row.get("frisket_ratio")
        beside = f"   Frisket takes {ratio:.2f} of it" if ratio is not None else ""
        weight = (f", {row['bytes'] / 1e6:.2f} MB"
                  if row["who"] != "frisket" and row["what"] == "encode" else "")
        print(f"    {row['what']:<8}{row['who']:<9}{row['ms']:>10.1f} ms{weight}{beside}", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="./bench files", description=__doc__)
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--json", help="also write the rows to this file, a line of JSON each")
    parser.add_argument("--sides", default="4096,16384", help="sides of the square label maps")
    parser.add_argument("--dtypes", default="u1,u2", help="of u1 (20 classes), u2, u4 (instances)")
    parser.add_argument("--formats", default="npy,npz,png,tif", help="by their endings")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", help="where the files go; a temporary folder without it")
    options = parser.parse_args()
    for module, name in ((cv2, "opencv"), (tifffile, "tifffile")):
        if module is None:
            print(f"note: python3-{name} is not installed and is left out.", file=sys.stderr)
    frisket = Frisket(options.program)
    out = open(options.json, "w", encoding="utf-8") if options.json else None
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for side in map(int, options.sides.split(",")):
            for dtype in options.dtypes.split(","):
                for ending in options.formats.split(","):
                    rows = measure(frisket, pathlib.Path(folder), side, dtype, "." + ending,
                                   options.rounds)
                    show(rows)
                    for row in rows if out else ():
                        out.write(json.dumps(row) + "\n")
    if out:
        out.close()


main()
