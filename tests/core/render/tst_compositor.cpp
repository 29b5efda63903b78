// SPDX-License-Identifier: MIT
#include <random>

#include <QTest>

#include "core/render/compositor.h"

using namespace frisket;
using namespace frisket::render;
using array::DType;
using base::Rect;
using condition::Word;

namespace {
constexpr std::int64_t kWidth = 150;
constexpr std::int64_t kHeight = 40;
constexpr Rect kImage{0, 0, kWidth, kHeight};

/// A small picture of each kind of layer.
struct Scene {
    std::vector<std::uint32_t> photo = std::vector<std::uint32_t>(kWidth * kHeight);
    std::vector<std::uint8_t> small = std::vector<std::uint8_t>(kWidth * kHeight);
    std::vector<std::int32_t> large = std::vector<std::int32_t>(kWidth * kHeight);
    std::vector<Word> words = std::vector<Word>(3 * kHeight);
    labels::LabelColours colours;

    explicit Scene(unsigned seed) {
        std::mt19937_64 random(seed);
        for (std::size_t i = 0; i < photo.size(); ++i) {
            photo[i] = static_cast<std::uint32_t>(random());
            small[i] = static_cast<std::uint8_t>((i % kWidth / 13 + i / kWidth / 9) % 4);
            large[i] = static_cast<std::int32_t>((i % kWidth / 31 * (i / kWidth / 7)) * 1000);
        }
        for (std::size_t i = 0; i < words.size(); ++i) {
            words[i] = i % 3 == 0 ? 0 : i % 3 == 1 ? ~Word{0} : random() | random();
        }
    }

    [[nodiscard]] Layer backdrop(const LayerStyle& style) const {
        return {kImage, BackdropPixels{photo.data(), kWidth}, style};
    }
    [[nodiscard]] Layer smallLabels(const LayerStyle& style) const {
        return {kImage,
                LabelPixels{DType::U8, reinterpret_cast<const std::byte*>(small.data()), kWidth,
                            &colours},
                style};
    }
    [[nodiscard]] Layer largeLabels(const LayerStyle& style) const {
        return {kImage,
                LabelPixels{DType::I32, reinterpret_cast<const std::byte*>(large.data()),
                            kWidth * 4, &colours},
                style};
    }
    [[nodiscard]] Layer condition(const LayerStyle& style) const {
        return {kImage, BitPixels{words.data(), 3, 0, {10, 200, 30}}, style};
    }
};

/// The value of a label layer or a condition at a pixel.
std::int64_t valueAt(const Layer& layer, std::int64_t x, std::int64_t y) {
    if (const auto* bits = std::get_if<BitPixels>(&layer.pixels)) {
        return static_cast<std::int64_t>(
            condition::readBits(bits->words + y * bits->wordsPerRow, bits->firstBit + x, 1));
    }
    const auto& labels = std::get<LabelPixels>(layer.pixels);
    const std::byte* row = labels.pixels + y * labels.rowBytes;
    return labels.dtype == DType::U8 ? reinterpret_cast<const std::uint8_t*>(row)[x]
                                     : reinterpret_cast<const std::int32_t*>(row)[x];
}

bool onContour(const Layer& layer, std::int64_t x, std::int64_t y) {
    const int width = layer.style.contourWidth;
    for (std::int64_t dy = -width; dy <= width; ++dy) {
        for (std::int64_t dx = -width; dx <= width; ++dx) {
            if (std::abs(dx) + std::abs(dy) <= width + width / 2 &&
                kImage.contains(x + dx, y + dy) &&
                valueAt(layer, x + dx, y + dy) != valueAt(layer, x, y)) {
                return true;
            }
        }
    }
    return false;
}

/// One pixel of the composite, by the documented rules.
Argb slowPixel(std::span<const Layer> layers, std::int64_t x, std::int64_t y, Argb pixel) {
    for (const Layer& layer : layers) {
        const LayerStyle& style = layer.style;
        if (!style.visible) {
            continue;
        }
        if (const auto* photo = std::get_if<BackdropPixels>(&layer.pixels)) {
            const std::uint32_t p = photo->pixels[y * photo->rowPixels + x];
            const labels::Rgba colour{static_cast<std::uint8_t>(p >> 16U),
                                      static_cast<std::uint8_t>(p >> 8U),
                                      static_cast<std::uint8_t>(p), 255};
            pixel = over(premultiplied(colour, toByte(style.opacity)), pixel);
            continue;
        }
        const std::int64_t value = valueAt(layer, x, y);
        const bool isBits = std::holds_alternative<BitPixels>(layer.pixels);
        labels::Rgba own;
        if (isBits) {
            own = value != 0 ? labels::opaque(std::get<BitPixels>(layer.pixels).tint)
                             : labels::kTransparent;
        } else {
            own = std::get<const labels::LabelColours*>(std::get<LabelPixels>(layer.pixels).colours)
                      ->colour(value);
        }
        if (own.a == 0) {
            continue;
        }
        if (style.paint != Paint::Contour) {
            pixel = over(premultiplied(own, toByte(style.opacity)), pixel);
        }
        if (style.paint != Paint::Fill && onContour(layer, x, y)) {
            labels::Rgba colour = own;
            if (style.tone == Tone::TwoTone) {
                const int width = style.contourWidth;
                const int dash = width < 4 ? 4 : width < 8 ? 8 : 16;
                const bool second = (x + 2 * y) / dash % 2 == 1;
                const labels::Rgb white{255, 255, 255};
                const labels::EdgeTones tones = labels::edgeTones({own.r, own.g, own.b});
                colour = isBits ? labels::opaque(second ? labels::Rgb{} : white)
                                : labels::opaque(second ? tones.other : tones.own);
            }
            pixel = over(premultiplied(colour, toByte(style.contourOpacity)), pixel);
        }
    }
    return pixel;
}

/// Empty when the composite of `rect` is right and nothing else was written.
QString compare(std::span<const Layer> layers, const Rect& rect, Argb background) {
    constexpr Argb kSentinel = 0x01020304U;
    const std::int64_t stride = rect.width() + 3;
    std::vector<Argb> out(static_cast<std::size_t>(stride * rect.height() + 1), kSentinel);
    compose(layers, rect, background, out.data() + 1, stride);
    for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
        const Argb* row = out.data() + 1 + (y - rect.y0) * stride;
        for (std::int64_t x = rect.x0; x < rect.x0 + stride; ++x) {
            const Argb expected = x < rect.x1 ? slowPixel(layers, x, y, background) : kSentinel;
            if (row[x - rect.x0] != expected) {
                return QString("pixel (%1, %2): %3, expected %4")
                    .arg(x)
                    .arg(y)
                    .arg(row[x - rect.x0], 8, 16, QChar('0'))
                    .arg(expected, 8, 16, QChar('0'));
            }
        }
    }
    return out.front() == kSentinel ? QString() : QString("wrote before the first pixel");
}
}  // namespace

class TestCompositor : public QObject {
    Q_OBJECT

private slots:
    void golden();
    void layersMatchTheRule_data();
    void layersMatchTheRule();
    void nothingVisibleIsBackground();
    void partlyCoveredRectangle();
    void tilesFitTogether();
};

void TestCompositor::golden() {
    // 4 x 1: background, label 1, label 1, label 2 at half opacity over a grey photo.
    const std::vector<std::uint32_t> photo(4, 0x00808080U);
    const std::vector<std::uint8_t> labels{0, 1, 1, 2};
    const std::vector<labels::Rgb> palette{{0, 0, 0}, {255, 0, 0}, {0, 0, 255}};
    const labels::LabelColours colours{palette};
    const Rect rect{0, 0, 4, 1};
    LayerStyle half;
    half.opacity = 0.5;
    LayerStyle contour;
    contour.paint = Paint::Contour;
    contour.tone = Tone::Solid;
    const LabelPixels pixels{DType::U8, reinterpret_cast<const std::byte*>(labels.data()), 4,
                             &colours};
    std::vector<Argb> out(4);
    const std::vector filled{Layer{rect, BackdropPixels{photo.data(), 4}, {}},
                             Layer{rect, pixels, half}};
    compose(filled, rect, 0, out.data(), 4);
    QCOMPARE(out, (std::vector<Argb>{0xff808080U, 0xffc04040U, 0xffc04040U, 0xff4040c0U}));
    const std::vector drawn{Layer{rect, pixels, contour}};
    compose(drawn, rect, 0, out.data(), 4);
    QCOMPARE(out, (std::vector<Argb>{0, 0xffff0000U, 0xffff0000U, 0xff0000ffU}));
}

void TestCompositor::layersMatchTheRule_data() {
    QTest::addColumn<int>("paint");
    QTest::addColumn<double>("opacity");
    QTest::addColumn<int>("contourWidth");
    QTest::addColumn<int>("tone");
    const int fill = static_cast<int>(Paint::Fill);
    const int contour = static_cast<int>(Paint::Contour);
    const int both = static_cast<int>(Paint::FillAndContour);
    const int solid = static_cast<int>(Tone::Solid);
    const int two = static_cast<int>(Tone::TwoTone);
    QTest::newRow("fill, opacity 0") << fill << 0.0 << 1 << two;
    QTest::newRow("fill, opacity 1") << fill << 1.0 << 1 << two;
    QTest::newRow("fill, opacity 0.4") << fill << 0.4 << 1 << two;
    QTest::newRow("contour, solid") << contour << 1.0 << 1 << solid;
    QTest::newRow("contour, two tones") << contour << 1.0 << 1 << two;
    QTest::newRow("contour of 3") << contour << 0.6 << 3 << two;
    QTest::newRow("both") << both << 0.3 << 2 << two;
}

void TestCompositor::layersMatchTheRule() {
    QFETCH(int, paint);
    QFETCH(double, opacity);
    QFETCH(int, contourWidth);
    QFETCH(int, tone);
    const unsigned seed = std::random_device{}();
    const Scene scene(seed);
    LayerStyle style;
    style.opacity = opacity;
    style.paint = static_cast<Paint>(paint);
    style.contourWidth = contourWidth;
    style.contourOpacity = 0.9;
    style.tone = static_cast<Tone>(tone);
    LayerStyle hidden = style;
    hidden.visible = false;
    const std::vector<std::vector<Layer>> stacks{
        {scene.smallLabels(style)},
        {scene.largeLabels(style)},
        {scene.condition(style)},
        {scene.backdrop(style)},
        {scene.backdrop({}), scene.smallLabels(style), scene.largeLabels(hidden),
         scene.largeLabels(style), scene.condition(style)},
    };
    for (const auto& layers : stacks) {
        for (const Rect& rect : {kImage, Rect{17, 5, 120, 33}, Rect{64, 0, 65, 1}}) {
            for (const Argb background : {Argb{0}, Argb{0xff202020U}, Argb{0x40101010U}}) {
                const QString wrong = compare(layers, rect, background);
                QVERIFY2(wrong.isEmpty(), qPrintable(wrong + QString(", seed %1").arg(seed)));
            }
        }
    }
}

void TestCompositor::nothingVisibleIsBackground() {
    const Scene scene(1);
    LayerStyle hidden;
    hidden.visible = false;
    const std::vector layers{scene.backdrop(hidden), scene.condition(hidden)};
    QCOMPARE(compare(layers, {3, 3, 70, 20}, 0x12345678U), QString());
    QCOMPARE(compare({}, {3, 3, 70, 20}, 0), QString());
}

void TestCompositor::partlyCoveredRectangle() {
    const Scene scene(1);
    const Rect rect{-10, -4, kWidth + 7, kHeight + 5};
    std::vector<Argb> out(static_cast<std::size_t>(rect.width() * rect.height()));
    LayerStyle style;
    style.paint = Paint::FillAndContour;
    const std::vector layers{scene.backdrop({}), scene.smallLabels(style), scene.condition(style)};
    compose(layers, rect, 7, out.data(), rect.width());
    for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
        for (std::int64_t x = rect.x0; x < rect.x1; ++x) {
            const Argb expected = kImage.contains(x, y) ? slowPixel(layers, x, y, 7) : 7;
            QCOMPARE(out[static_cast<std::size_t>((y - rect.y0) * rect.width() + x - rect.x0)],
                     expected);
        }
    }
}

void TestCompositor::tilesFitTogether() {
    // Each tile gets only its own pixels and an apron as wide as the contour.
    const Scene scene(1);
    LayerStyle style;
    style.paint = Paint::Contour;
    style.contourWidth = 3;
    const Layer whole = scene.smallLabels(style);
    std::vector<Argb> expected(kWidth * kHeight);
    compose(std::span(&whole, 1), kImage, 0, expected.data(), kWidth);
    std::vector<Argb> tiled(kWidth * kHeight);
    for (std::int64_t y = 0; y < kHeight; y += 16) {
        for (std::int64_t x = 0; x < kWidth; x += 16) {
            const Rect tile = Rect{x, y, x + 16, y + 16}.intersected(kImage);
            Layer part = whole;
            part.covers = tile.grown(3).intersected(kImage);
            auto& pixels = std::get<LabelPixels>(part.pixels);
            pixels.pixels += part.covers.y0 * kWidth + part.covers.x0;
            compose(std::span(&part, 1), tile, 0, tiled.data() + y * kWidth + x, kWidth);
        }
    }
    QVERIFY(tiled == expected);
}

QTEST_APPLESS_MAIN(TestCompositor)
#include "tst_compositor.moc"
