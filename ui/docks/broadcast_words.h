// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QString>

#include "core/assign/plan.h"

namespace frisket::ui {

/// What a table of shapes does not say of how a mode pairs them.
struct Pairing {
    assign::Mode mode = assign::Mode::Where;
    std::int64_t selected = 0;  ///< true elements of the condition
    /// Those of the destination that are selected: more where the condition is repeated. Nothing
    /// where it does not fit.
    std::optional<std::int64_t> selectedElements = 0;
    std::int64_t sourceElements = 0;
};

/// Whether the operand's axes pair with none: its elements are taken one after the other.
[[nodiscard]] bool takenInOrder(const assign::BroadcastTable& table, const Pairing& pairing,
                                assign::Role role);

/// The size that the operand's axis in `column` is repeated to; nothing where it is not repeated.
[[nodiscard]] std::optional<std::int64_t> repeatedSize(const assign::BroadcastTable& table,
                                                       const Pairing& pairing, assign::Role role,
                                                       std::size_t column);

/// "2 × 3 in order", for an operand that is taken in order.
[[nodiscard]] QString inOrderWords(const assign::BroadcastTable& table, assign::Role role);

/// How a selected element finds its source element, and whether there are enough; empty for modes
/// that pair by axes: "The k-th selected element takes element k of the source. 5 are selected; the
/// source has 7."
[[nodiscard]] QString pairingWords(const Pairing& pairing);

/// Which operands are repeated, along which axes of the destination and how often, in sentences:
/// "The condition is repeated along axis 0 (3 times)." Empty where that goes without saying.
[[nodiscard]] QString repeatWords(const assign::AssignPlan& plan, const Pairing& pairing = {});

/// One row of the table for those who can't see it: "Source, int32: 1 repeated to 3, 427, 640."
[[nodiscard]] QString rowWords(const QString& name, const QString& dtype,
                               const assign::BroadcastTable& table, assign::Role role,
                               const Pairing& pairing = {});

}  // namespace frisket::ui
