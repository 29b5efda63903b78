// SPDX-License-Identifier: MIT
#include "core/edit/patch_builder.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <utility>

namespace frisket::edit {

using condition::kWordBits;
using condition::Word;

namespace {
constexpr unsigned kMostRows = 63;
/// A part that has more bytes than that ends. One vector for a whole image would be copied as it
/// grows, and be as large again while that is done.
constexpr std::size_t kPartBytes = std::size_t{1} << 20U;

void putNumber(std::vector<std::uint8_t>& code, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7U) {
        code.push_back(static_cast<std::uint8_t>(number | 0x80U));
    }
    code.push_back(static_cast<std::uint8_t>(number));
}

/// Small numbers of either sign as small numbers: 0, -1, 1, -2 become 0, 1, 2, 3.
std::uint64_t folded(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1U) ^ static_cast<std::uint64_t>(number >> 63U);
}
}  // namespace

void PatchBuilder::addWord(std::int64_t wordIndex, Word changed) {
    const std::int64_t first = wordIndex * kWordBits;
    for (Word edges = changed ^ (changed << 1U | (m_open ? 1U : 0U)); edges != 0;
         edges &= edges - 1) {
        m_edges.push_back(first + std::countr_zero(edges));
    }
    m_open = (changed >> (kWordBits - 1)) != 0;
    m_nextWord = wordIndex + 1;
    if (changed != 0) {
        m_wordIndex.push_back(wordIndex);
        m_words.push_back(changed);
    }
}

void PatchBuilder::closeRun() {
    m_edges.push_back(m_nextWord * kWordBits);
    m_open = false;
}

void PatchBuilder::endSegment() {
    if (m_open) {
        closeRun();
    }
    if (m_edges.empty()) {
        return;
    }
    assert(m_row >= m_lastRow);
    for (std::size_t i = 0; i < m_edges.size(); i += 2) {
        m_patch.m_changed += m_edges[i + 1] - m_edges[i];
    }
    m_patch.m_bounds = m_patch.m_bounds.united({m_edges.front(), m_row, m_edges.back(), m_row + 1});
    codeSegment();
    m_lastRow = m_row;
    m_lastSegment = m_segment;
    m_edges.clear();
    m_wordIndex.clear();
    m_words.clear();
    if (m_part.code.size() > kPartBytes) {
        endPart();
    }
}

void PatchBuilder::endPart() {
    m_part.code.shrink_to_fit();
    m_patch.m_parts.push_back(std::exchange(m_part, {}));
    // The next one is read with nothing known of this one.
    m_lastRow = 0;
    m_lastSegment = -1;
    m_lastEdges.clear();
    m_header = 0;
}

bool PatchBuilder::followsLast() const {
    return m_row == m_lastRow + 1 && m_segment == m_lastSegment &&
           m_edges.size() == m_lastEdges.size();
}

void PatchBuilder::countRow(Record record) {
    const auto kind = static_cast<unsigned>(record);
    std::vector<std::uint8_t>& code = m_part.code;
    if (!code.empty() && (code[m_header] & 3U) == kind && code[m_header] >> 2U < kMostRows) {
        code[m_header] = static_cast<std::uint8_t>(code[m_header] + 4U);
        return;
    }
    m_header = code.size();
    code.push_back(static_cast<std::uint8_t>(kind | 4U));
}

void PatchBuilder::codeSegment() {
    std::vector<std::uint8_t>& code = m_part.code;
    const bool follows = followsLast();
    if (follows && m_edges == m_lastEdges) {
        return countRow(Record::Repeat);
    }
    m_scratch.clear();
    if (follows) {
        for (std::size_t i = 0; i < m_edges.size(); ++i) {
            putNumber(m_scratch, folded(m_edges[i] - m_lastEdges[i]));
        }
    } else {
        putNumber(m_scratch, static_cast<std::uint64_t>(m_row - m_lastRow));
        putNumber(m_scratch, m_edges.size() / 2);
        std::int64_t last = 0;
        for (const std::int64_t edge : m_edges) {
            putNumber(m_scratch, static_cast<std::uint64_t>(edge - last));
            last = edge;
        }
    }
    const std::int64_t firstWord = m_wordIndex.front();
    const std::int64_t words = m_wordIndex.back() + 1 - firstWord;
    if (static_cast<std::int64_t>(m_scratch.size()) >
        words * static_cast<std::int64_t>(sizeof(Word)) + 8) {
        codeWords(firstWord, words);
        m_lastEdges.clear();
        return;
    }
    if (follows) {
        countRow(Record::Shift);
    } else {
        m_header = code.size();
        code.push_back(static_cast<std::uint8_t>(Record::Edges));
    }
    code.insert(code.end(), m_scratch.begin(), m_scratch.end());
    m_part.mostEdges = std::max(m_part.mostEdges, m_edges.size());
    std::swap(m_lastEdges, m_edges);
}

void PatchBuilder::codeWords(std::int64_t firstWord, std::int64_t count) {
    std::vector<std::uint8_t>& code = m_part.code;
    m_header = code.size();
    code.push_back(static_cast<std::uint8_t>(Record::Words));
    putNumber(code, static_cast<std::uint64_t>(m_row - m_lastRow));
    putNumber(code, static_cast<std::uint64_t>(firstWord));
    putNumber(code, static_cast<std::uint64_t>(count));
    const std::size_t begin = code.size();
    code.resize(begin + static_cast<std::size_t>(count) * sizeof(Word));
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        const auto place = static_cast<std::size_t>(m_wordIndex[i] - firstWord) * sizeof(Word);
        std::memcpy(code.data() + begin + place, &m_words[i], sizeof(Word));
    }
}

BitPatch PatchBuilder::take() {
    endSegment();
    if (!m_part.code.empty()) {
        endPart();
    }
    return std::move(m_patch);
}

}  // namespace frisket::edit
