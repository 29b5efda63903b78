// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/refine/interpolate.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/slice_interpolation.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;

namespace {
const array::Shape kShape{9, 60, 80};

condition::BitRegion disc(double x, double y, int diameter) {
    return paint::dab({x, y}, diameter, {0, 0, 80, 60});
}

void paintAt(Document& document, int axis, std::int64_t index, const condition::BitRegion& region) {
    document.setIndex(axis, index);
    document.beginStroke();
    document.extendStroke(region, true);
    document.commitStroke("key");
}

/// The condition of the shown plane.
Bools shownBools(const Document& document) {
    const condition::Plane plane = document.conditionPlane();
    Bools bools;
    for (std::int64_t y = 0; y < plane.height; ++y) {
        for (std::int64_t x = 0; x < plane.width; ++x) {
            bools.push_back(
                document.condition()->at(plane.origin + y * plane.strideY + x * plane.strideX));
        }
    }
    return bools;
}

Bools boolsIn(const condition::BitRegion& region, std::int64_t width, std::int64_t height) {
    Bools bools;
    for (std::int64_t y = 0; y < height; ++y) {
        for (std::int64_t x = 0; x < width; ++x) {
            bools.push_back(region.at(x, y));
        }
    }
    return bools;
}
}  // namespace

class TestSliceInterpolation : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<Document>();
        FRISKET_VERIFY(
            m_document->open(LayerId::Destination,
                             m_folder.write("d.npy", randomArray(array::DType::U8, kShape, 1))));
    }

    void fillsWhatLiesBetween() {
        Document& document = *m_document;
        const auto small = disc(30.5, 30.5, 9);
        const auto large = disc(42.5, 28.5, 31);
        const auto last = disc(50.5, 40.5, 15);
        paintAt(document, 0, 1, small);
        paintAt(document, 0, 5, large);
        paintAt(document, 0, 7, last);
        document.setIndex(0, 3);
        const std::size_t steps = document.history().size();
        const auto filled = session::interpolateSlices(document);
        FRISKET_VERIFY(filled);
        QCOMPARE(*filled, std::int64_t{4});
        QCOMPARE(document.history().size(), steps + 1);
        QCOMPARE(document.shownPlane().index[0], std::int64_t{3});
        const base::Rect plane = document.planeRect();
        const condition::BitRegion none;
        const std::vector<condition::BitRegion> expected{
            none,
            small,
            refine::interpolated(small, large, plane, 0.25).value(),
            refine::interpolated(small, large, plane, 0.5).value(),
            refine::interpolated(small, large, plane, 0.75).value(),
            large,
            refine::interpolated(large, last, plane, 0.5).value(),
            last,
            none};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            document.setIndex(0, static_cast<std::int64_t>(i));
            const Bools found = shownBools(document);
            QVERIFY2(found == boolsIn(expected[i], 80, 60), qPrintable(QString::number(i)));
            if (i == 3) {
                QVERIFY(std::count(found.begin(), found.end(), true) > small.count());
            }
        }
        QVERIFY(countsAgree(document));
        document.undo();
        QCOMPARE(document.selectedCount(), small.count() + large.count() + last.count());
        document.redo();
        QVERIFY(countsAgree(document));
        // There is nothing more to fill.
        QCOMPARE(session::interpolateSlices(document).value(), std::int64_t{0});
        QCOMPARE(document.history().size(), steps + 1);
    }

    void alongAnotherAxis() {
        Document& document = *m_document;
        document.setShownAxes(0, 2);
        const condition::BitRegion line = paint::sweep({10.5, 4.5}, {60.5, 4.5}, 3, {0, 0, 80, 9});
        paintAt(document, 1, 10, line);
        paintAt(document, 1, 12, line);
        QCOMPARE(session::interpolateSlices(document).value(), std::int64_t{1});
        document.setIndex(1, 11);
        QVERIFY(shownBools(document) == boolsIn(line, 80, 9));
        QCOMPARE(document.selectedCount(), 3 * line.count());
    }

    void limitsHold() {
        Document& document = *m_document;
        const condition::BitRegion shape = disc(30.5, 30.5, 21);
        paintAt(document, 0, 1, shape);
        paintAt(document, 0, 3, shape);
        session::PaintLimits limits;
        limits.side = session::Side::Inside;  // of which there is nothing in the slice between
        document.setLimits(limits);
        const std::size_t steps = document.history().size();
        FRISKET_VERIFY(session::interpolateSlices(document));
        QCOMPARE(document.selectedCount(), 2 * shape.count());
        QCOMPARE(document.history().size(), steps);
        // Without them the slice between becomes what those beside it are, and nothing else.
        document.setLimits({});
        QCOMPARE(session::interpolateSlices(document).value(), std::int64_t{1});
        QCOMPARE(document.history().size(), steps + 1);
        for (std::int64_t i = 0; i < kShape[0]; ++i) {
            document.setIndex(0, i);
            const bool has = i >= 1 && i <= 3;
            QVERIFY2(shownBools(document) == boolsIn(has ? shape : condition::BitRegion(), 80, 60),
                     qPrintable(QString::number(i)));
        }
    }

    void isRefusedWithWords() {
        Document& document = *m_document;
        document.collapseCondition(0, condition::Reduction::Any);
        const auto shared = session::interpolateSlices(document);
        QVERIFY(!shared);
        QCOMPARE(shared.error().code, base::ErrorCode::Refused);
        QVERIFY(!shared.error().hint.empty());
        FRISKET_VERIFY(
            document.open(LayerId::Destination,
                          m_folder.write("flat.npy", randomArray(array::DType::U8, {20, 30}, 1))));
        QVERIFY(!session::interpolateSlices(document));
        Document empty;
        QVERIFY(!session::interpolateSlices(empty));
    }

private:
    MaskFolder m_folder;
    std::unique_ptr<Document> m_document;
};

QTEST_MAIN(TestSliceInterpolation)
#include "tst_slice_interpolation.moc"
