// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/io/format.h"
#include "ui/session/document.h"

namespace frisket::session {

/// Another dtype that the destination could have, and what that would mean.
struct DTypeOffer {
    enum class Why : std::uint8_t {
        HoldsValues,  ///< the smallest that holds what is written and what the destination holds
        HoldsTypes,   ///< the smallest that holds whatever the two dtypes hold
        Back,         ///< what the destination's file has
        Smaller,      ///< holds all the same, and a format takes it that does not take the present
    };
    array::DType dtype = array::DType::U8;
    Why why = Why::HoldsValues;
    /// Whether each value of the destination is known to fit; else the change finds out.
    bool certain = true;
    std::int64_t bytes = 0;  ///< of the destination then
    std::vector<io::Format> formats;
    bool savesInPlace = false;  ///< the destination's present file can take it
    bool operator==(const DTypeOffer&) const = default;
};

/// What is worth a change of dtype now; one for each Why at most, in its order, no dtype twice.
/// Nothing where all fits as it is, and in mid-stroke or while busy. Looks at no more than `most`
/// selected values, and at no larger a destination, some passes over either. Throws std::bad_alloc.
[[nodiscard]] std::vector<DTypeOffer> dtypeOffers(Document& document, std::int64_t most);

/// Whether the destination's file can be saved with the destination as `dtype`, by dtype and shape;
/// fails as io::formatHolds. True where there is no file yet.
[[nodiscard]] base::Status fileHolds(const Document& document, array::DType dtype);

}  // namespace frisket::session
