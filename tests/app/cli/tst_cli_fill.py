#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""One value where the condition holds: frisket-cli assign --mode fill."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np

ACCEPTED = [  # dtype, text, value
    ("?", "1", True), ("?", "0", False), ("?", "true", True), ("?", "False", False),
    ("u1", "0", 0), ("u1", "255", 255), ("u1", "+7", 7), ("u1", "3.0", 3), ("u1", "0.3e1", 3),
    ("u1", "-0.0", 0), ("i1", "-128", -128), ("u2", "65535", 65535), ("i2", "-32768", -32768),
    ("u4", "4294967295", 2 ** 32 - 1), ("i4", "-2147483648", -2 ** 31),
    ("u8", "18446744073709551615", 2 ** 64 - 1), ("i8", "-9223372036854775808", -2 ** 63),
    ("f2", "65504", 65504), ("f2", "0.1", 0.1), ("f4", "0.1", 0.1), ("f8", "0.1", 0.1),
    ("f4", "-0.0", -0.0), ("f4", "16777216", 2 ** 24), ("f8", "nan", np.nan), ("f2", "inf", np.inf),
    ("f4", "-inf", -np.inf), ("f8", "1e308", 1e308), ("f8", "5e-324", 5e-324),
]
REFUSED = [("?", "2"), ("?", "0.5"), ("?", "yes"), ("u1", "300"), ("u1", "256"), ("u1", "-1"),
           ("u1", "1.5"), ("u1", "nan"), ("u1", "0x10"), ("u1", " 1"), ("u1", "1 "), ("u1", "1,0"),
           ("i1", "128"), ("i4", "1.5"), ("i4", "2147483648"), ("i8", "9223372036854775808"),
           ("i8", "1e30"), ("i8", "inf"), ("u8", "18446744073709551616"), ("f2", "1e5"),
           ("f4", "16777217"), ("f4", "1e39"), ("f8", "1e400"), ("f8", "one"), ("f8", "--1")]


class Fill(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.c = self.save("c.npy", [[True, False, True], [False, False, True]])

    def fill(self, d, expected, **options):
        found = self.assign(self.save("d.npy", d), self.c, mode="fill", **options)
        np.copyto(d, expected, where=np.load(self.c))
        self.assert_same(found, d)

    def test_values(self):
        for dtype, text, value in ACCEPTED:
            with self.subTest(dtype=dtype, text=text):
                self.fill(np.zeros((2, 3), dtype), np.array(value, dtype), value=text)
                self.fill(np.ones((2, 3), dtype), np.array(value, dtype), value=text)

    def test_refused_values(self):
        for dtype, text in REFUSED:
            with self.subTest(dtype=dtype, text=text):
                d = self.save("d.npy", np.zeros((2, 3), dtype))
                arguments = self.command("assign", d, self.c, mode="fill", value=text)
                self.assert_fails(arguments + ["-o", d], f"'{text}'", np.dtype(dtype).name)

    def test_refused_even_if_nothing_is_selected(self):
        d = self.save("d.npy", np.zeros(2, "u1"))
        c = self.save("none.npy", np.zeros(2, "?"))
        arguments = self.command("assign", d, c, mode="fill", value="300")
        self.assert_fails(arguments + ["-o", d], "300", "uint8")

    def test_source_without_axes(self):
        for dtype in ("u1", "i8", "f4", ">f8", "?"):
            with self.subTest(dtype=dtype):
                s = self.save("s.npy", np.array(1, dtype))
                self.fill(np.zeros((2, 3), "i2"), np.int16(1), source=s)
        s = self.save("s.npy", np.array([4, 5, 6]))
        self.fill(np.zeros((2, 3), "u1"), np.uint8(6), **{"source": s, "source-view": "[-1]"})

    def test_source_with_axes_is_refused(self):
        for shape in ((1,), (2, 3), (0,)):
            with self.subTest(shape=shape):
                d = self.save("d.npy", np.zeros((2, 3), "u1"))
                s = self.save("s.npy", np.zeros(shape, "u1"))
                self.assert_fails(self.command("assign", d, self.c, s, mode="fill") + ["-o", d],
                                  "0-d", "source")

    def test_source_that_does_not_survive(self):
        d = self.save("d.npy", np.zeros((2, 3), "u1"))
        s = self.save("s.npy", np.array(-1, "i4"))
        self.assert_fails(self.command("assign", d, self.c, s, mode="fill") + ["-o", d],
                          "-1", "int32", "uint8")
        self.fill(np.zeros((2, 3), "u1"), np.uint8(255), source=s, casting="unsafe")

    def test_views(self):
        d = np.zeros((2, 2, 3), "i2")
        out = self.assign(self.save("d.npy", d), self.c, mode="fill", value="-5",
                          views=("[1, :, ::-1]", "", ""))
        d[1, :, ::-1][np.load(self.c)] = -5
        self.assert_same(out, d)

    def test_scalars_and_empties(self):
        for shape in ((), (0,), (0, 3)):
            for selected in (True, False):
                with self.subTest(shape=shape, selected=selected):
                    out = self.assign(self.save("d.npy", np.zeros(shape, "f4")),
                                      self.save("one.npy", np.bool_(selected)), mode="fill",
                                      value="2.5")
                    self.assert_same(out, np.full(shape, 2.5 if selected else 0, "f4"))


if __name__ == "__main__":
    cli_case.main()
