// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/blend.h"
#include "core/assign/cast.h"
#include "core/assign/condition_pieces.h"
#include "core/assign/run.h"

namespace frisket::assign {

/// Writes runs of one plan: picks kernel and cast once, then blends straight from the source where
/// it lies as the kernel wants it, else through a tile in L1. One for each thread.
class RunWriter {
public:
    /// Steps in elements along a run; see LoopNest.
    RunWriter(const AssignPlan& plan, const Inputs& inputs, std::int64_t destinationStep,
              std::int64_t sourceStep, std::int64_t conditionStep);

    /// `run`'s source and condition places count in the inputs; `destination` is the address of its
    /// first element.
    void write(const Run& run, std::byte* destination);
    /// The same with another condition: element i of the run is bit i of `selected`.
    void writeSelected(const Run& run, std::byte* destination, const condition::Word* selected);

private:
    void writePiece(std::byte* destination, const std::byte* source, const condition::Word* words,
                    std::int64_t firstBit, std::int64_t count);
    void scatterTile(std::byte* destination, const condition::Word* words, std::int64_t firstBit,
                     std::int64_t count, const std::byte* lanes, bool splat) const;

    const condition::ConditionMask* m_condition;
    const std::byte* m_source;
    std::int64_t m_destinationStep;
    std::int64_t m_sourceStep;
    std::int64_t m_conditionStep;
    std::int64_t m_laneBytes;
    std::int64_t m_sourceBytes;
    BlendRun m_blend;
    CastRun m_cast;  ///< null where source and destination have one dtype
    alignas(64) std::array<std::byte, kTileLanes * 8> m_tile;
};

}  // namespace frisket::assign
