// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "core/edit/bit_patch.h"
#include "core/edit/history.h"
#include "core/edit/masked_values.h"

namespace frisket::session {

/// A change of the condition: a stroke, or an edit of the whole.
class ConditionEntry final : public edit::Entry {
public:
    /// `mask` outlives the history. `announce` gets the packed rectangle after each undo (false)
    /// and redo (true).
    ConditionEntry(condition::ConditionMask& mask, edit::BitPatch patch, std::string name,
                   std::function<void(const base::Rect&, bool)> announce);

    void undo() override;
    void redo() override;
    [[nodiscard]] std::int64_t byteSize() const override;
    [[nodiscard]] std::string_view name() const override { return m_name; }

private:
    condition::ConditionMask& m_mask;
    edit::BitPatch m_patch;
    std::string m_name;
    std::function<void(const base::Rect&, bool)> m_announce;
};

/// An Apply: the values that it overwrote.
class ApplyEntry final : public edit::Entry {
public:
    /// The references outlive the history. `announce` is told after each undo (false) and redo
    /// (true).
    ApplyEntry(const condition::ConditionMask& mask, array::BandedArray& destination,
               base::ThreadPool& pool, edit::MaskedValues values, std::string name,
               std::function<void(bool)> announce);

    void undo() override;
    void redo() override;
    [[nodiscard]] std::int64_t byteSize() const override;
    [[nodiscard]] std::string_view name() const override { return m_name; }

private:
    const condition::ConditionMask& m_mask;
    array::BandedArray& m_destination;
    base::ThreadPool& m_pool;
    edit::MaskedValues m_values;
    std::string m_name;
    std::function<void(bool)> m_announce;
};

}  // namespace frisket::session
