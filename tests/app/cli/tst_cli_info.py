#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""frisket-cli info: as JSON and as text, for the kinds of NPY and PNG."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np

KEYS = ["path", "format", "dtype", "shape", "byte_order", "fortran_order", "bit_depth",
        "palette_size", "min", "max", "labels", "labels_truncated", "true_count", "nan_count",
        "notes", "facts", "names", "arrays"]


class Info(cli_case.CliCase):
    def info(self, path):
        done = self.run_cli("info", path, "--json")
        self.assertEqual((done.code, done.error), (0, ""))
        found = json.loads(done.out)
        self.assertEqual(list(found), KEYS)
        self.assertEqual(found["path"], path)
        text = self.run_cli("info", path)
        self.assertEqual((text.code, text.error), (0, ""))
        lines = text.out.splitlines()
        self.assertEqual(lines[0], path)
        named = [line.strip().partition("  ") for line in lines[1:] if not line.startswith("    ")]
        found["text"] = {key: value.strip() for key, _, value in named}
        self.assertEqual(found["text"]["dtype"], found["dtype"])
        self.assertEqual(found["text"]["shape"], str(tuple(found["shape"])))
        return found

    def check_values(self, found, values):
        labels, counts = np.unique(values, return_counts=True)
        self.assertEqual([label["value"] for label in found["labels"]], labels.tolist())
        self.assertEqual([label["count"] for label in found["labels"]], counts.tolist())
        self.assertEqual((found["min"], found["max"]), (values.min(), values.max()))
        self.assertEqual(found["true_count"], np.count_nonzero(values))
        self.assertEqual(found["text"]["not zero"],
                         f"{np.count_nonzero(values)} of {values.size}")
        self.assertEqual(found["text"]["labels"], str(labels.size))

    def test_npy_dtypes_and_orders(self):
        values = np.random.default_rng(23).integers(0, 5, (3, 40))
        for code in ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8"):
            for order in "<>":
                for layout in "CF":
                    with self.subTest(code=code, order=order, layout=layout):
                        sign = -1 if code[0] == "i" else 1
                        array = (sign * values).astype(order + code)
                        found = self.info(self.save("a.npy", array, order=layout))
                        self.check_values(found, array)
                        self.assertEqual(found["format"], "npy")
                        self.assertEqual(found["dtype"], np.dtype(code).name)
                        self.assertEqual(found["shape"], [3, 40])
                        self.assertEqual(found["fortran_order"], layout == "F")
                        named = {"<": "little", ">": "big"}[order]
                        self.assertEqual(found["byte_order"],
                                         "not applicable" if code[1] == "1" else named)
                        self.assertEqual((found["bit_depth"], found["palette_size"],
                                          found["nan_count"], found["labels_truncated"]),
                                         (None, None, None, False))

    def test_bool(self):
        found = self.info(self.save("a.npy", [True, False, True]))
        self.assertEqual((found["dtype"], found["true_count"], found["shape"]), ("bool", 2, [3]))

    def test_floats(self):
        for code in ("<f2", ">f2", "<f4", ">f4", "<f8", ">f8"):
            with self.subTest(code=code):
                found = self.info(self.save("a.npy", [[0.5, np.nan], [-np.inf, -0.0]], code))
                self.assertEqual((found["min"], found["max"], found["nan_count"],
                                  found["true_count"], found["labels"]), ("-inf", 0.5, 1, 3, []))
                self.assertEqual(found["text"]["NaN"], "1")

    def test_no_axes_and_no_elements(self):
        self.assertEqual(self.info(self.save("a.npy", np.int16(-7)))["min"], -7)
        for shape in ((0,), (0, 3), (2, 0, 3)):
            found = self.info(self.save("a.npy", np.zeros(shape, "f4")))
            self.assertEqual((found["shape"], found["min"], found["max"], found["true_count"]),
                             (list(shape), None, None, 0))
            self.assertEqual(found["text"]["min"], "none")

    def test_the_largest_integers(self):
        for code in ("u8", "i8"):
            limits = np.iinfo(code)
            found = self.info(self.save("a.npy", np.array([limits.min, limits.max], code)))
            self.assertEqual((found["min"], found["max"]), (limits.min, limits.max))

    def test_grey_png(self):
        for depth in (1, 2, 4, 8, 16):
            with self.subTest(depth=depth):
                values = np.arange(35, dtype="u2").reshape(5, 7) % (1 << depth)
                values[-1, -1] = (1 << depth) - 1
                found = self.info(self.save_png("a.png", values, depth=depth))
                self.check_values(found, values)
                self.assertEqual((found["format"], found["bit_depth"], found["palette_size"]),
                                 ("png", depth, None))
                self.assertEqual(found["dtype"], "uint16" if depth == 16 else "uint8")
                self.assertEqual(found["byte_order"], "not applicable")
                self.assertEqual(found["text"]["bits"], str(depth))

    def test_palette_png(self):
        for depth in (1, 2, 4, 8):
            with self.subTest(depth=depth):
                values = np.arange(35, dtype="u1").reshape(5, 7) % (1 << depth)
                colours = min(1 << depth, 40)
                path = self.save_png("a.png", values, depth=depth, palette=bytes(3 * colours))
                found = self.info(path)
                self.check_values(found, values)
                self.assertEqual((found["bit_depth"], found["palette_size"]), (depth, colours))
                self.assertEqual(found["text"]["palette"], f"{colours} colours")

    def test_the_content_counts_not_the_name(self):
        self.assertEqual(self.info(self.save_png("a.npy", np.eye(3)))["format"], "png")


if __name__ == "__main__":
    cli_case.main()
