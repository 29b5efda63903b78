// SPDX-License-Identifier: MIT
#include "core/edit/replace_values.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>
#include <new>
#include <utility>
#include <vector>

#include "core/edit/packed_bytes.h"

namespace frisket::edit {

namespace {
using array::Layout;
using condition::Plane;
using condition::Word;

/// Elements that are looked at, and compressed, together.
constexpr std::int64_t kPieceElements = std::int64_t{1} << 18U;

void removeAxis(Layout& layout, int axis) {
    layout.shape.erase(axis);
    layout.strides.erase(axis);
}

/// Whether the axis goes on where the one behind it ends.
bool meets(const Layout& layout, int axis) {
    return layout.strides[axis] == layout.strides[axis + 1] * layout.shape[axis + 1];
}

/// The scope with as few axes as it can have, and two at least.
ReplaceScope merged(ReplaceScope scope) {
    Layout& own = scope.elements;
    Layout& other = scope.condition;
    const bool both = scope.mask != nullptr;
    for (int axis = own.rank() - 1; axis >= 0; --axis) {
        const bool joins =
            axis + 1 < own.rank() && meets(own, axis) && (!both || meets(other, axis));
        if (own.shape[axis] == 1) {
            removeAxis(own, axis);
            if (both) {
                removeAxis(other, axis);
            }
        } else if (joins) {
            for (Layout* layout : {&own, &other}) {
                if (layout == &own || both) {
                    layout->shape[axis] *= layout->shape[axis + 1];
                    layout->strides[axis] = layout->strides[axis + 1];
                    removeAxis(*layout, axis + 1);
                }
            }
        }
    }
    for (Layout* layout : {&own, &other}) {
        while (layout->rank() < 2) {
            layout->shape.insert(0, 1);
            layout->strides.insert(0, 0);
        }
    }
    return scope;
}

/// The scope cut into pieces of planes of its last two axes.
class Pieces {
public:
    explicit Pieces(const ReplaceScope& scope) : m_scope(merged(scope)) {
        const Layout& elements = m_scope.elements;
        const int rank = elements.rank();
        m_height = elements.shape[rank - 2];
        m_width = elements.shape[rank - 1];
        m_columns = std::max<std::int64_t>(1, std::min(m_width, kPieceElements));
        m_rows = std::clamp<std::int64_t>(kPieceElements / m_columns, 1,
                                          std::max<std::int64_t>(1, m_height));
        m_across = (m_width + m_columns - 1) / m_columns;
        m_down = (m_height + m_rows - 1) / m_rows;
        for (int axis = 0; axis < rank - 2; ++axis) {
            m_outer.append(elements.shape[axis]);
            m_planes *= elements.shape[axis];
        }
    }

    [[nodiscard]] std::int64_t count() const { return m_planes * m_down * m_across; }
    /// Where the elements of piece `i` are; of its condition in the other.
    [[nodiscard]] std::pair<Plane, Plane> at(std::int64_t i) const {
        const std::int64_t column = i % m_across * m_columns;
        const std::int64_t row = i / m_across % m_down * m_rows;
        const array::Index outer = array::unravel(i / m_across / m_down, m_outer);
        const auto planeOf = [&](const Layout& layout) {
            const int rank = layout.rank();
            const std::int64_t strideY = layout.strides[rank - 2];
            const std::int64_t strideX = layout.strides[rank - 1];
            Plane plane{layout.offset + row * strideY + column * strideX, strideY, strideX,
                        std::min(m_rows, m_height - row), std::min(m_columns, m_width - column)};
            for (int axis = 0; axis < outer.rank(); ++axis) {
                plane.origin += outer[axis] * layout.strides[axis];
            }
            return plane;
        };
        return {planeOf(m_scope.elements),
                m_scope.mask != nullptr ? planeOf(m_scope.condition) : Plane{}};
    }
    [[nodiscard]] const condition::ConditionMask* mask() const { return m_scope.mask; }

private:
    ReplaceScope m_scope;
    array::Shape m_outer;
    std::int64_t m_planes = 1;
    std::int64_t m_height = 0;
    std::int64_t m_width = 0;
    std::int64_t m_rows = 0;
    std::int64_t m_columns = 0;
    std::int64_t m_down = 0;
    std::int64_t m_across = 0;
};

/// An element as its bits, with those of all that equal it.
template <class Lane>
struct Value {
    Lane bits = 0;
    Lane magnitude = 0;  ///< all bits but the sign where it is a float, else all bits
    Lane infinity = 0;   ///< of floats
    bool isZero = false;
    bool isNan = false;

    Value(const assign::Scalar& scalar) {  // NOLINT(google-explicit-constructor)
        std::memcpy(&bits, scalar.data(), sizeof bits);
        magnitude = static_cast<Lane>(~Lane{0});
        if constexpr (sizeof(Lane) > 1) {
            if (array::isFloat(scalar.dtype)) {
                constexpr unsigned kFraction = sizeof(Lane) == 2   ? 10
                                               : sizeof(Lane) == 4 ? 23
                                                                   : 52;  // bits
                magnitude = static_cast<Lane>(magnitude >> 1U);
                infinity = static_cast<Lane>(magnitude >> kFraction << kFraction);
                isZero = (bits & magnitude) == 0;
                isNan = (bits & magnitude) > infinity;
            }
        }
    }
    [[nodiscard]] bool equals(Lane other) const {
        return isNan    ? static_cast<Lane>(other & magnitude) > infinity
               : isZero ? static_cast<Lane>(other & magnitude) == 0
                        : other == bits;
    }
};

/// Makes `values` what they are flipped by and counts.
template <class Lane>
void flipsOf(const Replacement& replacement, const std::vector<Word>& selected, std::byte* values,
             std::int64_t count, ReplaceCounts& counts) {
    const Value<Lane> from(replacement.from);
    const Value<Lane> to(replacement.to);
    for (std::int64_t i = 0; i < count; ++i) {
        std::byte* const place = values + i * static_cast<std::int64_t>(sizeof(Lane));
        Lane value;
        std::memcpy(&value, place, sizeof value);
        const bool counted =
            selected.empty() || (selected[static_cast<std::size_t>(i / condition::kWordBits)] >>
                                     static_cast<unsigned>(i % condition::kWordBits) &
                                 1U) != 0;
        Lane flips = 0;
        if (counted && from.equals(value)) {
            flips = static_cast<Lane>(value ^ to.bits);
            counts.toTo += flips != 0 ? 1 : 0;
        } else if (counted && replacement.swaps && to.equals(value)) {
            flips = static_cast<Lane>(value ^ from.bits);
            counts.toFrom += flips != 0 ? 1 : 0;
        }
        std::memcpy(place, &flips, sizeof flips);
    }
}

/// Memory of one thread.
struct Worker {
    BytePacker packer;
    std::vector<std::byte> values;
    std::vector<Word> selected;
    ReplaceCounts counts;

    /// What the piece is flipped by, in `values`; how many elements change.
    ReplaceCounts look(const array::BandedArray& destination, const Replacement& replacement,
                       const condition::ConditionMask* mask, const Plane& elements,
                       const Plane& condition) {
        const std::int64_t size = array::itemSize(destination.dtype());
        values.resize(static_cast<std::size_t>(elements.height * elements.width * size));
        ReplaceCounts found;
        for (std::int64_t y = 0; y < elements.height; ++y) {
            std::byte* const row = values.data() + y * elements.width * size;
            destination.gather(elements.origin + y * elements.strideY, elements.strideX,
                               elements.width, row);
            if (mask != nullptr) {
                selected.resize(static_cast<std::size_t>(condition::wordsFor(condition.width)));
                mask->gather(condition.origin + y * condition.strideY, condition.strideX,
                             condition.width, selected.data());
            }
            switch (size) {
                case 1:
                    flipsOf<std::uint8_t>(replacement, selected, row, elements.width, found);
                    break;
                case 2:
                    flipsOf<std::uint16_t>(replacement, selected, row, elements.width, found);
                    break;
                case 4:
                    flipsOf<std::uint32_t>(replacement, selected, row, elements.width, found);
                    break;
                default:
                    flipsOf<std::uint64_t>(replacement, selected, row, elements.width, found);
            }
        }
        return found;
    }
};

/// Looks at all pieces; `keep(worker, i, piece, counts)` for those that change.
template <class Keep>
base::Result<ReplaceCounts> forEachPiece(const array::BandedArray& destination,
                                         const Pieces& pieces, const Replacement& replacement,
                                         base::ThreadPool& pool, base::Progress* progress,
                                         Keep&& keep) {
    const std::int64_t count = destination.count() == 0 ? 0 : pieces.count();
    std::vector<Worker> workers(
        static_cast<std::size_t>(std::clamp<std::int64_t>(count, 1, pool.threads())));
    std::atomic<std::int64_t> next{0};
    pool.forRange(
        static_cast<std::int64_t>(workers.size()), 1, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t w = first; w < last; ++w) {
                Worker& worker = workers[static_cast<std::size_t>(w)];
                for (std::int64_t i = next++; i < count; i = next++) {
                    if (progress != nullptr && progress->cancelled()) {
                        return;
                    }
                    const auto [elements, condition] = pieces.at(i);
                    const ReplaceCounts found =
                        worker.look(destination, replacement, pieces.mask(), elements, condition);
                    worker.counts.toTo += found.toTo;
                    worker.counts.toFrom += found.toFrom;
                    if (found.all() > 0) {
                        keep(worker, i, elements, found);
                    }
                    if (progress != nullptr) {
                        progress->advance(elements.height * elements.width);
                    }
                }
            }
        });
    if (const auto goOn = base::proceed(progress); !goOn) {
        return base::passOn(goOn);
    }
    ReplaceCounts all;
    for (const Worker& worker : workers) {
        all.toTo += worker.counts.toTo;
        all.toFrom += worker.counts.toFrom;
    }
    return all;
}

tl::unexpected<base::Error> noMemory() {
    return base::fail(base::ErrorCode::OutOfMemory,
                      "There is no memory to keep the old values for undo.",
                      "Replace in the shown slice alone, or close other programs.");
}
}  // namespace

base::Result<ReplaceCounts> countReplacement(const array::BandedArray& destination,
                                             const ReplaceScope& scope,
                                             const Replacement& replacement, base::ThreadPool& pool,
                                             base::Progress* progress) {
    try {
        return forEachPiece(destination, Pieces(scope), replacement, pool, progress,
                            [](Worker&, std::int64_t, const Plane&, const ReplaceCounts&) {});
    } catch (const std::bad_alloc&) {
        return noMemory();
    }
}

base::Result<ValuePatch> findReplacement(const array::BandedArray& destination,
                                         const ReplaceScope& scope, const Replacement& replacement,
                                         base::ThreadPool& pool, base::Progress* progress) {
    try {
        struct Found {
            ValuePatch::Block block;
            std::int64_t changed = 0;
        };
        const Pieces pieces(scope);
        std::vector<Found> found(
            static_cast<std::size_t>(destination.count() == 0 ? 0 : pieces.count()));
        const auto looked = forEachPiece(
            destination, pieces, replacement, pool, progress,
            [&](Worker& worker, std::int64_t i, const Plane& piece, const ReplaceCounts& counts) {
                found[static_cast<std::size_t>(i)] = {
                    {{piece}, worker.packer.pack(worker.values), piece.height * piece.width},
                    counts.all()};
            });
        if (!looked) {
            return base::passOn(looked);
        }
        ValuePatch patch(destination.dtype());
        for (Found& each : found) {
            if (each.changed > 0) {
                patch.append(std::move(each.block), each.changed);
            }
        }
        return patch;
    } catch (const std::bad_alloc&) {
        return noMemory();
    }
}

}  // namespace frisket::edit
