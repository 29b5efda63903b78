// SPDX-License-Identifier: MIT
#include "core/rules/numpy_helpers.h"

#include <array>
#include <optional>

namespace frisket::rules {

namespace {
struct Definition {
    Helper helper;
    bool needsScipy;
    std::optional<Helper> needs;
    std::string_view text;
};

/// In the order in which they are written: what a function needs comes before it.
constexpr std::array<Definition, 11> kDefinitions{{
    {Helper::Exact, false, std::nullopt, R"(
def _exact(compare, a, b):
    """Compares integers and floats without rounding one to the other."""
    a, b = np.asarray(a).astype(object), np.asarray(b).astype(object)
    return np.asarray(compare(a, b)).astype(bool)
)"},
    {Helper::Whole, false, std::nullopt, R"(
def _whole(x):
    """Cut off toward 0; what is beyond int64 is its end, NaN is 0."""
    x = np.where(np.isnan(x), 0, x)
    inside = np.where((x >= -2.0**63) & (x < 2.0**63), x, 0).astype(np.int64)
    ends = np.where(x < 0, np.int64(-2**63), np.int64(2**63 - 1))
    return np.where((x >= -2.0**63) & (x < 2.0**63), inside, ends)
)"},
    {Helper::Sum, false, std::nullopt, R"(
def _sum(x, axis=None):
    """Adds floats one after the other; of all elements 1024 each, then what came of those."""
    x = np.asarray(x)
    if axis is not None:
        if x.shape[axis] == 0:
            return np.sum(x, axis)
        return np.take(np.add.accumulate(x, axis), -1, axis)
    x = x.ravel()
    whole = x.size // 1024 * 1024
    parts = np.add.accumulate(x[:whole].reshape(-1, 1024), 1)[:, -1]
    if whole < x.size:
        parts = np.append(parts, np.add.accumulate(x[whole:])[-1])
    return np.add.accumulate(parts)[-1] if parts.size else np.float64(0)
)"},
    {Helper::Structure, true, std::nullopt, R"(
def _structure(connectivity):
    return ndimage.generate_binary_structure(2, 1 if connectivity == 4 else 2)
)"},
    {Helper::Distance, true, std::nullopt, R"(
def _distance(m):
    """Pixels to the nearest one of m."""
    return ndimage.distance_transform_edt(~m) if m.any() else np.full(m.shape, np.inf)
)"},
    {Helper::Grow, true, Helper::Distance, R"(
def _grow(m, radius, footprint=None):
    if footprint is None:
        return _distance(m) <= radius
    return ndimage.binary_dilation(m, footprint)
)"},
    {Helper::Shrink, true, Helper::Distance, R"(
def _shrink(m, radius, footprint=None):
    if footprint is None:
        return _distance(~m) > radius
    return ndimage.binary_erosion(m, footprint, border_value=1)
)"},
    {Helper::Area, true, Helper::Structure, R"(
def _area(m, connectivity):
    """Pixels of the component that each pixel is in."""
    labels, _ = ndimage.label(m, _structure(connectivity))
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    return sizes[labels]
)"},
    {Helper::Largest, true, Helper::Structure, R"(
def _largest(m, count, connectivity):
    labels, found = ndimage.label(m, _structure(connectivity))
    sizes = np.bincount(labels.ravel(), minlength=found + 1)[1:]
    _, first = np.unique(labels[labels > 0], return_index=True)
    order = np.lexsort((first, -sizes))
    return np.isin(labels, order[:count] + 1)
)"},
    {Helper::FillHoles, true, Helper::Structure, R"(
def _fill_holes(m, below, connectivity):
    labels, _ = ndimage.label(~m, _structure(12 - connectivity))
    sizes = np.bincount(labels.ravel())
    edges = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    filled = sizes < below
    filled[np.unique(edges)] = False
    filled[0] = False
    return m | filled[labels]
)"},
    {Helper::Planes, false, std::nullopt, R"(
def _planes(function, x, rows, columns, dtype=bool):
    """`function` of each plane of x; an axis of None has size 1."""
    x = np.asarray(x)
    axes = [axis for axis in (rows, columns) if axis is not None]
    ends = list(range(-len(axes), 0))
    moved = np.moveaxis(x, axes, ends)
    if x.size == 0:
        return np.zeros(x.shape, dtype)
    height, width = [1 if axis is None else x.shape[axis] for axis in (rows, columns)]
    done = np.stack([function(plane) for plane in moved.reshape(-1, height, width)])
    return np.moveaxis(done.reshape(moved.shape), ends, axes).astype(dtype)
)"},
}};
}  // namespace

HelperText helperText(const std::set<Helper>& used) {
    std::set<Helper> needed = used;
    HelperText text;
    for (auto each = kDefinitions.rbegin(); each != kDefinitions.rend(); ++each) {
        if (needed.count(each->helper) > 0) {
            if (each->needs) {
                needed.insert(*each->needs);
            }
            text.needsScipy = text.needsScipy || each->needsScipy;
        }
    }
    for (const Definition& each : kDefinitions) {
        if (needed.count(each.helper) > 0) {
            text.definitions += '\n';
            text.definitions += each.text;
        }
    }
    return text;
}

std::string definitionsOf(const std::set<Helper>& used) {
    const HelperText text = helperText(used);
    std::string out = "import numpy as np\n";
    if (text.needsScipy) {
        out += "from scipy import ndimage\n";
    }
    return out + text.definitions + (used.empty() ? "\n" : "\n\n");
}

}  // namespace frisket::rules
