// SPDX-License-Identifier: MIT
#include "ui/session/document_entries.h"

#include <utility>

namespace frisket::session {

namespace {
/// What holds an entry: its place in the history, the closure that announces it, and the
/// allocator's own words around these and the entry's blocks; on a 64-bit machine, about.
constexpr std::int64_t kAround = 192;
}  // namespace

ConditionEntry::ConditionEntry(condition::ConditionMask& mask, edit::BitPatch patch,
                               std::string name,
                               std::function<void(const base::Rect&, bool)> announce)
    : m_mask(mask),
      m_patch(std::move(patch)),
      m_name(std::move(name)),
      m_announce(std::move(announce)) {}

void ConditionEntry::undo() {
    m_patch.applyTo(m_mask);
    m_announce(m_patch.packedBounds(), false);
}

void ConditionEntry::redo() {
    m_patch.applyTo(m_mask);  // an xor, so the same again
    m_announce(m_patch.packedBounds(), true);
}

std::int64_t ConditionEntry::byteSize() const {
    return kAround + m_patch.byteSize() +
           static_cast<std::int64_t>(sizeof(*this) + m_name.capacity());
}

ApplyEntry::ApplyEntry(const condition::ConditionMask& mask, array::BandedArray& destination,
                       base::ThreadPool& pool, edit::MaskedValues values, std::string name,
                       std::function<void(bool)> announce)
    : m_mask(mask),
      m_destination(destination),
      m_pool(pool),
      m_values(std::move(values)),
      m_name(std::move(name)),
      m_announce(std::move(announce)) {}

void ApplyEntry::undo() {
    m_values.exchange(m_mask, m_destination, m_pool);
    m_announce(false);
}

void ApplyEntry::redo() {
    m_values.exchange(m_mask, m_destination, m_pool);
    m_announce(true);
}

std::int64_t ApplyEntry::byteSize() const {
    return kAround + m_values.byteSize() +
           static_cast<std::int64_t>(sizeof(*this) + m_name.capacity());
}

}  // namespace frisket::session
