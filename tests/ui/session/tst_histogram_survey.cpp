// SPDX-License-Identifier: MIT
#include <map>

#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/histogram_survey.h"

using namespace frisket;
using namespace frisket::test;
using session::HistogramSurvey;
using session::LayerId;
using Region = HistogramSurvey::Region;

class TestHistogramSurvey : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        m_survey = std::make_unique<HistogramSurvey>(*m_document);
    }

    void countsEachRegion_data() {
        QTest::addColumn<int>("layer");
        QTest::addColumn<int>("region");
        for (const auto& [layer, name] :
             {std::pair(LayerId::Destination, "destination"), std::pair(LayerId::Source, "source"),
              std::pair(LayerId::Result, "result")}) {
            for (const auto& [region, part] :
                 {std::pair(Region::Plane, "plane"), std::pair(Region::Visible, "visible"),
                  std::pair(Region::Selected, "selected")}) {
                QTest::newRow(qPrintable(QString("%1, %2").arg(name, part)))
                    << static_cast<int>(layer) << static_cast<int>(region);
            }
        }
    }

    void countsEachRegion() {
        QFETCH(int, layer);
        QFETCH(int, region);
        open(LayerId::Destination, randomArray(array::DType::U8, {2, 70, 150}, 1));
        open(LayerId::Source, randomArray(array::DType::U8, {70, 150}, 2));
        // Noise above, a block below: single ones and runs.
        open(LayerId::Condition, randomArray(array::DType::Bool, {70, 150}, 3));
        stroke(*m_document, {{20.5, 50.5}, {120.5, 52.5}}, 17, true);
        m_document->setIndex(0, 1);
        const base::Rect seen{10, 5, 60, 30};
        const auto id = static_cast<LayerId>(layer);
        ask({id, static_cast<Region>(region), seen});
        QTRY_VERIFY(!m_survey->isBusy());
        std::map<double, std::int64_t> expected;
        std::int64_t pixels = 0;
        for (std::int64_t y = 0; y < 70; ++y) {
            for (std::int64_t x = 0; x < 150; ++x) {
                const bool counts =
                    region == static_cast<int>(Region::Plane) ||
                    (region == static_cast<int>(Region::Visible) && seen.contains(x, y)) ||
                    (region == static_cast<int>(Region::Selected) &&
                     *m_document->valueAt(LayerId::Condition, x, y) == "true");
                if (counts) {
                    ++pixels;
                    ++expected[m_document->valueAt(id, x, y)->toDouble()];
                }
            }
        }
        const HistogramSurvey::Answer& answer = m_survey->answer();
        QVERIFY(answer.hasLayer && !answer.isSampled);
        QCOMPARE(answer.pixels, pixels);
        QCOMPARE(answer.histogram.total, pixels);
        QCOMPARE(answer.histogram.bins.size(), expected.size());
        for (const auto& bin : answer.histogram.bins) {
            QCOMPARE(bin.count, expected[bin.low]);
        }
    }

    void largeOnesAreSampled_data() {
        QTest::addColumn<int>("region");
        QTest::addColumn<bool>("isList");  // 1-d: there are no rows to skip
        QTest::addColumn<bool>("isEven");  // every second one is selected
        for (const bool isList : {false, true}) {
            const char* shape = isList ? ", 1-d" : "";
            const auto row = [&](const char* name, Region region, bool isEven) {
                QTest::newRow((std::string(name) + shape).c_str())
                    << static_cast<int>(region) << isList << isEven;
            };
            row("plane", Region::Plane, false);
            row("selected", Region::Selected, false);
            row("every second one", Region::Selected, true);
        }
    }

    void largeOnesAreSampled() {
        QFETCH(int, region);
        QFETCH(bool, isList);
        QFETCH(bool, isEven);
        constexpr std::int64_t kSide = 3000;  // 9 M pixels
        const array::Shape shape =
            isList ? array::Shape{kSide * kSide} : array::Shape{kSide, kSide};
        std::vector<std::uint8_t> halves(kSide * kSide, 1);
        std::fill(halves.begin() + kSide * kSide / 2, halves.end(), 2);
        std::vector<std::uint8_t> selected(kSide * kSide, 1);
        for (std::size_t i = 0; isEven && i < halves.size(); i += 2) {
            halves[i] = 7;  // is not to be met
            selected[i] = 0;
        }
        open(LayerId::Destination, makeArray<std::uint8_t>(shape, halves));
        open(LayerId::Condition, makeArray<std::uint8_t>(shape, selected));
        ask({LayerId::Destination, static_cast<Region>(region), {}});
        QTRY_VERIFY_WITH_TIMEOUT(!m_survey->isBusy(), 20000);
        const HistogramSurvey::Answer& answer = m_survey->answer();
        QVERIFY(answer.isSampled);
        QCOMPARE(answer.pixels, isEven ? kSide * kSide / 2 : kSide * kSide);
        QVERIFY(answer.histogram.total <= HistogramSurvey::kMostSamples);
        QVERIFY(answer.histogram.total >= 1'000'000);
        QCOMPARE(answer.histogram.bins.size(), std::size_t{2});
        const std::int64_t half = answer.histogram.total / 2;
        QVERIFY(std::abs(answer.histogram.bins[0].count - half) <= half / 100);
    }

    void waitsForStrokes() {
        open(LayerId::Destination, makeArray<std::uint8_t>({1, 4}, {0, 1, 2, 3}));
        m_document->setMode(assign::Mode::Fill);
        m_document->setValueText("9");
        ask({LayerId::Result, Region::Plane, {}});
        QTRY_VERIFY(!m_survey->isBusy());
        QSignalSpy answers(m_survey.get(), &HistogramSurvey::changed);
        stroke(*m_document, {{0.5, 0.5}}, 1, true, QString());
        QTest::qWait(3 * HistogramSurvey::kRestMilliseconds);
        QCOMPARE(answers.size(), 0);
        QVERIFY(m_survey->isBusy());
        m_document->commitStroke("Stroke");
        QTRY_VERIFY(!m_survey->isBusy());
        QCOMPARE(m_survey->answer().histogram.bins.back().low, 9.0);
    }

    void doesNothingUnwanted() {
        open(LayerId::Destination, makeArray<std::uint8_t>({1, 4}, {0, 1, 2, 3}));
        QSignalSpy answers(m_survey.get(), &HistogramSurvey::changed);
        m_survey->ask({LayerId::Destination, Region::Plane, {}});
        QTest::qWait(2 * HistogramSurvey::kRestMilliseconds);
        QCOMPARE(answers.size(), 0);
        m_survey->setWanted(true);
        QTRY_COMPARE(answers.size(), 1);
        m_survey->setWanted(false);
        open(LayerId::Destination, makeArray<std::uint8_t>({1, 1}, {0}));
        QTest::qWait(2 * HistogramSurvey::kRestMilliseconds);
        QCOMPARE(answers.size(), 1);
    }

    void missingLayers() {
        ask({LayerId::Destination, Region::Plane, {}});
        QTRY_VERIFY(!m_survey->isBusy());
        QVERIFY(!m_survey->answer().hasLayer);
        open(LayerId::Destination, makeArray<std::uint8_t>({1, 4}, {0, 1, 2, 3}));
        open(LayerId::Source, makeArray<std::uint8_t>({3}, {0, 1, 2}));  // fits nowhere
        ask({LayerId::Source, Region::Plane, {}});
        QTRY_VERIFY(!m_survey->isBusy());
        QVERIFY(!m_survey->answer().hasLayer);
        ask({LayerId::Destination, Region::Selected, {}});
        QTRY_VERIFY(!m_survey->isBusy());
        QVERIFY(m_survey->answer().hasLayer);
        QCOMPARE(m_survey->answer().pixels, 0);
    }

    void brightnessOfThePicture() {
        QImage picture(3, 1, QImage::Format_RGB32);
        picture.setPixel(0, 0, qRgb(255, 255, 255));
        picture.setPixel(1, 0, qRgb(255, 0, 0));
        picture.setPixel(2, 0, qRgb(0, 0, 0));
        QVERIFY(picture.save(m_folder.path("p.png")));
        FRISKET_VERIFY(m_document->open(LayerId::Backdrop, m_folder.path("p.png")));
        ask({LayerId::Backdrop, Region::Plane, {}});
        QTRY_VERIFY(!m_survey->isBusy());
        const auto& bins = m_survey->answer().histogram.bins;
        QCOMPARE(bins.size(), std::size_t{3});
        QCOMPARE(bins[0].low, 0.0);
        QCOMPARE(bins[1].low, 54.0);  // 0.2126 of 255
        QCOMPARE(bins[2].low, 255.0);
    }

private:
    void open(LayerId id, const array::NdArray& array) {
        const auto opened = m_document->open(id, m_folder.write("a.npy", array));
        QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
    }
    void ask(const HistogramSurvey::Question& question) {
        m_survey->ask(question);
        m_survey->setWanted(true);
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<HistogramSurvey> m_survey;
};

QTEST_MAIN(TestHistogramSurvey)
#include "tst_histogram_survey.moc"
