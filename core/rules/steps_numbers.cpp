// SPDX-License-Identifier: MIT
#include <array>
#include <cstring>

#include "core/assign/cast.h"
#include "core/rules/fold.h"
#include "core/rules/kernels.h"
#include "core/rules/step_builder.h"

namespace frisket::rules {

namespace {
using condition::Word;

/// An input, or what is stored, as it is or widened.
class LeafStep : public Step {
public:
    LeafStep(Leaf& leaf, const Cursor& cursor)
        : m_leaf(leaf),
          m_cursor(cursor),
          m_widen(assign::castRun(leaf.dtype(), widest(kindOf(leaf.dtype())))) {}

    void bits(const Piece& piece, Word* out) override { m_leaf.bits(m_cursor, piece, out); }
    const std::byte* lanes(const Piece& piece, std::byte* scratch) override {
        m_widen(m_leaf.elements(m_cursor, piece), 1, piece.count, scratch);
        return scratch;
    }

private:
    Leaf& m_leaf;
    const Cursor& m_cursor;
    assign::CastRun m_widen;
};

class BitsAsLanes : public LaneStep {
public:
    BitsAsLanes(StepPtr from, Kind to, std::int64_t block)
        : m_from(std::move(from)), m_to(to), m_bits(bitBlock(block)) {}
    const std::byte* lanes(const Piece& piece, std::byte* scratch) override {
        m_from->bits(piece, m_bits.data());
        lanesOfBits(m_bits.data(), piece.count, scratch);
        if (m_to == Kind::Float) {
            convertLanes(Kind::Integer, m_to)(scratch, piece.count, scratch);
        }
        return scratch;
    }

private:
    StepPtr m_from;
    Kind m_to;
    BitBlock m_bits;
};

class EachStep : public LaneStep {
public:
    EachStep(StepPtr from, UnaryLanes kernel) : m_from(std::move(from)), m_kernel(kernel) {}
    const std::byte* lanes(const Piece& piece, std::byte* scratch) override {
        m_kernel(m_from->lanes(piece, scratch), piece.count, scratch);
        return scratch;
    }

private:
    StepPtr m_from;
    UnaryLanes m_kernel;
};

class BinaryStep : public LaneStep {
public:
    BinaryStep(StepPtr a, StepPtr b, BinaryLanes kernel, std::int64_t block)
        : m_a(std::move(a)), m_b(std::move(b)), m_kernel(kernel), m_lanes(block) {}
    const std::byte* lanes(const Piece& piece, std::byte* scratch) override {
        const std::byte* const a = m_a->lanes(piece, scratch);
        const std::byte* const b = m_b->lanes(piece, m_lanes.data());
        m_kernel(a, b, piece.count, scratch);
        return scratch;
    }

private:
    StepPtr m_a;
    StepPtr m_b;
    BinaryLanes m_kernel;
    LaneBlock m_lanes;
};

class WhereStep : public LaneStep {
public:
    WhereStep(StepPtr condition, StepPtr a, StepPtr b, std::int64_t block)
        : m_condition(std::move(condition)),
          m_a(std::move(a)),
          m_b(std::move(b)),
          m_bits(bitBlock(block)),
          m_lanes(block) {}
    const std::byte* lanes(const Piece& piece, std::byte* scratch) override {
        m_condition->bits(piece, m_bits.data());
        if (condition::sameBits(m_bits.data(), 0, piece.count) == piece.count) {
            return (m_bits[0] & 1U) != 0 ? m_a->lanes(piece, scratch) : m_b->lanes(piece, scratch);
        }
        const std::byte* const a = m_a->lanes(piece, scratch);
        const std::byte* const b = m_b->lanes(piece, m_lanes.data());
        selectLanes(m_bits.data(), a, b, piece.count, scratch);
        return scratch;
    }

private:
    StepPtr m_condition;
    StepPtr m_a;
    StepPtr m_b;
    BitBlock m_bits;
    LaneBlock m_lanes;
};

class RelabelStep : public LaneStep {
public:
    RelabelStep(const Node& node, StepPtr from, std::int64_t block) : m_from(std::move(from)) {
        for (std::size_t i = 0; i < node.intervals.size(); ++i) {
            m_parts.push_back({withinLanes(std::make_unique<Given>(*this), node.kind,
                                           {node.intervals[i]}, false, block),
                               node.numbers[i].bits});
        }
        m_bits = bitBlock(block);
    }

    const std::byte* lanes(const Piece& piece, std::byte* scratch) override {
        m_values = m_from->lanes(piece, scratch);
        m_pending.assign(m_values, m_values + piece.count * kLane);
        m_values = m_pending.data();
        if (m_pending.data() != scratch) {
            std::memcpy(scratch, m_pending.data(), m_pending.size());
        }
        // The first that fits counts, so it is put last.
        for (auto part = m_parts.rbegin(); part != m_parts.rend(); ++part) {
            part->within->bits(piece, m_bits.data());
            condition::forEachSetBit(m_bits.data(), 0, piece.count, [&](std::int64_t i) {
                std::memcpy(scratch + i * kLane, &part->number, sizeof(part->number));
            });
        }
        return scratch;
    }

private:
    /// Hands the values on to the tests.
    class Given : public LaneStep {
    public:
        explicit Given(const RelabelStep& owner) : m_owner(owner) {}
        const std::byte* lanes(const Piece& /*piece*/, std::byte* /*scratch*/) override {
            return m_owner.m_values;
        }

    private:
        const RelabelStep& m_owner;
    };
    struct Part {
        StepPtr within;
        std::uint64_t number;
    };

    StepPtr m_from;
    std::vector<Part> m_parts;
    std::vector<std::byte> m_pending;
    const std::byte* m_values = nullptr;
    BitBlock m_bits;
};
/// Of bytes, each of which has its answer.
class RelabelBytes : public LaneStep {
public:
    RelabelBytes(const Node& node, Leaf& leaf, const Cursor& cursor)
        : m_leaf(leaf), m_cursor(cursor) {
        for (std::size_t i = 0; i < m_answers.size(); ++i) {
            const auto byte = static_cast<std::uint8_t>(i);
            const std::int64_t value = leaf.dtype() == array::DType::I8
                                           ? static_cast<std::int8_t>(byte)
                                           : std::int64_t{byte};
            const Number number = Number::of(value);
            m_answers[i] = fold(node, std::span(&number, 1))->bits;
        }
    }

    const std::byte* lanes(const Piece& piece, std::byte* scratch) override {
        const std::byte* const elements = m_leaf.elements(m_cursor, piece);
        for (std::int64_t i = 0; i < piece.count; ++i) {
            const std::uint64_t answer = m_answers[static_cast<std::uint8_t>(elements[i])];
            std::memcpy(scratch + i * kLane, &answer, sizeof(answer));
        }
        return scratch;
    }

private:
    Leaf& m_leaf;
    const Cursor& m_cursor;
    std::array<std::uint64_t, 256> m_answers;
};
}  // namespace

StepPtr relabelLeaf(const Node& node, Leaf& leaf, const Cursor& cursor) {
    return std::make_unique<RelabelBytes>(node, leaf, cursor);
}

StepPtr leafStep(Leaf& leaf, const Cursor& cursor) {
    return std::make_unique<LeafStep>(leaf, cursor);
}

StepPtr castStep(StepPtr from, Kind fromKind, Kind to, std::int64_t block) {
    if (fromKind == Kind::Bool) {
        return std::make_unique<BitsAsLanes>(std::move(from), to, block);
    }
    return std::make_unique<EachStep>(std::move(from), convertLanes(fromKind, to));
}

StepPtr unaryStep(const Node& node, StepPtr from) {
    return std::make_unique<EachStep>(std::move(from), unaryLanes(node.op, node.kind));
}

StepPtr binaryStep(const Node& node, StepPtr a, StepPtr b, std::int64_t block) {
    return std::make_unique<BinaryStep>(std::move(a), std::move(b), binaryLanes(node.op, node.kind),
                                        block);
}

StepPtr whereStep(StepPtr condition, StepPtr a, StepPtr b, std::int64_t block) {
    return std::make_unique<WhereStep>(std::move(condition), std::move(a), std::move(b), block);
}

StepPtr relabelStep(const Node& node, StepPtr from, std::int64_t block) {
    return std::make_unique<RelabelStep>(node, std::move(from), block);
}

}  // namespace frisket::rules
