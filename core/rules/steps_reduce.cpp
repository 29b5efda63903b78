// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>
#include <limits>

#include "core/rules/kernels.h"
#include "core/rules/step_builder.h"

namespace frisket::rules {

namespace {
using condition::kWordBits;
using condition::Word;
using condition::wordsFor;

/// Goes along a loop, one index after the other, for all elements of a piece at once.
class Along {
public:
    Along(Cursor& cursor, const Loop& loop) : m_cursor(cursor), m_loop(loop) {}

    /// Calls `visit(k)` with the cursor at k, until it returns false or the work is cancelled.
    template <class Visit>
    void each(Visit&& visit) const {
        const auto place = static_cast<std::size_t>(m_loop.place);
        for (std::int64_t k = 0; k < m_loop.length; ++k) {
            m_cursor.index[place] = k;
            if (!visit(k) || (m_loop.progress != nullptr && m_loop.progress->cancelled())) {
                return;
            }
        }
    }
    [[nodiscard]] std::int64_t length() const { return m_loop.length; }

private:
    Cursor& m_cursor;
    Loop m_loop;
};

class AnyAllStep : public BitStep {
public:
    AnyAllStep(bool all, StepPtr from, const Along& along, std::int64_t block)
        : m_all(all), m_from(std::move(from)), m_along(along), m_bits(bitBlock(block)) {}

    void bits(const Piece& piece, Word* out) override {
        const std::int64_t words = wordsFor(piece.count);
        if (words == 0) {
            return;
        }
        const Word last = condition::lowBits(piece.count - (words - 1) * kWordBits);
        std::fill_n(out, words, m_all ? ~Word{0} : Word{0});
        out[words - 1] &= last;
        m_along.each([&](std::int64_t) {
            m_from->bits(piece, m_bits.data());
            Word open = 0;  // bits that a further index may still change
            for (std::int64_t w = 0; w < words; ++w) {
                const Word next = m_bits[static_cast<std::size_t>(w)];
                const Word valid = w + 1 == words ? last : ~Word{0};
                out[w] = m_all ? out[w] & next : out[w] | next;
                open |= m_all ? out[w] : ~out[w] & valid;
            }
            return open != 0;
        });
    }

private:
    bool m_all;
    StepPtr m_from;
    Along m_along;
    BitBlock m_bits;
};

/// Sum, Mean, Least and Most, in the order of the index.
class FoldStep : public LaneStep {
public:
    FoldStep(const Node& node, StepPtr from, const Along& along, std::int64_t block)
        : m_op(node.op),
          m_from(std::move(from)),
          m_along(along),
          m_kernel(binaryLanes(
              node.op == Op::Least ? Op::Minimum : (node.op == Op::Most ? Op::Maximum : Op::Add),
              node.kind)),
          m_lanes(block) {}

    const std::byte* lanes(const Piece& piece, std::byte* scratch) override {
        const auto bytes = static_cast<std::size_t>(piece.count * kLane);
        std::memset(scratch, 0, bytes);
        m_along.each([&](std::int64_t k) {
            const std::byte* const found = m_from->lanes(piece, m_lanes.data());
            if (k == 0) {
                std::memcpy(scratch, found, bytes);
            } else {
                m_kernel(scratch, found, piece.count, scratch);
            }
            return true;
        });
        if (m_op == Op::Mean) {
            auto* const sums = reinterpret_cast<double*>(scratch);
            const auto length = static_cast<double>(m_along.length());
            for (std::int64_t i = 0; i < piece.count; ++i) {
                sums[i] = m_along.length() == 0 ? std::numeric_limits<double>::quiet_NaN()
                                                : sums[i] / length;
            }
        }
        return scratch;
    }

private:
    Op m_op;
    StepPtr m_from;
    Along m_along;
    BinaryLanes m_kernel;
    LaneBlock m_lanes;
};

class PositionStep : public LaneStep {
public:
    PositionStep(const Node& node, StepPtr from, Kind kind, const Along& along, std::int64_t block)
        : m_greatest(node.op == Op::ArgMost),
          m_kind(kind),
          m_from(std::move(from)),
          m_along(along),
          m_lanes(block),
          m_best(block) {}

    const std::byte* lanes(const Piece& piece, std::byte* scratch) override {
        const auto bytes = static_cast<std::size_t>(piece.count * kLane);
        std::memset(scratch, 0, bytes);
        m_along.each([&](std::int64_t k) {
            const std::byte* const found = m_from->lanes(piece, m_lanes.data());
            if (k == 0) {
                std::memcpy(m_best.data(), found, bytes);
            } else {
                keepBest(m_kind, m_greatest, found, k, piece.count, m_best.data(), scratch);
            }
            return true;
        });
        return scratch;
    }

private:
    bool m_greatest;
    Kind m_kind;
    StepPtr m_from;
    Along m_along;
    LaneBlock m_lanes;
    LaneBlock m_best;
};
}  // namespace

StepPtr reduceStep(const Node& node, StepPtr from, Kind fromKind, Cursor& cursor, const Loop& loop,
                   std::int64_t block) {
    const Along along(cursor, loop);
    switch (node.op) {
        case Op::Any:
        case Op::All:
            return std::make_unique<AnyAllStep>(node.op == Op::All, std::move(from), along, block);
        case Op::ArgLeast:
        case Op::ArgMost:
            return std::make_unique<PositionStep>(node, std::move(from), fromKind, along, block);
        default:
            return std::make_unique<FoldStep>(node, std::move(from), along, block);
    }
}

}  // namespace frisket::rules
