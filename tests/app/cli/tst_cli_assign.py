#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The examples that started Frisket, views, and layouts: frisket-cli assign against np.copyto."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np

DTYPES = ["?", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]


class Examples(cli_case.CliCase):
    """What PyTorch 1.13 refuses, with what a person expects from it."""

    def test_integers_into_floats(self):
        out = self.assign(self.save("d.npy", np.zeros(5, "f4")),
                          self.save("c.npy", [True, False, True, False, True]),
                          self.save("s.npy", np.array([10, 20, 30, 40, 50], "i8")))
        self.assert_same(out, np.array([10, 0, 30, 0, 50], "f4"))

    def test_two_dimensions(self):
        out = self.assign(self.save("d.npy", np.zeros((2, 2), "f4")),
                          self.save("c.npy", [[True, False], [False, True]]),
                          self.save("s.npy", np.array([[1, 2], [3, 4]], "i8")))
        self.assert_same(out, np.array([[1, 0], [0, 4]], "f4"))

    def test_unsqueezed_source(self):
        d = self.save("d.npy", np.zeros((3, 2), "f4"))
        c = self.save("c.npy", [[True, False], [False, True], [True, False]])
        s = self.save("s.npy", np.array([100, 200, 300], "i8"))
        out = self.assign(d, c, s, views=("", "[:, None]", ""))
        self.assert_same(out, np.array([[100, 0], [0, 200], [300, 0]], "f4"))
        arguments = self.command("assign", d, c, s) + ["-o", self.path("without.npy")]
        self.assert_fails(arguments, "source", "axis 0", "size 3", "[:, None]")


class Views(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.random = np.random.default_rng(20)

    def bits(self, shape):
        return self.random.random(shape) < 0.5

    def numbers(self, shape, dtype="u1"):
        return self.random.integers(1, 100, shape).astype(dtype)

    def test_views(self):
        rows = [  # d, s, c: shape and view each
            (((6,), ""), ((6,), "[::-1]"), ((6,), "")),
            (((6,), "[..., ::-1]"), ((6,), ""), ((6,), "")),
            (((6,), ""), ((6,), ""), ((6,), "[::-1]")),
            (((4, 5, 6), "[2]"), ((5, 6), ""), ((5, 6), "")),
            (((4, 5, 6), "[:, 2]"), ((5, 6), "[4]"), ((4, 6), "")),
            (((4, 5, 6), "[-1, ..., -2]"), ((5,), ""), ((), "")),
            (((4, 6), "[1:3, ::2]"), ((2, 3), ""), ((4, 6), "[1:3, ::2]")),
            (((4, 6), "[1:3, ::2]"), ((6,), "[1::2]"), ((2,), "[:, None]")),
            (((4, 6), "[3:0:-2, 5:2:-1]"), ((2, 3), "[::-1]"), ((3,), "")),
            (((4,), "[:, None]"), ((4, 1), ""), ((1, 4), "[0, :, None]")),
            (((4, 6), "[:, None]"), ((6,), ""), ((4, 1, 6), "")),
            (((3, 70), "[:, 3:69]"), ((66,), "[::-1]"), ((3, 70), "[::-1, 69:3:-1]")),
            (((3, 130), "[..., 1:-1]"), ((3, 1), ""), ((128,), "")),
            (((4, 6), "[2, 3]"), ((), ""), ((), "")),
            (((4, 6), "[2, 3]"), ((1,), ""), ((4, 6), "[0, 0]")),
            (((4, 6), "[4:]"), ((6,), ""), ((6,), "")),
            (((4, 6), "[:, 2:2]"), ((4, 1), ""), ((1,), "")),
            (((5, 6), ""), ((1, 1, 5, 6), ""), ((6,), "")),
        ]
        for row in rows:
            with self.subTest(row=row):
                shapes, views = zip(*row)
                self.assert_copied(self.save("d.npy", self.numbers(shapes[0])),
                                   self.save("c.npy", self.bits(shapes[2])),
                                   self.save("s.npy", self.numbers(shapes[1])), views)

    def test_destination_is_written_whole(self):
        d = np.arange(24, dtype="u1").reshape(4, 6)
        out = self.assign(self.save("d.npy", d), self.save("c.npy", np.True_),
                          self.save("s.npy", np.array(99, "u1")), views=("[1:3, ::2]", "", ""))
        d[1:3, ::2] = 99
        self.assert_same(out, d)

    def test_scalars_and_empties(self):
        rows = [((), (), ()), ((), (1,), ()), ((0,), (0,), (0,)), ((0,), (1,), ()),
                ((0, 3), (3,), (0, 3)), ((0, 3), (), (1, 3)), ((3, 0), (3, 1), (1, 0)),
                ((2, 0, 4), (1, 4), (2, 0, 1)), ((1,), (), (1,)), ((1, 1), (1,), (1,))]
        for shapes in rows:
            for bits in (np.ones, np.zeros):
                with self.subTest(shapes=shapes, bits=bits.__name__):
                    self.assert_copied(self.save("d.npy", self.numbers(shapes[0])),
                                       self.save("c.npy", bits(shapes[2], "?")),
                                       self.save("s.npy", self.numbers(shapes[1])))

    def test_shapes_that_do_not_pair(self):
        rows = [((3,), (0,), (3,), "source"), ((), (), (1,), "condition"),
                ((3,), (3,), (1, 3), "condition"), ((2, 3), (2,), (), "source"),
                ((2, 3), (2, 2, 3), (), "source"), ((1, 3), (2, 3), (), "source"),
                ((0, 3), (2, 3), (), "source"), ((2, 3), (), (2,), "condition")]
        for d, s, c, word in rows:
            with self.subTest(d=d, s=s, c=c):
                arguments = self.command("assign", self.save("d.npy", np.zeros(d, "u1")),
                                         self.save("c.npy", np.ones(c, "?")),
                                         self.save("s.npy", np.zeros(s, "u1")))
                self.assert_fails(arguments + ["-o", self.path("out.npy")], word)

    def test_a_destination_that_shares_elements_is_no_view(self):
        # Basic indexing can't make one, so there is nothing to refuse but the text.
        arguments = self.command("assign", self.save("d.npy", np.zeros(3, "u1")),
                                 self.save("c.npy", np.True_), self.save("s.npy", np.uint8(1)),
                                 views=("[[0, 0]]", "", ""))
        self.assert_fails(arguments + ["-o", self.path("out.npy")], "[[0, 0]]", "column 2")

    def test_layouts(self):
        orders = [("C", "<"), ("F", "<"), ("C", ">"), ("F", ">")]
        for d_order in orders:
            for s_order in orders:
                for c_order in "CF":
                    with self.subTest(d=d_order, s=s_order, c=c_order):
                        self.assert_copied(
                            self.save("d.npy", self.numbers((3, 4, 70)), d_order[1] + "i4",
                                      d_order[0]),
                            self.save("c.npy", self.bits((3, 4, 70)), order=c_order),
                            self.save("s.npy", self.numbers((3, 4, 70)), s_order[1] + "i2",
                                      s_order[0]),
                            ("[..., ::-1]", "[:, ::-1]", ""))

    def test_dtypes(self):
        for to in DTYPES:
            for of in DTYPES:
                with self.subTest(of=of, to=to):
                    s = self.bits((5, 9)) if "?" in (of, to) else self.numbers((5, 9))
                    self.assert_copied(self.save("d.npy", self.bits((5, 9)), to),
                                       self.save("c.npy", self.bits((5, 9))),
                                       self.save("s.npy", s, of))

    def test_castings(self):
        for casting in ("safe", "same_kind", "unsafe"):
            for of, to in (("u1", "i2"), ("u2", "f4"), ("u1", "i1"), ("f8", "f4"), ("f4", "i4"),
                           ("i8", "u1"), ("?", "u1"), ("u1", "?"), ("i4", "f4")):
                with self.subTest(casting=casting, of=of, to=to):
                    d = self.save("d.npy", np.zeros(3, to))
                    c = self.save("c.npy", np.ones(3, "?"))
                    s = self.save("s.npy", np.array([0, 1, 77], of))
                    if np.can_cast(of, to, casting):
                        self.assert_copied(d, c, s, casting=casting)
                    else:
                        arguments = self.command("assign", d, c, s, casting=casting)
                        self.assert_fails(arguments + ["-o", self.path("refused.npy")],
                                          casting, np.dtype(of).name, np.dtype(to).name)

    def test_integer_conditions(self):
        for dtype in ("u1", "i2", "i8"):
            with self.subTest(dtype=dtype):
                c = self.save("c.npy", np.arange(-2, 3).astype(dtype), dtype)
                d = self.save("d.npy", np.zeros(5, "u1"))
                s = self.save("s.npy", self.numbers(5))
                self.assert_copied(d, c, s, condition_bool=False)
                done = self.run_cli(*self.command("assign", d, c, s), "-o", self.path("out.npy"))
                self.assertIn("note: ", done.out)

    def test_the_notes_of_every_file_are_printed(self):
        paths = {}
        for name in ("destination", "source", "condition"):
            path = self.save_png(name + ".png", np.array([[1, 0]], "u1"))
            with open(path, "ab") as file:
                file.write(b"tail " + name.encode())
            paths[name] = path
        done = self.run_cli(*self.command("assign", paths["destination"], paths["condition"],
                                          paths["source"]), "-o", self.path("out.png"))
        self.assertEqual(done.code, 0)
        for name in paths:
            self.assertIn(f"{5 + len(name)} bytes after the end", done.out)

    def test_float_conditions_are_refused(self):
        arguments = self.command("assign", self.save("d.npy", np.zeros(2, "u1")),
                                 self.save("c.npy", np.array([0.2, np.nan], "f4")),
                                 self.save("s.npy", np.uint8(1)))
        self.assert_fails(arguments + ["-o", self.path("out.npy")], self.path("c.npy"), "float32")


if __name__ == "__main__":
    cli_case.main()
