// SPDX-License-Identifier: MIT
#include "core/edit/state_difference.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <utility>

namespace frisket::edit {

namespace {
using array::BandedArray;
using condition::BitRegion;
using condition::Plane;
using condition::Word;
using Label = StateDifference::Label;

/// Whether both states hold this row in the same memory. A row of other strides is not asked.
bool isShared(const StatePlanes& planes, std::int64_t y) {
    const Plane& plane = planes.values;
    if (plane.strideX != 1) {
        return false;
    }
    const std::int64_t flat = plane.origin + y * plane.strideY;
    const std::int64_t last = planes.valuesNow->bandOf(flat + plane.width - 1);
    for (std::int64_t band = planes.valuesNow->bandOf(flat); band <= last; ++band) {
        if (planes.valuesNow->read(band) != planes.valuesThen->read(band)) {
            return false;
        }
    }
    return true;
}

/// One row of the two states.
struct Row {
    std::vector<std::byte> now;
    std::vector<std::byte> then;
    bool valuesDiffer = false;
    std::vector<Word> selectedNow;
    std::vector<Word> selectedThen;
    std::vector<Word> toSet;
    std::vector<Word> toClear;
    bool bitsDiffer = false;  ///< or are to be painted

    explicit Row(const StatePlanes& planes) {
        const auto words = static_cast<std::size_t>(condition::wordsFor(planes.values.width));
        const auto bytes = static_cast<std::size_t>(planes.values.width *
                                                    array::itemSize(planes.valuesNow->dtype()));
        now.resize(bytes);
        then.resize(bytes);
        selectedNow.resize(words);
        selectedThen.resize(words);
        toSet.resize(words);
        toClear.resize(words);
    }

    void readValues(const StatePlanes& planes, std::int64_t y) {
        const Plane& plane = planes.values;
        const std::int64_t flat = plane.origin + y * plane.strideY;
        planes.valuesNow->gather(flat, plane.strideX, plane.width, now.data());
        planes.valuesThen->gather(flat, plane.strideX, plane.width, then.data());
    }
    /// What is to be painted in the row, whose first pixel is at that place of the condition.
    void findPainting(const StatePlanes& planes, std::int64_t flat) {
        using Painting = StatePlanes::Painting;
        const Plane& plane = planes.condition;
        const auto each = [](const std::vector<Word>& a, const std::vector<Word>& b,
                             std::vector<Word>& to, auto join) {
            std::transform(a.begin(), a.end(), b.begin(), to.begin(), join);
        };
        const auto without = [](Word a, Word b) { return a & ~b; };
        switch (planes.painting) {
            case Painting::Direct:
                each(selectedThen, selectedNow, toSet, without);
                each(selectedNow, selectedThen, toClear, without);
                return;
            case Painting::ByPixel: {
                // Where it differs, the bit that is there now does not give what was then.
                planes.ifSet(flat, plane.strideX, plane.width, toSet.data());
                planes.ifClear(flat, plane.strideX, plane.width, toClear.data());
                for (std::size_t w = 0; w < toSet.size(); ++w) {
                    const Word differs = selectedNow[w] ^ selectedThen[w];
                    toSet[w] = differs & ~(toSet[w] ^ selectedThen[w]);
                    toClear[w] = differs & ~(toClear[w] ^ selectedThen[w]);
                }
                return;
            }
            case Painting::ByLayer: {
                planes.layerThen->gather(flat, plane.strideX, plane.width, toSet.data());
                planes.layerNow->gather(flat, plane.strideX, plane.width, toClear.data());
                for (std::size_t w = 0; w < toSet.size(); ++w) {
                    const Word same = toSet[w] & toClear[w];
                    toSet[w] ^= same;
                    toClear[w] ^= same;
                    bitsDiffer = bitsDiffer || (toSet[w] | toClear[w]) != 0;
                }
                return;
            }
            case Painting::Nothing:
                return;
        }
    }
    void read(const StatePlanes& planes, std::int64_t y) {
        if (planes.conditionNow != nullptr) {
            const Plane& plane = planes.condition;
            const std::int64_t flat = plane.origin + y * plane.strideY;
            planes.conditionNow->gather(flat, plane.strideX, plane.width, selectedNow.data());
            planes.conditionThen->gather(flat, plane.strideX, plane.width, selectedThen.data());
            bitsDiffer = selectedNow != selectedThen;
            findPainting(planes, flat);
        }
        valuesDiffer = !isShared(planes, y);
        if (valuesDiffer || bitsDiffer) {
            readValues(planes, y);  // of the bits too, whose labels are counted
            valuesDiffer = now != then;
        }
    }
};

/// A row's lane as a label; floats have none and give their bits.
template <class T>
std::int64_t labelAt(const std::vector<std::byte>& row, std::int64_t x) {
    T value;
    std::memcpy(&value, row.data() + x * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
    if constexpr (std::is_integral_v<T> || std::is_same_v<T, array::Bool8>) {
        return static_cast<std::int64_t>(value);
    } else {
        return 0;
    }
}

class Comparison {
public:
    Comparison(const StatePlanes& planes, std::optional<std::int64_t> label)
        : m_planes(planes), m_label(label), m_row(planes) {
        const base::Rect rect{0, 0, planes.values.width, planes.values.height};
        for (BitRegion* region : {&m_found.added, &m_found.removed, &m_found.values, &m_found.toSet,
                                  &m_found.toClear}) {
            *region = BitRegion(rect);
        }
        m_found.hasAllLabels = !array::isFloat(planes.valuesNow->dtype());
    }

    void look(std::int64_t y) {
        m_row.read(m_planes, y);
        if (m_row.valuesDiffer || m_row.bitsDiffer) {
            array::visitType(m_planes.valuesNow->dtype(),
                             [&](auto type) { lookAt<typename decltype(type)::type>(y); });
        }
    }
    [[nodiscard]] StateDifference take() {
        for (const auto& [label, counts] : m_labels) {
            m_found.labels.push_back(counts);
        }
        return std::move(m_found);
    }

private:
    /// Bits of word `w` whose values differ.
    template <class T>
    [[nodiscard]] Word differing(std::int64_t w) const {
        const std::int64_t first = w * condition::kWordBits;
        const std::int64_t end = std::min(first + condition::kWordBits, m_planes.values.width);
        const std::byte* now = m_row.now.data();
        const std::byte* then = m_row.then.data();
        const auto size = static_cast<std::int64_t>(sizeof(T));
        Word bits = 0;
        if (std::memcmp(now + first * size, then + first * size,
                        static_cast<std::size_t>((end - first) * size)) != 0) {
            for (std::int64_t x = first; x < end; ++x) {
                const bool differs = std::memcmp(now + x * size, then + x * size, sizeof(T)) != 0;
                bits |= static_cast<Word>(differs) << static_cast<unsigned>(x - first);
            }
        }
        return bits;
    }

    /// What is to be said of 64 pixels of a row.
    struct Differing {
        Word selected = 0;
        Word bits = 0;
        Word values = 0;
        Word painted = 0;

        [[nodiscard]] Word any() const { return bits | values | painted; }
        [[nodiscard]] Label counts(Word mask) const {
            return {0, condition::popCount(values & mask),
                    condition::popCount(values & selected & mask), condition::popCount(bits & mask),
                    condition::popCount(painted & mask)};
        }
    };

    template <class T>
    void lookAt(std::int64_t y) {
        for (std::size_t w = 0; w < m_row.selectedNow.size(); ++w) {
            const auto index = static_cast<std::int64_t>(w);
            const Word selected = m_row.selectedNow[w];
            const Differing words{selected, selected ^ m_row.selectedThen[w],
                                  m_row.valuesDiffer ? differing<T>(index) : 0,
                                  m_row.toSet[w] | m_row.toClear[w]};
            if (words.any() == 0) {
                continue;
            }
            if (isUniform<T>(index)) {
                keep(y, w, countUniform<T>(index, words), words);
                continue;
            }
            Word kept = 0;
            for (Word rest = words.any(); rest != 0; rest &= rest - 1) {
                const int bit = std::countr_zero(rest);
                const Word mask = Word{1} << static_cast<unsigned>(bit);
                const std::int64_t x = index * condition::kWordBits + bit;
                const std::int64_t now = labelAt<T>(m_row.now, x);
                const std::int64_t then = labelAt<T>(m_row.then, x);
                if (m_label && now != *m_label && then != *m_label) {
                    continue;
                }
                kept |= mask;
                countBoth(now, then, words.counts(mask));
            }
            keep(y, w, kept, words);
        }
    }

    /// Whether all pixels of word `w` have one value, now and then: of label maps nearly all do.
    template <class T>
    [[nodiscard]] bool isUniform(std::int64_t w) const {
        const std::int64_t first = w * condition::kWordBits;
        const std::int64_t end = std::min(first + condition::kWordBits, m_planes.values.width);
        const auto bytes = static_cast<std::size_t>(end - first - 1) * sizeof(T);
        const auto isOne = [&](const std::vector<std::byte>& row) {
            const std::byte* lanes = row.data() + first * static_cast<std::int64_t>(sizeof(T));
            return std::memcmp(lanes, lanes + sizeof(T), bytes) == 0;
        };
        return isOne(m_row.now) && isOne(m_row.then);
    }
    /// Counts such a word; the pixels that are asked for.
    template <class T>
    [[nodiscard]] Word countUniform(std::int64_t w, const Differing& words) {
        const std::int64_t now = labelAt<T>(m_row.now, w * condition::kWordBits);
        const std::int64_t then = labelAt<T>(m_row.then, w * condition::kWordBits);
        if (m_label && now != *m_label && then != *m_label) {
            return 0;
        }
        countBoth(now, then, words.counts(words.any()));
        return words.any();
    }
    void keep(std::int64_t y, std::size_t w, Word kept, const Differing& words) {
        if (kept != 0) {
            const auto put = [&](BitRegion& region, Word word) {
                if (word != 0) {  // memory of rows that are never written costs nothing
                    region.row(y)[w] = word;
                }
            };
            put(m_found.values, words.values & kept);
            put(m_found.added, words.bits & ~words.selected & kept);
            put(m_found.removed, words.bits & words.selected & kept);
            put(m_found.toSet, m_row.toSet[w] & kept);
            put(m_found.toClear, m_row.toClear[w] & kept);
            m_found.addedCount += condition::popCount(words.bits & ~words.selected & kept);
        }
    }

    void countBoth(std::int64_t now, std::int64_t then, const Label& counts) {
        add(m_found.all, counts);
        count(now, counts);
        if (then != now) {
            count(then, counts);
        }
    }
    static void add(Label& to, const Label& counts) {
        to.values += counts.values;
        to.selected += counts.selected;
        to.bits += counts.bits;
        to.painted += counts.painted;
    }
    void count(std::int64_t label, const Label& counts) {
        if (m_last == nullptr || m_last->label != label) {
            const bool isFull = m_labels.size() >= StateDifference::kMostLabels;
            if (array::isFloat(m_planes.valuesNow->dtype()) ||
                (isFull && m_labels.count(label) == 0)) {
                m_found.hasAllLabels = false;
                return;
            }
            m_last = &m_labels.try_emplace(label, Label{label, 0, 0, 0, 0}).first->second;
        }
        add(*m_last, counts);
    }

    StatePlanes m_planes;
    std::optional<std::int64_t> m_label;
    Row m_row;
    StateDifference m_found;
    std::map<std::int64_t, Label> m_labels;
    Label* m_last = nullptr;
};
}  // namespace

base::Result<StateDifference> differenceOf(const StatePlanes& planes,
                                           std::optional<std::int64_t> label,
                                           base::Progress* progress) {
    Comparison comparison(planes, label);
    for (std::int64_t y = 0; y < planes.values.height; ++y) {
        comparison.look(y);
        if (const auto goOn = base::proceed(progress, planes.values.width); !goOn) {
            return base::passOn(goOn);
        }
    }
    return comparison.take();
}

}  // namespace frisket::edit
