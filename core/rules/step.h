// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/array/buffer.h"
#include "core/condition/bits.h"
#include "core/rules/number.h"

namespace frisket::rules {

/// Elements [first, first + count) of the present run; never more than a block.
struct Piece {
    std::int64_t first = 0;
    std::int64_t count = 0;
};

/// Bytes of a lane: numbers are evaluated as int64, uint64 or double.
inline constexpr std::int64_t kLane = 8;

/// A part of a rule that gives booleans or numbers for a piece of a run. Which run it is, is in the
/// cursor that all steps of a machine share. Each has memory of its own; one thread uses it.
class Step {
public:
    Step() = default;
    virtual ~Step() = default;
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

    /// Of booleans: bit i is element i; the rest of the last word is zero.
    virtual void bits(const Piece& piece, condition::Word* out) = 0;
    /// Of numbers: a lane for each element, in `scratch`, which has room for a block, or anywhere
    /// else that stays until the next call.
    [[nodiscard]] virtual const std::byte* lanes(const Piece& piece, std::byte* scratch) = 0;
};
using StepPtr = std::unique_ptr<Step>;

/// Base of steps that give booleans.
class BitStep : public Step {
public:
    [[nodiscard]] const std::byte* lanes(const Piece& piece, std::byte* scratch) final;
};
/// Base of steps that give numbers.
class LaneStep : public Step {
public:
    void bits(const Piece& piece, condition::Word* out) final;
};

/// Room for a block of lanes, aligned for any of them.
class LaneBlock {
public:
    explicit LaneBlock(std::int64_t elements);
    [[nodiscard]] std::byte* data() { return m_buffer->data(); }

private:
    std::shared_ptr<array::Buffer> m_buffer;
};

/// Room for a block of bits.
using BitBlock = std::vector<condition::Word>;
[[nodiscard]] inline BitBlock bitBlock(std::int64_t elements) {
    return BitBlock(static_cast<std::size_t>(condition::wordsFor(elements)));
}

}  // namespace frisket::rules
