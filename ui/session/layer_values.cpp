// SPDX-License-Identifier: MIT
#include "ui/session/layer_values.h"

#include <algorithm>

#include "core/assign/scalar.h"
#include "ui/session/core_text.h"

namespace frisket::session {

namespace {
/// The 2-d layout of the window in the mask; no result of a plan.
array::Layout planeOf(const LayerValues& values, const assign::PlaneWindow& window) {
    return assign::planeLayout(values.id == LayerId::Source
                                   ? values.sourceLayout
                                   : array::Layout::rowMajor(values.destination->shape()),
                               window);
}
}  // namespace

void LayerValues::read(const assign::PlaneWindow& window, std::byte* out) const {
    if (plan != nullptr) {
        assign::evaluateWindow(*plan, inputs, *destination, window, out);
        return;
    }
    const array::Layout plane = planeOf(*this, window);
    const std::int64_t size = itemSize();
    for (std::int64_t row = 0; row < window.height; ++row, out += window.width * size) {
        const std::int64_t first = plane.offset + row * plane.strides[0];
        if (id == LayerId::Source) {
            array::copyStrided(source.at(first), plane.strides[1], window.width, size, out);
        } else {
            destination->gather(first, plane.strides[1], window.width, out);
        }
    }
}

void LayerValues::read(const assign::PlaneSamples& samples, std::byte* out) const {
    if (plan != nullptr) {
        assign::evaluateSamples(*plan, inputs, *destination, samples, out);
        return;
    }
    assign::PlaneWindow whole = samples.plane;
    whole.x0 = whole.y0 = 0;  // places count from there
    whole.step = 1;
    const array::Layout plane = planeOf(*this, whole);
    const std::int64_t size = itemSize();
    for (const std::int64_t row : samples.rows) {
        const std::int64_t first = plane.offset + row * plane.strides[0];
        if (id == LayerId::Source) {
            assign::gatherPlaces(source.at(first), plane.strides[1], size, samples.columns, out);
        } else {
            assign::gatherPlaces(*destination, first, plane.strides[1], samples.columns, out);
        }
        out += samples.width() * size;
    }
}

std::optional<LayerValues> layerValues(const Document& document, LayerId id) {
    const bool isMask =
        id == LayerId::Destination || id == LayerId::Source || id == LayerId::Result;
    if (!isMask || document.destination() == nullptr || !document.has(id)) {
        return std::nullopt;
    }
    LayerValues values;
    values.id = id;
    values.dtype = document.dtype(id);
    values.destination = document.destination();
    if (id == LayerId::Source) {
        const auto layout = document.broadcastLayout(id);
        if (!layout) {
            return std::nullopt;
        }
        values.source = document.source()->view();
        values.sourceLayout = *layout;
    } else if (id == LayerId::Result && document.plan() != nullptr) {
        values.plan = document.plan();
        values.inputs = document.inputs();
    }
    return values;
}

QString Element::text() const { return fromCore(assign::toText(dtype, bytes.data())); }

std::optional<Element> elementAt(const Document& document, LayerId id, std::int64_t x,
                                 std::int64_t y) {
    const auto values = layerValues(document, id);
    if (!values || !document.planeRect().contains(x, y)) {
        return std::nullopt;
    }
    Element element{values->dtype, {}};
    values->read(document.window({x, y, x + 1, y + 1}, 1), element.bytes.data());
    return element;
}

base::Result<std::unique_ptr<LayerSnapshot>> LayerSnapshot::take(Document& document, LayerId id) {
    const std::optional<LayerValues> values = layerValues(document, id);
    if (!values) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          Document::tr("The layer has no place in the picture.").toStdString());
    }
    std::optional<array::BandedArray> destination = document.destinationSnapshot();
    if (!destination) {
        return tl::unexpected(document.busyError());
    }
    std::unique_ptr<LayerSnapshot> taken(new LayerSnapshot(*std::move(destination)));
    taken->m_values = *values;
    taken->m_values.destination = &taken->m_destination;
    if (document.source() != nullptr) {
        taken->m_source = *document.source();
        taken->m_values.source = taken->m_source->view();
    }
    if (values->plan != nullptr) {
        taken->m_plan = *values->plan;
        taken->m_values.plan = &*taken->m_plan;
        auto copy = condition::ConditionMask::create(document.condition()->shape());
        if (!copy) {
            return base::passOn(copy);
        }
        taken->m_condition.emplace(*std::move(copy));
    }
    return taken;
}

bool LayerSnapshot::copySome(const Document& document) {
    constexpr std::int64_t kWords = std::int64_t{1} << 17U;  // 1 MiB: less than a millisecond
    if (!m_condition || m_copied >= m_condition->rows()) {
        return false;
    }
    const std::int64_t words = m_condition->wordsPerRow();
    const std::int64_t rows =
        std::min(m_condition->rows() - m_copied,
                 std::max<std::int64_t>(1, kWords / std::max<std::int64_t>(1, words)));
    std::copy_n(document.condition()->row(m_copied), rows * words, m_condition->row(m_copied));
    m_copied += rows;
    return m_copied < m_condition->rows();
}

base::Status LayerSnapshot::prepare() {
    if (!m_plan) {
        return {};
    }
    base::ThreadPool alone(1);
    auto prepared = assign::PreparedInputs::make(
        *m_plan, m_source ? m_source->storage()->data() : nullptr, *m_condition, alone);
    if (!prepared) {
        return base::passOn(prepared);
    }
    m_prepared.emplace(*std::move(prepared));
    m_values.inputs = m_prepared->inputs();
    return {};
}

}  // namespace frisket::session
