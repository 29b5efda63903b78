// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/assign/lane_writer.h"
#include "core/assign/run.h"
#include "core/assign/sequence.h"

namespace frisket::assign {

/// Writes the runs of one plan: finds each run's source lanes as the plan's addressing says, and
/// puts them where the condition is True. One for each thread.
class RunWriter {
public:
    RunWriter(const AssignPlan& plan, const Inputs& inputs, Stores stores);

    /// The number of True elements before the next run; needed ByRank only. Goes on by itself from
    /// one run to the next.
    void seek(std::int64_t rank) { m_rank = rank; }
    /// `destination` is the address of the run's first element.
    void write(const Run& run, std::byte* destination);

private:
    void writeAligned(const Run& run, const Piece& piece, std::byte* to);
    void writeByPosition(std::int64_t position, const Piece& piece, std::byte* to);
    void writeByRank(const Piece& piece, std::byte* to);
    [[nodiscard]] std::int64_t byteStep() const { return m_step * m_laneBytes; }

    Addressing m_addressing;
    std::int64_t m_laneBytes;
    std::int64_t m_step;
    std::int64_t m_rank = 0;
    ConditionPieces m_pieces;
    LaneWriter m_writer;
    std::optional<SourceReader> m_reader;      ///< Aligned
    std::optional<SourceSequence> m_sequence;  ///< the others
};

}  // namespace frisket::assign
