// SPDX-License-Identifier: MIT
// The part of Document that writes values straight into the destination.
#include "ui/session/document_labels.h"

#include <new>
#include <utility>

#include "ui/session/core_text.h"
#include "ui/session/document_entries.h"
#include "ui/session/pixel_facts.h"

namespace frisket::session {

const PaintTarget& Document::paintTarget() const { return m_labels->target(); }

void Document::setPaintTarget(const PaintTarget& target) {
    if (target != paintTarget()) {
        m_labels->setTarget(target);
        emit paintTargetChanged();
    }
}

base::Result<assign::Scalar> Document::paintValue() const {
    return m_labels->value(paintTarget().value);
}

bool Document::writeLabels(std::span<const LabelledRegions> parts, const QString& name) {
    if (parts.empty() || m_inStroke || !m_labels->canWrite()) {
        return false;
    }
    const std::uint64_t before = m_versions.destination;
    m_inStroke = true;
    beginLimits();
    m_labels->begin(parts.front().value, name);
    for (const LabelledRegions& part : parts) {
        if (m_inStroke) {  // else there was no memory
            m_labels->setValue(part.value);
            extendStroke(part.regions, true);
        }
    }
    if (m_inStroke) {
        commitStroke(name);
    }
    return m_versions.destination != before;
}

base::Result<assign::Scalar> Document::Labels::value(const QString& text) const {
    const array::DType dtype = m_document.m_destination->dtype();
    // There is only one label then.
    const std::string wanted = dtype == array::DType::Bool ? "true" : text.trimmed().toStdString();
    return assign::parseScalar(wanted, dtype);
}

bool Document::Labels::canWrite() const {
    return m_document.m_destination && !m_document.busy() && !m_document.planeRect().empty();
}

condition::Plane Document::Labels::plane() const {
    const array::Layout layout =
        assign::planeLayout(array::Layout::rowMajor(m_document.m_destination->shape()),
                            m_document.window(m_document.planeRect(), 1));
    return {layout.offset, layout.strides[0], layout.strides[1], m_document.planeHeight(),
            m_document.planeWidth()};
}

void Document::Labels::begin(const assign::Scalar& value, const QString& name) {
    m_value = value;
    m_name = name;
    m_box = array::Box::wholeOf(array::Dims::filled(m_document.m_destination->shape().rank(), 0));
    m_painted = false;
    m_writer.emplace(*m_document.m_destination).begin();
}

void Document::Labels::extend(std::span<const condition::BitRegion> regions, bool value) {
    const assign::Scalar background{m_value.dtype, {}};
    const condition::Plane where = plane();
    edit::Dirty all;
    for (const condition::BitRegion& region : regions) {
        const edit::Dirty dirty =
            m_writer->extend(region, where, value ? m_value.data() : background.data());
        all.count += dirty.count;
        all.area.add(dirty.area);
    }
    if (all.count > 0) {
        m_painted = m_painted || value;
        m_box = m_box.united(m_document.m_shown.elements(all.area.bounds()));
        emit m_document.pixelsChanged(all.area);
        m_document.destinationEdited(m_document.m_shown.elements(all.area.bounds()));
    }
}

void Document::Labels::commit() {
    auto patch = m_writer->commit(&m_document.m_pool);
    m_writer.reset();
    m_document.m_inStroke = false;
    if (patch) {
        const QString text = fromCore(assign::toText(m_value.dtype, m_value.data()));
        const QString name = !m_name.isEmpty()               ? m_name
                             : !m_painted                    ? tr("Erase labels")
                             : array::isFloat(m_value.dtype) ? tr("Paint value %1").arg(text)
                                                             : tr("Paint label %1").arg(text);
        const bool widens = widensRange();
        push(*std::move(patch), m_box, name);
        if (widens) {
            m_document.forgetDestinationRange();
            emit m_document.pixelsChanged(m_document.planeRect());
        }
    }
    emit m_document.historyChanged();
}

/// A stroke can make the range only wider, as far as it is worth a look: what it covered may have
/// been the only pixel of the least value, but to know that is a pass over all.
bool Document::Labels::widensRange() const {
    const auto& ranges = m_document.m_ranges[indexOf(LayerId::Destination)];
    const auto& shown = m_document.m_ranges[indexOf(LayerId::Result)];
    const double value = m_painted ? numberOf(m_value.dtype, m_value.data()) : 0;
    const auto widens = [value](const std::optional<measure::ValueRanges>& known) {
        return known && (value < known->full.low || value > known->full.high);
    };
    return widens(ranges) || widens(shown);
}

void Document::Labels::abort() {
    const array::ElementRange range = m_writer->abort();
    m_writer.reset();
    if (range.begin >= range.end) {
        return;
    }
    const array::Box box =
        array::Box::around(range.begin, range.end - 1, m_document.m_destination->shape());
    if (const base::Rect seen = m_document.m_shown.pixels(box); !seen.empty()) {
        m_document.forgetDestinationRange();  // that may have been looked at in mid-stroke
        emit m_document.pixelsChanged(seen);
    }
    m_document.destinationEdited(box);
}

void Document::Labels::showChanged(const array::Box& box) {
    const bool spans = m_document.m_ranges[indexOf(LayerId::Destination)] ||
                       m_document.m_ranges[indexOf(LayerId::Result)];
    m_document.forgetDestinationRange();
    const base::Rect seen = spans ? m_document.planeRect() : m_document.m_shown.pixels(box);
    if (!seen.empty()) {
        emit m_document.pixelsChanged(seen);
    }
    m_document.destinationEdited(box);
}

void Document::Labels::push(edit::ValuePatch patch, const array::Box& box, const QString& name) {
    Document& document = m_document;
    const std::uint64_t before = document.m_versions.destination;
    const std::uint64_t after = ++document.m_versions.newest;
    document.m_versions.destination = after;
    document.record(std::make_unique<LabelEntry>(
        std::move(patch), name.toStdString(),
        [&document, name](edit::ValuePatch& values, bool redo) {
            document.exchange(values.elementCount(),
                              redo ? tr("Again: %1").arg(name) : tr("Taking back: %1").arg(name),
                              [&](const GoOn& goOn) {
                                  return values.exchange(*document.m_destination, document.m_pool,
                                                         goOn);
                              });
        },
        [this, &document, box, before, after](bool redone) {
            document.m_versions.destination = redone ? after : before;
            if (document.m_shown.pixels(box).empty()) {
                document.showPlane(document.m_shown.nearest(box));
            }
            showChanged(box);
        }));
}

}  // namespace frisket::session
