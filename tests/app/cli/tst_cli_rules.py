#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Rules on the command line and in recipes: random stacks of layers and random sources give what the
programs give that frisket-cli prints, really run."""
import json
import os
import pathlib
import random
import sys
import warnings

TESTS = pathlib.Path(__file__).parents[2]
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "core" / "rules")]

import cli_case
import numpy as np

try:
    import PIL.Image  # noqa: F401: the programs read PNG files with it

    import rule_cases
    from rule_inputs import Input
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)
from tst_cli_code import DTYPES, MODES, NO_TENSOR, packed, runs_of, torch

SESSIONS = int(os.environ.get("FRISKET_TEST_OPERATIONS", "200"))
SEED = int(os.environ.get("FRISKET_TEST_SEED", "20240611"))
COMBINES = ("or", "and", "and not", "replace")


def fits(shape, wanted):
    try:
        return np.broadcast_shapes(shape, wanted) == wanted
    except ValueError:
        return False


class Session:
    """A random recipe and its files; `rules` is how many of its layers are rules."""

    def __init__(self, case, seed):
        self.pick = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.case = case
        self.rules = 0
        pick = self.pick
        rows, columns = pick.randint(1, 9), pick.choice((1, 3, 7, 63, 64, 65, 70))
        self.shape = pick.choice([(rows, columns)] * 3 + [(2, rows, columns), (rows, columns, 3),
                                                          (columns,)])
        self.mode = pick.choice(MODES)
        self.generator = rule_cases.Generator(pick)
        self.inputs = {}
        dtype = pick.choice(DTYPES)
        self.destination = self.noise.integers(0, 2 if dtype == "?" else 100,
                                               self.shape).astype(dtype)
        self.add("destination", self.shape, dtype, self.destination)
        self.recipe = {"format": "frisket-recipe", "version": 1,
                       "destination": {"file": "destination.npy"}, "mode": self.mode,
                       "casting": "unsafe"}
        self.torch = self.mode not in ("place", "putmask") and dtype not in NO_TENSOR
        self.arrays()
        self.source(dtype)
        self.condition()

    def add(self, name, shape, dtype, values=None):
        made = Input(self.pick, name, list(shape), np.dtype(dtype).name)
        if values is not None:
            made.base = made.array = values
        self.inputs[name] = made
        order = self.pick.choice("CF")
        np.save(name + ".npy", np.asarray(made.array, order=order))
        return made

    def arrays(self):
        pick = self.pick
        self.recipe["arrays"] = {}
        for name in ("p", "np", "_1", "d", "lambda")[:pick.randint(0, 5)]:
            shape = pick.choice([self.shape, (3,) + self.shape, self.shape[1:]])
            made = self.add(name, shape, pick.choice(rule_cases.DTYPES))
            self.recipe["arrays"][name] = {"file": name + ".npy"}
            if pick.random() < 0.3:
                np.save(name + ".npy", np.stack([made.array, made.array + made.array]))
                self.recipe["arrays"][name]["view"] = "[0]"
        if len(self.shape) > 1 and pick.random() < 0.6:
            made = self.add("backdrop", self.shape[-2:], "u1")
            self.recipe["backdrop"] = {"file": "backdrop.npy"}
            if pick.random() < 0.5:
                self.case.save_png("backdrop.png", made.array)
                self.recipe["backdrop"]["file"] = "backdrop.png"

    def rule(self, names, wanted, boolean):
        """A random rule of those inputs, whose shape broadcasts to `wanted`."""
        self.generator.list = [self.inputs[name] for name in names if name in self.inputs]
        while True:
            self.generator.work = 0
            depth = self.pick.choice((1, 2, 2, 3, 4))
            make = self.generator.boolean if boolean else self.generator.numeric
            rule = make(depth)
            if fits(rule.value.shape, wanted):
                return rule

    def source(self, dtype):
        pick = self.pick
        if self.mode == "fill" and pick.random() < 0.5:
            self.recipe["value"] = "1" if dtype != "?" else "true"
            return
        has_file = pick.random() < 0.8
        if has_file:
            # Smaller ones are read again; a source that is consumed in order has all elements.
            made = self.add("source", self.shape, pick.choice(DTYPES) if dtype != "?" else "?")
            if made.array.dtype.kind == "f":
                made.array = np.nan_to_num(made.array, posinf=3, neginf=1).clip(0, 50)
            elif made.array.dtype != bool:
                made.array = (made.array % 100).astype(made.array.dtype)
            np.save("source.npy", made.array)
            self.recipe["source"] = {"file": "source.npy"}
            if pick.random() < 0.3:
                np.save("source.npy", np.stack([made.array[..., ::-1]] * 2))
                self.recipe["source"]["view"] = "[1, ..., ::-1]"
        if has_file and self.mode != "fill" and pick.random() < 0.4:
            self.torch = self.torch and made.dtype.str[1:] not in NO_TENSOR
            return
        names = ["source", "destination", "backdrop", *self.recipe["arrays"]]
        wanted = () if self.mode in ("index", "fill") else self.shape
        for _ in range(100):
            rule = self.rule(names, wanted, False)
            # The NumPy program casts as C does, which leaves much open for floats to integers.
            text, kind = rule.text, rule.value.kind
            if kind == "f" and np.dtype(dtype).kind != "f":
                text, kind = f"int({text})", "i"
            if self.mode != "where" and wanted and rule.value.shape != wanted:
                continue
            break
        self.recipe.setdefault("source", {})["rule"] = text
        # A dtype that was only handed on may be any.
        self.torch = self.torch and kind == "f" and np.dtype(dtype).kind == "f"
        self.inputs.pop("source", None)
        self.inputs["source"] = Input(pick, "source", list(rule.value.shape), "int64")
        if kind != "i":
            self.inputs.pop("source")  # a float, or bool: what it is the generator need not know

    def condition(self):
        pick = self.pick
        self.add("condition", self.shape, "bool")
        layers = []
        for i in range(pick.randint(0, 6)):
            layer = {"name": pick.choice(("cells", "it's\n\"\0\\ odd", "", "é", "#\r\nimport os"))}
            if pick.random() < 0.5:
                layer["on"] = pick.random() < 0.7
            if pick.random() < 0.9:
                layer["combine"] = pick.choice(COMBINES)
            form = pick.random()
            shape = pick.choice([self.shape, self.shape, self.shape[1:]])
            mask = self.noise.random(shape) < pick.choice((0.1, 0.5, 0.9))
            if form < 0.6:
                names = ["source", "destination", "condition", "backdrop", *self.recipe["arrays"]]
                layer["rule"] = self.rule(names, self.shape, True).text
                self.rules += layer.get("on", True)
            elif form < 0.8:
                layer.update(shape=list(shape), runs=packed(runs_of(mask)))
            else:
                np.save(f"layer{i}.npy", mask.astype(pick.choice(("?", "u1", ">i4"))))
                layer["file"] = f"layer{i}.npy"
                if len(shape) == 2 and pick.random() < 0.5:
                    self.case.save_png(f"layer{i}.png", mask * 3)
                    layer["file"] = f"layer{i}.png"
            layers.append(layer)
        self.recipe["condition"] = {"shape": list(self.shape), "layers": layers}


class RulesTest(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)

    def run_program(self, text, words):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                exec(compile(text, "program", "exec"), {})
            except Exception as error:
                self.fail(f"{words}\n{error!r}\n{text}")

    def write(self, recipe):
        (self.folder / "r.json").write_text(json.dumps(recipe))

    def assert_output(self, found, expected, words):
        a, b = np.load(found), np.load(expected)
        self.assertEqual((a.dtype, a.shape), (b.dtype, b.shape), words)
        if a.dtype.kind == "f":  # the sign and the payload of a NaN are nobody's promise
            a, b = (np.where(np.isnan(each), each.dtype.type(np.nan), each) for each in (a, b))
        self.assertTrue(np.ascontiguousarray(a).tobytes() == np.ascontiguousarray(b).tobytes(),
                        words)

    def test_random_stacks(self):
        done = refused = tensors = rules = number = 0
        why = {}
        while done < SESSIONS:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                session = Session(self, SEED * 1_000_003 + number)
            words = f"session {number} of seed {SEED}: {json.dumps(session.recipe)}"
            number += 1
            self.write(session.recipe)
            ours = self.run_cli("replay", "r.json", "-o", "ours.npy")
            if ours.code != 0:
                self.assertEqual(ours.code, 1, words)
                refused += 1
                key = "".join(c for c in ours.error.splitlines()[0][:160] if not c.isdigit())
                why[key] = why.get(key, 0) + 1
                self.assertLess(refused, SESSIONS, why)
                continue
            code = self.run_cli("replay", "r.json", "--code", "-o", "theirs.npy")
            self.assertEqual((code.code, code.error), (0, ""), words)
            self.run_program(code.out, words)
            self.assert_output("theirs.npy", "ours.npy", words + "\n" + code.out)
            done += 1
            rules += session.rules
            if session.torch and torch:
                code = self.run_cli("replay", "r.json", "--torch", "-o", "tensors.npy")
                self.assertEqual((code.code, code.error), (0, ""), words)
                self.run_program(code.out, words)
                self.assert_output("tensors.npy", "ours.npy", words + "\n" + code.out)
                tensors += 1
        print(f"{done} programs (seed {SEED}) with {rules} rules in layers, {tensors} for PyTorch, "
              f"{refused} refused: {why}")
        self.assertGreater(rules, SESSIONS // 2)

    def test_options_give_what_a_recipe_gives(self):
        done = number = 0
        while done < SESSIONS // 4:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                session = Session(self, (SEED + 1) * 1_000_003 + number)
                names = ["source", "destination", "condition", *session.recipe["arrays"]]
                rule = session.rule(names, session.shape, True).text
            words = f"session {number} of seed {SEED + 1}: {rule} {json.dumps(session.recipe)}"
            number += 1
            self.assertLess(number, SESSIONS, words)
            recipe = session.recipe
            recipe["condition"] = {"layers": [{"file": "condition.npy"},
                                              {"combine": "replace", "rule": rule}]}
            self.write(recipe)
            ours = self.run_cli("replay", "r.json", "-o", "ours.npy")
            if ours.code != 0:
                continue
            arguments = ["--destination", "destination.npy", "--condition", "condition.npy",
                         "--rule", rule, "--mode", recipe["mode"], "--casting", "unsafe"]
            source = recipe.get("source", {})
            for option, value in [("--source", source.get("file")),
                                  ("--source-rule", source.get("rule")),
                                  ("--source-view", source.get("view")),
                                  ("--value", recipe.get("value")),
                                  ("--backdrop", recipe.get("backdrop", {}).get("file"))]:
                arguments += [f"{option}={value}"] if value else []
            for name, array in recipe["arrays"].items():
                if "view" in array:
                    np.save(array["file"], np.load(array["file"])[0])
                arguments += ["--array", f"{name}={array['file']}"]
            assigned = self.run_cli("assign", *arguments, "-o", "assigned.npy")
            self.assertEqual((assigned.code, assigned.error), (0, ""), words)
            self.assert_output("assigned.npy", "ours.npy", words)
            code = self.run_cli("code", *arguments, "-o", "theirs.npy")
            self.assertEqual((code.code, code.error), (0, ""), words)
            self.run_program(code.out, words)
            self.assert_output("theirs.npy", "ours.npy", words + "\n" + code.out)
            plan = self.run_cli("plan", *arguments)
            self.assertEqual((plan.code, plan.error), (0, ""), words)
            done += 1

    def base(self, **changes):
        self.save("d.npy", np.arange(12, dtype="u1").reshape(3, 4))
        self.save("s.npy", np.full((3, 4), 9, "u1"))
        self.save("f.npy", np.zeros((3, 4)))
        return {"format": "frisket-recipe", "version": 1, "destination": {"file": "d.npy"},
                "source": {"file": "s.npy"}, "condition": {"layers": [{"rule": "source > 3"}]},
                "mode": "where", "casting": "exact", **changes}

    def layers(self, *layers, **changes):
        return self.base(condition={"layers": list(layers)}, **changes)

    def test_what_is_wrong_is_named(self):
        rule = {"rule": "true"}
        square = {"shape": [3, 3], "runs": packed([9])}
        for words, recipe in [
                (("layers[1]", "rule, file"), self.layers(rule, {"name": "x"})),
                (("layers[0]", "rule, file"), self.layers({**rule, "file": "c.npy"})),
                (("'rules'",), self.layers({"rules": "true"})),
                (("layers[0].on",), self.layers({**rule, "on": 1})),
                (("combine",), self.layers({**rule, "combine": "xor"})),
                (("layers[0].rule",), self.layers({"rule": ""})),
                (("layers[0].rule",), self.layers({"rule": ["true"]})),
                (("view",), self.layers({**rule, "view": "[0]"})),
                (("layers",), self.base(condition={"layers": {}})),
                (("'file'",), self.base(condition={"layers": [], "file": "c.npy"})),
                (("65536",), self.layers({"rule": "source == 3" + " " * 10_000_000})),
                (("1000",), self.layers(*[rule] * 10_000)),
                (("Layer 'a b', column 1",), self.layers({"name": "a\nb", "rule": "sauce"})),
                (("Layer 'q', column 13",), self.layers({"name": "q", "rule": "source > 3 &"})),
                (("column",), self.layers({"rule": "(" * 60_000})),
                (("column",), self.layers({"rule": "source == \0"})),
                (("plane",), self.base(condition={"layers": [], "plane": [0, 0]})),
                (("plane",), self.base(destination={"file": "d.npy", "plane": [0, -1]})),
                (("'steps'",), self.base(destination={"file": "d.npy", "steps": []})),
                (("source", "rule"), self.base(source={})),
                (("source",), self.base(source={"rule": "1", "view": "[0]"})),
                (("Source rule, column 1", "'source'"), self.base(source={"rule": "source"})),
                (("Source rule", "'condition'"), self.base(source={"rule": "condition"})),
                (("value",), self.base(source={"rule": "1"}, value="3", mode="fill")),
                (("arrays", "'p q'"), self.base(arrays={"p q": {"file": "s.npy"}})),
                (("arrays",), self.base(arrays={"max": {"file": "s.npy"}})),
                (("arrays", "file"), self.base(arrays={"p": {}})),
                (("arrays",), self.base(arrays=[])),
                (("no.npy",), self.base(arrays={"p": {"file": "no.npy"}})),
                (("backdrop",), self.base(backdrop={})),
                (("backdrop", "uint8"), self.base(backdrop={"file": "f.npy"})),
                (("labels",), self.base(labels={"x": "cat"})),
                (("labels",), self.base(labels={"3": 4})),
                (("file",), self.layers({"file": "a\0b"})),
                (("budget",), self.base(condition={"layers": [], "shape": [1 << 40, 1 << 20]})),
                (("(3, 3)", "(3, 4)"), self.base(condition={"shape": [3, 4],
                                                            "layers": [square]}))]:
            with self.subTest(recipe=str(recipe)[:300]):
                self.write(recipe)
                self.assert_fails(["replay", "r.json", "-o", self.path("o.npy")], *words)

    def test_large_recipes_that_are_right(self):
        layers = [{"name": f"{i}", "combine": COMBINES[i % 3], "rule": f"source + {i} > 13"}
                  for i in range(1000)]
        for recipe in (self.layers(*layers), self.layers({"rule": "source > 3 #" + "x" * 60_000}),
                       self.layers({"on": False, "rule": "no ("}, {"rule": "true"})):
            self.write(recipe)
            done = self.run_cli("replay", "r.json", "-o", "ours.npy")
            self.assertEqual((done.code, done.error), (0, ""))
            code = self.run_cli("replay", "r.json", "--code", "-o", "theirs.npy")
            self.run_program(code.out, "large")
            self.assert_output("theirs.npy", "ours.npy", code.out)

    def test_texts_stay_texts(self):
        """Nothing of a recipe's texts runs as Python."""
        attack = "open('hacked', 'w')"
        texts = [f"\n{attack}\n", f"\r{attack}\r", f"'''\n{attack}", f"\0{attack}",
                 f"\x0c{attack}", f"\u2028{attack}", f"\\\n{attack}", f"\x85{attack}",
                 f"'); {attack} #"]
        done_as_they_are = 0
        for text in texts:
            rule = "source > 3 # " + text.replace("\n", "\n# ")
            self.save("odd '\\.npy", np.ones((3, 4), bool))
            recipe = self.layers({"name": text, "rule": rule},
                                 {"name": text, "combine": "and", "file": "odd '\\.npy"},
                                 source={"file": "s.npy", "rule": rule.replace(">", "+")})
            self.write(recipe)
            done = self.run_cli("replay", "r.json", "-o", "ours.npy")
            done_as_they_are += done.code == 0
            if done.code != 0:
                self.assertIn("column", done.error, repr(text))  # no character of a rule
                del recipe["source"]["rule"]
                recipe["condition"]["layers"][0]["rule"] = "source > 3"
                self.write(recipe)
                done = self.run_cli("replay", "r.json", "-o", "ours.npy")
            self.assertEqual((done.code, done.error), (0, ""), repr(text))
            code = self.run_cli("replay", "r.json", "--code", "-o", "theirs.npy")
            self.run_program(code.out, "attack")
            self.assert_output("theirs.npy", "ours.npy", code.out)
            self.assertFalse(os.path.exists("hacked"), code.out)
        self.assertGreater(done_as_they_are, 4)

    def test_other_files_of_a_recipe(self):
        recipe = self.base(arrays={"p": {"file": "s.npy"}}, backdrop={"file": "d.npy"},
                           condition={"layers": [{"rule": "inside(p) | backdrop == 2"}]})
        self.write(recipe)
        self.save("p.npy", np.arange(12).reshape(3, 4) == 5)
        self.save("b.npy", np.full((3, 4), 0, "u1"))
        done = self.run_cli("replay", "r.json", "-o", "o.npy", "--array", "p=p.npy", "--backdrop",
                            "b.npy")
        self.assertEqual((done.code, done.error), (0, ""))
        expected = np.arange(12, dtype="u1").reshape(3, 4)
        expected[1, 1] = 9
        self.assert_same(np.load("o.npy"), expected)
        self.assert_fails(["replay", "r.json", "-o", "x.npy", "--array", "q=p.npy"], "'q'")

    def test_planes_and_labels(self):
        self.save("h.npy", np.zeros((5, 4, 3), "u1"))
        self.save("v.npy", np.ones((), "u1"))
        condition = np.zeros((5, 4, 3), bool)
        condition[2, 2, 1] = True
        layers = [{"shape": [5, 4, 3], "runs": packed(runs_of(condition))},
                  {"rule": "grow(condition, 1)"},
                  {"combine": "and", "rule": 'destination == "sky"'}]
        recipe = self.base(destination={"file": "h.npy"}, source={"file": "v.npy"},
                           condition={"layers": layers, "plane": [0, 1]}, labels={"0": "sky"})
        self.write(recipe)
        done = self.run_cli("replay", "r.json", "-o", "o.npy")
        self.assertEqual((done.code, done.error), (0, ""))
        expected = np.zeros((5, 4, 3), "u1")
        expected[1:4, 2, 1] = expected[2, 1:4, 1] = 1
        self.assert_same(np.load("o.npy"), expected)
        code = self.run_cli("replay", "r.json", "--code", "-o", "t.npy")
        self.run_program(code.out, "planes")
        self.assert_output("t.npy", "o.npy", code.out)

    def test_fixes_and_rules(self):
        """A rule that names a source of another shape waits for the fixes."""
        self.base()
        self.save("t.npy", np.arange(12, dtype="u1").reshape(4, 3))
        arguments = ["--destination", "d.npy", "--source", "t.npy", "--rule",
                     "source != destination"]
        refused = self.run_cli("plan", *arguments)
        self.assertEqual(refused.code, 1)
        self.assertIn("fix 0", refused.out)
        done = self.run_cli("assign", *arguments, "--fix", "0", "-o", "o.npy")
        self.assertEqual((done.code, done.error), (0, ""))
        self.assert_same(np.load("o.npy"), np.arange(12, dtype="u1").reshape(4, 3).T.copy())
        code = self.run_cli("code", *arguments, "--fix", "0", "-o", "p.npy")
        self.run_program(code.out, "fix")
        self.assert_output("p.npy", "o.npy", code.out)

    def test_wrong_usage(self):
        self.base()
        both = ["--destination", "d.npy", "--source", "s.npy"]
        for arguments, word in [(both, "--condition"), ([*both, "--rule", ""], "--rule"),
                                ([*both, "--rule", "true", "--array", "p"], "NAME=FILE"),
                                ([*both, "--rule", "true", "--array", "=p"], "NAME=FILE"),
                                ([*both, "--rule", "true", "--array", "in=d.npy"], "'in'"),
                                ([*both, "--rule", "true", "--condition-view", "[0]"], "view"),
                                ([*both, "--rule", "true", "--source-rule", ""], "--source-rule"),
                                ([*both[:2], "--rule", "true"], "source")]:
            self.assert_fails(["assign", *arguments, "-o", "o.npy"], word, code=2)
        self.save_png("rgb.png", np.zeros((3, 4), "u1"), depth=8, palette=bytes(768))
        self.assert_fails(["assign", *both, "--rule", "backdrop > 3", "--backdrop", "rgb.png", "-o",
                           "o.npy"], "rgb.png", "grey", "luminance")


if __name__ == "__main__":
    cli_case.main()
