// SPDX-License-Identifier: MIT
#include "ui/session/change_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/assign/casting.h"
#include "core/assign/window.h"

namespace frisket::session {

using condition::kWordBits;
using condition::Word;

namespace {
/// Room for `count` elements of `size` bytes.
std::byte* roomFor(std::vector<std::byte>& buffer, std::int64_t count, std::int64_t size) {
    const auto bytes = static_cast<std::size_t>(count * size);
    if (buffer.size() < bytes) {
        buffer.resize(bytes);
    }
    return buffer.data();
}
}  // namespace

std::optional<ChangeReader> ChangeReader::of(const Document& document) {
    if (document.plan() == nullptr || document.planeRect().empty()) {
        return std::nullopt;
    }
    ChangeReader reader;
    reader.m_plan = document.plan();
    reader.m_inputs = document.inputs();
    reader.m_destination = document.destination();
    reader.m_window = document.window(document.planeRect(), 1);
    reader.m_condition = document.conditionPlane();
    const assign::AssignPlan& plan = *reader.m_plan;
    reader.m_before = assign::planeLayout(plan.destination(), reader.m_window);
    if (reader.isLocal() && !plan.value()) {
        reader.m_source = assign::planeLayout(plan.source(), reader.m_window);
        reader.m_cast = assign::castRun(plan.sourceType(), plan.destinationType());
        if (plan.checksValues()) {
            reader.m_survivors = assign::survivorFilter(plan.sourceType(), plan.destinationType());
        }
    }
    if (const auto layout = document.broadcastLayout(LayerId::Source)) {
        reader.m_reference = document.source()->view();
        reader.m_referencePlane = assign::planeLayout(*layout, reader.m_window);
    }
    return reader;
}

bool ChangeReader::isPacked() const {
    const bool source = !isLocal() || m_plan->value() || std::abs(m_source.strides[1]) <= 1;
    return source && m_before.strides[1] == 1;
}

bool ChangeReader::becomesReference() const {
    return hasReference() && isLocal() && !m_plan->value() &&
           assign::isLossless(m_plan->sourceType(), m_plan->destinationType());
}

void ChangeReader::readBits(std::int64_t y, std::int64_t word, std::int64_t words,
                            Word* out) const {
    const std::int64_t x = word * kWordBits;
    m_inputs.condition->gather(
        m_condition.origin + y * m_condition.strideY + x * m_condition.strideX, m_condition.strideX,
        std::min(words * kWordBits, width() - x), out);
}

const std::byte* ChangeReader::readBefore(std::int64_t y, std::int64_t x, std::int64_t skip,
                                          std::int64_t count, Buffers& buffers) const {
    const std::int64_t stride = m_before.strides[1];
    const std::int64_t first = m_before.offset + y * m_before.strides[0] + x * stride;
    const std::int64_t size = array::itemSize(dtype());
    const std::int64_t band = m_destination->bandOf(first);
    if (stride == 1 && first + count <= m_destination->bandBegin(band + 1)) {
        return m_destination->read(band) + (first - m_destination->bandBegin(band)) * size;
    }
    std::byte* out = roomFor(buffers.before, count, size);
    m_destination->gather(first + skip * stride, stride, count - skip, out + skip * size);
    return out;
}

const std::byte* ChangeReader::readSource(std::int64_t y, std::int64_t x, std::int64_t skip,
                                          std::int64_t count, const std::byte* before,
                                          Buffers& buffers) const {
    const std::int64_t stride = m_source.strides[1];
    const std::int64_t first = m_source.offset + y * m_source.strides[0] + x * stride;
    const std::int64_t fromSize = array::itemSize(m_plan->sourceType());
    const std::byte* from = m_inputs.source + first * fromSize;
    if (stride == 1 && !m_plan->needsCast()) {
        return from;
    }
    const std::int64_t size = array::itemSize(dtype());
    std::byte* out = roomFor(buffers.after, count, size);
    from += skip * stride * fromSize;
    const std::int64_t number = count - skip;
    std::byte* const begin = out + skip * size;
    m_cast(from, stride, number, begin);
    if (m_survivors == nullptr) {
        return out;
    }
    // The assignment would be refused for these; shown is what the destination has.
    const std::int64_t words = condition::wordsFor(number);
    buffers.survivors.assign(static_cast<std::size_t>(words), ~Word{0});
    buffers.survivors.back() = condition::lowBits(number - (words - 1) * kWordBits);
    m_survivors(from, stride, number, buffers.survivors.data());
    for (std::int64_t w = 0; w < words; ++w) {
        Word lost = ~buffers.survivors[static_cast<std::size_t>(w)] &
                    condition::lowBits(number - w * kWordBits);
        for (; lost != 0; lost &= lost - 1) {
            const std::int64_t place = (w * kWordBits + std::countr_zero(lost)) * size;
            std::memcpy(begin + place, before + skip * size + place,
                        static_cast<std::size_t>(size));
        }
    }
    return out;
}

ChangeReader::Values ChangeReader::read(std::int64_t y, std::int64_t x, std::int64_t skip,
                                        std::int64_t count, Buffers& buffers) const {
    const std::int64_t size = array::itemSize(dtype());
    Values values{readBefore(y, x, skip, count, buffers), nullptr};
    if (!isLocal()) {
        assign::PlaneWindow window = m_window;
        window.x0 = x + skip;
        window.y0 = y;
        window.width = count - skip;
        window.height = 1;
        std::byte* out = roomFor(buffers.after, count, size);
        assign::evaluateWindow(*m_plan, m_inputs, *m_destination, window, out + skip * size);
        values.after = out;
    } else if (m_plan->value()) {
        std::byte* out = roomFor(buffers.after, count, size);
        for (std::int64_t i = skip; i < count; ++i) {
            std::memcpy(out + i * size, m_plan->value()->data(), static_cast<std::size_t>(size));
        }
        values.after = out;
    } else {
        values.after = readSource(y, x, skip, count, values.before, buffers);
    }
    return values;
}

const std::byte* ChangeReader::readReference(std::int64_t y, std::int64_t x, std::int64_t count,
                                             Buffers& buffers) const {
    const array::Layout& plane = *m_referencePlane;
    const std::int64_t size = array::itemSize(referenceType());
    const std::byte* from =
        m_reference.at(plane.offset + y * plane.strides[0] + x * plane.strides[1]);
    if (plane.strides[1] == 1) {
        return from;
    }
    std::byte* out = roomFor(buffers.reference, count, size);
    array::copyStrided(from, plane.strides[1], count, size, out);
    return out;
}

}  // namespace frisket::session
