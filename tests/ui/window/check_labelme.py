# SPDX-License-Identifier: MIT
"""check_labelme.py DESTINATION.png SOURCE.png CONDITION.npy RESULT.png RESULT.npy

Whether the result is np.copyto(destination, source, where=condition), value by value, and has the
destination's palette. PNG is decoded here after the standard (ISO/IEC 15948), without libpng.
"""
import struct
import sys
import zlib

import numpy as np


def chunks(path):
    with open(path, "rb") as file:
        data = file.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    at = 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += size + 12


def chunk(path, kind):
    return b"".join(content for name, content in chunks(path) if name == kind)


def read_png(path):
    """The indices of a palette PNG of 8 bits."""
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", chunk(path, b"IHDR"))
    assert (depth, colour, interlace) == (8, 3, 0), (path, depth, colour, interlace)
    raw = zlib.decompress(chunk(path, b"IDAT"))
    rows = np.zeros((height, width), np.uint8)
    above = [0] * width
    for y in range(height):
        line = raw[y * (width + 1) : (y + 1) * (width + 1)]
        rows[y] = above = unfiltered(line[0], line[1:], above)
    return rows


def unfiltered(kind, line, above):
    if kind == 0:
        return list(line)
    out = []
    left = corner = 0
    for value, up in zip(line, above):
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        else:
            guess = min((left, up, corner), key=lambda near: abs(near - (left + up - corner)))
        left = (value + guess) & 255
        corner = up
        out.append(left)
    return out


def main(destination_path, source_path, condition_path, png_path, npy_path):
    destination = read_png(destination_path)
    source = read_png(source_path)
    condition = np.load(condition_path)
    expected = destination.copy()
    np.copyto(expected, source, where=condition)
    problems = []
    if condition.dtype != bool or not condition.any() or condition.all():
        problems.append(f"the condition is {condition.dtype} with {condition.sum()} of {condition.size}")
    if np.array_equal(expected, destination):
        problems.append("the condition changes nothing")
    for path, found in ((png_path, read_png(png_path)), (npy_path, np.load(npy_path))):
        if found.dtype != np.uint8 or found.shape != expected.shape:
            problems.append(f"{path}: {found.dtype} {found.shape}")
        elif not np.array_equal(found, expected):
            y, x = np.argwhere(found != expected)[0]
            problems.append(f"{path}: ({y}, {x}) is {found[y, x]}, not {expected[y, x]}")
    for kind in (b"IHDR", b"PLTE", b"tRNS"):
        if chunk(png_path, kind) != chunk(destination_path, kind):
            problems.append(f"{png_path}: {kind.decode()} is not that of the destination")
    print(f"{condition.sum()} selected, {(expected != destination).sum()} changed,",
          f"{(expected == 255).sum()} of {(destination == 255).sum()} void kept")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
