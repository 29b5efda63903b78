// SPDX-License-Identifier: MIT
#include "ui/session/change_count.h"

#include <algorithm>
#include <bit>

namespace frisket::session {

using condition::kWordBits;
using condition::Word;
using condition::wordsFor;
using measure::Transitions;

namespace {
/// Words between two looks at the clock: a few tenths of a millisecond on one thread.
constexpr std::int64_t kBatch = 4096;
/// The same where neighbours don't lie side by side.
constexpr std::int64_t kStridedBatch = 256;
/// Fewer are not worth waking threads.
constexpr std::int64_t kWorthThreads = 512;
constexpr std::int64_t kRunWords = ChangeReader::kMost / kWordBits;

Word bitsOf(std::int64_t count, std::int64_t word) {
    return condition::lowBits(count - word * kWordBits);
}
}  // namespace

ChangeCount::ChangeCount(const ChangeReader& reader, bool scored, int threads)
    : m_words(wordsFor(reader.width())),
      m_rows(static_cast<std::size_t>(reader.height()), {0, static_cast<std::int32_t>(m_words)}),
      m_bits({0, 0, reader.width(), reader.height()}),
      m_scored(scored),
      m_becomesReference(scored && reader.becomesReference()),
      m_dtype(reader.dtype()),
      m_hands(static_cast<std::size_t>(threads)) {
    const array::DType dtype = reader.dtype();
    m_pairs.assign(m_hands.size(), Transitions(dtype, dtype));
    if (m_scored) {
        const Transitions compared(dtype, reader.referenceType());
        m_whole.assign(m_hands.size(), compared);
        if (!m_becomesReference) {
            m_before = m_whole;
            m_after = m_whole;
        }
    }
}

void ChangeCount::touch(const base::Area& area) {
    for (const base::Rect& rect : area.rects()) {
        const base::Rect part = rect.intersected(m_bits.box());
        if (part.empty()) {
            continue;
        }
        const auto begin = static_cast<std::int32_t>(part.x0 / kWordBits);
        const auto end = static_cast<std::int32_t>(wordsFor(part.x1));
        for (std::int64_t y = part.y0; y < part.y1; ++y) {
            Row& row = m_rows[static_cast<std::size_t>(y)];
            const bool isClean = row.begin >= row.end;
            row.begin = isClean ? begin : std::min(row.begin, begin);
            row.end = isClean ? end : std::max(row.end, end);
        }
        m_first = std::min(m_first, part.y0);
    }
}

/// What comes next of a row; empty where nothing is to be done.
ChangeCount::Piece ChangeCount::pieceOf(std::int64_t y, Look look, std::int64_t most) const {
    const Row& row = m_rows[static_cast<std::size_t>(y)];
    const std::int32_t end = look == Look::Flips ? std::min(row.end, row.counted) : row.end;
    const auto limited = [&](std::int32_t from, std::int32_t to) {
        return Piece{y, from, static_cast<std::int32_t>(std::min<std::int64_t>(to, from + most))};
    };
    if (row.begin < end) {
        return limited(row.begin, end);
    }
    const bool marks = m_marks && look == Look::Everything;
    return marks ? limited(row.marked, row.counted) : Piece{y, 0, 0};
}

bool ChangeCount::hasWork(Look look) const {
    for (std::int64_t y = m_first; y < m_bits.box().y1; ++y) {
        const Piece piece = pieceOf(y, look, 1);
        if (piece.begin < piece.end) {
            return true;
        }
    }
    return false;
}

std::int64_t ChangeCount::pendingWords() const {
    std::int64_t words = 0;
    for (auto y = static_cast<std::size_t>(m_first); y < m_rows.size(); ++y) {
        words += std::max(0, std::min(m_rows[y].end, m_rows[y].counted) - m_rows[y].begin);
    }
    return words;
}

base::Rect ChangeCount::advance(const ChangeReader& reader, base::ThreadPool& pool, Look look,
                                Clock::time_point deadline) {
    const std::int64_t most = reader.isPacked() ? kBatch : kStridedBatch;
    const std::int64_t height = m_bits.box().y1;
    std::vector<Piece> batch;
    std::int64_t y = m_first;
    do {
        batch.clear();
        std::int64_t words = 0;
        while (y < height && words < most) {
            const Piece piece = pieceOf(y, look, most - words);
            words += std::max(0, piece.end - piece.begin);
            if (piece.begin < piece.end) {
                batch.push_back(piece);
            }
            if (words < most) {
                ++y;  // else there may be more of the row
            }
        }
        for (const Piece& piece : batch) {
            const Row& row = m_rows[static_cast<std::size_t>(piece.y)];
            m_counted += std::max(0, piece.end - row.counted);
        }
        const auto count = static_cast<std::int64_t>(batch.size());
        const std::int64_t hands =
            words < kWorthThreads ? 1 : std::min(count, static_cast<std::int64_t>(m_hands.size()));
        pool.forRange(hands, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t hand = begin; hand < end; ++hand) {
                for (std::int64_t i = hand * count / hands; i < (hand + 1) * count / hands; ++i) {
                    this->count(reader, batch[static_cast<std::size_t>(i)],
                                static_cast<std::size_t>(hand));
                }
            }
        });
    } while (y < height && Clock::now() < deadline);
    while (m_first < height) {
        const Piece rest = pieceOf(m_first, Look::Everything, 1);
        if (rest.begin < rest.end) {
            break;
        }
        ++m_first;
    }
    base::Rect marked;
    for (Hand& hand : m_hands) {
        marked = marked.united(hand.marked);
        hand.marked = {};
    }
    return marked;
}

/// Several threads do so for different rows.
void ChangeCount::count(const ChangeReader& reader, const Piece& piece, std::size_t hand) {
    Row& row = m_rows[static_cast<std::size_t>(piece.y)];
    Hand& own = m_hands[hand];
    const std::int64_t words = piece.end - piece.begin;
    if (row.begin < row.end) {
        own.now.resize(static_cast<std::size_t>(words));
        reader.readBits(piece.y, piece.begin, words, own.now.data());
        Word* const bits = m_bits.row(piece.y) + piece.begin;
        for (std::int64_t w = 0; w < words;) {
            std::int64_t run = 0;
            while (w + run < words && run < kRunWords &&
                   bits[w + run] != own.now[static_cast<std::size_t>(w + run)]) {
                ++run;
            }
            if (run > 0) {
                const Word* now = &own.now[static_cast<std::size_t>(w)];
                countRun(reader, piece.y, piece.begin + w, run, now, hand);
                std::copy_n(now, run, bits + w);
                const std::int64_t markedRun = std::min(run, row.marked - piece.begin - w);
                if (m_marks && markedRun > 0) {
                    markWords(reader, piece.y, piece.begin + w, piece.begin + w + markedRun, own);
                }
            }
            w += std::max<std::int64_t>(run, 1);
        }
        if (m_scored && piece.end > row.counted) {
            compare(reader, piece.y, row.counted, piece.end, hand);
        }
        row.counted = std::max(row.counted, piece.end);
        row.begin = piece.end;
        return;
    }
    markWords(reader, piece.y, piece.begin, piece.end, own);
    row.marked = piece.end;
}

void ChangeCount::countRun(const ChangeReader& reader, std::int64_t y, std::int64_t word,
                           std::int64_t words, const Word* now, std::size_t hand) {
    Hand& own = m_hands[hand];
    const Word* const bits = m_bits.row(y) + word;
    const auto size = static_cast<std::size_t>(words);
    own.set.resize(size);
    own.cleared.resize(size);
    Word anySet = 0;
    Word anyCleared = 0;
    for (std::size_t w = 0; w < size; ++w) {
        own.set[w] = now[w] & ~bits[w];
        own.cleared[w] = bits[w] & ~now[w];
        anySet |= own.set[w];
        anyCleared |= own.cleared[w];
    }
    const std::int64_t x = word * kWordBits;
    const auto last = static_cast<std::int64_t>(std::bit_width(now[words - 1] ^ bits[words - 1]));
    const std::int64_t end = (words - 1) * kWordBits + last;
    const std::int64_t skip = std::countr_zero(now[0] ^ bits[0]);
    const ChangeReader::Values values = reader.read(y, x, skip, end, own.buffers);
    const bool compares = m_scored && !m_becomesReference;
    const std::byte* reference = compares ? reader.readReference(y, x, end, own.buffers) : nullptr;
    const auto add = [&](const std::vector<Word>& chosen, int sign) {
        m_pairs[hand].add(values.before, values.after, chosen.data(), end, sign);
        if (compares) {
            m_before[hand].add(values.before, reference, chosen.data(), end, sign);
            m_after[hand].add(values.after, reference, chosen.data(), end, sign);
        }
    };
    if (anySet != 0) {
        add(own.set, 1);
    }
    if (anyCleared != 0) {
        add(own.cleared, -1);
    }
}

/// Words [begin, end) of a row of the destination with the reference.
void ChangeCount::compare(const ChangeReader& reader, std::int64_t y, std::int64_t begin,
                          std::int64_t end, std::size_t hand) {
    Hand& own = m_hands[hand];
    for (std::int64_t word = begin; word < end; word += kRunWords) {
        const std::int64_t words = std::min(kRunWords, end - word);
        const std::int64_t x = word * kWordBits;
        const std::int64_t count = std::min(words * kWordBits, reader.width() - x);
        own.set.assign(static_cast<std::size_t>(words), ~Word{0});
        own.set.back() = bitsOf(count, words - 1);
        const std::byte* destination = reader.readBefore(y, x, 0, count, own.buffers);
        const std::byte* reference = reader.readReference(y, x, count, own.buffers);
        m_whole[hand].add(destination, reference, own.set.data(), count, 1);
    }
}

void ChangeCount::markWords(const ChangeReader& reader, std::int64_t y, std::int64_t begin,
                            std::int64_t end, Hand& hand) {
    const Word* const bits = m_bits.row(y);
    Word* const marks = m_marks->region.row(y);
    for (std::int64_t word = begin; word < end; word += kRunWords) {
        const std::int64_t words = std::min(kRunWords, end - word);
        const bool none =
            std::all_of(bits + word, bits + word + words, [](Word bit) { return bit == 0; });
        if (!none) {
            const std::int64_t x = word * kWordBits;
            const std::int64_t count = std::min(words * kWordBits, reader.width() - x);
            const ChangeReader::Values values = reader.read(y, x, 0, count, hand.buffers);
            hand.match.resize(static_cast<std::size_t>(2 * words));
            m_marks->before.match(values.before, count, hand.match.data());
            m_marks->after.match(values.after, count, hand.match.data() + words);
        } else {
            hand.match.assign(static_cast<std::size_t>(2 * words), 0);
        }
        for (std::int64_t w = 0; w < words; ++w) {
            const Word found = bits[word + w] & hand.match[static_cast<std::size_t>(w)] &
                               hand.match[static_cast<std::size_t>(words + w)];
            if (found != marks[word + w]) {
                marks[word + w] = found;
                const std::int64_t x = (word + w) * kWordBits;
                hand.marked = hand.marked.united({x, y, x + kWordBits, y + 1});
            }
        }
    }
}

Transitions::Sum ChangeCount::transitions() const { return Transitions::sum(m_pairs); }

std::optional<ChangeCount::Confusion> ChangeCount::confusion() const {
    if (!m_scored) {
        return std::nullopt;
    }
    Confusion confusion{Transitions::sum(m_whole), {}, {}};
    if (!m_becomesReference) {
        confusion.before = Transitions::sum(m_before);
        confusion.after = Transitions::sum(m_after);
        return confusion;
    }
    // What an element becomes is what the reference has.
    confusion.before = transitions();
    confusion.after = confusion.before;
    for (measure::Transition& pair : confusion.after.pairs) {
        pair.before = pair.after;
    }
    return confusion;
}

void ChangeCount::mark(array::DType dtype, std::int64_t before, std::int64_t after) {
    m_marks.emplace(Marks{condition::BitRegion(m_bits.box()),
                          measure::LabelSet(dtype, {&before, 1}),
                          measure::LabelSet(dtype, {&after, 1})});
    for (Row& row : m_rows) {
        row.marked = 0;
    }
    m_first = 0;
}

void ChangeCount::unmark() { m_marks.reset(); }

std::int64_t ChangeCount::bytes() const {
    const std::int64_t plane = m_words * m_bits.box().y1 * std::int64_t{sizeof(Word)};
    return m_marks ? 2 * plane : plane;
}

}  // namespace frisket::session
