// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include <QSize>

#include "core/assign/outcomes.h"
#include "core/assign/prepared.h"
#include "ui/session/mode_choice.h"

namespace frisket::session {

inline constexpr std::size_t kModes = assign::kAllModes.size();
[[nodiscard]] constexpr std::size_t indexOf(assign::Mode mode) {
    return static_cast<std::size_t>(mode);
}

/// What several plans for the same operands read, as it is now, for another thread: the destination
/// and the source share their memory with the document's, the condition is copied once for all.
class ModeSnapshot {
public:
    using Plans = std::array<std::optional<assign::AssignPlan>, kModes>;

    /// Fails with Refused while the document is busy or a stroke paints its destination, and with
    /// OutOfMemory. There must be a destination.
    [[nodiscard]] static base::Result<std::unique_ptr<ModeSnapshot>> take(Document& document,
                                                                          Plans plans);
    /// Copies a part of the condition's bits, less than a millisecond's: call it until it is false,
    /// before anything changes in `document`.
    [[nodiscard]] bool copySome(const Document& document);

    // On the other thread.
    /// Counts what plans that count need; before the others. OutOfMemory, Cancelled.
    [[nodiscard]] base::Status prepare(base::Progress& progress);
    /// Every so many pixels of the shown plane as the results have them, packed, rows first; of
    /// modes without a plan nothing.
    struct Pictures {
        std::int64_t width = 0;
        std::int64_t height = 0;
        std::array<std::vector<std::byte>, kModes> values;
    };
    /// At most as many as `most` has each way.
    [[nodiscard]] base::Result<Pictures> sample(QSize most, base::Progress& progress) const;
    struct Counts {
        std::array<std::int64_t, kModes> changed{};  ///< elements of the whole array
        std::array<std::array<std::int64_t, kModes>, kModes> different{};
        /// Selected values that Exact refuses, and for which Apply would.
        std::array<std::int64_t, kModes> refused{};
    };
    /// Cancelled; `progress` advances by elements of the destination, once for all modes and once
    /// more for each that checks values.
    [[nodiscard]] base::Result<Counts> count(base::Progress& progress) const;

private:
    ModeSnapshot(array::BandedArray destination, condition::ConditionMask condition, Plans plans)
        : m_destination(std::move(destination)),
          m_condition(std::move(condition)),
          m_plans(std::move(plans)) {}

    array::BandedArray m_destination;
    std::optional<array::NdArray> m_source;
    condition::ConditionMask m_condition;
    Plans m_plans;
    assign::PlaneWindow m_plane;
    std::int64_t m_width = 0;
    std::int64_t m_height = 0;
    std::int64_t m_copied = 0;  ///< rows of the condition
    std::array<std::optional<assign::PreparedInputs>, kModes> m_prepared;
};

}  // namespace frisket::session
