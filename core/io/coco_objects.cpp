// SPDX-License-Identifier: MIT
#include "core/io/coco_objects.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <unordered_map>
#include <utility>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

/// Object of a pixel plus 1; 0 is none.
using Owner = std::uint32_t;

/// Which object gets the pixels of a value that no annotation has yet.
class Takers {
public:
    Takers(std::vector<CocoObject>& objects, const std::vector<CocoAnnotation>& before,
           bool instances)
        : m_objects(objects) {
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (before[i].hasPixels() || instances) {
                const auto [found, isFirst] =
                    m_takers.try_emplace(objects[i].value, static_cast<Owner>(i + 1));
                found->second = isFirst ? found->second : kSeveral;
            }
        }
    }

    Owner of(std::int64_t value) {
        if (value != m_last) {
            m_last = value;
            Owner& taker = m_takers.try_emplace(value, kSeveral).first->second;
            if (taker == kSeveral) {
                CocoObject object;
                object.value = value;
                object.isNew = true;
                m_objects.push_back(std::move(object));
                taker = static_cast<Owner>(m_objects.size());
            }
            m_taker = taker;
        }
        return m_taker;
    }

private:
    static constexpr Owner kSeveral = 0;

    std::vector<CocoObject>& m_objects;
    std::unordered_map<std::int64_t, Owner> m_takers;
    std::int64_t m_last = 0;
    Owner m_taker = 0;
};

template <class T>
base::Status divide(const T* values, Owner* owners, std::int64_t height, std::int64_t width,
                    std::vector<CocoObject>& objects, Takers& takers, base::Progress* progress) {
    for (std::int64_t y = 0; y < height; ++y) {
        for (std::int64_t i = y * width; i < (y + 1) * width; ++i) {
            const auto value = static_cast<std::int64_t>(values[i]);
            Owner owner = owners[i];
            if (owner != 0) {
                ++objects[owner - 1].hadSeen;
            }
            if (value == 0 && (owner == 0 || objects[owner - 1].value != 0)) {
                owners[i] = 0;
                continue;
            }
            if (owner == 0 || objects[owner - 1].value != value) {
                owner = takers.of(value);
                ++objects[owner - 1].added;
            }
            ++objects[owner - 1].pixels;
            owners[i] = owner;
        }
        if (auto goOn = base::proceed(progress); !goOn) {
            return goOn;
        }
    }
    return {};
}

/// Whether `annotation`, the object `owner`, covers a pixel that none after it covers again and
/// that is not its own any more.
base::Result<bool> covers(const CocoAnnotation& annotation, Owner owner, const Owner* owners,
                          std::int64_t height, std::int64_t width, const std::string& where,
                          base::Progress* progress) {
    bool wrong = false;
    const auto look = [&](const condition::BitRegion& region) -> base::Status {
        const base::Rect& box = region.box();
        for (std::int64_t y = box.y0; y < box.y1 && !wrong; ++y) {
            for (std::int64_t w = 0; w < region.wordsPerRow(); ++w) {
                const Owner* const at =
                    owners + y * width + region.originX() + w * condition::kWordBits;
                for (condition::Word rest = region.row(y)[w]; rest != 0; rest &= rest - 1) {
                    wrong = wrong || at[std::countr_zero(rest)] < owner;
                }
            }
        }
        return {};
    };
    if (auto looked = forEachPart(annotation, height, width, where, progress, look); !looked) {
        return base::passOn(looked);
    }
    return wrong;
}

/// Finds the runs of the objects in one pass over the columns.
class RunFinder {
public:
    RunFinder(std::vector<CocoObject>& objects, std::int64_t height, std::int64_t width,
              std::int64_t mostRuns)
        : m_objects(objects),
          m_ends(objects.size()),
          m_height(height),
          m_width(width),
          m_runsLeft(mostRuns) {}

    /// False: there are too many.
    base::Result<bool> find(const Owner* owners, base::Progress* progress) {
        constexpr std::int64_t kStrip = 32;  // columns, which are turned to rows
        std::vector<Owner> strip(static_cast<std::size_t>(kStrip * m_height));
        for (std::int64_t x0 = 0; x0 < m_width; x0 += kStrip) {
            const std::int64_t columns = std::min(kStrip, m_width - x0);
            for (std::int64_t y = 0; y < m_height; ++y) {
                for (std::int64_t x = 0; x < columns; ++x) {
                    strip[static_cast<std::size_t>(x * m_height + y)] =
                        owners[y * m_width + x0 + x];
                }
            }
            for (std::int64_t i = 0; i < columns * m_height; ++i) {
                const Owner owner = strip[static_cast<std::size_t>(i)];
                if (owner != m_owner) {
                    close(x0 * m_height + i);
                    m_owner = owner;
                    m_begin = x0 * m_height + i;
                }
            }
            if (auto goOn = base::proceed(progress); !goOn) {
                return base::passOn(goOn);
            }
            if (m_runsLeft < 0) {
                return false;
            }
        }
        close(m_height * m_width);
        for (std::size_t i = 0; i < m_objects.size(); ++i) {
            const std::int64_t rest = m_height * m_width - m_ends[i];
            if (!m_objects[i].keepsText && rest > 0) {
                m_objects[i].runs.push_back(static_cast<std::uint32_t>(rest));
            }
        }
        return m_runsLeft >= 0;
    }

private:
    /// The run of `m_owner` that ends before `end`.
    void close(std::int64_t end) {
        if (m_owner == 0 || m_objects[m_owner - 1].keepsText) {
            return;
        }
        CocoObject& object = m_objects[m_owner - 1];
        std::int64_t& before = m_ends[m_owner - 1];
        m_runsLeft -= 2;
        if (m_runsLeft >= 0) {
            object.runs.push_back(static_cast<std::uint32_t>(m_begin - before));
            object.runs.push_back(static_cast<std::uint32_t>(end - m_begin));
        }
        before = end;
        const std::int64_t first = m_begin / m_height;
        const std::int64_t last = (end - 1) / m_height;
        // A run that goes on in another column reaches the lower and the upper edge.
        const bool one = first == last;
        object.box = object.box.united({first, one ? m_begin % m_height : 0, last + 1,
                                        one ? (end - 1) % m_height + 1 : m_height});
    }

    std::vector<CocoObject>& m_objects;
    std::vector<std::int64_t> m_ends;
    std::int64_t m_height;
    std::int64_t m_width;
    std::int64_t m_runsLeft;
    Owner m_owner = 0;
    std::int64_t m_begin = 0;
};
}  // namespace

base::Result<std::vector<CocoObject>> divideObjects(const array::NdArray& mask,
                                                    const std::vector<CocoAnnotation>& before,
                                                    bool instances, const ReadLimits& limits,
                                                    const std::string& where,
                                                    base::Progress* progress) {
    const std::int64_t height = mask.shape()[0];
    const std::int64_t width = mask.shape()[1];
    auto canvas = CocoCanvas::make(array::DType::U32, height, width, limits, where);
    if (!canvas) {
        return base::passOn(canvas);
    }
    std::vector<CocoObject> objects(before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        objects[i].value = instances ? before[i].id : before[i].category;
        if (auto drawn = canvas->draw(before[i], static_cast<std::int64_t>(i) + 1, where, progress);
            !drawn) {
            return base::passOn(drawn);
        }
    }
    auto* const owners = reinterpret_cast<Owner*>(canvas->data());
    Takers takers(objects, before, instances);
    const base::Status divided = array::visitType(mask.dtype(), [&](auto type) -> base::Status {
        using T = typename decltype(type)::type;
        if constexpr (std::is_same_v<T, array::Bool8> || std::is_integral_v<T>) {
            using Plain = std::conditional_t<std::is_integral_v<T>, T, std::uint8_t>;
            return divide(reinterpret_cast<const Plain*>(mask.view().at(mask.layout().offset)),
                          owners, height, width, objects, takers, progress);
        } else {
            return fail(ErrorCode::Unsupported, joined(where, ": the mask has no whole numbers."));
        }
    });
    if (!divided) {
        return base::passOn(divided);
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        CocoObject& object = objects[i];
        object.keepsText = object.added == 0 && object.pixels == object.hadSeen;
        if (object.keepsText && before[i].hasPixels()) {
            const auto wrong = covers(before[i], static_cast<Owner>(i + 1), owners, height, width,
                                      where, progress);
            if (!wrong) {
                return base::passOn(wrong);
            }
            object.keepsText = !*wrong;
        }
    }
    const std::int64_t mostRuns =
        limits.memoryBudget / static_cast<std::int64_t>(sizeof(std::uint32_t));
    const auto found = RunFinder(objects, height, width, mostRuns).find(owners, progress);
    if (!found) {
        return base::passOn(found);
    }
    if (!*found) {
        return fail(ErrorCode::TooLarge, joined(where, ": the mask has more than ", mostRuns,
                                                " runs, beyond the memory budget."));
    }
    return objects;
}

}  // namespace frisket::io
