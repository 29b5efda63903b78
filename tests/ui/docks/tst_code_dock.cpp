// SPDX-License-Identifier: MIT
// The assignment as a program and as a recipe: what the dock shows and saves, really run by
// frisket-cli and, where there is one, by Python.
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QTest>
#include <QThread>

#include "core/io/mask_file.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/docks/code_dock.h"
#include "ui/session/condition_stack.h"
#include "ui/session/equivalent.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using array::Shape;
using session::Document;
using session::LayerId;

class TestCodeDock : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_folder = std::make_unique<MaskFolder>();
        m_document = std::make_unique<Document>();
        m_dock = std::make_unique<ui::CodeDock>(
            *m_document,
            [this](const QString& name, const QString&, const ui::CodeDock::TextFor& text) {
                m_saved = m_folder->path(name);
                QFile file(m_saved);
                if (!file.open(QIODevice::WriteOnly)) {
                    qFatal("can't write %s", qPrintable(m_saved));
                }
                const std::string bytes = text(m_saved);
                file.write(bytes.data(), static_cast<qint64>(bytes.size()));
            },
            nullptr);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
    }

    void whatIsMissingIsSaid() {
        QTRY_VERIFY(label().contains("no assignment"));
        QVERIFY(!m_dock->text().isVisibleTo(m_dock.get()));
        open({30, 40}, {30, 40}, {30, 40});
        QTRY_VERIFY(text().contains("np.copyto(d, s, where=c)"));
        QVERIFY(label().isEmpty());
        m_dock->language().setCurrentIndex(1);
        QVERIFY(text().contains("torch.where"));
        m_document->setMode(assign::Mode::Putmask);
        QTRY_VERIFY(label().contains("PyTorch has no putmask"));
        paintDisc();
        QTRY_VERIFY(button("Save recipe…").isEnabled());  // that is of neither
        QVERIFY(!button("Save program…").isEnabled());
    }

    void whatIsPaintedGoesAlong() {
        open({30, 40}, {30, 40}, {30, 40});
        QTRY_VERIFY(text().contains("c.npy"));
        paintDisc();
        QTRY_VERIFY(text().contains("painted("));
        QVERIFY(!text().contains("c.npy"));
        m_document->undo();
        QTRY_VERIFY(text().contains("c.npy"));
    }

    void aChangedDestinationIsSavedFirst() {
        open({30, 40}, {30, 40}, {30, 40});
        QTRY_VERIFY(!text().isEmpty());
        FRISKET_VERIFY(m_document->apply());
        QTRY_VERIFY(label().contains("in no file"));
        FRISKET_VERIFY(m_document->saveDestination(m_folder->path("saved.npy")));
        QTRY_VERIFY(text().contains("saved.npy"));
    }

    void copyCopies() {
        open({30, 40}, {30, 40}, {30, 40});
        QTRY_VERIFY(!text().isEmpty());
        QGuiApplication::clipboard()->clear();
        button("Copy").click();
        QCOMPARE(QGuiApplication::clipboard()->text(), text());
        // What is true now, though the dock waits for edits to rest.
        const QString before = text();
        paintDisc();
        button("Copy").click();
        QCOMPARE(text(), before);
        QVERIFY(QGuiApplication::clipboard()->text().contains("painted("));
        QTRY_VERIFY(text() != before);
        QCOMPARE(QGuiApplication::clipboard()->text(), text());
    }

    /// A job that runs when edits have rested keeps nothing back for good.
    void itIsTrueAfterAJob() {
        open({30, 40}, {30, 40}, {30, 40});
        QTRY_VERIFY(text().contains("c.npy"));
        paintDisc();
        {
            session::Jobs& jobs = m_document->jobs();
            const session::Jobs::Busy busy(jobs, "Waiting");
            FRISKET_VERIFY(jobs.inBackground(session::Jobs::OnCancel::Wait, [](base::Progress&) {
                QThread::msleep(600);
                return base::Status();
            }));
        }
        QTRY_VERIFY(text().contains("painted("));
    }

    void whatIsChosenInTheTextStays() {
        open({30, 40}, {30, 40}, {30, 40});
        QTRY_VERIFY(!text().isEmpty());
        m_dock->text().selectAll();
        emit m_document->historyChanged();
        QTest::qWait(400);  // longer than it waits for edits to rest
        QVERIFY(m_dock->text().textCursor().hasSelection());
    }

    void programAndRecipeDoTheSame_data() {
        QTest::addColumn<int>("number");
        for (int i = 0; i < 12; ++i) {
            QTest::addRow("case %d", i) << i;
        }
    }
    void programAndRecipeDoTheSame() {
        QFETCH(int, number);
        switch (number) {
            case 0:
                open({30, 40}, {30, 40}, {30, 40});
                break;
            case 1:
                open({30, 40}, {40, 30}, {30, 40});
                fix();
                break;
            case 2:
                open({30, 40}, {29, 40}, {30, 40});
                fix();
                break;
            case 3:
                open({30, 40}, {15, 20}, {1, 30, 40});
                fix();
                fix();
                break;
            case 4:
                open({30, 40}, {30, 40}, {31, 40});
                fix();
                paintDisc();
                break;
            case 5:
                open({3, 30, 40}, {3, 30, 40}, {30, 40});
                paintDisc();
                break;
            case 6:
                open({30, 40}, {1200}, {30, 40});
                m_document->setMode(assign::Mode::Scatter);
                break;
            case 7:
                open({30, 40}, {30, 40}, {30, 40});
                m_document->setMode(assign::Mode::Fill);
                m_document->setValueText("250");
                paintDisc();
                break;
            case 8:
                open({30, 40}, {30, 40}, {30, 40}, DType::I32);
                FRISKET_VERIFY(m_document->changeDType(DType::I64));
                break;
            case 9:
                open({3, 30, 40}, {3, 30, 40}, {30, 40}, DType::I32);
                FRISKET_VERIFY(m_document->changeDType(DType::U16));
                FRISKET_VERIFY(m_document->changeDType(DType::F64));
                paintDisc();
                break;
            case 10:
                open({30, 40}, {30, 40}, {30, 40});
                m_document->setMode(assign::Mode::Fill);
                FRISKET_VERIFY(m_document->changeDType(DType::F32));
                m_document->setValueText("0.1");
                break;
            default:  // from a PNG, with a rule that looks at the destination
                open({30, 40}, {30, 40}, {30, 40}, DType::I32, "d.png");
                FRISKET_VERIFY(m_document->changeDType(DType::I32));
                addRule("destination < 200");
                break;
        }
        if (QTest::currentTestFailed()) {
            return;
        }
        QVERIFY2(m_document->plan() != nullptr, qPrintable(m_document->problem()));
        const QByteArray expected = referenceResult(*m_document);
        QVERIFY(expected != destinationBytes(*m_document));

        QTRY_VERIFY(!text().isEmpty());  // it waits until edits rest
        button("Save recipe…").click();
        QVERIFY(m_saved.endsWith(".frisket-recipe.json"));
        const QString out = m_folder->path("replayed.npy");
        QCOMPARE(problemOf(QStringLiteral(FRISKET_CLI), {"replay", m_saved, "-o", out}), QString());
        QCOMPARE(bytesOf(out), expected);

        button("Save program…").click();
        QVERIFY(m_saved.endsWith(".py"));
        if (QStringLiteral(FRISKET_PYTHON).isEmpty()) {
            QSKIP("The recipe is right; there is no Python to run the program.");
        }
        QCOMPARE(problemOf(QStringLiteral(FRISKET_PYTHON), {m_saved}), QString());
        QCOMPARE(bytesOf(m_folder->path("result.npy")), expected);
    }

private:
    void open(const Shape& destination, const Shape& source, const Shape& condition,
              DType sourceType = DType::U8, const char* file = "d.npy") {
        const auto path = [&](const char* name, DType dtype, const Shape& shape,
                              std::uint64_t seed) {
            return m_folder->write(name, randomArray(dtype, shape, seed));
        };
        FRISKET_VERIFY(
            m_document->open(LayerId::Destination, path(file, DType::U8, destination, 1)));
        FRISKET_VERIFY(m_document->open(LayerId::Source, path("s.npy", sourceType, source, 2)));
        FRISKET_VERIFY(
            m_document->open(LayerId::Condition, path("c.npy", DType::Bool, condition, 3)));
    }
    void addRule(const QString& rule) {
        session::ConditionLayers layers = m_document->stack().layers();
        session::ConditionLayer layer;
        layer.id = m_document->stack().newId();
        layer.rule = rule;
        layer.combine = condition::Combine::And;
        layers.layers.push_back(layer);
        FRISKET_VERIFY(m_document->stack().change("Add rule", layers));
        FRISKET_VERIFY(m_document->settleRules());
    }
    void fix() {
        QVERIFY(m_document->refusal() && !m_document->refusal()->fixes.empty());
        FRISKET_VERIFY(m_document->applyFix(m_document->refusal()->fixes.front()));
    }
    void paintDisc() {
        m_document->beginStroke(session::PaintInto::Condition);
        m_document->extendStroke(paint::dab({20.5, 15.5}, 21, m_document->planeRect()), true);
        m_document->extendStroke(paint::dab({5.5, 5.5}, 7, m_document->planeRect()), false);
        m_document->commitStroke("disc");
    }
    /// Runs it; what went wrong, or nothing.
    [[nodiscard]] QString problemOf(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.setWorkingDirectory(m_folder->path(QString()));
        process.start(program, arguments);
        if (!process.waitForFinished(60000)) {
            return program + QStringLiteral(" does not end");
        }
        const bool good = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
        return good ? QString() : program + u'\n' + process.readAllStandardError();
    }
    static QByteArray bytesOf(const QString& path) {
        const auto mask = io::readMask(path.toStdString());
        if (!mask) {
            return {};
        }
        const auto packed = mask->array.toRowMajor().value();
        return {reinterpret_cast<const char*>(packed.view().data),
                static_cast<qsizetype>(packed.byteCount())};
    }
    [[nodiscard]] QString text() const {
        return m_dock->text().isVisibleTo(m_dock.get()) ? m_dock->text().toPlainText() : QString();
    }
    [[nodiscard]] QString label() const {
        for (const QLabel* each : m_dock->findChildren<QLabel*>()) {
            if (each->wordWrap()) {
                return each->isVisibleTo(m_dock.get()) ? each->text() : QString();
            }
        }
        return {};
    }
    [[nodiscard]] QPushButton& button(const QString& name) const {
        for (QPushButton* each : m_dock->findChildren<QPushButton*>()) {
            if (each->text() == name) {
                return *each;
            }
        }
        qFatal("no button %s", qPrintable(name));
    }

    std::unique_ptr<MaskFolder> m_folder;
    std::unique_ptr<Document> m_document;
    std::unique_ptr<ui::CodeDock> m_dock;
    QString m_saved;
};

QTEST_MAIN(TestCodeDock)
#include "tst_code_dock.moc"
