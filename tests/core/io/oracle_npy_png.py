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
    for shape in [(40, 40, 3), (4, 4, 4)]:
        cv2.imwrite(path, random.integers(0, 256, shape).astype("u1"))
        found, error = dump(path)
        check(found is None and "picture" in error, "colour PNG refused", error)
    cv2.imwrite(os.path.join(folder, "a.jpg"), np.zeros((4, 4), "u1"))
    found, error = dump(os.path.join(folder, "a.jpg"))
    check(found is None and "JPEG" in error, "JPEG refused", error)


def colour_ids(folder, random):
    """COCO's panoptic PNGs: id = R + 256 G + 65536 B, with every byte of it in use."""
    path, copy = os.path.join(folder, "i.png"), os.path.join(folder, "j.png")
    for shape in [(16, 16), (61, 50), (200, 333)]:
        ids = np.kron(random.integers(0, 1 << 24, (13, 21)), np.ones((16, 16)))
        ids = ids[:shape[0], :shape[1]].astype("u4")
        # OpenCV's order is blue, green, red.
        cv2.imwrite(path, np.stack([ids >> 16, ids >> 8 & 255, ids & 255], -1).astype("u1"))
        found, error = dump(path)
        check(same(found, ids), "reading ids", shape, error)
        done = subprocess.run([tool, path, copy], check=False)
        check(done.returncode == 0, "writing ids", shape)
        read = cv2.imread(copy, cv2.IMREAD_UNCHANGED).astype("u4") @ np.array([65536, 256, 1], "u4")
        check(same(read, ids), "cv2 reads our ids", shape)
        found, error = dump(copy)
        check(same(found, ids), "reading our ids", shape, error)


def photos(folder, random):
    """Pictures are no ids: photos, overlays of labels on them, smoothed and shrunk ones."""
    path = os.path.join(folder, "p.png")
    examples = "/usr/share/doc/labelme-examples/examples"
    pictures = []
    for place, _, names in os.walk(examples):
        pictures += [os.path.join(place, name) for name in names if name.endswith(".jpg")]
    images = [cv2.imread(picture) for picture in sorted(pictures)]
    images += [cv2.imread(os.path.join(examples, "tutorial/apc2016_obj3_json", name))
               for name in ("img.png", "label_viz.png")] if images else []
    smooth = cv2.GaussianBlur(random.integers(0, 256, (300, 400, 3)).astype("f4"), (0, 0), 20)
    smooth = cv2.normalize(smooth, None, 0, 255, cv2.NORM_MINMAX)
    images += [smooth.astype("u1"), cv2.resize(smooth, (90, 70)).astype("u1")]
    for image in images:
        cv2.imwrite(path, image)
        found, error = dump(path)
        check(found is None and "picture" in error and "--key ids" in error, "photo", image.shape)
    print("photos:", len(images))


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
    colour_ids(place, generator)
    photos(place, generator)
    archives(place)
print("failures:", failures)
sys.exit(1 if failures else 0)
