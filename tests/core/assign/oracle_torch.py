# SPDX-License-Identifier: MIT
"""PyTorch as a second opinion for oracle_numpy.py: masked_scatter_ and masked_fill_."""
import numpy as np

from oracle_cases import truth
from oracle_rules import Refused, converted, source_of

try:
    import torch
except ImportError:
    torch = None
else:
    torch.set_num_threads(1)  # the arrays are small

# Its unsigned integers end at 8 bits.
DTYPES = {"bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"}


def tensor(array):
    """A tensor over a packed copy; one of an empty array keeps its shape."""
    return torch.from_numpy(np.array(array, order="C"))


def opinion(case):
    """What PyTorch makes of the viewed destination; None where it refuses. It takes no source of
    another dtype, so the source is cast first."""
    destination = case["destination"].viewed()
    out = tensor(destination)
    source = tensor(converted(source_of(case), destination.dtype))
    condition = tensor(truth(case["condition"]))
    try:
        if case["mode"] == "scatter":
            out.masked_scatter_(condition, source)
        else:
            out.masked_fill_(condition, source)
    except RuntimeError:
        return None
    return out.numpy()


def confirms(case, expected):
    """Whether PyTorch agrees with `expected`, an array or Refused; None where it can't be asked."""
    if torch is None or case["mode"] not in ("scatter", "fill"):
        return None
    if case["destination"].array.dtype.name not in DTYPES:
        return None
    if isinstance(expected, Refused):
        if expected.kinds[0] in ("bad request", "cast", "inexact_values"):
            return None
        return opinion(case) is None
    found = opinion(case)
    return found is not None and np.array_equal(
        found, case["destination"].view_of(expected), equal_nan=found.dtype.kind == "f")
