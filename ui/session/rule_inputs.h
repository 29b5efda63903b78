// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <QImage>
#include <QString>

#include "core/array/banded_array.h"
#include "core/array/nd_array.h"
#include "core/condition/condition_mask.h"
#include "core/io/mask_file.h"
#include "core/labels/label_table.h"
#include "core/rules/evaluation.h"
#include "core/rules/rule.h"

namespace frisket::session {

class Document;

/// An array that rules know by a name: probabilities, an uncertainty.
struct NamedArray {
    QString name;
    QString path;
    array::NdArray array;
    io::MaskFile file;  ///< without the array
};

/// Brightness of a picture's pixels, (H, W) uint8: what rules call `backdrop`.
[[nodiscard]] base::Result<array::NdArray> luminanceOf(const QImage& picture);

/// What a rule of the condition, or of the source, can name, and the arrays behind it. The types
/// cost nothing; what the arrays are is held, so that another thread can read it.
class RuleInputs {
public:
    /// For whom the inputs are.
    enum class For : std::uint8_t { Condition, Source };
    /// Types of all that there is: `source`, `destination`, `backdrop`, the named arrays, and for a
    /// condition `condition`. The label names are those of `labels`, which may be null.
    [[nodiscard]] static std::vector<rules::InputType> typesOf(const Document& document, For whom,
                                                               const labels::LabelTable* labels);

    /// What `rule` uses of `document`, as it is now, shared with it. Nothing where the destination
    /// can't be had now (Document::destinationSnapshot).
    [[nodiscard]] static std::optional<RuleInputs> snapshot(Document& document, For whom,
                                                            const rules::Rule& rule);
    /// The same where it lies, for a look at once: valid until anything changes.
    [[nodiscard]] static std::optional<RuleInputs> present(Document& document, For whom,
                                                           const rules::Rule& rule);
    /// What `condition` is: it must be there, in the condition's shape, where the rule uses it, and
    /// outlive the evaluation.
    void setCondition(const condition::ConditionMask& below) { m_below = &below; }
    // Others than those of the document, of the same dtype and shape
    void setDestination(const array::BandedArray& destination) { m_destination = &destination; }
    void setSource(const array::NdArray& source) { m_source = source; }

    /// What to evaluate `rule` with, which reads what this holds: it must stay where it is. Makes
    /// what is still missing (the brightness of a picture). On any thread.
    [[nodiscard]] base::Result<std::vector<rules::Input>> inputsOf(const rules::Rule& rule);
    [[nodiscard]] base::Result<rules::Evaluation> evaluation(const rules::Rule& rule);

    /// Whether a rule names that input.
    [[nodiscard]] static bool names(const rules::Rule& rule, std::string_view input);

private:
    [[nodiscard]] static std::optional<RuleInputs> take(Document& document, For whom,
                                                        const rules::Rule& rule, bool shares);

    const array::BandedArray* m_destination = nullptr;
    std::optional<array::BandedArray> m_ownDestination;
    std::optional<array::NdArray> m_source;
    std::optional<array::NdArray> m_backdrop;
    QImage m_picture;
    std::vector<NamedArray> m_arrays;
    const condition::ConditionMask* m_below = nullptr;
};

/// The axes of an array of that shape that rules take for rows and columns, counted from the last
/// one; -2 and -1 where it has fewer than two.
struct RulePlane {
    int y = -2;
    int x = -1;
};
[[nodiscard]] RulePlane rulePlaneOf(const array::Shape& shape);

/// The rule, checked with no more inputs than it uses, or why it can't be.
[[nodiscard]] rules::RuleResult<rules::Rule> checkedRule(const QString& text,
                                                         std::vector<rules::InputType> types,
                                                         rules::Purpose purpose);

}  // namespace frisket::session
