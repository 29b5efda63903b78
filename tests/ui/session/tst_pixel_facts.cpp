// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/profile.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using session::PixelFacts;

namespace {
QString words(const PixelFacts& facts) {
    return QStringList{facts.isThere ? "there" : "absent",
                       facts.value,
                       facts.name,
                       facts.type,
                       facts.place,
                       facts.note}
        .join('|');
}
}  // namespace

class TestPixelFacts : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        m_styles = std::make_unique<session::LayerStyles>();
    }

    void everyLayer() {
        open(LayerId::Destination, makeArray<std::uint8_t>({2, 3}, {0, 1, 2, 3, 7, 5}));
        open(LayerId::Source, makeArray<float>({3}, {0.5F, 1.25F, 2}));
        open(LayerId::Condition, makeArray<std::uint8_t>({2, 1}, {0, 1}));
        m_styles->labels().edit([](labels::LabelTable& table) { table.setName(7, "tree"); });
        m_document->setCasting(assign::Casting::Unsafe);
        QCOMPARE(at(LayerId::Destination, 1, 1), QString("there|7|tree|uint8|[1, 1]|"));
        QCOMPARE(at(LayerId::Source, 1, 1), QString("there|1.25||float32|[1]|"));
        QCOMPARE(at(LayerId::Condition, 1, 1), QString("there|true||uint8|[1, 0]|"));
        QCOMPARE(at(LayerId::Result, 1, 1), QString("there|1||uint8|[1, 1]|"));
        QCOMPARE(at(LayerId::Backdrop, 1, 1), QString("absent|||||"));
        QCOMPARE(at(LayerId::Destination, 3, 1), QString("absent|||||"));
        QCOMPARE(at(LayerId::Condition, 2, 0), QString("there|false||uint8|[0, 0]|"));
        QCOMPARE(session::labelNameAt(*m_document, m_styles->labels(), LayerId::Destination, 1, 1),
                 QString("tree"));
        QVERIFY(!session::labelAt(*m_document, LayerId::Source, 1, 1));
    }

    void labelsAreWrittenAsTheirTypeSays() {
        m_styles->labels().edit([](labels::LabelTable& table) { table.setName(-1, "void"); });
        const auto named = [this](array::DType dtype, std::int64_t label) {
            return session::namedLabel(m_styles->labels(), dtype, label);
        };
        QCOMPARE(named(array::DType::I64, -1), QString("-1 void"));
        QCOMPARE(named(array::DType::U64, -1), QString("18446744073709551615 void"));
        QCOMPARE(named(array::DType::U8, 7), QString("7"));
    }

    void placesBesideTheImageAreInNoPixelOfIt() {
        QCOMPARE(session::pixelAt({0, 1.99}), (base::Pixel{0, 1}));
        QCOMPARE(session::pixelAt({1.99, -0.01}), (base::Pixel{1, -1}));
        QCOMPARE(session::pixelAt({-0.01, 0}), (base::Pixel{-1, 0}));
    }

    void coloursAreTheLayersOwn() {
        open(LayerId::Destination, makeArray<std::uint8_t>({1, 2}, {3, 4}));
        const auto colour = [this](std::int64_t x) {
            return session::pixelFacts(*m_document, *m_styles, LayerId::Destination, x, 0).colour;
        };
        const auto first = colour(0);
        QVERIFY(first && colour(1) && first != colour(1));
        m_styles->labels().edit([](labels::LabelTable& table) {
            table.setColour(3, labels::Rgb{1, 2, 3});
        });
        QCOMPARE(*colour(0), QColor(1, 2, 3));
        session::LayerStyle style = m_styles->style(LayerId::Destination);
        style.colours = session::ColourChoice::Grey;
        m_styles->setStyle(LayerId::Destination, style);
        QCOMPARE(*colour(0), QColor(0, 0, 0));
        QCOMPARE(*colour(1), QColor(255, 255, 255));
    }

    void indicesOfDeepArrays() {
        open(LayerId::Destination, countingArray<std::uint16_t>({2, 3, 4, 5}));
        open(LayerId::Source, countingArray<std::uint16_t>({3, 1, 5}));
        m_document->setIndex(0, 1);
        m_document->setIndex(1, 2);
        QCOMPARE(at(LayerId::Destination, 4, 3), QString("there|119||uint16|[1, 2, 3, 4]|"));
        QCOMPARE(at(LayerId::Source, 4, 3), QString("there|14||uint16|[2, 0, 4]|"));
        m_document->setShownAxes(3, 1);
        QCOMPARE(at(LayerId::Source, 2, 4), QString("there|14||uint16|[2, 0, 4]|"));
    }

    void fortranOrderHasItsOwnIndex() {
        open(LayerId::Destination, makeArray<std::uint8_t>({2, 3}, {0, 0, 0, 0, 0, 0}));
        const QString path = m_folder.path("fortran.npy");
        QByteArray bytes("\x93NUMPY\x01\x00", 8);
        QByteArray header("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }");
        header = header.leftJustified(117) + '\n';
        bytes.append(static_cast<char>(header.size())).append('\0').append(header);
        bytes.append("\x0a\x14\x0b\x15\x0c\x16", 6);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        FRISKET_VERIFY(m_document->open(LayerId::Source, path));
        QCOMPARE(at(LayerId::Source, 2, 1), QString("there|22||uint8|[1, 2]|"));
        QCOMPARE(at(LayerId::Source, 1, 0), QString("there|11||uint8|[0, 1]|"));
    }

    void elementsInOrder_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QPoint>("pixel");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("result");
        const auto row = [](const char* name, assign::Mode mode, const QList<int>& shape,
                            QPoint pixel, const char* source, const char* result) {
            QTest::newRow(name) << static_cast<int>(mode) << shape << pixel << QString(source)
                                << QString(result);
        };
        // Selected: places 1, 3 and 4 of the 2 x 3.
        row("scatter, first", assign::Mode::Scatter, {5}, {1, 0},
            "there|0||uint8|[0]|index 0 of 5 goes here", "0");
        row("scatter, last", assign::Mode::Scatter, {5}, {1, 1},
            "there|2||uint8|[2]|index 2 of 5 goes here", "2");
        row("scatter, elsewhere", assign::Mode::Scatter, {5}, {0, 0},
            "there|–||uint8||in order; not selected here", "100");
        row("place begins again", assign::Mode::Place, {2}, {1, 1},
            "there|0||uint8|[0]|index 0 of 2 goes here, in round 2", "0");
        row("putmask counts all", assign::Mode::Putmask, {4}, {1, 1},
            "there|0||uint8|[0]|index 0 of 4 goes here, in round 2", "0");
        row("putmask, before", assign::Mode::Putmask, {4}, {0, 1},
            "there|3||uint8|[3]|index 3 of 4 goes here", "3");
        row("scatter of a plane", assign::Mode::Scatter, {2, 2}, {1, 1},
            "there|2||uint8|[1, 0]|index 2 of 4 goes here", "2");
        row("scatter of the same shape", assign::Mode::Scatter, {2, 3}, {1, 1},
            "there|4||uint8|[1, 1]|index 2 of 6 goes here", "2");
        row("too few", assign::Mode::Scatter, {2}, {1, 1},
            "there|–||uint8||in order; the mode can't be done", "100");
    }

    void elementsInOrder() {
        QFETCH(int, mode);
        QFETCH(QList<int>, shape);
        QFETCH(QPoint, pixel);
        QFETCH(QString, source);
        QFETCH(QString, result);
        open(LayerId::Destination,
             makeArray<std::uint8_t>({2, 3}, std::vector<std::uint8_t>(6, 100)));
        array::Shape sizes;
        for (const int size : shape) {
            sizes.append(size);
        }
        open(LayerId::Source, countingArray<std::uint8_t>(sizes));
        open(LayerId::Condition, makeArray<std::uint8_t>({2, 3}, {0, 1, 0, 1, 1, 0}));
        m_document->setMode(static_cast<assign::Mode>(mode));
        QCOMPARE(at(LayerId::Source, pixel.x(), pixel.y()), source);
        QCOMPARE(session::pixelFacts(*m_document, *m_styles, LayerId::Result, pixel.x(), pixel.y())
                     .value,
                 result);
    }

    void profileIsTheValuesAlongTheLine() {
        open(LayerId::Destination, randomArray(array::DType::U8, {50, 70}, 1));
        open(LayerId::Source, randomArray(array::DType::U8, {50, 70}, 2));
        open(LayerId::Condition, randomArray(array::DType::Bool, {50, 70}, 3));
        for (const session::MeasuredLine& line : {session::MeasuredLine{{0.5, 0.5}, {69.5, 49.5}},
                                                  {{3.5, 40.5}, {3.5, 2.5}},
                                                  {{60.5, 7.5}, {-5.5, 7.5}},
                                                  {{69.5, 0.5}, {0.5, 60.5}},
                                                  {{5.5, 5.5}, {5.5, 5.5}}}) {
            const session::Profile profile = session::profileAlong(*m_document, line);
            QCOMPARE(profile.curves.size(), std::size_t{3});
            QVERIFY(!profile.line.pixels.empty());
            for (const auto& curve : profile.curves) {
                QVERIFY(curve.isStepped);
                QCOMPARE(curve.values.size(), profile.line.pixels.size());
                for (std::size_t i = 0; i < curve.values.size(); ++i) {
                    const auto& pixel = profile.line.pixels[i];
                    QCOMPARE(QString::number(curve.values[i]),
                             *m_document->valueAt(curve.id, pixel.x, pixel.y));
                }
            }
        }
        QVERIFY(session::profileAlong(*m_document, {{-5, -5}, {-9, 3}}).curves.empty());
    }

private:
    void open(LayerId id, const array::NdArray& array) {
        const auto opened = m_document->open(id, m_folder.write("a.npy", array));
        QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
    }
    [[nodiscard]] QString at(LayerId id, std::int64_t x, std::int64_t y) const {
        return words(session::pixelFacts(*m_document, *m_styles, id, x, y));
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<session::LayerStyles> m_styles;
};

QTEST_MAIN(TestPixelFacts)
#include "tst_pixel_facts.moc"
