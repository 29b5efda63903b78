#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Where the outcome goes: the destination itself, links, modes, and from one format to another."""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np
import png_file

PALETTE = bytes(range(30, 30 + 3 * 20))


class Targets(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.values = np.arange(12, dtype="u1").reshape(3, 4)
        self.mask = self.values % 3 == 0
        self.d = self.save("d.npy", self.values)
        self.c = self.save("c.npy", self.mask)
        self.s = self.save("s.npy", np.uint8(50))
        self.expected = np.where(self.mask, np.uint8(50), self.values)

    def test_destination_itself(self):
        os.chmod(self.d, 0o640)
        before = os.stat(self.d)
        other_name = self.path("hard link.npy")
        os.link(self.d, other_name)
        self.assert_same(self.assign(self.d, self.c, self.s, "d.npy"), self.expected)
        after = os.stat(self.d)
        self.assertEqual((after.st_mode, after.st_uid, after.st_gid),
                         (before.st_mode, before.st_uid, before.st_gid))
        self.assertNotEqual(after.st_ino, before.st_ino)  # replaced, never half-written in place
        self.assert_same(np.load(other_name), self.values)
        self.assertEqual(set(self.files()), {"d.npy", "c.npy", "s.npy", "hard link.npy"})

    def test_view_of_the_destination_itself(self):
        self.assign(self.d, self.c, self.s, "d.npy", views=("[:, ::-1]", "", ""))
        expected = self.values.copy()
        expected[:, ::-1][self.mask] = 50
        self.assert_same(np.load(self.d), expected)

    def test_source_and_condition_may_be_the_destination(self):
        out = self.assign(self.d, self.d, self.d, "d.npy", views=("", "[::-1, ::-1]", "[::-1]"))
        expected = self.values.copy()
        np.copyto(expected, self.values[::-1, ::-1], where=self.values[::-1] != 0)
        self.assert_same(out, expected)

    def test_source_or_condition_may_be_replaced(self):
        for name in ("s.npy", "c.npy"):
            with self.subTest(name=name):
                self.save("s.npy", np.uint8(50))
                self.save("c.npy", self.mask)
                self.assert_same(self.assign(self.d, self.c, self.s, name), self.expected)

    def test_link_to_the_destination(self):
        os.mkdir(self.path("masks"))
        os.rename(self.d, self.path("masks/real.npy"))
        os.symlink("masks/real.npy", self.d)
        self.assign(self.d, self.c, self.s, "d.npy")
        self.assertEqual(os.readlink(self.d), "masks/real.npy")
        self.assert_same(np.load(self.path("masks/real.npy")), self.expected)
        self.assertEqual(os.listdir(self.path("masks")), ["real.npy"])

    def test_link_to_nowhere_makes_its_target(self):
        os.symlink("new.npy", self.path("link.npy"))
        self.assign(self.d, self.c, self.s, "link.npy")
        self.assertTrue(os.path.islink(self.path("link.npy")))
        self.assert_same(np.load(self.path("new.npy")), self.expected)

    def test_mode_of_a_new_file_is_what_the_umask_leaves(self):
        self.run_cli(*self.command("assign", self.d, self.c, self.s), "-o", self.path("new.npy"),
                     umask=0o027)
        self.assertEqual(os.stat(self.path("new.npy")).st_mode & 0o777, 0o640)

    def test_relative_paths(self):
        done = self.run_cli("assign", "--destination=d.npy", "--source=s.npy", "--condition=c.npy",
                            "--output=o.npy", cwd=self.folder)
        self.assertEqual(done.out, "o.npy: uint8 (3, 4), 4 of 12 elements selected.\n")
        self.assert_same(np.load(self.path("o.npy")), self.expected)

    def test_names_with_spaces_quotes_and_umlauts(self):
        name = "Mäske 1's \"β\" [2].npy"
        os.rename(self.d, self.path(name))
        self.assert_same(self.assign(self.path(name), self.c, self.s, name), self.expected)

    def test_output_is_row_major_and_of_native_order(self):
        d = self.save("d.npy", self.values, ">i4", "F")
        self.assign(d, self.c, self.s, "d.npy")
        with open(d, "rb") as file:
            self.assertEqual(np.lib.format.read_magic(file), (1, 0))
            self.assertEqual(np.lib.format.read_array_header_1_0(file),
                             ((3, 4), False, np.dtype("=i4")))
            self.assertEqual(file.tell() % 64, 0)

    def test_versions_of_npy(self):
        for version in ((1, 0), (2, 0), (3, 0)):
            with self.subTest(version=version), open(self.d, "wb") as file:
                np.lib.format.write_array(file, self.values, version)
                file.close()
                self.assert_same(self.assign(self.d, self.c, self.s), self.expected)


class Formats(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.random = np.random.default_rng(21)

    def test_grey_depths(self):
        for depth, dtype in ((1, "u1"), (2, "u1"), (4, "u1"), (8, "u1"), (16, "u2")):
            for width in (1, 7, 8, 33):
                with self.subTest(depth=depth, width=width):
                    d, s = self.random.integers(0, 1 << depth, (2, 5, width)).astype(dtype)
                    c = self.random.random((5, width)) < 0.5
                    arguments = (self.save_png("d.png", d, depth=depth), self.save("c.npy", c),
                                 self.save_png("s.png", s, depth=depth))
                    expected = np.where(c, s, d)
                    self.assert_same(self.assign(*arguments, "out.npy").astype(dtype), expected)
                    self.assert_same(self.assign(*arguments, "out.png"), expected)
                    self.assertEqual(png_file.Png(self.path("out.png")).depth, depth)

    def test_palette_is_kept(self):
        for transparency in (None, bytes([0, 255, 9])):
            for s in (np.uint8(13), self.random.integers(0, 20, (4, 9)).astype("i8")):
                with self.subTest(transparency=transparency, s=s):
                    d = self.random.integers(0, 20, (4, 9)).astype("u1")
                    c = self.random.random((4, 9)) < 0.5
                    path = self.save_png("d.png", d, palette=PALETTE, transparency=transparency)
                    out = self.assign(path, self.save("c.npy", c), self.save("s.npy", s), "o.png")
                    self.assert_same(out, np.where(c, s, d).astype("u1"))
                    written = png_file.Png(self.path("o.png"))
                    self.assertEqual((written.colour, written.palette, written.transparency),
                                     (png_file.PALETTE, PALETTE, transparency))

    def test_npy_to_png_and_back(self):
        for dtype in ("u1", "u2", "?"):
            with self.subTest(dtype=dtype):
                d = self.random.integers(0, 2 if dtype == "?" else 250, (6, 11)).astype(dtype)
                c = self.random.random((6, 11)) < 0.5
                paths = (self.save("d.npy", d), self.save("c.npy", c),
                         self.save("s.npy", np.array(1, dtype)))
                expected = np.where(c, np.array(1, dtype), d)
                found = self.assign(*paths, "out.png")
                self.assert_same(found.astype(dtype), expected)
                back = self.assign(self.path("out.png"), self.save("no.npy", np.False_), paths[2])
                self.assert_same(back.astype(dtype), expected)

    def test_png_conditions(self):
        d = self.save("d.npy", np.zeros((3, 4), "u1"))
        s = self.save("s.npy", np.uint8(9))
        c = np.eye(3, 4, dtype="u1")
        for depth, value in ((1, 1), (8, 255), (16, 65535)):
            with self.subTest(depth=depth):
                path = self.save_png("c.png", c.astype("u2") * value, depth=depth)
                arguments = self.command("assign", d, path, s) + ["-o", self.path("out.npy")]
                self.assertEqual(self.run_cli(*arguments).code, 0)
                self.assert_same(np.load(self.path("out.npy")), c * np.uint8(9))

    def test_what_png_does_not_hold(self):
        c, s = self.save("c.npy", np.True_), self.save("s.npy", np.array(1, "u1"))
        for dtype in ("i2", "u4", "f4", "i8"):
            d = self.save("d.npy", np.zeros((2, 3), dtype))
            with self.subTest(dtype=dtype):
                self.assert_fails(self.command("assign", d, c, s) + ["-o", self.path("o.png")],
                                  self.path("o.png"), np.dtype(dtype).name, "NPY")
        for shape in ((), (3,), (0, 3), (3, 0), (1, 2, 3)):
            d = self.save("d.npy", np.zeros(shape, "u1"))
            with self.subTest(shape=shape):
                self.assert_fails(self.command("assign", d, c, s) + ["-o", self.path("o.png")],
                                  self.path("o.png"), "NPY")

    def test_labels_without_a_colour(self):
        d = self.save_png("d.png", np.zeros((4, 5), "u1"), palette=PALETTE)
        c = self.save("c.npy", np.arange(20).reshape(4, 5) == 13)
        s = self.save("s.npy", np.uint8(20))
        self.assert_fails(self.command("assign", d, c, s) + ["-o", d], d, "20", "row 2, column 3")
        self.assertEqual(self.assign(d, c, s, "o.npy")[2, 3], 20)


if __name__ == "__main__":
    cli_case.main()
