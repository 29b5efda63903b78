// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/limits.h"
#include "tests/support/planes.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using session::Document;
using session::LabelLocks;
using session::LayerId;
using session::PaintLimits;

/// Locked labels: what Apply does about them.
class TestDocumentLocks : public QObject {
    Q_OBJECT

private slots:
    void locks() {
        LabelLocks locks;
        QVERIFY(!locks.any());
        locks.setLocked(5, true);
        locks.setLocked(3, true);
        locks.setLocked(5, true);
        QCOMPARE(locks.labels, (std::vector<std::int64_t>{3, 5}));
        QVERIFY(locks.isLocked(3) && !locks.isLocked(4));
        locks.lockAllBut(4);
        QVERIFY(locks.isLocked(3) && !locks.isLocked(4) && locks.isLocked(123456));
        locks.setLocked(3, false);
        locks.setLocked(4, true);
        QCOMPARE(locks.labels, (std::vector<std::int64_t>{3}));
        QVERIFY(locks.any());
    }

    void applyKeepsOffLockedLabels_data() {
        QTest::addColumn<int>("shapes");
        for (std::size_t i = 0; i < std::size(kSides); ++i) {
            if (kSides[i].source) {
                QTest::newRow(kSides[i].name) << static_cast<int>(i);
            }
        }
    }
    void applyKeepsOffLockedLabels() {
        QFETCH(int, shapes);
        const auto document = openedWith(kSides[shapes], DType::U8);
        Random random;
        for (int round = 0; round < 6; ++round) {
            randomPlane(*document, random);
            document->setLimits({});
            stroke(*document, randomPoints(*document, 3, random), 25, true);
            PaintLimits limits;
            limits.locks.others = random.chance(50);
            limits.locks.setLocked(random.between(0, 7), true);
            limits.locks.setLocked(random.between(0, 7), false);
            document->setLimits(limits);
            const QByteArray before = destinationBytes(*document);
            const QByteArray result = referenceResult(*document);
            std::int64_t locked = 0;
            for (qsizetype i = 0; i < before.size(); ++i) {
                locked += before[i] != result[i] &&
                          limits.locks.isLocked(static_cast<std::uint8_t>(before[i]));
            }
            const std::size_t steps = document->history().size();
            auto applied = document->apply();
            QCOMPARE(applied.has_value(), locked == 0);
            if (applied) {
                QCOMPARE(destinationBytes(*document), result);
                continue;
            }
            QCOMPARE(applied.error().code, base::ErrorCode::Protected);
            if (locked > 1) {
                const QString count = QLocale().toString(static_cast<qlonglong>(locked));
                QVERIFY(QString::fromStdString(applied.error().message).startsWith(count));
            }
            QCOMPARE(destinationBytes(*document), before);
            QCOMPARE(document->history().size(), steps);
            // What is offered: no element stays that serves a locked one, and others do.
            const Bools selected = boolsOf(*document->condition());
            Bools expected = selected;
            const array::Layout layout = *document->broadcastLayout(LayerId::Condition);
            for (std::int64_t flat = 0; flat < before.size(); ++flat) {
                if (limits.locks.isLocked(
                        static_cast<std::uint8_t>(before[static_cast<qsizetype>(flat)]))) {
                    expected[static_cast<std::size_t>(
                        layout.at(array::unravel(flat, kSides[shapes].destination)))] = false;
                }
            }
            FRISKET_VERIFY(document->deselectLocked());
            QCOMPARE(boolsOf(*document->condition()), expected);
            QVERIFY(countsAgree(*document));
            applied = document->apply();
            FRISKET_VERIFY(applied);
            const QByteArray after = destinationBytes(*document);
            for (qsizetype i = 0; i < before.size(); ++i) {
                QVERIFY(after[i] == before[i] ||
                        !limits.locks.isLocked(static_cast<std::uint8_t>(before[i])));
            }
        }
    }

    void labelsPaintedStraight() {
        const auto document = openedWith({"", {90, 150}, {}, {}}, DType::U8);
        PaintLimits limits;
        limits.terms.push_back(
            {LayerId::Destination, session::LimitTerm::Kind::Labels, true, {1, 2}});
        limits.locks.setLocked(5, true);
        document->setLimits(limits);
        document->setPaintTarget({session::PaintInto::Destination, QStringLiteral("9")});
        const QByteArray before = destinationBytes(*document);
        QByteArray expected = before;
        Random random;
        document->beginStroke();
        for (int part = 0; part < 8; ++part) {
            const auto points = randomPoints(*document, 2, random);
            const auto regions =
                paint::sweepInBands(points[0], points[1], 30, document->planeRect());
            const bool value = part % 3 != 2;
            document->extendStroke(regions, value);
            for (const condition::BitRegion& region : regions) {
                for (qsizetype place = 0; place < before.size(); ++place) {
                    const std::int64_t x = place % 150;
                    const std::int64_t y = place / 150;
                    const char label = before[place];
                    // Erasing keeps off locked ones, too: it would change them.
                    if (region.box().contains(x, y) && region.at(x, y) && label != 1 &&
                        label != 2 && label != 5) {
                        expected[place] = static_cast<char>(value ? 9 : 0);
                    }
                }
            }
        }
        document->commitStroke({});
        QCOMPARE(destinationBytes(*document), expected);
        QVERIFY(expected != before);
        document->undo();
        QCOMPARE(destinationBytes(*document), before);
    }

    void deselectingNothingIsNoStep() {
        const auto document = openedWith(kSides[0], DType::U8);
        document->selectAll();
        const std::size_t steps = document->history().size();
        FRISKET_VERIFY(document->deselectLocked());
        QCOMPARE(document->history().size(), steps);
        PaintLimits limits;
        limits.locks.setLocked(77, true);
        document->setLimits(limits);
        FRISKET_VERIFY(document->deselectLocked());
        QCOMPARE(document->history().size(), steps);
        limits.locks.lockAllBut(77);
        document->setLimits(limits);
        FRISKET_VERIFY(document->deselectLocked());
        QCOMPARE(document->selectedCount(), 0);
        document->undo();
        QCOMPARE(document->selectedCount(), std::int64_t{90 * 150});
    }
};

QTEST_GUILESS_MAIN(TestDocumentLocks)
#include "tst_document_locks.moc"
