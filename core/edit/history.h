// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>

#include "core/base/result.h"

namespace frisket::base {
class Progress;
class ThreadPool;
}  // namespace frisket::base

namespace frisket::edit {

struct StateCopy;

/// One step that can be undone. It is recorded after it was done, so `undo` comes first.
class Entry {
public:
    virtual ~Entry() = default;

    virtual void undo() = 0;
    virtual void redo() = 0;
    /// Memory that the step holds; the same at all times.
    [[nodiscard]] virtual std::int64_t byteSize() const = 0;
    /// For the history list and the menu, such as "Brush stroke".
    [[nodiscard]] virtual std::string_view name() const = 0;

    /// Whether the states on both sides of the step can be made of each other by `flip`: the shapes
    /// and dtypes are the same.
    [[nodiscard]] virtual bool canFlip() const;
    /// Makes of `copy`, the state before the step, that after it (`redo`), or of that after it the
    /// one before (see state_copy.h). Nothing else changes; any thread may call it. Cancelled;
    /// throws std::bad_alloc.
    [[nodiscard]] virtual base::Status flip(StateCopy& copy, bool redo, base::ThreadPool& pool,
                                            base::Progress* progress) const;

protected:
    Entry() = default;
    Entry(const Entry&) = default;
    Entry& operator=(const Entry&) = default;
};

/// What a step throws that a person cancelled before it was taken.
struct StepCancelled {};

/// Linear undo history, bounded in bytes. Knows whether the present state is the one that was
/// last saved. Use from one thread.
class History {
public:
    static constexpr std::int64_t kDefaultBudget = std::int64_t{512} << 20U;

    explicit History(std::int64_t byteBudget = kDefaultBudget) : m_budget(byteBudget) {}

    /// Records a step that was done just now and drops what could be redone. Then drops the oldest
    /// steps until the rest fits the budget; the newest stays even when it alone does not fit.
    /// Returns how many of the oldest were dropped.
    std::size_t push(std::unique_ptr<Entry> entry);
    /// Changes the budget and drops steps until the rest fits: the oldest that are done, then the
    /// last that are undone; one step stays. Returns how many were dropped.
    std::size_t setBudget(std::int64_t bytes);
    /// Each returns the step that it undid or did again, or null when there was none. What the step
    /// throws comes out, and it counts as not taken.
    const Entry* undo();
    const Entry* redo();
    /// Forgets all steps; the present state is clean afterwards only if it was before.
    void clear();

    [[nodiscard]] bool canUndo() const { return m_position > 0; }
    [[nodiscard]] bool canRedo() const { return m_position < m_steps.size(); }
    /// Name of the step that `undo` or `redo` would take; empty when there is none.
    [[nodiscard]] std::string_view undoName() const;
    [[nodiscard]] std::string_view redoName() const;

    /// Number of steps held, done and undone.
    [[nodiscard]] std::size_t size() const { return m_steps.size(); }
    /// Number of steps that are done: steps [0, position()) are, the others are undone.
    [[nodiscard]] std::size_t position() const { return m_position; }
    /// Step `index` < size(), oldest first.
    [[nodiscard]] const Entry& at(std::size_t index) const { return *m_steps[index].entry; }
    /// A number that tells a step from every other one that this history ever held; later steps
    /// have larger ones.
    [[nodiscard]] std::uint64_t serial(std::size_t index) const { return m_steps[index].serial; }
    /// Memory that step `index` holds.
    [[nodiscard]] std::int64_t bytes(std::size_t index) const { return m_steps[index].bytes; }
    /// How many steps were dropped for the budget since the history was last empty.
    [[nodiscard]] std::uint64_t droppedForBudget() const { return m_droppedForBudget; }
    /// Memory that the steps hold.
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }
    [[nodiscard]] std::int64_t budget() const { return m_budget; }

    /// Marks the present state as the saved one.
    void markClean() { m_clean = present(); }
    /// Whether the present state is the marked one. False for good once the marked one can no
    /// longer be reached.
    [[nodiscard]] bool isClean() const { return m_clean == present(); }
    /// The `position()` at which the state is the marked one; nothing where it is out of reach.
    [[nodiscard]] std::optional<std::size_t> cleanPosition() const;

private:
    struct Step {
        std::unique_ptr<Entry> entry;
        std::int64_t bytes = 0;
        std::uint64_t serial = 0;
    };

    void dropFirst();
    void dropLast();
    std::size_t fitBudget();

    /// Number of the present state since the history began; dropping the oldest does not shift it.
    [[nodiscard]] std::uint64_t present() const { return m_dropped + m_position; }

    std::deque<Step> m_steps;
    std::size_t m_position = 0;
    std::uint64_t m_dropped = 0;
    std::optional<std::uint64_t> m_clean = 0;
    std::int64_t m_bytes = 0;
    std::int64_t m_budget;
    std::uint64_t m_nextSerial = 0;
    std::uint64_t m_droppedForBudget = 0;
};

}  // namespace frisket::edit
