// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>
#include <optional>

#include "core/measure/label_set.h"
#include "core/measure/match_between.h"
#include "core/rules/bounds.h"
#include "core/rules/fold.h"
#include "core/rules/kernels.h"
#include "core/rules/step_builder.h"

namespace frisket::rules {

namespace {
using array::DType;
using condition::kWordBits;
using condition::Word;
using condition::wordsFor;

class NotStep : public BitStep {
public:
    explicit NotStep(StepPtr from) : m_from(std::move(from)) {}
    void bits(const Piece& piece, Word* out) override {
        m_from->bits(piece, out);
        condition::invertBits(piece.count, out);
    }

private:
    StepPtr m_from;
};

class ChainStep : public BitStep {
public:
    ChainStep(Op op, std::vector<StepPtr> parts, std::int64_t block)
        : m_op(op), m_parts(std::move(parts)), m_bits(bitBlock(block)) {}

    void bits(const Piece& piece, Word* out) override {
        m_parts[0]->bits(piece, out);
        for (std::size_t i = 1; i < m_parts.size(); ++i) {
            if (isDecided(piece.count, out)) {
                return;
            }
            m_parts[i]->bits(piece, m_bits.data());
            const std::int64_t words = wordsFor(piece.count);
            for (std::int64_t w = 0; w < words; ++w) {
                const Word next = m_bits[static_cast<std::size_t>(w)];
                out[w] = m_op == Op::And ? out[w] & next
                                         : (m_op == Op::Or ? out[w] | next : out[w] ^ next);
            }
        }
    }

private:
    /// Whether no other part can change any bit.
    [[nodiscard]] bool isDecided(std::int64_t count, const Word* out) const {
        if (m_op == Op::Xor) {
            return false;
        }
        const bool set = m_op == Op::Or;
        const std::int64_t whole = count / kWordBits;
        const Word all = set ? ~Word{0} : Word{0};
        for (std::int64_t w = 0; w < whole; ++w) {
            if (out[w] != all) {
                return false;
            }
        }
        const std::int64_t rest = count % kWordBits;
        return rest == 0 || out[whole] == (set ? condition::lowBits(rest) : Word{0});
    }

    Op m_op;
    std::vector<StepPtr> m_parts;
    BitBlock m_bits;
};

/// Finds elements of one dtype in intervals.
class Matcher {
public:
    Matcher(DType dtype, const std::vector<Interval>& intervals, bool negated, std::int64_t block)
        : m_dtype(dtype), m_negated(negated) {
        // Single whole numbers are looked for together.
        std::vector<std::int64_t> labels;
        for (const Interval& each : intervals) {
            const bool single = each.low == each.high && !each.openLow && !each.openHigh &&
                                each.low.kind != Kind::Float && each.low.kind != Kind::Bool;
            const bool keyed =
                dtype == DType::U64 ? !each.low.isNegative() : each.low.fitsInteger();
            if (single && keyed && intervals.size() > 1) {
                labels.push_back(each.low.integer());
            } else if (const auto bounds = boundsOf(dtype, each)) {
                m_bounds.push_back(*bounds);
            }
        }
        if (!labels.empty()) {
            m_labels.emplace(dtype, labels);
        }
        m_bits = m_bounds.size() + (m_labels ? 1 : 0) > 1 ? bitBlock(block) : BitBlock();
    }

    void match(const std::byte* elements, std::int64_t count, Word* out) {
        bool first = true;
        const auto add = [&](auto find) {
            find(first ? out : m_bits.data());
            for (std::int64_t w = 0; !first && w < wordsFor(count); ++w) {
                out[w] |= m_bits[static_cast<std::size_t>(w)];
            }
            first = false;
        };
        if (m_labels) {
            add([&](Word* to) { m_labels->match(elements, count, to); });
        }
        for (const Bounds& bounds : m_bounds) {
            add([&](Word* to) {
                measure::matchBetween(m_dtype, bounds.low.data(), bounds.high.data(), elements,
                                      count, to);
            });
        }
        if (first) {
            condition::fillBits(false, count, out);
        }
        if (m_negated) {
            condition::invertBits(count, out);
        }
    }

private:
    DType m_dtype;
    bool m_negated;
    std::vector<Bounds> m_bounds;
    std::optional<measure::LabelSet> m_labels;
    BitBlock m_bits;
};

class WithinLeaf : public BitStep {
public:
    WithinLeaf(Leaf& leaf, const Cursor& cursor, const std::vector<Interval>& intervals,
               bool negated, std::int64_t block)
        : m_leaf(leaf), m_cursor(cursor), m_matcher(leaf.dtype(), intervals, negated, block) {}
    void bits(const Piece& piece, Word* out) override {
        m_matcher.match(m_leaf.elements(m_cursor, piece), piece.count, out);
    }

private:
    Leaf& m_leaf;
    const Cursor& m_cursor;
    Matcher m_matcher;
};

class WithinLanes : public BitStep {
public:
    WithinLanes(StepPtr from, Kind kind, const std::vector<Interval>& intervals, bool negated,
                std::int64_t block)
        : m_from(std::move(from)),
          m_matcher(widest(kind), intervals, negated, block),
          m_lanes(block) {}
    void bits(const Piece& piece, Word* out) override {
        m_matcher.match(m_from->lanes(piece, m_lanes.data()), piece.count, out);
    }

private:
    StepPtr m_from;
    Matcher m_matcher;
    LaneBlock m_lanes;
};

class ComparedLeaves : public BitStep {
public:
    ComparedLeaves(Leaf& a, Leaf& b, const Cursor& cursor, Operator op)
        : m_a(a), m_b(b), m_cursor(cursor), m_op(op) {}
    void bits(const Piece& piece, Word* out) override {
        comparePairs(m_a.dtype(), m_op, m_a.elements(m_cursor, piece),
                     m_b.elements(m_cursor, piece), piece.count, out);
    }

private:
    Leaf& m_a;
    Leaf& m_b;
    const Cursor& m_cursor;
    Operator m_op;
};

class ComparedLanes : public BitStep {
public:
    ComparedLanes(StepPtr a, Kind first, StepPtr b, Kind second, Operator op, std::int64_t block)
        : m_a(std::move(a)),
          m_b(std::move(b)),
          m_first(first),
          m_second(second),
          m_op(op),
          m_lanesA(block),
          m_lanesB(block) {}
    void bits(const Piece& piece, Word* out) override {
        const std::byte* const a = m_a->lanes(piece, m_lanesA.data());
        const std::byte* const b = m_b->lanes(piece, m_lanesB.data());
        if (m_first == m_second) {
            comparePairs(widest(m_first), m_op, a, b, piece.count, out);
        } else {
            compareMixed(m_first, m_second, m_op, a, b, piece.count, out);
        }
    }

private:
    StepPtr m_a;
    StepPtr m_b;
    Kind m_first;
    Kind m_second;
    Operator m_op;
    LaneBlock m_lanesA;
    LaneBlock m_lanesB;
};

class ConstantBits : public BitStep {
public:
    explicit ConstantBits(bool value) : m_value(value) {}
    void bits(const Piece& piece, Word* out) override {
        condition::fillBits(m_value, piece.count, out);
    }

private:
    bool m_value;
};

class ConstantLanes : public LaneStep {
public:
    ConstantLanes(const Number& number, std::int64_t block) : m_lanes(block) {
        for (std::int64_t i = 0; i < block; ++i) {
            std::memcpy(m_lanes.data() + i * kLane, &number.bits, sizeof(number.bits));
        }
    }
    const std::byte* lanes(const Piece& /*piece*/, std::byte* /*scratch*/) override {
        return m_lanes.data();
    }

private:
    LaneBlock m_lanes;
};
}  // namespace

const std::byte* BitStep::lanes(const Piece& /*piece*/, std::byte* scratch) {
    assert(false);
    return scratch;
}
void LaneStep::bits(const Piece& piece, Word* out) {
    assert(false);
    condition::fillBits(false, piece.count, out);
}

LaneBlock::LaneBlock(std::int64_t elements) {
    auto buffer = array::Buffer::allocate(elements * kLane);
    if (!buffer) {
        throw std::bad_alloc();
    }
    m_buffer = *std::move(buffer);
}

StepPtr constantStep(const Number& number, std::int64_t block) {
    if (number.kind == Kind::Bool) {
        return std::make_unique<ConstantBits>(number.truth());
    }
    return std::make_unique<ConstantLanes>(number, block);
}

StepPtr notStep(StepPtr from) { return std::make_unique<NotStep>(std::move(from)); }

StepPtr chainStep(Op op, std::vector<StepPtr> parts, std::int64_t block) {
    return std::make_unique<ChainStep>(op, std::move(parts), block);
}

StepPtr withinLeaf(Leaf& leaf, const Cursor& cursor, const std::vector<Interval>& intervals,
                   bool negated, std::int64_t block) {
    return std::make_unique<WithinLeaf>(leaf, cursor, intervals, negated, block);
}
StepPtr withinLanes(StepPtr from, Kind kind, const std::vector<Interval>& intervals, bool negated,
                    std::int64_t block) {
    return std::make_unique<WithinLanes>(std::move(from), kind, intervals, negated, block);
}
StepPtr comparedLeaves(Leaf& a, Leaf& b, const Cursor& cursor, Operator op) {
    return std::make_unique<ComparedLeaves>(a, b, cursor, op);
}
StepPtr comparedLanes(StepPtr a, Kind first, StepPtr b, Kind second, Operator op,
                      std::int64_t block) {
    return std::make_unique<ComparedLanes>(std::move(a), first, std::move(b), second, op, block);
}

}  // namespace frisket::rules
