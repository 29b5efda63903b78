#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares counts of label pairs, IoU and Dice with confusion counts of NumPy, on random arrays and,
where Debian has installed them, on the masks of labelme-examples: oracle_transitions.py
TRANSITIONS_TOOL. FRISKET_TEST_SEED chooses the arrays."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

try:
    import numpy as np
    import png_file
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

EXAMPLES = pathlib.Path("/usr/share/doc/labelme-examples/examples")
DTYPES = ["bool", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8"]
CASES = 400


class Tool:
    """The program that answers; one process for all jobs."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def line(self):
        return self.process.stdout.readline().decode().split()

    def ask(self, before, after, chosen):
        head = f"{before.dtype.name} {after.dtype.name} {before.size}\n"
        self.process.stdin.write(head.encode() + before.tobytes() + after.tobytes() +
                                 chosen.astype("u1").tobytes())
        self.process.stdin.flush()
        pairs, complete, *totals = map(int, self.line())
        counts = {}
        for _ in range(pairs):
            old, new, count = map(int, self.line())
            counts[old, new] = count
        scores = {}
        for _ in range(int(self.line()[0])):
            label, iou, dice = self.line()
            scores[int(label)] = float(iou), float(dice)
        return counts, complete, totals, scores


def expected(before, after, chosen):
    """By np.unique of pairs, and by sets of pixels of each label."""
    old = before[chosen].astype(object) + 0
    new = after[chosen].astype(object) + 0
    places_old, old_codes = np.unique(before[chosen], return_inverse=True)
    places_new, new_codes = np.unique(after[chosen], return_inverse=True)
    codes, counts = np.unique(old_codes.astype("i8") * max(1, len(places_new)) + new_codes,
                              return_counts=True)
    matrix = {(int(places_old[code // len(places_new)]), int(places_new[code % len(places_new)])):
              int(count) for code, count in zip(codes, counts)}
    totals = [int(((old == 0) & (new != 0)).sum()), int(((old != 0) & (new == 0)).sum()),
              int(((old != 0) & (new != 0) & (old != new)).sum()), int((old == new).sum())]
    scores = {}
    for label in {int(v) for v in places_old} | {int(v) for v in places_new}:
        mask, reference = old == label, new == label
        both, either = int((mask & reference).sum()), int((mask | reference).sum())
        scores[label] = both / either, 2 * both / int(mask.sum() + reference.sum())
    return matrix, totals, scores


def compare(tool, name, before, after, chosen):
    counts, complete, totals, scores = tool.ask(before, after, chosen)
    wanted_counts, wanted_totals, wanted_scores = expected(before, after, chosen)
    same = (complete == 1 and counts == wanted_counts and totals == wanted_totals and
            scores.keys() == wanted_scores.keys() and
            all(np.allclose(scores[k], wanted_scores[k], rtol=1e-15, atol=0) for k in scores))
    if not same:
        sys.exit(f"{name}: {counts} {totals} {scores}, "
                 f"not {wanted_counts} {wanted_totals} {wanted_scores}")


def random_array(random, dtype, size):
    """Runs or noise of few labels, sometimes of all that the dtype has."""
    info = np.iinfo(dtype) if dtype != "bool" else None
    low, high = (0, 1) if info is None else (max(info.min, -3), 4)
    if info is not None and random.random() < 0.2:
        low, high = max(info.min, -2 ** 62), min(info.max, 2 ** 62)
    values = random.integers(low, high, size, endpoint=True)
    if random.random() < 0.5 and size:
        values = np.repeat(values, 50)[:size]
    values = values.astype(dtype)
    if dtype == "u8" and random.random() < 0.3:
        values = np.where(random.random(size) < 0.1, np.uint64(2 ** 64 - 3), values)
    return values


def masks():
    """Those that people made: frames of a video, and single pictures."""
    found = []
    for path in sorted(EXAMPLES.glob("*/*/Segmentation*PNG/*.png")):
        png = png_file.Png(path)
        if png.values.ndim == 2:
            found.append((path.name, png.values))
    return found


def main():
    seed = int(os.environ.get("FRISKET_TEST_SEED", 20240611))
    print("FRISKET_TEST_SEED =", seed)
    random = np.random.default_rng(seed)
    tool = Tool(sys.argv[1])
    for case in range(CASES):
        size = int(random.integers(0, 600))
        before, after = (random_array(random, str(random.choice(DTYPES)), size) for _ in "ab")
        density = random.choice([0, 0.1, 0.5, 0.9, 1])
        compare(tool, f"case {case}", before, after, random.random(size) < density)
    found = masks()
    compared = 0
    for name, mask in found:
        moved = np.roll(mask, (7, 11), (0, 1)).astype("i2")
        for other in [moved, *[m for _, m in found if m.shape == mask.shape][:3]]:
            chosen = random.random(mask.size) < 0.5
            compare(tool, name, np.ascontiguousarray(mask).ravel(), np.ascontiguousarray(other).ravel(), chosen)
            compared += 1
    print(CASES, "random cases,", compared, "pairs of masks from files")
    if compared == 0:
        print("skipped: no masks in", EXAMPLES, "(the package labelme-examples)")
        sys.exit(77)


main()
