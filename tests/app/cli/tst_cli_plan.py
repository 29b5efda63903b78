#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""frisket-cli plan: what it promises is what assign and NumPy do, and its fixes work."""
import json
import re
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np

KEYS = ["ok", "mode", "casting", "destination", "source", "condition", "value", "pairing", "axes",
        "cast", "selected", "size", "numpy", "cast_report", "notes", "refusal"]
REFUSAL_KEYS = ["kind", "operand", "axis_from_left", "axis_from_right", "expected", "found",
                "message", "fixes"]
FIX_KEYS = ["k", "kind", "operand", "text", "view", "shape", "mode", "casting"]


class PlanCase(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.random = np.random.default_rng(22)

    def operands(self, d, c, s, d_type="u1", s_type="u1", c_type="?"):
        """Files of those shapes with random values."""
        bits = (self.random.random(c) < 0.5).astype(c_type)
        return (self.save("d.npy", self.random.integers(0, 100, d), d_type),
                self.save("c.npy", bits),
                self.save("s.npy", self.random.integers(0, 2, s), s_type))

    def plan(self, *arguments, code=0, **options):
        before = self.files()
        done = self.run_cli(*self.command("plan", *arguments, **options), "--json")
        self.assertEqual((done.code, done.error == ""), (code, code == 0), done.error)
        self.assertEqual(self.files(), before)
        found = json.loads(done.out)
        self.assertEqual(list(found), KEYS)
        self.assertEqual(found["ok"], code == 0)
        return found


class Plans(PlanCase):
    def test_all_keys(self):
        operands = self.operands((2, 3), (3,), (2,), "f4", "i8")
        self.assertEqual(
            self.plan(*operands, views=("", "[:, None]", "")),
            {"ok": True, "mode": "where", "casting": "exact",
             "destination": {"dtype": "float32", "shape": [2, 3], "view": "",
                             "prepared": ""},
             "source": {"dtype": "int64", "shape": [2, 1], "view": "[:, None]",
                        "prepared": ""},
             "condition": {"dtype": "bool", "shape": [3], "view": "", "prepared": ""},
             "value": None,
             "pairing": None, "axes": [{"destination": {"size": 2, "fit": "equal"},
                       "source": {"size": 2, "fit": "equal"},
                       "condition": {"size": None, "fit": "missing"}},
                      {"destination": {"size": 3, "fit": "equal"},
                       "source": {"size": 1, "fit": "stretched"},
                       "condition": {"size": 3, "fit": "equal"}}],
             "cast": {"from": "int64", "to": "float32", "needed": True, "checks_values": True},
             "selected": int(2 * np.load(operands[1]).sum()), "size": 6,
             "numpy": "np.copyto(d, s[:, None], where=c)"
                      "  # once every selected value is known to survive the cast",
             "cast_report": None, "notes": [], "refusal": None})

    def test_fill(self):
        d, c, _ = self.operands((2, 3), (2, 3), (), "f8")
        found = self.plan(d, c, mode="fill", value="-0.0")
        self.assertEqual((found["mode"], found["source"], found["value"]), ("fill", None, "-0"))
        self.assertEqual(found["numpy"], "np.copyto(d, np.float64(-0.0), where=c)")
        self.assertEqual(found["cast"], {"from": "float64", "to": "float64", "needed": False,
                                         "checks_values": False})

    def test_selected(self):
        d, c, s = self.operands((4, 130), (130,), ())
        found = self.plan(d, c, s, views=("[::2, 1:]", "", "[:-1]"))
        self.assertEqual(found["selected"], int(2 * np.load(c)[:-1].sum()))
        self.assertEqual(found["size"], 2 * 129)

    def test_notes(self):
        found = self.plan(*self.operands((3,), (3,), (3,), c_type="i4"))
        self.assertEqual(len(found["notes"]), 1)
        self.assertIn("int32", found["notes"][0])

    def test_text(self):
        done = self.run_cli(*self.command("plan", *self.operands((2, 3), (3,), (2,), "f4", "i8"),
                                          views=("", "[:, None]", "")))
        self.assertEqual((done.code, done.error), (0, ""))
        for line in (r"mode +where", r"destination +float32 +2 +3", r"condition +bool +->2 +3",
                     r"source +int64 +2 +1->3 +view \[:, None\]", r"selected +\d of 6",
                     r"cast +int64 -> float32, exact.*", r"numpy +np\.copyto\(d, s\[:, None\].*"):
            self.assertRegex(done.out, re.compile(f"^{line}$", re.MULTILINE))

    def test_numpy_line_does_what_assign_does(self):
        rows = [  # d, c, s with dtypes; views; options
            (((2, 3), (3,), (2,), "f4", "i8"), ("", "[:, None]", ""), {}),
            (((4, 6), (4, 6), (2, 3), "u1", "i4"), ("[1:3, ::2]", "", "[1:3, ::2]"), {}),
            (((4, 6), (), (3,), "u1", "u1"), ("[2, -1]", "[1]", ""), {}),
            (((4, 6), (4, 6), (4, 6), "i2", "f8"), ("[..., ::-1]", "", ""), {}),
            (((4, 6), (6, 4), (6,), "i2", "u1"), ("", "", ".T"), {}),
            (((4, 6), (6, 4), (4,), "i2", "u1"), ("[::-1].T", "", ""), {}),
            (((4, 6), (1,), (1,), "i2", "u1"), ("[2][3][np.newaxis]", "", ""), {}),
            (((4, 6), (1,), (1,), "i2", "u1"), ("2, 3, None", "", ""), {}),
            (((3,), (3,), (3,), "u1", "u1", "u2"), ("", "", ""), {}),
            (((3,), (3,), (3,), "u1", "i8"), ("", "", ""), {"casting": "unsafe"}),
            (((3,), (3,), (3,), "f4", "u2"), ("", "", ""), {"casting": "safe"}),
            (((3,), (3,), (3,), "f4", "f8"), ("", "", ""), {"casting": "same_kind"}),
            (((3,), (3,), (4,), "u1", "i8"), ("", "[3]", ""), {"mode": "fill"}),
            (((3,), (3,), None, "?"), ("", "", ""), {"mode": "fill", "value": "1"}),
            (((3,), (3,), None, "f2"), ("", "", ""), {"mode": "fill", "value": "0.1"}),
            (((3,), (3,), None, "f8"), ("", "", ""), {"mode": "fill", "value": "-inf"}),
            (((), (), None, "i8"), ("", "", ""), {"mode": "fill", "value": "-9223372036854775808"}),
        ]
        for shapes, views, options in rows:
            with self.subTest(shapes=shapes, views=views, options=options):
                d, c, s = self.operands(*shapes[:2], shapes[2] or (), *shapes[3:])
                s = None if shapes[2] is None else s
                line = self.plan(d, c, s, views=views, **options)["numpy"]
                names = {"np": np, "d": np.load(d), "c": np.load(c), "s": s and np.load(s)}
                exec(line, names)
                self.assert_same(self.assign(d, c, s, views=views, **options), names["d"])


class Refusals(PlanCase):
    def test_fixes_work(self):
        """Each fix, given as the view of its operand, makes the plan work or helps with that
        operand; at least one does. The views that were given before are part of it."""
        rows = [  # d, c, s; views; the kinds of fixes to be offered
            ((3, 2), (3, 2), (3,), ("", "", ""), {"unsqueeze"}),
            ((4, 5), (4, 5), (2, 4), ("", "[1]", ""), {"unsqueeze"}),
            ((4, 5), (4, 5), (2, 4), ("", "1, :", ""), {"unsqueeze"}),
            ((4, 5), (5, 4), (), ("", "", ""), {"transpose"}),
            ((4, 5), (10, 4), (), ("", "", "[::2]"), {"transpose"}),
            ((4, 5), (10, 4), (), ("", "", "0::2,"), {"transpose"}),
            ((4, 5), (1, 4, 5), (), ("", "", ""), {"squeeze"}),
            ((4, 5), (4, 5, 1), (4, 5, 1), ("", "", ""), {"squeeze", "transpose"}),
            ((40, 50), (41, 50), (), ("", "", ""), {"crop"}),
            ((40, 50), (), (42, 52), ("", "[1:, 1:]", ""), {"crop"}),
            ((3, 40, 50), (), (40, 50, 3), ("", "", ""), {"transpose"}),
            ((3, 40, 50), (3, 40, 1), (100, 3, 40), ("", "[::2].T", ""), {"transpose"}),
            ((2, 3), (2,), (), ("", "", ""), {"unsqueeze"}),
            ((4, 5), (20,), (3, 20), ("", "[1]", ""), {"reshape"}),
            ((3, 40, 50), (1, 40, 50, 3), (), ("", "", ""), {"combined"}),
            ((40, 50), (), (3, 40, 50), ("", "", ""), {"select"}),
        ]
        for *shapes, views, kinds in rows:
            with self.subTest(shapes=shapes, views=views):
                operands = self.operands(*shapes)
                refusal = self.plan(*operands, views=views, code=1)["refusal"]
                self.assertEqual(list(refusal), REFUSAL_KEYS)
                found = {fix["kind"] for fix in refusal["fixes"]}
                self.assertEqual(found - {"mode"}, kinds)
                for k, fix in enumerate(refusal["fixes"]):
                    self.assertEqual((list(fix), fix["k"]), (FIX_KEYS, k))
                    if fix["kind"] == "mode":  # tst_cli_fix has those
                        continue
                    self.assertEqual((fix["mode"], fix["casting"]), (None, None))
                    self.try_fix(operands, views, fix)

    def try_fix(self, operands, views, fix):
        """The other operand may clash too, which another fix is for."""
        fixed = list(views)
        fixed[["destination", "source", "condition"].index(fix["operand"])] = fix["view"]
        done = self.run_cli(*self.command("plan", *operands, views=fixed), "--json")
        if done.code != 0:
            refusal = json.loads(done.out)["refusal"]
            self.assertNotEqual(refusal["operand"], fix["operand"], (fix, refusal))
            others = [fix for fix in refusal["fixes"] if fix["kind"] != "mode"]
            self.assertTrue(others, refusal)
            for other in others:
                fixed[2 if other["operand"] == "condition" else 1] = other["view"]
                self.plan(*operands, views=fixed)

    def test_the_message_shows_whole_views(self):
        done = self.run_cli(*self.command("plan", *self.operands((4, 5), (10, 4), ()),
                                          views=("", "", "[::2]")))
        self.assertEqual(done.code, 1)
        self.assertIn("(view [::2].transpose(1, 0))", done.error)
        self.assertIn("destination", done.out)  # the table is printed all the same
        self.assertIn("4!", done.out)

    def test_axis_and_sizes(self):
        refusal = self.plan(*self.operands((7, 4, 5), (), (3, 5)), code=1)["refusal"]
        self.assertEqual([refusal[key] for key in REFUSAL_KEYS[:6]],
                         ["axis_size", "source", 0, 2, 4, 3])

    def test_null_keys(self):
        found = self.plan(*self.operands((3,), (3,), (4, 4)), code=1)
        self.assertEqual([found[key] for key in ("cast", "selected", "size", "numpy")], [None] * 4)
        self.assertEqual(found["axes"][-1]["source"]["fit"], "clash")

    def test_casts(self):
        operands = self.operands((3,), (3,), (3,), "u1", "f8")
        found = self.plan(*operands, casting="safe", code=1)
        self.assertEqual(found["refusal"]["kind"], "cast")
        self.assertEqual([fix["casting"] for fix in found["refusal"]["fixes"]], ["exact", "unsafe"])
        for fix in found["refusal"]["fixes"]:
            self.assertEqual((fix["kind"], fix["operand"], fix["view"], fix["shape"]),
                             ("casting", "source", None, None))
            self.plan(*operands, casting=fix["casting"])
        self.assertIsNone(found["refusal"]["axis_from_left"])

    def test_inexact_values(self):
        d = self.save("d.npy", np.zeros((2, 3), "u1"))
        s = self.save("s.npy", [[1, 2.5, 3], [4, 5, 256]])
        c = self.save("c.npy", np.True_)
        found = self.plan(d, c, s, code=1)
        self.assertEqual(found["refusal"]["kind"], "inexact_values")
        self.assertIn("2 selected values", found["refusal"]["message"])
        self.assertIn("2.5 at [0, 1]", found["refusal"]["message"])
        self.assertEqual((found["selected"], found["size"]), (6, 6))


if __name__ == "__main__":
    cli_case.main()
