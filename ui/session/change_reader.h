// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "core/assign/cast.h"
#include "ui/session/layer_values.h"

namespace frisket::session {

/// Reads, in the shown plane, what elements of the destination are and what they become if they are
/// selected. Points into the document: valid until that changes. Threads may read together, each
/// with buffers of its own.
class ChangeReader {
public:
    /// Most pixels of one `read`.
    static constexpr std::int64_t kMost = 4096;

    /// Nothing without a plan, or where the plane has no pixel.
    [[nodiscard]] static std::optional<ChangeReader> of(const Document& document);

    /// Whether what a pixel becomes depends on nothing but the pixel. Else the source is taken in
    /// order, and only what selected pixels become can be read.
    [[nodiscard]] bool isLocal() const { return m_plan->addressing() == Addressing::Aligned; }
    [[nodiscard]] array::DType dtype() const { return m_destination->dtype(); }
    [[nodiscard]] std::int64_t width() const { return m_window.width; }
    [[nodiscard]] std::int64_t height() const { return m_window.height; }
    /// Whether neighbours in a row lie side by side, in the destination and in the source.
    [[nodiscard]] bool isPacked() const;

    /// Bits of the condition from pixel 64 * `word` of row `y` on, those past the row zero.
    void readBits(std::int64_t y, std::int64_t word, std::int64_t words,
                  condition::Word* out) const;

    struct Buffers {
        std::vector<std::byte> before;
        std::vector<std::byte> after;
        std::vector<std::byte> reference;
        std::vector<condition::Word> survivors;
    };
    /// Pixel x's value is the first one; those of the pixels before `x + skip` need not be there.
    struct Values {
        const std::byte* before;
        const std::byte* after;
    };
    /// Of pixels [x + skip, x + count) of row `y`; `count` is at most kMost. They are in the
    /// buffers, or where the document has them.
    [[nodiscard]] Values read(std::int64_t y, std::int64_t x, std::int64_t skip, std::int64_t count,
                              Buffers& buffers) const;
    /// The same of the destination alone.
    [[nodiscard]] const std::byte* readBefore(std::int64_t y, std::int64_t x, std::int64_t skip,
                                              std::int64_t count, Buffers& buffers) const;

    /// Whether the source has a place in the plane, so that it can be compared.
    [[nodiscard]] bool hasReference() const { return m_referencePlane.has_value(); }
    [[nodiscard]] array::DType referenceType() const { return m_reference.dtype; }
    /// Whether each selected element becomes what the reference has there.
    [[nodiscard]] bool becomesReference() const;
    /// The reference's values of pixels [x, x + count).
    [[nodiscard]] const std::byte* readReference(std::int64_t y, std::int64_t x, std::int64_t count,
                                                 Buffers& buffers) const;

private:
    using Addressing = assign::Addressing;

    ChangeReader() = default;
    [[nodiscard]] const std::byte* readSource(std::int64_t y, std::int64_t x, std::int64_t skip,
                                              std::int64_t count, const std::byte* before,
                                              Buffers& buffers) const;

    const assign::AssignPlan* m_plan = nullptr;
    assign::Inputs m_inputs;
    const array::BandedArray* m_destination = nullptr;
    assign::PlaneWindow m_window;  ///< the whole plane
    array::Layout m_before;        ///< the plane in the destination,
    array::Layout m_source;        ///< in the source, where that is local,
    condition::Plane m_condition;  ///< and in the condition
    array::ArrayView m_reference;
    std::optional<array::Layout> m_referencePlane;
    assign::CastRun m_cast = nullptr;
    assign::SurvivorFilter m_survivors = nullptr;
};

/// The bits of row `y` of the condition, of which `keep(values, count, words)` clears some, at
/// `out`.
template <class Keep>
void keepInRow(const ChangeReader& reader, std::int64_t y, ChangeReader::Buffers& buffers,
               condition::Word* out, Keep&& keep) {
    constexpr std::int64_t kRunWords = ChangeReader::kMost / condition::kWordBits;
    const std::int64_t all = condition::wordsFor(reader.width());
    reader.readBits(y, 0, all, out);
    for (std::int64_t word = 0; word < all; word += kRunWords) {
        const std::int64_t words = std::min(kRunWords, all - word);
        const std::int64_t x = word * condition::kWordBits;
        if (std::any_of(out + word, out + word + words, [](condition::Word w) { return w != 0; })) {
            const std::int64_t count = std::min(words * condition::kWordBits, reader.width() - x);
            keep(reader.read(y, x, 0, count, buffers), count, out + word);
        }
    }
}

}  // namespace frisket::session
