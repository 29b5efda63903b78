// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/assign/cast_map.h"
#include "core/labels/colour.h"
#include "core/render/argb.h"
#include "ui/canvas/sampling.h"
#include "ui/session/document.h"

namespace frisket::ui {

/// A map of what the cast would do to the source's values: each selected pixel whose value has no
/// equal in the destination's dtype, in the colour of what becomes of it; the others as they are.
/// Points into the document, valid until that changes.
class CastMap {
public:
    /// Nothing where the cast can't lose anything, or there is no plan.
    [[nodiscard]] static std::optional<CastMap> of(const session::Document& document);

    [[nodiscard]] static labels::Rgb colour(assign::CastChange change);
    /// Memory for `draw`, kept from one call to the next.
    using Kinds = std::vector<assign::CastKind>;
    /// Colours the device pixels of `rect` under which the sample changes. `columns` and `rows` are
    /// those of `rect`; the first pixel is at `pixels`, rows lie `stride` apart. Costs the samples.
    void draw(const base::Rect& rect, const AxisSampling& columns, const AxisSampling& rows,
              Kinds& kinds, render::Argb* pixels, std::int64_t stride) const;

private:
    CastMap(const session::Document& document, const assign::AssignPlan& plan)
        : m_document(document), m_plan(plan) {}

    const session::Document& m_document;
    const assign::AssignPlan& m_plan;
};

}  // namespace frisket::ui
