// SPDX-License-Identifier: MIT
// The part of Document that puts the result into the destination, and asks whether there is one to
// put.
#include <exception>
#include <new>
#include <utility>

#include "core/assign/check.h"
#include "core/edit/difference.h"
#include "ui/session/condition_stack.h"
#include "ui/session/document.h"
#include "ui/session/document_entries.h"

namespace frisket::session {

base::Error Document::busyError() {
    return {base::ErrorCode::Refused, tr("Something else is being done.").toStdString(),
            tr("Wait until it is done, or cancel it.").toStdString()};
}

/// The elements that an exchange goes over are part of what the job expects from here on.
void Document::exchange(edit::MaskedValues& values, const condition::ConditionMask& where,
                        const QString& words) {
    exchange(values.elementCount(*m_destination), words, [&](const GoOn& goOn) {
        return values.exchange(where, *m_destination, m_pool, goOn);
    });
}

/// Writes so many of the destination's values in slices, by `slices`, which returns false where
/// GoOn said so. Throws edit::StepCancelled, or what was thrown in the event loop meanwhile, and
/// has changed nothing then.
void Document::exchange(std::int64_t elements, const QString& words,
                        const std::function<bool(const GoOn&)>& slices) {
    bool done = false;
    std::exception_ptr problem;
    {
        const Jobs::Busy busy(m_jobs, words);
        base::Progress& progress = m_jobs.progress();
        progress.expect(elements);
        // Nothing may be thrown through the exchange, which would be left half done.
        const auto goOn = [&](std::int64_t more) noexcept {
            try {
                progress.advance(more);
                if (m_jobs.breathe() && !problem) {
                    return true;
                }
                m_jobs.setWords(tr("Taking back what was done"));
            } catch (...) {
                problem = std::current_exception();  // of the event loop: no memory
            }
            return false;
        };
        done = slices(goOn);
    }
    if (!done) {
        forgetDestinationRange();         // whoever asked meanwhile was told of some of it
        emit pixelsChanged(planeRect());  // and what was drawn may show it
        if (problem) {
            std::rethrow_exception(problem);
        }
        throw edit::StepCancelled();
    }
}

base::Result<bool> Document::apply() {
    if (busy()) {
        return tl::unexpected(busyError());
    }
    if (m_inStroke) {
        return base::fail(base::ErrorCode::Refused, tr("A stroke is being painted.").toStdString(),
                          tr("End it, then apply.").toStdString());
    }
    if (const base::Status settled = settleRules(); !settled) {
        return base::passOn(settled);
    }
    if (!m_plan) {
        return base::fail(base::ErrorCode::Refused, m_problem.toStdString());
    }
    // Rules that look at the destination select something else afterwards, so that the step keeps
    // where it was.
    std::shared_ptr<const edit::BitPatch> where;
    if (!m_stack->plain()) {
        const base::Status noted = attempted([&] {
            auto none = condition::ConditionMask::create(m_condition->shape());
            if (!none) {
                throw std::bad_alloc();
            }
            auto patch = edit::differenceOf(*none, *m_condition);
            if (patch && *patch) {
                where = std::make_shared<const edit::BitPatch>(**std::move(patch));
            }
        });
        if (!noted) {
            return base::passOn(noted);
        }
    }
    auto kept = findAndExchange();
    if (!kept) {
        emit historyChanged();  // who asked meanwhile was told that nothing can be done
        return base::passOn(kept);
    }
    const std::uint64_t keptBefore = std::exchange(m_versions.keptCondition, m_versions.condition);
    if (kept->empty()) {
        m_compared = {m_versions.result(), false};
        emit historyChanged();
        return false;
    }
    const std::uint64_t before = m_versions.destination;
    const std::uint64_t after = ++m_versions.newest;
    m_versions.destination = after;
    m_compared = {m_versions.result(), false};  // no value of the source depends on the destination
    forgetDestinationRange();
    record(std::make_unique<ApplyEntry>(
        AppliedValues{*std::move(kept), std::move(where)}, tr("Apply").toStdString(),
        [this](AppliedValues& applied, bool redo) {
            const QString words = redo ? tr("Applying again") : tr("Undoing Apply");
            if (applied.where) {
                exchange(applied.values, applied.condition(m_condition->shape()), words);
            } else {
                exchange(applied.values, *m_condition, words);
            }
        },
        [=, this](bool applied) {
            m_versions.keptCondition = applied ? m_versions.condition : keptBefore;
            setDestinationVersion(applied ? after : before);
        }));
    emit pixelsChanged(planeRect());
    destinationEdited(array::Box::wholeOf(m_destination->shape()));
    emit historyChanged();
    return true;
}

base::Result<edit::MaskedValues> Document::findAndExchange() {
    const Jobs::Busy busy(m_jobs, tr("Applying"));
    const std::int64_t pass = m_destination->count();
    m_jobs.progress().expect(
        (2 + (m_plan->checksValues() ? 1 : 0) + (m_limits.locks.any() ? 1 : 0)) * pass);
    std::optional<edit::MaskedValues> kept;
    // Nothing that it reads changes while the document is busy.
    // The locks too: they can be changed while the other thread looks.
    const auto find = [&, read = inputs(),
                       locks = m_limits.locks](base::Progress& progress) -> base::Status {
        base::ThreadPool pool(m_pool.threads());  // that of the document is the canvas's meanwhile
        const auto refusal = assign::findInexact(*m_plan, read, pool, &progress);
        if (progress.cancelled()) {
            return base::cancelledError();
        }
        if (refusal) {
            return tl::unexpected<base::Error>(refusal->toError());
        }
        if (const base::Status free = checkLocks(read, locks, pool, progress); !free) {
            return free;
        }
        auto found = edit::MaskedValues::find(*m_plan, read, *m_destination, pool, &progress);
        if (!found) {
            return base::passOn(found);
        }
        kept = *std::move(found);
        return {};
    };
    const base::Status found = m_jobs.inBackground(Jobs::OnCancel::Wait, find);
    if (!found) {
        return base::passOn(found);
    }
    m_jobs.progress().expect(-pass);  // the exchange knows better how much it has to do
    try {
        exchange(*kept, *m_condition, {});
    } catch (const edit::StepCancelled&) {
        return base::cancelledError();
    } catch (const std::bad_alloc&) {
        return base::fail(base::ErrorCode::OutOfMemory,
                          tr("There is no memory to put the result in.").toStdString(),
                          tr("Apply a smaller condition, or close other programs.").toStdString());
    }
    return *std::move(kept);
}

void Document::setDestinationVersion(std::uint64_t version) {
    m_versions.destination = version;
    forgetDestinationRange();
    emit pixelsChanged(planeRect());
    destinationEdited(array::Box::wholeOf(m_destination->shape()));
}

void Document::forgetDestinationRange() {
    m_ranges[indexOf(LayerId::Destination)].reset();
    m_ranges[indexOf(LayerId::Result)].reset();
}

base::Result<bool> Document::findUnappliedChanges() {
    if (busy()) {
        return tl::unexpected(busyError());
    }
    abortStroke();  // it would change what is compared
    if (const base::Status settled = settleRules(); !settled) {
        return base::passOn(settled);
    }
    return compareWithResult();
}

base::Result<bool> Document::compareWithResult() {
    if (!m_plan) {
        return false;
    }
    if (m_compared && m_compared->first == m_versions.result()) {
        return m_compared->second;
    }
    const Jobs::Busy busy(m_jobs, tr("Comparing the result with the destination"));
    m_jobs.progress().expect(m_destination->count());
    bool differs = false;
    const auto compare = [&, read = inputs()](base::Progress& progress) -> base::Status {
        base::ThreadPool pool(m_pool.threads());
        const auto found = edit::wouldChange(*m_plan, read, *m_destination, pool, progress);
        if (!found) {
            return base::passOn(found);
        }
        differs = *found;
        return {};
    };
    const base::Status compared = m_jobs.inBackground(Jobs::OnCancel::Wait, compare);
    if (!compared) {
        return base::passOn(compared);
    }
    m_compared = {m_versions.result(), differs};
    return differs;
}

bool Document::isModified() const { return m_versions.destination != m_versions.savedDestination; }

}  // namespace frisket::session
