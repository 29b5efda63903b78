// SPDX-License-Identifier: MIT
#include "core/condition/packed_box.h"

#include <algorithm>
#include <vector>

namespace frisket::condition {

namespace {
/// Bits [first, first + count) of a packed row become those of `bits`; how many more are set.
std::int64_t writeRow(const Word* bits, std::int64_t first, std::int64_t count, Word* row) {
    std::int64_t more = 0;
    for (std::int64_t done = 0; done < count;) {
        const std::int64_t shift = (first + done) % kWordBits;
        const std::int64_t now = std::min(kWordBits - shift, count - done);
        const Word within = lowBits(now) << static_cast<unsigned>(shift);
        const Word value = readBits(bits, done, now) << static_cast<unsigned>(shift);
        Word& word = row[(first + done) / kWordBits];
        more += popCount(value) - popCount(word & within);
        word = (word & ~within) | value;
        done += now;
    }
    return more;
}
}  // namespace

array::Box boxOf(const ConditionMask& mask, const base::Rect& packed) {
    const array::Shape& shape = mask.shape();
    int leading = shape.rank();
    for (std::int64_t bits = 1; bits < mask.rowBits(); bits *= shape[leading]) {
        --leading;
    }
    const array::Shape outer(std::span(shape.begin(), shape.begin() + leading));
    const array::Shape inner(std::span(shape.begin() + leading, shape.end()));
    array::Box box = array::Box::around(packed.y0, packed.y1 - 1, outer);
    const array::Box along = array::Box::around(packed.x0, packed.x1 - 1, inner);
    for (int axis = 0; axis < inner.rank(); ++axis) {
        box.begin.append(along.begin[axis]);
        box.end.append(along.end[axis]);
    }
    return box;
}

std::int64_t writeBox(const array::Box& box, const std::byte* bytes, ConditionMask& mask) {
    if (box.empty()) {
        return 0;
    }
    std::int64_t most = 1;  // as many ranges as there are rows, so that none holds other elements
    for (int axis = 0; axis < box.rank(); ++axis) {
        most *= box.end[axis] - box.begin[axis];
    }
    std::int64_t more = 0;
    std::vector<Word> bits;
    for (const array::ElementRange& range : box.ranges(mask.shape(), 0, most)) {
        for (std::int64_t at = range.begin; at < range.end;) {
            const std::int64_t row = at / mask.rowBits();
            const std::int64_t first = at - row * mask.rowBits();
            const std::int64_t count = std::min(range.end - at, mask.rowBits() - first);
            bits.resize(static_cast<std::size_t>(wordsFor(count)));
            bytesToBits(reinterpret_cast<const std::uint8_t*>(bytes), count, bits.data());
            more += writeRow(bits.data(), first, count, mask.row(row));
            at += count;
            bytes += count;
        }
    }
    return more;
}

}  // namespace frisket::condition
