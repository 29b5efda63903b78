// SPDX-License-Identifier: MIT
#include "core/measure/components.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>
#include <utility>

namespace frisket::measure {

namespace {
/// The label as an element, or nothing where no element can have it.
template <class T>
std::optional<T> elementFor(std::int64_t label) {
    const auto value = static_cast<T>(label);
    return static_cast<std::int64_t>(value) == label ? std::optional(value) : std::nullopt;
}

template <class T>
void findRuns(const std::byte* elements, std::int64_t count, T value, std::vector<PixelRun>& runs) {
    constexpr std::int64_t kBlock = 64;
    std::array<T, kBlock> block;
    std::int64_t begin = -1;  // of the run under way
    const auto end = [&](std::int64_t at) {
        if (begin >= 0) {
            runs.push_back({begin, at});
            begin = -1;
        }
    };
    for (std::int64_t first = 0; first < count; first += kBlock) {
        const std::int64_t length = std::min(kBlock, count - first);
        std::memcpy(block.data(), elements + first * static_cast<std::int64_t>(sizeof(T)),
                    static_cast<std::size_t>(length) * sizeof(T));
        if (length == kBlock) {
            // Most blocks have nothing of it, or nothing else.
            T differs = 0;
            std::uint8_t equal = 0;
            for (const T element : block) {
                differs = static_cast<T>(differs | (element ^ value));
                equal = static_cast<std::uint8_t>(equal | (element == value ? 1 : 0));
            }
            if (equal == 0) {
                end(first);
                continue;
            }
            if (differs == 0) {
                begin = begin < 0 ? first : begin;
                continue;
            }
        }
        for (std::int64_t i = 0; i < length; ++i) {
            if (block[static_cast<std::size_t>(i)] != value) {
                end(first + i);
            } else if (begin < 0) {
                begin = first + i;
            }
        }
    }
    end(count);
}
}  // namespace

void appendRuns(array::DType dtype, const std::byte* elements, std::int64_t count,
                std::int64_t label, std::vector<PixelRun>& runs) {
    array::visitType(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (std::is_same_v<T, array::Bool8>) {
            if (label == 0 || label == 1) {
                findRuns(elements, count, static_cast<std::uint8_t>(label), runs);
            }
        } else if constexpr (std::is_integral_v<T>) {
            if (const auto value = elementFor<T>(label)) {
                findRuns(elements, count, *value, runs);
            }
        }
    });
}

std::size_t ComponentFinder::rootOf(std::size_t slot) {
    while (m_slots[slot].parent != slot) {
        m_slots[slot].parent = m_slots[m_slots[slot].parent].parent;
        slot = m_slots[slot].parent;
    }
    return slot;
}

std::optional<std::size_t> ComponentFinder::newSlot() {
    if (!m_free.empty()) {
        const std::size_t slot = m_free.back();
        m_free.pop_back();
        return slot;
    }
    if (m_slots.size() >= m_most) {
        return std::nullopt;
    }
    m_slots.emplace_back();
    return m_slots.size() - 1;
}

std::size_t ComponentFinder::joined(std::size_t a, std::size_t b) {
    a = rootOf(a);
    b = rootOf(b);
    if (a == b) {
        return a;
    }
    Component& into = m_slots[a].component;
    const Component& from = m_slots[b].component;
    const auto first =
        std::min(std::pair(into.box.y0, into.firstX), std::pair(from.box.y0, from.firstX));
    into.box = into.box.united(from.box);
    into.count += from.count;
    into.firstX = first.second;
    m_slots[b].parent = a;
    m_leaving.push_back(b);
    return a;
}

bool ComponentFinder::addRow(std::span<const PixelRun> runs) {
    m_current.clear();
    std::size_t above = 0;
    for (const PixelRun& run : runs) {
        std::optional<std::size_t> slot;
        // A run above that ends where this one begins touches its corner.
        while (above < m_above.size() && m_above[above].end < run.begin) {
            ++above;
        }
        for (std::size_t i = above; i < m_above.size() && m_above[i].begin <= run.end; ++i) {
            slot = slot ? joined(*slot, m_above[i].slot) : rootOf(m_above[i].slot);
        }
        if (!slot) {
            slot = newSlot();
            if (!slot) {
                return false;
            }
            m_slots[*slot] = {{{run.begin, m_y, run.end, m_y + 1}, 0, run.begin}, *slot, true};
        }
        Component& component = m_slots[*slot].component;
        component.box = component.box.united({run.begin, m_y, run.end, m_y + 1});
        component.count += run.end - run.begin;
        m_current.push_back({run.begin, run.end, *slot});
        if (m_tracked && m_tracked->y == m_y && m_tracked->x >= run.begin &&
            m_tracked->x < run.end) {
            m_trackedSlot = *slot;
        }
    }
    if (!m_leaving.empty()) {
        for (Row& run : m_current) {
            run.slot = rootOf(run.slot);
        }
        if (m_trackedSlot) {
            m_trackedSlot = rootOf(*m_trackedSlot);
        }
        for (const std::size_t slot : m_leaving) {
            m_slots[slot].used = false;
        }
        m_free.insert(m_free.end(), m_leaving.begin(), m_leaving.end());
        m_leaving.clear();
    }
    m_above.swap(m_current);
    ++m_y;
    return true;
}

ComponentFinder::Found ComponentFinder::take() {
    Found found;
    std::vector<std::size_t> order;
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        if (m_slots[slot].used) {
            order.push_back(slot);
        }
    }
    std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
        const Component& first = m_slots[a].component;
        const Component& second = m_slots[b].component;
        return std::pair(first.box.y0, first.firstX) < std::pair(second.box.y0, second.firstX);
    });
    for (const std::size_t slot : order) {
        if (m_trackedSlot == slot) {
            found.tracked = found.components.size();
        }
        found.components.push_back(m_slots[slot].component);
    }
    return found;
}

}  // namespace frisket::measure
