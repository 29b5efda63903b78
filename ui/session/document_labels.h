// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "core/edit/label_writer.h"
#include "ui/session/document.h"

namespace frisket::session {

/// The part of Document that paints values straight into the destination: its target, and the
/// stroke under way.
class Document::Labels {
public:
    explicit Labels(Document& document) : m_document(document) {}

    [[nodiscard]] const PaintTarget& target() const { return m_target; }
    void setTarget(const PaintTarget& target) { m_target = target; }
    [[nodiscard]] base::Result<assign::Scalar> value(const QString& text) const;
    /// Whether values can be written at all, but for jobs; `canPaint`: the target's too, and now.
    [[nodiscard]] bool canWrite() const;
    [[nodiscard]] bool canPaint() const {
        return canWrite() && !m_document.busy() && value(m_target.value).has_value();
    }

    // A stroke, as in Document; `canPaint` must be true when it begins.
    [[nodiscard]] bool inStroke() const { return m_writer.has_value(); }
    /// `name` is the step's where the value does not say it all.
    void begin(const assign::Scalar& value, const QString& name = {});
    /// What the stroke writes from now on.
    void setValue(const assign::Scalar& value) { m_value = value; }
    using Write = std::function<void(const LabelledRegions& part)>;
    /// One stroke, of which `work` writes the parts; taken back where that fails. Whether anything
    /// changed.
    [[nodiscard]] base::Result<bool> writeParts(
        const std::function<base::Status(const Write&)>& work, const QString& name);
    void extend(std::span<const condition::BitRegion> regions, bool value);
    void commit();
    void abort();

    /// Values that become others, and where.
    struct Change {
        edit::Replacement replacement;
        edit::ReplaceScope scope;
        array::Box box;
    };
    /// Refused where something else is done or a value does not fit; Protected where a label that
    /// would go is locked.
    [[nodiscard]] base::Result<Change> change(const LabelChange& asked) const;
    /// Records that `patch`, done just now, changed elements of `box`.
    void push(edit::ValuePatch patch, const array::Box& box, const QString& name);
    /// Values of `box` changed, to whatever: shows them, and with new colours where these span the
    /// values.
    void showChanged(const array::Box& box);

private:
    [[nodiscard]] condition::Plane plane() const;
    [[nodiscard]] bool isLocked(const assign::Scalar& label) const;
    /// Whether colours that span the values must be found again.
    [[nodiscard]] bool widensRange() const;

    Document& m_document;
    PaintTarget m_target;
    std::optional<edit::LabelWriter> m_writer;
    assign::Scalar m_value;               ///< of the stroke
    array::Box m_box;                     ///< elements that it changed
    bool m_inParts = false;               ///< rules look at the destination once, after the last
    bool m_painted = false;               ///< it wrote its value, and not only the background
    std::optional<ValueRange> m_written;  ///< what it wrote, but for NaN
    QString m_name;                       ///< of the stroke's step, or nothing
};

}  // namespace frisket::session
