// SPDX-License-Identifier: MIT
#include "core/edit/value_patch.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <new>
#include <utility>

#include "core/edit/packed_bytes.h"

namespace frisket::edit {

namespace {
using array::BandedArray;
using Piece = ValuePatch::Piece;

/// Where the bands lie that were asked for, once each; null for the others.
using Places = std::vector<std::byte*>;

/// Calls `visit(band, first, count)` for the parts of a row of elements `stride` apart that lie in
/// one band each; `first` counts from the row's beginning.
template <class Visit>
void forEachBand(const BandedArray& array, std::int64_t flat, std::int64_t stride,
                 std::int64_t count, Visit&& visit) {
    for (std::int64_t done = 0; done < count;) {
        const std::int64_t at = flat + done * stride;
        const std::int64_t band = array.bandOf(at);
        std::int64_t inside = count - done;
        if (stride > 0) {
            const std::int64_t room = array.bandBegin(band + 1) - at;
            inside = std::min(inside, (room + stride - 1) / stride);
        } else if (stride < 0) {
            inside = std::min(inside, (at - array.bandBegin(band)) / -stride + 1);
        }
        visit(band, done, inside);
        done += inside;
    }
}

template <class Visit>
void forEachRow(const Piece& piece, Visit&& visit) {
    for (std::int64_t y = 0; y < piece.height; ++y) {
        visit(y, piece.origin + y * piece.strideY);
    }
}

/// `to[i] ^= from[i]` for `count` elements of `size` bytes, those of `to` being `stride` elements
/// apart.
void flip(std::byte* to, std::int64_t stride, const std::byte* from, std::int64_t count,
          std::int64_t size) {
    if (stride == 1) {
        for (std::int64_t i = 0; i < count * size; ++i) {
            to[i] ^= from[i];
        }
        return;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        for (std::int64_t byte = 0; byte < size; ++byte) {
            to[i * stride * size + byte] ^= from[i * size + byte];
        }
    }
}

/// Memory of one thread.
struct Worker {
    BytePacker packer;
    std::vector<std::byte> flips;
};

void flipBlock(Worker& worker, const ValuePatch::Block& block, const BandedArray& array,
               const Places& places, std::int64_t size) {
    worker.flips.resize(static_cast<std::size_t>(block.elements * size));
    worker.packer.unpack(block.packed, worker.flips);
    const std::byte* from = worker.flips.data();
    for (const Piece& piece : block.pieces) {
        forEachRow(piece, [&](std::int64_t, std::int64_t flat) {
            forEachBand(array, flat, piece.strideX, piece.width,
                        [&](std::int64_t band, std::int64_t first, std::int64_t count) {
                            const std::int64_t at = flat + first * piece.strideX;
                            flip(places[static_cast<std::size_t>(band)] +
                                     (at - array.bandBegin(band)) * size,
                                 piece.strideX, from + first * size, count, size);
                        });
            from += piece.width * size;
        });
    }
}
}  // namespace

void ValuePatch::append(Block block, std::int64_t changed) {
    m_elements += block.elements;
    m_changed += changed;
    m_blocks.push_back(std::move(block));
}

bool ValuePatch::exchange(BandedArray& destination, base::ThreadPool& pool,
                          const GoOn& goOn) const {
    // All memory first, so that nothing is half exchanged when there is none.
    Places places(static_cast<std::size_t>(destination.bandCount()));
    std::int64_t most = 0;
    for (const Block& block : m_blocks) {
        most = std::max(most, block.elements * m_itemSize);
        for (const Piece& piece : block.pieces) {
            forEachRow(piece, [&](std::int64_t, std::int64_t flat) {
                forEachBand(destination, flat, piece.strideX, piece.width,
                            [&](std::int64_t band, std::int64_t, std::int64_t) {
                                std::byte*& place = places[static_cast<std::size_t>(band)];
                                if (place == nullptr) {
                                    const auto written = destination.write(band);
                                    if (!written) {
                                        throw std::bad_alloc();
                                    }
                                    place = *written;
                                }
                            });
            });
        }
        if (goOn && !goOn(0)) {
            return false;
        }
    }
    const auto count = static_cast<std::int64_t>(m_blocks.size());
    std::vector<Worker> workers(
        static_cast<std::size_t>(std::clamp<std::int64_t>(count, 1, pool.threads())));
    for (Worker& worker : workers) {
        worker.flips.reserve(static_cast<std::size_t>(most));
    }
    // Blocks [first, last); no memory of its own.
    const auto flipAll = [&](std::int64_t first, std::int64_t last) {
        std::atomic<std::int64_t> next{first};
        const auto body = [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t w = begin; w < end; ++w) {
                for (std::int64_t i = next++; i < last; i = next++) {
                    flipBlock(workers[static_cast<std::size_t>(w)],
                              m_blocks[static_cast<std::size_t>(i)], destination, places,
                              m_itemSize);
                }
            }
        };
        pool.forRange(static_cast<std::int64_t>(workers.size()), 1, std::cref(body));
    };
    if (!goOn) {
        flipAll(0, count);
        return true;
    }
    // A block for each thread at a time: some milliseconds.
    const std::int64_t step = pool.threads();
    const auto flipNext = [&](std::int64_t first) {
        const std::int64_t last = std::min(first + step, count);
        flipAll(first, last);
        return goOn(elementsOf(static_cast<std::size_t>(first), static_cast<std::size_t>(last)));
    };
    for (std::int64_t done = 0; done < count; done += step) {
        if (!flipNext(done) && done + step < count) {
            for (; done >= 0; done -= step) {
                flipNext(done);
            }
            return false;
        }
    }
    return true;
}

std::int64_t ValuePatch::elementsOf(std::size_t first, std::size_t last) const {
    std::int64_t count = 0;
    for (std::size_t i = first; i < last; ++i) {
        count += m_blocks[i].elements;
    }
    return count;
}

std::int64_t ValuePatch::byteSize() const {
    auto bytes = static_cast<std::int64_t>(sizeof(*this) + m_blocks.capacity() * sizeof(Block));
    for (const Block& block : m_blocks) {
        bytes += static_cast<std::int64_t>(block.packed.capacity() +
                                           block.pieces.capacity() * sizeof(Piece));
    }
    return bytes;
}

}  // namespace frisket::edit
