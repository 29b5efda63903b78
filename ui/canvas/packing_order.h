// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/assign/source_order.h"
#include "core/labels/colour_map.h"
#include "core/render/argb.h"
#include "ui/canvas/sampling.h"
#include "ui/session/document.h"

namespace frisket::ui {

/// A heat map of the order in which a mode takes the source's values: each selected pixel in the
/// colour of the index of its value, from 0 to the last one. For a plan that has an order; points
/// into the document, valid until that changes.
class PackingOrder {
public:
    /// Nothing where there is no order to show.
    [[nodiscard]] static std::optional<PackingOrder> of(const session::Document& document);

    /// The colours of indices 0..count - 1.
    [[nodiscard]] static labels::ColourMap colours(std::int64_t count) {
        return {labels::Ramp::Viridis, 0, static_cast<double>(count - 1)};
    }
    /// Memory for `draw`, kept from one call to the next.
    using Indices = std::vector<std::int64_t>;
    /// Colours the device pixels of `rect` under which the sample is selected. `columns` and `rows`
    /// are those of `rect`; the first pixel is at `pixels`, rows lie `stride` apart. Costs the
    /// samples.
    void draw(const base::Rect& rect, const AxisSampling& columns, const AxisSampling& rows,
              Indices& indices, render::Argb* pixels, std::int64_t stride) const;

private:
    PackingOrder(const session::Document& document, const assign::AssignPlan& plan)
        : m_document(document), m_plan(plan), m_colours(colours(plan.source().count())) {}

    const session::Document& m_document;
    const assign::AssignPlan& m_plan;
    labels::ColourMap m_colours;
};

}  // namespace frisket::ui
