// SPDX-License-Identifier: MIT
#include <cerrno>

#include <QTest>

#include "core/base/result.h"

using frisket::base::Error;
using frisket::base::ErrorCode;
using frisket::base::Result;

class TestError : public QObject {
    Q_OBJECT

private slots:
    void textAddsTheHintOnItsOwnLine() {
        QCOMPARE(QString::fromStdString(Error{ErrorCode::Io, "It broke.", {}}.text()), "It broke.");
        QCOMPARE(QString::fromStdString(Error{ErrorCode::Io, "It broke.", "Mend it."}.text()),
                 "It broke.\nMend it.");
    }

    void systemErrorNamesTheKind_data() {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("hasHint");
        const auto row = [](const char* name, int number, ErrorCode code, bool hasHint) {
            QTest::newRow(name) << number << static_cast<int>(code) << hasHint;
        };
        row("no such file", ENOENT, ErrorCode::NotFound, true);
        row("access", EACCES, ErrorCode::Permission, true);
        row("not permitted", EPERM, ErrorCode::Permission, true);
        row("read-only", EROFS, ErrorCode::Permission, true);
        row("disk full", ENOSPC, ErrorCode::NoSpace, true);
        row("over quota", EDQUOT, ErrorCode::NoSpace, true);
        row("a folder", EISDIR, ErrorCode::Io, true);
        row("any other", EIO, ErrorCode::Io, false);
    }
    void systemErrorNamesTheKind() {
        QFETCH(int, number);
        QFETCH(int, code);
        QFETCH(bool, hasHint);
        const Error error = frisket::base::systemError(number, "write", "out/mask.png");
        QCOMPARE(static_cast<int>(error.code), code);
        QCOMPARE(error.hint.empty(), !hasHint);
        QVERIFY(QString::fromStdString(error.message).startsWith("out/mask.png: can't write: "));
    }

    void aHintFitsReadingAndWriting() {
        for (const char* const doing : {"open", "write"}) {
            QCOMPARE(QString::fromStdString(
                         frisket::base::systemError(ENOENT, doing, "a/mask.png").hint),
                     "Check the path.");
        }
    }

    void passOnKeepsTheWholeError() {
        const auto failing = []() -> Result<int> {
            return frisket::base::fail(ErrorCode::Refused, "No.", "Ask again.");
        };
        const auto caller = [&]() -> Result<double> {
            const auto inner = failing();
            return inner ? Result<double>(1.0) : frisket::base::passOn(inner);
        };
        QVERIFY(!caller());
        QVERIFY((caller().error() == Error{ErrorCode::Refused, "No.", "Ask again."}));
    }
};

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
