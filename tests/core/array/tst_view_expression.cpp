// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/array/view_expression.h"
#include "tests/support/arrays.h"

using namespace frisket::array;
using frisket::test::text;

class TestViewExpression : public QObject {
    Q_OBJECT

private slots:
    void understandsNumPy_data() {
        // Shape, strides and offset are what NumPy reports for arange(60).reshape(3, 4, 5).
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QString>("strides");
        QTest::addColumn<int>("offset");
        const auto row = [](const char* expression, const char* shape, const char* strides,
                            int offset) {
            QTest::newRow(expression) << QString(shape) << QString(strides) << offset;
        };
        row("[:]", "(3, 4, 5)", "(20, 5, 1)", 0);
        row(":", "(3, 4, 5)", "(20, 5, 1)", 0);
        row("...", "(3, 4, 5)", "(20, 5, 1)", 0);
        row("[2]", "(4, 5)", "(5, 1)", 40);
        row("[-1, 0]", "(5,)", "(1,)", 40);
        row("[1, 2, 3]", "()", "()", 33);
        row("[..., ::-1]", "(3, 4, 5)", "(20, 5, -1)", 4);
        row("[::-1, ..., 1]", "(3, 4)", "(-20, 5)", 41);
        row("[0:10:2, -1]", "(2, 5)", "(40, 1)", 15);
        row(" [ 1 : , : 3 , 1 : 4 : 2 ] ", "(2, 3, 2)", "(20, 5, 2)", 21);
        row("[:, :, 4, ...]", "(3, 4)", "(20, 5)", 4);
        row("[...,]", "(3, 4, 5)", "(20, 5, 1)", 0);
        row("[+1]", "(4, 5)", "(5, 1)", 20);
        row("[:, None, 0]", "(3, 1, 5)", "(20, 0, 1)", 0);
        row("np.newaxis, ..., newaxis", "(1, 3, 4, 5, 1)", "(0, 20, 5, 1, 0)", 0);
        row("[None, 1, None, ..., None]", "(1, 1, 4, 5, 1)", "(0, 0, 5, 1, 0)", 20);
        row("[5:, :]", "(0, 4, 5)", "(20, 5, 1)", 0);
        row("[2][:, None]", "(4, 1, 5)", "(5, 0, 1)", 40);
        row(" [ 2 ] [ 1 ] [ 3 ] [ None ] ", "(1,)", "(0,)", 48);
        row("[::2][1]", "(4, 5)", "(5, 1)", 40);
        row(".T", "(5, 4, 3)", "(1, 5, 20)", 0);
        row("[1].T", "(5, 4)", "(1, 5)", 20);
        row("[0, 0, 0].T", "()", "()", 0);
        row(".T[1]", "(4, 3)", "(5, 20)", 1);
        row(".transpose(1, 0, 2)", "(4, 3, 5)", "(5, 20, 1)", 0);
        row(" .transpose( 2,-3 ,1 ) [ 0 ]", "(3, 4)", "(20, 5)", 0);
        row("[..., 4].transpose(1, 0)", "(4, 3)", "(5, 20)", 4);
        row(".reshape(12, 5)", "(12, 5)", "(5, 1)", 0);
        row(" .reshape( 4 , -1 ) ", "(4, 15)", "(15, 1)", 0);
        row(".reshape(-1)[::2].reshape(5, 6)", "(5, 6)", "(12, 2)", 0);
        row("[1, 2].reshape(5, 1, 1)", "(5, 1, 1)", "(1, 1, 1)", 30);
        row("[..., 4].reshape(12)", "(12,)", "(5,)", 4);
        row("[0, 0, ::-1].reshape(5, 1)", "(5, 1)", "(-1, -1)", 4);
        row("[:, None, :, :, None].reshape(6, 10)", "(6, 10)", "(10, 1)", 0);
    }
    void understandsNumPy() {
        QFETCH(QString, shape);
        QFETCH(QString, strides);
        QFETCH(int, offset);
        const auto view = applyViewExpression(Layout::rowMajor({3, 4, 5}), QTest::currentDataTag());
        QVERIFY2(view.has_value(), view ? "" : view.error().text().c_str());
        QCOMPARE(text(view->shape), shape);
        QCOMPARE(text(view->strides), strides);
        QCOMPARE(view->offset, std::int64_t{offset});
    }

    void refusesWithThePlace_data() {
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* expression, const char* expected) {
            QTest::newRow(expression) << QString(expected);
        };
        row("", "column 1: expected an index");
        row("[]", "column 3: expected an index");
        row("[,]", "column 2: expected an index");
        row("[0", "column 3: expected ']'");
        row("0]", "column 2: expected ','");
        row("[0] 1", "column 5: unexpected text");
        row("[0]]", "column 4: unexpected text");
        row("0[1]", "column 2: expected ','");
        row("[0][]", "column 6: expected an index");
        row("[0][", "column 5: expected");
        row("[0].", "column 4: unexpected text");
        row("[0].t", "column 4: unexpected text");
        row(".TT", "column 3: unexpected text");
        row(".transpose", "column 1: expected an index");
        row(".transpose(", "column 12: expected a number");
        row(".transpose()", "column 12: expected a number");
        row(".transpose(0, 1, 2", "column 19: expected ',' or ')'");
        row(".transpose(0, 1)", "'.transpose(0, 1)': A transpose must name all 3 axes, not 2");
        row(".transpose(0, 1, 1)", "Axis 1 is named twice");
        row(".transpose(0, 1, 3)", "3");
        row(".transpose(0, 1, 4294967296)", "no array has such an axis");
        row(".reshape(", "column 10: expected a number");
        row(".reshape()", "column 10: expected a number");
        row(".reshape(60", "column 12: expected ',' or ')'");
        row(".reshape(-2)", "a size is 0 or more");
        row(".reshape(-1, -1)", "one of them may be -1");
        row(".reshape(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "
            "1, "
            "1, 1, 1, 1, 1, 1, 60)",
            "so many axes");
        row(".reshape(4, 14)", "has 60 elements, so it can't be seen with shape (4, 14)");
        row(".reshape(7, -1)", "60 elements");
        row(".reshape(0, -1)", "60 elements");
        row("[:, :2].reshape(30)",
            "not evenly spaced can't be seen with shape (30,) without a copy");
        row(".T.reshape(60)", "without a copy");
        row("[0][0][0][0]", "indexes 1 axes, but the array has 0");
        row("[0][4]", "Index 4 is out of bounds for axis 0 of size 4");
        row("[1 2]", "column 4: expected ','");
        row("[a]", "column 2: expected an index");
        row("[-]", "column 2: expected a number");
        row("[1:2:3:4]", "column 7: expected ','");
        row("[::0]", "column 5: the step of a slice can't be 0");
        row("[9223372036854775808]", "column 2: the number leaves 64 bits");
        row("[1.5]", "column 3: expected ','");
        row("[None None]", "column 7: expected ','");
        row("[Nonesuch]", "column 6: expected ','");
        row("[[0]]", "column 2: expected an index");
        row("[True]", "column 2: expected an index");
        row("[..., 0, ...]", "more than one '...'");
        row("[0, 0, 0, 0]", "indexes 4 axes, but the array has 3, shape (3, 4, 5)");
        row("[3]", "Index 3 is out of bounds for axis 0 of size 3");
        row("[0, :, -6]", "out of bounds for axis");
        row("[-9223372036854775808]", "out of bounds for axis 0");
    }
    void refusesWithThePlace() {
        QFETCH(QString, expected);
        const auto view = applyViewExpression(Layout::rowMajor({3, 4, 5}), QTest::currentDataTag());
        QVERIFY(!view.has_value());
        QVERIFY(view.error().code == frisket::base::ErrorCode::InvalidArgument);
        const QString message = QString::fromStdString(view.error().message);
        QVERIFY2(message.contains(expected), qPrintable(message));
    }

    void refusesTooManyAxes() {
        QString expression;
        for (int i = 0; i <= kMaxRank; ++i) {
            expression += "None,";
        }
        const auto view = applyViewExpression(Layout::rowMajor({}), expression.toStdString());
        QVERIFY(!view.has_value());
        expression.chop(5);
        QVERIFY(applyViewExpression(Layout::rowMajor({}), expression.toStdString()).has_value());
    }
};

QTEST_APPLESS_MAIN(TestViewExpression)
#include "tst_view_expression.moc"
