// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"

namespace frisket::test {

/// What the tests of a destination's dtype begin with.
struct DTypeBench {
    MaskFolder folder;

    /// Labels 0..4 as uint8 and a source of 7 and 40,000 as int64; all is selected, by one step.
    void open(session::Document& document) {
        std::vector<std::uint8_t> values;
        std::vector<std::int64_t> others;
        for (int i = 0; i < 600; ++i) {
            values.push_back(static_cast<std::uint8_t>(i / 7 % 5));
            others.push_back(i % 3 == 0 ? 40000 : 7);
        }
        FRISKET_VERIFY(
            document.open(session::LayerId::Destination, folder.write("d.npy", {20, 30}, values)));
        openSource(document, makeArray<std::int64_t>({20, 30}, others));
        document.selectAll();
    }
    void openSource(session::Document& document, const array::NdArray& array) {
        FRISKET_VERIFY(document.open(session::LayerId::Source, folder.write("s.npy", array)));
    }
};

}  // namespace frisket::test
