// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstring>
#include <vector>

#include "core/assign/reference.h"
#include "core/assign/run.h"
#include "tests/support/masks.h"

namespace frisket::test {

using Bytes = std::vector<std::byte>;

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
    condition::ConditionMask mask;
    assign::AssignPlan plan;

    [[nodiscard]] assign::Inputs inputs() const { return {source.storage.data(), &mask}; }
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

/// A random assignment to a destination of `shape`; `packed` keeps the destination in C order.
inline RunCase randomCase(const array::Shape& shape, assign::Casting casting, bool packed,
                          Random& random) {
    RandomArray destination = randomArray(randomDType(random), shape, random);
    if (packed) {
        destination.layout = array::Layout::rowMajor(shape);
        destination.storage = randomElements(destination.dtype, destination.layout.count(), random);
    }
    const auto sourceType = random.chance(30) ? destination.dtype : randomDType(random);
    array::Shape sourceShape = shrunk(shape, random);
    if (sourceShape.rank() == shape.rank() && random.chance(10)) {
        sourceShape.insert(0, 1);
    }
    RandomArray source = randomArray(sourceType, sourceShape, random);

    // The condition's layout is a view over the flat places of its mask.
    std::int64_t places = 0;
    const auto conditionLayout = randomView(shrunk(shape, random), random, places);
    const int percent = static_cast<int>(random.between(0, 3)) * 33;
    auto mask = makeMask({places}, randomBools(places, percent, random));
    if (places > 0 && random.chance(50)) {  // packed rows of another length
        const std::int64_t rowBits = random.between(64, 70);
        const std::int64_t rows = (places + rowBits - 1) / rowBits;
        mask = makeMask({rows, rowBits}, randomBools(rows * rowBits, percent, random));
    }

    assign::PlanRequest request;
    request.destination = {destination.dtype, destination.layout, {}};
    request.source = assign::Operand{source.dtype, source.layout, {}};
    request.condition = {array::DType::Bool, conditionLayout, {}};
    request.casting = casting;
    if (random.chance(25)) {
        request.mode = assign::Mode::Fill;
        request.source = assign::Operand{sourceType, {{}, {}, 0}, {}};
        source = {sourceType, {{}, {}, 0}, randomElements(sourceType, 1, random)};
        if (random.chance(60)) {
            request.value = assign::Scalar{destination.dtype, {}};
            const Bytes element = randomElements(destination.dtype, 1, random);
            std::copy(element.begin(), element.end(), request.value->bytes.begin());
        }
    }
    auto plan = assign::AssignPlan::make(request).value();
    return {std::move(destination), std::move(source), std::move(mask), std::move(plan)};
}

inline QString describe(const RunCase& run) {
    const auto text = [](const array::Dims& dims) {
        return QString::fromStdString(array::toString(dims));
    };
    const auto layout = [&](const array::Layout& l) {
        return QStringLiteral("%1 at %2").arg(text(l.strides)).arg(l.offset);
    };
    return QStringLiteral("%1 -> %2, shape %3, strides %4, %5, %6")
        .arg(QLatin1String(array::name(run.plan.sourceType()).data()),
             QLatin1String(array::name(run.plan.destinationType()).data()), text(run.plan.shape()),
             layout(run.plan.destination()), layout(run.plan.source()),
             layout(run.plan.condition()));
}

}  // namespace frisket::test
