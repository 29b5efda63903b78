// SPDX-License-Identifier: MIT
// Files that belong together, and painted work that has no result yet.
#include <QtTest>

#include "tests/ui/window/window_test.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::UnsavedAnswer;

namespace {
constexpr auto kTrue = array::Bool8::True;
}  // namespace

class TestWindowSets : public QObject {
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }

    void paintedWorkWithoutASourceIsAskedAbout() {
        m_bench->window.files().openLayers({{LayerId::Destination, m_bench->destination}});
        QVERIFY(m_bench->document().plan() == nullptr);
        m_bench->paint(1);
        m_bench->script.unsaved = UnsavedAnswer::Cancel;
        QVERIFY(!m_bench->closes());
        QVERIFY(m_bench->script.work.painted);
        m_bench->script.unsaved = UnsavedAnswer::Discard;
        QVERIFY(m_bench->closes());
        m_bench->script.asked.clear();
        m_bench->document().undo();  // nothing is left to lose
        QVERIFY(m_bench->closes());
        QVERIFY(m_bench->script.takeAsked().isEmpty());
        m_bench->document().redo();
        // In a file it is safe.
        FRISKET_VERIFY(
            m_bench->document().exportLayer(LayerId::Condition, m_bench->folder.path("kept.npy")));
        QVERIFY(m_bench->closes());
        QVERIFY(m_bench->script.takeAsked().isEmpty());
    }

    void aSetClosesWhatBelongedToTheLast() {
        m_bench->openBoth();
        const QString condition = m_bench->folder.write<array::Bool8>("scene_condition.npy", {2, 3},
                                                                      {kTrue, {}, {}, {}, {}, {}});
        m_bench->window.files().openLayers({{LayerId::Condition, condition}});
        const QString next =
            m_bench->folder.write<std::uint8_t>("b_mask.npy", {2, 3}, {1, 1, 1, 1, 1, 1});
        const QString pred =
            m_bench->folder.write<std::uint8_t>("b_pred.npy", {2, 3}, {7, 7, 7, 7, 7, 7});
        m_bench->window.files().openLayers({{LayerId::Destination, next}, {LayerId::Source, pred}});
        QCOMPARE(m_bench->document().file(LayerId::Source).path, pred);
        QVERIFY(m_bench->document().file(LayerId::Condition).path.isEmpty());
        QCOMPARE(m_bench->document().selectedCount(), 0);
        // A lone destination keeps the source, and says so.
        QSignalSpy reported(&m_bench->window.files(), &ui::FileController::reported);
        m_bench->window.files().openLayers({{LayerId::Destination, m_bench->destination}});
        QVERIFY(reported.last().first().toString().contains("b_pred.npy"));
    }

    void nothingFollowsADestinationThatFailed() {
        m_bench->openBoth();
        const QString pred =
            m_bench->folder.write<std::uint8_t>("b_pred.npy", {2, 3}, {7, 7, 7, 7, 7, 7});
        m_bench->window.files().openLayers(
            {{LayerId::Destination, m_bench->folder.path("gone.npy")}, {LayerId::Source, pred}});
        QCOMPARE(m_bench->document().file(LayerId::Destination).path, m_bench->destination);
        QCOMPARE(m_bench->document().file(LayerId::Source).path, m_bench->source);
    }

    void aLoneFileIsNoDestinationByAGuess() {
        m_bench->openBoth();
        const QString lone =
            m_bench->folder.write<std::uint8_t>("0001.npy", {2, 3}, {1, 1, 1, 1, 1, 1});
        m_bench->script.asked.clear();
        m_bench->script.roles = QList<session::LayerPath>{{LayerId::Source, lone}};
        m_bench->window.files().openFiles({lone});
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"roles"});
        QCOMPARE(m_bench->document().file(LayerId::Destination).path, m_bench->destination);
        QCOMPARE(m_bench->document().file(LayerId::Source).path, lone);
    }

    void aConditionThatDoesNotFitGivesWay() {
        m_bench->openBoth();
        const QString condition = m_bench->folder.write<array::Bool8>("scene_condition.npy", {2, 3},
                                                                      std::vector(6, kTrue));
        m_bench->window.files().openLayers({{LayerId::Condition, condition}});
        const QString larger =
            m_bench->folder.write<std::uint8_t>("l_mask.npy", {3, 3}, {0, 0, 0, 0, 0, 0, 0, 0, 0});
        m_bench->window.files().openLayers({{LayerId::Destination, larger}});
        QVERIFY(m_bench->document().canPaint());
        QCOMPARE(m_bench->document().selectedCount(), 0);
        QVERIFY(m_bench->document().note(LayerId::Condition).contains("scene_condition.npy"));
    }

    void undoOfOpeningAConditionBringsItsFactsBack() {
        m_bench->openBoth();
        m_bench->paint(4);
        const QString condition =
            m_bench->folder.write<std::uint8_t>("scene_condition.npy", {2, 3}, {2, 2, 0, 0, 0, 0});
        FRISKET_VERIFY(m_bench->document().open(LayerId::Condition, condition));
        QCOMPARE(m_bench->document().dtype(LayerId::Condition), array::DType::U8);
        QCOMPARE(m_bench->document().selectedCount(), 2);
        m_bench->document().undo();
        QCOMPARE(m_bench->document().dtype(LayerId::Condition), array::DType::Bool);
        QVERIFY(m_bench->document().file(LayerId::Condition).path.isEmpty());
        QCOMPARE(m_bench->document().selectedCount(), 1);
        m_bench->document().redo();
        QCOMPARE(m_bench->document().file(LayerId::Condition).path, condition);
    }

    void exactShowsOnlyWhatApplyWouldDo() {
        m_bench->openBoth();
        const QString wide =
            m_bench->folder.write<std::int32_t>("wide_pred.npy", {2, 3}, {300, 7, 2, 3, 4, 5});
        FRISKET_VERIFY(m_bench->document().open(LayerId::Source, wide));
        m_bench->document().selectAll();
        QCOMPARE(*m_bench->document().valueAt(LayerId::Result, 0, 0), QString("0"));
        QCOMPARE(*m_bench->document().valueAt(LayerId::Result, 1, 0), QString("7"));
        m_bench->document().setCasting(assign::Casting::Unsafe);
        QCOMPARE(*m_bench->document().valueAt(LayerId::Result, 0, 0), QString("44"));
    }

private:
    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestWindowSets)
#include "tst_window_sets.moc"
