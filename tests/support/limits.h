// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include "core/assign/cast.h"
#include "tests/support/documents.h"
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

}  // namespace frisket::test
