// SPDX-License-Identifier: MIT
// The jobs of docs/effort.md by a mouse and a keyboard on the window: each gives the right pixels,
// and takes as many presses as the page says.
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

#include "tests/support/counting_hand.h"
#include "tests/support/label_planes.h"
#include "tests/ui/window/window_test.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

namespace {
constexpr int kDefaultBrush = 40;

const QString kExamples = "/usr/share/doc/labelme-examples/examples/";
const QString kRoom = "instance_segmentation/data_dataset_voc/";
const QString kOtherRoom = "semantic_segmentation/data_dataset_voc/";
const QString kVideo = "video_annotation/data_dataset_voc/";
}  // namespace

class TestEffort : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QFile page(QStringLiteral(EFFORT_PAGE));
        QVERIFY2(page.open(QIODevice::ReadOnly), qPrintable(page.fileName()));
        QString section;
        for (const QString& line : QString::fromUtf8(page.readAll()).split('\n')) {
            if (line.startsWith("## ")) {
                section = line.mid(3).trimmed();
            } else if (line.startsWith("| ") && !line.startsWith("| job")) {
                const QStringList cells = line.split('|');
                m_counts[section][cells[1].trimmed()] = cells.mid(2, 4);
            }
        }
    }

    void noOtherProgramTakesFewer() {
        for (const QString& section : {kOnSample, kOnFrames}) {
            QCOMPARE(m_counts.value(section).size(), 6);
            for (auto row = m_counts[section].cbegin(); row != m_counts[section].cend(); ++row) {
                for (int peer = 1; peer < 4; ++peer) {
                    QVERIFY2(counted(section, row.key(), 0) <= counted(section, row.key(), peer),
                             qPrintable(section + ": " + row.key()));
                }
            }
        }
    }

    void fixABoundaryAsThePredictionHasIt_data() { places(); }
    void fixABoundaryAsThePredictionHasIt() {
        QFETCH(bool, sample);
        const std::vector<base::Point> way = sample ? std::vector<base::Point>{{699.4, 224.4},
                                                                               {700.4, 250.4},
                                                                               {712.4, 272.4},
                                                                               {736.4, 279.4}}
                                                    : std::vector<base::Point>{{640.4, 357.4},
                                                                               {664.4, 382.4},
                                                                               {714.4, 386.4},
                                                                               {740.4, 372.4},
                                                                               {822.4, 370.4}};
        if (!open(sample ? sampleSet() : videoSet())) {
            return;
        }
        Hand hand(window());
        hand.drag(way);
        hand.key(Qt::Key_Return, Qt::ControlModifier);

        Labels expected = m_before;
        const Labels source = labelsOf(sourceBytes(document()));
        int changed = 0;
        forEachUnderBrush(expected, way, kDefaultBrush, [&](std::int64_t x, std::int64_t y) {
            changed += expected.at(x, y) != source.at(x, y) ? 1 : 0;
            expected.set(x, y, source.at(x, y));
        });
        QVERIFY(changed > 300);
        finish(hand, sample, "fix a boundary, right in the prediction", expected);
    }

    void fixABoundaryByHand_data() { places(); }
    void fixABoundaryByHand() {
        QFETCH(bool, sample);
        const base::Point inside = sample ? base::Point{722.4, 240.4} : base::Point{700.4, 300.4};
        const std::vector<base::Point> dent =
            sample ? std::vector<base::Point>{{724.4, 260.4}, {733.4, 262.4}}
                   : std::vector<base::Point>{{643.4, 338.4}, {674.4, 363.4}, {709.4, 369.4}};
        const std::vector<base::Point> bulge =
            sample ? std::vector<base::Point>{{685.4, 236.4}, {685.4, 246.4}}
                   : std::vector<base::Point>{{743.4, 382.4}, {826.4, 377.4}};
        const base::Rect part =
            sample ? base::Rect{690, 212, 734, 285} : base::Rect{635, 340, 829, 392};
        if (!open(sample ? sampleSet() : videoSet())) {
            return;
        }
        Hand hand(window());
        hand.click(inside, Qt::ControlModifier);
        hand.drag(dent);
        hand.drag(bulge, Qt::RightButton);

        Labels expected = m_before;
        const int label =
            m_before.at(static_cast<std::int64_t>(inside.x), static_cast<std::int64_t>(inside.y));
        QVERIFY(label != 0);
        const auto paint = [&](const std::vector<base::Point>& way, int value) {
            forEachUnderBrush(expected, way, kDefaultBrush,
                              [&](std::int64_t x, std::int64_t y) { expected.set(x, y, value); });
        };
        paint(dent, label);
        paint(bulge, 0);
        finish(hand, sample, "fix a boundary by hand", expected);
        // It is a mending: less than half is wrong of what was.
        const Labels truth = labelsOf(sourceBytes(document()));
        const int before = different(m_before, truth, part);
        const int after = different(expected, truth, part);
        QVERIFY2(2 * after < before, qPrintable(QString("%1 of %2").arg(after).arg(before)));
    }

    void fillHoles_data() { places(); }
    void fillHoles() {
        QFETCH(bool, sample);
        const base::Pixel at = sample ? base::Pixel{160, 110} : base::Pixel{210, 150};
        if (!open(sample ? sampleSet() : roomSet())) {
            return;
        }
        const Pixels instance = flooded(m_before, at, true);
        Labels expected = m_before;
        int filled = 0;
        for (const base::Pixel& pixel : holes(m_before, instance)) {
            if (m_before.at(pixel.x, pixel.y) == 0) {
                expected.set(pixel.x, pixel.y, m_before.at(at.x, at.y));
                ++filled;
            }
        }
        QCOMPARE(filled, sample ? 257 : 389);
        Hand hand(window());
        hand.point(middle(at));
        hand.key(Qt::Key_F, Qt::ShiftModifier);
        finish(hand, sample, "fill holes", expected);
    }

    void moveOneInstance_data() { places(); }
    void moveOneInstance() {
        QFETCH(bool, sample);
        const base::Pixel at = sample ? base::Pixel{380, 729} : base::Pixel{350, 304};
        if (!open(sample ? sampleSet() : roomSet())) {
            return;
        }
        const Labels source = labelsOf(sourceBytes(document()));
        const Pixels instance = flooded(source, at, true);
        Labels expected = m_before;
        for (const base::Pixel& pixel : instance) {
            expected.set(pixel.x, pixel.y, source.at(pixel.x, pixel.y));
        }
        if (sample) {  // a cell with its chromosomes
            for (const Pixels& group : groups(source, 3)) {
                const auto [x, y] = group.front();
                if (std::abs(x - 412) < 50 && std::abs(y - 729) < 50) {
                    for (const base::Pixel& pixel : group) {
                        expected.set(pixel.x, pixel.y, 3);
                    }
                }
            }
            for (const base::Pixel& pixel : holes(source, instance)) {
                expected.set(pixel.x, pixel.y, source.at(pixel.x, pixel.y));
            }
        }
        QVERIFY(different(expected, m_before, document().planeRect()) > 300);
        Hand hand(window());
        hand.point(middle(at));
        hand.key(Qt::Key_A, sample ? Qt::ShiftModifier : Qt::NoModifier);
        finish(hand, sample, "move one instance", expected);
    }

    void deleteSpecks_data() { places(); }
    void deleteSpecks() {
        QFETCH(bool, sample);
        // Of the sample it is the prediction that has specks.
        if (!open(sample
                      ? QList<session::LayerPath>{{LayerId::Backdrop, m_sample + "photo.png"},
                                                  {LayerId::Destination, m_sample + "source.png"}}
                      : roomSet())) {
            return;
        }
        constexpr std::size_t kSize = 64;
        Hand hand(window());
        if (sample) {
            hand.key(Qt::Key_E, Qt::ShiftModifier);
            QCOMPARE(window().canvas().tools().currentId(), ui::ToolId::Specks);
            hand.key(Qt::Key_Return);
        } else {
            hand.point({221.5, 278.5});
            hand.key(Qt::Key_X, Qt::ShiftModifier);
        }
        QTRY_COMPARE(document().history().position(), std::size_t{1});

        // Specks have the label of something beside them, and all else is as it was.
        const Labels after = labelsOf(destinationBytes(document()));
        Labels expected = m_before;
        int count = 0;
        for (const Pixels& group : groups(m_before, std::nullopt)) {
            if (group.size() >= kSize) {
                continue;
            }
            ++count;
            const int label = after.at(group.front().x, group.front().y);
            QVERIFY(label != m_before.at(group.front().x, group.front().y));
            bool touches = false;
            for (const base::Pixel& pixel : group) {
                expected.set(pixel.x, pixel.y, label);
                for (const auto& [dx, dy] : {std::pair(1, 0), {-1, 0}, {0, 1}, {0, -1}}) {
                    touches = touches || (m_before.contains(pixel.x + dx, pixel.y + dy) &&
                                          m_before.at(pixel.x + dx, pixel.y + dy) == label);
                }
            }
            QVERIFY(touches);
        }
        QCOMPARE(count, sample ? 63 : 1);
        for (const Pixels& group : groups(after, std::nullopt)) {
            QVERIFY(group.size() >= kSize);
        }
        finish(hand, sample, "delete specks", expected);
    }

    void splitWhatTouches_data() { places(); }
    void splitWhatTouches() {
        QFETCH(bool, sample);
        const base::Pixel at = sample ? base::Pixel{700, 470} : base::Pixel{299, 196};
        if (!open(sample ? sampleSet() : roomSet())) {
            return;
        }
        const int label = m_before.at(at.x, at.y);
        const std::size_t groupsBefore = groups(m_before, label).size();
        const Pixels instance = flooded(m_before, at, true);
        Hand hand(window());
        hand.point(middle(at));
        hand.key(Qt::Key_X);
        QTRY_COMPARE(document().history().position(), std::size_t{1});

        const Labels after = labelsOf(destinationBytes(document()));
        Labels expected = m_before;
        std::size_t cleared = 0;
        for (const base::Pixel& pixel : instance) {
            if (after.at(pixel.x, pixel.y) == 0) {
                expected.set(pixel.x, pixel.y, 0);
                ++cleared;
            }
        }
        qInfo("%zu px cleared of %zu, %zu groups", cleared, instance.size(),
              groups(after, label).size() - groupsBefore + 1);
        QCOMPARE(groups(after, label).size(), groupsBefore + 1);
        QVERIFY(cleared > 0 && cleared < 300);
        checkParts(after, at, sample);
        finish(hand, sample, "split what touches", expected);
    }

private:
    static void places() {
        QTest::addColumn<bool>("sample");
        QTest::newRow("sample") << true;
        QTest::newRow("frame") << false;
    }
    [[nodiscard]] QList<session::LayerPath> sampleSet() const {
        return {{LayerId::Backdrop, m_sample + "photo.png"},
                {LayerId::Destination, m_sample + "destination.png"},
                {LayerId::Source, m_sample + "source.png"}};
    }
    /// The annotation of one frame as the truth to be mended for the next, which is the prediction.
    [[nodiscard]] static QList<session::LayerPath> videoSet() {
        return {{LayerId::Backdrop, kExamples + kVideo + "JPEGImages/00000101.jpg"},
                {LayerId::Destination, kExamples + kVideo + "SegmentationClassPNG/00000100.png"},
                {LayerId::Source, kExamples + kVideo + "SegmentationClassPNG/00000101.png"}};
    }
    /// One photo as two people annotated it.
    [[nodiscard]] static QList<session::LayerPath> roomSet() {
        const QString mask = "SegmentationClassPNG/2011_000006.png";
        return {{LayerId::Backdrop, kExamples + kRoom + "JPEGImages/2011_000006.jpg"},
                {LayerId::Destination, kExamples + kOtherRoom + mask},
                {LayerId::Source, kExamples + kRoom + mask}};
    }

    /// Shows them in a window that was just started.
    [[nodiscard]] bool open(const QList<session::LayerPath>& files) {
        openIn(files);
        return !QTest::currentTestFailed();
    }
    void openIn(const QList<session::LayerPath>& files) {
        for (const session::LayerPath& file : files) {
            QVERIFY2(QFileInfo::exists(file.path),
                     qPrintable(file.path + " is missing: ./test builds and installs it."));
        }
        m_bench = std::make_unique<WindowBench>();
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        window().files().openLayers(files);
        QVERIFY2(m_bench->script.asked.isEmpty(), m_bench->script.error.text().c_str());
        window().canvas().setFocus();
        QCOMPARE(window().canvas().tools().currentId(), ui::ToolId::Brush);
        QCOMPARE(window().toolOptions().brushSize(), kDefaultBrush);
        QCOMPARE(document().selectedCount(), 0);
        m_before = labelsOf(destinationBytes(document()));
    }

    /// The destination is what it should be, by so many presses as the page says; all of them can
    /// be taken back.
    void finish(const Hand& hand, bool sample, const QString& job, const Labels& expected) {
        QTRY_VERIFY(!document().busy() && document().history().canUndo());
        const Labels after = labelsOf(destinationBytes(document()));
        for (std::int64_t y = 0; y < after.height; ++y) {
            for (std::int64_t x = 0; x < after.width; ++x) {
                if (after.at(x, y) != expected.at(x, y)) {
                    QFAIL(qPrintable(QString("pixel (%1, %2) is %3, not %4")
                                         .arg(x)
                                         .arg(y)
                                         .arg(after.at(x, y))
                                         .arg(expected.at(x, y))));
                }
            }
        }
        QCOMPARE(hand.presses(), counted(sample ? kOnSample : kOnFrames, job, 0));
        while (document().history().canUndo()) {
            document().undo();
        }
        QVERIFY(labelsOf(destinationBytes(document())) == m_before);
    }

    /// What the sample's cells or the frame's people are, as others know it.
    void checkParts(const Labels& after, base::Pixel at, bool sample) {
        if (sample) {  // each cell has its nucleus
            for (const base::Pixel cell : {at, base::Pixel{560, 640}}) {
                int nuclei = 0;
                for (const base::Pixel& pixel : holes(after, flooded(after, cell, true))) {
                    nuclei += after.at(pixel.x, pixel.y) == 2 ? 1 : 0;
                }
                QVERIFY2(nuclei > 1500 && nuclei < 4000, qPrintable(QString::number(nuclei)));
            }
            return;
        }
        const Labels people = labelsOf(
            valuesOf(readArray(kExamples + kRoom + "SegmentationObjectPNG/2011_000006.png")));
        const Pixels right = flooded(after, {330, 190}, true);
        int both = 0;
        int either = 0;
        for (const base::Pixel& pixel : right) {
            both += people.at(pixel.x, pixel.y) == 3 ? 1 : 0;
        }
        for (std::int64_t y = 0; y < people.height; ++y) {
            for (std::int64_t x = 0; x < people.width; ++x) {
                either += people.at(x, y) == 3 ? 1 : 0;
            }
        }
        either += static_cast<int>(right.size()) - both;
        QVERIFY2(100 * both > 80 * either, qPrintable(QString("%1 of %2").arg(both).arg(either)));
    }

    [[nodiscard]] int counted(const QString& section, const QString& job, int program) {
        static const QRegularExpression number("\\d+");
        const QString cell = m_counts.value(section).value(job).value(program);
        const auto match = number.match(cell);
        if (!match.hasMatch()) {
            QTest::qFail(qPrintable("no count on the page: " + section + ", " + job), __FILE__,
                         __LINE__);
            return -1;
        }
        return match.captured().toInt();
    }
    [[nodiscard]] static int different(const Labels& one, const Labels& other,
                                       const base::Rect& part) {
        int count = 0;
        for (std::int64_t y = part.y0; y < part.y1; ++y) {
            for (std::int64_t x = part.x0; x < part.x1; ++x) {
                count += one.at(x, y) != other.at(x, y) ? 1 : 0;
            }
        }
        return count;
    }
    [[nodiscard]] static base::Point middle(base::Pixel pixel) {
        return {static_cast<double>(pixel.x) + 0.5, static_cast<double>(pixel.y) + 0.5};
    }
    [[nodiscard]] Labels labelsOf(const QByteArray& values) {
        return {document().planeWidth(), document().planeHeight(), values};
    }
    [[nodiscard]] ui::MainWindow& window() { return m_bench->window; }
    [[nodiscard]] session::Document& document() { return m_bench->document(); }

    static inline const QString kOnSample = "On the sample";
    static inline const QString kOnFrames = "On frames of labelme-examples";
    const QString m_sample = QStringLiteral(SAMPLE_FOLDER "/");
    QMap<QString, QMap<QString, QStringList>> m_counts;
    std::unique_ptr<WindowBench> m_bench;
    Labels m_before;
};

QTEST_MAIN(TestEffort)
#include "tst_effort.moc"
