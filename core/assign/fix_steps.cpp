// SPDX-License-Identifier: MIT
#include "core/assign/fix_steps.h"

#include <algorithm>
#include <numeric>

#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::Layout;
using array::Shape;
using base::joined;
using Stage = FixStep::Stage;

/// Axes of at most this size may be channels.
constexpr std::int64_t kMostChannels = 4;
/// Sizes beyond are no sides of a picture, and their products would leave 64 bits.
constexpr std::int64_t kMostPixels = std::int64_t{1} << 30;

class Steps {
public:
    explicit Steps(const Misfit& misfit)
        : m_misfit(misfit),
          m_operand(misfit.operand),
          m_name(name(misfit.role)),
          m_rank(misfit.operand.rank()) {}

    std::vector<FixStep> small() {
        squeezes();
        unsqueezes();
        swaps();
        channelMoves();
        reshapes();
        crop();
        pad();
        return std::move(m_steps);
    }

    std::vector<FixStep> resizes() {
        resize(m_rank - 2);
        resize(m_rank - 3);
        return std::move(m_steps);
    }

    std::vector<FixStep> selects() {
        if (m_rank > m_misfit.target.rank()) {
            select(0);
            if (m_rank > 2 && m_operand.shape.back() <= kMostChannels) {
                select(m_rank - 1);
            }
        }
        return std::move(m_steps);
    }

private:
    void add(Stage stage, Fix::Kind kind, const base::Result<Layout>& changed, std::string text,
             std::string view) {
        if (changed) {
            m_steps.push_back({stage, kind, *changed, std::move(text), std::move(view), -1});
        }
    }

    void squeezes() {
        for (int axis = 0; axis < m_rank; ++axis) {
            if (m_operand.shape[axis] == 1) {
                add(Stage::Drop, Fix::Kind::Squeeze, m_operand.squeeze(axis),
                    joined("squeeze ", m_name, " at ", axis), indexing(axis, "0"));
            }
        }
    }

    void unsqueezes() {
        for (int axis = 1; axis <= m_rank && m_rank < m_misfit.target.rank(); ++axis) {
            add(Stage::Insert, Fix::Kind::Unsqueeze, m_operand.unsqueeze(axis),
                joined("unsqueeze ", m_name, " at ", axis), indexing(axis, "None"));
            m_steps.back().axis = axis;
        }
    }

    void swaps() {
        for (int second = m_rank - 1; second > 0; --second) {
            for (int first = second - 1; first >= 0; --first) {
                std::vector<int> order = identity();
                std::swap(order[static_cast<std::size_t>(first)],
                          order[static_cast<std::size_t>(second)]);
                transpose(order, m_rank == 2 ? joined("swap H and W of ", m_name)
                                             : joined("swap axes ", first, " and ", second, " of ",
                                                      m_name));
            }
        }
    }

    void channelMoves() {
        if (m_rank >= 3) {
            move(0, m_rank - 1);
        }
        if (m_rank > 3) {  // a batch of pictures
            move(m_rank - 3, m_rank - 1);
        }
    }

    /// The last axis put before axis `first`, and axis `first` put last.
    void move(int first, int last) {
        const std::string front = first == 0 ? "the front" : joined("place ", first);
        std::vector<int> order = identity();
        std::rotate(order.begin() + first, order.end() - 1, order.end());
        transpose(order, joined("move axis ", last, " of ", m_name, " to ", front));
        order = identity();
        std::rotate(order.begin() + first, order.begin() + first + 1, order.end());
        transpose(order, joined("move axis ", first, " of ", m_name, " to the back"));
    }

    void transpose(const std::vector<int>& order, std::string text) {
        std::string view = ".transpose(";
        for (std::size_t i = 0; i < order.size(); ++i) {
            view += joined(i == 0 ? "" : ", ", order[i]);
        }
        add(Stage::Reorder, Fix::Kind::Transpose, m_operand.transpose(order), std::move(text),
            view + ")");
    }

    /// To the target's shape, or that of its picture where the channels come last.
    void reshapes() {
        const Shape& target = m_misfit.target;
        if (m_rank != 1 || m_operand.shape[0] < 2) {
            return;
        }
        if (target.rank() >= 2) {
            reshape(target);
        }
        if (target.rank() >= 3 && target.back() != 1 && target.back() <= kMostChannels) {
            Shape picture = target;
            picture[picture.rank() - 1] = 1;
            reshape(picture);
        }
    }

    void reshape(const Shape& to) {
        std::string sizes = array::toString(to);
        add(Stage::Insert, Fix::Kind::Reshape, m_operand.reshape(to),
            joined("reshape ", m_name, " ", array::toString(m_operand.shape), " -> ", sizes),
            ".reshape" + sizes);
    }

    void crop() {
        Layout cropped = m_operand;
        std::string text;
        std::string view = "[";
        for (int axis = 0; axis < m_rank; ++axis) {
            const std::int64_t size = m_operand.shape[axis];
            const std::int64_t wanted = wantedSize(axis);
            view += axis == 0 ? "" : ", ";
            if (size == 1 || size <= wanted) {
                view += ":";
                continue;
            }
            if (size - wanted > size / kCropPart) {
                return;
            }
            cropped.shape[axis] = wanted;
            view += joined(":", wanted);
            text += joined(text.empty() ? "crop " : " and ", change(axis, wanted));
        }
        if (!text.empty()) {
            add(Stage::Cut, Fix::Kind::Crop, cropped, std::move(text), view + "]");
        }
    }

    void pad() {
        Shape padded = m_operand.shape;
        std::string text;
        for (int axis = 0; axis < m_rank; ++axis) {
            const std::int64_t size = m_operand.shape[axis];
            const std::int64_t wanted = wantedSize(axis);
            if (size == 1 || size >= wanted) {
                continue;
            }
            if (wanted - size > wanted / kCropPart) {
                return;
            }
            padded[axis] = wanted;
            text += joined(text.empty() ? "pad " : " and ", change(axis, wanted));
        }
        if (!text.empty()) {
            text += m_misfit.role == Role::Condition ? " with false" : " with its edge";
            add(Stage::Extend, Fix::Kind::Pad, Layout::rowMajor(padded), std::move(text), {});
        }
    }

    /// Axes `axis` and `axis` + 1 are the sides of the picture.
    void resize(int axis) {
        if (axis < 0) {
            return;
        }
        const Shape& shape = m_operand.shape;
        const std::int64_t height = wantedSize(axis);
        const std::int64_t width = wantedSize(axis + 1);
        if (!sameFactor(shape[axis], shape[axis + 1], height, width)) {
            return;
        }
        Shape resized = shape;
        resized[axis] = height;
        resized[axis + 1] = width;
        add(Stage::Extend, Fix::Kind::Resize, Layout::rowMajor(resized),
            joined("resize ", m_name, " ", shape[axis], " x ", shape[axis + 1], " -> ", height,
                   " x ", width, " (nearest)"),
            {});
    }

    void select(int axis) {
        if (m_operand.shape[axis] > 1) {
            add(Stage::Drop, Fix::Kind::Select, m_operand.select(axis, 0),
                joined("take index 0 of axis ", axis, " of ", m_name), indexing(axis, "0"));
        }
    }

    /// Size of the target's axis that meets `axis`, or the size that it has.
    [[nodiscard]] std::int64_t wantedSize(int axis) const {
        const Shape& target = m_misfit.target;
        const int met =
            m_misfit.side == Side::Left ? axis : axis + target.rank() - m_operand.rank();
        return met < 0 || met >= target.rank() ? m_operand.shape[axis] : target[met];
    }

    /// "rows of condition 428 -> 427".
    [[nodiscard]] std::string change(int axis, std::int64_t wanted) const {
        const bool picture = m_rank == 2;
        return joined(picture ? (axis == 0 ? "rows" : "columns") : joined("axis ", axis), " of ",
                      m_name, " ", m_operand.shape[axis], " -> ", wanted);
    }

    /// "[:, :, item]". Axes after the item need no mention in a view; those before it do.
    [[nodiscard]] static std::string indexing(int axis, std::string_view item) {
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

    const Misfit& m_misfit;
    const Layout& m_operand;
    std::string_view m_name;
    int m_rank;
    std::vector<FixStep> m_steps;
};

/// Whether one factor takes both sides of `in` to within a pixel of `out`.
bool reaches(std::int64_t in0, std::int64_t in1, std::int64_t out0, std::int64_t out1) {
    return (out0 - 1) * in1 < (out1 + 1) * in0 && (out1 - 1) * in0 < (out0 + 1) * in1;
}
}  // namespace

bool sameFactor(std::int64_t in0, std::int64_t in1, std::int64_t out0, std::int64_t out1) {
    const auto changes = [](std::int64_t in, std::int64_t out) {
        return in > 1 && out > 1 && in <= kMostPixels && out <= kMostPixels && in != out &&
               in <= out * kMostFactor && out <= in * kMostFactor;
    };
    // The one that was rounded may be either.
    return changes(in0, out0) && changes(in1, out1) &&
           (reaches(in0, in1, out0, out1) || reaches(out0, out1, in0, in1));
}

std::vector<FixStep> smallSteps(const Misfit& misfit) { return Steps(misfit).small(); }
std::vector<FixStep> resizeSteps(const Misfit& misfit) { return Steps(misfit).resizes(); }
std::vector<FixStep> selectSteps(const Misfit& misfit) { return Steps(misfit).selects(); }

}  // namespace frisket::assign
