// SPDX-License-Identifier: MIT
// All tools at random on one document: whatever was done, undoing all of it brings back the start
// to the byte, and doing all of it again the end.
#include <algorithm>
#include <functional>
#include <map>

#include <QTest>

#include "core/refine/refinement.h"
#include "tests/support/any_options.h"
#include "tests/support/tool_bench.h"
#include "ui/actions.h"
#include "ui/session/instance_edits.h"
#include "ui/session/refine_preview.h"
#include "ui/session/slice_interpolation.h"
#include "ui/session/speck_preview.h"
#include "ui/transfer_controller.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::ToolId;

namespace {
constexpr std::int64_t kSlices = 3;
constexpr std::int64_t kRows = 90;
constexpr std::int64_t kColumns = 131;
/// Fewer or more by FRISKET_TEST_OPERATIONS.
constexpr int kOperations = 10000;

struct State {
    Bools condition;
    QByteArray destination;
    bool operator==(const State&) const = default;
};

/// Where the history is: the last step that is done, and how many there are.
std::pair<std::uint64_t, std::size_t> stepOf(const session::Document& document) {
    const edit::History& history = document.history();
    return {history.position() == 0 ? 0 : history.serial(history.position() - 1) + 1,
            history.size()};
}

State stateOf(const session::Document& document) {
    return {boolsOf(*document.condition()), destinationBytes(document)};
}
}  // namespace

class TestAllTools : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_canvas.resize(260, 220);
        FRISKET_VERIFY(m_document.openAll(
            {{LayerId::Destination, labels("d.npy", 1)}, {LayerId::Source, labels("s.npy", 2)}},
            session::Others::Close));
        FRISKET_VERIFY(
            m_document.open(LayerId::Backdrop, m_folder.writePhoto("p.png", kColumns, kRows)));
        m_document.expandCondition(0);
        m_document.setHistoryBudget(std::int64_t{8} << 30U);
        m_canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_canvas));
    }

    void undoOfEverythingIsTheStartAndRedoTheEnd() {
        const int operations = qEnvironmentVariableIsSet("FRISKET_TEST_OPERATIONS")
                                   ? qEnvironmentVariableIntValue("FRISKET_TEST_OPERATIONS")
                                   : kOperations;
        const std::size_t first = m_document.history().size();
        const State start = stateOf(m_document);
        std::map<std::string, int> effects;  // how often an operation became a step or moved along
        for (int i = 0; i < operations; ++i) {
            const auto before = stepOf(m_document);
            const std::string what = operate();
            effects[what] += before != stepOf(m_document) ? 1 : 0;
            if (!m_problem.isEmpty()) {
                QFAIL(qPrintable(QString("%1: %2: %3").arg(i).arg(what.c_str(), m_problem)));
            }
            if (m_document.inStroke() || m_document.busy()) {
                QFAIL(qPrintable(QString("%1: %2 goes on").arg(i).arg(what.c_str())));
            }
            if (i % 100 == 99 && !countsAgree(m_document)) {
                QFAIL(qPrintable(
                    QString("%1: after %2 the counts are wrong").arg(i).arg(what.c_str())));
            }
        }
        m_canvas.tools().choose(ToolId::Hand);
        settle();
        const State end = stateOf(m_document);
        const std::size_t last = m_document.history().position();
        QCOMPARE(m_document.history().droppedForBudget(), std::uint64_t{0});
        qInfo("%d operations, %zu steps", operations, m_document.history().size() - first);
        QVERIFY(m_document.history().size() - first > static_cast<std::size_t>(operations) / 40);
        if (operations >= kOperations) {
            QVERIFY(effects.size() > 25);
            for (const auto& [what, times] : effects) {
                const bool changes = what.rfind("set ", 0) != 0 && what.rfind("refused ", 0) != 0;
                QVERIFY2(!changes || times > 0, what.c_str());
            }
        }
        m_document.stepTo(first);
        QVERIFY(stateOf(m_document) == start);
        m_document.stepTo(last);
        QVERIFY(stateOf(m_document) == end);
        QVERIFY(countsAgree(m_document));
    }

private:
    [[nodiscard]] QString labels(const char* name, std::uint64_t seed) {
        Random random(seed);
        std::vector<std::uint16_t> values(kSlices * kRows * kColumns);
        for (std::size_t i = 0; i < values.size(); ++i) {
            // Cells of 12 pixels and some noise.
            const std::size_t x = i % kColumns / 12;
            const std::size_t y = i / kColumns % kRows / 12;
            values[i] = static_cast<std::uint16_t>((x * 7 + y * 5 + seed) % 6);
            if (random.chance(1)) {
                values[i] = static_cast<std::uint16_t>(random.between(0, 300));
            }
        }
        return m_folder.write<std::uint16_t>(name, {kSlices, kRows, kColumns}, values);
    }

    [[nodiscard]] std::int64_t any(std::int64_t low, std::int64_t high) {
        return m_random.between(low, high);
    }
    [[nodiscard]] base::Point place() {
        return {static_cast<double>(any(-100, 10 * kColumns + 100)) / 10,
                static_cast<double>(any(-100, 10 * kRows + 100)) / 10};
    }
    [[nodiscard]] Qt::KeyboardModifiers modifiers() {
        Qt::KeyboardModifiers keys;
        keys.setFlag(Qt::ShiftModifier, m_random.chance(15));
        keys.setFlag(Qt::AltModifier, m_random.chance(15));
        keys.setFlag(Qt::ControlModifier, m_random.chance(5));
        return keys;
    }
    [[nodiscard]] Qt::MouseButton button() {
        return m_random.chance(20) ? Qt::RightButton : Qt::LeftButton;
    }
    void key(Qt::Key key) {
        m_pointer.key(QEvent::KeyPress, key);
        m_pointer.key(QEvent::KeyRelease, key);
    }
    void settle() {
        QCoreApplication::processEvents();
        waitFor([this] { return !m_document.busy(); }, "a job does not end");
    }
    void waitFor(const std::function<bool()>& isThere, const char* problem) {
        if (!QTest::qWaitFor(isThere, 20000)) {
            m_problem = problem;
        }
    }
    /// A drag through some places, sometimes taken back on the way.
    void drag(std::int64_t most) {
        Points points(static_cast<std::size_t>(any(1, most)));
        std::generate(points.begin(), points.end(), [this] { return place(); });
        const Qt::MouseButton with = button();
        const Qt::KeyboardModifiers keys = modifiers();
        m_pointer.pressAt(m_canvas.widgetPosition(points.front()), with, keys);
        for (const base::Point& point : points) {
            m_pointer.moveTo(m_canvas.widgetPosition(point), keys);
        }
        if (m_random.chance(8)) {
            key(Qt::Key_Escape);
        }
        m_pointer.release(with, keys);
    }
    void click() { m_pointer.stroke({place()}, button(), modifiers()); }

    /// One operation; says which.
    std::string operate() {
        const std::int64_t die = any(0, 99);
        if (die < 62) {
            return useTool();
        }
        if (die < 74) {
            return m_anyOptions.change();
        }
        if (die < 80) {
            return look();
        }
        return command();
    }

    std::string useTool() {
        static constexpr std::array kTools{
            ToolId::Brush,     ToolId::Brush,     ToolId::Brush,      ToolId::Eraser,
            ToolId::Rectangle, ToolId::Ellipse,   ToolId::Lasso,      ToolId::Polygon,
            ToolId::Line,      ToolId::Fill,      ToolId::Fill,       ToolId::Pick,
            ToolId::Refine,    ToolId::Transform, ToolId::SmartBrush, ToolId::Specks};
        const ToolId id =
            m_random.chance(1)
                ? slowTool()
                : kTools[static_cast<std::size_t>(any(0, static_cast<int>(kTools.size()) - 1))];
        m_canvas.tools().choose(id);
        switch (id) {
            case ToolId::Polygon:
            case ToolId::Line:
            case ToolId::Scissors:
                for (int i = 0; i < 4; ++i) {
                    click();
                }
                key(m_random.chance(85) ? Qt::Key_Return : Qt::Key_Escape);
                if (id == ToolId::Scissors) {
                    waitForStep();  // its ways are looked for
                }
                break;
            case ToolId::Specks:
                removeSpecks();
                break;
            case ToolId::Refine:
                refine();
                break;
            case ToolId::Transform:
                click();  // lifts what is selected
                settle();
                drag(3);
                drag(3);
                key(m_random.chance(80) ? Qt::Key_Return : Qt::Key_Escape);
                break;
            case ToolId::GrabCut:
            case ToolId::Watershed:
                drag(3);
                drag(3);
                key(Qt::Key_Return);  // as soon as it is found
                waitForStep();
                key(Qt::Key_Escape);
                break;
            default:
                drag(5);
                break;
        }
        settle();
        if (id == ToolId::Refine) {
            const auto kind = m_document.refining().refinement().kind;
            return m_inAll ? "refine all slices" : session::nameOf(kind).toStdString();
        }
        return "tool " + std::to_string(static_cast<int>(id));
    }
    ToolId slowTool() {
        static constexpr std::array kSlow{ToolId::Scissors, ToolId::GrabCut, ToolId::Watershed};
        return kSlow[static_cast<std::size_t>(any(0, 2))];
    }
    /// What is found on a thread becomes a step, or changes nothing.
    void waitForStep() {
        const auto before = stepOf(m_document);
        (void)QTest::qWaitFor([&] { return stepOf(m_document) != before; }, 1000);
    }
    void removeSpecks() {
        session::SpeckPreview& preview = m_document.specks();
        preview.setRule({any(2, 12), condition::Connectivity::Eight, m_random.chance(30)});
        waitFor([&] { return preview.found() || !preview.problem().isEmpty(); },
                "the specks are not found");
        m_random.chance(50) ? key(Qt::Key_Return) : click();
    }
    std::string editInstance() {
        const base::Pixel pixel{any(-3, kColumns + 2), any(-3, kRows + 2)};
        const std::int64_t which = any(0, 4);
        const auto done =
            which == 0   ? session::takeInstance(m_document, pixel, session::Enclosed::Not)
            : which == 1 ? session::takeInstance(m_document, pixel, session::Enclosed::Too)
            : which == 2 ? session::fillHolesAt(m_document, pixel)
            : which == 3 ? session::removeInstance(m_document, pixel)
                         : session::splitInstance(m_document, pixel, 80);
        settle();
        static constexpr std::array kNames{"take", "take enclosed", "fill holes", "remove",
                                           "split"};
        return (done ? "" : "refused ") + std::string(kNames[static_cast<std::size_t>(which)]);
    }
    std::string useClipboard() {
        const std::int64_t which = any(0, 2);
        which == 0 ? m_transfer.cut() : which == 1 ? m_transfer.copy() : m_transfer.paste();
        settle();
        if (which == 2) {
            drag(3);
            settle();
        }
        m_transfer.settle();
        settle();
        return which == 0 ? "cut" : which == 1 ? "set copy" : "paste";
    }
    void refine() {
        session::RefinePreview& preview = m_document.refining();
        refine::Refinement what;
        what.kind = static_cast<refine::Kind>(any(0, static_cast<int>(refine::Kind::Invert)));
        what.element.radius = any(1, 6);
        what.size = any(0, 30);
        what.distance = static_cast<double>(any(-40, 40)) / 10;
        preview.setRefinement(what);
        if (m_random.chance(40)) {
            drag(2);
        }
        m_inAll = m_random.chance(10);
        preview.setAllSlices(m_inAll);
        m_inAll = preview.allSlices();
        waitFor([&] { return preview.change() || !preview.problem().isEmpty(); },
                "the refinement is not found");
        key(Qt::Key_Return);
    }

    std::string look() {
        switch (any(0, 3)) {
            case 0:
                m_canvas.zoomTo(
                    std::array{0.125, 0.7, 1.0, 2.0, 8.0}[static_cast<std::size_t>(any(0, 4))]);
                break;
            case 1:
                m_canvas.centreOn(place());
                break;
            case 2:
                m_document.setIndex(0, any(0, kSlices - 1));
                break;
            default:
                if (m_random.chance(20)) {
                    m_document.setShownAxes(static_cast<int>(any(0, 1)), 2);
                    m_document.setShownAxes(1, 2);
                }
                break;
        }
        settle();
        return "set look";
    }

    std::string command() {
        switch (any(0, 13)) {
            case 11:
            case 12:
                return editInstance();
            case 13:
                return useClipboard();
            case 10: {
                const auto filled = session::interpolateSlices(m_document);
                settle();
                return filled ? "interpolate" : "refused interpolate";
            }
            case 0:
                m_document.undo();
                settle();
                return "undo";
            case 1:
                m_document.redo();
                settle();
                return "redo";
            case 2: {
                const auto here = static_cast<std::int64_t>(m_document.history().position());
                m_document.stepTo(
                    static_cast<std::size_t>(std::max<std::int64_t>(1, here - any(0, 3))));
                settle();
                return "step back";
            }
            case 3:
                m_document.invertCondition();
                return "invert";
            case 4:
                m_random.chance(50) ? m_document.clearCondition() : m_document.selectAll();
                return "whole";
            case 5:
            case 6: {
                const auto applied = m_document.apply();
                settle();
                return applied ? "apply" : "refused apply";
            }
            case 7: {
                const auto replaced = m_document.replaceLabels(
                    {QString::number(any(0, 6)), QString::number(any(0, 6)), m_random.chance(40),
                     m_random.chance(40), m_random.chance(40)});
                settle();
                return replaced ? "replace" : "refused replace";
            }
            case 8: {
                const auto deselected = m_document.deselectLocked();
                settle();
                return deselected ? "deselect" : "refused deselect";
            }
            default:
                m_document.setMode(m_random.chance(60) ? assign::Mode::Where : assign::Mode::Fill);
                return "set mode";
        }
    }

    Random m_random;
    QString m_problem;     ///< what does not end
    bool m_inAll = false;  ///< whether the last refinement was of all slices
    MaskFolder m_folder;
    session::Document m_document;
    session::LayerStyles m_styles;
    session::ToolOptions m_options;
    ui::Canvas m_canvas{m_document, m_styles, m_options};
    ui::Actions m_actions{&m_canvas};
    ui::TransferController m_transfer{m_document, m_options, m_canvas, m_actions, nullptr};
    Pointer m_pointer{m_canvas};
    AnyOptions m_anyOptions{m_document, m_options, m_random};
};

QTEST_MAIN(TestAllTools)
#include "tst_all_tools.moc"
