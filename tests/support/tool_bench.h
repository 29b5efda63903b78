// SPDX-License-Identifier: MIT
#pragma once

#include "core/condition/bit_region.h"
#include "tests/support/canvases.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/tools/tool_manager.h"

namespace frisket::test {

using Points = std::vector<base::Point>;

/// A canvas over a destination of random labels, and a pointer over it.
struct ToolBench {
    static constexpr std::int64_t kRows = 300;
    static constexpr std::int64_t kColumns = 400;

    MaskFolder folder;
    session::Document document;
    session::LayerStyles styles;
    session::ToolOptions options;
    ui::Canvas canvas{document, styles, options};
    Pointer pointer{canvas};

    ToolBench() {
        canvas.resize(520, 420);
        const auto opened = document.open(
            session::LayerId::Destination,
            folder.write("d.npy", randomArray(array::DType::U8, {kRows, kColumns}, 1)));
        if (!opened) {
            qFatal("%s", opened.error().text().c_str());
        }
        canvas.show();
        options.setBrushSize(9);
    }

    [[nodiscard]] base::Rect plane() const { return document.planeRect(); }
    [[nodiscard]] Bools condition() const { return boolsOf(*document.condition()); }
    [[nodiscard]] QPointF at(base::Point image) const { return canvas.widgetPosition(image); }
    void click(base::Point image, Qt::KeyboardModifiers modifiers = {},
               Qt::MouseButton button = Qt::LeftButton) {
        pointer.moveTo(at(image));
        pointer.stroke({image}, button, modifiers);
        QCoreApplication::processEvents();  // a fill waits for the end of its event
    }
    void key(Qt::Key key) {
        pointer.key(QEvent::KeyPress, key);
        pointer.key(QEvent::KeyRelease, key);
    }
    /// Places of the image that the window shows, away from where anything would round either way.
    [[nodiscard]] Points visiblePoints(int count, Random& random) const {
        const base::Rect seen = canvas.visibleRect();
        Points points;
        for (int i = 0; i < count; ++i) {
            points.push_back({static_cast<double>(random.between(seen.x0, seen.x1 - 1)) + 0.3,
                              static_cast<double>(random.between(seen.y0, seen.y1 - 1)) + 0.3});
        }
        return points;
    }
};

/// What `regions` hold together, as a mask of the bench's plane.
inline Bools boolsOf(std::span<const condition::BitRegion> regions) {
    Bools bools(static_cast<std::size_t>(ToolBench::kRows * ToolBench::kColumns));
    for (const condition::BitRegion& region : regions) {
        for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
            for (std::int64_t x = region.box().x0; x < region.box().x1; ++x) {
                if (region.at(x, y)) {
                    bools[static_cast<std::size_t>(y * ToolBench::kColumns + x)] = true;
                }
            }
        }
    }
    return bools;
}

/// `mask` after `shape` was joined to it.
inline Bools joined(const Bools& mask, const Bools& shape, session::Join join) {
    Bools out(mask.size());
    for (std::size_t i = 0; i < mask.size(); ++i) {
        out[i] = join == session::Join::Add         ? mask[i] || shape[i]
                 : join == session::Join::Subtract  ? mask[i] && !shape[i]
                 : join == session::Join::Intersect ? mask[i] && shape[i]
                                                    : shape[i];
    }
    return out;
}

/// Where two masks of the bench's plane differ first, or an empty text.
inline QString firstDifference(const Bools& found, const Bools& expected) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (found[i] != expected[i]) {
            return QString("pixel (%1, %2) is %3")
                .arg(i % ToolBench::kColumns)
                .arg(i / ToolBench::kColumns)
                .arg(found[i] ? "true" : "false");
        }
    }
    return {};
}

}  // namespace frisket::test
