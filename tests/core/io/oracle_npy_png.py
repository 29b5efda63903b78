#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares Frisket's readers and writers with NumPy and OpenCV: oracle_npy_png.py MASK_DUMP"""
import os
import subprocess
import sys
import tempfile

try:
    import cv2
    import numpy as np
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

DTYPES = ["?", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]
SHAPES = [(), (1,), (0, 3), (1, 1), (5, 7), (2, 3, 4), (64, 65)]
tool = sys.argv[1]
failures = 0


def check(condition, *what):
    global failures
    if not condition:
        failures += 1
        print("FAIL:", *what)


def dump(path):
    done = subprocess.run([tool, path], capture_output=True, check=False)
    if done.returncode != 0:
        return None, done.stderr.decode()
    head, _, values = done.stdout.partition(b"\n")
    name, _, shape = head.decode().partition(" ")
    dtype = np.dtype(name).newbyteorder("<")
    return np.frombuffer(values, dtype).reshape(eval(shape)), ""


def same(a, b):
    return a is not None and a.dtype == b.dtype.newbyteorder("<") and a.shape == b.shape and \
        a.tobytes() == b.astype(a.dtype).tobytes()


def npy(folder, random):
    path, copy = os.path.join(folder, "a.npy"), os.path.join(folder, "b.npy")
    for kind in DTYPES:
        for order in "<>":
            for shape in SHAPES:
                count = int(np.prod(shape))
                raw = random.integers(0, 2 if kind == "?" else 256,
                                      count * np.dtype(kind).itemsize).astype("u1").tobytes()
                array = np.frombuffer(raw, np.dtype(kind).newbyteorder(order)).reshape(shape)
                for layout in "CF":
                    what = (kind, order, shape, layout)
                    np.save(path, np.asarray(array, order=layout))
                    found, error = dump(path)
                    check(same(found, array), "reading", *what, error)
                    done = subprocess.run([tool, path, copy], check=False)
                    check(done.returncode == 0, "writing", *what)
                    # Our copy is, byte for byte, what NumPy writes for the same values.
                    np.save(path, np.ascontiguousarray(array.astype(kind)).reshape(shape))
                    with open(path, "rb") as a, open(copy, "rb") as b:
                        check(a.read() == b.read(), "bytes", *what)


def npy_versions(folder):
    path = os.path.join(folder, "v.npy")
    array = np.arange(12, dtype="u2").reshape(3, 4)
    for version in [(1, 0), (2, 0), (3, 0)]:
        with open(path, "wb") as file:
            np.lib.format.write_array(file, array, version=version)
        found, error = dump(path)
        check(same(found, array), "version", version, error)
    for bad in [np.array([None]), np.zeros(2, "c8"), np.zeros(2, "U3"), np.zeros(2, "S3"),
                np.zeros(2, "M8[s]"), np.zeros(2, [("a", "u1")]), np.zeros(2, "V4"),
                np.zeros(2, np.longdouble)]:
        np.save(path, bad)
        found, error = dump(path)
        check(found is None and "dtype" in error, "refused", bad.dtype, error)


def png(folder, random):
    path, copy = os.path.join(folder, "a.png"), os.path.join(folder, "b.png")
    for dtype, top in [("u1", 256), ("u2", 65536)]:
        for shape in [(1, 1), (5, 7), (64, 65), (3, 1000)]:
            array = random.integers(0, top, shape).astype(dtype)
            check(cv2.imwrite(path, array), "cv2.imwrite")
            found, error = dump(path)
            check(same(found, array), "reading PNG", dtype, shape, error)
            done = subprocess.run([tool, path, copy], check=False)
            check(done.returncode == 0, "writing PNG", dtype, shape)
            read = cv2.imread(copy, cv2.IMREAD_UNCHANGED)
            check(read is not None and same(read, array), "cv2 reads our PNG", dtype, shape)
    for shape in [(4, 4, 3), (4, 4, 4)]:
        cv2.imwrite(path, np.zeros(shape, "u1"))
        found, error = dump(path)
        check(found is None and "picture" in error, "colour PNG refused", error)
    cv2.imwrite(os.path.join(folder, "a.jpg"), np.zeros((4, 4), "u1"))
    found, error = dump(os.path.join(folder, "a.jpg"))
    check(found is None and "JPEG" in error, "JPEG refused", error)


def archives(folder):
    path = os.path.join(folder, "a.npz")
    np.savez(path, x=np.zeros(3))
    found, error = dump(path)
    check(found is None and "NPZ" in error, "NPZ refused", error)


with tempfile.TemporaryDirectory() as place:
    seed = int.from_bytes(os.urandom(4), "little")
    print("seed", seed)
    generator = np.random.default_rng(seed)
    npy(place, generator)
    npy_versions(place)
    png(place, generator)
    archives(place)
print("failures:", failures)
sys.exit(1 if failures else 0)
