#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares Frisket's NRRD files with a reader and writer of its own: oracle_nrrd.py MASK_DUMP

What it writes and reads is by the format's definition (teem.sourceforge.net/nrrd/format.html)."""
import gzip
import os
import subprocess
import sys
import tempfile

try:
    import numpy as np
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

TYPES = {"u1": ["uint8", "unsigned char", "uchar", "uint8_t"], "i1": ["int8", "signed char"],
         "u2": ["uint16", "unsigned short", "ushort"], "i2": ["short", "int16", "signed short int"],
         "u4": ["uint32", "unsigned int"], "i4": ["int", "int32", "int32_t"],
         "u8": ["uint64", "unsigned long long int"], "i8": ["long long", "int64"],
         "f4": ["float"], "f8": ["double"]}
SHAPES = [(1,), (7,), (1, 1), (5, 7), (64, 65), (2, 3, 4), (3, 2, 5, 4), (1, 300000)]
tool = sys.argv[1]
failures = 0


def check(condition, *what):
    global failures
    if not condition:
        failures += 1
        print("FAIL:", *what)


def write(path, array, kind, order="<", encoding="raw", end="\n", more=(), version=5):
    lines = ["NRRD000%d" % version, "# written by a test", "type: " + kind,
             "dimension: %d" % array.ndim, *more,
             "sizes: " + " ".join(map(str, array.shape[::-1]))]
    if array.itemsize > 1:
        lines.append("endian: " + ("little" if order == "<" else "big"))
    lines.append("encoding: " + encoding)
    data = array.astype(array.dtype.newbyteorder(order)).tobytes()
    if encoding != "raw":
        half = len(data) // 2  # members may follow each other
        data = gzip.compress(data[:half]) + gzip.compress(data[half:])
    with open(path, "wb") as file:
        file.write((end.join(lines) + end + end).encode() + data)


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    head, _, data = content.partition(b"\n\n")
    lines = head.decode().split("\n")
    fields = dict(line.split(": ", 1) for line in lines[1:] if ": " in line and ":=" not in line)
    keys = dict(line.split(":=", 1) for line in lines[1:] if ":=" in line)
    kind = next(k for k, names in TYPES.items() if fields["type"] in names)
    order = ">" if fields.get("endian") == "big" else "<"
    data = gzip.decompress(data) if fields["encoding"] in ("gzip", "gz") else data
    shape = [int(size) for size in fields["sizes"].split()][::-1]
    assert len(shape) == int(fields["dimension"])
    return np.frombuffer(data, np.dtype(kind).newbyteorder(order)).reshape(shape), fields, keys, lines


def dump(path):
    done = subprocess.run([tool, path], capture_output=True, check=False)
    if done.returncode != 0:
        return None, done.stderr.decode()
    head, _, values = done.stdout.partition(b"\n")
    name, _, shape = head.decode().partition(" ")
    return np.frombuffer(values, np.dtype(name).newbyteorder("<")).reshape(eval(shape)), ""


def copy(path, to):
    done = subprocess.run([tool, path, to], capture_output=True, check=False)
    check(done.returncode == 0, "copying", path, to, done.stderr)


def same(a, b):
    return a is not None and a.dtype.newbyteorder("<") == b.dtype.newbyteorder("<") and \
        a.shape == b.shape and a.astype(b.dtype).tobytes() == b.tobytes()


def values(folder, random):
    path, other = os.path.join(folder, "a.nrrd"), os.path.join(folder, "b.nrrd")
    for number, (kind, names) in enumerate(TYPES.items()):
        for turn, shape in enumerate(SHAPES):
            raw = random.integers(0, 256, int(np.prod(shape)) * np.dtype(kind).itemsize)
            array = np.frombuffer(raw.astype("u1").tobytes(), kind).reshape(shape)
            what = (kind, shape)
            write(path, array, names[turn % len(names)], "<>"[(turn + number) % 2],
                  ["raw", "gzip", "gz"][turn % 3], ["\n", "\r\n"][turn % 2])
            found, error = dump(path)
            check(same(found, array), "reading", *what, error)
            copy(path, other)
            found, fields, _, lines = read(other)
            check(same(found, array), "our copy", *what)
            check("# written by a test" in lines, "comment", lines)
            if turn % 2 == 0:  # with \n the header is the same, byte for byte
                with open(path, "rb") as a, open(other, "rb") as b:
                    check(a.read().split(b"\n\n")[0] == b.read().split(b"\n\n")[0], "header", *what)
            np.save(os.path.join(folder, "n.npy"), array)
            copy(os.path.join(folder, "n.npy"), other)
            found, fields, _, _ = read(other)
            check(same(found, array), "from NPY", *what)
            check(fields["encoding"] == "gzip", "a new file is packed")


def segments(folder):
    path, other = os.path.join(folder, "a.seg.nrrd"), os.path.join(folder, "b.seg.nrrd")
    labels = np.zeros((4, 5, 6), "u1")
    labels[1:3, 1:4, 2:5] = 1
    labels[3, 4, 5] = 7
    more = ["space: left-posterior-superior", "kinds: domain domain domain",
            "space directions: (0.5,0,0) (0,0.5,0) (0,0,2)", "space origin: (-1,2.5,3)"]
    write(path, labels, "unsigned char", encoding="gzip", more=more)
    with open(path, "rb") as file:
        head, _, data = file.read().partition(b"\n\n")
    keys = {"Segment0_ID": "S_1", "Segment0_Name": "Leber: \u00e4", "Segment0_LabelValue": "1",
            "Segment0_Color": "0.5 0.25 1", "Segment0_Extent": "0 1 0 1 0 1",
            "Segment1_Name": "Tumour", "Segment1_LabelValue": "7", "Segment1_Layer": "0",
            "Segmentation_MasterRepresentation": "Binary labelmap", "other": "a:=b\\nc"}
    with open(path, "wb") as file:
        file.write(head + "".join("\n%s:=%s" % pair for pair in keys.items()).encode() + b"\n\n")
        file.write(data)
    copy(path, other)
    found, fields, kept, _ = read(other)
    check(same(found, labels), "segments: values")
    check(fields["space directions"] == more[2].partition(": ")[2], "directions", fields)
    wider = {"Segment0_Extent": "0 4 0 3 0 2", "Segment1_Extent": "5 5 4 4 3 3"}
    check(kept == {**keys, **wider}, "keys", kept)


def main():
    random = np.random.default_rng(7)
    with tempfile.TemporaryDirectory() as folder:
        values(folder, random)
        segments(folder)
    print("failures:", failures)
    sys.exit(1 if failures else 0)


main()
