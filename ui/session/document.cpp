// SPDX-License-Identifier: MIT
#include "ui/session/document.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/assign/cast.h"
#include "core/assign/window.h"
#include "ui/session/condition_stack.h"
#include "ui/session/document_labels.h"
#include "ui/session/layer_values.h"
#include "ui/session/refine_preview.h"
#include "ui/session/rule_arrays.h"
#include "ui/session/source_rule.h"
#include "ui/session/speck_preview.h"
#include "ui/session/stroke_limits.h"

namespace frisket::session {

Document::Document(QObject* parent)
    : QObject(parent),
      m_labels(std::make_unique<Labels>(*this)),
      m_refining(std::make_unique<RefinePreview>(*this)),
      m_specks(std::make_unique<SpeckPreview>(*this)),
      m_stack(std::make_unique<ConditionStack>(*this)),
      m_ruleArrays(std::make_unique<RuleArrays>(*this)),
      m_sourceRule(std::make_unique<SourceRule>(*this)) {
    connect(m_stack.get(), &ConditionStack::found, this, &Document::takeRules);
    connect(&m_jobs, &Jobs::busyChanged, this, &Document::takeRules);
    updatePlan();
}

Document::~Document() = default;

bool Document::has(LayerId id) const {
    switch (id) {
        case LayerId::Backdrop:
            return !m_photo.isNull();
        case LayerId::Destination:
        case LayerId::Result:
            return m_destination.has_value();
        case LayerId::Source:
            return m_source.has_value();
        case LayerId::Condition:
            return m_condition != nullptr;
    }
    return false;
}

array::DType Document::dtype(LayerId id) const {
    switch (id) {
        case LayerId::Source:
            return m_source->dtype();
        case LayerId::Condition:
            return m_conditionType;
        default:
            return m_destination->dtype();
    }
}

array::Shape Document::shape(LayerId id) const {
    switch (id) {
        case LayerId::Source:
            return m_source->shape();
        case LayerId::Condition:
            return m_condition->shape();
        default:
            return m_destination->shape();
    }
}

const array::BandedArray* Document::destination() const {
    return m_destination ? &*m_destination : nullptr;
}

const array::NdArray* Document::source() const { return m_source ? &*m_source : nullptr; }

const condition::ConditionMask* Document::condition() const { return m_condition.get(); }

bool Document::looksContinuous(LayerId id) const {
    constexpr std::int64_t kLooked = 4096;
    if (!has(id) || id == LayerId::Backdrop || id == LayerId::Condition ||
        !array::isFloat(dtype(id))) {
        return false;
    }
    // Spread over the array, so that an empty border does not decide.
    const std::int64_t count = id == LayerId::Source ? m_source->count() : m_destination->count();
    const std::int64_t step = std::max<std::int64_t>(1, count / kLooked);
    std::array<std::byte, 8> element{};
    for (std::int64_t flat = 0; flat < count; flat += step) {
        if (id == LayerId::Source) {
            const array::Index index = array::unravel(flat, m_source->shape());
            const array::ArrayView view = m_source->view();
            std::memcpy(element.data(), view.at(view.layout.at(index)),
                        static_cast<std::size_t>(array::itemSize(view.dtype)));
        } else {
            m_destination->gather(flat, 1, 1, element.data());
        }
        double value = 0;
        assign::castRun(dtype(id), array::DType::F64)(element.data(), 1, 1,
                                                      reinterpret_cast<std::byte*>(&value));
        if (std::isfinite(value) && value != std::trunc(value)) {
            return true;
        }
    }
    return false;
}

std::optional<array::BandedArray> Document::destinationSnapshot() {
    return m_destination && !busy() && !m_labels->inStroke()
               ? std::optional(m_destination->snapshot())
               : std::nullopt;
}

measure::ValueRanges Document::valueRanges(LayerId id) const {
    std::optional<measure::ValueRanges>& ranges = m_ranges[indexOf(id)];
    if (!ranges) {
        const measure::FlatElements elements = id == LayerId::Source
                                                   ? measure::flatElements(m_source->view())
                                                   : measure::flatElements(*m_destination);
        ranges = measure::valueRanges(measure::sample(elements, kRangeSample));
    }
    return *ranges;
}

std::optional<QString> Document::valueAt(LayerId id, std::int64_t x, std::int64_t y) const {
    if (id != LayerId::Condition) {
        const auto element = elementAt(*this, id, x, y);
        return element ? std::optional(element->text()) : std::nullopt;
    }
    const auto layout = broadcastLayout(id);
    if (!layout || !planeRect().contains(x, y)) {
        return std::nullopt;
    }
    const bool selected = m_condition->at(layout->at(m_shown.at(x, y)));
    return selected ? tr("true") : tr("false");
}

}  // namespace frisket::session
