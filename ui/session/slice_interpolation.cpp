// SPDX-License-Identifier: MIT
#include "ui/session/slice_interpolation.h"

#include <optional>
#include <utility>

#include "core/refine/interpolate.h"
#include "ui/session/slice_work.h"

namespace frisket::session {

namespace {
struct KeySlice {
    std::int64_t index = 0;
    condition::BitRegion region;
};

/// What each empty slice between others is to have.
base::Result<std::vector<SliceChange>> between(const ConditionSlices& slices,
                                               base::Progress& progress, base::ThreadPool& pool) {
    progress.expect(slices.count());
    std::vector<SliceChange> found;
    std::optional<KeySlice> key;
    for (std::int64_t index = 0; index < slices.count(); ++index) {
        KeySlice slice{index, slices.read(index)};
        if (const auto goOn = base::proceed(&progress, 1); !goOn) {
            return base::passOn(goOn);
        }
        if (slice.region.empty()) {
            continue;
        }
        for (std::int64_t gap = key ? key->index + 1 : index; gap < index; ++gap) {
            const double fraction =
                static_cast<double>(gap - key->index) / static_cast<double>(index - key->index);
            auto made = refine::interpolated(key->region, slice.region, slices.plane(), fraction,
                                             {}, &progress, &pool);
            if (!made) {
                return base::passOn(made);
            }
            found.push_back({gap, *std::move(made), {}});
        }
        key = std::move(slice);
    }
    return found;
}
}  // namespace

base::Result<std::int64_t> interpolateSlices(Document& document) {
    return changeSlices(document, Document::tr("Interpolating slices"),
                        Document::tr("Interpolate slices"), between);
}

}  // namespace frisket::session
