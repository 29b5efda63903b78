// SPDX-License-Identifier: MIT
// Other states of the history: what they have, how the shown plane differs, and what brings it
// back.
#include <map>

#include <QTest>

#include "core/edit/state_copy.h"
#include "tests/support/cancel_after.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/states.h"
#include "ui/session/condition_stack.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;
using session::PaintInto;
using session::RevertScope;
using What = session::RevertScope::What;

namespace {
struct Case {
    array::Shape destination;
    array::Shape condition;
    std::int64_t run = 7;  ///< about so many neighbours have one value
};
}  // namespace

class TestDocumentRevert : public QObject {
    Q_OBJECT

private slots:
    void statesAndReverts_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<int>("shape");
        const std::array names{"u8 plane",
                               "i16 stack, own condition",
                               "f32 stack, one condition",
                               "i64 plane, a row of condition",
                               "u8 plane, large areas",
                               "i16 plane, large areas"};
        for (int i = 0; i < 6; ++i) {
            QTest::newRow(names[static_cast<std::size_t>(i)]) << i << i;
        }
    }
    void statesAndReverts() {
        QFETCH(int, dtype);
        QFETCH(int, shape);
        const std::array cases{Case{{37, 90}, {37, 90}},         Case{{3, 20, 70}, {3, 20, 70}},
                               Case{{4, 25, 66}, {25, 66}},      Case{{30, 80}, {80}},
                               Case{{40, 300}, {40, 300}, 3000}, Case{{50, 211}, {50, 211}, 2500}};
        const Case& shapes = cases[static_cast<std::size_t>(shape)];
        switch (dtype) {
            case 0:
            case 4:
                session<std::uint8_t>(shapes);
                break;
            case 1:
            case 5:
                session<std::int16_t>(shapes);
                break;
            case 2:
                session<float>(shapes);
                break;
            default:
                session<std::int64_t>(shapes);
        }
    }

    void aReshapeEndsWhatCanBeCompared() {
        Document document;
        open<std::uint8_t>(document, {{3, 20, 70}, {20, 70}});
        stroke(document, {{5, 5}, {20, 12}}, 6, true, "Before");
        document.expandCondition(0);
        stroke(document, {{9, 5}, {30, 12}}, 6, true, "After");
        QCOMPARE(document.history().size(), 3U);
        const edit::PositionRange range = edit::reachableFrom(document.history());
        QCOMPARE(range.first, 2U);
        QCOMPARE(range.last, 3U);
        FRISKET_VERIFY(document.compareWith(2));
        const auto refused = document.compareWith(1);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::Refused);
        QVERIFY(QString::fromStdString(refused.error().text()).contains("Own condition"));
        document.stepTo(1);
        QCOMPARE(edit::reachableFrom(document.history()).last, 1U);
        QVERIFY(!document.compareWith(3));
    }

    void refusedWhereItCantBe() {
        Document document;
        QVERIFY(!document.compareWith(0));  // nothing is open
        open<std::uint8_t>(document, {{20, 70}, {20, 70}});
        stroke(document, {{5, 5}}, 6, true, "One");
        const DocumentState before(document);
        QVERIFY(!document.compareWith(2));
        QVERIFY(!document.revertTo(2, {}));
        {
            const session::Jobs::Busy busy(document.jobs(), "Something");
            QCOMPARE(document.compareWith(0).error().code, base::ErrorCode::Refused);
            QCOMPARE(document.revertTo(0, {}).error().code, base::ErrorCode::Refused);
        }
        QVERIFY(DocumentState(document) == before);
        stroke(document, {{15, 5}}, 6, true, {});
        QCOMPARE(document.compareWith(0).error().code, base::ErrorCode::Refused);
        QCOMPARE(document.revertTo(0, {What::Condition, {}, false}).error().code,
                 base::ErrorCode::Refused);
        QVERIFY(document.inStroke());
        document.abortStroke();
        QVERIFY(DocumentState(document) == before);
    }

    void aCancelledRevertChangesNothing() {
        Document document;
        open<std::uint8_t>(document, {{300, 700}, {300, 700}});
        document.selectAll();
        FRISKET_VERIFY(document.apply());
        const DocumentState before(document);
        const QByteArray applied = destinationBytes(document);
        bool ended = false;
        for (std::int64_t looks = 0; looks < 2000 && !ended; looks += 37) {
            document.jobs().setProgress([&] { return std::make_shared<CancelAfter>(looks); });
            const auto done = document.revertTo(0, {});
            ended = done.has_value();
            if (!ended) {
                QCOMPARE(done.error().code, base::ErrorCode::Cancelled);
                QVERIFY(DocumentState(document) == before);
            }
        }
        QVERIFY(ended);
        QVERIFY(destinationBytes(document) != applied);
        QCOMPARE(document.history().size(), before.steps + 1);
    }

private:
    template <class T>
    void open(Document& document, const Case& shapes) {
        const auto fill = [&](const array::Shape& shape, int from) {
            std::vector<T> values;
            for (std::int64_t i = 0; i < array::elementCount(shape).value(); ++i) {
                values.push_back(
                    static_cast<T>((i / shapes.run + i / (4 * shapes.run + 3)) % 5 + from));
            }
            return values;
        };
        FRISKET_VERIFY(document.open(
            LayerId::Destination,
            m_folder.write("d.npy", shapes.destination, fill(shapes.destination, 0))));
        FRISKET_VERIFY(document.open(LayerId::Source, m_folder.write("s.npy", shapes.destination,
                                                                     fill(shapes.destination, 3))));
        FRISKET_VERIFY(document.open(
            LayerId::Condition,
            m_folder.write(
                "c.npy", shapes.condition,
                std::vector<std::uint8_t>(
                    static_cast<std::size_t>(array::elementCount(shapes.condition).value()), 0))));
    }

    template <class T>
    void session(const Case& shapes) {
        Document document;
        open<T>(document, shapes);
        Random random;
        for (int round = 0; round < 60; ++round) {
            edit(document, random);
            if (round % 5 == 4) {
                compareAll<T>(document, random);
                if (QTest::currentTestFailed()) {
                    return;
                }
                revertSome<T>(document, random);
                if (QTest::currentTestFailed()) {
                    return;
                }
            }
        }
        QVERIFY(document.history().size() > 10);
    }

    void edit(Document& document, Random& random) {
        const auto points = randomPoints(document, 3, random);
        const int size = static_cast<int>(random.between(2, 12));
        switch (random.between(0, 9)) {
            case 0:
            case 1:
            case 2:
                stroke(document, points, size, random.chance(70), "Brush stroke");
                break;
            case 3:
            case 4: {
                document.setPaintTarget(
                    {PaintInto::Destination, QString::number(random.between(0, 7))});
                stroke(document, points, size, true, {});
                document.commitStroke("Label");
                document.setPaintTarget({});
                break;
            }
            case 5:
                FRISKET_VERIFY(document.apply());
                break;
            case 6:
                FRISKET_VERIFY(document.replaceLabels(
                    {QString::number(random.between(0, 7)), QString::number(random.between(0, 7)),
                     random.chance(50), random.chance(50), random.chance(50)}));
                break;
            case 7:
                random.chance(50) ? document.undo() : document.redo();
                break;
            case 8:
                document.shownPlane().index.rank() > 2 ? document.setIndex(0, random.between(0, 2))
                                                       : document.invertCondition();
                break;
            default:
                random.chance(30) ? document.clearCondition() : document.undo();
        }
    }

    /// Each state of the history, as going there shows it.
    std::vector<State> statesOf(Document& document) {
        const session::ShownPlane shown = document.shownPlane();
        const std::size_t present = document.history().position();
        std::vector<State> states;
        for (std::size_t k = 0; k <= document.history().size(); ++k) {
            document.stepTo(k);
            states.emplace_back(document);
        }
        document.stepTo(present);
        for (int axis = 0; axis < shown.index.rank(); ++axis) {
            document.setIndex(axis, shown.index[axis]);
        }
        return states;
    }

    template <class T>
    void compareAll(Document& document, Random& random) {
        const std::vector<State> states = statesOf(document);
        const State now(document);
        const edit::PositionRange range = edit::reachableFrom(document.history());
        QCOMPARE(range.first, 0U);
        QCOMPARE(range.last, states.size() - 1);
        base::ThreadPool pool(2);
        for (std::size_t k = 0; k < states.size(); ++k) {
            edit::StateCopy copy(session::toState(document.stack().layers()),
                                 document.destination()->snapshot());
            FRISKET_VERIFY(edit::carryTo(document.history(), k, copy, pool));
            QVERIFY(copy.onlyPainted() != nullptr);
            QVERIFY(State(valuesOf(copy.destination.toArray().value()),
                          boolsOf(*copy.onlyPainted())) == states[k]);
            QVERIFY(tailsAreClear(*copy.onlyPainted()));
        }
        QVERIFY(State(document) == now);
        const auto k = static_cast<std::size_t>(random.between(0, std::int64_t(states.size()) - 1));
        const auto found = document.compareWith(k);
        FRISKET_VERIFY(found);
        QVERIFY(State(document) == now);
        compareNaively<T>(document, now, states[k], found->difference);
    }

    template <class T>
    static void compareNaively(const Document& document, const State& now, const State& then,
                               const edit::StateDifference& found) {
        using Label = edit::StateDifference::Label;
        std::map<std::int64_t, Label> labels;
        Label all;
        std::int64_t added = 0;
        std::int64_t pixel = 0;
        for (const Place& place : placesOf(document)) {
            const std::int64_t x = pixel % document.planeWidth();
            const std::int64_t y = pixel++ / document.planeWidth();
            const auto bit = static_cast<std::size_t>(place.bit);
            const T a = valueAt<T>(now.values, place.element);
            const T b = valueAt<T>(then.values, place.element);
            const bool on = now.condition[bit];
            const bool flips = on != then.condition[bit];
            if (found.values.at(x, y) != (a != b) || found.added.at(x, y) != (flips && !on) ||
                found.removed.at(x, y) != (flips && on)) {
                QFAIL(qPrintable(QString("pixel %1, %2").arg(x).arg(y)));
            }
            added += flips && !on ? 1 : 0;
            const auto count = [&](Label& label) {
                label.values += a != b ? 1 : 0;
                label.selected += a != b && on ? 1 : 0;
                label.bits += flips ? 1 : 0;
                label.painted += flips ? 1 : 0;
            };
            if (a != b || flips) {
                count(all);
                if (std::is_integral_v<T>) {
                    const auto first = static_cast<std::int64_t>(a);
                    const auto second = static_cast<std::int64_t>(b);
                    count(labels.try_emplace(first, Label{first, 0, 0, 0, 0}).first->second);
                    if (first != second) {
                        count(labels.try_emplace(second, Label{second, 0, 0, 0, 0}).first->second);
                    }
                }
            }
        }
        QVERIFY(found.all == all);
        QCOMPARE(found.addedCount, added);
        QCOMPARE(found.labels.size(), labels.size());
        for (const Label& label : found.labels) {
            QVERIFY(label == labels.at(label.label));
        }
        QCOMPARE(found.hasAllLabels, std::is_integral_v<T>);
    }

    template <class T>
    void revertSome(Document& document, Random& random) {
        const std::vector<State> states = statesOf(document);
        const auto k = static_cast<std::size_t>(random.between(0, std::int64_t(states.size()) - 1));
        std::vector<std::int64_t> locked;
        if (random.chance(40)) {
            locked.push_back(random.between(0, 7));
        }
        session::PaintLimits limits;
        limits.locks.labels = locked;
        document.setLimits(limits);
        RevertScope scope;
        scope.what = random.chance(50) ? What::Condition : What::Destination;
        if (std::is_integral_v<T> && random.chance(50)) {
            scope.label = random.between(0, 7);
        }
        scope.onlySelected = random.chance(50);
        // Where one bit serves several pixels, protected ones among them decide by the order.
        const bool shares = document.condition()->shape().rank() == 1;
        if (shares && scope.what == What::Condition) {
            locked.clear();
            document.setLimits({});
            scope.label.reset();
        }
        const State now(document);
        const State wanted = expected<T>(document, now, states[k], scope, locked);
        const std::size_t position = document.history().position();
        const auto done = document.revertTo(k, scope);
        FRISKET_VERIFY(done);
        document.setLimits({});
        QVERIFY(State(document).condition == wanted.condition);
        QVERIFY(State(document).values == wanted.values);
        QVERIFY(countsAgree(document));
        const bool changes = !(wanted == now);
        QCOMPARE(*done > 0, changes);
        QCOMPARE(document.history().position(), position + (changes ? 1 : 0));
        if (!changes) {
            return;
        }
        QVERIFY(document.history().undoName().substr(0, 7) == "Revert ");
        if (scope.what == What::Destination) {
            std::int64_t differing = 0;
            for (std::int64_t i = 0; i < now.values.size() / std::int64_t{sizeof(T)}; ++i) {
                differing += valueAt<T>(now.values, i) != valueAt<T>(wanted.values, i) ? 1 : 0;
            }
            QCOMPARE(*done, differing);
        }
        // The steps before are what they were.
        for (const std::size_t step : {k, position, position + 1}) {
            if (step <= position) {
                document.stepTo(step);
                QVERIFY(State(document) == states[step]);
            }
        }
        document.stepTo(position + 1);
        QVERIFY(State(document) == wanted);
        document.undo();
        QVERIFY(State(document) == now);
        document.redo();
        QVERIFY(State(document) == wanted);
    }

    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentRevert)
#include "tst_document_revert.moc"
