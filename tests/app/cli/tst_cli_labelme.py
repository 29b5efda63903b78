#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Masks that people made: the example data sets of labelme, as Debian installs them."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np
import png_file

EXAMPLES = pathlib.Path("/usr/share/doc/labelme-examples/examples")
VIDEO = EXAMPLES / "video_annotation/data_dataset_voc/SegmentationClassPNG"
VOC = EXAMPLES / "instance_segmentation/data_dataset_voc"


class Video(cli_case.CliCase):
    """The labels of one frame, put into another where a person painted."""

    def setUp(self):
        super().setUp()
        self.d = png_file.Png(VIDEO / "00000100.png")
        self.s = png_file.Png(VIDEO / "00000101.png")
        height, width = self.d.values.shape
        y, x = np.ogrid[:height, :width]
        self.disc = (y - height / 2) ** 2 + (x - width / 2) ** 2 < (height / 3) ** 2
        self.expected = self.d.values.copy()
        np.copyto(self.expected, self.s.values, where=self.disc)
        self.assertTrue(np.any(self.expected != self.d.values))
        self.assertTrue(np.any(self.expected != self.s.values))

    def check(self, condition, out):
        found = self.assign(VIDEO / "00000100.png", condition, VIDEO / "00000101.png", out)
        self.assert_same(found, self.expected)

    def test_palette_png(self):
        self.check(self.save("c.npy", self.disc), "out.png")
        written = png_file.Png(self.path("out.png"))
        self.assertEqual((written.colour, written.depth), (png_file.PALETTE, self.d.depth))
        self.assertEqual(written.palette, self.d.palette)
        self.assertEqual(written.transparency, self.d.transparency)

    def test_npy(self):
        self.check(self.save("c.npy", self.disc), "out.npy")

    def test_condition_as_a_picture(self):
        path = self.save_png("c.png", self.disc.astype("u1"), depth=1)
        arguments = self.command("assign", VIDEO / "00000100.png", path, VIDEO / "00000101.png")
        self.assertEqual(self.run_cli(*arguments, "-o", self.path("out.png")).code, 0)
        self.assert_same(png_file.Png(self.path("out.png")).values, self.expected)

    def test_other_size_is_refused(self):
        arguments = self.command("assign", VIDEO / "00000100.png",
                                 self.save("c.npy", self.disc[:-1]), VIDEO / "00000101.png")
        self.assert_fails(arguments + ["-o", self.path("out.png")], "condition", "562", "563")


class Void(cli_case.CliCase):
    """-1 marks the void in the arrays, 255 in the pictures of the same data set."""

    def setUp(self):
        super().setUp()
        self.picture = VOC / "SegmentationClassPNG/2011_000003.png"
        self.array = VOC / "SegmentationClass/2011_000003.npy"
        self.labels = np.load(self.array)
        self.before = png_file.Png(self.picture)
        self.void = self.labels == -1
        self.assertTrue(self.void.any())
        np.testing.assert_array_equal(self.before.values == 255, self.void)

    def command_into(self, condition, *options):
        return [*self.command("assign", self.picture, self.save("c.npy", condition), self.array),
                *options, "-o", self.path("out.png")]

    def test_exact_names_count_and_place(self):
        row, column = np.argwhere(self.void)[0]
        self.assert_fails(self.command_into(np.True_), f"{self.void.sum()} selected values",
                          f"-1 at [{row}, {column}]", "int32", "uint8", "unsafe")

    def test_place_is_counted_in_the_destination(self):
        lower = np.zeros(self.void.shape, "?")
        lower[200:] = True
        row, column = np.argwhere(self.void & lower)[0]
        self.assert_fails(self.command_into(lower), f"{(self.void & lower).sum()} selected",
                          f"-1 at [{row}, {column}]")

    def test_exact_without_the_void(self):
        self.assertEqual(self.run_cli(*self.command_into(~self.void)).code, 0)
        after = png_file.Png(self.path("out.png"))
        self.assert_same(after.values, np.where(self.void, 255, self.labels).astype("u1"))
        self.assertEqual(after.palette, self.before.palette)

    def test_unsafe_wraps_to_255(self):
        done = self.run_cli(*self.command_into(np.True_, "--casting", "unsafe"))
        self.assertEqual((done.code, done.error), (0, ""))
        self.assert_same(png_file.Png(self.path("out.png")).values, self.labels.astype("u1"))

    def test_void_of_the_destination_is_kept(self):
        objects = VOC / "SegmentationObjectPNG/2011_000003.png"
        condition = self.before.values != 255
        out = self.assign(self.picture, self.save("c.npy", condition), objects, "out.png")
        self.assert_same(out, np.where(condition, png_file.Png(objects).values, np.uint8(255)))

    def test_void_of_the_picture_into_the_array(self):
        out = self.assign(self.array, self.save("c.npy", self.void), self.picture)
        self.assert_same(out, np.where(self.void, 255, self.labels).astype("i4"))


if __name__ == "__main__":
    if not VIDEO.is_dir() or not VOC.is_dir():
        print("skipped: labelme-examples is not installed")
        sys.exit(77)
    cli_case.main()
