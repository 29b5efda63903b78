// SPDX-License-Identifier: MIT
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "ui/dialogs/export_dialog.h"

using namespace frisket::ui;
using frisket::session::LayerId;

class TestExportDialog : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_dialog = std::make_unique<ExportDialog>(
            std::vector{LayerId::Result, LayerId::Source}, m_folder->filePath("out.png"),
            [](LayerId id, const QString& path) {
                const bool refused = id == LayerId::Source && path.endsWith("png");
                return ExportNote(frisket::session::key(id) + " to " + path, !refused);
            });
    }

    void beginsWithWhatItIsGiven() {
        QCOMPARE(m_dialog->layer(), LayerId::Result);
        QCOMPARE(m_dialog->path(), m_folder->filePath("out.png"));
        QCOMPARE(format()->currentData().toString(), "png");
        QVERIFY(says("result to " + m_folder->filePath("out.png")));
        QVERIFY(button()->isEnabled());
    }

    void refusalDisables() {
        m_dialog->setLayer(LayerId::Source);
        QCOMPARE(m_dialog->layer(), LayerId::Source);
        QVERIFY(says("source to"));
        QVERIFY(!button()->isEnabled());
        chooseFormat("npy");
        QCOMPARE(m_dialog->path(), m_folder->filePath("out.npy"));
        QVERIFY(button()->isEnabled());
    }

    void formatFollowsThePath_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("possible");
        QTest::newRow("npy") << "a.npy"
                             << "a.npy"
                             << "npy" << true;
        QTest::newRow("any case") << "a.NPY"
                                  << "a.NPY"
                                  << "npy" << true;
        QTest::newRow("dots") << "./x/../a.b.png"
                              << "a.b.png"
                              << "png" << true;
        QTest::newRow("no ending") << "a"
                                   << "a"
                                   << "png" << false;
        QTest::newRow("another ending") << "a.jpg"
                                        << "a.jpg"
                                        << "png" << false;
        QTest::newRow("no such folder") << "none/a.png"
                                        << "none/a.png"
                                        << "png" << false;
    }
    void formatFollowsThePath() {
        QFETCH(QString, typed);
        QFETCH(QString, path);
        QFETCH(QString, format);
        QFETCH(bool, possible);
        m_dialog->findChild<QLineEdit*>()->setText(typed);
        QCOMPARE(m_dialog->path(), m_folder->filePath(path));
        QCOMPARE(this->format()->currentData().toString(), format);
        QCOMPARE(button()->isEnabled(), possible);
    }

    void emptyPathIsRefused() {
        m_dialog->findChild<QLineEdit*>()->clear();
        QVERIFY(m_dialog->path().isEmpty());
        QVERIFY(!button()->isEnabled());
    }

    void onlyKnownEndingsAreReplaced() {
        m_dialog->findChild<QLineEdit*>()->setText("frame.0001");
        chooseFormat("npy");
        QCOMPARE(m_dialog->path(), m_folder->filePath("frame.0001.npy"));
        chooseFormat("png");
        QCOMPARE(m_dialog->path(), m_folder->filePath("frame.0001.png"));
    }

    void asksBeforeReplacing() {
        QFile file(m_folder->filePath("out.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        answer("Cancel");
        button()->click();
        QVERIFY(m_asked);
        QCOMPARE(m_dialog->result(), int(QDialog::Rejected));
        answer("&Replace");
        button()->click();
        QVERIFY(m_asked);
        QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
    }

private:
    QComboBox* format() const { return m_dialog->findChildren<QComboBox*>().at(1); }
    void chooseFormat(const QString& suffix) const {
        format()->setCurrentIndex(format()->findData(suffix));
        emit format()->activated(format()->currentIndex());
    }
    QPushButton* button() const {
        for (auto* one : m_dialog->findChildren<QPushButton*>()) {
            if (one->text() == "&Export") {
                return one;
            }
        }
        qFatal("no button");
    }
    bool says(const QString& part) const {
        const auto labels = m_dialog->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->text().contains(part); });
    }
    void answer(const QString& text) {
        m_asked = false;
        QTimer::singleShot(0, this, [this, text] {
            for (auto* box : m_dialog->findChildren<QMessageBox*>()) {
                for (auto* one : box->buttons()) {
                    if (one->text() == text) {
                        m_asked = true;
                        one->click();
                        return;
                    }
                }
            }
        });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ExportDialog> m_dialog;
    bool m_asked = false;
};

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
