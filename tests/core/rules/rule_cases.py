# SPDX-License-Identifier: MIT
"""Random rules: a text, and what it gives by rule_reference."""
import math
import random
import re

import numpy as np

import rule_reference as ref
from rule_inputs import AND, ATOM, COMPARE, DTYPES, Input, NOT, OR, PRODUCT, Rule, SIGN, SUM, XOR


# Words of Python, names of the program's own, and names that underscores might make of others.
ODD_NAMES = ["class", "class_", "_1", "_2", "_exact", "_sum", "abs", "list", "range", "m", "x",
             "np", "result", "__", "in_1"]


class Generator:
    def __init__(self, rng):
        self.rng = rng
        self.work = 0

    def inputs(self):
        rng = self.rng
        rank = rng.choice([0, 1, 2, 2, 2, 3, 3, 4])
        sizes = [1, 2, 3, 5, 7, 9]
        shape = [0 if rng.random() < 0.02 else rng.choice(sizes) for _ in range(rank)]
        if rank and rng.random() < 0.35:
            shape[-1] = rng.choice([63, 64, 65, 100, 130])
        if rank in (1, 2) and rng.random() < 0.04:
            shape[-1] = rng.choice([1025, 2047, 9000])
        self.list = []
        names = ["source", "destination", "p", "condition"]
        if rng.random() < 0.15:
            names[:3] = rng.sample(ODD_NAMES, 3)
        for name in names[:rng.randrange(1, 5)]:
            own = shape[rng.randrange(len(shape) + 1):] if rng.random() < 0.25 else shape
            own = [1 if rng.random() < 0.12 else size for size in own]
            dtype = "bool" if name == "condition" else rng.choice(DTYPES)
            self.list.append(Input(rng, name, own, dtype))
        return self.list

    def chance(self, percent):
        return self.rng.random() * 100 < percent

    # texts

    def wrap(self, rule, level):
        if rule.level < level or self.chance(6):
            return f"({rule.text})"
        return rule.text

    def binary(self, symbol, level, a, b, value):
        space = " " if symbol.isalpha() or not self.chance(20) else ""
        text = f"{self.wrap(a, level)}{space}{symbol}{space}{self.wrap(b, level + 1)}"
        return Rule(text, level, value)

    def call(self, name, *parts, value):
        return Rule(f"{name}({', '.join(parts)})", ATOM, value)

    def number(self, value):
        rng = self.rng
        choices = [0, 1, 2, 3, 5, 7, -1, -3, 100, 255, 256, 0.5, 1.5, -0.25, 2.0, 0.1, 3.3]
        if self.chance(15):
            choices = [2**31, 2**53, 2**53 + 1, 2**63 - 1, 2**63, 2**64 - 1, -2**63, -2**53 - 1,
                       1e300, 1e-5, 2.0**53, 2.0**63, -2.0**63, 65504.0]
        elif value is not None and value.array.size and self.chance(50):
            item = value.array.reshape(-1)[rng.randrange(value.array.size)].item()
            choices = [item if not isinstance(item, bool) else int(item)]
        found = rng.choice(choices)
        return found if not isinstance(found, float) or math.isfinite(found) else 1.0

    def literal(self, value):
        text = repr(value)
        if isinstance(value, int) and value > 9 and self.chance(10):
            text = hex(value)
        return Rule(text, SIGN if text[0] == "-" else ATOM, ref.literal(value))

    # rules

    def fits(self, *rules):
        try:
            return np.broadcast_shapes(*[rule.value.shape for rule in rules]) is not None
        except ValueError:
            return False

    def pair(self, make, depth):
        """Two that broadcast."""
        a = make(depth - 1)
        for _ in range(4):
            b = make(depth - 1)
            if self.fits(a, b):
                return a, b
        return a, a

    def boolean(self, depth):
        rng = self.rng
        masks = [each for each in self.list if each.kind == "b"]
        if depth <= 0:
            if masks and self.chance(60):
                return rng.choice(masks).rule()
            a = rng.choice(self.list).rule()
            b = self.literal(self.number(a.value))
            op = rng.choice(list(ref.COMPARE))
            return self.binary(op, COMPARE, Rule(self.wrap(a, SUM), SUM, a.value), b,
                               ref.compare(op, a.value, b.value))
        return rng.choice([self.comparison, self.comparison, self.comparison, self.chain,
                           self.chain, self.chain, self.negation, self.membership,
                           self.membership, self.any_all, self.plane, self.component,
                           self.small, self.indexed_boolean])(depth)

    def comparison(self, depth):
        rng = self.rng
        op = rng.choice(list(ref.COMPARE))
        if self.chance(20):
            a, b = self.pair(self.numeric, depth)
            c = self.literal(self.number(None))
            second = rng.choice(list(ref.COMPARE))
            text = f"{self.wrap(a, SUM)} {op} {self.wrap(b, SUM)} {second} {c.text}"
            return Rule(text, COMPARE, ref.logical(np.logical_and, [
                ref.compare(op, a.value, b.value), ref.compare(second, b.value, c.value)]))
        if self.chance(55):
            a = self.numeric(depth - 1)
            b = self.literal(self.number(a.value))
            if self.chance(25):
                a, b = b, a
        else:
            a, b = self.pair(self.numeric, depth)
        return Rule(f"{self.wrap(a, SUM)} {op} {self.wrap(b, SUM)}", COMPARE,
                    ref.compare(op, a.value, b.value))

    def chain(self, depth):
        rng = self.rng
        a, b = self.pair(self.boolean, depth)
        symbols, level, function = rng.choice([(["&", "and", "&&"], AND, np.logical_and),
                                               (["|", "or", "||"], OR, np.logical_or),
                                               (["^", "xor"], XOR, np.logical_xor)])
        return self.binary(rng.choice(symbols), level, a, b,
                           ref.logical(function, [a.value, b.value]))

    def negation(self, depth):
        a = self.boolean(depth - 1)
        return Rule(self.rng.choice(["not ", "~", "!"]) + self.wrap(a, NOT), NOT,
                    ref.Value("b", ~a.value.array, a.value.plane))

    def elements(self, value, most):
        found, texts = [], []
        for _ in range(self.rng.randrange(most + 1)):
            low = high = self.number(value)
            text = repr(low)
            if self.chance(25):
                low, high = sorted([low, self.number(value)])
                text = f"{low!r}..{high!r}"
            found.append((low, high))
            texts.append(text)
        return found, texts

    def membership(self, depth):
        a = self.numeric(depth - 1)
        if self.chance(30):
            low, high = sorted([self.number(a.value), self.number(a.value)])
            elements, text = [(low, high)], f"{low!r}..{high!r}"
        else:
            elements, texts = self.elements(a.value, 7)
            text = "{" + ", ".join(texts) + "}"
        value = ref.one_of(ref.number(a.value), elements)
        word = "in"
        if self.chance(30):
            word, value = "not in", ref.Value("b", ~value.array, value.plane)
        return Rule(f"{self.wrap(a, SUM)} {word} {text}", COMPARE, value)

    def axis(self, value):
        rank = value.array.ndim
        if rank == 0 or self.chance(12):
            return None, ""
        axis = self.rng.randrange(-rank, rank)
        return axis, f", axis={axis}"

    def any_all(self, depth):
        a = self.boolean(depth - 1)
        axis, text = self.axis(a.value)
        name = self.rng.choice(["any", "all"])
        return self.call(name, a.text + text, value=ref.reduce(name, a.value, axis))

    def plane(self, depth):
        a = self.boolean(depth - 1)
        rng = self.rng
        # The reference is slow, so there are few of these in a rule, on small arrays.
        self.work += 1
        if self.work > 2 or a.value.array.size > 2500:
            return a
        name = rng.choice(["grow", "shrink", "open", "close", "fill_holes", "holes", "largest",
                           "edges"])
        connectivity = rng.choice([None, 4, 8])
        option = f", connectivity={connectivity}" if connectivity else ""
        connectivity = connectivity or 8
        if name in ("grow", "shrink", "open", "close"):
            radius = rng.randrange(1, 4)
            shape = rng.choice([None, "disc", "square", "diamond"])
            grown = lambda m: ref.grown(m, radius, shape or "disc")
            shrunk = lambda m: ref.shrunk(m, radius, shape or "disc")
            function = {"grow": grown, "shrink": shrunk, "open": lambda m: grown(shrunk(m)),
                        "close": lambda m: shrunk(grown(m))}[name]
            option = f", {radius}" + (f', shape="{shape}"' if shape else "")
        elif name in ("fill_holes", "holes"):
            below = rng.choice([None, 1, 2, 4])
            option = (f", {below}" if below else "") + option
            filled = lambda m: ref.fill_holes(m, below, connectivity)
            function = filled if name == "fill_holes" else lambda m: filled(m) & ~m
        elif name == "largest":
            count = rng.choice([None, 1, 2])
            option = (f", {count}" if count else "") + option
            function = lambda m: ref.largest(m, count or 1, connectivity)
        else:
            width = rng.choice([1, 2])
            option = f", {width}"
            function = lambda m: ref.rim(m, width)
        return self.call(name, a.text + option, value=ref.planes(function, a.value))

    def component(self, depth):
        a = self.boolean(depth - 1)
        self.work += 1
        if self.work > 2 or a.value.array.size > 2500 or a.level <= AND and "component" in a.text:
            return a
        size = self.rng.randrange(6)
        areas = ref.planes(lambda m: ref.area(m, 8), a.value, "i")
        op = self.rng.choice(list(ref.COMPARE))
        test = ref.compare(op, areas, ref.constant(size))
        text = [f"({a.text})", f"area(component) {op} {size}"]
        self.rng.shuffle(text)
        # In parentheses wherever it stands, since `component` is that of its own chain.
        return Rule(" & ".join(text), 0, ref.logical(np.logical_and, [a.value, test]))

    def small(self, depth):
        if self.chance(50):
            a = self.numeric(depth - 1)
            return self.call("isnan", a.text, value=ref.Value(
                "b", np.isnan(a.value.array) if a.value.kind == "f" else
                np.zeros(a.value.shape, bool), a.value.plane))
        a = self.numeric(depth - 1)
        return self.call("inside", a.text, value=ref.compare("!=", a.value, ref.constant(0)))

    def indexed_boolean(self, depth):
        return self.indexed(self.boolean(depth - 1))

    def indexed(self, a):
        rng = self.rng
        shape = a.value.shape
        if not shape or 0 in shape:
            return a
        items, texts = [], []
        for size in shape[:rng.randrange(1, len(shape) + 1)]:
            if self.chance(60):
                items.append(rng.randrange(-size, size))
                texts.append(str(items[-1]))
            else:
                items.append(slice(None))
                texts.append(":")
            if self.chance(10):
                items.append(None)
                texts.append("None")
        if self.chance(25):
            items.insert(0, Ellipsis)
            texts.insert(0, "...")
            sizes = [size for size in shape]
            used = [item for item in items if item is not None and item is not Ellipsis]
            tail = sizes[len(sizes) - len(used):]
            for item, size in zip(used, tail):
                if isinstance(item, int) and not -size <= item < size:
                    return a
        text = f"{self.wrap(a, ATOM)}[{', '.join(texts)}]"
        return Rule(text, ATOM, ref.indexed(a.value, items))

    def numeric(self, depth):
        rng = self.rng
        if depth <= 0:
            return rng.choice(self.list).rule() if self.chance(80) else \
                self.literal(self.number(None))
        if self.chance(12):
            return rng.choice(self.list).rule()
        return rng.choice([self.arithmetic, self.arithmetic, self.arithmetic, self.unary,
                           self.extreme, self.where, self.relabelled, self.reduction,
                           self.reduction, self.converted, self.measured,
                           lambda d: self.indexed(self.numeric(d - 1)), self.boolean])(depth)

    def mixes(self, a, b):
        """Whether 64-bit integers of both signs meet, which only + - * take."""
        kinds = {ref.number(a.value).kind, ref.number(b.value).kind}
        return kinds == {"i", "u"}

    def arithmetic(self, depth):
        a, b = self.pair(self.numeric, depth)
        symbol = self.rng.choice(["+", "-", "*", "/", "//", "%"])
        if symbol in ("//", "%") and self.mixes(a, b):
            symbol = "+"
        if symbol == "/":
            value = ref.elementwise(np.true_divide, [ref.to_float(a.value), ref.to_float(b.value)])
        else:
            function = {"+": np.add, "-": np.subtract, "*": np.multiply, "//": np.floor_divide,
                        "%": np.remainder}[symbol]
            value = ref.elementwise(function, [a.value, b.value])
        return self.binary(symbol, SUM if symbol in "+-" else PRODUCT, a, b, value)

    def unary(self, depth):
        a = self.numeric(depth - 1)
        value = ref.number(a.value)
        if self.chance(50):
            return Rule("-" + self.wrap(a, SIGN + (1 if a.text[0] == "-" else 0)), SIGN,
                        ref.Value(value.kind, np.negative(value.array), value.plane))
        return self.call("abs", a.text, value=ref.Value(value.kind, np.abs(value.array),
                                                        value.plane))

    def taken(self, *rules):
        """The dtype of what is picked from these; None of numbers that were calculated."""
        names = "|".join(re.escape(each.name) for each in self.list)
        told = all(rule.value.literal is not None or
                   re.search(rf"\b({names})\b(?!\()", rule.text) for rule in rules)
        return ref.taken([rule.value for rule in rules]) if told else None

    def extreme(self, depth):
        a, b = self.pair(self.numeric, depth)
        if self.mixes(a, b):
            return a
        name, function = self.rng.choice([("min", np.minimum), ("max", np.maximum)])
        return self.call(name, a.text, b.text, value=ref.retyped(
            ref.elementwise(function, [a.value, b.value]), self.taken(a, b)))

    def where(self, depth):
        a, b = self.pair(self.numeric, depth)
        c = self.boolean(depth - 1)
        if self.mixes(a, b) or not self.fits(a, b, c):
            return a
        both = a.value.kind == "b" and b.value.kind == "b"
        kind, (x, y) = ref.unify([a.value, b.value])
        plane = ref.plane_of([c.value, a.value, b.value])
        found = ref.Value("b" if both else kind, np.where(c.value.array, x, y), plane)
        return self.call("where", c.text, a.text, b.text,
                         value=found if both else ref.retyped(found, self.taken(a, b)))

    def relabelled(self, depth):
        a = self.numeric(depth - 1)
        elements, texts = self.elements(a.value, 4)
        kind = ref.number(a.value).kind
        news = [self.rng.choice([0, 1, 7, 255] + ([] if kind == "u" else [-1, 2.5]))
                for _ in elements]
        # As a float the value would be rounded before it is compared.
        if kind != "f" and any(isinstance(new, float) for new in news) and a.value.array.size and \
                max(abs(each) for each in a.value.array.reshape(-1).tolist()) > 2**53:
            return a
        text = ", ".join(f"{text}: {new}" for text, new in zip(texts, news))
        return self.call("relabel", a.text, "{" + text + "}",
                         value=ref.relabel(a.value, list(zip(elements, news))))

    def reduction(self, depth):
        a = self.numeric(depth - 1)
        name = self.rng.choice(["max", "min", "argmax", "argmin", "sum", "mean"])
        axis, text = self.axis(a.value)
        size = a.value.array.size if axis is None else a.value.shape[axis]
        if size == 0 and name not in ("sum", "mean"):
            return a
        if a.value.kind == "b":
            a = Rule(a.text, a.level, ref.number(a.value))
        return self.call(name, a.text + text, value=ref.reduce(name, a.value, axis))

    def converted(self, depth):
        a = self.numeric(depth - 1)
        value = ref.number(a.value)
        name = self.rng.choice(["int", "float", "floor", "ceil", "round"])
        function = {"floor": np.floor, "ceil": np.ceil, "round": np.rint}.get(name)
        if name == "int":
            found = ref.to_int(value)
        elif name == "float":
            found = ref.to_float(value)
        else:
            array = function(value.array) if value.kind == "f" else value.array
            found = ref.Value(value.kind, array, value.plane)
        # What is whole already, or a float, may keep its dtype: nothing says so.
        same = found.kind == value.kind and (function is None or value.kind != "f")
        return self.call(name, a.text, value=ref.retyped(found, None) if same else found)

    def measured(self, depth):
        a = self.boolean(depth - 1)
        self.work += 1
        if self.work > 2 or a.value.array.size > 2500:
            return self.rng.choice(self.list).rule()
        if self.chance(50):
            connectivity = self.rng.choice([4, 8])
            return self.call("area", a.text, f"connectivity={connectivity}", value=ref.planes(
                lambda m: ref.area(m, connectivity), a.value, "i"))
        return self.call("distance", a.text, value=ref.planes(ref.distance, a.value, "f"))


def random_case(seed):
    rng = random.Random(seed)
    generator = Generator(rng)
    inputs = generator.inputs()
    depth = rng.choice([1, 2, 2, 3, 3, 4, 5])
    rule = generator.boolean(depth) if rng.random() < 0.7 else generator.numeric(depth)
    return rule, inputs
