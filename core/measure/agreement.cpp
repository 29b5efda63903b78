// SPDX-License-Identifier: MIT
#include "core/measure/agreement.h"

#include <algorithm>
#include <map>
#include <utility>

namespace frisket::measure {

std::vector<LabelAgreement> agreement(array::DType mask, array::DType reference,
                                      std::span<const ConfusionTerm> terms) {
    // Labels of 2^63 and more are negative by their bits, and come last.
    using Key = std::pair<bool, std::int64_t>;
    const auto keyOf = [](array::DType dtype, std::int64_t label) {
        return Key(dtype == array::DType::U64 && label < 0, label);
    };
    std::map<Key, LabelAgreement> labels;
    for (const ConfusionTerm& term : terms) {
        for (const Transition& pair : term.pairs) {
            const Key inMask = keyOf(mask, pair.before);
            const Key inReference = keyOf(reference, pair.after);
            LabelAgreement& own = labels[inMask];
            own.mask += term.sign * pair.count;
            labels[inReference].reference += term.sign * pair.count;
            if (inMask == inReference) {
                own.both += term.sign * pair.count;
            }
        }
    }
    std::vector<LabelAgreement> found;
    for (auto& [key, label] : labels) {
        if (label.mask != 0 || label.reference != 0) {
            label.label = key.second;
            label.isHuge = key.first;
            found.push_back(label);
        }
    }
    return found;
}

}  // namespace frisket::measure
