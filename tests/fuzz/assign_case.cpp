// SPDX-License-Identifier: MIT
#include "tests/fuzz/assign_case.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/array/half.h"
#include "core/condition/viewed.h"

namespace frisket::fuzz {

namespace {
using array::DType;
using array::Layout;
using array::Shape;
using assign::Mode;

constexpr std::int64_t kMostElements = 6000;  // more than two blocks of a rank index
constexpr std::int64_t kMostForOneAxis =
    40000;  // more than the lanes that are taken by rank at once

std::int64_t countOf(const Shape& shape) { return Layout::rowMajor(shape).count(); }

/// Places from 0 to the last that `layout` reaches.
std::int64_t reachOf(const Layout& layout) {
    std::int64_t high = layout.offset;
    for (int axis = 0; axis < layout.rank(); ++axis) {
        if (layout.shape[axis] == 0) {
            return layout.offset;
        }
        high += std::max<std::int64_t>(0, layout.strides[axis] * (layout.shape[axis] - 1));
    }
    return high + 1;
}

Shape decodeShape(ByteReader& reader) {
    if (reader.chance(1)) {
        const std::int64_t channels = reader.between(1, 4);
        return {reader.upTo(kMostForOneAxis / channels), channels};
    }
    Shape shape;
    std::int64_t room = reader.chance(5) ? kMostElements : 200;
    const auto rank = static_cast<int>(reader.upTo(5));
    for (int axis = 0; axis < rank; ++axis) {
        const std::int64_t most = reader.chance(25) ? room : 6;
        const std::int64_t size = reader.chance(4) ? 0 : reader.between(1, std::min(most, room));
        shape.append(size);
        room = std::max<std::int64_t>(1, room / std::max<std::int64_t>(size, 1));
    }
    return shape;
}

Shape shrunk(Shape shape, ByteReader& reader) {
    for (std::int64_t& size : shape) {
        size = reader.chance(15) ? 1 : size;
    }
    while (shape.rank() > 0 && reader.chance(15)) {
        shape.erase(0);
    }
    return shape;
}

/// A shape of `count` elements.
Shape shapeOfSize(std::int64_t count, ByteReader& reader) {
    Shape shape{count};
    for (int axis = 0; axis < 2 && reader.chance(40); ++axis) {
        const std::int64_t part = reader.between(1, 8);
        if (shape[0] % part == 0) {
            shape[0] /= part;
            shape.insert(1, part);
        }
    }
    if (shape[0] == 1 && reader.chance(50)) {
        shape.erase(0);
    }
    return shape;
}

/// Makes it perhaps not fit any more.
Shape disturbed(Shape shape, ByteReader& reader) {
    const auto axis = static_cast<int>(reader.upTo(shape.rank()));
    if (axis == shape.rank() || reader.chance(40)) {
        shape.insert(axis, reader.upTo(3));
    } else if (reader.chance(50)) {
        shape.erase(axis);
    } else {
        shape[axis] = reader.upTo(shape[axis] + 1);
    }
    return shape;
}

/// `shape` as a view of a packed array: transposed, cut out, stepped, flipped.
Layout decodeView(const Shape& shape, ByteReader& reader) {
    const int rank = shape.rank();
    std::vector<int> order(static_cast<std::size_t>(rank));  // the packed axis of each axis
    for (int axis = 0; axis < rank; ++axis) {
        const auto place = static_cast<std::size_t>(axis);
        order[place] = axis;
        if (reader.chance(20)) {
            std::swap(order[place], order[static_cast<std::size_t>(reader.upTo(axis))]);
        }
    }
    Layout layout{shape, array::Dims::filled(rank, 0), 0};
    std::int64_t stride = 1;
    std::int64_t gaps = 1;  // how many times larger than the shape the array has become
    for (int packed = rank - 1; packed >= 0; --packed) {
        const auto place = std::find(order.begin(), order.end(), packed) - order.begin();
        const auto axis = static_cast<int>(place);
        const bool roomy = gaps < 4;
        const std::int64_t step = roomy && reader.chance(15) ? reader.between(2, 3) : 1;
        const std::int64_t front = roomy && reader.chance(15) ? reader.between(1, 5) : 0;
        const std::int64_t back = roomy && reader.chance(15) ? reader.between(1, 9) : 0;
        const std::int64_t size = std::max<std::int64_t>(shape[axis], 1);
        layout.strides[axis] = stride * step;
        layout.offset += stride * front;
        if (reader.chance(15)) {
            layout.offset += stride * step * (size - 1);
            layout.strides[axis] = -stride * step;
        }
        const std::int64_t whole = front + (size - 1) * step + 1 + back;
        stride *= whole;
        gaps *= (whole + size - 1) / size;
    }
    return layout;
}

/// Any strides at all that keep `shape` within `places` (> 0) elements; zero ones included.
Layout decodeStrides(const Shape& shape, std::int64_t places, ByteReader& reader) {
    Layout layout{shape, array::Dims::filled(shape.rank(), 0), 0};
    std::int64_t below = 0;
    std::int64_t above = 0;
    for (int axis = shape.rank() - 1; axis >= 0; --axis) {
        const std::int64_t steps = std::max<std::int64_t>(shape[axis] - 1, 0);
        const std::int64_t most = steps == 0 ? 7 : (places - 1 - above - below) / steps;
        std::int64_t stride = reader.upTo(std::min<std::int64_t>(most, 80));
        above += stride * steps;
        if (reader.chance(30)) {
            above -= stride * steps;
            below += stride * steps;
            stride = -stride;
        }
        layout.strides[axis] = stride;
    }
    layout.offset = reader.between(below, places - 1 - above);
    return layout;
}

Layout decodeLayout(const Shape& shape, ByteReader& reader) {
    if (reader.chance(20)) {
        return decodeStrides(shape, reader.between(1, kMostElements), reader);
    }
    return reader.chance(40) ? decodeView(shape, reader) : Layout::rowMajor(shape);
}

Bytes decodeElements(DType dtype, std::int64_t count, ByteReader& reader) {
    const std::int64_t size = array::itemSize(dtype);
    Bytes bytes(static_cast<std::size_t>(count * size));
    const bool anyBits = reader.chance(50);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t bits = reader.noise();
        std::byte* element = bytes.data() + i * size;
        if (dtype != DType::Bool && anyBits) {
            std::memcpy(element, &bits, static_cast<std::size_t>(size));
            continue;
        }
        // Whole numbers, which most casts keep.
        const auto number = static_cast<double>(bits % (dtype == DType::Bool ? 2 : 100));
        array::visitType(dtype, [&](auto type) {
            using T = typename decltype(type)::type;
            T value;
            if constexpr (std::is_same_v<T, array::Half>) {
                value = array::toHalf(number);
            } else {
                value = static_cast<T>(number);
            }
            std::memcpy(element, &value, sizeof(T));
        });
    }
    return bytes;
}

/// A mask of at least `places` places, in one row or in rows of any length.
condition::ConditionMask decodeMask(std::int64_t places, ByteReader& reader) {
    const std::int64_t rowBits =
        std::max<std::int64_t>(1, reader.chance(50) ? reader.between(1, 200) : places);
    const std::int64_t rows = (places + rowBits - 1) / rowBits;
    auto mask = condition::ConditionMask::create({rows, rowBits}).value();
    static constexpr std::array<std::uint64_t, 5> kShares{128, 0, 256, 4, 250};
    const std::uint64_t share = kShares[static_cast<std::size_t>(reader.upTo(4))];
    const std::int64_t run = reader.chance(50) ? reader.between(1, 200) : 1;
    bool value = false;
    for (std::int64_t i = 0; i < mask.size(); ++i) {
        if (i % run == 0) {
            value = reader.noise() % 256 < share;
        }
        mask.set(i, value);
    }
    return mask;
}

Shape decodeConditionShape(Mode mode, const Shape& target, ByteReader& reader) {
    Shape shape = target;
    switch (mode) {
        case Mode::Where:
        case Mode::Fill:
        case Mode::Scatter:
            shape = shrunk(target, reader);
            break;
        case Mode::Index:
            while (shape.rank() > 0 && reader.chance(30)) {
                shape.erase(shape.rank() - 1);
            }
            break;
        case Mode::Place:
        case Mode::Putmask:
            shape = reader.chance(40) ? shapeOfSize(countOf(target), reader) : target;
            break;
    }
    return reader.chance(4) ? disturbed(shape, reader) : shape;
}

Shape decodeSourceShape(const assign::PlanRequest& request, ByteReader& reader) {
    const Shape& target = request.destination.layout.shape;
    const Shape& condition = request.condition.layout.shape;
    Shape shape;
    switch (request.mode) {
        case Mode::Where:
            shape = shrunk(target, reader);
            break;
        case Mode::Fill:
            break;
        case Mode::Index: {
            shape.append(request.selected);
            for (int axis = condition.rank(); axis < target.rank(); ++axis) {
                shape.append(target[axis]);
            }
            shape = shrunk(shape, reader);
            break;
        }
        case Mode::Scatter: {
            const std::int64_t count = request.selected;
            // The condition may be stretched, so the whole destination may be needed.
            const std::int64_t most = std::max(count, countOf(target));
            shape = shapeOfSize(reader.chance(50) ? most : reader.between(count, most + 3), reader);
            break;
        }
        case Mode::Place:
        case Mode::Putmask:
            shape = shapeOfSize(reader.chance(30) ? request.selected : reader.upTo(300), reader);
            break;
    }
    if (reader.chance(4)) {
        shape = disturbed(shape, reader);
    }
    if (reader.chance(8) && request.mode != Mode::Fill) {
        shape.insert(0, 1);
    }
    return shape;
}

DType decodeDType(ByteReader& reader) {
    return array::kAllDTypes[static_cast<std::size_t>(reader.upTo(11))];
}

void decodeSource(AssignCase& out, ByteReader& reader) {
    DType dtype = reader.chance(30) ? decodeDType(reader) : out.request.destination.dtype;
    if (out.request.mode == Mode::Fill && reader.chance(60)) {
        dtype = out.request.destination.dtype;
        out.request.value = assign::Scalar{dtype, {}};
        const Bytes element = decodeElements(dtype, 1, reader);
        std::copy(element.begin(), element.end(), out.request.value->bytes.begin());
        return;
    }
    const Shape shape = decodeSourceShape(out.request, reader);
    out.overlaps = reader.chance(25);
    if (out.overlaps && dtype == DType::Bool && out.request.destination.dtype != DType::Bool) {
        dtype = DType::U8;  // a Bool is never anything but 0 and 1
    }
    const auto bytes = static_cast<std::int64_t>(out.destination.size());
    const std::int64_t places = bytes / array::itemSize(dtype);
    out.overlaps = out.overlaps && places > 0;
    Layout layout =
        out.overlaps ? decodeStrides(shape, places, reader) : decodeLayout(shape, reader);
    if (out.overlaps && dtype == out.request.destination.dtype && reader.chance(15)) {
        layout = out.request.destination.layout;  // the very same elements
    }
    out.request.source = assign::Operand{dtype, layout, {}};
    if (!out.overlaps) {
        out.source = decodeElements(dtype, reachOf(layout), reader);
    }
}
}  // namespace

AssignCase decodeCase(ByteReader& reader) {
    assign::PlanRequest request;
    request.mode = static_cast<Mode>(reader.upTo(static_cast<int>(Mode::Putmask)));
    request.casting = static_cast<assign::Casting>(reader.upTo(3));
    const Shape shape = decodeShape(reader);
    request.destination = {decodeDType(reader), Layout::rowMajor(shape), {}};
    if (reader.chance(50)) {
        request.destination.layout = decodeView(shape, reader);
    }
    if (shape.rank() > 0 && reader.chance(2)) {  // to be refused where the size is above 1
        request.destination.layout.strides[0] = 0;
    }
    Bytes destination =
        decodeElements(request.destination.dtype, reachOf(request.destination.layout), reader);
    const Shape conditionShape = decodeConditionShape(request.mode, shape, reader);
    request.condition = {DType::Bool, decodeLayout(conditionShape, reader), {}};
    auto mask = decodeMask(reachOf(request.condition.layout), reader);
    request.selected = condition::countTrue(mask, request.condition.layout);
    AssignCase out{std::move(request), std::move(mask), std::move(destination), {}, false};
    decodeSource(out, reader);
    return out;
}

assign::PlaneWindow decodeWindow(const Shape& shape, ByteReader& reader) {
    assign::PlaneWindow window;
    const auto axes = static_cast<std::int64_t>(shape.rank());
    window.axisX = static_cast<int>(reader.between(-1, axes - 1));
    window.axisY = static_cast<int>(reader.between(-1, axes - 1));
    window.axisY = window.axisY == window.axisX ? -1 : window.axisY;
    window.step = reader.between(1, 3);
    for (const std::int64_t size : shape) {
        window.fixed.append(reader.upTo(size - 1));
    }
    const auto part = [&](int axis, std::int64_t& first, std::int64_t& length) {
        const std::int64_t size = axis < 0 ? 1 : shape[axis];
        first = reader.upTo(size - 1);
        length = reader.between(1, (size - first + window.step - 1) / window.step);
    };
    part(window.axisY, window.y0, window.height);
    part(window.axisX, window.x0, window.width);
    return window;
}

}  // namespace frisket::fuzz
