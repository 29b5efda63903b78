#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Small TIFF files of many kinds for fuzz_tiff: seeds_tiff.py FOLDER (needs python3-tifffile and
libtiff-tools)"""
import os
import struct
import subprocess
import sys

import numpy as np
import tifffile

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
number = 0


def at(name):
    return os.path.join(folder, name)


def save(array, **options):
    global number
    number += 1
    path = at("seed%03d.tif" % number)
    tifffile.imwrite(path, array, **{"photometric": "minisblack", **options})
    return path


def convert(path, *how):
    global number
    number += 1
    subprocess.run(["tiffcp", *how, path, at("seed%03d.tif" % number)], check=False,
                   stderr=subprocess.DEVNULL)


def one_directory(path):
    with open(path, "r+b") as file:
        data = file.read()
        order = "<" if data[:2] == b"II" else ">"
        place, = struct.unpack(order + "I", data[4:8])
        count, = struct.unpack(order + "H", data[place:place + 2])
        file.seek(place + 2 + 12 * count)
        file.write(bytes(4))


plane = np.arange(35).reshape(5, 7) // 3
for kind in ("?", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"):
    path = save(plane.astype(kind))
    for how in (["-c", "lzw:2"], ["-c", "zip"], ["-c", "zstd"], ["-c", "packbits"], ["-c", "g4"],
                ["-c", "g3:2d"], ["-8", "-B"], ["-t", "-w", "16", "-l", "16", "-c", "zip:2"],
                ["-c", "zip:3"], ["-r", "2"], ["-f", "lsb2msb"]):
        convert(path, *how)
stack = np.arange(2 * 3 * 4 * 35).reshape(2, 3, 4, 5, 7)
for kind in ("u1", "u2", "f4"):
    one_directory(save(stack.astype(kind), imagej=True, photometric=None))
    save(stack.astype(kind))
    save(stack[0].astype(kind), imagej=True, photometric=None)
save(stack[0, 0].astype("u2"), metadata={"truncate": True})
save(stack.astype("u1"), ome=True)
save(plane.astype("u1"), byteorder=">", bigtiff=True, description="text", resolution=(3, 4),
     software="x", extratags=[(42113, "s", 0, "-1", True), (65001, "s", 0, "abc", True),
                              (33550, "d", 3, (1.0, 2.0, 3.0), True)])
colours = np.stack([plane] * 3, 2).astype("u1")
save(colours, photometric="rgb")
save(np.moveaxis(colours, 2, 0), photometric="rgb", planarconfig="separate")
save(np.moveaxis(colours, 2, 0), photometric="rgb", planarconfig="separate", tile=(16, 16))
save(plane.astype("u1"), photometric="palette", colormap=np.zeros((3, 256), "u2"))
number += 1
with tifffile.TiffWriter(at("seed%03d.tif" % number)) as file:
    file.write(plane.astype("u1"), subifds=1)
    file.write(plane[:2].astype("u1"), subfiletype=1)
    file.write(plane.astype("u2"))
print(number, "seeds")
