#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Times scikit-image and SciPy on what `frisket-bench tools` does: tools_peers.py JOB.json. Writes a
line of JSON for each time; {"note": ...} is for the reader."""
import json
import statistics
import sys
import time


def say(answer):
    print(json.dumps(answer), flush=True)


def measure(who, operation, detail, call, iterations):
    times = []
    for _ in range(iterations + 1):  # the first one warms up
        start = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - start))
    say({"who": who, "operation": operation, "detail": detail,
         "ms": statistics.median(times[1:])})


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    try:
        import numpy as np
        from scipy import ndimage
        from skimage import measure as measuring
        from skimage import morphology, segmentation
    except ImportError as missing:
        say({"note": f"{missing}: './bench --with-peers tools' installs python3-skimage."})
        return
    side, iterations = job["side"], job["iterations"]

    def plane(name):
        return np.fromfile(job[name], "u1").reshape(side, side)

    labels, mask, grey = plane("labels"), plane("mask") != 0, plane("grey")
    if "fill" in job["parts"]:
        measure("skimage", "flood", "large",
                lambda: segmentation.flood(labels, (0, 0), connectivity=1), iterations)
        measure("skimage", "wand", "large",
                lambda: segmentation.flood(grey, (0, 0), connectivity=1, tolerance=7), iterations)
    if "morphology" in job["parts"]:
        operations = {"dilate": morphology.binary_dilation, "erode": morphology.binary_erosion,
                      "open": morphology.binary_opening, "close": morphology.binary_closing}
        elements = {"disc": morphology.disk, "square": lambda r: morphology.square(2 * r + 1)}
        for shape, element in elements.items():
            for radius in job["radii"]:
                for name, operation in operations.items():
                    measure("skimage", name, f"{shape} {radius}",
                            lambda: operation(mask, element(radius)),
                            iterations if radius < 5 else 1)
    if "components" in job["parts"]:
        for neighbours, connectivity in ((4, 1), (8, 2)):
            measure("skimage", "components", f"{neighbours} neighbours",
                    lambda: measuring.label(mask, connectivity=connectivity), iterations)
        measure("scipy", "holes", "all", lambda: ndimage.binary_fill_holes(mask), iterations)
        measure("skimage", "islands", "below 30 px",
                lambda: morphology.remove_small_objects(mask, 30, 2), iterations)


main()
