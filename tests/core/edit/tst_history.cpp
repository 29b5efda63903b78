// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/edit/history.h"

using namespace frisket::edit;

namespace {
/// Moves a number from `before` to `after`.
class SetNumber : public Entry {
public:
    SetNumber(int& number, int after, std::int64_t bytes = 10)
        : m_number(number), m_before(number), m_after(after), m_bytes(bytes) {
        m_number = after;
    }
    void undo() override { m_number = m_before; }
    void redo() override { m_number = m_after; }
    [[nodiscard]] std::int64_t byteSize() const override { return m_bytes; }
    [[nodiscard]] std::string_view name() const override { return m_after % 2 ? "odd" : "even"; }

private:
    int& m_number;
    int m_before;
    int m_after;
    std::int64_t m_bytes;
};
}  // namespace

class TestHistory : public QObject {
    Q_OBJECT

private slots:
    void undoAndRedo();
    void pushDropsTheRedoBranch();
    void budgetDropsTheOldest();
    void newestStaysEvenAboveTheBudget();
    void cleanFollowsTheState();
    void cleanIsLostWithItsBranch();
    void cleanIsLostWhenDropped();
    void clearKeepsACleanState();
    void smallerBudgetDropsAtOnce();
    void smallerBudgetAfterUndo();
    void cleanPositionFollowsTheSteps();
    void serialsTellStepsApart();
};

void TestHistory::undoAndRedo() {
    int number = 0;
    History history;
    QCOMPARE(history.undo(), nullptr);
    QCOMPARE(history.redo(), nullptr);
    QVERIFY(history.undoName().empty() && history.redoName().empty());
    for (int i = 1; i <= 3; ++i) {
        QCOMPARE(history.push(std::make_unique<SetNumber>(number, i)), 0U);
    }
    QCOMPARE(history.bytes(), 30);
    QCOMPARE(history.undo(), &history.at(2));
    QCOMPARE(number, 2);
    QCOMPARE(history.undoName(), "even");
    QCOMPARE(history.redoName(), "odd");
    QCOMPARE(history.position(), 2U);
    QVERIFY(history.undo() && history.undo());
    QCOMPARE(number, 0);
    QVERIFY(!history.canUndo() && history.canRedo());
    while (history.redo()) {
    }
    QCOMPARE(number, 3);
    QCOMPARE(history.size(), 3U);
}

void TestHistory::pushDropsTheRedoBranch() {
    int number = 0;
    History history;
    for (int i = 1; i <= 3; ++i) {
        (void)history.push(std::make_unique<SetNumber>(number, i));
    }
    history.undo();
    history.undo();
    (void)history.push(std::make_unique<SetNumber>(number, 7));
    QCOMPARE(history.size(), 2U);
    QCOMPARE(history.bytes(), 20);
    QVERIFY(!history.canRedo());
    history.undo();
    QCOMPARE(number, 1);
}

void TestHistory::budgetDropsTheOldest() {
    int number = 0;
    History history(35);
    std::size_t dropped = 0;
    for (int i = 1; i <= 5; ++i) {
        dropped += history.push(std::make_unique<SetNumber>(number, i));
    }
    QCOMPARE(dropped, 2U);
    QCOMPARE(history.size(), 3U);
    QCOMPARE(history.bytes(), 30);
    QCOMPARE(history.push(std::make_unique<SetNumber>(number, 6, 24)), 2U);
    QCOMPARE(history.position(), 2U);
    while (history.undo()) {
    }
    QCOMPARE(number, 4);
}

void TestHistory::newestStaysEvenAboveTheBudget() {
    int number = 0;
    History history(35);
    (void)history.push(std::make_unique<SetNumber>(number, 1));
    QCOMPARE(history.push(std::make_unique<SetNumber>(number, 2, 1000)), 1U);
    QCOMPARE(history.size(), 1U);
    history.undo();
    QCOMPARE(number, 1);
    QCOMPARE(history.push(std::make_unique<SetNumber>(number, 3)), 0U);
    QCOMPARE(history.bytes(), 10);
}

void TestHistory::cleanFollowsTheState() {
    int number = 0;
    History history;
    QVERIFY(history.isClean());
    (void)history.push(std::make_unique<SetNumber>(number, 1));
    QVERIFY(!history.isClean());
    history.markClean();
    (void)history.push(std::make_unique<SetNumber>(number, 2));
    QVERIFY(!history.isClean());
    history.undo();
    QVERIFY(history.isClean());
    history.undo();
    QVERIFY(!history.isClean());
    history.redo();
    QVERIFY(history.isClean());
}

void TestHistory::cleanIsLostWithItsBranch() {
    int number = 0;
    History history;
    (void)history.push(std::make_unique<SetNumber>(number, 1));
    history.markClean();
    history.undo();
    (void)history.push(std::make_unique<SetNumber>(number, 2));
    // As many steps as when it was marked, but another state.
    QVERIFY(!history.isClean());
    history.undo();
    QVERIFY(!history.isClean());
}

void TestHistory::cleanIsLostWhenDropped() {
    int number = 0;
    History history(20);
    for (int i = 1; i <= 2; ++i) {
        (void)history.push(std::make_unique<SetNumber>(number, i));
    }
    (void)history.push(std::make_unique<SetNumber>(number, 3));
    while (history.undo()) {
    }
    QVERIFY(!history.isClean());  // the first state, marked at the start, is out of reach
    while (history.redo()) {
    }
    history.markClean();
    (void)history.push(std::make_unique<SetNumber>(number, 4));
    history.undo();
    QVERIFY(history.isClean());  // numbers don't shift with what was dropped
}

void TestHistory::clearKeepsACleanState() {
    int number = 0;
    History history;
    (void)history.push(std::make_unique<SetNumber>(number, 1));
    history.markClean();
    history.clear();
    QVERIFY(history.isClean());
    QCOMPARE(history.size(), 0U);
    QCOMPARE(history.bytes(), 0);
    (void)history.push(std::make_unique<SetNumber>(number, 2));
    history.clear();
    QVERIFY(!history.isClean());
}

void TestHistory::smallerBudgetDropsAtOnce() {
    int number = 0;
    History history(1000);
    for (int i = 1; i <= 10; ++i) {
        QCOMPARE(history.push(std::make_unique<SetNumber>(number, i)), 0U);
    }
    QCOMPARE(history.setBudget(35), 7U);
    QCOMPARE(history.droppedForBudget(), std::uint64_t{7});
    QCOMPARE(history.size(), 3U);
    QCOMPARE(history.position(), 3U);
    QCOMPARE(history.bytes(), 30);
    QCOMPARE(history.bytes(2), 10);
    QCOMPARE(history.setBudget(1000), 0U);
    QCOMPARE(history.budget(), 1000);
    while (history.undo()) {
    }
    QCOMPARE(number, 7);
    QCOMPARE(history.setBudget(0), 2U);  // one stays, whatever it takes
    QCOMPARE(history.size(), 1U);
    history.clear();
    QCOMPARE(history.droppedForBudget(), std::uint64_t{0});
}

void TestHistory::smallerBudgetAfterUndo() {
    int number = 0;
    History history(1000);
    for (int i = 1; i <= 6; ++i) {
        (void)history.push(std::make_unique<SetNumber>(number, i));
    }
    history.markClean();
    for (int i = 0; i < 4; ++i) {
        history.undo();
    }
    // The two that are done go first, then the last of those that are undone.
    QCOMPARE(history.setBudget(30), 3U);
    QCOMPARE(history.position(), 0U);
    QCOMPARE(number, 2);
    QVERIFY(!history.cleanPosition());
    while (history.redo()) {
    }
    QCOMPARE(number, 5);
    QVERIFY(!history.isClean());
}

void TestHistory::cleanPositionFollowsTheSteps() {
    int number = 0;
    History history(35);
    QCOMPARE(history.cleanPosition(), std::optional<std::size_t>(0));
    (void)history.push(std::make_unique<SetNumber>(number, 1));
    (void)history.push(std::make_unique<SetNumber>(number, 2));
    history.markClean();
    QCOMPARE(history.cleanPosition(), std::optional<std::size_t>(2));
    (void)history.push(std::make_unique<SetNumber>(number, 3));
    (void)history.push(std::make_unique<SetNumber>(number, 4));  // drops the first
    QCOMPARE(history.cleanPosition(), std::optional<std::size_t>(1));
    (void)history.push(std::make_unique<SetNumber>(number, 5));
    QCOMPARE(history.cleanPosition(), std::optional<std::size_t>(0));
    (void)history.push(std::make_unique<SetNumber>(number, 6));
    QVERIFY(!history.cleanPosition());
}

void TestHistory::serialsTellStepsApart() {
    int number = 0;
    History history;
    for (int i = 1; i <= 3; ++i) {
        (void)history.push(std::make_unique<SetNumber>(number, i));
    }
    const std::uint64_t first = history.serial(0);
    const std::uint64_t last = history.serial(2);
    QVERIFY(first < history.serial(1) && history.serial(1) < last);
    history.undo();
    (void)history.push(std::make_unique<SetNumber>(number, 7));
    QCOMPARE(history.serial(0), first);
    QVERIFY(history.serial(2) > last);
    const std::uint64_t newest = history.serial(2);
    history.clear();
    (void)history.push(std::make_unique<SetNumber>(number, 8));
    QVERIFY(history.serial(0) > newest);
}

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"
