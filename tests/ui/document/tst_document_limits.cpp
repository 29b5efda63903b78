// SPDX-License-Identifier: MIT
#include <QSignalSpy>
#include <QTest>

#include "tests/support/limits.h"
#include "tests/support/mask_files.h"
#include "tests/support/planes.h"
#include "ui/session/joining.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using array::Shape;
using condition::BitRegion;
using session::Document;
using session::Join;
using session::LayerId;
using session::LimitTerm;
using session::PaintLimits;
using session::Side;

namespace {
/// A random term of few labels, so that it holds for about half of the pixels.
LimitTerm randomTerm(Random& random, const Document& document) {
    LimitTerm term;
    do {
        term.layer = std::array{LayerId::Destination, LayerId::Source,
                                LayerId::Backdrop}[static_cast<std::size_t>(random.between(0, 2))];
    } while (!document.has(term.layer));
    term.kind = random.chance(50) ? LimitTerm::Kind::Labels : LimitTerm::Kind::Range;
    term.negated = random.chance(40);
    term.labels.clear();
    for (std::int64_t label = -1; label < 8; ++label) {
        if (random.chance(50)) {
            term.labels.push_back(label);
        }
    }
    const bool photo = term.layer == LayerId::Backdrop;
    term.low = static_cast<double>(random.between(-10, photo ? 1000 : 50)) / 10;
    term.high = term.low + static_cast<double>(random.between(0, photo ? 2000 : 50)) / 10;
    return term;
}

PaintLimits randomLimits(Random& random, const Document& document) {
    PaintLimits limits;
    while (random.chance(60)) {
        limits.terms.push_back(randomTerm(random, document));
    }
    limits.side = static_cast<Side>(random.between(0, 2));
    if (random.chance(50)) {
        limits.locks.others = random.chance(50);
        limits.locks.setLocked(random.between(0, 7), true);
        limits.locks.setLocked(random.between(0, 7), false);
    }
    return limits;
}

/// The elements of the condition under the shown pixels, in rows.
std::vector<std::size_t> placesOf(const Document& document) {
    const condition::Plane plane = document.conditionPlane();
    std::vector<std::size_t> places;
    for (std::int64_t y = 0; y < plane.height; ++y) {
        for (std::int64_t x = 0; x < plane.width; ++x) {
            places.push_back(
                static_cast<std::size_t>(plane.origin + y * plane.strideY + x * plane.strideX));
        }
    }
    return places;
}

/// Paints the bits of `regions` by the rule, one pixel after the other.
void paintByRule(Bools& condition, const Document& document, const LimitsOracle& oracle,
                 std::span<const BitRegion> regions, bool value) {
    const std::vector<std::size_t> places = placesOf(document);
    for (const BitRegion& region : regions) {
        for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
            for (std::int64_t x = region.box().x0; x < region.box().x1; ++x) {
                if (document.planeRect().contains(x, y) && region.at(x, y) &&
                    oracle.allows(x, y, value)) {
                    condition[places[static_cast<std::size_t>(y * document.planeWidth() + x)]] =
                        value;
                }
            }
        }
    }
}

std::vector<BitRegion> randomSweep(const Document& document, Random& random) {
    const auto points = randomPoints(document, 2, random);
    return paint::sweepInBands(points[0], points[1], static_cast<int>(random.between(1, 60)),
                               document.planeRect());
}
}  // namespace

/// What limits leave of strokes, against one pixel after the other.
class TestDocumentLimits : public QObject {
    Q_OBJECT

private slots:
    void strokes_data() {
        QTest::addColumn<int>("shapes");
        QTest::addColumn<int>("dtype");
        int dtype = 0;
        for (std::size_t i = 0; i < std::size(kSides); ++i) {
            for (int k = 0; k < 3; ++k, ++dtype) {
                const DType type =
                    array::kAllDTypes[static_cast<std::size_t>(dtype) % array::kAllDTypes.size()];
                QTest::newRow(qPrintable(QString("%1, %2").arg(
                    kSides[i].name, QString::fromStdString(std::string(array::name(type))))))
                    << static_cast<int>(i) << static_cast<int>(type);
            }
        }
    }
    void strokes() {
        QFETCH(int, shapes);
        QFETCH(int, dtype);
        const auto document = openedWith(kSides[shapes], static_cast<DType>(dtype));
        Random random;
        for (int round = 0; round < 8; ++round) {
            randomPlane(*document, random);
            document->setLimits(randomLimits(random, *document));
            const Bools before = boolsOf(*document->condition());
            Bools expected = before;
            const LimitsOracle oracle(*document);
            document->beginStroke();
            // Overlapping sweeps that set and clear: what the stroke itself does does not count.
            for (int part = 0; part < 6; ++part) {
                const auto regions = randomSweep(*document, random);
                const bool value = random.chance(60);
                document->extendStroke(regions, value);
                paintByRule(expected, *document, oracle, regions, value);
            }
            if (random.chance(25)) {
                document->abortStroke();
                QCOMPARE(boolsOf(*document->condition()), before);
                continue;
            }
            document->commitStroke("Stroke");
            if (boolsOf(*document->condition()) != expected) {
                QFAIL(qPrintable(QString("round %1").arg(round)));
            }
            QVERIFY(countsAgree(*document));
            if (expected != before) {
                document->undo();
                QCOMPARE(boolsOf(*document->condition()), before);
                document->redo();
                QCOMPARE(boolsOf(*document->condition()), expected);
            }
        }
        document->stepTo(0);
        document->stepTo(document->history().size());
        QVERIFY(countsAgree(*document));
    }

    void aStrokeThatGoesToAnotherSlice() {
        const auto document = openedWith({"", {4, 60, 70}, {}, Shape{60, 70}}, DType::U16);
        PaintLimits limits;
        limits.terms.push_back({LayerId::Destination, LimitTerm::Kind::Labels, false, {1, 2, 3}});
        limits.side = Side::Outside;
        document->setLimits(limits);
        const QByteArray all = destinationBytes(*document);
        Random random;
        for (int round = 0; round < 10; ++round) {
            Bools expected = boolsOf(*document->condition());
            const Bools start = expected;
            document->beginStroke();
            for (int part = 0; part < 4; ++part) {
                document->setIndex(0, part % 4);
                const auto regions = randomSweep(*document, random);
                document->extendStroke(regions, part < 3);
                for (const BitRegion& region : regions) {
                    for (std::int64_t place = 0; place < 60 * 70; ++place) {
                        const std::int64_t x = place % 70;
                        const std::int64_t y = place / 70;
                        std::uint16_t label = 0;
                        std::memcpy(&label,
                                    elementUnder(*document, LayerId::Destination, all, x, y).data(),
                                    2);
                        const auto at = static_cast<std::size_t>(place);
                        if (region.box().contains(x, y) && region.at(x, y) && label >= 1 &&
                            label <= 3 && !start[at]) {
                            expected[at] = part < 3;
                        }
                    }
                }
            }
            document->commitStroke("Stroke");
            QCOMPARE(boolsOf(*document->condition()), expected);
        }
    }

    void joins_data() {
        QTest::addColumn<int>("join");
        for (const auto& [name, join] :
             {std::pair("add", Join::Add), std::pair("subtract", Join::Subtract),
              std::pair("intersect", Join::Intersect), std::pair("replace", Join::Replace)}) {
            QTest::newRow(name) << static_cast<int>(join);
        }
    }
    void joins() {
        QFETCH(int, join);
        const auto document = openedWith(kSides[0], DType::I32);
        Random random;
        for (int round = 0; round < 8; ++round) {
            document->setLimits(randomLimits(random, *document));
            const LimitsOracle oracle(*document);
            const auto regions = randomSweep(*document, random);
            const auto kind = static_cast<Join>(join);
            Bools expected = boolsOf(*document->condition());
            for (std::int64_t y = 0; y < document->planeHeight(); ++y) {
                for (std::int64_t x = 0; x < document->planeWidth(); ++x) {
                    const bool in =
                        std::any_of(regions.begin(), regions.end(), [&](const BitRegion& region) {
                            return region.box().contains(x, y) && region.at(x, y);
                        });
                    const auto place = static_cast<std::size_t>(y * document->planeWidth() + x);
                    const bool was = expected[place];
                    const bool wanted = kind == Join::Add         ? was || in
                                        : kind == Join::Subtract  ? was && !in
                                        : kind == Join::Intersect ? was && in
                                                                  : in;
                    if (wanted != was && oracle.allows(x, y, wanted)) {
                        expected[place] = wanted;
                    }
                }
            }
            session::joinRegions(*document, regions, kind, "Shape");
            QCOMPARE(boolsOf(*document->condition()), expected);
        }
    }

    void aMissingLayerAllowsNothing() {
        Document document;
        openArray(document, LayerId::Destination, randomArray(DType::U8, {50, 60}, 1));
        PaintLimits limits;
        for (const LayerId layer : {LayerId::Source, LayerId::Backdrop}) {
            for (const bool negated : {false, true}) {
                limits.terms = {{layer, LimitTerm::Kind::Range, negated, {}, 0, 255}};
                document.setLimits(limits);
                stroke(document, {{20, 20}}, 30, true);
                QCOMPARE(document.selectedCount(), 0);
            }
        }
        QCOMPARE(document.history().size(), std::size_t{0});
    }

    void limitsOfAStrokeAreThoseOfItsBeginning() {
        Document document;
        openArray(document, LayerId::Destination, randomArray(DType::U8, {50, 60}, 1));
        QSignalSpy changed(&document, &Document::limitsChanged);
        document.beginStroke();
        PaintLimits nothing;
        nothing.terms.push_back({LayerId::Destination, LimitTerm::Kind::Labels, false, {}});
        document.setLimits(nothing);
        document.setLimits(nothing);
        QCOMPARE(changed.size(), 1);
        document.extendStroke(paint::sweep({20, 20}, {20, 20}, 9, document.planeRect()), true);
        document.commitStroke("free");
        const std::int64_t free = document.selectedCount();
        QVERIFY(free > 60);
        stroke(document, {{30, 30}}, 9, true);
        stroke(document, {{20, 20}}, 9, false);
        QCOMPARE(document.selectedCount(), free);
    }
};

QTEST_GUILESS_MAIN(TestDocumentLimits)
#include "tst_document_limits.moc"
