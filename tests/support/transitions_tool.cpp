// SPDX-License-Identifier: MIT
//
// transitions_tool: reads jobs from standard input and answers each on standard output, for tests
// in other languages. A job is a line `BEFORE AFTER COUNT` with two dtypes and then COUNT elements
// of each and COUNT bytes, one an element, not 0 where it counts. The answer is a line `PAIRS
// COMPLETE ADDED REMOVED RELABELLED UNCHANGED`, a line `before after count` for each pair, and, of
// integers, a line `label iou dice` for each label; the number of those on a line before them.
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "core/measure/agreement.h"
#include "core/measure/transitions.h"

using namespace frisket;
using measure::Transitions;

namespace {
std::vector<std::byte> readBytes(std::int64_t count) {
    std::vector<std::byte> bytes(static_cast<std::size_t>(count));
    std::cin.read(reinterpret_cast<char*>(bytes.data()), count);
    return bytes;
}

void printLabel(array::DType dtype, std::int64_t label) {
    dtype == array::DType::U64 ? std::printf("%llu ", static_cast<unsigned long long>(label))
                               : std::printf("%lld ", static_cast<long long>(label));
}

void answer(array::DType beforeType, array::DType afterType, std::int64_t count) {
    const auto before = readBytes(count * array::itemSize(beforeType));
    const auto after = readBytes(count * array::itemSize(afterType));
    const auto chosen = readBytes(count);
    std::vector<condition::Word> bits(static_cast<std::size_t>(condition::wordsFor(count)));
    condition::bytesToBits(reinterpret_cast<const std::uint8_t*>(chosen.data()), count,
                           bits.data());
    Transitions counted(beforeType, afterType);
    counted.add(before.data(), after.data(), bits.data(), count, 1);
    const Transitions::Sum sum = Transitions::sum({&counted, 1});
    std::printf("%zu %d", sum.pairs.size(), sum.isComplete ? 1 : 0);
    for (const std::int64_t kind : sum.totals.counts) {
        std::printf(" %lld", static_cast<long long>(kind));
    }
    std::printf("\n");
    for (const measure::Transition& pair : sum.pairs) {
        printLabel(beforeType, pair.before);
        printLabel(afterType, pair.after);
        std::printf("%lld\n", static_cast<long long>(pair.count));
    }
    const measure::ConfusionTerm term{sum.pairs, 1};
    const auto labels = measure::agreement(beforeType, afterType, {&term, 1});
    std::printf("%zu\n", labels.size());
    for (const measure::LabelAgreement& label : labels) {
        printLabel(label.isHuge ? array::DType::U64 : array::DType::I64, label.label);
        std::printf("%.17g %.17g\n", label.iou(), label.dice());
    }
    std::fflush(stdout);
}
}  // namespace

int main() {
    std::string before;
    std::string after;
    std::int64_t count = 0;
    while (std::cin >> before >> after >> count) {
        std::cin.get();
        const auto from = array::dtypeFromName(before);
        const auto to = array::dtypeFromName(after);
        if (!from || !to || count < 0) {
            return 2;
        }
        answer(*from, *to, count);
    }
    return 0;
}
