// SPDX-License-Identifier: MIT
#include "ui/session/document_entries.h"

#include <algorithm>
#include <cassert>
#include <new>
#include <utility>

#include "core/edit/difference.h"

namespace frisket::session {

ConditionEntry::ConditionEntry(condition::ConditionMask& mask, edit::BitPatch patch,
                               const array::Box& box, std::string name,
                               std::function<void(const array::Box&, bool)> announce)
    : m_mask(mask),
      m_patch(std::move(patch)),
      m_box(box),
      m_name(std::move(name)),
      m_announce(std::move(announce)) {}

void ConditionEntry::undo() {
    m_patch.applyTo(m_mask);
    m_announce(m_box, false);
}

void ConditionEntry::redo() {
    m_patch.applyTo(m_mask);  // an xor, so the same again
    m_announce(m_box, true);
}

std::int64_t ConditionEntry::byteSize() const {
    return kAround + m_patch.byteSize() +
           static_cast<std::int64_t>(sizeof(*this) + m_name.capacity());
}

base::Status ConditionEntry::flip(edit::StateCopy& copy, bool /*redo*/, base::ThreadPool& /*pool*/,
                                  base::Progress* /*progress*/) const {
    m_patch.applyTo(copy.ownBits(m_mask));
    return {};
}

DTypeEntry::DTypeEntry(array::BandedArray before, std::string name, PutBack putBack, Again again)
    : m_bytes(before.count() * array::itemSize(before.dtype())),
      m_before(std::move(before)),
      m_name(std::move(name)),
      m_putBack(std::move(putBack)),
      m_again(std::move(again)) {}

void DTypeEntry::undo() {
    array::BandedArray before = *std::move(m_before);
    m_before.reset();
    m_putBack(std::move(before));
}

void DTypeEntry::redo() { m_before = m_again(); }

std::int64_t DTypeEntry::byteSize() const {
    return kAround + m_bytes + static_cast<std::int64_t>(sizeof(*this) + m_name.capacity());
}

condition::ConditionMask AppliedValues::condition(const array::Shape& shape) const {
    auto mask = condition::ConditionMask::create(shape);
    if (!mask) {
        throw std::bad_alloc();
    }
    where->applyTo(*mask);
    return *std::move(mask);
}

bool exchangeIn(edit::StateCopy& copy, const AppliedValues& applied, base::ThreadPool& pool,
                const edit::MaskedValues::GoOn& goOn) {
    const edit::MaskedValues& values = applied.values;
    if (const condition::ConditionMask* all = copy.onlyPainted(); !applied.where && all) {
        return values.exchange(*all, copy.destination, pool, goOn);
    }
    assert(applied.where && "an Apply through several layers keeps where it was");
    const auto painted =
        std::find_if(copy.layers.begin(), copy.layers.end(),
                     [](const edit::StateLayer& layer) { return layer.bits != nullptr; });
    return values.exchange(applied.condition(painted->bits->shape()), copy.destination, pool, goOn);
}

bool exchangeIn(edit::StateCopy& copy, const edit::ValuePatch& values, base::ThreadPool& pool,
                const edit::ValuePatch::GoOn& goOn) {
    return values.exchange(copy.destination, pool, goOn);
}

base::Result<std::unique_ptr<ReshapeEntry>> ReshapeEntry::make(condition::ConditionMask& mask,
                                                               Change change, std::string name,
                                                               std::function<void(bool)> announce) {
    try {
        std::unique_ptr<ReshapeEntry> entry(
            new ReshapeEntry(mask, change, std::move(name), std::move(announce)));
        auto after = entry->done();
        if (!after) {
            return base::passOn(after);
        }
        if (change.reduction) {
            auto back = condition::repeatedAlong(*after, change.axis, change.before);
            if (!back) {
                return base::passOn(back);
            }
            auto lost = edit::differenceOf(*back, mask);
            if (!lost) {
                return base::passOn(lost);
            }
            entry->m_lost = *std::move(lost);
        }
        mask = *std::move(after);
        return entry;
    } catch (const std::bad_alloc&) {
        return base::fail(base::ErrorCode::OutOfMemory,
                          "There is no memory to keep the old condition for undo.",
                          "Close other programs.");
    }
}

ReshapeEntry::ReshapeEntry(condition::ConditionMask& mask, Change change, std::string name,
                           std::function<void(bool)> announce)
    : m_mask(mask),
      m_change(std::move(change)),
      m_name(std::move(name)),
      m_announce(std::move(announce)) {}

base::Result<condition::ConditionMask> ReshapeEntry::done() const {
    return m_change.reduction
               ? condition::reducedAlong(m_mask, m_change.axis, *m_change.reduction, m_change.after)
               : condition::repeatedAlong(m_mask, m_change.axis, m_change.after);
}

base::Result<condition::ConditionMask> ReshapeEntry::undone() const {
    if (!m_change.reduction) {
        // All are equal again when this is undone.
        return condition::reducedAlong(m_mask, m_change.axis, condition::Reduction::Any,
                                       m_change.before);
    }
    auto before = condition::repeatedAlong(m_mask, m_change.axis, m_change.before);
    if (before && m_lost) {
        m_lost->applyTo(*before);
    }
    return before;
}

void ReshapeEntry::undo() {
    auto before = undone();
    if (!before) {
        throw std::bad_alloc();
    }
    m_mask = *std::move(before);
    m_announce(false);
}

void ReshapeEntry::redo() {
    auto after = done();
    if (!after) {
        throw std::bad_alloc();
    }
    m_mask = *std::move(after);
    m_announce(true);
}

std::int64_t ReshapeEntry::byteSize() const {
    return kAround + (m_lost ? m_lost->byteSize() : 0) +
           static_cast<std::int64_t>(sizeof(*this) + m_name.capacity());
}

}  // namespace frisket::session
