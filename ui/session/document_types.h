// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "core/array/banded_array.h"
#include "core/assign/cast_report.h"
#include "core/assign/plan.h"
#include "core/assign/prepared.h"
#include "core/assign/refusal.h"
#include "core/assign/scalar.h"
#include "core/assign/window.h"
#include "core/base/area.h"
#include "core/condition/bit_region.h"
#include "core/condition/condition_mask.h"
#include "core/condition/or_pyramid.h"
#include "core/condition/reshape.h"
#include "core/edit/condition_writer.h"
#include "core/edit/history.h"
#include "core/edit/masked_values.h"
#include "core/edit/replace_values.h"
#include "core/edit/state_difference.h"
#include "core/io/mask_file.h"
#include "core/measure/sample.h"
#include "ui/session/layer_id.h"
#include "ui/session/layer_path.h"
#include "ui/session/layer_reading.h"

namespace frisket::session {

using measure::ValueRange;

/// What is known of a layer's file.
struct LayerFile {
    QString path;                      ///< empty where the layer was made here
    std::optional<io::MaskFile> mask;  ///< without the array: format, palette, stamp, notes
    PictureFacts picture = {};         ///< of a backdrop
};

/// Through what an operand is seen that does not fit as its file has it, as assign::Operand says.
struct OperandView {
    std::string view;
    std::string prepared;
    std::vector<assign::Fix> steps;  ///< that led there, from what the file has

    [[nodiscard]] bool any() const { return !steps.empty(); }
};

/// How the condition serves an axis of the destination.
struct AxisSharing {
    int axis = 0;
    std::int64_t size = 0;     ///< of the destination
    bool repeated = false;     ///< one element of the condition serves all indices
    bool canExpand = false;    ///< see Document::expandCondition
    bool canCollapse = false;  ///< see Document::collapseCondition
};

/// How a layer is written, besides where to.
struct SaveOptions {
    bool overwriteChanged = false;       ///< also what somebody changed since it was read
    std::vector<io::NamedLabel> labels;  ///< for the formats that name labels
    std::string compression = {};        ///< see io::WriteOptions
    io::ReadLimits limits = {};          ///< of the program that is to read it again
};

/// Pixels of the shown plane, and a value of the destination's dtype that they are to have.
struct LabelledRegions {
    std::vector<condition::BitRegion> regions;
    assign::Scalar value;
};

/// What of the shown plane is to be as it was in another state of the history.
struct RevertScope {
    enum class What : std::uint8_t { Destination, Condition };
    What what = What::Destination;
    /// Only pixels that have this label now or had it then; keyed as in labels::LabelColours.
    std::optional<std::int64_t> label;
    bool onlySelected = false;  ///< of the destination: only where the condition is true now
};

/// How the shown plane differs in another state of the history, and what painting brings back of
/// the condition. `toSet` and `toClear` of the difference are left out.
struct StateLook {
    edit::StateDifference difference;
    QString note;  ///< which rule gives nothing there, in words, or empty
    // Where the condition has rules or several layers
    QString layer;  ///< what a revert paints, in quotes; else empty
    /// A rule that makes the condition of the layer as a whole, in quotes, so that the layer
    /// becomes what it was; else empty.
    QString rule;
    /// With `rule`: pixels whose condition differs all the same afterwards, of all labels.
    std::optional<std::int64_t> staying;
    std::optional<base::Error> obstacle;  ///< why painting the layer can't help
};

/// One part after the other, until there is none. Between two the event loop may be turned.
using NextLabels = std::function<std::optional<LabelledRegions>()>;

/// What becomes of layers that were opened with the last destination when a new one comes.
enum class Others : std::uint8_t { Keep, Close };

/// What is known of the condition besides its bits; undo of opening one brings it back.
struct ConditionFacts {
    LayerFile file;
    QString note;
    array::DType dtype = array::DType::Bool;
    OperandView view;
};

/// Contents have numbers: an edit gives a new one, undo goes back to the old.
struct Versions {
    /// A content of the destination that has its file's values, if in another dtype.
    struct OfFile {
        std::uint64_t version = 0;
        array::DType dtype = array::DType::U8;
    };

    std::uint64_t newest = 0;  ///< that was given
    std::uint64_t destination = 0;
    std::uint64_t savedDestination = 0;
    std::vector<OfFile> ofFile;  ///< the first is what was saved
    std::uint64_t condition = 0;
    std::uint64_t keptCondition = 0;  ///< that is in a file or was applied
    std::uint64_t readCondition = 0;  ///< that the file it was opened from has
    std::uint64_t plan = 0;           ///< another one for other operands or another request

    /// Tells a result and destination from any other.
    using Result = std::array<std::uint64_t, 3>;
    [[nodiscard]] Result result() const { return {destination, condition, plan}; }

    /// The destination as it is now is in its file, with that dtype.
    void saved(array::DType dtype);
    /// The number of the destination once it has the dtype `to` in place of `from`.
    [[nodiscard]] std::uint64_t changedDType(array::DType from, array::DType to);
    /// Whether the destination has its file's values, if in another dtype.
    [[nodiscard]] bool hasValuesOfFile() const;
};

}  // namespace frisket::session
