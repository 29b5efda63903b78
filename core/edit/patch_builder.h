// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/edit/bit_patch.h"

namespace frisket::edit {

/// Codes what changed in a condition, word by word in C order, as a BitPatch.
///
/// The changed bits of a packed row are runs [start, end); their starts and ends, the *edges*, are
/// coded as one of four records. A record begins with a byte whose low two bits say which; numbers
/// are little-endian groups of seven bits, the eighth saying that more follow.
///
///   Repeat  the next n <= 63 rows have the edges of the last one; n is in the upper six bits
///   Shift   the next n <= 63 rows have as many edges as the last one: for each row and edge how
///           far it moved to the right, sign in the lowest bit
///   Edges   rows skipped since the last one, number of runs, and each edge's distance from the one
///           before it
///   Words   rows skipped since the last one, first word, number of words, and these as they are:
///           for noise, whose runs take more bytes than its bits
///
/// A row of more than kSegmentWords is coded in segments, each as if it were a row but for a skip
/// that leads to the same row again; so no row, however long, needs more memory than a segment.
///
/// The records are in parts of about a mebibyte. Each begins at row 0 with no row before it.
class PatchBuilder {
public:
    enum class Record : std::uint8_t { Repeat, Shift, Edges, Words };
    static constexpr std::int64_t kSegmentWords = 1024;

    /// Word `wordIndex` of packed row `row` has changed by `changed`; words come in ascending order
    /// of (row, wordIndex), those that did not change may be left out.
    void add(std::int64_t row, std::int64_t wordIndex, condition::Word changed) {
        if (changed == 0 && !m_open) {
            return;
        }
        if (row != m_row || wordIndex / kSegmentWords != m_segment) {
            endSegment();
            m_row = row;
            m_segment = wordIndex / kSegmentWords;
        } else if (m_open && wordIndex != m_nextWord) {
            closeRun();
        }
        addWord(wordIndex, changed);
    }

    /// The patch; the builder is of no further use.
    [[nodiscard]] BitPatch take();

private:
    void addWord(std::int64_t wordIndex, condition::Word changed);
    void closeRun();
    void endSegment();
    void endPart();
    /// Whether the segment can be told by how it differs from the row above.
    [[nodiscard]] bool followsLast() const;
    void codeSegment();
    void codeWords(std::int64_t firstWord, std::int64_t count);
    /// Counts one more row in the last record if that is of this kind, else begins one.
    void countRow(Record record);

    BitPatch m_patch;
    BitPatch::Part m_part;        ///< what the patch will have
    std::int64_t m_row = -1;      ///< of the segment that is being collected
    std::int64_t m_segment = -1;  ///< which one of its row
    std::vector<std::int64_t> m_edges;
    std::vector<std::int64_t> m_wordIndex;  ///< its words that changed
    std::vector<condition::Word> m_words;   ///< the same, their changes
    std::int64_t m_nextWord = 0;            ///< behind the last one
    bool m_open = false;                    ///< whether a run reaches the end of the last word
    std::int64_t m_lastRow = 0;             ///< that was coded
    std::int64_t m_lastSegment = -1;        ///< the same
    std::vector<std::int64_t> m_lastEdges;  ///< its edges; none where it was coded as words
    std::size_t m_header = 0;               ///< place of the last record's first byte
    std::vector<std::uint8_t> m_scratch;
};

}  // namespace frisket::edit
