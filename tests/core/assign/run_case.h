// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <vector>

#include "core/array/banded_array.h"
#include "core/array/half.h"
#include "core/assign/prepared.h"
#include "core/assign/reference.h"
#include "core/assign/run.h"
#include "core/condition/viewed.h"
#include "tests/support/masks.h"

namespace frisket::test {

using Bytes = std::vector<std::byte>;

/// Elements of `array` in C order.
inline Bytes bytesOf(const array::BandedArray& array) {
    Bytes bytes(static_cast<std::size_t>(array.count() * array::itemSize(array.dtype())));
    array.gather(0, 1, array.count(), bytes.data());
    return bytes;
}

/// An array of random layout over storage that is a little larger than it needs.
struct RandomArray {
    array::DType dtype = array::DType::U8;
    array::Layout layout;
    Bytes storage;
};

/// Sizes whose product stays small, some of them longer than a condition word.
inline array::Shape randomShape(int rank, Random& random) {
    array::Shape shape;
    std::int64_t room = 3000;
    for (int axis = 0; axis < rank; ++axis) {
        const std::int64_t most = random.chance(25) ? 70 : 6;
        const std::int64_t size = random.chance(3) ? 0 : random.between(1, std::min(most, room));
        shape.append(size);
        room = std::max<std::int64_t>(1, room / std::max<std::int64_t>(size, 1));
    }
    return shape;
}

/// `shape` as a view that is transposed, cut out, stepped or flipped of a packed array; the number
/// of elements of that array comes back in `storage`.
inline array::Layout randomView(const array::Shape& shape, Random& random, std::int64_t& storage) {
    const int rank = shape.rank();
    std::vector<int> order(static_cast<std::size_t>(rank));
    for (int axis = 0; axis < rank; ++axis) {
        const auto place = static_cast<std::size_t>(axis);
        order[place] = axis;
        if (random.chance(20)) {
            std::swap(order[place], order[static_cast<std::size_t>(random.between(0, axis))]);
        }
    }
    // Axis order[k] of the view is axis k of the packed array.
    array::Shape packed;
    std::vector<array::Slice> slices;
    for (int k = 0; k < rank; ++k) {
        const std::int64_t size = shape[order[static_cast<std::size_t>(k)]];
        const std::int64_t step = random.chance(15) ? random.between(2, 3) : 1;
        const std::int64_t front = random.chance(15) ? random.between(1, 5) : 0;
        const std::int64_t span = size == 0 ? 0 : (size - 1) * step + 1;
        packed.append(front + span + (random.chance(15) ? random.between(1, 9) : 0));
        slices.push_back({front, front + span, step});
    }
    auto layout = array::Layout::rowMajor(packed);
    storage = layout.count();
    for (int k = 0; k < rank; ++k) {
        layout = layout.slice(k, slices[static_cast<std::size_t>(k)]).value();
        if (random.chance(15)) {
            layout = layout.flip(k).value();
        }
    }
    std::vector<int> inverse(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        inverse[static_cast<std::size_t>(order[k])] = static_cast<int>(k);
    }
    return layout.transpose(inverse).value();
}

/// `shape` with some axes of size 1 and some leading axes missing: it broadcasts to `shape`.
inline array::Shape shrunk(const array::Shape& shape, Random& random) {
    array::Shape out = shape;
    for (std::int64_t& size : out) {
        size = random.chance(15) ? 1 : size;
    }
    while (out.rank() > 0 && random.chance(15)) {
        out.erase(0);
    }
    return out;
}

/// Random elements: small numbers that most dtypes share, or any bits.
inline Bytes randomElements(array::DType dtype, std::int64_t count, Random& random) {
    Bytes bytes(static_cast<std::size_t>(count * array::itemSize(dtype)));
    const bool anyBits = random.chance(50);
    for (std::int64_t i = 0; i < count; ++i) {
        array::visitType(dtype, [&](auto type) {
            using T = typename decltype(type)::type;
            T value;
            const std::uint64_t bits = random.next();
            if constexpr (std::is_same_v<T, array::Bool8>) {
                value = static_cast<T>(bits & 1U);
            } else if (anyBits) {
                std::memcpy(static_cast<void*>(&value), &bits, sizeof(T));
            } else if constexpr (std::is_same_v<T, array::Half>) {
                value = array::toHalf(static_cast<double>(bits % 100));
            } else {
                value = static_cast<T>(bits % 100);
            }
            std::memcpy(bytes.data() + i * std::int64_t{sizeof(T)}, &value, sizeof(T));
        });
    }
    return bytes;
}

inline RandomArray randomArray(array::DType dtype, const array::Shape& shape, Random& random) {
    std::int64_t storage = 0;
    const auto layout = randomView(shape, random, storage);
    return {dtype, layout, randomElements(dtype, storage, random)};
}

inline array::DType randomDType(Random& random) {
    return array::kAllDTypes[static_cast<std::size_t>(random.between(0, 11))];
}

/// Everything that an assignment needs, with a plan that was made.
struct RunCase {
    RandomArray destination;
    RandomArray source;
    condition::ConditionMask mask;  ///< what was given; `inputs` may hold a packed one
    assign::AssignPlan plan;
    mutable std::optional<assign::PreparedInputs> prepared;

    [[nodiscard]] assign::Inputs inputs() const {
        if (!prepared) {
            base::ThreadPool pool(1);
            prepared =
                assign::PreparedInputs::make(plan, source.storage.data(), mask, pool).value();
        }
        return prepared->inputs();
    }
    [[nodiscard]] const condition::ConditionMask& condition() const { return *inputs().condition; }
    [[nodiscard]] array::ArrayView sourceView() const {
        return {source.dtype, source.layout, source.storage.data()};
    }
    /// The destination's storage after the reference has run.
    [[nodiscard]] Bytes expected() const {
        Bytes bytes = destination.storage;
        assign::assignReference(plan, inputs(), bytes.data());
        return bytes;
    }
};

/// Place of the source element that element `flat` of the destination takes when `rank` selected
/// ones come before it, from the definition; nothing where an empty source has none.
inline std::optional<std::int64_t> sourcePlace(const assign::AssignPlan& plan, std::int64_t flat,
                                               std::int64_t rank) {
    const array::Layout& source = plan.source();
    if (plan.addressing() == assign::Addressing::Aligned) {
        return source.at(array::unravel(flat, plan.shape()));
    }
    if (source.count() == 0) {
        return std::nullopt;
    }
    const std::int64_t k = plan.addressing() == assign::Addressing::ByRank ? rank : flat;
    return source.at(array::unravel(k % source.count(), source.shape));
}

inline assign::Mode randomMode(Random& random) {
    return random.chance(40) ? assign::Mode::Where
                             : assign::kAllModes[static_cast<std::size_t>(random.between(0, 5))];
}

/// A shape of the condition that `mode` takes for a destination of `shape`.
inline array::Shape conditionShape(assign::Mode mode, const array::Shape& shape, Random& random) {
    array::Shape out = shape;
    switch (mode) {
        case assign::Mode::Index:
            while (out.rank() > 0 && random.chance(35)) {
                out.erase(out.rank() - 1);
            }
            return out;
        case assign::Mode::Place:
        case assign::Mode::Putmask:
            if (random.chance(40)) {
                std::reverse(out.begin(), out.end());
            } else if (random.chance(20)) {
                out = {array::elementCount(shape).value()};
            }
            return out;
        default:
            return shrunk(shape, random);
    }
}

/// A shape of the source; `needed` elements of a destination of `shape` are selected.
inline array::Shape sourceShape(const assign::PlanRequest& request, std::int64_t needed,
                                Random& random) {
    const array::Shape& shape = request.destination.layout.shape;
    switch (request.mode) {
        case assign::Mode::Where:
        case assign::Mode::Fill: {
            array::Shape out = shrunk(shape, random);
            if (out.rank() == shape.rank() && random.chance(10)) {
                out.insert(0, 1);
            }
            return out;
        }
        case assign::Mode::Index: {
            array::Shape out{request.selected};
            for (int axis = request.condition.layout.rank(); axis < shape.rank(); ++axis) {
                out.append(random.chance(15) ? 1 : shape[axis]);
            }
            if (random.chance(25)) {
                out.erase(0);
            }
            return out;
        }
        case assign::Mode::Scatter:
            if (random.chance(30)) {
                return shape;
            }
            return random.chance(50) ? array::Shape{needed + random.between(0, 3)}
                                     : array::Shape{2, (needed + 1) / 2 + 1};
        default:
            if (random.chance(30)) {
                return shape;
            }
            return random.chance(50) ? array::Shape{random.between(1, 90)}
                                     : array::Shape{random.between(1, 4), random.between(1, 7)};
    }
}

/// A random assignment to a destination of `shape`; `packed` keeps the destination in C order.
inline RunCase randomCase(const array::Shape& shape, assign::Casting casting, bool packed,
                          Random& random) {
    RandomArray destination = randomArray(randomDType(random), shape, random);
    if (packed) {
        destination.layout = array::Layout::rowMajor(shape);
        destination.storage = randomElements(destination.dtype, destination.layout.count(), random);
    }
    assign::PlanRequest request;
    request.mode = randomMode(random);
    request.destination = {destination.dtype, destination.layout, {}};
    request.casting = casting;

    // The condition's layout is a view over the flat places of its mask.
    std::int64_t places = 0;
    const auto conditionLayout =
        randomView(conditionShape(request.mode, shape, random), random, places);
    const int percent = static_cast<int>(random.between(0, 3)) * 33;
    auto mask = makeMask({places}, randomBools(places, percent, random));
    if (places > 0 && random.chance(50)) {  // packed rows of another length
        const std::int64_t rowBits = random.between(64, 70);
        const std::int64_t rows = (places + rowBits - 1) / rowBits;
        mask = makeMask({rows, rowBits}, randomBools(rows * rowBits, percent, random));
    }
    request.condition = {array::DType::Bool, conditionLayout, {}};
    request.selected = condition::countTrue(mask, conditionLayout);
    const std::int64_t repeats =
        conditionLayout.count() == 0 ? 0 : destination.layout.count() / conditionLayout.count();

    const auto sourceType = random.chance(30) ? destination.dtype : randomDType(random);
    RandomArray source =
        randomArray(sourceType, sourceShape(request, request.selected * repeats, random), random);
    if (request.mode == assign::Mode::Place && request.selected > 0 && source.layout.count() == 0) {
        source = randomArray(sourceType, {3}, random);
    }
    if (request.mode == assign::Mode::Fill) {
        source = {sourceType, {{}, {}, 0}, randomElements(sourceType, 1, random)};
        if (random.chance(60)) {
            request.value = assign::Scalar{destination.dtype, {}};
            const Bytes element = randomElements(destination.dtype, 1, random);
            std::copy(element.begin(), element.end(), request.value->bytes.begin());
        }
    }
    request.source = assign::Operand{sourceType, source.layout, {}};
    auto plan = assign::AssignPlan::make(request).value();
    return {std::move(destination), std::move(source), std::move(mask), std::move(plan), {}};
}

inline QString describe(const RunCase& run) {
    const auto text = [](const array::Dims& dims) {
        return QString::fromStdString(array::toString(dims));
    };
    const auto layout = [&](const array::Layout& l) {
        return QStringLiteral("%1 at %2").arg(text(l.strides)).arg(l.offset);
    };
    return QStringLiteral("%1, %2 -> %3, shape %4, strides %5, %6, %7")
        .arg(QLatin1String(assign::name(run.plan.mode()).data()),
             QLatin1String(array::name(run.plan.sourceType()).data()),
             QLatin1String(array::name(run.plan.destinationType()).data()), text(run.plan.shape()),
             layout(run.plan.destination()), layout(run.plan.source()),
             layout(run.plan.condition()));
}

}  // namespace frisket::test
