// SPDX-License-Identifier: MIT
#include "core/assign/check.h"

#include <mutex>

#include "core/assign/casting.h"
#include "core/assign/condition_pieces.h"
#include "core/assign/fixes.h"
#include "core/assign/rank_index.h"
#include "core/assign/sequence.h"
#include "core/assign/source_reader.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using condition::Word;

/// As if each value of `report` came `times` times.
void repeat(CastReport& report, std::int64_t times) {
    report.total *= times;
    for (std::int64_t& count : report.counts) {
        count *= times;
    }
}

/// Looks at the runs of one plan that pairs elements by their place; one for each thread.
class RunChecker {
public:
    RunChecker(const AssignPlan& plan, const Inputs& inputs)
        : m_pieces(*inputs.condition, plan.loops().condition()),
          m_tally(castTally(plan.sourceType(), plan.destinationType())) {
        if (plan.addressing() == Addressing::Aligned) {
            m_reader.emplace(inputs.source, plan.sourceType(), plan.sourceType(),
                             plan.loops().source());
        } else {
            m_sequence.emplace(plan, inputs.source, true);
        }
    }

    void check(const Run& run, CastReport& report) {
        m_pieces.forEach(run, [&](const Piece& piece) {
            if (m_reader && m_reader->isSplat()) {
                return checkOne(run, piece, report);
            }
            for (std::int64_t done = 0; done < piece.count;) {
                const Stretch stretch = stretchAt(piece, done);
                done += stretch.piece.count;
                if (stretch.selected > 0 &&
                    !(m_reader && stretch.isSparse() && allSurvive(run, stretch))) {
                    tallyTiles(run, stretch.piece, report);
                }
            }
        });
    }

private:
    /// Looks at the few selected elements of a stretch alone.
    bool allSurvive(const Run& run, const Stretch& stretch) {
        CastReport found;
        m_tally(m_reader->pick(run, stretch.piece), 1, stretch.selected, kAllPicked.data(), 0,
                found);
        return found.total == 0;
    }

    void tallyTiles(const Run& run, const Piece& piece, CastReport& report) {
        for (std::int64_t done = 0; done < piece.count; done += kTileLanes) {
            const std::int64_t count = std::min(kTileLanes, piece.count - done);
            const std::int64_t offset = piece.offset + done;
            const std::byte* lanes = m_reader ? m_reader->lanes(run, offset, count).data
                                              : m_sequence->lanes(run.flat + offset, count);
            m_tally(lanes, 1, count, alignedWords(piece, done, count), run.flat + offset, report);
        }
    }

    /// One value for all: looked at once.
    void checkOne(const Run& run, const Piece& piece, CastReport& report) {
        const std::int64_t selected =
            piece.full ? piece.count
                       : condition::countBits(piece.words, piece.firstBit, piece.count);
        if (selected == 0) {
            return;
        }
        std::int64_t first = 0;
        while (!piece.full && condition::readBits(piece.words, piece.firstBit + first, 1) == 0) {
            ++first;
        }
        CastReport one;
        const Word word = 1;
        m_tally(m_reader->lanes(run, piece.offset, 1).data, 1, 1, &word,
                run.flat + piece.offset + first, one);
        repeat(one, selected);
        merge(report, one);
    }

    const Word* alignedWords(const Piece& piece, std::int64_t done, std::int64_t count) {
        const std::int64_t bit = piece.full ? 0 : piece.firstBit + done;
        if (bit % condition::kWordBits == 0) {
            return piece.words + bit / condition::kWordBits;
        }
        condition::copyBits(piece.words, bit, count, m_words.data());
        return m_words.data();
    }

    ConditionPieces m_pieces;
    CastTally m_tally;
    std::optional<SourceReader> m_reader;
    std::optional<SourceSequence> m_sequence;
    std::array<Word, kTileLanes / condition::kWordBits> m_words{};
    static constexpr std::array<Word, 1> kAllPicked{~Word{0}};  ///< for Stretch::kPicked elements
};

template <class Part>
CastReport overAll(std::int64_t count, base::ThreadPool& pool, base::Progress* progress,
                   Part&& part) {
    constexpr std::int64_t kWatchedGrain = std::int64_t{1} << 20;  // some milliseconds
    std::mutex mutex;
    CastReport report;
    const std::int64_t grain =
        progress != nullptr ? kWatchedGrain : grainFor(count, pool.threads());
    pool.forRange(count, grain, [&](std::int64_t begin, std::int64_t end) {
        if (progress != nullptr && progress->cancelled()) {
            return;
        }
        CastReport mine;
        part(begin, end, mine);
        if (progress != nullptr) {
            progress->advance(end - begin);
        }
        const std::lock_guard lock(mutex);
        merge(report, mine);
    });
    return report;
}

/// Elements [0, count) of a source that is consumed in order; the places are their ranks.
CastReport checkSequence(const AssignPlan& plan, const Inputs& inputs, std::int64_t count,
                         base::ThreadPool& pool, base::Progress* progress) {
    const CastTally tally = castTally(plan.sourceType(), plan.destinationType());
    std::array<Word, kTileLanes / condition::kWordBits> all{};
    all.fill(~Word{0});
    const auto part = [&](std::int64_t begin, std::int64_t end, CastReport& report) {
        SourceSequence sequence(plan, inputs.source, true);
        for (std::int64_t k = begin; k < end; k += kTileLanes) {
            const std::int64_t lanes = std::min(kTileLanes, end - k);
            tally(sequence.lanes(k, lanes), 1, lanes, all.data(), k, report);
        }
    };
    return overAll(count, pool, progress, part);
}

CastReport checkByRank(const AssignPlan& plan, const Inputs& inputs, base::ThreadPool& pool,
                       base::Progress* progress) {
    const std::int64_t selected = inputs.ranks->total();
    const std::int64_t length = plan.source().count();
    CastReport report;
    if (selected == 0) {
        return report;
    }
    if (selected / length > 0) {  // all of the source, more than once if it wraps
        report = checkSequence(plan, inputs, length, pool, progress);
        repeat(report, selected / length);
    }
    merge(report, checkSequence(plan, inputs, selected % length, pool, progress));
    if (report.first >= 0) {
        report.first = inputs.ranks->select(*inputs.condition, report.first);
    }
    return report;
}
}  // namespace

CastReport castReport(const AssignPlan& plan, const Inputs& inputs, base::ThreadPool& pool,
                      base::Progress* progress) {
    if (plan.assignsNothing() || plan.value() ||
        isLossless(plan.sourceType(), plan.destinationType())) {
        return {};
    }
    if (plan.addressing() == Addressing::ByRank) {
        return checkByRank(plan, inputs, pool, progress);
    }
    return overAll(plan.loops().count(), pool, progress,
                   [&](std::int64_t begin, std::int64_t end, CastReport& report) {
                       RunChecker checker(plan, inputs);
                       plan.loops().forEachRun(begin, end,
                                               [&](const Run& run) { checker.check(run, report); });
                   });
}

std::optional<Refusal> findInexact(const AssignPlan& plan, const Inputs& inputs,
                                   base::ThreadPool& pool, base::Progress* progress) {
    return plan.checksValues() ? refusalFor(plan, castReport(plan, inputs, pool, progress))
                               : std::nullopt;
}

std::optional<Refusal> refusalFor(const AssignPlan& plan, const CastReport& report) {
    if (!plan.checksValues() || report.total == 0) {
        return std::nullopt;
    }
    Refusal refusal;
    refusal.kind = Refusal::Kind::InexactValues;
    refusal.operand = Role::Source;
    refusal.found = report.total;
    refusal.message = base::joined(
        report.total,
        report.total == 1 ? " selected value of the source does not survive"
                          : " selected values of the source do not survive",
        " the cast from ", array::name(plan.sourceType()), " to ",
        array::name(plan.destinationType()), "; the first is ",
        toText(plan.sourceType(), report.value.data()), " at ", indexText(plan, report.first), ".");
    refusal.fixes = inexactFixes(report);
    return refusal;
}

std::string indexText(const AssignPlan& plan, std::int64_t flat) {
    const array::Index index = array::unravel(flat, plan.shape());
    std::string text = "[";
    for (int axis = 0; axis < index.rank(); ++axis) {
        text += base::joined(axis == 0 ? "" : ", ", index[axis]);
    }
    return text + "]";
}

}  // namespace frisket::assign
