// SPDX-License-Identifier: MIT
#include "ui/tools/floating_picture.h"

#include <cmath>
#include <vector>

#include "core/paint/flood_fill.h"

namespace frisket::ui {

namespace {
using session::Floating;

/// Premultiplied.
constexpr QRgb kClear = 0;
constexpr QRgb kTint = qPremultiply(qRgba(255, 170, 20, 150));
constexpr QRgb kBeyond = qPremultiply(qRgba(255, 170, 20, 60));
constexpr QRgb kEdge = qRgba(255, 255, 255, 255);
constexpr QRgb kHatch = qRgba(0, 0, 0, 170);
constexpr QRgb kGone = qRgba(0, 0, 0, 70);
/// Device pixels from one line of the hatching to the next.
constexpr int kHatchStep = 6;
constexpr std::int64_t kGrain = 16;

QRect deviceBox(const ViewTransform& view, const paint::Placement& placement,
                const base::Rect& box) {
    QRectF around;
    for (const std::int64_t x : {box.x0, box.x1}) {
        for (const std::int64_t y : {box.y0, box.y1}) {
            const QPointF corner =
                view.toDevice(placement.apply({static_cast<double>(x), static_cast<double>(y)}));
            const QRectF there(corner - QPointF(2, 2), QSizeF(4, 4));
            around = around.isNull() ? there : around.united(there);
        }
    }
    // Far from the view a rectangle of whole numbers would overflow.
    constexpr double kFar = 1 << 28;
    return around.intersected(QRectF(-kFar, -kFar, 2 * kFar, 2 * kFar)).toAlignedRect();
}

/// Which pixel of the image each device pixel of a rectangle shows: its column goes with that of
/// the screen, or with its row where the view is turned.
class Places {
public:
    Places(const ViewTransform& view, const QRect& rect) {
        const auto imageAt = [&](int x, int y) { return view.toImage(QPointF(x + 0.5, y + 0.5)); };
        const base::Point origin = imageAt(0, 0);
        m_straight = imageAt(1, 0).x != origin.x;
        for (int x = rect.left(); x <= rect.right(); ++x) {
            const base::Point place = imageAt(x, 0);
            m_columns.push_back(floored(m_straight ? place.x : place.y));
        }
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            const base::Point place = imageAt(0, y);
            m_rows.push_back(floored(m_straight ? place.y : place.x));
        }
    }
    [[nodiscard]] paint::Pixel at(int column, int row) const {
        const std::int64_t a = m_columns[static_cast<std::size_t>(column)];
        const std::int64_t b = m_rows[static_cast<std::size_t>(row)];
        return m_straight ? paint::Pixel{a, b} : paint::Pixel{b, a};
    }

private:
    static std::int64_t floored(double place) {
        return static_cast<std::int64_t>(std::floor(place));
    }

    bool m_straight = true;
    std::vector<std::int64_t> m_columns;
    std::vector<std::int64_t> m_rows;
};

/// What a pixel of the image is.
enum class State : std::uint8_t { Nothing, There, Beyond, Gone };

QImage rendered(const ViewTransform& view, session::Document& document, const Floating& floating,
                const QRect& rect) {
    // One more at the left and above, whose states tell where edges are.
    const Places places(view, rect.adjusted(-1, -1, 0, 0));
    const paint::PlacedBits there(*floating.bits(), floating.placement());
    const bool leaves = floating.origin() == Floating::Origin::Lifted && !floating.keepsOriginal();
    const base::Rect plane = document.planeRect();
    const auto stateAt = [&](int column, int row) {
        const paint::Pixel pixel = places.at(column, row);
        if (there.at(pixel.x, pixel.y)) {
            return plane.contains(pixel.x, pixel.y) ? State::There : State::Beyond;
        }
        return leaves && floating.bits()->at(pixel.x, pixel.y) ? State::Gone : State::Nothing;
    };
    QImage image(rect.size(), QImage::Format_ARGB32_Premultiplied);
    const int width = rect.width();
    uchar* const bits = image.bits();  // once, since it may copy
    const qsizetype stride = image.bytesPerLine();
    document.pool().forRange(rect.height(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        std::vector<State> above(static_cast<std::size_t>(width) + 1);
        std::vector<State> here(above.size());
        const auto read = [&](std::vector<State>& row, std::int64_t y) {
            for (int x = 0; x <= width; ++x) {
                row[static_cast<std::size_t>(x)] = stateAt(x, static_cast<int>(y));
            }
        };
        read(above, begin);
        for (std::int64_t y = begin; y < end; ++y) {
            read(here, y + 1);
            auto* out = reinterpret_cast<QRgb*>(bits + y * stride);
            const auto line = static_cast<int>(y) + rect.top();
            for (int x = 0; x < width; ++x) {
                const auto i = static_cast<std::size_t>(x) + 1;
                const bool edge = (here[i] == State::There) != (here[i - 1] == State::There) ||
                                  (here[i] == State::There) != (above[i] == State::There);
                const bool line45 = (x + rect.left() + line) % kHatchStep == 0;
                out[x] = edge                       ? kEdge
                         : here[i] == State::There  ? kTint
                         : here[i] == State::Beyond ? kBeyond
                         : here[i] == State::Gone   ? (line45 ? kHatch : kGone)
                                                    : kClear;
            }
            std::swap(above, here);
        }
    });
    return image;
}
}  // namespace

QRect FloatingPicture::bounds(const ViewTransform& view, const Floating& floating) {
    const base::Rect& box = floating.bits()->box();
    QRect all = deviceBox(view, floating.placement(), box);
    if (floating.origin() == Floating::Origin::Lifted) {
        all |= deviceBox(view, {}, box);
    }
    return all;
}

void FloatingPicture::draw(QPainter& painter, const ViewTransform& view,
                           session::Document& document, const Floating& floating,
                           const QRect& exposed) {
    const QRect seen = bounds(view, floating).intersected(exposed);
    if (seen.isEmpty()) {
        return;
    }
    const bool kept = m_version == floating.version() && m_view == view && m_rect.contains(seen);
    if (!kept) {
        m_image = rendered(view, document, floating, seen);
        m_rect = seen;
        m_view = view;
        m_version = floating.version();
    }
    painter.drawImage(seen, m_image, seen.translated(-m_rect.topLeft()));
}

}  // namespace frisket::ui
