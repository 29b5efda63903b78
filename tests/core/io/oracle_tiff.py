#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares Frisket's TIFF reader and writer with tifffile, OpenCV, Pillow and libtiff's tools:
oracle_tiff.py MASK_DUMP [SHARE [SEED]]. Of the cases of the two large tables a random share is run,
a quarter unless SHARE says more (1: all)."""
import os
import shutil
import struct
import subprocess
import sys
import tempfile

try:
    import cv2
    import numpy as np
    import tifffile
    from PIL import Image
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)
if shutil.which("tiffcp") is None:
    print("skipped: no tiffcp (libtiff-tools)")
    sys.exit(77)

DTYPES = ["?", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]
SIZES = [(1, 1), (5, 7), (1, 33), (65, 1), (64, 65), (130, 257)]
tool = sys.argv[1]
share = float(sys.argv[2]) if len(sys.argv) > 2 else 0.25
tried = 0
failures = 0
left_out = []  # what the others can't write
folder = ""


def check(condition, *what):
    global failures
    if not condition:
        failures += 1
        print("FAIL:", *what)


def at(name):
    return os.path.join(folder, name)


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


def chosen(random):
    global tried
    run = random.random() < share
    tried += run
    return run


def random_array(random, kind, shape):
    """Blocks of equal values and noise; every bit pattern occurs."""
    count = int(np.prod(shape))
    top = 2 if kind == "?" else 256
    raw = random.integers(0, top, count * np.dtype(kind).itemsize).astype("u1").tobytes()
    values = np.frombuffer(raw, kind).reshape(shape).copy()
    values[..., :shape[-1] // 2] = values.flat[0]
    return values


def reads(path, array, *what):
    found, error = dump(path)
    check(same(found, array), "reading", *what, error,
          found is not None and (found.dtype, found.shape))


def copied(path, array, *what, to="copy.tif"):
    """Frisket's own copy, which tifffile must read the same where it can."""
    copy = at(to)
    done = subprocess.run([tool, path, copy], capture_output=True, check=False)
    check(done.returncode == 0, "writing", *what, done.stderr.decode())
    if done.returncode == 0:
        reads(copy, array, "our own", *what)
    return copy


def tags_of(path, *skipped):
    with tifffile.TiffFile(path) as file:
        return {tag.name: tag.value for tag in file.pages[0].tags if tag.name not in skipped}


PLACES = ("StripOffsets", "StripByteCounts", "TileOffsets", "TileByteCounts", "RowsPerStrip",
          "DateTime", "FillOrder", "NewSubfileType")


def from_tifffile(random):
    path = at("a.tif")
    for kind in DTYPES:
        for shape in SIZES + [(3, 5, 7), (2, 1, 4, 6), (1, 5, 7), (4, 3, 2, 5, 7), (9,), (2, 1, 9),
                          (4, 200, 190)]:
            array = random_array(random, kind, shape)
            for order in "<>":
                for options in ({}, {"compression": "zlib"}, {"bigtiff": True},
                                {"compression": "zlib", "predictor": 2}, {"tile": (16, 32)}):
                    if kind == "?" and ("predictor" in options or "tile" in options):
                        continue
                    if kind[0] == "f" and "predictor" in options:
                        continue
                    if not chosen(random):
                        continue
                    what = (kind, order, shape, options)
                    try:
                        tifffile.imwrite(path, array, byteorder=order, photometric="minisblack",
                                         **options)
                        theirs = tifffile.imread(path)
                    except (ValueError, IndexError, NotImplementedError):
                        left_out.append(what)  # bool compressed, one axis in tiles
                        continue
                    check(same(theirs, array), "tifffile itself", *what)
                    reads(path, array, *what)
                    if order == "<" or shape == (5, 7):
                        copy = copied(path, array, *what)
                        check(same(tifffile.imread(copy), array), "tifffile reads ours", *what)
                        ours, before = tags_of(copy, *PLACES), tags_of(path, *PLACES)
                        for tags in (ours, before):
                            tags.pop("ImageDescription", None)
                        # What counts is there; absent tags may be written with their defaults.
                        # Small stacks are always compressed: tifffile misreads them else.
                        stack = array.ndim > 2 and ours.get("Compression") == 8
                        for name, value in before.items():
                            if name == "Compression" and stack and array.nbytes < 10000:
                                continue
                            check(ours.get(name) == value, "tag", name, value, ours.get(name), what)


def npy_to_tiff(random):
    """From NPY, where nothing says how: tifffile must give the shape back."""
    path = at("a.npy")
    for kind in DTYPES:
        for shape in [(1, 1), (5, 7), (1, 33), (64, 65), (9,), (1,), (3, 5, 7), (1, 5, 7),
                      (2, 1, 3, 5, 7), (1, 1, 1), (5, 7, 3), (5, 7, 4), (2, 5, 7, 3), (5, 7, 2),
                      (5, 7, 1), (3, 1, 1, 1)]:
            array = random_array(random, kind, shape)
            np.save(path, array)
            copy = copied(path, array, "npy", kind, shape)
            try:
                theirs = tifffile.imread(copy)
                check(same(theirs, array), "tifffile reads", kind, shape, theirs.shape, theirs.dtype)
            except ValueError as error:
                check(False, "tifffile reads", kind, shape, error)


def planar_and_rgb(random):
    path = at("a.tif")
    for kind in ("u1", "u2", "i4", "f4"):
        for height, width, samples in ((5, 7, 3), (33, 65, 4), (1, 9, 3), (40, 3, 2)):
            array = random_array(random, kind, (height, width, samples))
            for planar in ("contig", "separate"):
                for options in ({}, {"tile": (16, 16)}, {"compression": "zlib", "predictor": 2},
                                {"tile": (32, 16), "compression": "zlib"}):
                    if kind == "f4" and "predictor" in options:
                        continue
                    photometric = "rgb" if samples in (3, 4) and kind[0] == "u" else "minisblack"
                    given = array if planar == "contig" else np.moveaxis(array, 2, 0)
                    what = (kind, array.shape, planar, options)
                    for order in "<>":
                        tifffile.imwrite(path, given, photometric=photometric, planarconfig=planar,
                                         byteorder=order, **options)
                        check(same(tifffile.imread(path), given), "tifffile itself", *what)
                        reads(path, array, *what)
                    copy = copied(path, array, *what)
                    check(same(tifffile.imread(copy), given), "tifffile reads ours", *what,
                          tifffile.imread(copy).shape)
    stack = random_array(random, "u1", (4, 20, 30, 3))
    tifffile.imwrite(path, np.moveaxis(stack, 3, 1), photometric="rgb", planarconfig="separate")
    reads(path, stack, "planar stack")
    copy = copied(path, stack, "planar stack")
    check(tifffile.imread(copy).shape == (4, 3, 20, 30), "planar stack", tifffile.imread(copy).shape)


def one_directory(path):
    """Takes away the directories of all planes but the first."""
    with open(path, "r+b") as file:
        data = file.read()
        order = "<" if data[:2] == b"II" else ">"
        place, = struct.unpack(order + "I", data[4:8])
        count, = struct.unpack(order + "H", data[place:place + 2])
        file.seek(place + 2 + 12 * count)
        file.write(bytes(4))


def imagej(random):
    path = at("a.tif")
    for kind in ("u1", "u2", "f4"):
        for shape, axes in (((6, 5, 7), "ZYX"), ((2, 3, 5, 7), "TZYX"), ((2, 3, 4, 5, 7), "TZCYX"),
                            ((3, 5, 7), "CYX"), ((5, 7), "YX")):
            array = random_array(random, kind, shape)
            for options in ({}, {"compression": "zlib"}):
                tifffile.imwrite(path, array, imagej=True, metadata={"axes": axes}, **options,
                                 resolution=(3.5, 2.25))
                what = ("ImageJ", kind, axes, options)
                reads(path, array, *what)
                before = tifffile.TiffFile(path).pages[0].description
                copy = copied(path, array, *what)
                with tifffile.TiffFile(copy) as file:
                    check(file.pages[0].description == before, "description", *what)
                    check(same(file.asarray(), array), "tifffile reads ours", *what,
                          file.asarray().shape)
                    check(file.is_imagej, "is ImageJ", *what)
    # As ImageJ itself writes them: one directory, the planes one after the other.
    for kind in ("u1", "u2", "f4"):
        for order in "<>":
            array = random_array(random, kind, (2, 3, 4, 5, 7))
            tifffile.imwrite(path, array, imagej=True, byteorder=order)
            one_directory(path)
            check(same(tifffile.imread(path), array), "tifffile itself", kind, order)
            reads(path, array, "one directory", kind, order)
            copy = copied(path, array, "one directory", kind, order)
            check(same(tifffile.imread(copy), array), "tifffile reads ours", kind, order)
    # Cut within the later planes: no silent half.
    with open(path, "rb") as file:
        data = file.read()
    with tifffile.TiffFile(path) as file:
        begin = file.pages[0].dataoffsets[0]
    with open(path, "wb") as file:
        file.write(data[:begin + array.nbytes - 1])
    found, error = dump(path)
    check(found is None and "too early" in error, "a cut stack", error)


def ome(random):
    path = at("a.ome.tif")
    for shape, axes in (((2, 3, 4, 5, 7), "TZCYX"), ((4, 5, 7), "ZYX"), ((5, 7), "YX"),
                        ((4, 2, 5, 7), "CTYX")):
        array = random_array(random, "u2", shape)
        tifffile.imwrite(path, array, metadata={"axes": axes})
        check(tifffile.TiffFile(path).is_ome, "is OME")
        theirs = tifffile.imread(path)
        reads(path, theirs, "OME", axes)
        copy = copied(path, theirs, "OME", axes)
        check(same(tifffile.imread(copy), theirs), "tifffile reads our OME", axes)
        check(tifffile.TiffFile(copy).is_ome, "is OME after")


def from_tiffcp(random):
    """Variants that libtiff's own tool writes."""
    path, variant = at("a.tif"), at("v.tif")
    options = [["-c", "none"], ["-c", "lzw"], ["-c", "lzw:2"], ["-c", "zip"], ["-c", "zip:2"],
               ["-c", "packbits"], ["-c", "zstd"], ["-c", "zstd:2"], ["-8"], ["-B"], ["-B", "-8"],
               ["-t", "-w", "16", "-l", "32"], ["-t", "-w", "64", "-l", "16", "-c", "lzw:2"],
               ["-r", "1"], ["-r", "3", "-c", "lzw"], ["-s"], ["-f", "lsb2msb"]]
    floats = [["-c", "lzw:3"], ["-c", "zip:3"], ["-c", "zstd:3"], ["-t", "-w", "32", "-l", "32",
                                                                   "-c", "zip:3"]]
    for kind in DTYPES:
        for shape in ((1, 1), (5, 7), (33, 65), (64, 131)):
            array = random_array(random, kind, shape)
            tifffile.imwrite(path, array, photometric="minisblack")
            for how in options + (floats if kind[0] == "f" else []):
                if kind == "?" and any(":2" in part for part in how):
                    continue
                if any(":2" in part for part in how) and kind in ("f2", "f4", "f8"):
                    continue
                if not chosen(random):
                    continue
                done = subprocess.run(["tiffcp", *how, path, variant], capture_output=True,
                                      check=False)
                if done.returncode != 0:
                    left_out.append(("tiffcp", kind, shape, how))
                    continue
                reads(variant, array, "tiffcp", kind, shape, how)
                copy = copied(variant, array, "tiffcp", kind, shape, how)
                ours, before = tags_of(copy, *PLACES), tags_of(variant, *PLACES)
                for name in ("Compression", "Predictor", "TileWidth", "TileLength", "Orientation"):
                    check(ours.get(name) == before.get(name), "kept", name, before.get(name),
                          ours.get(name), kind, how)
                check(open(copy, "rb").read(4) == open(variant, "rb").read(4), "kind", kind, how)
                done = subprocess.run(["tiffcmp", variant, copy], capture_output=True, check=False)
                text = (done.stdout + done.stderr).decode()
                lines = [line for line in text.splitlines()
                         if not any(word in line for word in
                                    ("RowsPerStrip", "FillOrder", "ImageDescription",
                                     "BitsPerSample", "SampleFormat"))]
                if kind not in ("u8", "i8", "f8", "f2") and "-t" not in how:
                    check(not lines, "tiffcmp", kind, shape, how, lines)
    bilevel = random_array(random, "?", (40, 37))
    bilevel[5:30, 3:20] = True
    tifffile.imwrite(path, bilevel, photometric="minisblack")
    for how in ("g3:1d", "g3:2d", "g4"):
        done = subprocess.run(["tiffcp", "-c", how, path, variant], capture_output=True,
                              check=False)
        check(done.returncode == 0, how)
        reads(variant, bilevel, how)


def opencv_and_pillow(random):
    path, copy = at("a.npy"), at("copy.tif")
    for kind in ("u1", "u2", "i1", "i2", "i4", "f4", "f8"):
        for shape in SIZES:
            array = random_array(random, kind, shape)
            if kind in ("f4", "f8"):
                array = np.nan_to_num(array)
            np.save(path, array)
            copied(path, array, kind, shape)
            theirs = cv2.imread(copy, cv2.IMREAD_UNCHANGED)
            check(theirs is not None and same(theirs, array), "cv2 reads ours", kind, shape,
                  None if theirs is None else theirs.dtype)
            check(cv2.imwrite(at("cv.tif"), array), "cv2.imwrite")
            back = cv2.imread(at("cv.tif"), cv2.IMREAD_UNCHANGED)
            if back is not None and same(back, array):
                reads(at("cv.tif"), array, "cv2", kind, shape)
    for mode, kind in (("L", "u1"), ("I;16", "u2"), ("I", "i4"), ("F", "f4"), ("1", "?")):
        array = random_array(random, kind, (21, 35))
        for compression in (None, "tiff_lzw", "tiff_deflate", "packbits", "tiff_adobe_deflate"):
            Image.fromarray(array).save(at("pil.tif"), compression=compression)
            reads(at("pil.tif"), array, "Pillow", mode, compression)
            copied(at("pil.tif"), array, "Pillow", mode)
            theirs = np.array(Image.open(copy))
            theirs = theirs != 0 if kind == "?" else theirs  # its True is 255
            check(same(theirs, array), "Pillow reads ours", mode, theirs.dtype)
    palette = Image.fromarray(random_array(random, "u1", (21, 35)), "P")
    palette.putpalette([int(i) for i in random.integers(0, 256, 768)])
    palette.save(at("p.tif"))
    reads(at("p.tif"), np.array(palette), "palette")
    copied(at("p.tif"), np.array(palette), "palette")
    again = Image.open(copy)
    check(again.mode == "P" and again.getpalette() == palette.getpalette(), "palette kept")
    # A palette PNG becomes a palette TIFF.
    palette.save(at("p.png"))
    copied(at("p.png"), np.array(palette), "palette PNG")
    again = Image.open(copy)
    check(again.mode == "P" and again.getpalette() == palette.getpalette(), "palette of a PNG")
    check(same(tifffile.imread(copy), np.array(palette)), "tifffile reads the palette's indices")


def pages(random):
    path = at("a.tif")
    first, second = random_array(random, "u1", (5, 7)), random_array(random, "u2", (4, 6))
    with tifffile.TiffWriter(path) as file:
        file.write(first)
        file.write(second)
    found, error = dump(path)
    check(found is None and "pages that differ" in error and "uint16 (4, 6)" in error, "pages", error)
    with tifffile.TiffWriter(path) as file:
        file.write(first)
        file.write(first[::2, ::2], subfiletype=1)
    reads(path, first, "thumbnail")
    with tifffile.TiffWriter(path) as file:
        file.write(first, subifds=1, metadata=None)
        file.write(first[::2, ::2], subfiletype=1, metadata=None)
    reads(path, first, "SubIFD")
    stack = random_array(random, "i2", (6, 5, 7))
    with tifffile.TiffWriter(path) as file:
        for plane in stack:
            file.write(plane, metadata=None, contiguous=False)
    reads(path, stack, "pages without a description")
    check(cv2.imwritemulti(path, list(stack.astype("u2"))), "imwritemulti")
    reads(path, stack.astype("u2"), "imwritemulti")
    copied(path, stack.astype("u2"), "imwritemulti")
    ok, planes = cv2.imreadmulti(at("copy.tif"), flags=cv2.IMREAD_UNCHANGED)
    check(ok and same(np.stack(planes), stack.astype("u2")), "imreadmulti reads ours")
    # tifffile's way of saving directories: planes behind the only one.
    tifffile.imwrite(path, stack, photometric="minisblack", metadata={"truncate": True})
    reads(path, stack, "truncated")
    copied(path, stack, "truncated")


def refused(random):
    path = at("a.tif")
    rows = [("complex", np.zeros((4, 4), "c8"), {}, "complex")]
    for name, array, options, word in rows:
        tifffile.imwrite(path, array, **options)
        found, error = dump(path)
        check(found is None and word in error, "refused", name, error)
    Image.fromarray(random_array(random, "u1", (16, 16))).save(path, compression="jpeg")
    found, error = dump(path)
    check(found is None and "JPEG, which changes labels" in error, "JPEG", error)
    for bits in (10, 12, 24):
        rgb = random_array(random, "u1", (16, 16))
        tifffile.imwrite(path, rgb)
        with tifffile.TiffFile(path, mode="r+b") as file:
            file.pages[0].tags["BitsPerSample"].overwrite(bits)
        found, error = dump(path)
        check(found is None and f"{bits} bits" in error, "bits", bits, error)
    np.save(at("a.npy"), np.zeros((0, 3)))
    done = subprocess.run([tool, at("a.npy"), path], capture_output=True, check=False)
    check(done.returncode == 1 and b"(0, 3)" in done.stderr, "an empty array", done.stderr)


def small_bits(random):
    """2 and 4 bits, which tifffile here reads no more; packed by hand into a file of bytes."""
    path = at("a.tif")
    for bits in (2, 4):
        for width in (8, 16, 64):
            values = random.integers(0, 1 << bits, (9, width)).astype("u1")
            packed = np.zeros((9, width * bits // 8), "u1")
            for i in range(8 // bits):
                packed |= values[:, i::8 // bits] << (8 - bits * (i + 1))
            tifffile.imwrite(path, packed, metadata=None)
            with tifffile.TiffFile(path, mode="r+b") as file:
                tags = file.pages[0].tags
                tags["BitsPerSample"].overwrite(bits)
                tags["ImageWidth"].overwrite(width)
            reads(path, values, bits, "bits")
            copy = copied(path, values, bits, "bits")
            check(tags_of(copy)["BitsPerSample"] == bits, "bits kept")


with tempfile.TemporaryDirectory() as folder:
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else int.from_bytes(os.urandom(4), "little")
    print("seed", seed)
    generator = np.random.default_rng(seed)
    for part in (from_tifffile, npy_to_tiff, planar_and_rgb, imagej, ome, from_tiffcp,
                 opencv_and_pillow, pages, refused, small_bits):
        part(generator)
check(len(left_out) < 20 + 0.1 * tried, "too little could be compared", left_out[:20])
print("of the tables:", tried, "left out:", len(left_out), "failures:", failures)
sys.exit(1 if failures else 0)
