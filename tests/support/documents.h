// SPDX-License-Identifier: MIT
#pragma once

#include <QTest>

#include "core/assign/reference.h"
#include "core/paint/round_brush.h"
#include "tests/support/arrays.h"
#include "tests/support/io_support.h"
#include "tests/support/masks.h"
#include "tests/support/rows.h"
#include "ui/session/document.h"

/// Fails the test with the text of an error.
#define FRISKET_VERIFY(status)                                                              \
    do {                                                                                    \
        const auto& checkedStatus = (status);                                               \
        QVERIFY2(checkedStatus, checkedStatus ? "" : checkedStatus.error().text().c_str()); \
    } while (false)

namespace frisket::test {

/// Elements of the working destination as bytes in C order.
inline QByteArray destinationBytes(const session::Document& document) {
    return valuesOf(document.destination()->toArray().value());
}

inline QByteArray sourceBytes(const session::Document& document) {
    return document.source() == nullptr ? QByteArray() : valuesOf(*document.source());
}

/// What `np.copyto(d, s, where=c)` (or a fill) gives, one element at a time.
inline QByteArray referenceResult(const session::Document& document) {
    QByteArray result = destinationBytes(document);
    assign::assignReference(*document.plan(), document.inputs(),
                            reinterpret_cast<std::byte*>(result.data()));
    return result;
}

/// Whether the result differs from the destination, each element looked at; the document must say
/// the same.
inline bool hasUnapplied(session::Document& document) {
    const auto found = document.findUnappliedChanges();
    const bool differs =
        document.plan() != nullptr && referenceResult(document) != destinationBytes(document);
    if (!found || *found != differs) {
        QTest::qFail("the document errs about what is not applied", __FILE__, __LINE__);
    }
    return differs;
}

/// The shown plane of `whole`, elements of the destination's dtype and shape in C order: each is
/// looked up by its index, as NumPy would.
inline QByteArray shownPlaneOf(const session::Document& document, const QByteArray& whole) {
    const array::Shape shape = document.shape(session::LayerId::Destination);
    const array::Strides strides = array::rowMajorStrides(shape);
    const session::ShownPlane& plane = document.shownPlane();
    const std::int64_t size = array::itemSize(document.dtype(session::LayerId::Destination));
    QByteArray shown;
    for (std::int64_t y = 0; y < document.planeHeight(); ++y) {
        for (std::int64_t x = 0; x < document.planeWidth(); ++x) {
            std::int64_t flat = 0;
            for (int axis = 0; axis < shape.rank(); ++axis) {
                const bool across = axis == plane.axisX;
                const bool down = axis == plane.axisY;
                flat += strides[axis] * (across ? x : down ? y : plane.index[axis]);
            }
            shown += whole.sliced(flat * size, size);
        }
    }
    return shown;
}

/// Whether the count that the document keeps is the number of true elements.
inline bool countsAgree(const session::Document& document) {
    return document.condition() == nullptr ||
           document.selectedCount() == document.condition()->count();
}

/// One stroke of a round brush through `points`; it stays open when `name` is empty.
inline void stroke(session::Document& document, const std::vector<base::Point>& points,
                   int diameter, bool value, const QString& name = QStringLiteral("Stroke")) {
    document.beginStroke();
    base::Point last = points.front();
    for (const base::Point& point : points) {
        document.extendStroke(paint::sweep(last, point, diameter, document.planeRect()), value);
        last = point;
    }
    if (!name.isEmpty()) {
        document.commitStroke(name);
    }
}

/// `count` places in and a little outside of the document's plane.
inline std::vector<base::Point> randomPoints(const session::Document& document, int count,
                                             Random& random) {
    std::vector<base::Point> points;
    for (int i = 0; i < count; ++i) {
        points.push_back(
            {static_cast<double>(random.between(-50, 10 * document.planeWidth() + 50)) / 10,
             static_cast<double>(random.between(-50, 10 * document.planeHeight() + 50)) / 10});
    }
    return points;
}

/// All that a person sees of a document, to find that a refused call changed nothing.
struct DocumentState {
    QByteArray destination;
    QByteArray source;
    Bools condition;
    std::array<QString, session::kAllLayers.size()> paths;
    std::size_t steps = 0;
    std::size_t position = 0;
    bool modified = false;
    bool unsaved = false;
    QString problem;

    explicit DocumentState(const session::Document& document)
        : destination(document.destination() == nullptr ? QByteArray()
                                                        : destinationBytes(document)),
          source(sourceBytes(document)),
          condition(document.condition() == nullptr ? Bools() : boolsOf(*document.condition())),
          steps(document.history().size()),
          position(document.history().position()),
          modified(document.isModified()),
          unsaved(document.hasUnsavedSteps()),
          problem(document.problem()) {
        for (const session::LayerId id : session::kAllLayers) {
            paths[session::indexOf(id)] = document.file(id).path;
        }
    }
    bool operator==(const DocumentState&) const = default;
};

}  // namespace frisket::test
