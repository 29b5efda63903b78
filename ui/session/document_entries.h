// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "core/array/banded_array.h"
#include "core/array/box.h"
#include "core/condition/reshape.h"
#include "core/edit/bit_patch.h"
#include "core/edit/history.h"
#include "core/edit/masked_values.h"
#include "core/edit/state_copy.h"
#include "core/edit/value_patch.h"

namespace frisket::session {

/// What holds an entry: its place in the history, the closure that announces it, and the
/// allocator's own words around these and the entry's blocks; on a 64-bit machine, about.
inline constexpr std::int64_t kAround = 192;

/// A change of the condition: a stroke, or an edit of the whole.
class ConditionEntry final : public edit::Entry {
public:
    /// `mask` outlives the history; it may have other content and another shape in between. `box`
    /// holds the elements that the patch changes; `announce` gets it after each undo (false) and
    /// redo (true).
    ConditionEntry(condition::ConditionMask& mask, edit::BitPatch patch, const array::Box& box,
                   std::string name, std::function<void(const array::Box&, bool)> announce);

    void undo() override;
    void redo() override;
    [[nodiscard]] std::int64_t byteSize() const override;
    [[nodiscard]] std::string_view name() const override { return m_name; }
    [[nodiscard]] bool canFlip() const override { return true; }
    [[nodiscard]] base::Status flip(edit::StateCopy& copy, bool redo, base::ThreadPool& pool,
                                    base::Progress* progress) const override;

private:
    condition::ConditionMask& m_mask;
    edit::BitPatch m_patch;
    array::Box m_box;
    std::string m_name;
    std::function<void(const array::Box&, bool)> m_announce;
};

/// An axis of the condition became its own or was collapsed. Keeps what a collapse lost as the
/// difference from the collapsed condition repeated, so that it costs what differed.
class ReshapeEntry final : public edit::Entry {
public:
    struct Change {
        array::Shape before;
        array::Shape after;
        int axis = 0;  ///< of the larger shape
        /// How the axis was collapsed; nothing where it was expanded.
        std::optional<condition::Reduction> reduction;
    };

    /// Does it, once: `mask` gets the shape `change.after`. Fails with TooLarge or OutOfMemory, and
    /// nothing has changed then. `mask` outlives the history; `announce` is told after each undo
    /// (false) and redo (true).
    [[nodiscard]] static base::Result<std::unique_ptr<ReshapeEntry>> make(
        condition::ConditionMask& mask, Change change, std::string name,
        std::function<void(bool)> announce);

    /// Both throw std::bad_alloc before anything changes.
    void undo() override;
    void redo() override;
    [[nodiscard]] std::int64_t byteSize() const override;
    [[nodiscard]] std::string_view name() const override { return m_name; }

private:
    ReshapeEntry(condition::ConditionMask& mask, Change change, std::string name,
                 std::function<void(bool)> announce);
    [[nodiscard]] base::Result<condition::ConditionMask> done() const;
    [[nodiscard]] base::Result<condition::ConditionMask> undone() const;

    condition::ConditionMask& m_mask;
    Change m_change;
    std::optional<edit::BitPatch> m_lost;
    std::string m_name;
    std::function<void(bool)> m_announce;
};

/// The destination got another dtype. Keeps it as it was before; to redo makes the other one again.
class DTypeEntry final : public edit::Entry {
public:
    /// Puts back what the destination was; never throws.
    using PutBack = std::function<void(array::BandedArray before)>;
    /// Changes the dtype again and hands out what the destination was; where it throws, nothing has
    /// changed.
    using Again = std::function<array::BandedArray()>;

    DTypeEntry(array::BandedArray before, std::string name, PutBack putBack, Again again);

    void undo() override;
    void redo() override;
    [[nodiscard]] std::int64_t byteSize() const override;
    [[nodiscard]] std::string_view name() const override { return m_name; }

private:
    std::int64_t m_bytes;
    std::optional<array::BandedArray> m_before;  ///< nothing while it is undone
    std::string m_name;
    PutBack m_putBack;
    Again m_again;
};

/// What an Apply changed.
struct AppliedValues {
    edit::MaskedValues values;
    /// Where the condition was true, as the patch from none; null where the condition was one
    /// painted layer, which is on both sides of the step what it was when that was made. A
    /// condition with rules may be another one afterwards.
    std::shared_ptr<const edit::BitPatch> where;

    [[nodiscard]] std::int64_t byteSize() const {
        return values.byteSize() + (where ? where->byteSize() : 0);
    }
    /// The condition of then, of that shape. Throws std::bad_alloc; there must be `where`.
    [[nodiscard]] condition::ConditionMask condition(const array::Shape& shape) const;
};

/// Exchanges values in a copy of the state; false where `goOn` said so.
[[nodiscard]] bool exchangeIn(edit::StateCopy& copy, const AppliedValues& values,
                              base::ThreadPool& pool, const edit::MaskedValues::GoOn& goOn);
[[nodiscard]] bool exchangeIn(edit::StateCopy& copy, const edit::ValuePatch& values,
                              base::ThreadPool& pool, const edit::ValuePatch::GoOn& goOn);

/// Values that were written into the destination, and the name of the step: an Apply, or labels
/// that were painted or replaced.
template <class Values>
class ExchangeEntry final : public edit::Entry {
public:
    /// Exchanges them with those in the destination, to undo (false) or to redo (true).
    using Exchange = std::function<void(Values& values, bool redo)>;

    /// `announce` is told after each undo (false) and redo (true).
    ExchangeEntry(Values values, std::string name, Exchange exchange,
                  std::function<void(bool)> announce)
        : m_values(std::move(values)),
          m_name(std::move(name)),
          m_exchange(std::move(exchange)),
          m_announce(std::move(announce)) {}

    void undo() override { step(false); }
    void redo() override { step(true); }
    [[nodiscard]] std::int64_t byteSize() const override {
        return kAround + m_values.byteSize() +
               static_cast<std::int64_t>(sizeof(*this) + m_name.capacity());
    }
    [[nodiscard]] std::string_view name() const override { return m_name; }
    [[nodiscard]] bool canFlip() const override { return true; }
    [[nodiscard]] base::Status flip(edit::StateCopy& copy, bool /*redo*/, base::ThreadPool& pool,
                                    base::Progress* progress) const override {
        // Values are exchanged, so it is the same both ways.
        const auto goOn = [&](std::int64_t) { return base::proceed(progress).has_value(); };
        return exchangeIn(copy, m_values, pool, goOn) ? base::Status() : base::cancelledError();
    }

private:
    void step(bool redo) {
        m_exchange(m_values, redo);
        m_announce(redo);
    }

    Values m_values;
    std::string m_name;
    Exchange m_exchange;
    std::function<void(bool)> m_announce;
};

using ApplyEntry = ExchangeEntry<AppliedValues>;
using LabelEntry = ExchangeEntry<edit::ValuePatch>;

}  // namespace frisket::session
