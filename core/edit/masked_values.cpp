// SPDX-License-Identifier: MIT
#include "core/edit/masked_values.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "core/assign/selected.h"

namespace frisket::edit {

namespace {
/// Elements [begin, end) of a band.
struct Range {
    std::int64_t begin;
    std::int64_t end;
};

Range rangeOf(const array::BandedArray& array, std::int64_t band) {
    return {array.bandBegin(band), array.bandBegin(band + 1)};
}
}  // namespace

base::Result<MaskedValues> MaskedValues::apply(const assign::AssignPlan& plan,
                                               const assign::Inputs& inputs,
                                               array::BandedArray& destination,
                                               base::ThreadPool& pool) {
    const std::int64_t size = array::itemSize(plan.destinationType());
    MaskedValues kept(plan);
    for (std::int64_t band = 0; band < destination.bandCount(); ++band) {
        const Range range = rangeOf(destination, band);
        const std::int64_t selected =
            assign::countSelected(plan, *inputs.condition, range.begin, range.end);
        if (selected == 0) {
            continue;
        }
        const auto writable = destination.write(band);
        if (!writable) {
            return base::passOn(writable);
        }
        try {
            kept.m_bands.push_back(
                {band, std::vector<std::byte>(static_cast<std::size_t>(selected * size))});
        } catch (const std::bad_alloc&) {
            return base::fail(base::ErrorCode::OutOfMemory,
                              "There is no memory to keep the old values for undo.",
                              "Apply a smaller condition, or close other programs.");
        }
    }
    pool.forRange(
        static_cast<std::int64_t>(kept.m_bands.size()), 1,
        [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i) {
                Band& band = kept.m_bands[static_cast<std::size_t>(i)];
                const Range range = rangeOf(destination, band.index);
                // Writable by now, so this can't fail.
                const assign::DestinationSpan span{*destination.write(band.index), range.begin};
                assign::gatherSelected(plan, *inputs.condition, range.begin, range.end, span,
                                       band.values.data());
                assign::assignRange(plan, inputs, range.begin, range.end, span);
            }
        });
    return kept;
}

void MaskedValues::exchange(const condition::ConditionMask& condition,
                            array::BandedArray& destination) {
    // All memory first, so that nothing is half exchanged when there is none.
    std::vector<std::byte> present;
    std::size_t largest = 0;
    for (const Band& band : m_bands) {
        largest = std::max(largest, band.values.size());
        if (!destination.write(band.index)) {
            throw std::bad_alloc();
        }
    }
    present.reserve(largest);
    for (Band& band : m_bands) {
        const Range range = rangeOf(destination, band.index);
        const assign::DestinationSpan span{*destination.write(band.index), range.begin};
        present.resize(band.values.size());
        assign::gatherSelected(m_plan, condition, range.begin, range.end, span, present.data());
        assign::scatterSelected(m_plan, condition, range.begin, range.end, band.values.data(),
                                span);
        std::memcpy(band.values.data(), present.data(), present.size());
    }
}

std::int64_t MaskedValues::count() const {
    std::int64_t bytes = 0;
    for (const Band& band : m_bands) {
        bytes += static_cast<std::int64_t>(band.values.size());
    }
    return bytes / array::itemSize(m_plan.destinationType());
}

std::int64_t MaskedValues::byteSize() const {
    auto bytes = static_cast<std::int64_t>(sizeof(*this) + m_bands.capacity() * sizeof(Band));
    for (const Band& band : m_bands) {
        bytes += static_cast<std::int64_t>(band.values.capacity());
    }
    return bytes;
}

bool wouldChange(const assign::AssignPlan& plan, const assign::Inputs& inputs,
                 const array::BandedArray& destination) {
    const std::int64_t size = array::itemSize(plan.destinationType());
    std::vector<std::byte> changed;
    for (std::int64_t band = 0; band < destination.bandCount(); ++band) {
        const Range range = rangeOf(destination, band);
        if (assign::countSelected(plan, *inputs.condition, range.begin, range.end) == 0) {
            continue;
        }
        const std::byte* present = destination.read(band);
        changed.assign(present, present + (range.end - range.begin) * size);
        assign::assignRange(plan, inputs, range.begin, range.end, {changed.data(), range.begin});
        if (std::memcmp(changed.data(), present, changed.size()) != 0) {
            return true;
        }
    }
    return false;
}

}  // namespace frisket::edit
