#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares refinements and the flood fill with scikit-image, OpenCV and SciPy on 200 random masks:
oracle_refine.py REFINE_TOOL. FRISKET_TEST_SEED chooses the masks."""
import os
import subprocess
import sys

try:
    import cv2
    import numpy as np
    from scipy import ndimage
    from skimage import morphology, segmentation
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

MASKS = 200
SHAPES = {"disc": 0, "square": 1, "diamond": 2}
FOOTPRINTS = {"disc": morphology.disk, "diamond": morphology.diamond,
              "square": lambda r: morphology.square(2 * r + 1)}
STRUCTURES = {4: ndimage.generate_binary_structure(2, 1),
              8: ndimage.generate_binary_structure(2, 2)}
failures = 0
compared = 0


class Tool:
    """The program that answers; one process for all jobs."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, operation, planes, *numbers):
        height, width = planes[0].shape
        words = [operation, width, height] + [repr(float(number)) for number in numbers]
        self.process.stdin.write((" ".join(map(str, words)) + "\n").encode())
        for plane in planes:
            self.process.stdin.write(np.ascontiguousarray(plane, "u1").tobytes())
        self.process.stdin.flush()
        answer = self.process.stdout.read(width * height)
        if len(answer) != width * height:
            sys.exit("the tool ended: " + operation)
        return np.frombuffer(answer, "u1").reshape(height, width) != 0


def random_mask(random):
    """Noise, blobs, blobs with specks, or a few flat labels; sides around those of words too."""
    height, width = [int(random.choice([1, 2, 63, 64, 65, 127, 129]) if random.random() < 0.25
                         else random.integers(1, 160)) for _ in range(2)]
    kind = random.integers(0, 4)
    if kind == 0:
        density = random.choice([0, 0.02, 0.2, 0.41, 0.5, 0.59, 0.8, 0.98, 1])
        return "noise", (random.random((height, width)) < density).astype("u1")
    mask = np.zeros((height, width), "u1")
    for _ in range(random.integers(1, 14)):
        centre = int(random.integers(0, width)), int(random.integers(0, height))
        axes = int(random.integers(0, 30)), int(random.integers(0, 30))
        value = int(random.integers(0, 4)) if kind == 3 else int(random.random() < 0.75)
        cv2.ellipse(mask, centre, axes, float(random.integers(0, 180)), 0, 360, value, -1)
    if kind == 2:
        flips = random.random((height, width)) < 0.04
        mask = mask ^ flips.astype("u1")
    return ["noise", "blobs", "specks", "labels"][kind], mask


def check(ours, theirs, values, *what):
    global failures, compared
    compared += 1
    theirs = np.asarray(theirs, bool)
    if not np.array_equal(ours, theirs):
        failures += 1
        y, x = np.argwhere(ours != theirs)[0]
        print("FAIL:", *what, "shape", values.shape, "first at", (int(x), int(y)),
              "ours", bool(ours[y, x]), "pixels", int((ours != theirs).sum()))


def flood(tool, values, random):
    seed = int(random.integers(0, values.shape[0])), int(random.integers(0, values.shape[1]))
    for neighbours in (4, 8):
        for tolerance in (0, 1):
            ours = tool.ask("flood", [values], seed[1], seed[0], neighbours, tolerance)
            theirs = segmentation.flood(values, seed, connectivity=1 if neighbours == 4 else 2,
                                        tolerance=tolerance or None)
            check(ours, theirs, values, "flood, scikit-image", neighbours, tolerance)
        copy = values.copy()
        cv2.floodFill(copy, None, seed[::-1], 200, 0, 0, neighbours)
        check(tool.ask("flood", [values], seed[1], seed[0], neighbours, 0), copy == 200, values,
              "flood, OpenCV", neighbours)


def shapes(tool, mask, random):
    ours_by = {"dilate": (cv2.MORPH_DILATE, morphology.binary_dilation),
               "erode": (cv2.MORPH_ERODE, morphology.binary_erosion),
               "open": (cv2.MORPH_OPEN, morphology.binary_opening),
               "close": (cv2.MORPH_CLOSE, morphology.binary_closing)}
    for shape, number in SHAPES.items():
        for radius in {1, 2, int(random.integers(3, 12)), int(random.integers(3, 30))}:
            footprint = FOOTPRINTS[shape](radius)
            for name, (operation, theirs) in ours_by.items():
                ours = tool.ask(name, [mask], number, radius)
                check(ours, cv2.morphologyEx(mask, operation, footprint), mask, name, "OpenCV",
                      shape, radius)
                if radius < 6:
                    check(ours, theirs(mask, footprint), mask, name, "scikit-image", shape, radius)


def components(tool, mask, random):
    height, width = mask.shape
    for neighbours, connectivity in ((4, 1), (8, 2)):
        least = int(random.choice([1, 2, 10, 100]))
        kept = morphology.remove_small_objects(mask != 0, least, connectivity)
        check(tool.ask("islands", [mask], neighbours, least), kept, mask, "islands", neighbours,
              least)

        dual = 12 - neighbours
        check(tool.ask("holes", [mask], neighbours, -1),
              ndimage.binary_fill_holes(mask, STRUCTURES[dual]), mask, "all holes", neighbours)
        # To scikit-image a hole may be at the border: a ring of more pixels than a hole may have
        # makes that background too large.
        side = least // 4 + 1
        padded = np.pad(mask, side) != 0
        theirs = morphology.remove_small_holes(padded, least, 1 if dual == 4 else 2)
        check(tool.ask("holes", [mask], neighbours, least),
              theirs[side:side + height, side:side + width], mask, "holes", neighbours, least)

        found, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=neighbours)
        count = int(random.integers(1, 5))
        # Equal sizes are decided by the first pixel in reading order.
        first = {}
        for place, label in enumerate(labels.ravel()):
            first.setdefault(int(label), place)
        order = sorted(range(1, found), key=lambda i: (-stats[i, cv2.CC_STAT_AREA], first[i]))
        check(tool.ask("largest", [mask], neighbours, count), np.isin(labels, order[:count]), mask,
              "largest", neighbours, count)
        x, y = int(random.integers(0, width)), int(random.integers(0, height))
        theirs = (labels == labels[y, x]) & (mask != 0) & bool(mask[y, x])
        check(tool.ask("at", [mask], neighbours, x, y), theirs, mask, "at", neighbours, x, y)


def distance(mask, spacing):
    """To the nearest clear pixel; there may be none, which SciPy does not foresee."""
    if mask.all():
        return np.full(mask.shape, 1e12)
    return ndimage.distance_transform_edt(mask, sampling=spacing)


def margins(tool, mask, random):
    for spacing in ((1.0, 1.0), tuple(random.choice([0.25, 0.7, 1.0, 1.3, 3.0], 2))):
        for reach in (0, 1, float(random.random() * 12), float(random.integers(0, 40))):
            check(tool.ask("grow", [mask], reach, *spacing),
                  distance(mask == 0, spacing) <= reach, mask, "grow", reach, spacing)
            check(tool.ask("shrink", [mask], reach, *spacing),
                  distance(mask != 0, spacing) > reach, mask, "shrink", reach, spacing)
    width = int(random.integers(1, 9))
    inner = (mask != 0) & (distance(mask != 0, (1, 1)) <= width)
    outer = (mask == 0) & (distance(mask == 0, (1, 1)) <= width)
    for side, theirs in enumerate([inner, outer, inner | outer]):
        check(tool.ask("outline", [mask], width, side), theirs, mask, "outline", width, side)


def smoothing(tool, mask, random):
    for radius in (1, 2, int(random.integers(3, 7))):
        theirs = cv2.medianBlur(mask * 255, 2 * radius + 1) if min(mask.shape) > 0 else mask
        check(tool.ask("median", [mask], SHAPES["square"], radius), theirs, mask, "median, OpenCV",
              radius)
        theirs = ndimage.median_filter(mask, footprint=morphology.disk(radius), mode="nearest")
        check(tool.ask("median", [mask], SHAPES["disc"], radius), theirs, mask, "median, SciPy",
              radius)
    sigma = float(random.random() * 5 + 0.3)
    value = ndimage.gaussian_filter(mask.astype("f8"), sigma, mode="nearest")
    ours = tool.ask("gaussian", [mask], sigma)
    check(ours, np.where(np.abs(value - 0.5) < 1e-5, ours, value >= 0.5), mask, "gaussian", sigma)


def slices(tool, mask, random):
    other = (np.roll(mask, int(random.integers(0, 9)), 1) | (random.random(mask.shape) < 0.01))
    other = other.astype("u1")
    if not mask.any() or not other.any():
        return
    fraction, spacing = float(random.random()), (1.0, float(random.choice([0.5, 1, 2])))

    def signed(plane):
        return distance(plane != 0, spacing) - distance(plane == 0, spacing)

    value = (1 - fraction) * signed(mask) + fraction * signed(other)
    ours = tool.ask("interpolate", [mask, other], fraction, *spacing)
    check(ours, np.where(np.abs(value) < 1e-6, ours, value >= 0), mask, "interpolate", fraction)


def main():
    seed = int(os.environ.get("FRISKET_TEST_SEED") or int.from_bytes(os.urandom(4), "little"))
    print("FRISKET_TEST_SEED", seed)
    cv2.setNumThreads(1)
    random = np.random.default_rng(seed)
    tool = Tool(sys.argv[1])
    kinds = {}
    for _ in range(MASKS):
        kind, values = random_mask(random)
        kinds[kind] = kinds.get(kind, 0) + 1
        mask = (values != 0).astype("u1")
        flood(tool, values, random)
        for part in (shapes, components, margins, smoothing, slices):
            part(tool, mask, random)
    tool.process.stdin.close()
    ended = tool.process.wait()
    print("masks:", kinds, "comparisons:", compared, "failures:", failures)
    sys.exit(1 if failures or ended != 0 or sum(kinds.values()) != MASKS else 0)


main()
