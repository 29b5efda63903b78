// SPDX-License-Identifier: MIT
// Refining all slices of a stack at once.
#include <QSignalSpy>
#include <QTest>

#include "tests/support/cancel_after.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/plane_job.h"
#include "ui/session/refine_preview.h"

using namespace frisket;
using namespace frisket::test;
using refine::Kind;
using session::Document;
using session::LayerId;

namespace {
constexpr std::int64_t kSlices = 5;
const array::Shape kShape{kSlices, 60, 80};
const base::Rect kPlane{0, 0, 80, 60};

condition::BitRegion noise(std::uint64_t seed) {
    Random random(seed);
    condition::BitRegion region(kPlane);
    for (int i = 0; i < 900; ++i) {
        const std::int64_t y = random.between(0, 59);
        const std::int64_t x = random.between(0, 78);
        region.setSpan(y, x, x + 2);
    }
    return region;
}
}  // namespace

class TestSliceRefinement : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<Document>();
        FRISKET_VERIFY(
            m_document->open(LayerId::Destination,
                             m_folder.write("d.npy", randomArray(array::DType::U8, kShape, 1))));
        m_slices.clear();
        for (std::int64_t i = 0; i < kSlices; ++i) {
            // One is empty: nothing changes there.
            m_slices.push_back(i == 3 ? condition::BitRegion(kPlane)
                                      : noise(static_cast<std::uint64_t>(i) + 1));
            m_document->setIndex(0, i);
            m_document->beginStroke();
            m_document->extendStroke(m_slices.back(), true);
            if (m_document->inStroke()) {
                m_document->commitStroke("slice");
            }
        }
        m_document->setIndex(0, 1);
        m_document->refining().setActive(true);
        m_document->refining().setAllSlices(true);
        QVERIFY(m_document->refining().allSlices());
    }

    void eachOnItsOwn_data() {
        QTest::addColumn<int>("kind");
        for (const Kind kind : {Kind::Grow, Kind::Shrink, Kind::Median, Kind::FillHoles,
                                Kind::RemoveIslands, Kind::KeepLargest, Kind::Invert}) {
            QTest::newRow(qPrintable(session::nameOf(kind))) << static_cast<int>(kind);
        }
    }
    void eachOnItsOwn() {
        QFETCH(int, kind);
        refine::Refinement what;
        what.kind = static_cast<Kind>(kind);
        what.size = 9;
        commit(what);
        for (std::int64_t i = 0; i < kSlices; ++i) {
            const auto expected = refined(i, what, {});
            QVERIFY2(shownAt(i) == expected, qPrintable(QString::number(i)));
        }
        QVERIFY(countsAgree(*m_document));
        m_document->undo();
        for (std::int64_t i = 0; i < kSlices; ++i) {
            QVERIFY(shownAt(i) == boolsIn(m_slices[static_cast<std::size_t>(i)]));
        }
        m_document->redo();
        QVERIFY(shownAt(4) == refined(4, what, {}));
    }

    void theShownSliceStays() {
        commit({});
        QCOMPARE(m_document->shownPlane().index[0], std::int64_t{1});
    }

    void aBoxHoldsInEachSlice() {
        refine::Scope scope;
        scope.area = base::Rect{10, 10, 40, 30};
        m_document->refining().setScope(scope);
        commit({});
        QTRY_VERIFY(!m_document->busy());
        QVERIFY(m_document->refining().scope() == scope);  // for the next one
        for (std::int64_t i = 0; i < kSlices; ++i) {
            QVERIFY(shownAt(i) == refined(i, {}, scope));
        }
    }

    /// Wherever it is cancelled, all slices are as before, and the same one is shown.
    void cancelledItChangesNothing() {
        QSignalSpy reported(&m_document->refining(), &session::RefinePreview::reported);
        const std::size_t steps = m_document->history().size();
        int cancelled = 0;
        for (std::int64_t looks = 0; reported.isEmpty(); looks += 1) {
            if (looks == 1000) {
                QFAIL("it is never done");
            }
            m_document->jobs().setProgress(
                [looks] { return std::make_shared<CancelAfter>(looks); });
            m_document->refining().commit();
            QCoreApplication::processEvents();
            QTRY_VERIFY(!m_document->busy());
            QCOMPARE(m_document->shownPlane().index[0], std::int64_t{1});
            if (!reported.isEmpty()) {
                break;
            }
            ++cancelled;
            QVERIFY(!m_document->inStroke());
            QCOMPARE(m_document->history().size(), steps);
            QVERIFY(shownAt(0) == boolsIn(m_slices[0]) && shownAt(4) == boolsIn(m_slices[4]));
            m_document->setIndex(0, 1);
        }
        m_document->jobs().setProgress({});
        QVERIFY(cancelled > static_cast<int>(kSlices));
        QVERIFY(shownAt(0) == refined(0, {}, {}));
    }

    void aComponentIsOfOneSlice() {
        refine::Scope scope;
        for (std::int64_t x = 0; !scope.component; ++x) {
            if (m_slices[1].at(x, 20)) {
                scope.component = base::Pixel{x, 20};
            }
        }
        m_document->refining().setScope(scope);
        QVERIFY(!m_document->refining().allSlices());
        commit({});
        QVERIFY(shownAt(0) == boolsIn(m_slices[0]));
        QVERIFY(shownAt(1) == refined(1, {}, scope));
    }

    /// A limit that leaves some pixels in each slice, and excludes others.
    void limitsHoldInEachSlice() {
        session::LimitTerm term;
        term.layer = LayerId::Destination;
        term.labels.clear();
        for (std::int64_t label = 0; label < 128; ++label) {
            term.labels.push_back(label);
        }
        session::PaintLimits limits;
        limits.terms = {term};
        m_document->setLimits(limits);
        const refine::Refinement what;  // Grow
        commit(what);
        const QByteArray labels = destinationBytes(*m_document);
        for (std::int64_t i = 0; i < kSlices; ++i) {
            const Bools before = boolsIn(m_slices[static_cast<std::size_t>(i)]);
            Bools expected = refined(i, what, {});
            int kept = 0;
            for (std::size_t pixel = 0; pixel < expected.size(); ++pixel) {
                const auto at = static_cast<qsizetype>(i * 60 * 80) + static_cast<qsizetype>(pixel);
                if (expected[pixel] != before[pixel] &&
                    static_cast<unsigned char>(labels[at]) >= 128) {
                    expected[pixel] = before[pixel];
                    ++kept;
                }
            }
            QVERIFY(i == 3 || (kept > 0 && expected != before));
            QVERIFY2(shownAt(i) == expected, qPrintable(QString::number(i)));
        }
    }

    /// Enter again, before or while it is done, is not another one.
    void twiceIsOnce() {
        const refine::Refinement what;
        m_document->refining().setRefinement(what);
        QSignalSpy reported(&m_document->refining(), &session::RefinePreview::reported);
        m_document->refining().commit();
        m_document->refining().commit();
        QTRY_COMPARE(reported.size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(reported.size(), 1);
        for (std::int64_t i = 0; i < kSlices; ++i) {
            QVERIFY(shownAt(i) == refined(i, what, {}));
        }
    }

    void whatChangesNothingSaysSo() {
        m_document->clearCondition();
        const std::size_t steps = m_document->history().size();
        QSignalSpy reported(&m_document->refining(), &session::RefinePreview::reported);
        m_document->refining().commit();
        QTRY_COMPARE(reported.size(), 1);
        QVERIFY(reported.first().first().toString().contains("no slice"));
        QCOMPARE(m_document->history().size(), steps);
    }

    void oneConditionForAllHasNone() {
        m_document->collapseCondition(0, condition::Reduction::Any);
        QVERIFY(!m_document->refining().canDoAllSlices());
    }

private:
    /// Makes the change; true where one step came.
    void commit(const refine::Refinement& what) {
        m_document->refining().setRefinement(what);
        const std::size_t steps = m_document->history().size();
        m_document->refining().commit();
        QTRY_COMPARE(m_document->history().size(), steps + 1);
    }
    [[nodiscard]] Bools refined(std::int64_t slice, const refine::Refinement& what,
                                const refine::Scope& scope) const {
        const auto& before = m_slices[static_cast<std::size_t>(slice)];
        const auto change = refine::refine(before, kPlane, what, scope).value();
        Bools bools = boolsIn(before);
        for (std::size_t i = 0; i < bools.size(); ++i) {
            const auto x = static_cast<std::int64_t>(i) % 80;
            const auto y = static_cast<std::int64_t>(i) / 80;
            bools[i] = (bools[i] && !change.removed.at(x, y)) || change.added.at(x, y);
        }
        return bools;
    }
    [[nodiscard]] Bools shownAt(std::int64_t slice) const {
        m_document->setIndex(0, slice);
        const condition::Plane plane = m_document->conditionPlane();
        Bools bools;
        for (std::int64_t y = 0; y < plane.height; ++y) {
            for (std::int64_t x = 0; x < plane.width; ++x) {
                bools.push_back(m_document->condition()->at(plane.origin + y * plane.strideY +
                                                            x * plane.strideX));
            }
        }
        return bools;
    }
    static Bools boolsIn(const condition::BitRegion& region) {
        Bools bools;
        for (std::int64_t y = 0; y < 60; ++y) {
            for (std::int64_t x = 0; x < 80; ++x) {
                bools.push_back(region.at(x, y));
            }
        }
        return bools;
    }

    MaskFolder m_folder;
    std::unique_ptr<Document> m_document;
    std::vector<condition::BitRegion> m_slices;
};

QTEST_MAIN(TestSliceRefinement)
#include "tst_slice_refinement.moc"
