#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares what Frisket reads of labelme files with labelme itself: oracle_labelme.py MASK_DUMP"""
import base64
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

try:
    import numpy as np
    import PIL.Image
    from labelme.utils import shape as theirs
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

if not PIL.__version__.startswith("9.4."):
    print("skipped: Pillow", PIL.__version__, "may draw other pixels than 9.4")
    sys.exit(77)

EXAMPLES = pathlib.Path("/usr/share/doc/labelme-examples/examples")
tool = sys.argv[1]
failures = 0


def check(condition, *what):
    global failures
    if not condition:
        failures += 1
        print("FAIL:", *what)


def dump(path, *key):
    done = subprocess.run([tool, "--key", key[0], path] if key else [tool, path],
                          capture_output=True, check=False)
    if done.returncode != 0:
        return None, done.stderr.decode()
    head, _, values = done.stdout.partition(b"\n")
    name, _, shape = head.decode().partition(" ")
    return np.frombuffer(values, name).reshape(eval(shape)), ""


def expected(data):
    """Class and instance map by labelme's own function, with our numbers."""
    size = data["imageHeight"], data["imageWidth"]
    names = {"_background_": 0, "__ignore__": -1}
    for shape in data["shapes"]:
        names.setdefault(shape["label"], len(names) - 1)
    categories, instances = theirs.shapes_to_label(size, data["shapes"], names)
    categories = np.where(categories == -1, 255, categories)
    return categories.astype("u1"), instances


def compare(path, data, what):
    categories, instances = expected(data)
    found, error = dump(path)
    same = found is not None and found.dtype == "u1" and found.shape == categories.shape
    different = int((found != categories).sum()) if same else -1
    check(same and different == 0, what, "categories:", different, "pixels", error)
    found, error = dump(path, "#instances")
    same = found is not None and found.shape == instances.shape
    different = int((found != instances).sum()) if same else -1
    check(same and different == 0, what, "instances:", different, "pixels", error)
    return different == 0


def examples():
    files = sorted(EXAMPLES.glob("**/*.json"))
    count = 0
    for path in files:
        data = json.loads(path.read_text())
        if "shapes" in data:
            compare(str(path), data, path.name)
            count += 1
    print("examples:", count)
    # The masks that labelme's converters made of them, and that Debian ships.
    for path in sorted(EXAMPLES.glob("semantic_segmentation/data_annotated/*.json")):
        voc = EXAMPLES / "semantic_segmentation/data_dataset_voc"
        shipped = np.load(voc / f"SegmentationClass/{path.stem}.npy")
        names = (voc / "class_names.txt").read_text().split("\n")
        data = json.loads(path.read_text())
        ours, _ = dump(str(path))
        order = []
        for shape in data["shapes"]:
            if shape["label"] not in order and shape["label"] != "__ignore__":
                order.append(shape["label"])
        table = np.zeros(256, "i4")
        table[255] = -1
        for number, name in enumerate(order, 1):
            table[number] = names.index(name)
        different = int((table[ours] != shipped).sum())
        print("shipped:", path.stem, "different pixels:", different, "of", shipped.size)
        # Drawn by an older Pillow, which did not join flat corners.
        check(different < shipped.size / 2000, "shipped", path.stem, different)


def random_shapes(folder, seed):
    generator = random.Random(seed)
    path = os.path.join(folder, "r.json")
    kinds = ["polygon", "polygon", "rectangle", "circle", "line", "linestrip", "point", None]
    for case in range(600):
        height, width = generator.randint(1, 60), generator.randint(1, 60)

        def place(spread=15):
            x = generator.uniform(-spread, width + spread)
            y = generator.uniform(-spread, height + spread)
            return [round(x), round(y)] if case % 3 == 0 else [x, y]

        shapes = []
        for _ in range(generator.randint(1, 4)):
            kind = generator.choice(kinds)
            count = {"rectangle": 2, "circle": 2, "line": 2, "point": 1}.get(
                kind, generator.randint(3, 9))
            points = [place() for _ in range(count)]
            if kind == "rectangle":  # Pillow draws nothing where the corners are the other way round
                points = [[min(p[0] for p in points), min(p[1] for p in points)],
                          [max(p[0] for p in points), max(p[1] for p in points)]]
            if kind in ("polygon", None) and generator.random() < 0.4:
                at = generator.randrange(1, count)  # level and upright edges
                points[at][case % 2] = points[at - 1][case % 2]
            shapes.append({"label": generator.choice("abc") if generator.random() < 0.9
                           else generator.choice(["_background_", "__ignore__"]),
                           "points": points, "shape_type": kind, "flags": {},
                           "group_id": generator.choice([None, None, 1, 2])})
        data = {"version": "5.1.1", "flags": {}, "shapes": shapes, "imagePath": "r.jpg",
                "imageData": None, "imageHeight": height, "imageWidth": width}
        with open(path, "w") as file:
            json.dump(data, file)
        if not compare(path, data, f"case {case} {[s['shape_type'] for s in shapes]}"):
            print(json.dumps([s["points"] for s in shapes]), height, width)
            if failures > 10:
                return


def masks(folder, seed):
    """Shapes of newer versions: a PNG of the box in base64."""
    generator = np.random.default_rng(seed)
    path = os.path.join(folder, "m.json")
    for case in range(20):
        height, width = generator.integers(3, 50, 2)
        y0, x0 = int(generator.integers(0, height)), int(generator.integers(0, width))
        y1, x1 = int(generator.integers(y0, height)), int(generator.integers(x0, width))
        mask = generator.integers(0, 2, (y1 - y0 + 1, x1 - x0 + 1)).astype("u1")
        text = io.BytesIO()
        if case % 2:
            PIL.Image.fromarray(mask * (255 if case % 4 == 1 else 1)).save(text, "PNG")
        else:
            PIL.Image.fromarray(mask.astype(bool)).save(text, "PNG")
        shape = {"label": "cat", "points": [[x0, y0], [x1, y1]], "shape_type": "mask",
                 "group_id": None, "flags": {},
                 "mask": base64.b64encode(text.getvalue()).decode()}
        with open(path, "w") as file:
            json.dump({"version": "5.4.1", "shapes": [shape], "imageHeight": int(height),
                       "imageWidth": int(width)}, file)
        wanted = np.zeros((height, width), "u1")
        wanted[y0:y1 + 1, x0:x1 + 1] = mask
        found, error = dump(path)
        check(found is not None and np.array_equal(found, wanted), "mask", case, error)


def put(values, path):
    np.save(path + ".npy", values)
    done = subprocess.run([tool, "--put", path + ".npy", path], capture_output=True, check=False)
    return done.returncode == 0, done.stderr.decode()


def reference(data):
    """The label map, masks of newer versions included; numbers as the file says them."""
    size = data["imageHeight"], data["imageWidth"]
    values = data.get("label_values") or {}
    result = np.zeros(size, "i8")
    for shape in data["shapes"]:
        values.setdefault(shape["label"], 255 if shape["label"] == "__ignore__" else
                          1 + max([v for k, v in values.items() if k != "__ignore__"], default=0))
        if shape["shape_type"] == "mask":
            png = PIL.Image.open(io.BytesIO(base64.b64decode(shape["mask"])))
            (x0, y0), (x1, y1) = shape["points"]
            mask = np.zeros(size, bool)
            mask[y0:y1 + 1, x0:x1 + 1] = np.array(png).astype(bool)
        else:
            mask = theirs.shape_to_mask(size, shape["points"], shape["shape_type"])
        result[mask] = values[shape["label"]]
    return result


def writing(folder, seed):
    """Painted labels are in the file for labelme's own functions; what was not painted stays."""
    generator = random.Random(seed)
    path = os.path.join(folder, "w.json")
    kept = 0
    for case in range(120):
        height, width = generator.randint(3, 50), generator.randint(3, 50)
        shapes = [{"label": generator.choice(["a", "b", "c"] + ["__ignore__"] * (case % 5 == 0)),
                   "points": [[generator.uniform(-3, width + 3), generator.uniform(-3, height + 3)]
                              for _ in range(4)],
                   "shape_type": "polygon", "group_id": i, "flags": {"x": True}}
                  for i in range(generator.randint(0, 5))]
        data = {"version": "5.1.1", "flags": {"f": False}, "shapes": shapes, "imagePath": "é.jpg",
                "imageData": "abcd", "imageHeight": height, "imageWidth": width}
        with open(path, "w") as file:
            json.dump(data, file, indent=case % 3 or None)
        found, error = dump(path)
        check(found is not None, "writing", case, error)
        wanted = found.copy()
        for _ in range(generator.randint(0, 2)):
            y, x = generator.randint(0, height), generator.randint(0, width)
            wanted[y:y + generator.randint(0, 9), x:x + generator.randint(0, 9)] = \
                generator.choice([0, 1, 2, 9])
        if case % 7 == 0:
            wanted = wanted.astype(generator.choice(["u2", "i4"]))
        done, error = put(wanted, path)
        check(done, "writing", case, error)
        with open(path) as file:
            after = json.load(file)
        check({**after, "shapes": 0, "label_values": 0, "mask_dtype": 0} ==
              {**data, "shapes": 0, "label_values": 0, "mask_dtype": 0}, "writing", case, "keys")
        check(np.array_equal(reference(after), wanted), "writing", case, "by labelme")
        again, error = dump(path)
        check(again is not None and again.dtype == wanted.dtype and np.array_equal(again, wanted),
              "writing", case, "read again", error)
        if np.array_equal(wanted, found):
            check(after["shapes"] == shapes, "writing", case, "changed without need")
        kept += sum(shape in after["shapes"] for shape in shapes)
        new = os.path.join(folder, "new.labelme.json")
        done = subprocess.run([tool, path + ".npy", new], capture_output=True, check=False)
        check(done.returncode == 0, "new", case, done.stderr)
        with open(new) as file:
            check(np.array_equal(reference(json.load(file)), wanted), "new", case)
        if failures > 10:
            return
    print("shapes kept:", kept)


warnings.simplefilter("ignore")
with tempfile.TemporaryDirectory() as place:
    number = int.from_bytes(os.urandom(4), "little") if len(sys.argv) < 3 else int(sys.argv[2])
    print("seed", number)
    if EXAMPLES.is_dir():
        examples()
    random_shapes(place, number)
    masks(place, number)
    writing(place, number)
print("failures:", failures)
sys.exit(1 if failures else 0)
