// SPDX-License-Identifier: MIT
#include "core/edit/label_changes.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <vector>

#include "core/assign/selected.h"

namespace frisket::edit {

namespace {
using array::BandedArray;
using condition::kWordBits;
using condition::Word;

/// Bits of the elements of a band that have one of the labels.
std::vector<Word> labelled(const BandedArray& array, std::int64_t band,
                           const measure::LabelSet& labels) {
    const std::int64_t count = array.bandBegin(band + 1) - array.bandBegin(band);
    std::vector<Word> bits(static_cast<std::size_t>(condition::wordsFor(count)));
    labels.match(array.read(band), count, bits.data());
    return bits;
}
}  // namespace

base::Result<std::int64_t> countLabelChanges(const assign::AssignPlan& plan,
                                             const assign::Inputs& inputs,
                                             const BandedArray& destination,
                                             const measure::LabelSet& labels,
                                             base::ThreadPool& pool, base::Progress& progress) {
    std::atomic<std::int64_t> changes{0};
    const auto size = static_cast<std::size_t>(array::itemSize(destination.dtype()));
    const auto countBand = [&](std::int64_t band) {
        const std::int64_t begin = destination.bandBegin(band);
        const std::int64_t end = destination.bandBegin(band + 1);
        if (assign::countSelected(plan, *inputs.condition, begin, end) > 0) {
            const std::byte* present = destination.read(band);
            const std::vector<Word> bits = labelled(destination, band, labels);
            std::vector<std::byte> result(present,
                                          present + static_cast<std::size_t>(end - begin) * size);
            assign::assignRange(plan, inputs, begin, end, {result.data(), begin});
            condition::forEachSetBit(bits.data(), 0, end - begin, [&](std::int64_t i) {
                const std::size_t place = static_cast<std::size_t>(i) * size;
                if (std::memcmp(result.data() + place, present + place, size) != 0) {
                    changes.fetch_add(1, std::memory_order_relaxed);
                }
            });
        }
        progress.advance(end - begin);
    };
    pool.forRange(destination.bandCount(), 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t band = first; band < last && !progress.cancelled(); ++band) {
            countBand(band);
        }
    });
    if (progress.cancelled()) {
        return base::cancelledError();
    }
    return changes.load();
}

base::Result<condition::ConditionMask> selectedWithLabels(const condition::ConditionMask& condition,
                                                          const array::Layout& layout,
                                                          const BandedArray& destination,
                                                          const measure::LabelSet& labels,
                                                          base::Progress& progress) {
    auto found = condition::ConditionMask::create(condition.shape());
    if (!found) {
        return found;
    }
    const array::Shape& shape = destination.shape();
    const std::int64_t rowLength = shape.rank() == 0 ? 1 : shape[shape.rank() - 1];
    const std::int64_t stride = shape.rank() == 0 ? 0 : layout.strides[shape.rank() - 1];
    std::vector<Word> row(static_cast<std::size_t>(condition::wordsFor(rowLength)));
    std::vector<Word> selected(row.size());
    for (std::int64_t band = 0; band < destination.bandCount(); ++band) {
        const std::int64_t begin = destination.bandBegin(band);
        const std::int64_t end = destination.bandBegin(band + 1);
        const std::vector<Word> bits = labelled(destination, band, labels);
        for (std::int64_t flat = begin; flat < end;) {
            const std::int64_t count = std::min(end - flat, rowLength - flat % rowLength);
            if (!condition::noBits(bits.data(), flat - begin, count)) {
                const std::int64_t first = layout.at(array::unravel(flat, shape));
                condition::copyBits(bits.data(), flat - begin, count, row.data());
                condition.gather(first, stride, count, selected.data());
                for (std::size_t i = 0; i < static_cast<std::size_t>(condition::wordsFor(count));
                     ++i) {
                    row[i] &= selected[i];
                }
                condition::forEachSetBit(row.data(), 0, count, [&](std::int64_t x) {
                    found->set(first + x * stride, true);
                });
            }
            flat += count;
        }
        if (auto goOn = base::proceed(&progress, end - begin); !goOn) {
            return base::passOn(goOn);
        }
    }
    return found;
}

}  // namespace frisket::edit
