// SPDX-License-Identifier: MIT
// Shapes that people bring, as their questions in forums and issues have them: each one is refused
// in words, and one click on what the Broadcast dock offers makes it the assignment they meant.
#include <functional>

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/docks/broadcast_dock.h"
#include "ui/docks/fix_panel.h"
#include "ui/plan_presenter.h"

using namespace frisket;
using namespace frisket::test;
using array::Index;
using array::Shape;
using assign::Mode;
using session::Document;
using session::LayerId;

namespace {
/// The C-order place in the source's file, or in the condition's, that serves an element.
using Place = std::function<std::int64_t(const Index&)>;

struct Case {
    const char* name;
    Shape destination;
    Shape source;
    Shape condition;
    const char* button;  ///< with which the text of the right one begins
    Place sourceAt = {};
    Place conditionAt = {};
    Mode mode = Mode::Where;
};

constexpr std::int64_t kH = 42;
constexpr std::int64_t kW = 64;

std::int64_t nearest(std::int64_t to, std::int64_t from, std::int64_t size) {
    return (2 * to + 1) * from / (2 * size);
}

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"HxWxC against CxHxW",
         {kH, kW, 3},
         {3, kH, kW},
         {kH, kW, 1},
         "Move axis 0",
         [](const Index& at) { return (at[2] * kH + at[0]) * kW + at[1]; },
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"CxHxW against HxWxC",
         {3, kH, kW},
         {kH, kW, 3},
         {kH, kW},
         "Move axis 2",
         [](const Index& at) { return (at[1] * kW + at[2]) * 3 + at[0]; },
         [](const Index& at) { return at[1] * kW + at[2]; }},
        {"428 rows against 427: one too many",
         {kH, kW},
         {kH + 1, kW},
         {kH, kW},
         "Crop",
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"427 rows against 428: one too few",
         {kH, kW},
         {kH - 1, kW},
         {kH, kW},
         "Pad",
         [](const Index& at) { return std::min(at[0], kH - 2) * kW + at[1]; }},
        {"the condition has a row too many",
         {kH, kW},
         {kH, kW},
         {kH + 1, kW},
         "Crop",
         {},
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"a condition as a batch of one",
         {kH, kW},
         {kH, kW},
         {1, kH, kW},
         "Squeeze",
         {},
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"a condition with a channel of one",
         {kH, kW},
         {kH, kW},
         {kH, kW, 1},
         "Squeeze",
         {},
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"a source with a channel of one",
         {kH, kW},
         {kH, kW, 1},
         {kH, kW},
         "Squeeze",
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"a value for each row",
         {kH, kW},
         {kH},
         {kH, kW},
         "Unsqueeze",
         [](const Index& at) { return at[0]; }},
        {"a value for each class, classes first",
         {21, 8, 9},
         {21},
         {8, 9},
         "Unsqueeze source at 1, then unsqueeze source at 2",
         [](const Index& at) { return at[0]; },
         [](const Index& at) { return at[1] * 9 + at[2]; }},
        {"a mask for pictures with channels",
         {kH, kW, 3},
         {kH, kW, 3},
         {kH, kW},
         "Unsqueeze",
         {},
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"labels for pictures with channels",
         {kH, kW, 3},
         {kH, kW},
         {kH, kW, 1},
         "Unsqueeze",
         [](const Index& at) { return at[0] * kW + at[1]; },
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"width by height: the condition",
         {kH, kW},
         {kH, kW},
         {kW, kH},
         "Swap",
         {},
         [](const Index& at) { return at[1] * kH + at[0]; }},
        {"width by height: the source",
         {kH, kW},
         {kW, kH},
         {kH, kW},
         "Swap",
         [](const Index& at) { return at[1] * kH + at[0]; }},
        {"a mask that was saved as RGB",
         {kH, kW},
         {kH, kW, 3},
         {kH, kW},
         "Take index 0 of axis 2",
         [](const Index& at) { return (at[0] * kW + at[1]) * 3; }},
        {"a mask that was saved as RGBA",
         {kH, kW},
         {kH, kW},
         {kH, kW, 4},
         "Take index 0 of axis 2",
         {},
         [](const Index& at) { return (at[0] * kW + at[1]) * 4; }},
        {"a prediction at half the size",
         {kH, kW},
         {kH / 2, kW / 2},
         {kH, kW},
         "Resize",
         [](const Index& at) {
             return nearest(at[0], kH / 2, kH) * (kW / 2) + nearest(at[1], kW / 2, kW);
         }},
        {"a prediction at twice the size",
         {kH, kW},
         {2 * kH, 2 * kW},
         {kH, kW},
         "Resize",
         [](const Index& at) {
             return nearest(at[0], 2 * kH, kH) * 2 * kW + nearest(at[1], 2 * kW, kW);
         }},
        {"a flat source",
         {kH, kW},
         {kH * kW},
         {kH, kW},
         "Reshape",
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"a flat condition",
         {kH, kW},
         {kH, kW},
         {kH * kW},
         "Reshape",
         {},
         [](const Index& at) { return at[0] * kW + at[1]; }},
        {"NxHxW against Nx1xHxW",
         {5, 9, 8},
         {5, 1, 9, 8},
         {5, 9, 8},
         "Squeeze",
         [](const Index& at) { return (at[0] * 9 + at[1]) * 8 + at[2]; }},
        {"x, y, z against z, y, x",
         {9, 8, 5},
         {5, 8, 9},
         {9, 8, 5},
         "Swap axes 0 and 2",
         [](const Index& at) { return (at[2] * 8 + at[1]) * 9 + at[0]; }},
        {"index asks for the very shape",
         {kH, kW},
         {1},
         {1, kW},
         "Use mode where",
         [](const Index&) { return 0; },
         [](const Index& at) { return at[1]; },
         Mode::Index},
    };
    return all;
}

std::vector<std::uint16_t> values(const Shape& shape, std::uint64_t seed, int most) {
    Random random(seed);
    std::vector<std::uint16_t> out(static_cast<std::size_t>(*array::elementCount(shape)));
    for (std::uint16_t& value : out) {
        value = static_cast<std::uint16_t>(random.between(0, most));
    }
    return out;
}
}  // namespace

class TestWrongShapes : public QObject {
    Q_OBJECT

private slots:
    void oneClickMendsIt_data() {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < cases().size(); ++i) {
            QTest::newRow(cases()[i].name) << static_cast<int>(i);
        }
    }
    void oneClickMendsIt() {
        QFETCH(int, number);
        const Case& each = cases()[static_cast<std::size_t>(number)];
        Document document;
        document.setMode(each.mode);
        ui::BroadcastDock dock;
        new ui::PlanPresenter(document, dock);  // the dock owns it
        dock.show();
        MaskFolder folder;
        const auto destination = values(each.destination, 1, 60000);
        const auto source = values(each.source, 2, 60000);
        const auto condition = values(each.condition, 3, 1);
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     folder.write("d.npy", each.destination, destination)));
        FRISKET_VERIFY(document.open(LayerId::Source, folder.write("s.npy", each.source, source)));
        FRISKET_VERIFY(
            document.open(LayerId::Condition, folder.write("c.npy", each.condition, condition)));
        QVERIFY(document.plan() == nullptr);
        QVERIFY2(document.refusal().has_value(), qPrintable(document.problem()));
        QVERIFY(!document.refusal()->message.empty());

        QPushButton* right = nullptr;
        QStringList offered;
        for (auto* button : dock.fixes().findChildren<QPushButton*>()) {
            if (button->isVisibleTo(&dock)) {
                offered << button->text();
                right = right == nullptr && button->text().startsWith(each.button) ? button : right;
            }
        }
        QVERIFY2(right != nullptr, qPrintable(offered.join(" | ")));
        QSignalSpy failed(&document, &Document::failed);
        right->click();
        QTRY_VERIFY2(document.plan() != nullptr || !failed.isEmpty(),
                     qPrintable(document.problem()));
        QVERIFY(failed.isEmpty());

        const Place own = [&](const Index& at) {
            std::int64_t flat = 0;
            for (int axis = 0; axis < each.destination.rank(); ++axis) {
                flat = flat * each.destination[axis] + at[axis];
            }
            return flat;
        };
        const Place& sourcePlace = each.sourceAt ? each.sourceAt : own;
        const Place& conditionPlace = each.conditionAt ? each.conditionAt : own;
        const QByteArray bytes = referenceResult(document);
        const auto* found = reinterpret_cast<const std::uint16_t*>(bytes.constData());
        for (std::int64_t i = 0; i < *array::elementCount(each.destination); ++i) {
            const Index at = array::unravel(i, each.destination);
            const bool takes = condition[static_cast<std::size_t>(conditionPlace(at))] != 0;
            const std::uint16_t expected = takes ? source[static_cast<std::size_t>(sourcePlace(at))]
                                                 : destination[static_cast<std::size_t>(i)];
            if (found[i] != expected) {
                QFAIL(qPrintable(QString("element %1 is %2, not %3; %4")
                                     .arg(i)
                                     .arg(found[i])
                                     .arg(expected)
                                     .arg(right->text())));
            }
        }
        FRISKET_VERIFY(document.apply());
        QCOMPARE(destinationBytes(document), bytes);
        if (document.operandView(LayerId::Source).any()) {
            document.resetSourceView();
            QVERIFY(document.plan() == nullptr);
            QVERIFY(document.source()->shape() == each.source);
            QVERIFY(!document.operandView(LayerId::Source).any());
        }
    }
};

QTEST_MAIN(TestWrongShapes)
#include "tst_wrong_shapes.moc"
