#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""frisket-cli code: the program that it prints, really run, writes what `assign` writes; and the
same for recipes, which `replay` does again."""
import json
import os
import pathlib
import random
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np
import png_file

try:
    import PIL.Image  # noqa: F401: the programs read PNG files with it
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)
try:
    import torch
except ImportError:
    torch = None

SEED = int(os.environ.get("FRISKET_TEST_SEED", "1"))
SESSIONS = int(os.environ.get("FRISKET_TEST_OPERATIONS", "200"))
DTYPES = ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8", "?")
NO_TENSOR = ("u2", "u4", "u8")
MODES = ("where", "where", "index", "scatter", "fill", "place", "putmask")


def packed(runs):
    """Run lengths in COCO's compressed form, written from its description."""
    text = ""
    for i, run in enumerate(runs):
        value = run - (runs[i - 2] if i > 2 else 0)
        while True:
            chunk, value = value & 31, value >> 5
            more = value != (-1 if chunk & 16 else 0)
            text += chr(48 + chunk + (32 if more else 0))
            if not more:
                break
    return text


def runs_of(mask):
    runs, value = [0], False
    for each in mask.ravel():
        if each != value:
            runs.append(0)
            value = bool(each)
        runs[-1] += 1
    return runs


class CodeTest(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)
        self.random = random.Random(SEED)
        self.noise = np.random.default_rng(SEED)

    def values(self, shape, dtype):
        if dtype == "?":
            return self.noise.random(shape) < 0.5
        # Values that every dtype holds, so that no cast is left to chance.
        return self.noise.integers(0, 100, shape).astype(dtype)

    def mask_file(self, name, shape, dtypes):
        """A file of random values and the shape; PNG now and then, in every depth there is."""
        if len(shape) == 2 and 0 not in shape and self.random.random() < 0.3:
            depth = self.random.choice((1, 2, 4, 8, 16))
            values = self.noise.integers(0, min(1 << depth, 100), shape)
            palette = None
            if depth <= 8 and self.random.random() < 0.5:
                palette = bytes(self.noise.integers(0, 256, 3 << depth, dtype="u1"))
            self.save_png(name + ".png", values.astype("u2"), depth=depth, palette=palette)
            return name + ".png", "u2" if depth == 16 else "u1"
        dtype = self.random.choice(dtypes)
        order = self.random.choice("CF")
        values = np.asarray(self.values(shape, dtype), order=order)
        if self.random.random() < 0.2:
            values = values.astype(values.dtype.newbyteorder(">"))
        np.save(name + ".npy", values)
        return name + ".npy", dtype

    def session(self):
        """Arguments of `assign` that work, without the output; and whether PyTorch has all of it."""
        pick = self.random
        mode = pick.choice(MODES)
        rows, columns, depth = pick.randint(1, 12), pick.randint(1, 70), pick.randint(1, 4)
        shape = pick.choice([(rows, columns), (rows, columns), (depth, rows, columns),
                             (rows, columns, 3), (rows * columns,)])
        source_shape, condition_shape, views, fixes = shape, shape, {}, []
        if mode in ("where", "scatter", "fill") and len(shape) == 3 and pick.random() < 0.5:
            condition_shape = shape[1:]
        if mode == "where" and pick.random() < 0.5:
            source_shape = tuple(1 if pick.random() < 0.4 else size for size in shape)
        if mode == "where" and len(shape) == 2 and pick.random() < 0.4:
            change = pick.choice(("swap", "view", "flip", "condition", "resize"))
            if change == "swap" and rows != columns:
                source_shape, fixes = (columns, rows), ["0"]
            elif change == "view":
                source_shape, views["source"] = (2,) + shape, "[1]"
            elif change == "flip":
                source_shape, views["source"] = shape, "[::-1, ::-1]"
            elif change == "condition":
                condition_shape, views["condition"] = shape + (1,), "[..., 0]"
            elif change == "resize":
                source_shape, fixes = (2 * rows, 2 * columns), ["0"]
        elif mode == "where" and pick.random() < 0.2:
            views["destination"] = pick.choice(("[::-1]", "[..., ::-1]", "[...]"))
        if mode in ("scatter", "place", "putmask"):
            source_shape = (int(np.prod(shape)),)
        if mode == "index":
            condition_shape = shape[:pick.randint(1, len(shape))]
            source_shape = (1,) + shape[len(condition_shape):]
        destination, d = self.mask_file("d", shape, DTYPES)
        condition, _ = self.mask_file("c", condition_shape, ("?", "?", "u1", "i8"))
        if mode == "index" and condition.endswith(".npy") and pick.random() < 0.6:
            # A row for each that is selected.
            source_shape = (np.count_nonzero(np.load(condition)),) + source_shape[1:]
        arguments = ["--destination", destination, "--condition", condition, "--mode", mode,
                     "--casting", pick.choice(("exact", "unsafe"))]
        s = d
        if mode == "fill":
            arguments += ["--value", "1" if d != "?" else "true"]
        else:
            # bool from numbers means "not zero", which PyTorch and NumPy say alike.
            source, s = self.mask_file("s", source_shape, DTYPES if d != "?" else ("?",))
            arguments += ["--source", source]
        for name, text in views.items():
            arguments += [f"--{name}-view", text]
        for fix in fixes:
            arguments += ["--fix", fix]
        with_torch = mode not in ("place", "putmask") and not {d, s} & set(NO_TENSOR)
        return arguments, mode, with_torch

    def run_program(self, text):
        exec(compile(text, "program", "exec"), {})

    def assert_output(self, found, expected, program):
        a, b = np.load(found), np.load(expected)
        self.assertEqual((a.dtype, a.shape), (b.dtype, b.shape), program)
        self.assertTrue(np.ascontiguousarray(a).tobytes() == np.ascontiguousarray(b).tobytes(),
                        program)

    def test_programs_write_what_assign_writes(self):
        print(f"Repeat with FRISKET_TEST_SEED={SEED}")
        done, tensors, refused = 0, 0, 0
        modes = dict.fromkeys(MODES, 0)
        while done < SESSIONS:
            arguments, mode, with_torch = self.session()
            assigned = self.run_cli("assign", *arguments, "-o", "ours.npy")
            if assigned.code != 0:
                refused += 1  # such as sizes that need no fix; never the usual thing
                self.assertEqual(assigned.code, 1, (arguments, assigned.error))
                self.assertLess(refused, SESSIONS // 4)
                continue
            code = self.run_cli("code", *arguments, "-o", "theirs.npy")
            self.assertEqual((code.code, code.error), (0, ""), arguments)
            self.run_program(code.out)
            self.assert_output("theirs.npy", "ours.npy", code.out)
            done += 1
            modes[mode] += 1
            code = self.run_cli("code", "--torch", *arguments, "-o", "tensors.npy")
            self.assertEqual(code.code, 0 if with_torch else 1, (arguments, code.error))
            if with_torch and torch:
                self.run_program(code.out)
                self.assert_output("tensors.npy", "ours.npy", code.out)
                tensors += 1
        print(f"{done} programs for NumPy, {tensors} for PyTorch, {refused} refused; {modes}")
        self.assertTrue(all(count > SESSIONS // 40 for count in modes.values()), modes)
        self.assertTrue(torch is None or tensors > SESSIONS // 4)

    def test_png_destination_keeps_its_palette(self):
        palette = bytes(range(48))
        values = self.noise.integers(0, 16, (9, 13))
        self.save_png("d.png", values, depth=4, palette=palette)
        self.save("s.npy", np.full((9, 13), 5, "u1"))
        self.save("c.npy", values > 7)
        code = self.run_cli("code", "--destination", "d.png", "--source", "s.npy", "--condition",
                            "c.npy", "-o", "o.png")
        self.assertEqual(code.error, "")
        self.run_program(code.out)
        image = PIL.Image.open("o.png")
        np.testing.assert_array_equal(np.array(image), np.where(values > 7, 5, values))
        self.assertEqual(bytes(image.getpalette()[:48]), palette)

    def test_png_destination_keeps_its_transparency(self):
        image = PIL.Image.new("P", (5, 4), 3)
        image.putpalette(bytes(range(48)))
        image.info["transparency"] = bytes([255, 255, 0])
        image.save(self.path("d.png"))
        self.save("c.npy", np.ones((4, 5), bool))
        code = self.run_cli("code", "--destination", "d.png", "--condition", "c.npy", "--mode",
                            "fill", "--value", "2", "-o", "o.png")
        self.assertEqual(code.error, "")
        self.run_program(code.out)
        self.assertEqual(PIL.Image.open("o.png").info["transparency"],
                         PIL.Image.open("d.png").info["transparency"])

    def test_what_png_cant_hold_has_no_program(self):
        for dtype, shape in [(dtype, (3, 4)) for dtype in DTYPES] + [("u1", (3, 4, 3)), ("u1", (9,))]:
            self.save("d.npy", np.zeros(shape, dtype))
            self.save("c.npy", np.ones(shape, bool))
            arguments = ["--destination", "d.npy", "--condition", "c.npy", "--mode", "fill",
                         "--value", "true" if dtype == "?" else "1", "-o", "o.png"]
            assigned = self.run_cli("assign", *arguments)
            code = self.run_cli("code", *arguments)
            self.assertEqual(code.code, assigned.code, (dtype, shape, code.error))
            self.assertEqual(code.error, assigned.error)

    def test_other_endings_are_kept(self):
        self.save("d.npy", np.zeros((3, 4), "u1"))
        self.save("c.npy", np.ones((3, 4), bool))
        code = self.run_cli("code", "--destination", "d.npy", "--condition", "c.npy", "--mode",
                            "fill", "--value", "1", "-o", "O.NPY")
        self.run_program(code.out)
        self.assertTrue((np.load("O.NPY") == 1).all())

    @unittest.skipUnless(torch, "there is no PyTorch")
    def test_tensors_without_axes_and_turned_round(self):
        self.save("d.npy", np.arange(12, dtype="i4").reshape(3, 4))
        self.save("s.npy", np.arange(20, 32, dtype="i4").reshape(3, 4))
        self.save("v.npy", np.array([7, 8], "i4"))
        self.save("c.npy", np.arange(12).reshape(3, 4) % 3 == 0)
        self.save("c0.npy", np.array(True))
        for arguments in (
                ["--source", "s.npy", "--condition", "c0.npy"],
                ["--source", "v.npy", "--source-view", "[0]", "--condition", "c.npy"],
                ["--source", "s.npy", "--condition", "c.npy", "--destination-view", "[::-1]"],
                ["--source", "s.npy", "--condition", "c.npy", "--destination-view", "[..., ::-1]",
                 "--mode", "scatter"],
                ["--value", "5", "--condition", "c0.npy", "--mode", "fill"]):
            arguments = ["--destination", "d.npy", *arguments]
            assigned = self.run_cli("assign", *arguments, "-o", "ours.npy")
            self.assertEqual((assigned.code, assigned.error), (0, ""), arguments)
            code = self.run_cli("code", "--torch", *arguments, "-o", "tensors.npy")
            self.assertEqual((code.code, code.error), (0, ""), arguments)
            self.run_program(code.out)
            self.assert_output("tensors.npy", "ours.npy", code.out)

    def test_names_are_quoted(self):
        name = "it's \"odd\" \\ name\n.npy"
        self.save(name, np.zeros((3, 4), "u1"))
        self.save("c.npy", np.ones((3, 4), bool))
        code = self.run_cli("code", "--destination", name, "--condition", "c.npy", "--mode",
                            "fill", "--value", "7", "-o", "o.npy")
        self.run_program(code.out)
        self.assertTrue((np.load("o.npy") == 7).all())

    def test_what_is_refused_has_no_program(self):
        self.save("d.npy", np.zeros((3, 4), "u1"))
        self.save("s.npy", np.zeros((5, 4), "u1"))
        self.save("c.npy", np.ones((3, 4), bool))
        self.assert_fails(["code", "--destination", "d.npy", "--source", "s.npy", "--condition",
                           "c.npy"], "5")
        self.assert_fails(["code", "--torch", "--destination", "d.npy", "--source", "d.npy",
                           "--condition", "c.npy", "--mode", "place"], "PyTorch", "place")


class ReplayTest(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.noise = np.random.default_rng(2)
        self.d = self.noise.integers(0, 200, (12, 33)).astype("u1")
        self.s = self.noise.integers(0, 200, (33, 12)).astype("u1")
        self.c = self.noise.random((12, 33)) < 0.4
        self.save("d.npy", self.d)
        self.save("s.npy", self.s)
        self.save("c.npy", self.c)
        self.recipe = {"format": "frisket-recipe", "version": 1, "destination": {"file": "d.npy"},
                       "source": {"file": "s.npy", "steps": [{"view": ".transpose(1, 0)"}]},
                       "condition": {"file": "c.npy"}, "mode": "where", "casting": "exact"}

    def write(self, recipe, name="r.frisket-recipe.json"):
        (self.folder / name).write_text(recipe if isinstance(recipe, str) else json.dumps(recipe))
        return self.path(name)

    def replay(self, *arguments):
        done = self.run_cli("replay", self.write(self.recipe), "-o", self.path("o.npy"), *arguments)
        self.assertEqual((done.code, done.error), (0, ""))
        return np.load(self.path("o.npy"))

    def test_does_it_again(self):
        self.assert_same(self.replay(), np.where(self.c, self.s.T, self.d))

    def test_a_painted_condition_comes_along(self):
        self.recipe["condition"] = {"shape": [12, 33], "runs": packed(runs_of(self.c))}
        self.assert_same(self.replay(), np.where(self.c, self.s.T, self.d))

    def test_other_files(self):
        other = self.save("other.npy", self.s + 1)
        self.assert_same(self.replay("--source", other), np.where(self.c, self.s.T + 1, self.d))
        none = self.save("none.npy", np.zeros((12, 33), bool))
        self.assert_same(self.replay("--condition", none), self.d)

    def test_a_source_that_nothing_takes_is_refused(self):
        del self.recipe["source"]
        self.recipe.update(mode="fill", value="77")
        self.assert_fails(["replay", self.write(self.recipe), "-o", self.path("o.npy"), "--source",
                           "d.npy"], "takes no source")

    def test_new_arrays(self):
        self.save("s.npy", self.s.T[:6, :11])
        self.recipe["source"]["steps"] = [{"pad": [12, 11]}, {"resize": [12, 33]}]
        expected = np.pad(self.s.T[:6, :11], ((0, 6), (0, 0)), mode="edge").repeat(3, axis=1)
        self.assert_same(self.replay(), np.where(self.c, expected, self.d))

    def test_a_value(self):
        del self.recipe["source"]
        self.recipe.update(mode="fill", value="77")
        self.assert_same(self.replay(), np.where(self.c, np.uint8(77), self.d))

    def test_what_is_wrong_is_named(self):
        def broken(**changes):
            recipe = {**self.recipe, **changes}
            return self.write({key: value for key, value in recipe.items() if value is not None})

        out = ["-o", self.path("o.npy")]
        for words, recipe in [
                (("JSON",), "{"), (("JSON",), "[1]" * 3), (("JSON",), "[" * 100000),
                (("frisket-recipe",), {"format": "else"}), (("version 9",), {**self.recipe,
                                                                             "version": 9}),
                (("mode",), {**self.recipe, "mode": "wear"}),
                (("'sauce'",), {**self.recipe, "sauce": 1}),
                (("destination",), {**self.recipe, "destination": {"view": "[0]"}}),
                (("destination",), {**self.recipe, "destination": [1]}),
                (("condition.shape",), {**self.recipe, "condition": {"shape": [-1], "runs": "0"}}),
                (("runs",), {**self.recipe, "condition": {"shape": [4], "runs": "\x01"}}),
                (("3 elements",), {**self.recipe, "condition": {"shape": [4], "runs": "3"}}),
                (("steps",), {**self.recipe, "source": {"file": "s.npy", "steps": 3}}),
                (("'crop'",), {**self.recipe,
                               "source": {"file": "s.npy", "steps": [{"crop": [1]}]}}),
                (("value",), {**self.recipe, "value": "3"}),
                (("no.npy",), {**self.recipe, "destination": {"file": "no.npy"}})]:
            with self.subTest(recipe=str(recipe)[:60]):
                path = self.write(recipe)
                self.assert_fails(["replay", path, *out], *words)
        self.assert_fails(["replay", self.path("none.json"), *out], "none.json")
        self.assert_fails(["replay", broken(casting=None), *out], "casting")


if __name__ == "__main__":
    cli_case.main()
