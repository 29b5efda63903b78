// SPDX-License-Identifier: MIT
#include "ui/tools/found_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace frisket::ui {

namespace {
/// Premultiplied ARGB.
struct Colours {
    QRgb tint;
    QRgb light;
    QRgb dark;
    QRgb edge;
};
/// In the order of FoundLook. Stripes of what goes lean the other way, and those of what changes
/// cross, so that nobody has to tell them by colour.
constexpr std::array kColours{Colours{0x48104848, 0xb0b0b0b0, 0xa0000000, 0xffffffff},
                              Colours{0x60005a40, 0xc05ac0a0, 0xa0002818, 0xffd8fff0},
                              Colours{0x60601010, 0xc0c06868, 0xa0280404, 0xffffd8d0},
                              Colours{0x50301860, 0xc08868c0, 0xa0180430, 0xffe8dcff}};
/// Device pixels from stripe to stripe.
constexpr int kStripes = 8;

/// Whether the image pixels that device pixels show are set, along one row of them.
class Sampler {
public:
    Sampler(const ViewTransform& view, const condition::BitRegion& found)
        : m_found(found), m_view(view), m_origin(at({0, 0})) {
        const base::Point x = at({1, 0});
        const base::Point y = at({0, 1});
        m_right = {x.x - m_origin.x, x.y - m_origin.y};
        m_down = {y.x - m_origin.x, y.y - m_origin.y};
    }

    void read(int y, int x0, int x1, std::uint8_t* out) const {
        base::Point place{m_origin.x + m_down.x * y + m_right.x * x0,
                          m_origin.y + m_down.y * y + m_right.y * x0};
        for (int x = x0; x < x1; ++x) {
            const auto column = static_cast<std::int64_t>(std::floor(place.x));
            const auto row = static_cast<std::int64_t>(std::floor(place.y));
            *out++ = m_found.box().contains(column, row) && m_found.at(column, row) ? 1 : 0;
            place = {place.x + m_right.x, place.y + m_right.y};
        }
    }

private:
    [[nodiscard]] base::Point at(QPointF device) const {
        return m_view.toImage(device + QPointF(0.5, 0.5));
    }

    const condition::BitRegion& m_found;
    const ViewTransform& m_view;
    base::Point m_origin;
    base::Point m_right;
    base::Point m_down;
};

QRgb colourAt(const Colours& colours, FoundLook look, int x, int y) {
    const int left = (x - y) & (kStripes - 1);
    const int right = (x + y) & (kStripes - 1);
    const int stripe = look == FoundLook::Removed   ? left
                       : look == FoundLook::Changed ? std::min(left, right)
                                                    : right;
    return stripe == 0 ? colours.light : stripe == 1 ? colours.dark : colours.tint;
}
}  // namespace

QColor foundColour(FoundLook look) {
    return {qUnpremultiply(kColours[static_cast<std::size_t>(look)].light) & RGB_MASK};
}

void drawFound(QPainter& painter, const ViewTransform& view, const condition::BitRegion& found,
               const QRect& exposed, FoundLook look) {
    const Colours& colours = kColours[static_cast<std::size_t>(look)];
    const QRect part = view.deviceRect(found.box()).translated(view.origin()).intersected(exposed);
    if (found.empty() || part.isEmpty()) {
        return;
    }
    QImage picture(part.size(), QImage::Format_ARGB32_Premultiplied);
    const Sampler sampler(view, found);
    // Rows with one more pixel at each end, for the edges.
    const int width = part.width() + 2;
    std::vector<std::uint8_t> rows(static_cast<std::size_t>(3 * width));
    const auto row = [&](int y) { return rows.data() + (y + 3) % 3 * width; };
    const auto read = [&](int y) {
        sampler.read(part.top() + y, part.left() - 1, part.left() - 1 + width, row(y));
    };
    read(-1);
    read(0);
    for (int y = 0; y < part.height(); ++y) {
        read(y + 1);
        const std::uint8_t* above = row(y - 1) + 1;
        const std::uint8_t* here = row(y) + 1;
        const std::uint8_t* below = row(y + 1) + 1;
        auto* out = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (int x = 0; x < part.width(); ++x) {
            const bool isEdge = (above[x] & below[x] & here[x - 1] & here[x + 1]) == 0;
            out[x] = here[x] == 0 ? 0
                     : isEdge     ? colours.edge
                                  : colourAt(colours, look, part.left() + x, part.top() + y);
        }
    }
    painter.drawImage(part.topLeft(), picture);
}

QRect viewportOf(const QPainter& painter) {
    const double ratio = painter.device()->devicePixelRatioF();
    const QSizeF size(painter.device()->width(), painter.device()->height());
    return {QPoint(0, 0), (size * ratio).toSize()};
}

void drawHint(QPainter& painter, const QString& text, const QRect& visible, const QRect& exposed) {
    constexpr int kSides = 10;
    constexpr int kUp = 5;
    constexpr int kBelow = 14;
    const double ratio = painter.device()->devicePixelRatioF();
    const auto device = [&](int pixels) { return static_cast<int>(std::lround(pixels * ratio)); };
    painter.save();
    QFont font = painter.font();
    font.setPixelSize(device(QFontInfo(font).pixelSize()));
    const QFontMetrics metrics(font, painter.device());
    QRect box = metrics.boundingRect(text).adjusted(-device(kSides), -device(kUp), device(kSides),
                                                    device(kUp));
    box.moveCenter(visible.center());
    box.moveBottom(visible.bottom() - device(kBelow));
    if (box.intersects(exposed) && visible.contains(box)) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 200));
        painter.drawRoundedRect(box, device(kUp), device(kUp));
        painter.setFont(font);
        painter.setPen(Qt::white);
        painter.drawText(box, Qt::AlignCenter, text);
    }
    painter.restore();
}

}  // namespace frisket::ui
