// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <utility>

#include <QImage>
#include <QObject>
#include <QString>

#include "core/base/result.h"
#include "core/base/thread_pool.h"
#include "ui/session/condition_axes.h"
#include "ui/session/document_types.h"
#include "ui/session/jobs.h"
#include "ui/session/layer_id.h"
#include "ui/session/layer_reading.h"
#include "ui/session/paint_limits.h"
#include "ui/session/paint_target.h"
#include "ui/session/shown_plane.h"

namespace frisket::session {

class ConditionStack;
class RefinePreview;
class RuleArrays;
class SourceRule;
class SpeckPreview;
class StrokeLimits;

/// The three masks, the backdrop, the assignment and its history: all state that a window shows.
/// Lives on the GUI thread. The result is never stored; it is evaluated where it is looked at.
///
/// What passes over whole files or arrays is a job: opening, saving, exporting, comparing, Apply
/// and its undo. The call waits for it, but the event loop goes on. Meanwhile the document is
/// `busy` and refuses whatever would change it or its history; other planes can be shown. A stroke
/// under way is taken back before; Apply and steps of the history are refused in mid-stroke. A call
/// that was cancelled fails with Cancelled and has changed nothing.
class Document : public QObject {
    Q_OBJECT

public:
    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    [[nodiscard]] Jobs& jobs() { return m_jobs; }
    [[nodiscard]] bool busy() const { return m_jobs.busy(); }
    /// What is said to whoever asks for something else meanwhile.
    [[nodiscard]] static base::Error busyError();

    // Layers
    /// Reads all as one job and shows them together; how each one went, up to a destination that
    /// failed: what comes after it would lie over the wrong one and is left out. A new destination,
    /// or a condition of another shape, starts a new history.
    [[nodiscard]] base::Result<std::vector<base::Status>> openAll(
        const std::vector<LayerPath>& files, Others others, const io::ReadLimits& limits = {});
    /// The same of one, with the others kept. On an error nothing changes.
    [[nodiscard]] base::Status open(LayerId id, const QString& path);
    /// Takes the backdrop, the source or the condition away; an empty condition takes its place.
    void close(LayerId id);
    /// The result is there as soon as a destination is: without a plan it is the destination.
    [[nodiscard]] bool has(LayerId id) const;
    [[nodiscard]] const LayerFile& file(LayerId id) const { return m_files[indexOf(id)]; }
    /// dtype and shape of a layer that is present (not of the backdrop).
    [[nodiscard]] array::DType dtype(LayerId id) const;
    [[nodiscard]] array::Shape shape(LayerId id) const;
    /// What to know about how a file was read, or empty.
    [[nodiscard]] QString note(LayerId id) const { return m_notes[indexOf(id)]; }
    [[nodiscard]] const QImage& backdrop() const { return m_photo.picture(); }
    [[nodiscard]] Photo& photo() { return m_photo; }
    [[nodiscard]] const array::BandedArray* destination() const;
    [[nodiscard]] const array::NdArray* source() const;
    /// As it is now, for another thread; nothing while busy or while a stroke is painting it.
    [[nodiscard]] std::optional<array::BandedArray> destinationSnapshot();
    /// Another number for each content that the destination had.
    [[nodiscard]] std::uint64_t destinationVersion() const { return m_versions.destination; }
    [[nodiscard]] const condition::ConditionMask* condition() const;
    /// What strokes write of it: the active layer.
    [[nodiscard]] const condition::ConditionMask* painted() const;
    // The condition's layers, arrays that rules can name, and the rule that gives the source
    [[nodiscard]] ConditionStack& stack() const { return *m_stack; }
    [[nodiscard]] RuleArrays& ruleArrays() const { return *m_ruleArrays; }
    [[nodiscard]] SourceRule& sourceRule() const { return *m_sourceRule; }
    /// Evaluates rules whose inputs have changed, as a job. Fails as they do.
    [[nodiscard]] base::Status settleRules();
    /// The condition's shown plane from afar, for pictures that are smaller than the plane; only
    /// rows that were required are there. There must be a condition that fits.
    [[nodiscard]] const condition::OrPyramid& overview() const { return *m_overview; }
    void requireOverview(std::int64_t firstRow, std::int64_t endRow);
    /// For loops that the GUI thread waits for.
    [[nodiscard]] base::ThreadPool& pool() { return m_pool; }

    // The assignment
    [[nodiscard]] assign::Mode mode() const { return m_mode; }
    void setMode(assign::Mode mode);
    [[nodiscard]] assign::Casting casting() const { return m_casting; }
    void setCasting(assign::Casting casting);
    /// Value of the mode `fill`, as the person typed it.
    [[nodiscard]] QString valueText() const { return m_valueText; }
    void setValueText(const QString& text);
    /// The plan of the present operands, or null: see `refusal`, or an operand is missing.
    [[nodiscard]] const assign::AssignPlan* plan() const;
    [[nodiscard]] const std::optional<assign::Refusal>& refusal() const { return m_refusal; }
    /// Why there is no plan, in words; empty when there is one.
    [[nodiscard]] QString problem() const;
    /// What the present plan reads, kept true while the condition is painted.
    [[nodiscard]] assign::Inputs inputs() const;
    /// What is asked of the assignment; there must be a destination. Views are part of it.
    [[nodiscard]] assign::PlanRequest planRequest() const;
    /// How the mode lays the shapes side by side, refused or not; nothing without a destination.
    [[nodiscard]] std::optional<assign::BroadcastTable> broadcastTable() const;
    /// Does a fix of the present refusal, as a job where it makes an array: another mode or
    /// casting, or the source or condition seen otherwise. The files stay as they are. Another
    /// condition starts a new history. Refused while busy; fails as assign::applyFix, Cancelled.
    [[nodiscard]] base::Status applyFix(const assign::Fix& fix);
    /// Through what the source or condition is seen.
    [[nodiscard]] const OperandView& operandView(LayerId id) const { return m_views[indexOf(id)]; }
    /// The source as its file has it again.
    void resetSourceView();

    // The plane that is shown
    /// Axes and indices that are shown. A destination of another shape begins with its first plane.
    [[nodiscard]] const ShownPlane& shownPlane() const { return m_shown; }
    /// Shows two different axes, the others at the indices that they had. Not in mid-stroke, whose
    /// pixels would turn into others.
    void setShownAxes(int axisY, int axisX);
    /// Shows that index of an axis, or the nearest that there is. A stroke under way goes on.
    void setIndex(int axis, std::int64_t index);
    void setActiveAxis(int axis);  ///< a hidden one, along which `stepIndex` moves
    void stepIndex(std::int64_t steps);
    /// What the destination's file calls the axis, or "axis 2".
    [[nodiscard]] QString axisName(int axis) const;
    /// Size of the image in pixels: of the destination's shown axes, else of the backdrop.
    [[nodiscard]] std::int64_t planeWidth() const;
    [[nodiscard]] std::int64_t planeHeight() const;
    [[nodiscard]] base::Rect planeRect() const { return {0, 0, planeWidth(), planeHeight()}; }
    /// A window of the shown plane for `assign::planeLayout` and `evaluateWindow`.
    [[nodiscard]] assign::PlaneWindow window(const base::Rect& samples, std::int64_t step) const;
    /// The plane of the condition under the shown one.
    [[nodiscard]] condition::Plane conditionPlane() const;
    /// Whether some of a few thousand of the layer's values are no whole numbers: scores.
    [[nodiscard]] bool looksContinuous(LayerId id) const;
    /// Ranges of the destination's or source's values, for colour maps. Looks at no more than
    /// kRangeSample values, the first time after a file was opened or the destination changed.
    [[nodiscard]] measure::ValueRanges valueRanges(LayerId id) const;
    static constexpr std::int64_t kRangeSample = std::int64_t{1} << 20U;
    /// The source or condition with the destination's shape as the mode pairs them, or nothing
    /// where it does not fit. A source whose values are taken in their order has one only if its
    /// shape is the destination's.
    [[nodiscard]] std::optional<array::Layout> broadcastLayout(LayerId id) const;
    /// Whether the source has no place in the picture, as the mode takes its values in order.
    [[nodiscard]] bool sourceIsList() const;

    /// Text of a mask's value at a pixel of the shown plane, or nothing.
    [[nodiscard]] std::optional<QString> valueAt(LayerId id, std::int64_t x, std::int64_t y) const;

    // Painting: begin, extend any number of times, then commit or abort
    /// What strokes write. A value that the destination can't hold is kept, but nothing is painted.
    [[nodiscard]] const PaintTarget& paintTarget() const;
    void setPaintTarget(const PaintTarget& target);
    /// The target's value in the destination's dtype, true for bool; or why it is none. There must
    /// be a destination.
    [[nodiscard]] base::Result<assign::Scalar> paintValue() const;
    /// Whether a stroke may begin, into the target or into the one that is named.
    [[nodiscard]] bool canPaint() const { return canPaint(paintTarget().into); }
    [[nodiscard]] bool canPaint(PaintInto into) const;
    void beginStroke() { beginStroke(paintTarget().into); }
    void beginStroke(PaintInto into);
    [[nodiscard]] bool inStroke() const { return m_inStroke; }
    [[nodiscard]] bool paintsDestination() const;  ///< a stroke under way does
    /// Sets or clears the pixels where the limits allow it; in the destination: value or 0.
    void extendStroke(const condition::BitRegion& region, bool value) {
        extendStroke(std::span(&region, 1), value);
    }
    /// The same for several at once: one event of a pointer.
    void extendStroke(std::span<const condition::BitRegion> regions, bool value);
    /// One undo entry, or none if nothing changed.
    void commitStroke(const QString& name);
    /// Takes it back; nothing where there is none.
    void abortStroke();

    /// Writes values straight into the destination's shown plane where the limits allow it: one
    /// undo entry. False where nothing changed, or nothing can be written now; OutOfMemory.
    [[nodiscard]] base::Result<bool> writeLabels(std::span<const LabelledRegions> parts,
                                                 const QString& name);
    /// The same as a part of the caller's job. Cancelled; Refused where the plane is left
    /// meanwhile.
    [[nodiscard]] base::Result<bool> writeLabels(const NextLabels& next, const QString& name);

    /// Where strokes may go; those that begin from now on.
    [[nodiscard]] const PaintLimits& limits() const { return m_limits; }
    void setLimits(const PaintLimits& limits);
    /// ConditionMask::gather of the condition as it was when the stroke under way began; as it is
    /// where there is none. Threads may call it together.
    void readStartOfStroke(std::int64_t first, std::int64_t stride, std::int64_t count,
                           condition::Word* out) const;
    /// Deselects what serves a pixel with a locked label, in all planes: one undo entry. Cancelled.
    [[nodiscard]] base::Status deselectLocked();

    /// Elements of the condition that are true; kept up to date, costs nothing.
    [[nodiscard]] std::int64_t selectedCount() const { return m_selectedCount; }
    /// Those of the destination; nothing where the condition does not fit.
    [[nodiscard]] std::optional<std::int64_t> selectedElements() const;

    // Edits of the whole condition, one undo entry each
    void clearCondition();
    void selectAll();
    void invertCondition();

    // The condition's own axes
    /// For each axis of the destination; nothing where the condition does not fit.
    [[nodiscard]] std::vector<AxisSharing> axisSharing() const;
    /// Gives a repeated axis of the condition a copy for each index: one undo entry, or `failed`.
    void expandCondition(int axis);
    /// Makes one condition for all indices of an axis: true where any, or all, of them are.
    void collapseCondition(int axis, condition::Reduction reduction);

    // Previews: what a refinement would make of the condition, which specks the destination has
    [[nodiscard]] RefinePreview& refining() { return *m_refining; }
    [[nodiscard]] SpeckPreview& specks() { return *m_specks; }

    // History
    [[nodiscard]] const edit::History& history() const { return m_history; }
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    void undo();
    void redo();
    /// Undoes or redoes until `position` steps are done; nothing in mid-stroke. Where it is
    /// cancelled it stops where it is; where memory runs out too, and says so by `failed`.
    void stepTo(std::size_t position);
    // How the shown plane differs there, and bringing that back (document_history.cpp); as jobs
    [[nodiscard]] base::Result<StateLook> compareWith(std::size_t position);
    [[nodiscard]] base::Result<std::int64_t> revertTo(std::size_t position,
                                                      const RevertScope& what);
    /// Memory that the history may hold; takes effect at once. Not while busy.
    void setHistoryBudget(std::int64_t bytes);

    // Result
    /// Puts the live result into the destination; one undo entry. Whether that changed anything:
    /// false where the result equals the destination. Refused under Exact when a selected value
    /// would change, where a pixel with a locked label would, and in mid-stroke, whose end the
    /// history would have before it.
    [[nodiscard]] base::Result<bool> apply();
    /// Jobs that count, or change, the values of the destination that `change` is about; changed
    /// ones are one undo step. Refused in mid-stroke and where a value does not fit.
    [[nodiscard]] base::Result<edit::ReplaceCounts> countReplacement(const LabelChange& change);
    [[nodiscard]] base::Result<std::int64_t> replaceLabels(const LabelChange& change);
    /// A job, one undo step: gives the destination another dtype. Refused in mid-stroke and where a
    /// value has no equal in it; OutOfMemory, Cancelled.
    [[nodiscard]] base::Status changeDType(array::DType dtype);
    /// What the destination's file has.
    [[nodiscard]] array::DType savedDType() const { return m_versions.ofFile.front().dtype; }
    [[nodiscard]] bool hasValuesOfFile() const { return m_versions.hasValuesOfFile(); }
    /// Whether the live result differs from the destination. A job that passes over what is
    /// selected, unless the answer is known.
    [[nodiscard]] base::Result<bool> findUnappliedChanges();
    /// Whether the condition is, but for views, what the file has from which it was opened.
    [[nodiscard]] bool conditionIsInFile() const;
    /// Whether the condition has strokes or edits that are in no file and in no Apply.
    [[nodiscard]] bool hasPaintedWork() const;
    /// Whether anything was done since the files were opened or the destination was last saved.
    [[nodiscard]] bool hasUnsavedSteps() const { return !m_history.isClean(); }
    /// Whether the destination differs from its file.
    [[nodiscard]] bool isModified() const;
    [[nodiscard]] base::Status saveDestination(const QString& path, const SaveOptions& how = {});
    /// Writes the destination, source, condition or live result; the ending names the format.
    [[nodiscard]] base::Status exportLayer(LayerId id, const QString& path,
                                           const SaveOptions& how = {});

signals:
    /// A layer came, went or was replaced.
    void layersChanged();
    /// That layer was read from a file, just before layersChanged.
    void layerOpened(frisket::session::LayerId id);
    /// Mode, casting, value or an operand changed: plan, refusal and table are new. Also when a
    /// plan that depends on how many are selected becomes refused, works again, or is refused in
    /// other words.
    void planChanged();
    /// Pixels of the shown plane changed: of any layer, so where the source is consumed in order
    /// all rows from an edit on.
    void pixelsChanged(const frisket::base::Area& area);
    /// Something that nobody waits for could not be done; a stroke was taken back for it.
    void failed(const frisket::base::Error& error);
    /// The limits, or what they exclude: a stroke ended that changed what is on which side.
    void limitsChanged();
    /// Other axes or another index are shown.
    void planeChanged();
    void paintTargetChanged();
    /// The oldest steps were dropped to stay within the history's budget, for the first time since
    /// the history was last empty.
    void stepsDropped();
    /// Undo, redo, or the question of unsaved work may have another answer.
    void historyChanged();

private:
    friend class ConditionStack;
    friend class RuleArrays;
    friend class SourceRule;
    void conditionReplaced();
    void ruleInputsReplaced();
    void setSource(std::optional<array::NdArray> source);
    void takeRules();
    void destinationEdited(const array::Box& elements);
    void updatePlan();
    void makePlan();
    [[nodiscard]] bool recountPlan();
    [[nodiscard]] bool conditionFits(const array::Shape& destination) const;
    enum class Follow : std::uint8_t { Stay, GoThere };
    void announce(const array::Box& own, Follow follow, const base::Area& pixels = {});
    void tell(const array::Box& own, Follow follow, const base::Area& pixels);
    void conditionEdited(const array::Box& elements);
    [[nodiscard]] base::Rect pixelsBehind(const array::Box& elements) const;
    void showPlane(const ShownPlane& plane);
    void reshapeCondition(const QString& name, const ConditionAxes::Change& change,
                          std::optional<condition::Reduction> reduction);
    class Opening;
    void forget(LayerId id);
    void layersReplaced();
    class Fixing;
    class Retyping;
    [[nodiscard]] base::Status emptyCondition();
    using Announce = std::function<void(bool redone)>;
    [[nodiscard]] base::Status setCondition(ReadLayer layer);
    enum class Rules : std::uint8_t { Keep, Drop };
    void adoptCondition(condition::ConditionMask mask, std::int64_t selected,
                        const ConditionFacts& facts, Rules rules);
    [[nodiscard]] ConditionFacts conditionFacts() const;
    void setConditionFacts(const ConditionFacts& facts);
    void pushPatch(std::optional<edit::BitPatch> patch, const array::Box& own, const QString& name,
                   std::int64_t selectedBefore, const Announce& also = {});
    void record(std::unique_ptr<edit::Entry> entry);
    template <class Change>
    void tellOfDropped(Change&& change);
    base::Status attempted(const std::function<void()>& work);
    template <class Work>
    void guarded(Work&& work);
    void editWhole(const QString& name,
                   const std::function<std::optional<edit::BitPatch>()>& change);
    void beginLimits();
    void endLimits();
    [[nodiscard]] base::Status checkLocks(const assign::Inputs& inputs, const LabelLocks& locks,
                                          base::ThreadPool& pool, base::Progress& progress) const;
    void setDestinationVersion(std::uint64_t version);
    void forgetDestinationRange();
    using GoOn = edit::MaskedValues::GoOn;
    void exchange(std::int64_t elements, const QString& words,
                  const std::function<bool(const GoOn&)>& slices);
    void exchange(edit::MaskedValues& values, const condition::ConditionMask& where,
                  const QString& words);
    [[nodiscard]] base::Result<edit::MaskedValues> findAndExchange();
    [[nodiscard]] base::Result<bool> compareWithResult();
    class Writing;

    base::ThreadPool m_pool;
    std::array<LayerFile, kAllLayers.size()> m_files;
    std::array<QString, kAllLayers.size()> m_notes;
    Photo m_photo;
    std::optional<array::BandedArray> m_destination;
    std::optional<array::NdArray> m_source;      ///< as it is seen
    std::optional<array::NdArray> m_sourceFile;  ///< as it was read, where that is something else
    std::array<OperandView, kAllLayers.size()> m_views;
    std::shared_ptr<condition::ConditionMask> m_condition;  ///< as its layers give it
    std::unique_ptr<edit::ConditionWriter> m_writer;
    array::DType m_conditionType = array::DType::Bool;
    assign::Mode m_mode = assign::Mode::Where;
    assign::Casting m_casting = assign::Casting::Exact;
    QString m_valueText = QStringLiteral("1");
    std::optional<assign::AssignPlan> m_plan;
    // Of the plan; while edits change only the number of selected ones it outlives the plan.
    std::optional<assign::PreparedInputs> m_prepared;
    assign::Addressing m_preparedFor = assign::Addressing::Aligned;
    std::optional<ConditionAxes> m_conditionAxes;  ///< nothing where it does not fit
    std::optional<assign::Refusal> m_refusal;
    QString m_problem;
    std::optional<condition::OrPyramid> m_overview;  ///< of the plane that is shown
    ShownPlane m_shown;
    edit::History m_history;
    bool m_inStroke = false;
    array::Box m_strokeBox;  ///< elements of the condition that the stroke changed
    PaintLimits m_limits;
    std::unique_ptr<StrokeLimits> m_strokeLimits;  ///< of the stroke under way, if there are any
    std::int64_t m_selectedCount = 0;
    std::int64_t m_selectedBeforeStroke = 0;
    mutable std::array<std::optional<measure::ValueRanges>, kAllLayers.size()> m_ranges;
    Versions m_versions;
    /// The last answer to whether the result differs from the destination, and of what.
    std::optional<std::pair<Versions::Result, bool>> m_compared;
    class Labels;
    std::unique_ptr<Labels> m_labels;  ///< what paints the destination
    std::unique_ptr<RefinePreview> m_refining;
    std::unique_ptr<SpeckPreview> m_specks;
    std::unique_ptr<ConditionStack> m_stack;
    std::unique_ptr<RuleArrays> m_ruleArrays;
    std::unique_ptr<SourceRule> m_sourceRule;
    Jobs m_jobs;  ///< the last, so that no thread outlives what it uses
};

}  // namespace frisket::session
