// SPDX-License-Identifier: MIT
#include "ui/canvas/packing_order.h"

namespace frisket::ui {

std::optional<PackingOrder> PackingOrder::of(const session::Document& document) {
    const assign::AssignPlan* plan = document.plan();
    if (plan == nullptr || !assign::hasOrder(*plan)) {
        return std::nullopt;
    }
    return PackingOrder(document, *plan);
}

void PackingOrder::draw(const base::Rect& rect, const AxisSampling& columns,
                        const AxisSampling& rows, Indices& indices, render::Argb* pixels,
                        std::int64_t stride) const {
    indices.resize(static_cast<std::size_t>(rows.count() * columns.count()));
    assign::sourceOrder(m_plan, m_document.inputs(),
                        {m_document.window(m_document.planeRect(), 1), rows.pixels, columns.pixels},
                        indices.data());
    for (std::int64_t y = 0; y < rect.height(); ++y, pixels += stride) {
        const std::int64_t* const row =
            indices.data() + rows.index[static_cast<std::size_t>(y)] * columns.count();
        for (std::int64_t x = 0; x < rect.width(); ++x) {
            const std::int64_t index = row[columns.index[static_cast<std::size_t>(x)]];
            if (index >= 0) {
                pixels[x] =
                    render::premultiplied(m_colours.colour(static_cast<double>(index)), 255);
            }
        }
    }
}

}  // namespace frisket::ui
