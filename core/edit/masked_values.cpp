// SPDX-License-Identifier: MIT
#include "core/edit/masked_values.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>

#include "core/assign/selected.h"
#include "core/edit/packed_bytes.h"

namespace frisket::edit {

namespace {
using array::BandedArray;

/// Elements [begin, end) of a band.
struct Range {
    std::int64_t begin;
    std::int64_t end;
};

Range rangeOf(const BandedArray& array, std::int64_t band) {
    return {array.bandBegin(band), array.bandBegin(band + 1)};
}

/// Calls `work(worker, i)` for each i of [0, count) on all threads; `workers` has one for each.
/// Needs no memory of its own.
template <class Worker, class Work>
void onAll(base::ThreadPool& pool, std::vector<Worker>& workers, std::int64_t count, Work&& work) {
    std::atomic<std::int64_t> next{0};
    const auto body = [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t w = first; w < last; ++w) {
            for (std::int64_t i = next++; i < count; i = next++) {
                work(workers[static_cast<std::size_t>(w)], i);
            }
        }
    };
    // By reference: a std::function with a copy of it would be on the heap.
    pool.forRange(static_cast<std::int64_t>(workers.size()), 1, std::cref(body));
}

/// `to[i] ^= from[i]`. A function of its own, since a store to a byte may change anything that is
/// not local, such as a vector's size.
void flip(std::byte* to, const std::byte* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        to[i] ^= from[i];
    }
}

/// What the plan would change in one band, with memory that serves for the next one too.
class BandChange {
public:
    /// Finds by which bits the selected elements of [range) would change from `present`. How many
    /// there are, or 0 where nothing would change.
    std::int64_t find(const assign::AssignPlan& plan, const assign::Inputs& inputs,
                      const Range& range, const std::byte* present) {
        const std::int64_t selected =
            assign::countSelected(plan, *inputs.condition, range.begin, range.end);
        if (selected == 0) {
            return 0;
        }
        const std::int64_t size = array::itemSize(plan.destinationType());
        m_band.assign(present, present + (range.end - range.begin) * size);
        assign::assignRange(plan, inputs, range.begin, range.end, {m_band.data(), range.begin});
        if (std::memcmp(m_band.data(), present, m_band.size()) == 0) {
            return 0;
        }
        flip(m_band.data(), present, m_band.size());
        m_selected.resize(static_cast<std::size_t>(selected * size));
        assign::gatherSelected(plan, *inputs.condition, range.begin, range.end,
                               {m_band.data(), range.begin}, m_selected.data());
        return selected;
    }
    /// The same, compressed.
    [[nodiscard]] std::vector<std::byte> packed() { return m_packer.pack(m_selected); }

private:
    std::vector<std::byte> m_band;
    std::vector<std::byte> m_selected;
    BytePacker m_packer;
};

tl::unexpected<base::Error> noMemory() {
    return base::fail(base::ErrorCode::OutOfMemory,
                      "There is no memory to keep the old values for undo.",
                      "Apply a smaller condition, or close other programs.");
}

/// Whether the plan changes any bit of one band; `memory` serves for the next one too.
bool changesBand(const assign::AssignPlan& plan, const assign::Inputs& inputs,
                 const BandedArray& destination, std::int64_t band,
                 std::vector<std::byte>& memory) {
    const Range range = rangeOf(destination, band);
    if (assign::countSelected(plan, *inputs.condition, range.begin, range.end) == 0) {
        return false;
    }
    const std::int64_t size = array::itemSize(plan.destinationType());
    const std::byte* present = destination.read(band);
    memory.assign(present, present + (range.end - range.begin) * size);
    assign::assignRange(plan, inputs, range.begin, range.end, {memory.data(), range.begin});
    return std::memcmp(memory.data(), present, memory.size()) != 0;
}
}  // namespace

base::Result<MaskedValues> MaskedValues::apply(const assign::AssignPlan& plan,
                                               const assign::Inputs& inputs,
                                               BandedArray& destination, base::ThreadPool& pool) {
    auto kept = find(plan, inputs, destination, pool);
    try {
        if (kept) {
            // Not by the plan once more, which needs a little memory of its own and might not get
            // it.
            kept->exchange(*inputs.condition, destination, pool);
        }
        return kept;
    } catch (const std::bad_alloc&) {
        return noMemory();
    }
}

base::Result<MaskedValues> MaskedValues::find(const assign::AssignPlan& plan,
                                              const assign::Inputs& inputs,
                                              const BandedArray& destination,
                                              base::ThreadPool& pool, base::Progress* progress) {
    try {
        MaskedValues kept(plan);
        const std::int64_t bands = destination.bandCount();
        kept.m_bands.resize(static_cast<std::size_t>(bands));
        std::vector<BandChange> workers(
            static_cast<std::size_t>(std::clamp<std::int64_t>(bands, 1, pool.threads())));
        onAll(pool, workers, bands, [&](BandChange& change, std::int64_t index) {
            if (progress != nullptr && progress->cancelled()) {
                return;
            }
            Band& band = kept.m_bands[static_cast<std::size_t>(index)];
            const Range range = rangeOf(destination, index);
            band.index = index;
            band.selected = change.find(plan, inputs, range, destination.read(index));
            if (band.selected > 0) {
                band.packed = change.packed();
            }
            if (progress != nullptr) {
                progress->advance(range.end - range.begin);
            }
        });
        if (const auto goOn = base::proceed(progress); !goOn) {
            return base::passOn(goOn);
        }
        std::erase_if(kept.m_bands, [](const Band& band) { return band.selected == 0; });
        kept.m_bands.shrink_to_fit();
        return kept;
    } catch (const std::bad_alloc&) {
        return noMemory();
    }
}

bool MaskedValues::exchange(const condition::ConditionMask& condition, BandedArray& destination,
                            base::ThreadPool& pool, const GoOn& goOn) const {
    struct Worker {
        BytePacker packer;
        std::vector<std::byte> values;
    };
    // All memory first, so that nothing is half exchanged when there is none.
    std::vector<Worker> workers(
        static_cast<std::size_t>(std::clamp<std::int64_t>(bandCount(), 1, pool.threads())));
    const std::int64_t size = array::itemSize(m_plan.destinationType());
    std::vector<std::byte*> places;
    places.reserve(m_bands.size());
    std::int64_t most = 0;
    for (const Band& band : m_bands) {
        most = std::max(most, band.selected * size);
        const auto place = destination.write(band.index);
        if (!place) {
            throw std::bad_alloc();
        }
        places.push_back(*place);
        if (goOn && !goOn(0)) {
            return false;
        }
    }
    for (Worker& worker : workers) {
        worker.values.reserve(static_cast<std::size_t>(most));
    }
    const auto flipOne = [&](Worker& worker, std::int64_t i) {
        const Band& band = m_bands[static_cast<std::size_t>(i)];
        worker.values.resize(static_cast<std::size_t>(band.selected * size));
        worker.packer.unpack(band.packed, worker.values);
        const Range range = rangeOf(destination, band.index);
        assign::flipSelected(m_plan, condition, range.begin, range.end, worker.values.data(),
                             {places[static_cast<std::size_t>(i)], range.begin});
    };
    if (!goOn) {
        onAll(pool, workers, bandCount(), flipOne);
        return true;
    }
    // A band for each thread at a time: some milliseconds.
    const auto flipNext = [&](std::int64_t first) {
        const std::int64_t last = std::min(first + pool.threads(), bandCount());
        onAll(pool, workers, last - first,
              [&](Worker& worker, std::int64_t i) { flipOne(worker, first + i); });
        return goOn(elementsOf(destination, first, last));
    };
    for (std::int64_t done = 0; done < bandCount(); done += pool.threads()) {
        if (!flipNext(done) && done + pool.threads() < bandCount()) {
            for (; done >= 0; done -= pool.threads()) {
                flipNext(done);
            }
            return false;
        }
    }
    return true;
}

std::int64_t MaskedValues::elementsOf(const BandedArray& destination, std::int64_t first,
                                      std::int64_t last) const {
    std::int64_t count = 0;
    for (std::int64_t i = first; i < last; ++i) {
        const Range range = rangeOf(destination, m_bands[static_cast<std::size_t>(i)].index);
        count += range.end - range.begin;
    }
    return count;
}

std::int64_t MaskedValues::elementCount(const BandedArray& destination) const {
    return elementsOf(destination, 0, bandCount());
}

std::int64_t MaskedValues::byteSize() const {
    auto bytes = static_cast<std::int64_t>(sizeof(*this) + m_bands.capacity() * sizeof(Band));
    for (const Band& band : m_bands) {
        bytes += static_cast<std::int64_t>(band.packed.capacity());
    }
    return bytes;
}

base::Result<bool> wouldChange(const assign::AssignPlan& plan, const assign::Inputs& inputs,
                               const BandedArray& destination, base::ThreadPool& pool,
                               base::Progress& progress) {
    std::atomic<bool> found{false};
    std::vector<std::vector<std::byte>> workers(static_cast<std::size_t>(
        std::clamp<std::int64_t>(destination.bandCount(), 1, pool.threads())));
    onAll(pool, workers, destination.bandCount(),
          [&](std::vector<std::byte>& memory, std::int64_t band) {
              if (found || progress.cancelled()) {
                  return;
              }
              if (changesBand(plan, inputs, destination, band, memory)) {
                  found = true;
              }
              const Range range = rangeOf(destination, band);
              progress.advance(range.end - range.begin);
          });
    if (!found && progress.cancelled()) {
        return base::cancelledError();
    }
    return found.load();
}

}  // namespace frisket::edit
