// SPDX-License-Identifier: MIT
#include "ui/canvas/cast_map.h"

#include "ui/session/cast_look.h"

namespace frisket::ui {

namespace {
/// By CastChange; apart from each other for the common kinds of colour blindness too, as they
/// differ in lightness.
constexpr std::array<labels::Rgb, assign::kCastChanges> kColours{{
    {213, 60, 40},    // wrapped
    {240, 200, 40},   // truncated
    {245, 130, 30},   // saturated
    {70, 160, 235},   // rounded
    {165, 60, 190},   // overflow
    {245, 120, 200},  // NaN
    {30, 160, 110},   // into bool
}};
}  // namespace

labels::Rgb CastMap::colour(assign::CastChange change) {
    return kColours[static_cast<std::size_t>(change)];
}

std::optional<CastMap> CastMap::of(const session::Document& document) {
    return session::castCanLose(document) ? std::optional(CastMap(document, *document.plan()))
                                          : std::nullopt;
}

void CastMap::draw(const base::Rect& rect, const AxisSampling& columns, const AxisSampling& rows,
                   Kinds& kinds, render::Argb* pixels, std::int64_t stride) const {
    kinds.resize(static_cast<std::size_t>(rows.count() * columns.count()));
    assign::castMap(m_plan, m_document.inputs(),
                    {m_document.window(m_document.planeRect(), 1), rows.pixels, columns.pixels},
                    kinds.data());
    for (std::int64_t y = 0; y < rect.height(); ++y, pixels += stride) {
        const assign::CastKind* const row =
            kinds.data() + rows.index[static_cast<std::size_t>(y)] * columns.count();
        for (std::int64_t x = 0; x < rect.width(); ++x) {
            const assign::CastKind kind = row[columns.index[static_cast<std::size_t>(x)]];
            if (kind < assign::kCastChanges) {
                pixels[x] = render::premultiplied(labels::opaque(kColours[kind]), 255);
            }
        }
    }
}

}  // namespace frisket::ui
