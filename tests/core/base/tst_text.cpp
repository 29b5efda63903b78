// SPDX-License-Identifier: MIT
#include <clocale>
#include <limits>

#include <QTest>

#include "core/base/text.h"

using frisket::base::joined;

class TestText : public QObject {
    Q_OBJECT

private slots:
    void joinsStringsAndNumbers() {
        const auto is = [](const std::string& text, const char* expected) {
            QCOMPARE(QString::fromStdString(text), QString(expected));
        };
        is(joined(), "");
        is(joined("a", 'b', std::string("c"), std::string_view("d")), "abcd");
        is(joined(-1, " ", 18446744073709551615ULL, " ", std::int64_t{-9223372036854775807 - 1}),
           "-1 18446744073709551615 -9223372036854775808");
        is(joined(0.1, " ", 0.1F, " ", 1e300, " ", -0.0), "0.1 0.1 1e+300 -0");
        is(joined(std::numeric_limits<double>::quiet_NaN(), " ",
                  -std::numeric_limits<double>::infinity()),
           "nan -inf");
        is(joined(std::numeric_limits<double>::lowest()), "-1.7976931348623157e+308");
    }

    void numbersIgnoreTheLocale() {
        // Either is missing on some machines; then there is nothing to see.
        std::setlocale(LC_ALL, "de_DE.UTF-8");
        QCOMPARE(QString::fromStdString(joined(1234567.5)), "1234567.5");
        std::setlocale(LC_ALL, "C");
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
