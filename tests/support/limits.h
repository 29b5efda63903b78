// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include "core/assign/cast.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/layer_values.h"

namespace frisket::test {

/// Element of the destination or the source, whose bytes are `all`, at a pixel of the shown plane,
/// looked up by its index as NumPy would broadcast it.
inline assign::Scalar elementUnder(const session::Document& document, session::LayerId id,
                                   const QByteArray& all, std::int64_t x, std::int64_t y) {
    const array::Shape shape = document.shape(id);
    const session::ShownPlane& plane = document.shownPlane();
    const int missing = plane.index.rank() - shape.rank();
    std::int64_t flat = 0;
    for (int axis = 0; axis < shape.rank(); ++axis) {
        const int shown = axis + missing;
        const std::int64_t index = shown == plane.axisX   ? x
                                   : shown == plane.axisY ? y
                                                          : plane.index[shown];
        flat = flat * shape[axis] + (shape[axis] == 1 ? 0 : index);
    }
    assign::Scalar scalar{document.dtype(id), {}};
    const std::int64_t size = array::itemSize(scalar.dtype);
    std::memcpy(scalar.bytes.data(), all.constData() + flat * size, static_cast<std::size_t>(size));
    return scalar;
}

/// Where limits allow something in the shown plane, one pixel after the other. What it knows of the
/// layers is read when it is made.
class LimitsOracle {
public:
    /// Of a document that is not in mid-stroke.
    explicit LimitsOracle(const session::Document& document)
        : m_limits(document.limits()),
          m_width(document.planeWidth()),
          m_height(document.planeHeight()),
          m_destination(destinationBytes(document)),
          m_source(sourceBytes(document)) {
        for (std::int64_t y = 0; y < m_height; ++y) {
            for (std::int64_t x = 0; x < m_width; ++x) {
                m_area.push_back(inArea(document, x, y));
                const session::LabelLocks& locks = m_limits.locks;
                const bool listed =
                    isLabel(document, session::LayerId::Destination, x, y, locks.labels);
                m_free.push_back(listed == locks.others);
            }
        }
    }

    /// Whether the pixel may be selected (`value`) or cleared.
    [[nodiscard]] bool allows(std::int64_t x, std::int64_t y, bool value) const {
        const auto place = static_cast<std::size_t>(y * m_width + x);
        return m_area[place] && (!value || m_free[place]);
    }

private:
    using Id = session::LayerId;

    [[nodiscard]] std::optional<double> valueUnder(const session::Document& document, Id id,
                                                   std::int64_t x, std::int64_t y) const {
        if (id == Id::Backdrop) {
            const QImage& photo = document.backdrop();
            if (x >= photo.width() || y >= photo.height()) {
                return std::nullopt;
            }
            const QColor colour = photo.pixelColor(static_cast<int>(x), static_cast<int>(y));
            return std::floor(0.2126 * colour.red() + 0.7152 * colour.green() +
                              0.0722 * colour.blue() + 0.5 + 1e-9);
        }
        if (!document.has(id)) {
            return std::nullopt;
        }
        const assign::Scalar element =
            elementUnder(document, id, id == Id::Source ? m_source : m_destination, x, y);
        if (element.dtype == array::DType::Bool) {
            return static_cast<double>(element.bytes[0]);
        }
        return QString::fromStdString(assign::toText(element.dtype, element.data())).toDouble();
    }

    [[nodiscard]] bool isLabel(const session::Document& document, Id id, std::int64_t x,
                               std::int64_t y, const std::vector<std::int64_t>& labels) const {
        const auto value = valueUnder(document, id, x, y);
        return std::any_of(labels.begin(), labels.end(),
                           [&](std::int64_t label) { return value == static_cast<double>(label); });
    }

    [[nodiscard]] bool inArea(const session::Document& document, std::int64_t x,
                              std::int64_t y) const {
        for (const session::LimitTerm& term : m_limits.terms) {
            const auto value = valueUnder(document, term.layer, x, y);
            const bool met = term.kind == session::LimitTerm::Kind::Labels
                                 ? isLabel(document, term.layer, x, y, term.labels)
                                 : value >= term.low && value <= term.high;
            if (!value || met == term.negated) {
                return false;
            }
        }
        if (m_limits.side == session::Side::Anywhere) {
            return true;
        }
        const bool selected = document.valueAt(Id::Condition, x, y) == QStringLiteral("true");
        return selected == (m_limits.side == session::Side::Inside);
    }

    session::PaintLimits m_limits;
    std::int64_t m_width;
    std::int64_t m_height;
    QByteArray m_destination;
    QByteArray m_source;
    Bools m_area;
    Bools m_free;
};

/// Shapes of the layers of a document; those that are missing are.
struct Sides {
    const char* name;
    array::Shape destination;
    std::optional<array::Shape> source;
    std::optional<array::Shape> condition;
};
inline const Sides kSides[]{
    {"a picture", {90, 150}, array::Shape{90, 150}, {}},
    {"one row of a source", {90, 150}, array::Shape{150}, {}},
    {"a wide one", {70, 1100}, {}, {}},
    {"slices", {3, 80, 70}, array::Shape{80, 70}, array::Shape{80, 70}},
    {"one row selects all", {3, 20, 70}, {}, array::Shape{1, 70}},
    {"channels share", {70, 80, 3}, array::Shape{70, 80, 1}, array::Shape{70, 80, 1}},
    {"4-d", {2, 3, 40, 50}, array::Shape{3, 1, 50}, {}},
};

/// Labels from 0 to 7 and, where the dtype has them, halves.
inline array::NdArray randomLabels(array::DType dtype, const array::Shape& shape,
                                   std::uint64_t seed) {
    Random random(seed);
    const std::int64_t count = array::elementCount(shape).value();
    const std::int64_t size = array::itemSize(dtype);
    std::vector<std::byte> bytes(static_cast<std::size_t>(count * size));
    for (std::int64_t i = 0; i < count; ++i) {
        const bool half = array::isFloat(dtype) && random.chance(20);
        const std::int64_t label = random.between(0, dtype == array::DType::Bool ? 1 : 7);
        const auto scalar = assign::parseScalar(std::to_string(label) + (half ? ".5" : ""), dtype);
        std::memcpy(bytes.data() + i * size, scalar->data(), static_cast<std::size_t>(size));
    }
    return array::NdArray::copyOf(dtype, shape, bytes).value();
}

inline void openArray(session::Document& document, session::LayerId id,
                      const array::NdArray& array) {
    const MaskFolder folder;
    if (const auto done = document.open(id, folder.write("a.npy", array)); !done) {
        qFatal("%s", done.error().text().c_str());
    }
}

/// A document of random labels with a photo that is smaller.
inline std::unique_ptr<session::Document> openedWith(const Sides& sides, array::DType dtype) {
    auto document = std::make_unique<session::Document>();
    document->setCasting(assign::Casting::Unsafe);
    openArray(*document, session::LayerId::Destination, randomLabels(dtype, sides.destination, 1));
    if (sides.source) {
        openArray(*document, session::LayerId::Source, randomLabels(dtype, *sides.source, 2));
    }
    if (sides.condition) {
        openArray(*document, session::LayerId::Condition,
                  randomArray(array::DType::Bool, *sides.condition, 3));
    }
    const MaskFolder folder;
    if (const auto done =
            document->open(session::LayerId::Backdrop, folder.writePhoto("p.png", 65, 75));
        !done) {
        qFatal("%s", done.error().text().c_str());
    }
    return document;
}

}  // namespace frisket::test
