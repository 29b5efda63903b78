// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "core/array/layout.h"
#include "core/assign/broadcast.h"
#include "core/assign/loop_nest.h"
#include "core/assign/mode.h"
#include "core/assign/refusal.h"
#include "core/assign/scalar.h"

namespace frisket::assign {

/// What a plan knows of an operand: no data. For the condition, `layout` counts in flat C-order
/// places of its ConditionMask and `dtype` is what its file had.
struct Operand {
    array::DType dtype = array::DType::U8;
    array::Layout layout;
    /// The view expression that made `layout`, for the equivalent code; or empty.
    std::string view;
    /// What was made of the array before it was seen through `view`, as NumPy code in which {}
    /// stands for the array: "{}.repeat(2, axis=0)". Empty where it is the array itself.
    std::string prepared = {};
};

struct PlanRequest {
    Operand destination;
    std::optional<Operand> source;  ///< needed by all but Fill; a 0-d one may be the value of Fill
    std::optional<Scalar> value;    ///< of the destination's dtype; only Fill looks at it
    Operand condition;
    Mode mode = Mode::Where;
    Casting casting = Casting::Exact;
    /// True elements of the viewed condition (`condition::countTrue`). What Index, Scatter and
    /// Place need to know of the data; the others don't look at it.
    std::int64_t selected = 0;
};

struct Resolved;

/// How the source element is found that a selected element of the destination takes.
enum class Addressing : std::uint8_t {
    Aligned,     ///< the one at the same index of the source, broadcast to the destination's shape
    ByRank,      ///< the k-th selected one in C order takes element k of the source in C order
    ByPosition,  ///< element p of the destination in C order takes element p mod length
};

/// Whether a mode's meaning or its refusals depend on how many elements are selected, so that a
/// plan holds for one number of them only.
[[nodiscard]] constexpr bool countsSelected(Mode mode) {
    return mode == Mode::Index || mode == Mode::Scatter || mode == Mode::Place;
}

/// An assignment resolved once: shapes, strides, cast. Immutable. It is what runs (run.h), what the
/// inspector draws (`table`) and what the equivalent code is written from, so they can't disagree.
class AssignPlan {
public:
    /// Resolves the request or says why it can't be done; looks at no data. Under Exact the values
    /// are still to be checked by `findInexact` before anything is written.
    [[nodiscard]] static base::Result<AssignPlan, Refusal> make(const PlanRequest& request);

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] Casting casting() const { return m_casting; }
    [[nodiscard]] array::DType destinationType() const { return m_destinationType; }
    /// dtype of the source, or of the value that fills.
    [[nodiscard]] array::DType sourceType() const { return m_sourceType; }
    [[nodiscard]] const array::Layout& destination() const { return m_destination; }
    [[nodiscard]] Addressing addressing() const { return m_addressing; }
    /// Aligned: the source with the destination's shape, broadcast by zero strides. Else the source
    /// in its own shape, whose C order counts.
    [[nodiscard]] const array::Layout& source() const { return m_source; }
    /// Whether a source that is consumed in order begins again at its end.
    [[nodiscard]] bool wraps() const { return m_wraps; }
    /// The condition with the destination's shape, broadcast by zero strides; over the mask's flat
    /// places, or over those of `packedCondition` (prepared.h) if `packsCondition`.
    [[nodiscard]] const array::Layout& condition() const { return m_condition; }
    /// Set where a mode pairs elements of operands of different shape and the condition's view
    /// can't be seen with the destination's: then it must be packed first.
    [[nodiscard]] bool packsCondition() const { return m_packsCondition; }
    /// The condition as it was given.
    [[nodiscard]] const array::Layout& givenCondition() const { return m_givenCondition; }
    [[nodiscard]] const array::Shape& shape() const { return m_destination.shape; }
    /// Set when a value is filled in and no source array is read.
    [[nodiscard]] const std::optional<Scalar>& value() const { return m_value; }
    [[nodiscard]] bool needsCast() const { return m_sourceType != m_destinationType; }
    /// Whether the outcome depends on the values: Exact between dtypes that can lose some.
    [[nodiscard]] bool checksValues() const { return m_checksValues; }
    /// Whether the source has no element, so that nothing can be assigned.
    [[nodiscard]] bool assignsNothing() const;

    [[nodiscard]] const BroadcastTable& table() const { return m_table; }
    [[nodiscard]] const LoopNest& loops() const { return m_loops; }
    /// One NumPy statement over arrays d, s and c that does the same.
    [[nodiscard]] const std::string& numpyLine() const { return m_numpyLine; }

private:
    AssignPlan(const PlanRequest& request, const Resolved& resolved);

    Mode m_mode;
    Casting m_casting;
    array::DType m_destinationType;
    array::DType m_sourceType;
    Addressing m_addressing;
    bool m_wraps;
    bool m_packsCondition;
    array::Layout m_destination;
    array::Layout m_source;
    array::Layout m_condition;
    array::Layout m_givenCondition;
    std::optional<Scalar> m_value;
    bool m_checksValues;
    BroadcastTable m_table;
    LoopNest m_loops;
    std::string m_numpyLine;
};

}  // namespace frisket::assign
