// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>

namespace frisket::array {

/// Most axes that an array may have; NumPy's own limit.
inline constexpr int kMaxRank = 32;

/// A short list of 64-bit numbers, one for each axis, first axis first. Never allocates. More than
/// kMaxRank numbers throw std::length_error, as a full container does.
class Dims {
public:
    Dims() = default;
    Dims(std::initializer_list<std::int64_t> values);
    explicit Dims(std::span<const std::int64_t> values);
    /// `rank` (0..kMaxRank) times `value`.
    [[nodiscard]] static Dims filled(int rank, std::int64_t value);

    [[nodiscard]] int rank() const { return m_rank; }
    [[nodiscard]] std::int64_t& operator[](int axis) { return m_values[index(axis)]; }
    [[nodiscard]] std::int64_t operator[](int axis) const { return m_values[index(axis)]; }
    [[nodiscard]] std::int64_t back() const { return m_values[index(m_rank - 1)]; }

    [[nodiscard]] std::int64_t* begin() { return m_values.data(); }
    [[nodiscard]] std::int64_t* end() { return m_values.data() + m_rank; }
    [[nodiscard]] const std::int64_t* begin() const { return m_values.data(); }
    [[nodiscard]] const std::int64_t* end() const { return m_values.data() + m_rank; }

    void append(std::int64_t value) { insert(m_rank, value); }
    /// Before `axis`, 0..rank().
    void insert(int axis, std::int64_t value);
    void erase(int axis);

    bool operator==(const Dims& other) const;

private:
    [[nodiscard]] static std::size_t index(int axis) { return static_cast<std::size_t>(axis); }

    std::array<std::int64_t, kMaxRank> m_values{};
    int m_rank = 0;
};

/// Sizes of the axes, each >= 0.
using Shape = Dims;
/// Distance in elements from one index to the next along each axis; 0 repeats, < 0 runs backwards.
using Strides = Dims;
/// One index for each axis.
using Index = Dims;

/// Product of the sizes (1 for rank 0), or nothing where it, or the product of the sizes that are
/// not zero, does not fit 63 bits.
[[nodiscard]] std::optional<std::int64_t> elementCount(const Shape& shape);

/// Row-major (C order) strides of a packed array of that shape.
[[nodiscard]] Strides rowMajorStrides(const Shape& shape);

/// Index of the `flat`-th element in row-major order; every size must be > 0.
[[nodiscard]] Index unravel(std::int64_t flat, const Shape& shape);

/// As NumPy prints it: "()", "(5,)", "(3, 2)".
[[nodiscard]] std::string toString(const Dims& dims);

}  // namespace frisket::array
