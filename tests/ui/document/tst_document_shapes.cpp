// SPDX-License-Identifier: MIT
#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;

class TestDocumentShapes : public QObject {
    Q_OBJECT

private slots:
    void aStretchedAxisChangesEverywhere_data() {
        QTest::addColumn<QList<qint64>>("shape");
        QTest::addColumn<bool>("allRows");
        QTest::addColumn<bool>("allColumns");
        QTest::newRow("one row") << QList<qint64>{1, 90} << true << false;
        QTest::newRow("no rows axis") << QList<qint64>{90} << true << false;
        QTest::newRow("one column") << QList<qint64>{40, 1} << false << true;
        QTest::newRow("0-d") << QList<qint64>{} << true << true;
        QTest::newRow("1 x 1") << QList<qint64>{1, 1} << true << true;
    }
    void aStretchedAxisChangesEverywhere() {
        QFETCH(QList<qint64>, shape);
        QFETCH(bool, allRows);
        QFETCH(bool, allColumns);
        array::Shape condition;
        for (const qint64 size : shape) {
            condition.append(size);
        }
        Document document;
        open(document, LayerId::Destination, randomArray(array::DType::U8, {40, 90}, 1));
        open(document, LayerId::Condition,
             makeArray(condition, std::vector<std::uint8_t>(static_cast<std::size_t>(
                                      array::elementCount(condition).value()))));
        QSignalSpy changes(&document, &Document::pixelsChanged);
        stroke(document, {{20.5, 10.5}}, 3, true);
        const base::Rect rect = changes.last().first().value<base::Area>().bounds();
        const base::Rect dab{19, 9, 22, 12};
        const base::Rect expected{allColumns ? 0 : dab.x0, allRows ? 0 : dab.y0,
                                  allColumns ? 90 : dab.x1, allRows ? 40 : dab.y1};
        QVERIFY2(rect == expected, qPrintable(rectText(rect)));
        for (std::int64_t y = 0; y < 40; ++y) {
            for (std::int64_t x = 0; x < 90; ++x) {
                // The dab of three pixels covers a full square of three.
                QCOMPARE(document.valueAt(LayerId::Condition, x, y),
                         QString(expected.contains(x, y) ? "true" : "false"));
            }
        }
        document.undo();
        QVERIFY2(changes.last().first().value<base::Area>().bounds() == expected,
                 qPrintable(rectText(changes.last().first().value<base::Area>().bounds())));
        QCOMPARE(document.selectedCount(), 0);
    }

    void threeAxesShowTheirFirstPlane() {
        Document document;
        const auto values = countingArray<std::uint16_t>({3, 5, 7});
        open(document, LayerId::Destination, values);
        QCOMPARE(document.planeWidth(), 7);
        QCOMPARE(document.planeHeight(), 5);
        QCOMPARE(document.valueAt(LayerId::Destination, 2, 4), QString::number(4 * 7 + 2));
        QVERIFY(document.condition()->shape() == (array::Shape{3, 5, 7}));
        stroke(document, {{0.5, 0.5}, {6.5, 0.5}}, 1, true);
        QCOMPARE(document.selectedCount(), 7);
        QVERIFY(boolsOf(*document.condition())[6] && !boolsOf(*document.condition())[35]);
        document.setMode(assign::Mode::Fill);
        document.setValueText("999");
        FRISKET_VERIFY(document.apply());
        const auto after =
            test::valuesOf<std::uint16_t>(document.destination()->toArray().value().view());
        for (std::size_t i = 0; i < after.size(); ++i) {
            QCOMPARE(static_cast<int>(after[i]), i < 7 ? 999 : static_cast<int>(i));
        }
    }

    void oneAxisIsARow() {
        Document document;
        open(document, LayerId::Destination, countingArray<std::int32_t>({200}));
        QVERIFY(document.planeRect() == (base::Rect{0, 0, 200, 1}));
        QCOMPARE(document.valueAt(LayerId::Destination, 150, 0), QString("150"));
        stroke(document, {{50, 0.5}, {60, 0.5}}, 4, true);
        QCOMPARE(document.selectedCount(), 14);
        const condition::Plane plane = document.conditionPlane();
        QCOMPARE(plane.height, 1);
        QCOMPARE(plane.width, 200);
    }

    void noAxisIsAPixel() {
        Document document;
        open(document, LayerId::Destination, makeArray<float>({}, {2.5F}));
        QVERIFY(document.planeRect() == (base::Rect{0, 0, 1, 1}));
        QCOMPARE(document.valueAt(LayerId::Destination, 0, 0), QString("2.5"));
        stroke(document, {{0.5, 0.5}}, 40, true);
        QCOMPARE(document.selectedCount(), 1);
        open(document, LayerId::Source, makeArray<float>({1}, {7.F}));
        QCOMPARE(document.valueAt(LayerId::Result, 0, 0), QString("7"));
        FRISKET_VERIFY(document.apply());
        QCOMPARE(document.valueAt(LayerId::Destination, 0, 0), QString("7"));
        document.undo();
        QCOMPARE(document.valueAt(LayerId::Destination, 0, 0), QString("2.5"));
    }

    void emptyDestinationsShowNothing_data() {
        QTest::addColumn<QList<qint64>>("shape");
        QTest::newRow("0") << QList<qint64>{0};
        QTest::newRow("0 x 5") << QList<qint64>{0, 5};
        QTest::newRow("5 x 0") << QList<qint64>{5, 0};
        QTest::newRow("0 x 5 x 5") << QList<qint64>{0, 5, 5};
        QTest::newRow("3 x 0 x 5") << QList<qint64>{3, 0, 5};
    }
    void emptyDestinationsShowNothing() {
        QFETCH(QList<qint64>, shape);
        array::Shape dims;
        for (const qint64 size : shape) {
            dims.append(size);
        }
        Document document;
        open(document, LayerId::Destination, makeArray<std::uint8_t>(dims, {}));
        QVERIFY(document.planeRect().empty());
        QVERIFY(!document.canPaint());
        QVERIFY(!document.valueAt(LayerId::Destination, 0, 0));
        QVERIFY(!document.valueAt(LayerId::Condition, 0, 0));
        document.selectAll();
        document.invertCondition();
        QCOMPARE(document.selectedCount(), 0);
        document.setMode(assign::Mode::Fill);
        QVERIFY2(document.plan() != nullptr, qPrintable(document.problem()));
        QVERIFY(!document.valueAt(LayerId::Result, 0, 0));
        FRISKET_VERIFY(document.apply());
        QVERIFY(!document.isModified());
        FRISKET_VERIFY(document.exportLayer(LayerId::Result, m_folder.path("r.npy")));
        QVERIFY(readArray(m_folder.path("r.npy")).shape() == dims);
        QCOMPARE(document.valueRanges(LayerId::Destination).full.high, 1.0);
    }

    void floatsKeepTheirBits() {
        const float nan = std::nanf("5");
        const std::vector<float> values{0.F, -0.F, nan, -nan, INFINITY, -INFINITY, 1e-45F, 0.1F};
        Document document;
        open(document, LayerId::Destination, makeArray<float>({1, 8}, values));
        open(document, LayerId::Source, makeArray<float>({8, 1}, values));
        QVERIFY(document.plan() == nullptr);
        open(document, LayerId::Source, makeArray<float>({8}, {values.rbegin(), values.rend()}));
        document.selectAll();
        const QByteArray before = destinationBytes(document);
        QCOMPARE(document.valueAt(LayerId::Destination, 2, 0), QString("nan"));
        QCOMPARE(document.valueAt(LayerId::Result, 0, 0), QString("0.1"));
        FRISKET_VERIFY(document.apply());
        QCOMPARE(destinationBytes(document), sourceBytes(document));
        document.undo();
        QCOMPARE(destinationBytes(document), before);
        FRISKET_VERIFY(document.exportLayer(LayerId::Destination, m_folder.path("f.npy")));
        QCOMPARE(test::valuesOf(readArray(m_folder.path("f.npy"))), before);
    }

    void rangesFollowApply() {
        Document document;
        open(document, LayerId::Destination, makeArray<float>({1, 2}, {0.F, 1.F}));
        QCOMPARE(document.valueRanges(LayerId::Destination).full.high, 1.0);
        document.setMode(assign::Mode::Fill);
        document.setValueText("50");
        document.selectAll();
        FRISKET_VERIFY(document.apply());
        QCOMPARE(document.valueRanges(LayerId::Destination).full.low, 50.0);
        QCOMPARE(document.valueRanges(LayerId::Destination).full.high, 50.0);
        document.undo();
        QCOMPARE(document.valueRanges(LayerId::Destination).full.low, 0.0);
        QCOMPARE(document.valueRanges(LayerId::Destination).full.high, 1.0);
    }

    void fortranOrderAndBigEndianReadAsTheyAre() {
        // np.save of np.asfortranarray([[1, 2, 3], [4, 5, 6]], '>i2').
        QByteArray header = "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }";
        header = header.leftJustified(117, ' ') + '\n';
        QByteArray file("\x93NUMPY\x01\x00", 8);
        file += QByteArray("\x76\x00", 2) + header;
        for (const int value : {1, 4, 2, 5, 3, 6}) {
            file += QByteArray(1, '\0') + static_cast<char>(value);
        }
        const QString path = m_folder.path("fortran.npy");
        writeAll(path, file);
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination, path));
        FRISKET_VERIFY(document.open(LayerId::Source, path));
        FRISKET_VERIFY(document.open(LayerId::Condition, path));
        QCOMPARE(document.selectedCount(), 6);
        QCOMPARE(document.valueAt(LayerId::Source, 1, 0), QString("2"));
        QCOMPARE(document.valueAt(LayerId::Source, 0, 1), QString("4"));
        QCOMPARE(document.valueAt(LayerId::Destination, 2, 1), QString("6"));
        QVERIFY(!hasUnapplied(document));
    }

private:
    void open(Document& document, LayerId id, const array::NdArray& array) const {
        FRISKET_VERIFY(document.open(id, m_folder.write(session::key(id) + ".npy", array)));
    }

    static QString rectText(const base::Rect& rect) {
        return QString("[%1, %2) x [%3, %4)").arg(rect.x0).arg(rect.x1).arg(rect.y0).arg(rect.y1);
    }

    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentShapes)
#include "tst_document_shapes.moc"
