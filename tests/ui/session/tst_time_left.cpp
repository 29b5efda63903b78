// SPDX-License-Identifier: MIT
#include <QTest>

#include "ui/session/time_left.h"

using frisket::session::TimeLeft;

class TestTimeLeft : public QObject {
    Q_OBJECT

private slots:
    void nothingInTheFirstSecond() {
        TimeLeft left;
        QVERIFY(!left.seconds());
        left.add(0.9, 0.3);
        QVERIFY(!left.seconds());
        left.add(1.0, 0.3);
        QVERIFY(left.seconds().has_value());
    }

    void steadyWork() {
        TimeLeft left;
        for (int i = 1; i <= 50; ++i) {
            left.add(0.1 * i, 0.01 * i);  // ten seconds in all
        }
        QVERIFY(left.seconds().has_value());
        QVERIFY(std::abs(*left.seconds() - 5) < 0.2);
    }

    void workThatSlowsDown() {
        TimeLeft left;
        for (int i = 1; i <= 20; ++i) {
            left.add(0.1 * i, 0.02 * i);
        }
        const double before = left.seconds().value();
        for (int i = 1; i <= 100; ++i) {
            left.add(2 + 0.1 * i, 0.4 + 0.002 * i);  // a tenth of the pace
        }
        QVERIFY(left.seconds().value() > before);
        QVERIFY(std::abs(*left.seconds() - 20) < 5);
    }

    void nothingWhileNothingMoves() {
        TimeLeft left;
        left.add(1, 0);
        left.add(5, 0);
        QVERIFY(!left.seconds());
        left.add(5, 0.5);  // no time has passed
        QVERIFY(!left.seconds());
    }

    void neverBack() {
        TimeLeft left;
        left.add(1, 0.5);
        left.add(2, 0.4);
        QVERIFY(left.seconds().value_or(-1) >= 0);
        left.add(3, 1);
        QCOMPARE(left.seconds().value(), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestTimeLeft)
#include "tst_time_left.moc"
