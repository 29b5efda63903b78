# SPDX-License-Identifier: MIT
"""Random inputs of rules: dtypes, shapes, strides, values at the edges of their dtype."""
import math

import numpy as np

import rule_reference as ref

DTYPES = ["bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64",
          "float16", "float32", "float64"]
# How tightly a text binds.
OR, XOR, AND, NOT, COMPARE, SUM, PRODUCT, SIGN, ATOM = range(1, 10)


class Rule:
    def __init__(self, text, level, value):
        self.text, self.level, self.value = text, level, value


class Input:
    def __init__(self, rng, name, shape, dtype):
        self.name, self.dtype = name, np.dtype(dtype)
        base_shape = [size * rng.choice([1, 1, 1, 2]) if rng.random() < 0.3 else size
                      for size in shape]
        order = list(range(len(shape)))
        if rng.random() < 0.2:
            rng.shuffle(order)
        base = self.fill(rng, [base_shape[axis] for axis in order])
        view = base.transpose([order.index(axis) for axis in range(len(shape))])
        for axis, size in enumerate(shape):
            step = 2 if view.shape[axis] == 2 * size and size > 0 else 1
            start = rng.randrange(step)
            cut = slice(start, None, step)
            place = tuple([slice(None)] * axis + [cut])
            view = view[place]
            if rng.random() < 0.1:
                view = np.flip(view, axis)
        self.base, self.array = base, view
        self.kind = {"b": "b", "u": "i", "i": "i", "f": "f"}[self.dtype.kind]
        if self.dtype == np.uint64:
            self.kind = "u"
        self.form = "array"
        if rng.random() < 0.3:
            self.form = "mask" if self.dtype == bool else "banded"

    def fill(self, rng, shape):
        count = math.prod(shape)
        self.wild = rng.random() < 0.2
        if self.dtype.kind == "f":
            rough = rng.random() < 0.4  # sums of these depend on the order
            values = [rng.uniform(-40, 40) if rough else rng.randrange(-40, 40) / 8
                      for _ in range(count)]
            odd = [math.nan, math.inf, -math.inf, 0.0]
            if self.wild and self.dtype.itemsize == 8:
                odd += [2.0**53, 2.0**53 + 2, -2.0**63, 2.0**63, 2.0**64, 1e300, -1e19]
            for place in range(count):
                if rng.random() < (0.2 if self.wild else 0.03):
                    values[place] = rng.choice(odd)
            return np.array(values, dtype=self.dtype).reshape(shape)
        if self.dtype == bool:
            density = rng.choice([0.05, 0.3, 0.6, 0.95])
            return np.array([rng.random() < density for _ in range(count)],
                            dtype=bool).reshape(shape)
        limits = np.iinfo(self.dtype)
        values = [rng.randrange(0 if limits.min == 0 else -4, 9) for _ in range(count)]
        if self.wild:
            odd = [limits.min, limits.max, limits.max - 1, limits.max // 2 + 1, 2**53, 2**53 + 1]
            for place in range(count):
                if rng.random() < 0.3:
                    values[place] = max(limits.min, min(limits.max, rng.choice(odd)))
        return np.array(values, dtype=self.dtype).reshape(shape)

    def request(self):
        size = self.dtype.itemsize
        start = self.array.__array_interface__["data"][0] - \
            self.base.__array_interface__["data"][0]
        return {"name": self.name, "dtype": self.dtype.name, "shape": list(self.array.shape),
                "strides": [stride // size for stride in self.array.strides],
                "offset": start // size if self.array.size else 0, "as": self.form,
                "base": list(self.base.shape),
                "data": np.ascontiguousarray(self.base).tobytes().hex()}

    def rule(self):
        rank = self.array.ndim
        plane = (rank - 2 if rank > 1 else None, rank - 1 if rank > 0 else None)
        value = ref.Value(self.kind, self.array.astype(ref.WIDE[self.kind]), plane,
                          self.dtype.kind in "bu", self.dtype)
        return Rule(self.name, ATOM, value)
