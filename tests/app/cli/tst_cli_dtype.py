#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""--destination-dtype and the recipe's "dtype": against NumPy's astype, never with a loss."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np

DTYPES = ["bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64",
          "float16", "float32", "float64"]


def edges(dtype):
    """Numbers at which dtypes end, as far as `dtype` has them, and those next to them."""
    ends = [0, 1, 2, 127, 128, 255, 256, 2048, 2049, 32767, 32768, 65504, 65535, 65536, 2**24,
            2**24 + 1, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53, 2**53 + 1, 2**63 - 1, 2**63]
    ends += [-n for n in ends]
    if np.dtype(dtype).kind == "b":
        return np.array([False, True])
    if np.dtype(dtype).kind == "f":
        with np.errstate(over="ignore"):
            return np.array(ends + [0.5, 0.1, -2.5, np.inf, -np.inf, np.nan, 1e300, 1e-40, 6e-8],
                            "f8").astype(dtype)
    least, most = np.iinfo(dtype).min, np.iinfo(dtype).max
    return np.array([n for n in ends if least <= n <= most] + [least, most], dtype)


def held(values, dtype):
    """Those that have an equal in `dtype`, by Python's own numbers."""
    kind = np.dtype(dtype).kind
    kept = []
    for value in values:
        number = value.item()
        if number != number:
            fits = kind == "f"
        elif kind == "f":
            with np.errstate(over="ignore"):
                fits = np.dtype(dtype).type(value).item() == number
        elif kind == "b":
            fits = number in (0, 1)
        else:
            limits = np.iinfo(dtype)
            fits = abs(number) != float("inf") and int(number) == number \
                and limits.min <= int(number) <= limits.max
        kept.append(fits)
    return np.array(kept, bool)


class Pairs(cli_case.CliCase):
    def test_every_pair(self):
        """What fits becomes what astype makes of it, to the byte; with anything else refused."""
        c = self.save("c.npy", np.zeros((), bool))
        for before in DTYPES:
            values = edges(before)
            for after in DTYPES:
                with self.subTest(before=before, after=after):
                    fits = held(values, after)
                    d = self.save("d.npy", values[fits])
                    s = self.save("s.npy", np.zeros((), after))
                    out = self.assign(d, c, s, **{"destination-dtype": after})
                    self.assert_same(out, values[fits].astype(after))
                    if fits.all():
                        continue
                    d = self.save("d.npy", values)
                    arguments = self.command("assign", d, c, s, **{"destination-dtype": after})
                    self.assert_fails(arguments + ["-o", self.path("no.npy")], d, after,
                                      f"at [{np.argmin(fits)}]", before)

    def test_before_all_else(self):
        """Views, values and the cast are of the new dtype; what is not selected is changed too."""
        values = np.arange(12, dtype="u1").reshape(3, 4)
        d = self.save("d.npy", values, order="F")
        c = self.save("c.npy", [True, False, False, True])
        s = self.save("s.npy", np.array([40000, 1, 2, 65535], "i8"))
        out = self.assign(d, c, s, views=("[1]", "", ""), **{"destination-dtype": "uint16"})
        expected = values.astype("u2")
        np.copyto(expected[1], np.load(s), where=np.load(c), casting="unsafe")
        self.assert_same(out, expected)
        done = self.run_cli(*self.command("plan", d, c, s, ("[1]",),
                                          **{"destination-dtype": "uint16"}))
        self.assertEqual(done.code, 0, done.error)
        self.assertIn("changed from uint8 to uint16", done.out)
        filled = self.assign(d, c, mode="fill", value="300", **{"destination-dtype": "i2"})
        self.assert_same(filled, np.where(np.load(c), 300, values).astype("i2"))

    def test_files(self):
        d = self.save_png("d.png", np.array([[1, 2], [3, 255]], "u1"))
        c = self.save("c.npy", [[True, False], [False, False]])
        s = self.save("s.npy", np.array([[40000, 0], [0, 0]], "i4"))
        out = self.assign(d, c, s, out="out.png", **{"destination-dtype": "uint16"})
        self.assert_same(out, np.array([[40000, 2], [3, 255]], "u2"))
        arguments = self.command("assign", d, c, s, **{"destination-dtype": "uint32"})
        self.assert_fails(arguments + ["-o", self.path("no.png")], "PNG can't hold uint32", "NPY")

    def test_bad_names_and_sizes(self):
        d = self.save("d.npy", np.zeros(1000, "u1"))
        c = self.save("c.npy", np.zeros((), bool))
        s = self.save("s.npy", np.zeros((), "u1"))
        for name in ("uint24", "", "float128", ">u2", "int"):
            arguments = self.command("assign", d, c, s, **{"destination-dtype": name})
            done = self.run_cli(*arguments, "-o", self.path("no.npy"))
            self.assertEqual(done.code, 2, done.error)
            self.assertIn("--destination-dtype", done.error)
        arguments = self.command("assign", d, c, s, **{"destination-dtype": "f8",
                                                       "memory-budget": "7999"})
        self.assert_fails(arguments + ["-o", self.path("no.npy")], d, "float64", "--memory-budget")
        self.assign(d, c, s, **{"destination-dtype": "f8", "memory-budget": "8000"})


class Recipes(cli_case.CliCase):
    def recipe(self, **destination):
        text = {"format": "frisket-recipe", "version": 1,
                "destination": {"file": "d.npy", **destination}, "source": {"file": "s.npy"},
                "condition": {"file": "c.npy"}, "mode": "where", "casting": "exact"}
        return self.save_bytes("r.frisket-recipe.json", json.dumps(text).encode())

    def replay(self, recipe, *arguments):
        return self.run_cli("replay", recipe, "-o", self.path("out.npy"), *arguments)

    def test_recipe_code_and_program(self):
        """The recipe, the options and the program that is printed write the same bytes."""
        for order in ("<", ">"):
            d = self.save("d.npy", np.arange(6).reshape(2, 3), dtype=order + "u2", order="F")
            c = self.save("c.npy", [[True, False, True], [False, True, False]])
            s = self.save("s.npy", np.full((2, 3), -70000, "i8"))
            recipe = self.recipe(dtype="int32")
            expected = np.where(np.load(c), -70000, np.load(d)).astype("i4")
            done = self.replay(recipe)
            self.assertEqual((done.code, done.error), (0, ""))
            self.assert_same(np.load(self.path("out.npy")), expected)
            self.assert_same(self.assign(d, c, s, **{"destination-dtype": "int32"}), expected)
            for arguments in (["replay", recipe, "--code"],
                              self.command("code", d, c, s, **{"destination-dtype": "int32"})):
                program = self.run_cli(*arguments, "-o", self.path("coded.npy"))
                self.assertEqual((program.code, program.error), (0, ""))
                self.assertIn(".astype('int32')", program.out)
                exec(compile(program.out, "program", "exec"), {})
                self.assert_same(np.load(self.path("coded.npy")), expected)

    def test_the_same_dtype(self):
        d = self.save("d.npy", np.arange(3, dtype="u1"))
        self.save("c.npy", [True, False, True])
        self.save("s.npy", np.array([7, 7, 7], "u1"))
        program = self.replay(self.recipe(dtype="uint8"), "--code")
        self.assertEqual(program.code, 0, program.error)
        self.assertNotIn("astype", program.out)
        self.assertNotIn("changed", self.replay(self.recipe(dtype="u1")).out)
        self.assertEqual(np.load(d).dtype, np.uint8)

    def test_another_destination_that_does_not_fit(self):
        self.save("d.npy", np.arange(3, dtype="u1"))
        self.save("c.npy", [True, False, True])
        self.save("s.npy", np.array([700, 7, 7], "u2"))
        other = self.save("other.npy", np.array([1, -2, 3], "i4"))
        recipe = self.recipe(dtype="uint16")
        self.assert_fails(["replay", recipe, "-o", self.path("no.npy"), "--destination", other],
                          other, "uint16", "-2", "[1]")

    def test_bad_dtypes(self):
        self.save("d.npy", np.arange(3, dtype="u1"))
        for bad in ("uint24", "", 16, None, ["uint16"], ">u2"):
            with self.subTest(bad=bad):
                self.assert_fails(["replay", self.recipe(dtype=bad), "-o", self.path("no.npy")],
                                  "destination.dtype")


if __name__ == "__main__":
    cli_case.main()
