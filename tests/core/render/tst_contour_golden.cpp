// SPDX-License-Identifier: MIT
// Contours as pictures: what goes in and what comes out, a letter a pixel.
#include <QTest>

#include "core/labels/label_table.h"
#include "core/render/compositor.h"

using namespace frisket;
using namespace frisket::render;
using base::Rect;

namespace {
using Picture = std::vector<std::string>;

/// Labels from a picture: a digit is a label, `.` is 0.
std::vector<std::uint8_t> labelsOf(const Picture& picture) {
    std::vector<std::uint8_t> labels;
    for (const std::string& row : picture) {
        for (const char letter : row) {
            labels.push_back(letter == '.' ? std::uint8_t{0}
                                           : static_cast<std::uint8_t>(letter - '0'));
        }
    }
    return labels;
}

/// The composed contour of `picture`: the digit of the label whose colour a pixel has, `.` where it
/// is transparent, `?` where it is anything else.
Picture contourOf(const Picture& picture, int width, const labels::LabelTable& table,
                  Paint paint = Paint::Contour) {
    const labels::LabelColours plain;
    const labels::LabelColours colours = plain.with(table);
    const std::vector<std::uint8_t> labels = labelsOf(picture);
    const auto columns = static_cast<std::int64_t>(picture.front().size());
    const Rect rect{0, 0, columns, static_cast<std::int64_t>(picture.size())};
    LayerStyle style;
    style.paint = paint;
    style.contourWidth = width;
    style.tone = Tone::Solid;
    style.opacity = 0.5;
    const LabelPixels pixels{array::DType::U8, reinterpret_cast<const std::byte*>(labels.data()),
                             columns, &colours};
    const std::vector<Layer> layers{{rect, pixels, style}};
    std::vector<Argb> out(labels.size());
    compose(layers, rect, 0, out.data(), columns);
    Picture drawn(picture.size(), std::string(picture.front().size(), '?'));
    for (std::size_t i = 0; i < out.size(); ++i) {
        char& letter = drawn[i / picture.front().size()][i % picture.front().size()];
        if (out[i] == 0) {
            letter = '.';
        }
        for (int label = 1; label <= 9; ++label) {
            if (out[i] == premultiplied(plain.colour(label), 255)) {
                letter = static_cast<char>('0' + label);
            } else if (out[i] == premultiplied(plain.colour(label), 128)) {
                letter = static_cast<char>('a' + label - 1);  // the fill of label 1 is a
            }
        }
    }
    return drawn;
}

QString text(const Picture& picture) {
    QString all;
    for (const std::string& row : picture) {
        all += u'\n' + QString::fromStdString(row);
    }
    return all;
}

const Picture kBlock{
    "..............",  //
    ".11111111111..",  //
    ".11111111111..",  //
    ".11111111111..",  //
    ".11111111111..",  //
    ".11111111111..",  //
    ".11111111111..",  //
    ".11111111111..",  //
    "..............",
};
const Picture kTouching{
    "..........",  //
    ".11112222.",  //
    ".11112222.",  //
    ".11112222.",  //
    ".11113333.",  //
    ".11113333.",  //
    ".11113333.",  //
    "..........",
};
const Picture kAtTheEdge{
    "11111111",  //
    "11111111",  //
    "11111111",  //
    "11111111",  //
    "........",  //
    "..222222",  //
    "..222222",
};
const Picture kSlanted{
    "..............",  //
    "......1.......",  //
    ".....111......",  //
    "....11111.....",  //
    "...1111111....",  //
    "..111111111...",  //
    ".11111111111..",  //
    "..111111111...",  //
    "...1111111....",  //
    "....11111.....",  //
    ".....111......",  //
    "......1.......",  //
    "..............",
};
}  // namespace

class TestContourGolden : public QObject {
    Q_OBJECT

private slots:
    void pictures_data();
    void pictures();
    void fillUnderContour();
};

void TestContourGolden::pictures_data() {
    QTest::addColumn<Picture>("picture");
    QTest::addColumn<int>("width");
    QTest::addColumn<QList<int>>("hidden");
    QTest::addColumn<Picture>("expected");
    const QList<int> none;
    QTest::newRow("block, 1 pixel") << kBlock << 1 << none
                                    << Picture{
                                           "..............",  //
                                           ".11111111111..",  //
                                           ".1.........1..",  //
                                           ".1.........1..",  //
                                           ".1.........1..",  //
                                           ".1.........1..",  //
                                           ".1.........1..",  //
                                           ".11111111111..",  //
                                           "..............",
                                       };
    QTest::newRow("block, 2 pixels") << kBlock << 2 << none
                                     << Picture{
                                            "..............",  //
                                            ".11111111111..",  //
                                            ".11111111111..",  //
                                            ".11.......11..",  //
                                            ".11.......11..",  //
                                            ".11.......11..",  //
                                            ".11111111111..",  //
                                            ".11111111111..",  //
                                            "..............",
                                        };
    QTest::newRow("block, 3 pixels") << kBlock << 3 << none
                                     << Picture{
                                            "..............",  //
                                            ".11111111111..",  //
                                            ".11111111111..",  //
                                            ".11111111111..",  //
                                            ".111.....111..",  //
                                            ".11111111111..",  //
                                            ".11111111111..",  //
                                            ".11111111111..",  //
                                            "..............",
                                        };
    QTest::newRow("touching, 1 pixel") << kTouching << 1 << none
                                       << Picture{
                                              "..........",  //
                                              ".11112222.",  //
                                              ".1..12..2.",  //
                                              ".1..12222.",  //
                                              ".1..13333.",  //
                                              ".1..13..3.",  //
                                              ".11113333.",  //
                                              "..........",
                                          };
    QTest::newRow("touching, neighbour hidden") << kTouching << 1 << QList<int>{2}
                                                << Picture{
                                                       "..........",  //
                                                       ".1111.....",  //
                                                       ".1..1.....",  //
                                                       ".1..1.....",  //
                                                       ".1..13333.",  //
                                                       ".1..13..3.",  //
                                                       ".11113333.",  //
                                                       "..........",
                                                   };
    QTest::newRow("touching, all hidden")
        << kTouching << 2 << QList<int>{1, 2, 3} << Picture(kTouching.size(), "..........");
    QTest::newRow("the image's edge is none, 1 pixel") << kAtTheEdge << 1 << none
                                                       << Picture{
                                                              "........",  //
                                                              "........",  //
                                                              "........",  //
                                                              "11111111",  //
                                                              "........",  //
                                                              "..222222",  //
                                                              "..2.....",
                                                          };
    QTest::newRow("the image's edge is none, 3 pixels") << kAtTheEdge << 3 << none
                                                        << Picture{
                                                               "........",  //
                                                               "11111111",  //
                                                               "11111111",  //
                                                               "11111111",  //
                                                               "........",  //
                                                               "..222222",  //
                                                               "..222222",
                                                           };
    QTest::newRow("slanted, 1 pixel") << kSlanted << 1 << none
                                      << Picture{
                                             "..............",  //
                                             "......1.......",  //
                                             ".....1.1......",  //
                                             "....1...1.....",  //
                                             "...1.....1....",  //
                                             "..1.......1...",  //
                                             ".1.........1..",  //
                                             "..1.......1...",  //
                                             "...1.....1....",  //
                                             "....1...1.....",  //
                                             ".....1.1......",  //
                                             "......1.......",  //
                                             "..............",
                                         };
    QTest::newRow("slanted, 3 pixels") << kSlanted << 3 << none
                                       << Picture{
                                              "..............",  //
                                              "......1.......",  //
                                              ".....111......",  //
                                              "....11111.....",  //
                                              "...1111111....",  //
                                              "..1111.1111...",  //
                                              ".1111...1111..",  //
                                              "..1111.1111...",  //
                                              "...1111111....",  //
                                              "....11111.....",  //
                                              ".....111......",  //
                                              "......1.......",  //
                                              "..............",
                                          };
}

void TestContourGolden::pictures() {
    QFETCH(Picture, picture);
    QFETCH(int, width);
    QFETCH(QList<int>, hidden);
    QFETCH(Picture, expected);
    labels::LabelTable table;
    for (const int label : hidden) {
        table.setShown(label, false);
    }
    QCOMPARE(text(contourOf(picture, width, table)), text(expected));
}

void TestContourGolden::fillUnderContour() {
    labels::LabelTable table;
    table.setShown(3, false);
    const Picture filled = contourOf(kTouching, 1, table, Paint::Fill);
    QCOMPARE(text(filled), text({
                               "..........",  //
                               ".aaaabbbb.",  //
                               ".aaaabbbb.",  //
                               ".aaaabbbb.",  //
                               ".aaaa.....",  //
                               ".aaaa.....",  //
                               ".aaaa.....",  //
                               "..........",
                           }));
    const Picture both = contourOf(kTouching, 1, table, Paint::FillAndContour);
    QCOMPARE(text(both), text({
                             "..........",  //
                             ".11112222.",  //
                             ".1aa12bb2.",  //
                             ".1aa12222.",  //
                             ".1aa1.....",  //
                             ".1aa1.....",  //
                             ".1111.....",  //
                             "..........",
                         }));
}

QTEST_APPLESS_MAIN(TestContourGolden)
#include "tst_contour_golden.moc"
