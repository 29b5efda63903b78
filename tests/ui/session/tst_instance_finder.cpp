// SPDX-License-Identifier: MIT
#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/instance_finder.h"

using namespace frisket;
using namespace frisket::test;
using session::InstanceFinder;
using session::LayerId;
using Direction = InstanceFinder::Direction;

/// Instances of 7 in two slices of 3 x 8 (and one without), each by its first pixel.
class TestInstanceFinder : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        m_finder = std::make_unique<InstanceFinder>(*m_document);
        connect(m_finder.get(), &InstanceFinder::found, this,
                [this](const InstanceFinder::Found& found) { m_found << words(found); });
        connect(m_finder.get(), &InstanceFinder::missed, this,
                [this](const QString& why) { m_found << why; });
        m_found.clear();
    }

    void goesRoundAPlane() {
        open(LayerId::Destination, {3, 8}, first());
        QCOMPARE(step(Direction::Next), QString("0,0 n3 1/3"));
        QCOMPARE(step(Direction::Next), QString("5,0 n1 2/3"));
        QCOMPARE(step(Direction::Next), QString("3,2 n1 3/3"));
        QCOMPARE(step(Direction::Next), QString("0,0 n3 1/3 round"));
        QCOMPARE(step(Direction::Previous), QString("3,2 n1 3/3 round"));
        QCOMPARE(step(Direction::Previous), QString("5,0 n1 2/3"));
    }

    void aloneInItsPlane() {
        open(LayerId::Destination, {1, 4}, {0, 7, 7, 0});
        QCOMPARE(step(Direction::Next), QString("1,0 n2 1/1"));
        QCOMPARE(step(Direction::Next), QString("1,0 n2 1/1 round"));
    }

    void previousBeginsAtTheEnd() {
        open(LayerId::Destination, {3, 8}, first());
        QCOMPARE(step(Direction::Previous), QString("3,2 n1 3/3"));
    }

    void beginsAtThePointer_data() {
        QTest::addColumn<QPoint>("pixel");
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<QString>("next");
        for (const bool isKnown : {false, true}) {
            const char* how = isKnown ? ", known" : "";
            const auto row = [&](const char* name, QPoint pixel, const char* next) {
                QTest::newRow((std::string(name) + how).c_str())
                    << pixel << isKnown << QString(next);
            };
            row("in the first", {1, 1}, "5,0 n1 2/3");
            row("in the second", {5, 0}, "3,2 n1 3/3");
            row("in the last", {3, 2}, "0,0 n3 1/3 round");
            row("on another label", {7, 2}, "0,0 n3 1/3");
        }
    }

    void beginsAtThePointer() {
        QFETCH(QPoint, pixel);
        QFETCH(bool, isKnown);
        QFETCH(QString, next);
        open(LayerId::Destination, {3, 8}, first());
        if (isKnown) {
            (void)step(Direction::Next);
        }
        QCOMPARE(step(Direction::Next, InstanceFinder::Pixel{pixel.x(), pixel.y()}), next);
    }

    void boxesThatOverlapAreTold() {
        // A ring around a dot: the box of the ring holds the dot.
        open(LayerId::Destination, {5, 6}, {7, 7, 7, 7, 7, 0, 7, 0, 0, 0, 7, 0, 7, 0, 7,
                                            0, 7, 0, 7, 0, 0, 0, 7, 0, 7, 7, 7, 7, 7, 7});
        QCOMPARE(step(Direction::Next), QString("0,0 n17 1/2"));
        QCOMPARE(step(Direction::Next, InstanceFinder::Pixel{2, 2}), QString("0,0 n17 1/2 round"));
        QCOMPARE(step(Direction::Next, InstanceFinder::Pixel{0, 2}), QString("2,2 n1 2/2"));
    }

    void goesThroughTheSlices() {
        std::vector<std::uint8_t> all = first();
        const std::vector<std::uint8_t> empty(24, 0);
        all.insert(all.end(), empty.begin(), empty.end());
        std::vector<std::uint8_t> last(24, 0);
        last[9] = 7;
        all.insert(all.end(), last.begin(), last.end());
        open(LayerId::Destination, {3, 3, 8}, all);
        QCOMPARE(step(Direction::Previous), QString("3,2 n1 3/3"));
        QCOMPARE(step(Direction::Next), QString("1,1 n1 1/1"));
        QCOMPARE(m_document->shownPlane().index[0], 2);
        QCOMPARE(step(Direction::Next), QString("0,0 n3 1/3 round"));
        QCOMPARE(m_document->shownPlane().index[0], 0);
        QCOMPARE(step(Direction::Previous), QString("1,1 n1 1/1 round"));
        QCOMPARE(m_document->shownPlane().index[0], 2);
        QCOMPARE(step(Direction::Previous), QString("3,2 n1 3/3"));
        m_document->setIndex(0, 1);
        QCOMPARE(step(Direction::Next), QString("1,1 n1 1/1"));
    }

    void slicesOfSeveralAxes() {
        std::vector<std::uint8_t> all(2 * 3 * 4, 0);
        all[1 * 4 + 2] = 7;            // [0, 1, 0, 2]
        all[(1 * 3 + 2) * 4 + 1] = 7;  // [1, 2, 0, 1]
        open(LayerId::Destination, {2, 3, 1, 4}, all);
        QCOMPARE(step(Direction::Next), QString("2,0 n1 1/1"));
        QVERIFY(m_document->shownPlane().index == (array::Index{0, 1, 0, 0}));
        QCOMPARE(step(Direction::Next), QString("1,0 n1 1/1"));
        QVERIFY(m_document->shownPlane().index == (array::Index{1, 2, 0, 0}));
        QCOMPARE(step(Direction::Next), QString("2,0 n1 1/1 round"));
        QVERIFY(m_document->shownPlane().index == (array::Index{0, 1, 0, 0}));
    }

    void looksAtTheLiveResult_data() {
        QTest::addColumn<int>("mode");
        QTest::newRow("where") << static_cast<int>(assign::Mode::Where);
        QTest::newRow("scatter") << static_cast<int>(assign::Mode::Scatter);
    }

    void looksAtTheLiveResult() {
        QFETCH(int, mode);
        open(LayerId::Destination, {1, 6}, {7, 0, 0, 0, 0, 0});
        open(LayerId::Source, {1, 6}, {7, 7, 7, 7, 7, 7});
        m_document->setMode(static_cast<assign::Mode>(mode));
        stroke(*m_document, {{3.5, 0.5}}, 1, true);
        QCOMPARE(step(Direction::Next, {}, LayerId::Result), QString("0,0 n1 1/2"));
        QCOMPARE(step(Direction::Next, {}, LayerId::Result), QString("3,0 n1 2/2"));
        stroke(*m_document, {{4.5, 0.5}}, 1, true);
        QCOMPARE(step(Direction::Previous, {}, LayerId::Result), QString("0,0 n1 1/2"));
        QCOMPARE(step(Direction::Next, {}, LayerId::Result), QString("3,0 n2 2/2"));
        QCOMPARE(step(Direction::Next, {}, LayerId::Source), QString("0,0 n6 1/1"));
    }

    void sayWhyThereIsNone() {
        m_finder->find(LayerId::Destination, 7, Direction::Next);
        QVERIFY(m_found.takeFirst().contains("Open a destination"));
        open(LayerId::Destination, {1, 3}, {0, 1, 2});
        QVERIFY(step(Direction::Next).contains("no such label in the destination"));
        m_finder->find(LayerId::Source, 7, Direction::Next);
        QVERIFY(m_found.takeFirst().contains("no place"));
        FRISKET_VERIFY(m_document->open(LayerId::Destination,
                                        m_folder.write("f.npy", makeArray<float>({1, 2}, {7, 7}))));
        m_finder->find(LayerId::Destination, 7, Direction::Next);
        QVERIFY(m_found.takeFirst().contains("floats"));
    }

    void tooManyAreRefused() {
        const std::int64_t side = 2100;  // a dot in every second place of every second row
        std::vector<std::uint8_t> dots(static_cast<std::size_t>(side * side), 0);
        for (std::int64_t y = 0; y < side; y += 2) {
            for (std::int64_t x = 0; x < side; x += 2) {
                dots[static_cast<std::size_t>(y * side + x)] = 7;
            }
        }
        open(LayerId::Destination, {side, side}, dots);
        QVERIFY(step(Direction::Next).contains("more than"));
    }

    void aNewQuestionStopsTheOld() {
        open(LayerId::Destination, {4000, 4000}, std::vector<std::uint8_t>(16'000'000, 3));
        for (int i = 0; i < 5; ++i) {
            m_finder->find(LayerId::Destination, 7, Direction::Next);
        }
        m_finder->find(LayerId::Destination, 3, Direction::Next);
        QTRY_COMPARE(m_found.size(), 1);
        QCOMPARE(m_found.first(), QString("0,0 n16000000 1/1"));
        m_finder->find(LayerId::Destination, 7, Direction::Next);
        m_finder.reset();  // in the midst of a search
    }

    void whatChangedMeanwhileIsNotShown() {
        open(LayerId::Destination, {3000, 3000}, std::vector<std::uint8_t>(9'000'000, 3));
        m_finder->find(LayerId::Destination, 3, Direction::Next);
        open(LayerId::Destination, {1, 2}, {0, 3});
        QTRY_COMPARE(m_found.size(), 1);
        QVERIFY2(m_found.first().contains("changed"), qPrintable(m_found.first()));
    }

private:
    [[nodiscard]] static std::vector<std::uint8_t> first() {
        return {7, 0, 0, 0, 0, 7, 0, 0, 7, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 5};
    }

    static QString words(const InstanceFinder::Found& found) {
        return QString("%1,%2 n%3 %4/%5%6")
            .arg(found.component.firstX)
            .arg(found.component.box.y0)
            .arg(found.component.count)
            .arg(found.number + 1)
            .arg(found.count)
            .arg(found.isRound ? " round" : "");
    }

    void open(LayerId id, const array::Shape& shape, const std::vector<std::uint8_t>& values) {
        const auto opened =
            m_document->open(id, m_folder.write("a.npy", makeArray<std::uint8_t>(shape, values)));
        QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
    }

    [[nodiscard]] QString step(Direction direction,
                               const std::optional<InstanceFinder::Pixel>& from = {},
                               LayerId layer = LayerId::Destination) {
        m_finder->find(layer, 7, direction, from);
        const auto answered = [this] { return !m_found.isEmpty(); };
        if (!QTest::qWaitFor(answered, 20000)) {
            return "no answer";
        }
        return m_found.takeFirst();
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<InstanceFinder> m_finder;
    QStringList m_found;
};

QTEST_MAIN(TestInstanceFinder)
#include "tst_instance_finder.moc"
