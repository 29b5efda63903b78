// SPDX-License-Identifier: MIT
#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include "ui/dialogs/questions.h"

using namespace frisket::ui;

class TestQuestions : public QObject {
    Q_OBJECT

private slots:
    void unsavedOffersWhatMatters_data() {
        QTest::addColumn<bool>("closing");
        QTest::addColumn<bool>("unapplied");
        QTest::addColumn<bool>("modified");
        QTest::addColumn<QStringList>("buttons");
        const QString apply = "&Apply and save";
        const QString without = "&Save without applying";
        const QString no = "&Don't save";
        QTest::newRow("close, both") << true << true << true << QStringList{apply, without, no};
        QTest::newRow("close, unapplied") << true << true << false << QStringList{apply, no};
        QTest::newRow("close, modified") << true << false << true << QStringList{"&Save", no};
        QTest::newRow("save, both") << false << true << true << QStringList{apply, without};
        QTest::newRow("save, unapplied") << false << true << false << QStringList{apply, without};
    }
    void unsavedOffersWhatMatters() {
        QFETCH(bool, closing);
        QFETCH(bool, unapplied);
        QFETCH(bool, modified);
        QFETCH(QStringList, buttons);
        const UnsavedWork work{"gt.png", unapplied, modified};
        const auto ask = [&](const QString& press) {
            answer(press);
            return askUnsaved(nullptr, closing ? Occasion::Close : Occasion::Save, work);
        };
        QCOMPARE(ask({}), UnsavedAnswer::Cancel);
        m_buttons.removeAll("Cancel");
        QCOMPARE(QSet<QString>(m_buttons.begin(), m_buttons.end()),
                 QSet<QString>(buttons.begin(), buttons.end()));
        for (const QString& button : buttons) {
            const UnsavedAnswer expected = button.contains("Apply")   ? UnsavedAnswer::ApplyAndSave
                                           : button.contains("Don't") ? UnsavedAnswer::Discard
                                                                      : UnsavedAnswer::SaveOnly;
            QCOMPARE(ask(button), expected);
        }
    }

    void changedOnDisk() {
        answer("&Overwrite");
        QCOMPARE(askChangedOnDisk(nullptr, "/d/a.png"), ChangedAnswer::Overwrite);
        answer("&Save elsewhere…");
        QCOMPARE(askChangedOnDisk(nullptr, "/d/a.png"), ChangedAnswer::SaveElsewhere);
        answer({});
        QCOMPARE(askChangedOnDisk(nullptr, "/d/a.png"), ChangedAnswer::Cancel);
    }

    void replace() {
        answer("&Replace");
        QVERIFY(askReplace(nullptr, "/d/a.png"));
        answer({});
        QVERIFY(!askReplace(nullptr, "/d/a.png"));
    }

    void textsArePlain() {
        answer({});
        (void)askReplace(nullptr, "/d/<b>a.png");
        QVERIFY2(m_texts.contains("“<b>a.png” exists already."), qPrintable(m_texts.join("|")));
        QVERIFY(m_allPlain);
        answer({});
        showError(nullptr, "Opening", {frisket::base::ErrorCode::Io, "a <i>message</i>.", "Hint."});
        QVERIFY(m_texts.contains("a <i>message</i>."));
        QVERIFY(m_texts.contains("Hint."));
        QVERIFY(m_allPlain);
    }

private:
    /// Presses the button of that text in the box that comes next, or Escape.
    void answer(const QString& text) {
        QTimer::singleShot(0, this, [this, text] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(box != nullptr);
            m_buttons.clear();
            m_texts.clear();
            m_allPlain = true;
            QAbstractButton* wanted = nullptr;
            for (auto* button : box->buttons()) {
                m_buttons.append(button->text());
                wanted = button->text() == text ? button : wanted;
            }
            for (const auto* label : box->findChildren<QLabel*>()) {
                m_texts.append(label->text());
                m_allPlain = m_allPlain && label->textFormat() == Qt::PlainText;
            }
            if (wanted != nullptr) {
                wanted->click();
            } else {
                QTest::keyClick(box, Qt::Key_Escape);
            }
        });
    }

    QStringList m_buttons;
    QStringList m_texts;
    bool m_allPlain = false;
};

QTEST_MAIN(TestQuestions)
#include "tst_questions.moc"
