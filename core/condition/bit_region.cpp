// SPDX-License-Identifier: MIT
#include "core/condition/bit_region.h"

#include <cassert>

namespace frisket::condition {

BitRegion::BitRegion(const base::Rect& box) : m_box(box.empty() ? base::Rect{} : box) {
    assert(m_box.x0 >= 0 && m_box.y0 >= 0);
    m_originX = m_box.x0 / kWordBits * kWordBits;
    m_wordsPerRow = wordsFor(m_box.x1 - m_originX);
    m_words = ZeroedWords(static_cast<std::size_t>(m_wordsPerRow * m_box.height()));
}

const Word* BitRegion::row(std::int64_t y) const {
    return m_words.data() + (y - m_box.y0) * m_wordsPerRow;
}

Word* BitRegion::row(std::int64_t y) { return m_words.data() + (y - m_box.y0) * m_wordsPerRow; }

void BitRegion::setSpan(std::int64_t y, std::int64_t x0, std::int64_t x1) {
    x0 = std::max(x0, m_box.x0);
    x1 = std::min(x1, m_box.x1);
    if (y < m_box.y0 || y >= m_box.y1 || x0 >= x1) {
        return;
    }
    const std::int64_t first = x0 - m_originX;
    const std::int64_t end = x1 - m_originX;
    const std::int64_t firstWord = first / kWordBits;
    const std::int64_t lastWord = (end - 1) / kWordBits;
    Word* words = row(y);
    const Word head = ~lowBits(first % kWordBits);
    const Word tail = lowBits(end - lastWord * kWordBits);
    if (firstWord == lastWord) {
        words[firstWord] |= head & tail;
        return;
    }
    words[firstWord] |= head;
    for (std::int64_t index = firstWord + 1; index < lastWord; ++index) {
        words[index] = ~Word{0};
    }
    words[lastWord] |= tail;
}

bool BitRegion::at(std::int64_t x, std::int64_t y) const {
    if (!m_box.contains(x, y)) {
        return false;
    }
    const std::int64_t bit = x - m_originX;
    return ((row(y)[bit / kWordBits] >> static_cast<unsigned>(bit % kWordBits)) & 1U) != 0;
}

void BitRegion::fill() {
    for (std::int64_t y = m_box.y0; y < m_box.y1; ++y) {
        setSpan(y, m_box.x0, m_box.x1);
    }
}

void BitRegion::remove(const BitRegion& other) {
    // Both origins are at multiples of a word; bits outside of a box are zero.
    const base::Rect both = m_box.intersected(other.m_box);
    const std::int64_t first = both.x0 / kWordBits;
    const std::int64_t end = wordsFor(both.x1);
    for (std::int64_t y = both.y0; y < both.y1; ++y) {
        const Word* theirs = other.row(y) - other.m_originX / kWordBits;
        Word* mine = row(y) - m_originX / kWordBits;
        for (std::int64_t word = first; word < end; ++word) {
            mine[word] &= ~theirs[word];
        }
    }
}

std::int64_t BitRegion::count() const {
    return countBits(m_words.data(), 0, static_cast<std::int64_t>(m_words.size()) * kWordBits);
}

}  // namespace frisket::condition
