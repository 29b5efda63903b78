// SPDX-License-Identifier: MIT
// The part of Document that writes values straight into the destination.
#include "ui/session/document_labels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/session/core_text.h"
#include "ui/session/document_entries.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/plane_job.h"
#include "ui/session/stroke_limits.h"

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

bool Document::paintsDestination() const { return m_labels->inStroke(); }

base::Result<bool> Document::writeLabels(std::span<const LabelledRegions> parts,
                                         const QString& name) {
    if (parts.empty() || m_inStroke || busy() || !m_labels->canWrite()) {
        return false;
    }
    const auto all = [parts](const Labels::Write& write) {
        std::for_each(parts.begin(), parts.end(), write);
        return base::Status();
    };
    return m_labels->writeParts(all, name);
}

base::Result<bool> Document::writeLabels(const NextLabels& next, const QString& name) {
    if (m_inStroke || !m_labels->canWrite()) {
        return false;
    }
    const auto all = [&, shown = m_shown](const Labels::Write& write) -> base::Status {
        while (const auto part = next()) {
            write(*part);
            if (!m_jobs.breathe() || !m_inStroke) {
                return base::cancelledError();
            }
            if (!showSame(shown, m_shown)) {
                return tl::unexpected(planeLeftError());
            }
        }
        return {};
    };
    return m_labels->writeParts(all, name);
}

base::Result<bool> Document::Labels::writeParts(
    const std::function<base::Status(const Write&)>& work, const QString& name) {
    const std::uint64_t before = m_document.m_versions.destination;
    std::unique_ptr<StrokeLimits>& limits = m_document.m_strokeLimits;
    base::Status done;
    const base::Status attempt = m_document.attempted([&] {
        m_document.beginLimits();
        begin({m_document.m_destination->dtype(), {}}, name);
        m_document.m_inStroke = true;
        emit m_document.historyChanged();  // who counts values does so before they change
        m_inParts = true;
        done = work([&](const LabelledRegions& part) {
            setValue(part.value);
            if (limits) {
                extend(limits->allowed(m_document, part.regions, true), true);
            } else {
                extend(part.regions, true);
            }
        });
        if (done) {
            limits.reset();
            if (!m_box.empty()) {
                m_document.destinationEdited(m_box);
            }
            commit();
        }
    });
    m_inParts = false;
    m_document.abortStroke();  // what failed
    if (!attempt || !done) {
        return base::passOn(attempt ? done : attempt);
    }
    return m_document.m_versions.destination != before;
}

base::Result<assign::Scalar> Document::Labels::value(const QString& text) const {
    const array::DType dtype = m_document.m_destination->dtype();
    // There is only one label then.
    const std::string wanted = dtype == array::DType::Bool ? "true" : text.trimmed().toStdString();
    return assign::parseScalar(wanted, dtype);
}

bool Document::Labels::canWrite() const {
    return m_document.m_destination && !m_document.planeRect().empty();
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
    m_written.reset();
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
        const double number = value ? numberOf(m_value.dtype, m_value.data()) : 0;
        if (!std::isnan(number)) {
            const ValueRange known = m_written.value_or(ValueRange{number, number});
            m_written = {std::min(known.low, number), std::max(known.high, number)};
        }
        m_box = m_box.united(m_document.m_shown.elements(all.area.bounds()));
        emit m_document.pixelsChanged(all.area);
        if (!m_inParts) {
            m_document.destinationEdited(m_document.m_shown.elements(all.area.bounds()));
        }
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
    const auto widens = [this](const std::optional<measure::ValueRanges>& known) {
        return known && m_written &&
               (m_written->low < known->full.low || m_written->high > known->full.high);
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
