// SPDX-License-Identifier: MIT
#include "core/edit/bit_patch.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "core/edit/patch_builder.h"

namespace frisket::edit {

using condition::kWordBits;
using condition::lowBits;
using condition::Word;

namespace {
/// Reads what PatchBuilder wrote.
class CodeReader {
public:
    explicit CodeReader(const std::vector<std::uint8_t>& code) : m_code(code) {}

    [[nodiscard]] bool atEnd() const { return m_place == m_code.size(); }
    [[nodiscard]] unsigned byte() { return m_code[m_place++]; }
    [[nodiscard]] std::int64_t number() {
        std::uint64_t number = 0;
        for (unsigned shift = 0;; shift += 7) {
            const std::uint64_t group = m_code[m_place++];
            number |= (group & 0x7fU) << shift;
            if (group < 0x80) {
                return static_cast<std::int64_t>(number);
            }
        }
    }
    [[nodiscard]] std::int64_t signedNumber() {
        const std::int64_t number = this->number();
        return number / 2 ^ -(number % 2);
    }
    [[nodiscard]] Word word() {
        Word word = 0;
        std::memcpy(&word, m_code.data() + m_place, sizeof word);
        m_place += sizeof word;
        return word;
    }

private:
    const std::vector<std::uint8_t>& m_code;
    std::size_t m_place = 0;
};

/// Flips bits [begin, end) of the run of words at `words`.
void flip(Word* words, std::int64_t begin, std::int64_t end) {
    const std::int64_t first = begin / kWordBits;
    const std::int64_t last = end / kWordBits;
    // Every bit from `begin` on in its word, then whole words, then back from `end` on.
    words[first] ^= ~lowBits(begin % kWordBits);
    for (std::int64_t i = first + 1; i < last; ++i) {
        words[i] = ~words[i];
    }
    if (last == first) {
        words[first] ^= ~lowBits(end % kWordBits);
    } else if (end % kWordBits != 0) {
        words[last] ^= lowBits(end % kWordBits);
    }
}

void flipRuns(Word* words, const std::vector<std::int64_t>& edges) {
    for (std::size_t i = 0; i < edges.size(); i += 2) {
        flip(words, edges[i], edges[i + 1]);
    }
}
/// Flips what `partCode` says; `edges` has room for the edges of any of its records.
void flipPart(const std::vector<std::uint8_t>& partCode, std::vector<std::int64_t>& edges,
              condition::ConditionMask& mask) {
    using Record = PatchBuilder::Record;
    edges.clear();
    std::int64_t row = 0;
    for (CodeReader code(partCode); !code.atEnd();) {
        const unsigned header = code.byte();
        const unsigned rows = header >> 2U;
        switch (static_cast<Record>(header & 3U)) {
            case Record::Repeat:
                for (unsigned i = 0; i < rows; ++i) {
                    flipRuns(mask.row(++row), edges);
                }
                break;
            case Record::Shift:
                for (unsigned i = 0; i < rows; ++i) {
                    for (std::int64_t& edge : edges) {
                        edge += code.signedNumber();
                    }
                    flipRuns(mask.row(++row), edges);
                }
                break;
            case Record::Edges: {
                row += code.number();
                edges.resize(2 * static_cast<std::size_t>(code.number()));
                std::int64_t last = 0;
                for (std::int64_t& edge : edges) {
                    edge = last += code.number();
                }
                flipRuns(mask.row(row), edges);
                break;
            }
            case Record::Words: {
                row += code.number();
                Word* words = mask.row(row) + code.number();
                for (std::int64_t count = code.number(); count > 0; --count) {
                    *words++ ^= code.word();
                }
                break;
            }
        }
    }
}
}  // namespace

void BitPatch::applyTo(condition::ConditionMask& mask) const {
    std::size_t most = 0;
    for (const Part& part : m_parts) {
        most = std::max(most, part.mostEdges);
    }
    std::vector<std::int64_t> edges;
    edges.reserve(most);  // the only memory, so that nothing is half flipped without it
    for (const Part& part : m_parts) {
        flipPart(part.code, edges, mask);
    }
}

std::int64_t BitPatch::byteSize() const {
    auto bytes = static_cast<std::int64_t>(sizeof(*this) + m_parts.capacity() * sizeof(Part));
    for (const Part& part : m_parts) {
        bytes += static_cast<std::int64_t>(part.code.capacity());
    }
    return bytes;
}

void BitPatch::append(BitPatch later) {
    m_parts.insert(m_parts.end(), std::make_move_iterator(later.m_parts.begin()),
                   std::make_move_iterator(later.m_parts.end()));
    m_bounds = m_bounds.united(later.m_bounds);
    m_changed += later.m_changed;
}

}  // namespace frisket::edit
