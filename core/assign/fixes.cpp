// SPDX-License-Identifier: MIT
#include "core/assign/fixes.h"

#include <algorithm>
#include <numeric>

#include "core/assign/broadcast.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::Layout;
using array::Shape;
using base::joined;

/// Cropping more than this part of an axis is no small fix but another picture.
constexpr std::int64_t kCropPart = 20;

class Finder {
public:
    Finder(Role role, const Layout& operand, const Shape& target)
        : m_role(role), m_operand(operand), m_target(target), m_rank(operand.rank()) {}

    std::vector<Fix> find() {
        trySqueeze();
        tryUnsqueeze();
        trySwaps();
        tryChannelMoves();
        tryCrop();
        return std::move(m_fixes);
    }

private:
    void offer(Fix::Kind kind, const base::Result<Layout>& changed, std::string text,
               std::string view) {
        if (changed && withoutSurplus(m_role, *changed, m_target.rank()).broadcastTo(m_target)) {
            m_fixes.push_back({kind, m_role, std::move(text), std::move(view)});
        }
    }

    void trySqueeze() {
        for (int axis = 0; axis < m_rank; ++axis) {
            if (m_operand.shape[axis] == 1) {
                offer(Fix::Kind::Squeeze, m_operand.squeeze(axis),
                      joined("squeeze ", name(m_role), " at ", axis), viewWith(axis, "0"));
            }
        }
    }

    void tryUnsqueeze() {
        for (int axis = 1; axis <= m_rank && m_rank < m_target.rank(); ++axis) {
            // Axes after the new one need no mention in a view; those before it do.
            std::string view = "[";
            for (int before = 0; before < axis; ++before) {
                view += ":, ";
            }
            offer(Fix::Kind::Unsqueeze, m_operand.unsqueeze(axis),
                  joined("unsqueeze ", name(m_role), " at ", axis), view + "None]");
        }
    }

    void trySwaps() {
        for (int second = m_rank - 1; second > 0; --second) {
            for (int first = second - 1; first >= 0; --first) {
                std::vector<int> order = identity();
                std::swap(order[static_cast<std::size_t>(first)],
                          order[static_cast<std::size_t>(second)]);
                const bool picture = m_rank == 2;
                tryTranspose(order, picture ? joined("swap H and W of ", name(m_role))
                                            : joined("swap axes ", first, " and ", second, " of ",
                                                     name(m_role)));
            }
        }
    }

    void tryChannelMoves() {
        if (m_rank < 3) {
            return;
        }
        tryMove(0, m_rank - 1);
        if (m_rank > 3) {  // a batch of pictures
            tryMove(m_rank - 3, m_rank - 1);
        }
    }

    /// The last axis put before axis `first`, and axis `first` put last.
    void tryMove(int first, int last) {
        const std::string front = first == 0 ? "the front" : joined("place ", first);
        std::vector<int> order = identity();
        std::rotate(order.begin() + first, order.end() - 1, order.end());
        tryTranspose(order, joined("move axis ", last, " of ", name(m_role), " to ", front));
        order = identity();
        std::rotate(order.begin() + first, order.begin() + first + 1, order.end());
        tryTranspose(order, joined("move axis ", first, " of ", name(m_role), " to the back"));
    }

    void tryTranspose(const std::vector<int>& order, std::string text) {
        std::string view = "(";
        for (std::size_t i = 0; i < order.size(); ++i) {
            view += joined(i == 0 ? "" : ", ", order[i]);
        }
        offer(Fix::Kind::Transpose, m_operand.transpose(order), std::move(text), view + ")");
    }

    void tryCrop() {
        Layout cropped = m_operand;
        std::string text;
        std::string view = "[";
        for (int axis = 0; axis < m_rank; ++axis) {
            const int targetAxis = axis + m_target.rank() - m_rank;
            const std::int64_t size = m_operand.shape[axis];
            const std::int64_t wanted = targetAxis < 0 ? size : m_target[targetAxis];
            const bool tooLong = size != 1 && size > wanted;
            if (tooLong &&
                (wanted == 0 || size - wanted > std::max<std::int64_t>(1, size / kCropPart))) {
                return;
            }
            view += axis == 0 ? "" : ", ";
            if (!tooLong) {
                view += ":";
                continue;
            }
            cropped.shape[axis] = wanted;
            view += joined(":", wanted);
            const bool picture = m_rank == 2;
            text += joined(text.empty() ? "crop " : " and ",
                           picture ? (axis == 0 ? "rows" : "columns") : joined("axis ", axis),
                           " of ", name(m_role), " ", size, " -> ", wanted);
        }
        if (!text.empty()) {
            offer(Fix::Kind::Crop, cropped, std::move(text), view + "]");
        }
    }

    [[nodiscard]] std::string viewWith(int axis, std::string_view item) const {
        std::string view = "[";
        for (int before = 0; before < axis; ++before) {
            view += ":, ";
        }
        return joined(view, item, "]");
    }

    [[nodiscard]] std::vector<int> identity() const {
        std::vector<int> order(static_cast<std::size_t>(m_rank));
        std::iota(order.begin(), order.end(), 0);
        return order;
    }

    Role m_role;
    const Layout& m_operand;
    const Shape& m_target;
    int m_rank;
    std::vector<Fix> m_fixes;
};
}  // namespace

std::vector<Fix> findFixes(Role role, const Layout& operand, const Shape& target) {
    return Finder(role, operand, target).find();
}

}  // namespace frisket::assign
