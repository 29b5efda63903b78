// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/array/box.h"
#include "core/base/result.h"
#include "core/rules/complete.h"
#include "ui/session/condition_layers.h"
#include "ui/session/latest_task.h"
#include "ui/session/rule_inputs.h"
#include "ui/session/stack_evaluation.h"

namespace frisket::session {

/// Layers that are not those of the document, or that see other things; of the condition's shape.
struct OtherLayers {
    std::vector<edit::StateLayer> layers;
    /// What is in a painted layer of the document there.
    std::function<const condition::ConditionMask&(const condition::ConditionMask& painted)> bits;
    const array::BandedArray* destination = nullptr;  ///< of the document's dtype and shape
};

/// The layers of a document's condition and what its rules give. Where there is more than one
/// painted layer it holds the condition that they make together and keeps it true: an edit is
/// followed within its box where the rules are local and that is little work; else rules are
/// evaluated on a thread when edits rest, and the condition is that of before until then.
///
/// The document is the only one that changes it; a person's edits are calls of
/// Document::changeLayers and its like, each one step of the history.
class ConditionStack : public QObject {
    Q_OBJECT

public:
    explicit ConditionStack(Document& document);
    ~ConditionStack() override;

    [[nodiscard]] const ConditionLayers& layers() const { return m_layers; }
    [[nodiscard]] bool plain() const { return m_layers.plain(); }
    /// The layer with that id, or null.
    [[nodiscard]] const ConditionLayer* find(std::uint64_t id) const;

    /// What is known of a rule.
    struct State {
        std::optional<base::Error> error;  ///< why it gives nothing
        bool pending = false;              ///< it is being evaluated, or is to be
        bool local = false;                ///< it costs a tile for a tile
        double milliseconds = -1;          ///< that it took as a whole the last time; -1: never yet
        std::int64_t selected = 0;         ///< elements that it gave
    };
    [[nodiscard]] State state(std::uint64_t id) const;
    /// The first rule that is on and gives nothing, in words; empty where there is none.
    [[nodiscard]] QString problem() const;
    /// Whether a rule that is on is not evaluated yet.
    [[nodiscard]] bool pending() const;

    /// Names of labels that rules may use; they are looked at while a rule is checked.
    void setLabels(const labels::LabelTable* labels) { m_labels = labels; }
    [[nodiscard]] const labels::LabelTable* labels() const { return m_labels; }
    /// Whether that could be a rule of the condition, and as what.
    [[nodiscard]] rules::RuleResult<rules::Rule> check(const QString& text) const;

    // A person's edits: one step of the history each, or none where nothing changes. Refused while
    // the document is busy and in mid-stroke; may fail with OutOfMemory.
    [[nodiscard]] base::Status change(const QString& name, ConditionLayers layers);
    /// Shows other layers that are not meant for good yet: a rule that is being typed.
    [[nodiscard]] base::Status preview(ConditionLayers layers);
    /// Makes a step of what is previewed, or takes it back. Whatever else is done keeps it first.
    void keep();
    void drop();
    [[nodiscard]] bool previewing() const { return m_before.has_value(); }
    /// An id for a new layer.
    [[nodiscard]] std::uint64_t newId() { return ++m_newestId; }
    /// An empty painted layer, or one with these bits. Fails with OutOfMemory.
    [[nodiscard]] base::Result<ConditionLayer> painted(const QString& name);
    [[nodiscard]] ConditionLayer painted(const QString& name,
                                         std::shared_ptr<condition::ConditionMask> bits);
    /// The layers with that rule as a painted layer of what it gives now; evaluates it first.
    [[nodiscard]] base::Status freeze(std::uint64_t id);
    /// One painted layer of what all give now.
    [[nodiscard]] base::Status flatten();

    // For the document
    /// One painted layer, with the rules that there are above it if `keepRules`; no step.
    void reset(std::shared_ptr<condition::ConditionMask> bits, bool keepRules);
    /// Other layers. Afterwards `condition` may be another mask.
    void install(ConditionLayers layers);
    /// The mask that the layers make together: what is painted where they are plain.
    [[nodiscard]] const std::shared_ptr<condition::ConditionMask>& condition() const {
        return m_condition;
    }
    /// True elements of it, where the layers are not plain.
    [[nodiscard]] std::int64_t selected() const { return m_selected; }
    /// The active layer has other bits within `box`, of the condition: keeps the rest true, and
    /// returns a box that holds what changed.
    [[nodiscard]] array::Box follow(const array::Box& box);
    /// The destination has other values within `box`, of the destination. As `follow`.
    [[nodiscard]] array::Box destinationChanged(const array::Box& box);
    /// Layers or arrays that rules can name are others now.
    void inputsReplaced();
    /// As ConditionMask::gather of the condition, were `painted(first, stride, count, out)` in the
    /// active layer.
    using Gather = std::function<void(std::int64_t, std::int64_t, std::int64_t, condition::Word*)>;
    void gather(std::int64_t first, std::int64_t stride, std::int64_t count, condition::Word* out,
                const Gather& painted) const;
    /// Evaluates what is pending, by `run`, which calls what it is given once, on any thread, and
    /// waits for it. Nothing that rules can name changes meanwhile.
    using Evaluate = std::function<base::Status(base::Progress*, base::ThreadPool&)>;
    using Run = std::function<base::Status(const Evaluate&)>;
    [[nodiscard]] base::Status settle(const Run& run);
    [[nodiscard]] bool hasFound() const { return m_found != nullptr; }
    /// Takes what `settle` or a thread has found. Returns a box as `follow`.
    [[nodiscard]] array::Box takeFound();

    // For other states of the history (condition_stack_states.cpp)
    /// The layers that the history's present state has: without what is previewed.
    [[nodiscard]] const ConditionLayers& recorded() const {
        return m_before ? *m_before : m_layers;
    }
    /// What evaluates other layers, joined. What rules give now is taken as it is where they would
    /// see the same; nothing may be pending. It holds on to what `other` has. Fails where the rule
    /// of the source does not fit.
    [[nodiscard]] base::Result<std::unique_ptr<StackEvaluation>> evaluationOf(
        const OtherLayers& other) const;
    /// The first rule above the active layer that looks at what lies below it, and counts; null
    /// where an element of the condition depends on no other one of the active layer.
    [[nodiscard]] const ConditionLayer* ruleOverPainted() const;

signals:
    /// Layers, or what is known of a rule.
    void changed();
    /// Rules were evaluated on the thread: to be taken.
    void found();

private:
    struct Rule {
        QString text;
        std::optional<rules::Rule> checked;
        std::optional<base::Error> error;
        std::shared_ptr<condition::ConditionMask> bits;
        bool stale = true;
        double milliseconds = -1;
        std::int64_t selected = 0;
        std::shared_ptr<condition::ConditionMask> below;  ///< true only where it was looked at

        [[nodiscard]] bool names(std::string_view input) const {
            return checked && RuleInputs::names(*checked, input);
        }
    };
    /// What rules may take of an event that changed something, in nanoseconds; what is more waits
    /// until edits rest.
    static constexpr double kAtOnce = 3e6;
    static constexpr const char* kBelow = "condition";

    void adopt(ConditionLayers layers);
    void record(const QString& name, ConditionLayers before, std::uint64_t versionBefore);
    void checkRules();
    void evaluateSoon();
    void spreadStale();
    [[nodiscard]] bool isCheap() const;
    [[nodiscard]] std::shared_ptr<StackEvaluation> work(bool shares);
    void start();
    void refold();
    [[nodiscard]] array::Box fold(const array::Box& box);
    [[nodiscard]] std::vector<condition::LayerPart> parts(std::size_t end) const;
    [[nodiscard]] bool followRule(std::size_t layer, const array::Box& box);
    [[nodiscard]] array::Box spread(const rules::Rule& rule, const array::Box& box) const;
    [[nodiscard]] array::Box nothing() const;

    Document& m_document;
    const labels::LabelTable* m_labels = nullptr;
    ConditionLayers m_layers;
    std::map<std::uint64_t, Rule> m_rules;
    std::shared_ptr<condition::ConditionMask> m_condition;
    std::int64_t m_selected = 0;
    std::optional<ConditionLayers> m_before;  ///< of a preview
    std::uint64_t m_versionBefore = 0;
    std::uint64_t m_newestId = 0;
    std::shared_ptr<StackEvaluation> m_found;
    QTimer m_rest;
    LatestTask m_task;
};

}  // namespace frisket::session
