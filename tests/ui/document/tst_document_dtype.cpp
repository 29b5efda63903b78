// SPDX-License-Identifier: MIT
// Another dtype for the destination: what changes, what stays, and the way back.
#include <QSignalSpy>
#include <QTest>

#include "core/assign/cast.h"
#include "core/edit/state_copy.h"
#include "tests/support/cancel_after.h"
#include "tests/support/documents.h"
#include "tests/support/gate.h"
#include "tests/support/states.h"
#include "tests/ui/document/dtype_bench.h"
#include "ui/session/condition_stack.h"
#include "ui/session/dtype_offers.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using assign::Casting;
using session::Document;
using session::LayerId;
using session::PaintInto;

namespace {
constexpr std::int64_t kMost = std::int64_t{1} << 24;

/// One state with its dtype.
struct Typed {
    DType dtype;
    State state;

    explicit Typed(const Document& document)
        : dtype(document.dtype(LayerId::Destination)), state(document) {}
    bool operator==(const Typed&) const = default;
};

/// The bytes as astype makes them, element by element.
QByteArray as(const QByteArray& bytes, DType from, DType to) {
    QByteArray out;
    const std::int64_t size = array::itemSize(from);
    for (std::int64_t at = 0; at < bytes.size(); at += size) {
        std::array<std::byte, 8> element{};
        assign::castRun(from, to)(reinterpret_cast<const std::byte*>(bytes.constData() + at), 1, 1,
                                  element.data());
        out.append(reinterpret_cast<const char*>(element.data()), array::itemSize(to));
    }
    return out;
}
}  // namespace

class TestDocumentDType : public QObject {
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<DTypeBench>(); }

    void changedAppliedUndoneAndDoneAgain() {
        Document document;
        m_bench->open(document);
        QVERIFY(!document.apply());  // 40,000 is no uint8
        const Typed opened(document);
        QSignalSpy planes(&document, &Document::layersChanged);
        FRISKET_VERIFY(document.changeDType(DType::U16));
        QVERIFY(planes.count() > 0);
        const Typed changed(document);
        QCOMPARE(changed.dtype, DType::U16);
        QVERIFY(changed.state.values == as(opened.state.values, DType::U8, DType::U16));
        QVERIFY(changed.state.condition == opened.state.condition);
        QVERIFY(document.isModified() && document.hasUnsavedSteps());
        QVERIFY(document.hasValuesOfFile());
        QCOMPARE(document.savedDType(), DType::U8);
        QVERIFY(document.plan() != nullptr);
        QCOMPARE(document.plan()->destinationType(), DType::U16);
        FRISKET_VERIFY(document.apply());
        QVERIFY(!document.hasValuesOfFile());
        const Typed applied(document);
        document.setPaintTarget({PaintInto::Destination, "65535"});
        QVERIFY(document.canPaint());
        stroke(document, {{3.5, 3.5}}, 3, true, "Label");
        const Typed painted(document);
        QVERIFY(painted.state.values != applied.state.values);
        FRISKET_VERIFY(document.replaceLabels({"65535", "300", false, true, false}));
        const Typed replaced(document);
        const std::vector<const Typed*> states{&opened, &changed, &applied, &painted, &replaced};
        for (int round = 0; round < 2; ++round) {
            for (std::size_t k = states.size() - 1; k > 0; --k) {
                document.undo();
                QVERIFY(Typed(document) == *states[k - 1]);
            }
            QVERIFY(!document.isModified());
            QCOMPARE(document.history().position(), 1U);
            QVERIFY(!document.canPaint());  // 65535 is no uint8
            for (std::size_t k = 1; k < states.size(); ++k) {
                document.redo();
                QVERIFY(Typed(document) == *states[k]);
            }
        }
        document.stepTo(0);
        document.stepTo(5);
        QVERIFY(Typed(document) == replaced);
        QCOMPARE(QString::fromStdString(std::string(document.history().at(1).name())),
                 QString("Change dtype from uint8 to uint16"));
    }

    /// The step counts what it keeps: the destination as it was.
    void theBudgetKnows() {
        Document document;
        const QString path =
            m_bench->folder.write("d.npy", {1000, 2000}, std::vector<std::uint8_t>(2'000'000, 7));
        FRISKET_VERIFY(document.open(LayerId::Destination, path));
        FRISKET_VERIFY(document.changeDType(DType::I64));
        const std::int64_t bytes = document.history().bytes();
        QVERIFY(bytes >= 2'000'000 && bytes < 2'010'000);
        document.undo();
        QCOMPARE(document.history().bytes(), bytes);
        document.redo();
        FRISKET_VERIFY(document.changeDType(DType::U8));
        QVERIFY(document.history().bytes() >= 18'000'000);
        document.setHistoryBudget(17'000'000);  // drops the older one
        QCOMPARE(document.history().size(), 1U);
        document.undo();
        QCOMPARE(document.dtype(LayerId::Destination), DType::I64);
    }

    void refusedAndNothingChanges() {
        Document none;
        QCOMPARE(none.changeDType(DType::U16).error().code, base::ErrorCode::Refused);
        Document document;
        m_bench->open(document);
        FRISKET_VERIFY(document.changeDType(DType::U8));  // it is
        QCOMPARE(document.history().size(), 1U);          // all was selected
        {
            const session::Jobs::Busy busy(document.jobs(), "Something");
            QCOMPARE(document.changeDType(DType::U16).error().code, base::ErrorCode::Refused);
        }
        stroke(document, {{5.5, 5.5}}, 3, false, {});
        QCOMPARE(document.changeDType(DType::U16).error().code, base::ErrorCode::Refused);
        QVERIFY(document.inStroke());
        document.commitStroke("Stroke");
        FRISKET_VERIFY(document.changeDType(DType::U16));
        FRISKET_VERIFY(document.apply());
        const DocumentState before(document);
        const base::Status lossy = document.changeDType(DType::U8);
        QVERIFY(!lossy);
        QCOMPARE(lossy.error().code, base::ErrorCode::Refused);
        QVERIFY(QString::fromStdString(lossy.error().text()).contains("40000 at [0, 0]"));
        QVERIFY(DocumentState(document) == before);
        QCOMPARE(document.dtype(LayerId::Destination), DType::U16);
    }

    void cancelledAnywhere() {
        Document document;
        const std::vector<std::uint8_t> values(4'000'000, 9);
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_bench->folder.write("d.npy", {2000, 2000}, values)));
        const DocumentState before(document);
        int cancelled = 0;
        for (std::int64_t looks = 0;; ++looks) {
            document.jobs().setProgress([looks] { return std::make_shared<CancelAfter>(looks); });
            const base::Status done = document.changeDType(DType::U32);
            if (done) {
                break;
            }
            QCOMPARE(done.error().code, base::ErrorCode::Cancelled);
            QVERIFY(DocumentState(document) == before);
            QCOMPARE(document.dtype(LayerId::Destination), DType::U8);
            QVERIFY(++cancelled < 100);
        }
        QVERIFY(cancelled > 2);
        // Doing it again can be cancelled too; undoing it is done at once.
        document.jobs().setProgress([] { return std::make_shared<CancelAfter>(0); });
        document.undo();
        QVERIFY(DocumentState(document).destination == before.destination);
        const DocumentState undone(document);
        document.redo();
        QVERIFY(DocumentState(document) == undone);
        QCOMPARE(document.history().position(), 0U);
        document.jobs().setProgress({});
        document.redo();
        QCOMPARE(document.dtype(LayerId::Destination), DType::U32);
    }

    /// While it runs the window goes on, and nothing else can be begun.
    void busyMeanwhile() {
        Document document;
        m_bench->open(document);
        const auto gate = std::make_shared<Gate>();
        document.jobs().setProgress([gate] { return gate; });
        int looks = 0;
        connect(&document.jobs(), &session::Jobs::busyChanged, &document, [&](bool busy) {
            if (busy) {
                QMetaObject::invokeMethod(
                    &document,
                    [&] {
                        ++looks;
                        QVERIFY(document.busy() && !document.canPaint());
                        QVERIFY(!document.changeDType(DType::I32));
                        QVERIFY(session::dtypeOffers(document, kMost).empty());
                        gate->open();
                    },
                    Qt::QueuedConnection);
            }
        });
        FRISKET_VERIFY(document.changeDType(DType::U16));
        QCOMPARE(looks, 1);
        QCOMPARE(document.dtype(LayerId::Destination), DType::U16);
    }

    void statesAreNotComparedAcross() {
        Document document;
        m_bench->open(document);
        stroke(document, {{5.5, 5.5}}, 6, false, "Before");
        FRISKET_VERIFY(document.changeDType(DType::U16));
        stroke(document, {{9.5, 5.5}}, 6, false, "After");
        const edit::PositionRange range = edit::reachableFrom(document.history());
        QCOMPARE(range.first, 3U);
        FRISKET_VERIFY(document.compareWith(3));
        for (const std::size_t position : {0U, 2U}) {
            const auto refused = document.compareWith(position);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, base::ErrorCode::Refused);
            QVERIFY(QString::fromStdString(refused.error().text())
                        .contains("“Change dtype from uint8 to uint16” changed a shape or a type"));
            QVERIFY(!document.revertTo(position, {}));
        }
        document.stepTo(2);
        FRISKET_VERIFY(document.compareWith(0));
        QVERIFY(!document.compareWith(4));
    }

    /// Rules that look at the destination see it in its dtype.
    void rulesFollow() {
        Document document;
        m_bench->open(document);
        session::ConditionLayers layers = document.stack().layers();
        session::ConditionLayer layer;
        layer.id = document.stack().newId();
        layer.rule = "destination == 3";
        layer.combine = condition::Combine::And;
        layers.layers.push_back(layer);
        FRISKET_VERIFY(document.stack().change("Add rule", layers));
        FRISKET_VERIFY(document.settleRules());
        const Bools before = boolsOf(*document.condition());
        QVERIFY(std::find(before.begin(), before.end(), true) != before.end());
        for (const DType dtype : {DType::I64, DType::F32, DType::U16}) {
            FRISKET_VERIFY(document.changeDType(dtype));
            FRISKET_VERIFY(document.settleRules());
            QVERIFY(boolsOf(*document.condition()) == before);
            QVERIFY(countsAgree(document));
        }
        const auto applied = document.apply();
        FRISKET_VERIFY(applied);
        while (document.canUndo()) {
            document.undo();
        }
        QCOMPARE(document.dtype(LayerId::Destination), DType::U8);
        while (document.canRedo()) {
            document.redo();
        }
        QCOMPARE(document.dtype(LayerId::Destination), DType::U16);
    }

    /// A random session: all that changes the destination, in changing dtypes.
    void anyOrder() {
        Random random;
        for (int round = 0; round < 12; ++round) {
            Document document;
            m_bench->open(document);
            document.setCasting(Casting::Unsafe);
            document.stepTo(0);
            std::vector<Typed> states{Typed(document)};
            document.stepTo(1);
            states.emplace_back(document);
            for (int step = 0; step < 40; ++step) {
                edit(document, random);
                QVERIFY(countsAgree(document));
                QVERIFY(document.plan() == nullptr ||
                        document.plan()->destinationType() == document.dtype(LayerId::Destination));
                const std::size_t position = document.history().position();
                states.erase(
                    states.begin() + static_cast<std::ptrdiff_t>(std::min(position, states.size())),
                    states.end());
                if (position == states.size()) {
                    states.emplace_back(document);
                }
                QCOMPARE(document.history().size(), position);
            }
            check(document, states, random);
            if (QTest::currentTestFailed()) {
                return;
            }
        }
    }

private:
    void edit(Document& document, Random& random) {
        const auto points = randomPoints(document, 3, random);
        const int size = static_cast<int>(random.between(2, 12));
        switch (random.between(0, 7)) {
            case 0:
            case 1: {
                const DType dtype =
                    array::kAllDTypes[static_cast<std::size_t>(random.between(0, 11))];
                const Typed before(document);
                const base::Status changed = document.changeDType(dtype);
                if (changed) {
                    QVERIFY(destinationBytes(document) ==
                            as(before.state.values, before.dtype, dtype));
                    QVERIFY(as(destinationBytes(document), dtype, before.dtype) ==
                            before.state.values);
                } else {
                    QCOMPARE(changed.error().code, base::ErrorCode::Refused);
                    QVERIFY(Typed(document) == before);
                }
                break;
            }
            case 2:
                stroke(document, points, size, random.chance(60), "Brush stroke");
                break;
            case 3:
                document.setPaintTarget(
                    {PaintInto::Destination, QString::number(random.between(-1, 300))});
                if (document.canPaint()) {
                    stroke(document, points, size, true, "Label");
                }
                document.setPaintTarget({});
                break;
            case 4:
                FRISKET_VERIFY(document.apply());
                break;
            case 5: {
                const auto replaced = document.replaceLabels(
                    {QString::number(random.between(0, 7)), QString::number(random.between(0, 300)),
                     random.chance(50), true, random.chance(50)});
                QVERIFY(replaced || replaced.error().code != base::ErrorCode::OutOfMemory);
                break;
            }
            case 6:
                document.setMode(random.chance(50) ? assign::Mode::Where : assign::Mode::Putmask);
                break;
            default:
                // A new step follows, so that what is undone here never comes again.
                if (document.canUndo()) {
                    document.undo();
                    document.invertCondition();
                }
        }
    }

    static void check(Document& document, const std::vector<Typed>& states, Random& random) {
        QCOMPARE(document.history().size() + 1, states.size());
        while (document.canUndo()) {
            document.undo();
            QVERIFY(Typed(document) == states[document.history().position()]);
        }
        while (document.canRedo()) {
            document.redo();
            QVERIFY(Typed(document) == states[document.history().position()]);
        }
        for (int i = 0; i < 5; ++i) {
            const auto position = static_cast<std::size_t>(
                random.between(0, static_cast<std::int64_t>(states.size()) - 1));
            document.stepTo(position);
            QVERIFY(Typed(document) == states[position]);
        }
    }

    std::unique_ptr<DTypeBench> m_bench;
};

QTEST_MAIN(TestDocumentDType)
#include "tst_document_dtype.moc"
