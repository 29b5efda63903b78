// SPDX-License-Identifier: MIT
#include "core/edit/state_difference.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

#include "core/edit/packed_bytes.h"

namespace frisket::edit {

namespace {
using array::BandedArray;
using condition::BitRegion;
using condition::Plane;
using condition::Word;
using Label = StateDifference::Label;

/// Elements that are compressed together.
constexpr std::int64_t kBlockElements = std::int64_t{1} << 18U;

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
    bool bitsDiffer = false;

    explicit Row(const StatePlanes& planes) {
        const auto words = static_cast<std::size_t>(condition::wordsFor(planes.values.width));
        const auto bytes = static_cast<std::size_t>(planes.values.width *
                                                    array::itemSize(planes.valuesNow->dtype()));
        now.resize(bytes);
        then.resize(bytes);
        selectedNow.resize(words);
        selectedThen.resize(words);
    }

    void readValues(const StatePlanes& planes, std::int64_t y) {
        const Plane& plane = planes.values;
        const std::int64_t flat = plane.origin + y * plane.strideY;
        planes.valuesNow->gather(flat, plane.strideX, plane.width, now.data());
        planes.valuesThen->gather(flat, plane.strideX, plane.width, then.data());
    }
    void read(const StatePlanes& planes, std::int64_t y) {
        if (planes.conditionNow != nullptr) {
            const Plane& plane = planes.condition;
            const std::int64_t flat = plane.origin + y * plane.strideY;
            planes.conditionNow->gather(flat, plane.strideX, plane.width, selectedNow.data());
            planes.conditionThen->gather(flat, plane.strideX, plane.width, selectedThen.data());
            bitsDiffer = selectedNow != selectedThen;
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

/// Makes `then` what turns `now` into it where a bit is set, of bits [first, first + count) of
/// `words`, and nothing elsewhere. How many lanes change.
template <class Lane>
std::int64_t flipRow(const Word* words, std::int64_t first, std::int64_t count,
                     const std::byte* now, std::byte* then) {
    std::int64_t changed = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const Word bit = words[(first + i) / condition::kWordBits] >>
                             static_cast<unsigned>((first + i) % condition::kWordBits) &
                         1U;
        Lane before;
        Lane after;
        std::memcpy(&before, now + i * std::int64_t{sizeof(Lane)}, sizeof(Lane));
        std::memcpy(&after, then + i * std::int64_t{sizeof(Lane)}, sizeof(Lane));
        after = bit != 0 ? static_cast<Lane>(after ^ before) : Lane{0};
        changed += after != 0 ? 1 : 0;
        std::memcpy(then + i * std::int64_t{sizeof(Lane)}, &after, sizeof(Lane));
    }
    return changed;
}

std::int64_t flipRow(std::int64_t size, const Word* words, std::int64_t first, std::int64_t count,
                     const std::byte* now, std::byte* then) {
    switch (size) {
        case 1:
            return flipRow<std::uint8_t>(words, first, count, now, then);
        case 2:
            return flipRow<std::uint16_t>(words, first, count, now, then);
        case 4:
            return flipRow<std::uint32_t>(words, first, count, now, then);
        default:
            return flipRow<std::uint64_t>(words, first, count, now, then);
    }
}

class Comparison {
public:
    Comparison(const StatePlanes& planes, std::optional<std::int64_t> label)
        : m_planes(planes), m_label(label), m_row(planes) {
        const base::Rect rect{0, 0, planes.values.width, planes.values.height};
        for (BitRegion* region : {&m_found.added, &m_found.removed, &m_found.values}) {
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

    template <class T>
    void lookAt(std::int64_t y) {
        for (std::size_t w = 0; w < m_row.selectedNow.size(); ++w) {
            const auto index = static_cast<std::int64_t>(w);
            const Word selected = m_row.selectedNow[w];
            const Word bits = selected ^ m_row.selectedThen[w];
            const Word values = m_row.valuesDiffer ? differing<T>(index) : 0;
            Word kept = 0;
            if ((bits | values) != 0 && isUniform<T>(index)) {
                kept = countUniform<T>(index, selected, bits, values);
                keep(y, w, kept, selected, bits, values);
                continue;
            }
            for (Word rest = bits | values; rest != 0; rest &= rest - 1) {
                const int bit = std::countr_zero(rest);
                const Word mask = Word{1} << static_cast<unsigned>(bit);
                const std::int64_t x = index * condition::kWordBits + bit;
                const std::int64_t now = labelAt<T>(m_row.now, x);
                const std::int64_t then = labelAt<T>(m_row.then, x);
                if (m_label && now != *m_label && then != *m_label) {
                    continue;
                }
                kept |= mask;
                const Label counts{0, (values & mask) != 0 ? 1 : 0,
                                   (values & selected & mask) != 0 ? 1 : 0,
                                   (bits & mask) != 0 ? 1 : 0};
                add(m_found.all, counts);
                count(now, counts);
                if (then != now) {
                    count(then, counts);
                }
            }
            keep(y, w, kept, selected, bits, values);
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
    [[nodiscard]] Word countUniform(std::int64_t w, Word selected, Word bits, Word values) {
        const std::int64_t now = labelAt<T>(m_row.now, w * condition::kWordBits);
        const std::int64_t then = labelAt<T>(m_row.then, w * condition::kWordBits);
        if (m_label && now != *m_label && then != *m_label) {
            return 0;
        }
        const Label counts{0, condition::popCount(values), condition::popCount(values & selected),
                           condition::popCount(bits)};
        add(m_found.all, counts);
        count(now, counts);
        if (then != now) {
            count(then, counts);
        }
        return bits | values;
    }
    void keep(std::int64_t y, std::size_t w, Word kept, Word selected, Word bits, Word values) {
        if (kept != 0) {
            m_found.values.row(y)[w] = values & kept;
            m_found.added.row(y)[w] = bits & ~selected & kept;
            m_found.removed.row(y)[w] = bits & selected & kept;
            m_found.addedCount += condition::popCount(bits & ~selected & kept);
        }
    }

    static void add(Label& to, const Label& counts) {
        to.values += counts.values;
        to.selected += counts.selected;
        to.bits += counts.bits;
    }
    void count(std::int64_t label, const Label& counts) {
        if (m_last == nullptr || m_last->label != label) {
            const bool isFull = m_labels.size() >= StateDifference::kMostLabels;
            if (array::isFloat(m_planes.valuesNow->dtype()) ||
                (isFull && m_labels.count(label) == 0)) {
                m_found.hasAllLabels = false;
                return;
            }
            m_last = &m_labels.try_emplace(label, Label{label, 0, 0, 0}).first->second;
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

void keepSelected(const StatePlanes& planes, BitRegion& region) {
    const Plane& plane = planes.condition;
    std::vector<Word> selected(static_cast<std::size_t>(region.wordsPerRow()));
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        std::fill(selected.begin(), selected.end(), 0);
        if (planes.conditionNow != nullptr) {
            planes.conditionNow->gather(
                plane.origin + y * plane.strideY + region.originX() * plane.strideX, plane.strideX,
                region.box().x1 - region.originX(), selected.data());
        }
        Word* const row = region.row(y);
        for (std::size_t w = 0; w < selected.size(); ++w) {
            row[w] &= selected[w];
        }
    }
}

base::Rect boundsOf(const BitRegion& region) {
    const base::Rect& box = region.box();
    std::int64_t first = region.wordsPerRow();
    std::int64_t last = -1;
    base::Rect bounds{box.x0, 0, box.x1, 0};
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        const Word* const row = region.row(y);
        std::int64_t w = 0;
        while (w < region.wordsPerRow() && row[w] == 0) {
            ++w;
        }
        if (w == region.wordsPerRow()) {
            continue;
        }
        bounds.y0 = last < 0 ? y : bounds.y0;
        bounds.y1 = y + 1;
        first = std::min(first, w);
        for (w = region.wordsPerRow() - 1; row[w] == 0;) {
            --w;
        }
        last = std::max(last, w);
    }
    if (last < 0) {
        return {};
    }
    bounds.x0 = std::max(box.x0, region.originX() + first * condition::kWordBits);
    bounds.x1 = std::min(box.x1, region.originX() + (last + 1) * condition::kWordBits);
    return bounds;
}

base::Result<ValuePatch> findRevert(const StatePlanes& planes, const BitRegion& where,
                                    base::Progress* progress) {
    const Plane& plane = planes.values;
    const array::DType dtype = planes.valuesNow->dtype();
    const std::int64_t size = array::itemSize(dtype);
    const base::Rect box = boundsOf(where);
    ValuePatch patch(dtype);
    if (box.empty()) {
        return patch;
    }
    BytePacker packer;
    std::vector<std::byte> now(static_cast<std::size_t>(box.width() * size));
    const std::int64_t most = std::max<std::int64_t>(1, kBlockElements / box.width());
    for (std::int64_t first = box.y0; first < box.y1; first += most) {
        const std::int64_t rows = std::min(most, box.y1 - first);
        std::vector<std::byte> flips(static_cast<std::size_t>(rows * box.width() * size));
        std::int64_t changed = 0;
        for (std::int64_t y = first; y < first + rows; ++y) {
            const Word* const words = where.row(y);
            if (condition::noBits(words, box.x0 - where.originX(), box.width())) {
                continue;
            }
            const std::int64_t flat = plane.origin + y * plane.strideY + box.x0 * plane.strideX;
            std::byte* const then = flips.data() + (y - first) * box.width() * size;
            planes.valuesNow->gather(flat, plane.strideX, box.width(), now.data());
            planes.valuesThen->gather(flat, plane.strideX, box.width(), then);
            changed +=
                flipRow(size, words, box.x0 - where.originX(), box.width(), now.data(), then);
        }
        if (changed > 0) {
            const Plane piece{plane.origin + first * plane.strideY + box.x0 * plane.strideX,
                              plane.strideY, plane.strideX, rows, box.width()};
            patch.append({{piece}, packer.pack(flips), rows * box.width()}, changed);
        }
        if (const auto goOn = base::proceed(progress, rows * box.width()); !goOn) {
            return base::passOn(goOn);
        }
    }
    return patch;
}

}  // namespace frisket::edit
