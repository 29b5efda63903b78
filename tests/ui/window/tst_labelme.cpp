// SPDX-License-Identifier: MIT
#include <cmath>
#include <numbers>

#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include "tests/ui/window/window_test.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

/// The examples of Debian's labelme-examples, done by a mouse on the window and checked by NumPy.
class TestLabelme : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (!QFileInfo(kExamples).isDir()) {
            QFAIL(qPrintable(
                QString("%1 is missing: install labelme-examples (./test does).").arg(kExamples)));
        }
    }

    void aPaintedConditionGivesWhatNumpyGives_data() {
        QTest::addColumn<QString>("photo");
        QTest::addColumn<QString>("destination");
        QTest::addColumn<QString>("source");
        QTest::newRow("video frames 100 and 101")
            << "video_annotation/data_dataset_voc/JPEGImages/00000100.jpg"
            << "video_annotation/data_dataset_voc/SegmentationClassPNG/00000100.png"
            << "video_annotation/data_dataset_voc/SegmentationClassPNG/00000101.png";
        QTest::newRow("classes and instances with void")
            << "instance_segmentation/data_dataset_voc/JPEGImages/2011_000003.jpg"
            << "instance_segmentation/data_dataset_voc/SegmentationClassPNG/2011_000003.png"
            << "instance_segmentation/data_dataset_voc/SegmentationObjectPNG/2011_000003.png";
    }
    void aPaintedConditionGivesWhatNumpyGives() {
        QFETCH(QString, photo);
        QFETCH(QString, destination);
        QFETCH(QString, source);
        WindowBench bench;
        ui::MainWindow& window = bench.window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.files().openLayers({{LayerId::Backdrop, kExamples + photo},
                                   {LayerId::Destination, kExamples + destination},
                                   {LayerId::Source, kExamples + source}});
        QVERIFY2(bench.script.asked.isEmpty(), bench.script.error.text().c_str());
        QCOMPARE(window.document().backdrop().width(), window.document().planeWidth());
        const QByteArray before = destinationBytes(window.document());

        paintRing(window);
        QVERIFY(window.document().selectedCount() > 1000);
        QCOMPARE(destinationBytes(window.document()), before);
        const QByteArray live = referenceResult(window.document());
        const auto write = [&](LayerId id, const QString& name) {
            bench.script.exportChoice = ui::ExportChoice{id, bench.folder.path(name)};
            window.actions().exportFile->trigger();
            return bench.folder.path(name);
        };
        const QString condition = write(LayerId::Condition, "condition.npy");
        const QString livePng = write(LayerId::Result, "live.png");
        window.actions().apply->trigger();
        QCOMPARE(destinationBytes(window.document()), live);
        const QString png = write(LayerId::Destination, "refined.png");
        const QString npy = write(LayerId::Destination, "refined.npy");
        QCOMPARE(bench.script.takeAsked(), QStringList({"export", "export", "export", "export"}));
        check({kExamples + destination, kExamples + source, condition, png, npy});
        check({kExamples + destination, kExamples + source, condition, livePng, npy});
        // The files that were opened are as they were.
        window.actions().undo->trigger();
        QCOMPARE(destinationBytes(window.document()), before);
        QCOMPARE(test::valuesOf(readArray(kExamples + destination)), before);
    }

private:
    /// A ring with the left button and a piece out of it with the right one.
    static void paintRing(ui::MainWindow& window) {
        ui::Canvas& canvas = window.canvas();
        Pointer pointer(canvas);
        const auto width = static_cast<double>(window.document().planeWidth());
        const auto height = static_cast<double>(window.document().planeHeight());
        std::vector<base::Point> ring;
        for (int step = 0; step <= 40; ++step) {
            const double angle = 2 * std::numbers::pi * step / 40;
            ring.push_back(
                {width * (0.5 + 0.3 * std::cos(angle)), height * (0.5 + 0.3 * std::sin(angle))});
        }
        window.toolOptions().setBrushSize(60);
        pointer.stroke(ring);
        window.toolOptions().setBrushSize(25);
        pointer.stroke({{width * 0.7, height * 0.4}, {width * 0.9, height * 0.6}}, Qt::RightButton);
        pointer.stroke({{width * 0.5, height * 0.5}, {width * 0.3, height * 0.1}});
    }

    static void check(const QStringList& files) {
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start("/usr/bin/python3", QStringList{kScript} + files);
        QVERIFY2(python.waitForFinished(), qPrintable(python.errorString()));
        const QByteArray said = python.readAll().trimmed();
        QVERIFY2(python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0,
                 said.constData());
        qInfo("%s", said.constData());
    }

    const QString kExamples = "/usr/share/doc/labelme-examples/examples/";
    static inline const QString kScript = QStringLiteral(CHECK_LABELME);
};

QTEST_MAIN(TestLabelme)
#include "tst_labelme.moc"
