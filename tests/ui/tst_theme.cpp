// SPDX-License-Identifier: MIT
#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QTest>

#include "ui/style.h"
#include "ui/theme.h"

using namespace frisket::ui;

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void ratioIsTheStandardsOwn() {
        // Known values: black on white is 21, and #767676 is the lightest grey with AA on white.
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        QVERIFY(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) >= 4.5);
        QVERIFY(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);
    }

    void textIsLegible_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("text");
        QTest::addColumn<int>("background");
        using P = QPalette;
        const std::pair<P::ColorRole, P::ColorRole> pairs[]{
            {P::WindowText, P::Window},
            {P::Text, P::Base},
            {P::Text, P::AlternateBase},
            {P::WindowText, P::Base},
            {P::Text, P::Window},
            {P::ButtonText, P::Button},
            {P::ButtonText, P::Window},
            {P::PlaceholderText, P::Base},
            {P::PlaceholderText, P::Window},
            {P::PlaceholderText, P::AlternateBase},
            {P::Link, P::Base},
            {P::Link, P::Window},
            {P::LinkVisited, P::Base},
            {P::LinkVisited, P::Window},
            {P::ToolTipText, P::ToolTipBase},
            {P::HighlightedText, P::Highlight},
            {P::BrightText, P::Window},
            {P::BrightText, P::Base},
        };
        for (const bool dark : {false, true}) {
            for (const auto& [text, background] : pairs) {
                const auto name = QStringLiteral("%1 %2 on %3")
                                      .arg(dark ? "dark" : "light")
                                      .arg(int(text))
                                      .arg(int(background));
                QTest::newRow(qPrintable(name)) << dark << int(text) << int(background);
            }
        }
    }
    void textIsLegible() {
        QFETCH(bool, dark);
        QFETCH(int, text);
        QFETCH(int, background);
        const QPalette palette = themePalette(dark);
        for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
            const auto role = [&](int number) {
                return palette.color(group, static_cast<QPalette::ColorRole>(number));
            };
            const double found = contrastRatio(role(text), role(background));
            const double least = group == QPalette::Disabled ? 2.5 : 4.5;
            QVERIFY2(found >= least, qPrintable(QString::number(found)));
        }
    }

    void statusTextsAreLegible() {
        for (const bool dark : {false, true}) {
            const QPalette palette = themePalette(dark);
            QCOMPARE(isDark(palette), dark);
            for (const QColor& text :
                 {warningText(palette), errorText(palette), quietText(palette)}) {
                for (const auto role : {QPalette::Window, QPalette::Base}) {
                    QVERIFY(contrastRatio(text, palette.color(role)) >= 4.5);
                }
                for (const QColor& row : {chosenBackground(palette), hoverBackground(palette)}) {
                    const double ratio = contrastRatio(text, row);
                    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
                }
            }
        }
    }

    void surroundIsNeutral() {
        for (const bool dark : {false, true}) {
            const QColor grey = canvasSurround(themePalette(dark));
            QVERIFY(grey.red() == grey.green() && grey.green() == grey.blue());
        }
    }

    void checkBoxesAreSeen() {
        for (const Theme theme : {Theme::Dark, Theme::Light}) {
            applyTheme(*qApp, theme);
            for (const auto element :
                 {QStyle::PE_IndicatorCheckBox, QStyle::PE_IndicatorRadioButton}) {
                QImage picture(16, 16, QImage::Format_RGB32);
                const QColor ground = qApp->palette().color(QPalette::Window);
                picture.fill(ground);
                QStyleOptionButton option;
                option.palette = qApp->palette();
                option.rect = QRect(1, 1, 14, 14);
                option.state = QStyle::State_Enabled | QStyle::State_Off;
                QPainter painter(&picture);
                qApp->style()->drawPrimitive(element, &option, &painter);
                painter.end();
                // The frame in the middle of the left side.
                double best = 0;
                for (int x = 0; x < 4; ++x) {
                    best = std::max(best, contrastRatio(picture.pixelColor(x, 8), ground));
                }
                QVERIFY2(best >= 1.4, qPrintable(QString::number(best)));
            }
        }
    }

    void appliesToTheApplication() {
        applyTheme(*qApp, Theme::Dark);
        QVERIFY(isDark(qApp->palette()));
        const auto* style = qobject_cast<Style*>(qApp->style());
        QVERIFY(style != nullptr);
        QCOMPARE(style->baseStyle()->name().toLower(), QStringLiteral("fusion"));
        applyTheme(*qApp, Theme::Light);
        QVERIFY(!isDark(qApp->palette()));
        QCOMPARE(qApp->palette().color(QPalette::Highlight),
                 themePalette(false).color(QPalette::Highlight));
    }

    void systemComesBackAfterDark() {
        applyTheme(*qApp, Theme::System);
        const bool dark = isDark(qApp->palette());
        applyTheme(*qApp, dark ? Theme::Light : Theme::Dark);
        QCOMPARE(isDark(qApp->palette()), !dark);
        applyTheme(*qApp, Theme::System);
        QCOMPARE(isDark(qApp->palette()), dark);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
