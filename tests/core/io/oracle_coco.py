#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""COCO files against a reference in NumPy, both ways: oracle_coco.py MASK_DUMP [SEED]

The reference draws polygons point by point, as COCO defines them, and knows nothing of runs but
that they take turns down the columns.
"""
import copy
import json
import os
import random
import subprocess
import sys
import tempfile

try:
    import numpy as np
    import PIL.Image
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

tool = sys.argv[1]
failures = 0


def check(condition, *what):
    global failures
    if not condition:
        failures += 1
        print("FAIL:", *what)


def dump(path, key=None):
    done = subprocess.run([tool] + (["--key", key] if key else []) + [path],
                          capture_output=True, check=False)
    if done.returncode != 0:
        return None, done.stderr.decode()
    head, _, values = done.stdout.partition(b"\n")
    name, _, shape = head.decode().partition(" ")
    return np.frombuffer(values, name).reshape(eval(shape)), ""


def put(values, path, key):
    np.save(path + ".npy", values)
    done = subprocess.run([tool, "--key", key, "--put", path + ".npy", path],
                          capture_output=True, check=False)
    return done.returncode == 0, done.stderr.decode()


def decode(segmentation):
    """Pixels of run lengths, compressed or not."""
    height, width = segmentation["size"]
    counts = segmentation["counts"]
    if isinstance(counts, str):
        runs, number, shift = [], 0, 0
        for character in counts:
            chunk = ord(character) - 48
            number |= (chunk & 31) << shift
            shift += 5
            if not chunk & 32:
                if chunk & 16:
                    number -= 1 << shift
                runs.append(number + (runs[-2] if len(runs) > 2 else 0))
                number = shift = 0
        counts = runs
    flat = np.repeat(np.arange(len(counts)) % 2 == 1, counts)
    assert flat.size == height * width
    return flat.reshape(width, height).T


def encode(mask, compressed):
    flat = np.concatenate([[False], mask.T.reshape(-1), [False]])
    edges = np.flatnonzero(flat[1:] != flat[:-1])
    runs = np.diff(np.concatenate([[0], edges, [mask.size]])).tolist()
    if runs[-1] == 0:
        runs.pop()
    text = ""
    for i, run in enumerate(runs):
        number = run - (runs[i - 2] if i > 2 else 0)
        while True:
            chunk, number = number & 31, number >> 5
            more = number != (-1 if chunk & 16 else 0)
            text += chr(48 + chunk + (32 if more else 0))
            if not more:
                break
    return {"size": list(mask.shape), "counts": text if compressed else runs}


def polygon(corners, height, width):
    """By COCO's rule: in fifths of a pixel, edge by edge, point by point."""
    fine = [int(5 * number + .5) for number in corners]
    fine = list(zip(fine[::2], fine[1::2]))
    chain = []
    for (xs, ys), (xe, ye) in zip(fine, fine[1:] + fine[:1]):
        dx, dy = abs(xe - xs), abs(ye - ys)
        flip = dx >= dy and xs > xe or dx < dy and ys > ye
        if flip:
            xs, xe, ys, ye = xe, xs, ye, ys
        slope = (ye - ys) / dx if dx >= dy and dx else (xe - xs) / dy if dy else 0
        part = []
        for step in range(max(dx, dy) + 1):
            t = max(dx, dy) - step if flip else step
            if dx >= dy:
                part.append((t + xs, int(ys + slope * t + .5)))
            else:
                part.append((int(xs + slope * t + .5), t + ys))
        chain += part
    flips = np.zeros(height * width + 1, int)
    for (xb, yb), (x, y) in zip(chain, chain[1:]):
        if x == xb:
            continue
        column = (x if x < xb else x - 1 if x > xb else x)
        column = (column + .5) / 5 - .5
        if column != int(column) or column < 0 or column > width - 1:
            continue
        row = (min(y, yb) + .5) / 5 - .5
        row = int(np.ceil(min(max(row, 0), height)))
        flips[int(column) * height + row] += 1
    inside = np.cumsum(flips[:-1]) % 2 == 1
    return inside.reshape(width, height).T


def pixels(annotation, height, width):
    segmentation = annotation.get("segmentation")
    if segmentation is None:
        return np.zeros((height, width), bool)
    if isinstance(segmentation, dict):
        return decode(segmentation)
    mask = np.zeros((height, width), bool)
    for corners in segmentation:
        mask |= polygon(corners, height, width)
    return mask


def draw(data, image, instances):
    mask = np.zeros((image["height"], image["width"]), "i8")
    for annotation in data["annotations"]:
        if annotation["image_id"] == image["id"]:
            mask[pixels(annotation, *mask.shape)] = annotation[
                "id" if instances else "category_id"]
    return mask


def make(generator):
    data = {"info": {"year": 2024, "note": "ä \" 1.50"},
            "categories": [{"id": i, "name": f"cat {i}", "supercategory": "things"}
                           for i in (1, 3, 17, 300)][:generator.randint(2, 4)],
            "images": [], "annotations": []}
    for number in range(generator.randint(1, 3)):
        data["images"].append({"id": 10 * number + 4, "file_name": f"i/{number}.jpg",
                               "height": generator.randint(1, 40),
                               "width": generator.randint(1, 40), "license": 2.50})
    for number in range(generator.randint(0, 9)):
        image = generator.choice(data["images"])
        height, width = image["height"], image["width"]
        annotation = {"id": 7 * number + 1, "image_id": image["id"],
                      "category_id": generator.choice(data["categories"])["id"],
                      "score": 0.1 + number, "iscrowd": 0}
        kind = generator.randint(0, 5)
        if kind < 3:
            annotation["segmentation"] = [
                [round(generator.uniform(-5, (width, height)[i % 2] + 5), kind)
                 for i in range(2 * generator.randint(3, 8))]
                for _ in range(generator.randint(1, 2))]
        elif kind < 5:
            mask = np.zeros((height, width), bool)
            mask[generator.randint(0, height):, generator.randint(0, width):] = True
            mask ^= np.random.default_rng(number).random(mask.shape) < generator.choice([0, .2])
            annotation["segmentation"] = encode(mask, kind == 3)
        data["annotations"].append(annotation)
    return data


def changed(mask, generator, values):
    """The mask after some painting."""
    mask = mask.copy()
    for _ in range(generator.randint(0, 3)):
        y, x = (generator.randint(0, size) for size in mask.shape)
        mask[y:y + generator.randint(0, 9), x:x + generator.randint(0, 9)] = \
            generator.choice(values)
    return mask


def check_kept(before, after, image, written, instances, what):
    """Other images' annotations and all other keys are as they were."""
    check(after["info"] == before["info"], what, "info")
    one, other = ([{k: v for k, v in i.items() if not k.endswith("_dtype")}
                   for i in data["images"]] for data in (before, after))
    check(one == other, what, "images")
    check(after["categories"][:len(before["categories"])] == before["categories"], what)
    ids = [a["id"] for a in after["annotations"]]
    check(len(set(ids)) == len(ids), what, "ids", ids)
    byId = {a["id"]: a for a in after["annotations"]}
    old = {a["id"]: a for a in before["annotations"]}
    known = {c["id"] for c in after["categories"]}
    for annotation in after["annotations"]:
        check(annotation["category_id"] in known, what, "category")
        if annotation["image_id"] == image["id"] and annotation != old.get(annotation["id"]):
            mask = decode(annotation["segmentation"])
            rows, columns = np.nonzero(mask)
            box = [columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1]
            check(annotation["bbox"] == box, what, "box", annotation["bbox"], box)
            check(annotation["area"] == mask.sum(), what, "area")
    for annotation in before["annotations"]:
        same = byId.get(annotation["id"])
        gets = instances and (written == annotation["id"]).any()
        if annotation["image_id"] != image["id"] or "segmentation" not in annotation and not gets:
            check(same == annotation, what, "lost", annotation["id"])
        elif same is not None:
            check({**same, "segmentation": 0, "area": 0, "bbox": 0} ==
                  {**annotation, "segmentation": 0, "area": 0, "bbox": 0}, what, "keys")
        elif instances:
            check(not (written == annotation["id"]).any(), what, "taken out", annotation["id"])
    if not instances:
        # What instance a pixel is of is not forgotten.
        one, other = draw(before, image, True), draw(after, image, True)
        table = {a["id"]: a["category_id"] for a in before["annotations"]}
        stays = (one > 0) & (written == np.vectorize(lambda i: table.get(i, 0), otypes=["i8"])(one))
        check(np.array_equal(one[stays], other[stays]), what, "instances mixed up")


def files(folder, seed):
    generator = random.Random(seed)
    path = os.path.join(folder, "coco.json")
    rewritten = untouched = 0
    for case in range(250):
        data = make(generator)
        with open(path, "w") as file:
            json.dump(data, file, indent=generator.choice([None, 1]))
        image = generator.choice(data["images"])
        for instances in (False, True):
            with open(path) as file:
                text = file.read()
            data = json.loads(text)
            what = f"case {case} {'instances' if instances else 'categories'}"
            key = image["file_name"] + ("#instances" if instances else "")
            mask = draw(data, image, instances)
            found, error = dump(path, key)
            if found is None or not np.array_equal(found, mask):
                check(False, what, "read", error)
                continue
            values = [0] + [a["id"] for a in data["annotations"]
                            if a["image_id"] == image["id"]] if instances else [0, 1, 3, 17, 44]
            wanted = changed(mask, generator, values).astype(found.dtype)
            if case % 5 == 0:
                wanted = wanted.astype("u4")
            done, error = put(wanted, path, key)
            check(done, what, "write", error)
            if not done:
                continue
            with open(path) as file:
                after_text = file.read()
            if np.array_equal(mask, wanted) and wanted.dtype == found.dtype:
                check(after_text == text, what, "changed without need")
                untouched += 1
            else:
                rewritten += 1
            after = json.loads(after_text)
            check(np.array_equal(draw(after, image, instances), wanted), what, "by reference")
            again, error = dump(path, key)
            check(again is not None and np.array_equal(again, wanted) and
                  again.dtype == wanted.dtype, what, "read again", error)
            check_kept(data, after, image, wanted, instances, what)
        if failures > 10:
            return
    print("rewritten:", rewritten, "untouched:", untouched)


def single(folder, seed):
    """A file of one segmentation, and a mask as a new file."""
    numbers = np.random.default_rng(seed)
    path = os.path.join(folder, "one.rle.json")
    values = os.path.join(folder, "v.npy")
    for case in range(40):
        height, width = (int(n) for n in numbers.integers(0 if case == 3 else 1, 50, 2))
        mask = numbers.random((height, width)) < numbers.choice([0, .1, .5, 1])
        np.save(values, mask if case % 2 else mask.astype("u1"))
        done = subprocess.run([tool, values, path], capture_output=True, check=False)
        check(done.returncode == 0, "single", case, done.stderr)
        with open(path) as file:
            check(json.load(file) == encode(mask, True), "single", case, "text")
        text = encode(mask, case % 4 < 2)
        with open(path, "w") as file:
            json.dump(text if case % 3 else {"id": 3, "segmentation": text}, file)
        found, error = dump(path)
        check(found is not None and found.dtype == "u1" and np.array_equal(found, mask),
              "single", case, "read", error)
        labels = numbers.integers(0, 1 << int(numbers.integers(1, 9)), (height, width))
        labels = labels.astype(numbers.choice(["u1", "u2", "i2", "u4", "i4", "i8", "u8"]))
        np.save(values, labels)
        new = os.path.join(folder, "new.json")
        done = subprocess.run([tool, values, new], capture_output=True, check=False)
        check(done.returncode == 0, "new", case, done.stderr)
        with open(new) as file:
            data = json.load(file)
        check(np.array_equal(draw(data, data["images"][0], False), labels), "new", case)
        found, error = dump(new)
        check(found is not None and found.dtype == labels.dtype and
              np.array_equal(found, labels), "new", case, "read", error)


def panoptic(folder, seed):
    """Ids of a PNG that Pillow wrote, and its segments."""
    numbers = np.random.default_rng(seed)
    path = os.path.join(folder, "p_val.json")
    os.makedirs(os.path.join(folder, "p_val"), exist_ok=True)
    for case in range(25):
        size = tuple(int(n) for n in numbers.integers(1, 40, 2))
        ids = [int(n) for n in numbers.integers(1, 1 << 24, 4)]
        labels = np.array([0, *ids], "u4")[numbers.integers(0, 5, size)]
        png = os.path.join(folder, "p_val", "x.png")
        PIL.Image.fromarray(np.stack([labels >> s & 255 for s in (0, 8, 16)], 2).astype("u1")) \
            .save(png)
        data = {"info": {"v": 1.50}, "images": [{"id": 1, "file_name": "x.jpg"}], "annotations": [
            {"image_id": 2, "file_name": "no.png", "segments_info": [{"id": 5, "category_id": 1}]},
            {"image_id": 1, "file_name": "x.png", "more": "kept", "segments_info": [
                {"id": i, "category_id": 1 + k % 2, "iscrowd": 0, "score": k,
                 "area": int((labels == i).sum())} for k, i in enumerate(ids)]}],
            "categories": [{"id": 1, "name": "cat", "isthing": 1, "color": [1, 2, 3]},
                           {"id": 2, "name": "dog", "isthing": 0}]}
        with open(path, "w") as file:
            json.dump(data, file)
        found, error = dump(path, "x.png")
        check(found is not None and found.dtype == "u4" and np.array_equal(found, labels),
              "panoptic", case, error)
        wanted = labels.copy()
        wanted[:int(numbers.integers(0, size[0] + 1))] = numbers.choice([0, *ids])
        done, error = put(wanted.astype("u4"), path, "x.png")
        check(done, "panoptic", case, error)
        r, g, b = np.moveaxis(np.array(PIL.Image.open(png)).astype("u4"), 2, 0)
        check(np.array_equal(r + 256 * g + 65536 * b, wanted), "panoptic", case, "ids")
        with open(path) as file:
            after = json.load(file)
        copy = os.path.join(folder, "copy.png")
        done = subprocess.run([tool, "--key", "x.png", path, copy], capture_output=True, check=False)
        check(done.returncode == 0, "panoptic", case, "to PNG", done.stderr)
        found, error = dump(copy)
        check(found is not None and np.array_equal(found, wanted), "panoptic", case, "PNG", error)
        segments = after["annotations"][1].pop("segments_info")
        before = data["annotations"][1].pop("segments_info")
        check(after == data, "panoptic", case, "the rest")
        check([s["id"] for s in segments] == [i for i in ids if (wanted == i).any()],
              "panoptic", case, "segments")
        for segment in segments:
            rows, columns = np.nonzero(wanted == segment["id"])
            check(segment["area"] == rows.size and segment["bbox"] ==
                  [columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1],
                  "panoptic", case, "area and box")
            old = next(s for s in before if s["id"] == segment["id"])
            check({**segment, "area": 0, "bbox": 0} == {**old, "area": 0, "bbox": 0},
                  "panoptic", case, "keys")
        wanted[0, 0] = 77
        with open(path, "rb") as file, open(png, "rb") as picture:
            both = file.read(), picture.read()
        if 77 not in ids:
            done, error = put(wanted, path, "x.png")
            check(not done and "77" in error, "panoptic", case, "a new id without a category")
        with open(path, "rb") as file, open(png, "rb") as picture:
            check(both == (file.read(), picture.read()), "panoptic", case, "untouched")


with tempfile.TemporaryDirectory() as place:
    number = int.from_bytes(os.urandom(4), "little") if len(sys.argv) < 3 else int(sys.argv[2])
    print("seed", number)
    single(place, number)
    panoptic(place, number)
    files(place, number)
print("failures:", failures)
sys.exit(1 if failures else 0)
