// SPDX-License-Identifier: MIT
#include "core/condition/rle.h"

#include <algorithm>
#include <cassert>

#include "core/base/checked.h"
#include "core/base/text.h"
#include "core/condition/bits.h"
#include "core/condition/transpose.h"

namespace frisket::condition {

namespace {
using base::ErrorCode;
using base::Rect;

/// Words of a row that are transposed together: those of a cache line.
constexpr std::int64_t kStripWords = 8;
constexpr std::int64_t kStripColumns = kStripWords * kWordBits;

/// Columns of a region, `kStripColumns` at a time, each as a run of bits from the box's first row.
class Strip {
public:
    explicit Strip(const Rect& box)
        : m_box(box),
          // Odd, so that columns of a power of two don't share a few places of the cache.
          m_wordsPerColumn(wordsFor(box.height()) | 1),
          m_words(static_cast<std::size_t>(m_wordsPerColumn * kStripColumns)) {}

    [[nodiscard]] Word* column(std::int64_t index) {
        return m_words.data() + index * m_wordsPerColumn;
    }
    void clear() { std::fill(m_words.begin(), m_words.end(), Word{0}); }

    /// Takes the columns from word `word` of the region's rows on.
    void readFrom(const BitRegion& region, std::int64_t word) {
        forEachBlock(region, word, [&](std::int64_t w, std::int64_t y, std::int64_t rows) {
            Word block[kWordBits] = {};
            Word any = 0;
            for (std::int64_t r = 0; r < rows; ++r) {
                any |= block[r] = region.row(y + r)[w];
            }
            if (any != 0) {
                transpose64(block);
            }
            put(block, (w - word) * kWordBits, (y - m_box.y0) / kWordBits);
        });
    }

    /// Gives them back.
    void writeTo(BitRegion& region, std::int64_t word) {
        forEachBlock(region, word, [&](std::int64_t w, std::int64_t y, std::int64_t rows) {
            Word block[kWordBits];
            Word any = 0;
            for (std::int64_t c = 0; c < kWordBits; ++c) {
                any |= block[c] = column((w - word) * kWordBits + c)[(y - m_box.y0) / kWordBits];
            }
            if (any == 0) {
                return;
            }
            transpose64(block);
            for (std::int64_t r = 0; r < rows; ++r) {
                region.row(y + r)[w] = block[r];
            }
        });
    }

private:
    template <class Visit>
    void forEachBlock(const BitRegion& region, std::int64_t word, Visit&& visit) {
        const std::int64_t end = std::min(word + kStripWords, region.wordsPerRow());
        for (std::int64_t y = m_box.y0; y < m_box.y1; y += kWordBits) {
            for (std::int64_t w = word; w < end; ++w) {
                visit(w, y, std::min(kWordBits, m_box.y1 - y));
            }
        }
    }
    void put(const Word* block, std::int64_t firstColumn, std::int64_t place) {
        for (std::int64_t c = 0; c < kWordBits; ++c) {
            column(firstColumn + c)[place] = block[c];
        }
    }

    Rect m_box;
    std::int64_t m_wordsPerColumn;
    std::vector<Word> m_words;
};

/// Joins what is added to runs.
class RunWriter {
public:
    void add(bool value, std::int64_t count) {
        if (count > 0 && value != m_value) {
            end();
            m_value = value;
        }
        m_length += count;
    }
    void end() {
        m_runs.push_back(static_cast<std::uint32_t>(m_length));
        m_length = 0;
    }
    [[nodiscard]] std::vector<std::uint32_t>& runs() { return m_runs; }

private:
    std::vector<std::uint32_t> m_runs;
    std::int64_t m_length = 0;
    bool m_value = false;
};

void addColumn(RunWriter& writer, const Word* column, std::int64_t count) {
    for (std::int64_t done = 0; done < count;) {
        const std::int64_t same = sameBits(column, done, count - done);
        writer.add(readBits(column, done, 1) != 0, same);
        done += same;
    }
}

/// Calls `visit(first, count)` for each run of set pixels that has any.
template <class Visit>
void forEachSetRun(const RunLengths& lengths, Visit&& visit) {
    std::int64_t place = 0;
    for (std::size_t i = 0; i < lengths.runs.size(); ++i) {
        const std::int64_t count = lengths.runs[i];
        if (i % 2 == 1 && count > 0) {
            visit(place, count);
        }
        place += count;
    }
}

base::Status checkSum(const RunLengths& lengths) {
    std::int64_t sum = 0;  // of at most 2^64 / 4 runs of 32 bits
    for (const std::uint32_t run : lengths.runs) {
        sum += run;
    }
    const std::int64_t pixels = lengths.height * lengths.width;
    if (sum == pixels) {
        return {};
    }
    return base::fail(ErrorCode::Format,
                      base::joined("The run lengths add up to ", sum, " pixels, and the size ",
                                   lengths.height, " x ", lengths.width, " has ", pixels, "."),
                      "The text may have been cut, or its size is that of another mask.");
}

Rect boxOf(const RunLengths& lengths) {
    Rect box;
    const std::int64_t height = lengths.height;
    forEachSetRun(lengths, [&](std::int64_t first, std::int64_t count) {
        const std::int64_t last = first + count - 1;
        const std::int64_t x0 = first / height;
        const std::int64_t x1 = last / height;
        const bool within = x0 == x1;  // else it comes to the last row and goes on in the first
        box = box.united({x0, within ? first - x0 * height : 0, x1 + 1,
                          within ? last - x0 * height + 1 : height});
    });
    return box;
}

/// Fills strip after strip of a region from runs that come in the order of the columns.
class RegionFiller {
public:
    RegionFiller(BitRegion& region, std::int64_t height)
        : m_region(region), m_height(height), m_strip(region.box()) {}

    /// Of the pixels that the box has.
    void add(std::int64_t first, std::int64_t count) {
        const Rect& box = m_region.box();
        for (const std::int64_t end = first + count; first < end;) {
            const std::int64_t x = first / m_height;
            const std::int64_t y = first - x * m_height;
            const std::int64_t rows = std::min(m_height - y, end - first);
            const std::int64_t column = x - m_region.originX();
            while (column >= m_word * kWordBits + kStripColumns) {
                flush();
            }
            setBits(m_strip.column(column - m_word * kWordBits), y - box.y0, rows);
            first += rows;
        }
    }
    void flush() {
        m_strip.writeTo(m_region, m_word);
        m_strip.clear();
        m_word += kStripWords;
    }

private:
    BitRegion& m_region;
    std::int64_t m_height;
    Strip m_strip;
    std::int64_t m_word = 0;  ///< of the region's rows, where the strip begins
};
}  // namespace

base::Status checkRunSize(std::int64_t height, std::int64_t width) {
    if (height < 0 || width < 0) {
        return base::fail(ErrorCode::InvalidArgument,
                          base::joined("A size of ", height, " x ", width, " is none."));
    }
    const auto pixels = base::checkedMultiply(height, width);
    if (!pixels || *pixels > kMostRunPixels) {
        return base::fail(
            ErrorCode::TooLarge,
            base::joined("A plane of ", height, " x ", width,
                         " has more pixels than run lengths can hold (", kMostRunPixels, ")."));
    }
    if (height > kMostRunRows) {
        return base::fail(
            ErrorCode::TooLarge,
            base::joined("A plane of ", height, " x ", width, " has ", height,
                         " rows; as run lengths it may have ", kMostRunRows, " at most."));
    }
    return {};
}

base::Result<RunLengths> runsOf(const BitRegion& region, std::int64_t height, std::int64_t width,
                                std::size_t mostRuns, base::Progress* progress) {
    if (auto fits = checkRunSize(height, width); !fits) {
        return base::passOn(fits);
    }
    const Rect& box = region.box();
    assert(box.empty() || (box.x1 <= width && box.y1 <= height));
    RunWriter writer;
    writer.add(false, box.x0 * height);
    Strip strip(box);
    if (progress != nullptr) {
        progress->expect(box.width());
    }
    for (std::int64_t word = 0; word < region.wordsPerRow(); word += kStripWords) {
        strip.readFrom(region, word);
        const std::int64_t firstColumn = region.originX() + word * kWordBits;
        const std::int64_t x0 = std::max(box.x0, firstColumn);
        const std::int64_t x1 = std::min(box.x1, firstColumn + kStripColumns);
        for (std::int64_t x = x0; x < x1; ++x) {
            writer.add(false, box.y0);
            addColumn(writer, strip.column(x - firstColumn), box.height());
            writer.add(false, height - box.y1);
        }
        if (writer.runs().size() >= mostRuns) {
            break;
        }
        if (auto goOn = base::proceed(progress, x1 - x0); !goOn) {
            return base::passOn(goOn);
        }
    }
    writer.add(false, (width - box.x1) * height);
    writer.end();
    if (writer.runs().size() > mostRuns) {
        return base::fail(ErrorCode::TooLarge,
                          base::joined("The mask has more than ", mostRuns, " runs."));
    }
    return RunLengths{height, width, std::move(writer.runs())};
}

base::Result<BitRegion> regionOf(const RunLengths& lengths, base::Progress* progress) {
    if (auto fits = checkRunSize(lengths.height, lengths.width); !fits) {
        return base::passOn(fits);
    }
    if (auto adds = checkSum(lengths); !adds) {
        return base::passOn(adds);
    }
    const Rect box = boxOf(lengths);
    BitRegion region(box);
    if (box.empty()) {
        return region;
    }
    if (progress != nullptr) {
        progress->expect(box.width());
    }
    RegionFiller filler(region, lengths.height);
    base::Status goOn;
    std::int64_t looked = box.x0;
    forEachSetRun(lengths, [&](std::int64_t first, std::int64_t count) {
        if (goOn) {
            filler.add(first, count);
            const std::int64_t x = (first + count) / lengths.height;
            if (x >= looked + kStripColumns) {
                goOn = base::proceed(progress, x - looked);
                looked = x;
            }
        }
    });
    if (!goOn) {
        return base::passOn(goOn);
    }
    filler.flush();
    return region;
}

}  // namespace frisket::condition
