#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""frisket-cli with TIFF files: convert, info and assign, with tifffile as the oracle, and the
programs that `code` prints, really run."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np

try:
    import tifffile
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)
try:
    import imagecodecs
except ImportError:
    imagecodecs = None
try:
    import torch
except ImportError:
    torch = None

DTYPES = ("?", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8")
NO_TENSOR = ("u2", "u4", "u8")


class Tiff(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.noise = np.random.default_rng(5)

    def values(self, shape, dtype):
        return self.noise.integers(0, 2 if dtype == "?" else 50, shape).astype(dtype)

    def convert(self, path, out, *options, code=0):
        done = self.run_cli("convert", path, self.path(out), *options)
        self.assertEqual(done.code, code, done.error)
        return done

    def assert_same(self, found, expected):
        self.assertEqual((found.dtype.newbyteorder("="), found.shape),
                         (expected.dtype.newbyteorder("="), expected.shape))
        self.assertTrue((found == expected).all())

    def pages(self):
        """Three pages that differ."""
        planes = [self.values(shape, dtype) for shape, dtype in
                  (((5, 7), "u1"), ((4, 6), "u2"), ((4, 6), "i4"))]
        with tifffile.TiffWriter(self.path("pages.tif")) as file:
            for plane in planes:
                file.write(plane, metadata=None, photometric="minisblack")
        return self.path("pages.tif"), planes

    def test_convert_there_and_back(self):
        for dtype in DTYPES:
            for shape in ((5, 7), (3, 5, 7), (5, 7, 3), (9,)):
                with self.subTest(dtype=dtype, shape=shape):
                    values = self.values(shape, dtype)
                    self.convert(self.save("a.npy", values), "a.tif")
                    self.assert_same(tifffile.imread(self.path("a.tif")), values)
                    self.convert(self.path("a.tif"), "b.npy")
                    self.assert_same(np.load(self.path("b.npy")), values)

    def test_convert_with_a_compression(self):
        values = self.values((300, 400), "u2")
        path = self.save("a.npy", values)
        for name, number in (("deflate", 8), ("lzw", 5), ("zstd", 50000), ("packbits", 32773),
                             ("none", 1)):
            with self.subTest(name=name):
                self.convert(path, name + ".tif", "--compression", name)
                with tifffile.TiffFile(self.path(name + ".tif")) as file:
                    self.assertEqual(file.pages[0].compression, number)
                # Kept where nothing is said.
                self.convert(self.path(name + ".tif"), "again.tif")
                with tifffile.TiffFile(self.path("again.tif")) as file:
                    self.assertEqual(file.pages[0].compression, number)
                self.convert(self.path("again.tif"), "back.npy")
                self.assert_same(np.load(self.path("back.npy")), values)
        before = self.files()
        done = self.convert(path, "x.tif", "--compression", "jpeg", code=1)
        self.assertIn("no compression 'jpeg'", done.error)
        self.assertIn("deflate, lzw, zstd, packbits, none", done.error)
        self.assertEqual(self.files(), before)

    def test_convert_a_page(self):
        path, planes = self.pages()
        for number, plane in enumerate(planes):
            self.convert(path, "a.npy", "--page", number)
            self.assert_same(np.load(self.path("a.npy")), plane)
        before = self.files()
        for options, words in (((), "3 pages that differ"), (("--page", 3), "there is no page 3"),
                               (("--page", 0, "--key", "a"), "a")):
            self.assertIn(words, self.convert(path, "x.npy", *options, code=1).error)
        self.assertEqual(self.files(), before)

    def test_info(self):
        values = self.values((4, 33, 50), "u2")
        tifffile.imwrite(self.path("a.tif"), values, tile=(16, 32), compression="zlib",
                         byteorder=">", bigtiff=True, photometric="minisblack",
                         metadata={"axes": "ZYX"})
        found = json.loads(self.run_cli("info", self.path("a.tif"), "--json").out)
        self.assertEqual((found["format"], found["dtype"], found["shape"]),
                         ("tiff", "uint16", [4, 33, 50]))
        self.assertEqual(found["facts"], {"kind": "BigTIFF, big-endian", "compression": "deflate",
                                          "bits per sample": "16", "photometric": "0 is black",
                                          "blocks": "tiles of 32 x 16"})
        self.assertEqual(found["true_count"], np.count_nonzero(values))
        text = self.run_cli("info", self.path("a.tif")).out
        self.assertIn("compression: deflate", text)

    def test_info_of_pages(self):
        path, _ = self.pages()
        found = json.loads(self.run_cli("info", path, "--json").out)
        self.assertEqual([(each["page"], each["dtype"], each["shape"])
                          for each in found["arrays"]],
                         [(0, "uint8", [5, 7]), (1, "uint16", [4, 6]), (2, "int32", [4, 6])])
        self.assertIn("page 1: uint16 (4, 6)", self.run_cli("info", path).out)
        found = json.loads(self.run_cli("info", path, "--page", 2, "--json").out)
        self.assertEqual((found["dtype"], found["shape"]), ("int32", [4, 6]))

    def assert_program(self, array, name, **options):
        """That what `code` prints writes what `assign` does, to TIFF and to NPY."""
        path = self.path("d.tif")
        if array.ndim == 1:  # tifffile writes none
            self.convert(self.save("d.npy", array), "d.tif")
        else:
            tifffile.imwrite(path, array, **options)
        self.convert(path, "read.npy")
        read = np.load(self.path("read.npy"))
        source = self.save("s.npy", self.values(read.shape, read.dtype.str[1:]))
        condition = self.save("c.npy", self.values(read.shape, "?"))
        for out in ("o.tif", "o.npy"):
            for flags in ([], ["--torch"]):
                if flags and (torch is None or read.dtype.str[1:] in NO_TENSOR):
                    continue
                with self.subTest(name=name, out=out, flags=flags):
                    expected = self.run_cli("assign", "--destination", path, "--source", source,
                                            "--condition", condition, "-o", self.path("e" + out))
                    self.assertEqual(expected.code, 0, expected.error)
                    done = self.run_cli("code", "--destination", path, "--source", source,
                                        "--condition", condition, "-o", self.path(out), *flags)
                    self.assertEqual(done.code, 0, done.error)
                    exec(compile(done.out, "program", "exec"), {})
                    both = []
                    for written in (out, "e" + out):
                        self.convert(self.path(written), "both.npy")
                        both.append(np.load(self.path("both.npy")))
                    self.assert_same(*both)
                    self.assertEqual(both[0].tobytes(), both[1].tobytes())

    def test_programs(self):
        for number, dtype in enumerate(DTYPES):
            shape = ((5, 7), (9,), (1, 5, 7), (3, 5, 7), (5, 7, 3), (2, 5, 7, 4))[number % 6]
            self.assert_program(self.values(shape, dtype), dtype, photometric="minisblack")
        stack = self.values((3, 5, 7), "u1")
        self.assert_program(stack, "planar", photometric="rgb", planarconfig="separate")
        self.assert_program(self.values((2, 3, 5, 7), "u2"), "ImageJ", imagej=True)
        self.assert_program(self.values((2, 3, 5, 7), "u2"), "OME", ome=True)
        self.assert_program(self.values((40, 70), "u2"), "tiles", tile=(16, 16), byteorder=">",
                            bigtiff=True, compression="zlib", predictor=2)

    def test_programs_keep_the_palette(self):
        colours = self.noise.integers(0, 65536, (3, 256)).astype("u2")
        self.assert_program(self.values((5, 7), "u1"), "palette", photometric="palette",
                            colormap=colours)
        for name in ("o.tif", "eo.tif"):
            with tifffile.TiffFile(self.path(name)) as file:
                self.assertTrue((file.pages[0].colormap == colours).all())

    def test_programs_of_a_page(self):
        path, planes = self.pages()
        condition = self.save("c.npy", planes[1] % 2 == 0)
        done = self.run_cli("code", "--destination", path, "--destination-page", 1, "--mode",
                            "fill", "--value", 9, "--condition", condition, "-o",
                            self.path("o.npy"))
        self.assertEqual(done.code, 0, done.error)
        exec(compile(done.out, "program", "exec"), {})
        self.assert_same(np.load(self.path("o.npy")),
                         np.where(planes[1] % 2 == 0, 9, planes[1]).astype("u2"))

    def test_programs_name_what_tifffile_needs(self):
        values = self.values((30, 40), "u1")
        self.convert(self.save("a.npy", values), "d.tif", "--compression", "lzw")
        condition = self.save("c.npy", values > 20)
        done = self.run_cli("code", "--destination", self.path("d.tif"), "--mode", "fill",
                            "--value", 9, "--condition", condition, "-o", self.path("o.npy"))
        self.assertIn("import tifffile  # with imagecodecs, for LZW\n", done.out)
        program = compile(done.out, "program", "exec")
        if imagecodecs is None:
            with self.assertRaisesRegex(ValueError, "imagecodecs"):
                exec(program, {})
            self.assertFalse((self.folder / "o.npy").exists())
        else:
            exec(program, {})
            self.assert_same(np.load(self.path("o.npy")), np.where(values > 20, 9, values))


if __name__ == "__main__":
    cli_case.main()
