// SPDX-License-Identifier: MIT
#include "core/rules/machine.h"

#include <algorithm>
#include <cstring>

#include "core/rules/step_builder.h"

namespace frisket::rules {

using condition::kWordBits;
using condition::Word;

Machine::Machine(const Sources& sources, int node, const Frame& frame, base::Progress* progress)
    : m_progress(progress) {
    for (const int axis : frame.order) {
        m_sizes.push_back(frame.box.end[axis] - frame.box.begin[axis]);
    }
    const auto isNumber = [&sources](int place, auto&& self) -> bool {
        const Node& here = sources.rule.at(place);
        if (here.op == Op::Input || here.op == Op::Constant || sources.stored.count(place) > 0) {
            return false;  // a comparison reads them as they lie
        }
        return here.kind != Kind::Bool || std::any_of(here.args.begin(), here.args.end(),
                                                      [&](int arg) { return self(arg, self); });
    };
    m_hasLanes = sources.rule.at(node).kind != Kind::Bool || isNumber(node, isNumber);
    m_block = m_hasLanes ? kLaneBlock : kBitsBlock;
    m_cursor.index.assign(m_sizes.size(), 0);
    m_root = StepBuilder(*this, sources).build(node, mapOf(frame));
    chooseRun();
    m_bits = bitBlock(m_block);
}

/// The innermost loops become one run: all whose strides allow it, and of others so many that a
/// piece is no shorter than need be.
void Machine::chooseRun() {
    std::size_t begin = m_sizes.size();
    std::int64_t length = 1;
    while (begin > 0) {
        const bool uniform = begin == m_sizes.size() ||
                             std::all_of(m_leaves.begin(), m_leaves.end(), [&](const auto& leaf) {
                                 return leaf->canMerge(begin - 1, m_sizes[begin]);
                             });
        if (!uniform && length >= kLaneBlock) {
            break;
        }
        length *= m_sizes[--begin];
    }
    m_runBegin = begin;
    m_runLength = length;
    for (const auto& leaf : m_leaves) {
        leaf->setRun(m_sizes, begin, m_sizes.size(), m_block);
    }
}

template <class Take>
void Machine::forEachPiece(std::int64_t first, std::int64_t count, Take&& take) {
    std::int64_t outer = first / std::max<std::int64_t>(m_runLength, 1);
    std::int64_t place = first - outer * m_runLength;
    for (std::int64_t done = 0; done < count; ++outer, place = 0) {
        std::int64_t rest = outer;
        for (std::size_t loop = m_runBegin; loop-- > 0;) {
            m_cursor.index[loop] = rest % m_sizes[loop];
            rest /= m_sizes[loop];
        }
        const std::int64_t end = std::min(m_runLength, place + count - done);
        while (place < end) {
            const Piece piece{place, std::min(m_block, end - place)};
            take(piece, done);
            place += piece.count;
            done += piece.count;
        }
    }
}

void Machine::bits(std::int64_t first, std::int64_t count, Word* out) {
    forEachPiece(first, count, [&](const Piece& piece, std::int64_t done) {
        if (done % kWordBits == 0) {
            m_root->bits(piece, out + done / kWordBits);
        } else {
            m_root->bits(piece, m_bits.data());
            condition::appendBits(m_bits.data(), piece.count, done, out);
        }
    });
}

void Machine::lanes(std::int64_t first, std::int64_t count, std::byte* out) {
    forEachPiece(first, count, [&](const Piece& piece, std::int64_t done) {
        std::byte* const to = out + done * kLane;
        const std::byte* const found = m_root->lanes(piece, to);
        if (found != to) {
            std::memcpy(to, found, static_cast<std::size_t>(piece.count * kLane));
        }
    });
}

}  // namespace frisket::rules
