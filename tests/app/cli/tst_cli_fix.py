#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""frisket-cli --fix K: the fixes that plan lists are applied, by plan and by assign, and what comes
out is what NumPy makes of arrays that were changed by hand."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np


def nearest(array, *shape):
    """The element under the centre of each new one, along the axes that change."""
    for axis, (old, new) in enumerate(zip(array.shape, shape)):
        if old != new:
            places = np.floor((np.arange(new) + 0.5) * old / new + 1e-9).astype(int)
            array = array.take(places, axis)
    return array


def edged(array, rows, columns):
    return np.concatenate([array] + [array[-1:]] * rows)[:, list(range(array.shape[1]))
                                                         + [-1] * columns]


def with_false(array, *shape):
    out = np.zeros(shape, bool)
    out[tuple(map(slice, array.shape))] = array != 0
    return out


ROWS = [  # shapes of d, s, c; views of s, c; K; texts; s and c by hand
    ((40, 60), (60, 40), (40, 60), ("", ""), [0], ["swap H and W of source"],
     lambda s: s.T, lambda c: c),
    ((40, 60), (40,), (40, 60), ("", ""), [0], ["unsqueeze source at 1"],
     lambda s: s[:, None], lambda c: c),
    ((40, 60), (40, 60), (2400,), ("", ""), [0], ["reshape condition (2400,) -> (40, 60)"],
     lambda s: s, lambda c: c.reshape(40, 60)),
    ((40, 60), (40, 60), (4800,), ("", "[::-2]"), [0], ["reshape condition (2400,) -> (40, 60)"],
     lambda s: s, lambda c: c[::-2].reshape(40, 60)),
    ((3, 40, 60), (40, 60), (1, 40, 60, 3), ("", ""), [0],
     ["squeeze condition at 0, then move axis 2 of condition to the front"],
     lambda s: s, lambda c: c[0].transpose(2, 0, 1)),
    ((40, 60), (3, 40, 60), (40, 60, 3), ("", ""), [0, 0],
     ["take index 0 of axis 0 of source", "take index 0 of axis 2 of condition"],
     lambda s: s[0], lambda c: c[..., 0]),
    ((40, 60), (42, 60), (40, 61), ("", ""), [0, 0],
     ["crop rows of source 42 -> 40", "crop columns of condition 61 -> 60"],
     lambda s: s[:40], lambda c: c[:, :60]),
    ((40, 60), (39, 57), (40, 60), ("", ""), [0],
     ["pad rows of source 39 -> 40 and columns of source 57 -> 60 with its edge"],
     lambda s: edged(s, 1, 3), lambda c: c),
    ((40, 60), (), (39, 60), ("", ""), [0], ["pad rows of condition 39 -> 40 with false"],
     lambda s: s, lambda c: with_false(c, 40, 60)),
    ((40, 60), (), (41, 59), ("", ""), [0],
     ["crop rows of condition 41 -> 40, then pad columns of condition 59 -> 60 with false"],
     lambda s: s, lambda c: with_false(c[:40], 40, 60)),
    ((40, 60), (10, 15), (40, 60), ("", ""), [0], ["resize source 10 x 15 -> 40 x 60 (nearest)"],
     lambda s: s.repeat(4, 0).repeat(4, 1), lambda c: c),
    ((40, 60), (120, 180), (40, 60), ("", ""), [0],
     ["resize source 120 x 180 -> 40 x 60 (nearest)"],
     lambda s: s[1::3, 1::3], lambda c: c),
    ((40, 60), (40, 60), (160, 240), ("", ""), [0],
     ["resize condition 160 x 240 -> 40 x 60 (nearest)"],
     lambda s: s, lambda c: c[2::4, 2::4]),
    ((40, 60), (26, 39), (27, 40), ("", ""), [0, 0],
     ["resize source 26 x 39 -> 40 x 60 (nearest)",
      "resize condition 27 x 40 -> 40 x 60 (nearest)"],
     lambda s: nearest(s, 40, 60), lambda c: nearest(c, 40, 60)),
    ((40, 60, 3), (20, 30, 3), (20, 30), ("", ""), [0, 0],
     ["resize source 20 x 30 -> 40 x 60 (nearest)",
      "unsqueeze condition at 2, then resize condition 20 x 30 -> 40 x 60 (nearest)"],
     lambda s: nearest(s, 40, 60, 3), lambda c: nearest(c, 40, 60)[:, :, None]),
    ((40, 60), (3, 20, 60), (), ("[1, ..., ::2].T[::-1]", ""), [0],
     ["swap H and W of source, then resize source 20 x 30 -> 40 x 60 (nearest)"],
     lambda s: nearest(s[1, ..., ::2].T[::-1].T, 40, 60), lambda c: c),
]


class Fix(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.random = np.random.default_rng(3)

    def operands(self, d, s, c, d_type="u1", s_type="u1", c_type="?"):
        return (self.save("d.npy", self.random.integers(100, 200, d), d_type),
                self.save("c.npy", (self.random.random(c) < 0.7).astype(c_type)),
                self.save("s.npy", self.random.integers(0, 100, s), s_type))

    def plan(self, command, fixes, code=0):
        done = self.run_cli(*command, "--json", *fixes)
        self.assertEqual(done.code, code, done.error)
        return json.loads(done.out)

    def test_as_by_hand(self):
        for d, s, c, views, ks, texts, by_hand_s, by_hand_c in ROWS:
            for c_type in ("?", "i4"):
                with self.subTest(d=d, s=s, c=c, c_type=c_type):
                    operands = self.operands(d, s, c, c_type=c_type)
                    self.compare(operands, ("", *views), ks, texts, by_hand_s, by_hand_c)

    def compare(self, operands, views, ks, texts, by_hand_s, by_hand_c):
        values = [np.load(path) for path in operands]
        expected = values[0].copy()
        np.copyto(expected, by_hand_s(values[2]), where=by_hand_c(values[1]) != 0)

        command = self.command("plan", *operands, views=views)
        applied = []
        for k, text in zip(ks, texts):
            refusal = self.plan(command, applied, 1)["refusal"]
            self.assertEqual(refusal["fixes"][k]["text"], text)
            applied += ["--fix", str(k)]
        found = self.plan(command, applied)
        self.assertEqual(found["notes"][-len(texts):], texts)

        out = self.path("out.npy")
        command = self.command("assign", *operands, views=views)
        done = self.run_cli(*command, "-o", out, *applied)
        self.assertEqual((done.code, done.error), (0, ""))
        for text in texts:
            self.assertIn(f"note: {text}\n", done.out)
        self.assert_same(np.load(out), expected)

        names = {"np": np, "d": values[0].copy(), "c": values[1], "s": values[2]}
        exec(found["numpy"], names)
        self.assert_same(names["d"], expected)

    def test_lines(self):
        """The code is what a person would write where there is such a thing."""
        rows = [
            ((40, 60), (20, 30), (), "np.copyto(d, s.repeat(2, axis=0).repeat(2, axis=1), where=c)"),
            ((40, 60), (160, 240), (), "np.copyto(d, s[2::4][:, 2::4], where=c)"),
            ((40, 60), (), (39, 60),
             "np.copyto(d, s, where=np.pad(c, ((0, 1), (0, 0)), constant_values=False))"),
            ((40, 60), (39, 60), (),
             "np.copyto(d, np.pad(s, ((0, 1), (0, 0)), mode='edge'), where=c)"),
            ((40, 60), (26, 39), (),
             "np.copyto(d, s[(2 * np.arange(40) + 1) * 26 // 80]"
             "[:, (2 * np.arange(60) + 1) * 39 // 120], where=c)"),
        ]
        for *shapes, line in rows:
            with self.subTest(line=line):
                command = self.command("plan", *self.operands(*shapes))
                self.assertEqual(self.plan(command, ["--fix", "0"])["numpy"], line)

    def test_json(self):
        command = self.command("plan", *self.operands((40, 60), (20, 30), (40,)))
        found = self.plan(command, [], 1)["refusal"]["fixes"]
        self.assertEqual(found, [
            {"k": 0, "kind": "resize", "operand": "source",
             "text": "resize source 20 x 30 -> 40 x 60 (nearest)", "view": None, "shape": [40, 60],
             "mode": None, "casting": None}])
        found = self.plan(command, ["--fix", "0"], 1)
        self.assertEqual(found["source"]["prepared"], "{}.repeat(2, axis=0).repeat(2, axis=1)")
        self.assertEqual(found["refusal"]["fixes"], [
            {"k": 0, "kind": "unsqueeze", "operand": "condition",
             "text": "unsqueeze condition at 1", "view": "[:, None]", "shape": [40, 1],
             "mode": None, "casting": None}])
        self.assertTrue(self.plan(command, ["--fix", "0", "--fix", "0"])["ok"])

    def test_text(self):
        done = self.run_cli(*self.command("plan", *self.operands((4, 5), (4, 5, 1), ())))
        self.assertEqual(done.code, 1)
        self.assertIn("\nfix 0        squeeze source at 2\n", done.out)
        self.assertIn("\nfix 1        ", done.out)

    def test_castings(self):
        d, c, s = self.operands((4, 5), (4, 5), (), "u1", "f8")
        half = self.save("half.npy", np.arange(20).reshape(4, 5) / 2)
        out = self.path("out.npy")
        command = self.command("assign", d, c, half, casting="safe") + ["-o", out]
        done = self.run_cli(*command, "--fix", "0")  # exact: the values are the next refusal
        self.assertEqual(done.code, 1)
        self.assertIn("do not survive", done.error)
        self.assertFalse(pathlib.Path(out).exists())
        for fixes in (["--fix", "0", "--fix", "0"], ["--fix", "1"]):
            done = self.run_cli(*command, *fixes)
            self.assertEqual((done.code, done.error), (0, ""))
            expected = np.load(d)
            np.copyto(expected, np.load(half), where=np.load(c), casting="unsafe")
            self.assert_same(np.load(out), expected)
        command = self.command("plan", d, c, half)
        self.assertEqual(self.plan(command, [], 1)["refusal"]["fixes"][0]["casting"], "unsafe")
        self.assertEqual(self.plan(command, ["--fix", "0"])["casting"], "unsafe")

    def test_modes(self):
        d, c, _ = self.operands((4, 5), (), (4, 5))
        count = int(np.load(c).sum())
        s = self.save("list.npy", np.arange(count), "u1")
        command = self.command("plan", d, c, s)
        fixes = self.plan(command, [], 1)["refusal"]["fixes"]
        self.assertEqual((fixes[0]["kind"], fixes[0]["mode"], fixes[0]["operand"]),
                         ("mode", "index", None))
        for fix in fixes:
            with self.subTest(fix=fix["text"]):
                out = self.path("out.npy")
                done = self.run_cli(*self.command("assign", d, c, s), "-o", out, "--fix", fix["k"])
                self.assertEqual((done.code, done.error), (0, ""))
                expected = np.load(d)
                expected[np.load(c)] = np.arange(count)
                self.assert_same(np.load(out), expected)
                self.assertEqual(self.plan(command, ["--fix", str(fix["k"])])["mode"], fix["mode"])

    def test_wrong_numbers(self):
        good = self.operands((4, 5), (4, 5), (4, 5))
        for command in (self.command("assign", *good) + ["-o", self.path("out.npy")],
                        self.command("plan", *good)):
            self.assert_fails(command + ["--fix", "0"], "--fix 0", "not refused")
        bad = self.command("assign", *self.operands((4, 5), (4,), ())) + ["-o", self.path("o.npy")]
        self.assert_fails(bad + ["--fix", "1"], "--fix 1", "no such fix", "axis 0 of the source",
                          "0 (unsqueeze source at 1)")
        self.assert_fails(bad + ["--fix", "0", "--fix", "0"], "not refused after the fixes before")
        none = self.command("assign", *self.operands((4, 5), (7,), ())) + ["-o", self.path("o.npy")]
        self.assert_fails(none + ["--fix", "0"], "no fix is known", "axis 0 of the source")
        for number in ("-1", "one", ""):
            done = self.run_cli(*bad, "--fix", number)
            self.assertEqual((done.code, done.out), (2, ""))
            self.assertIn("--fix", done.error)


if __name__ == "__main__":
    cli_case.main()
