// SPDX-License-Identifier: MIT
#include "core/assign/astype.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <mutex>

#include "core/assign/cast.h"
#include "core/assign/cast_report.h"
#include "core/assign/casting.h"
#include "core/base/large_pages.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::DType;
using condition::kWordBits;
using condition::Word;

/// Elements that are looked at, then converted: they stay in the first cache, and a word of bits
/// for each 64 of them fits a table.
constexpr std::int64_t kPiece = 4096;

/// Keeps the first misfit of what several threads find.
class Misfits {
public:
    /// Whether a misfit before `place` is known, so that what comes from there on does not matter.
    [[nodiscard]] bool knowsBefore(std::int64_t place) const { return m_first <= place; }
    void add(const CastReport& found) {
        const std::lock_guard lock(m_mutex);
        if (found.first < m_first) {
            m_first = found.first;
            m_value = found.value;
        }
    }
    [[nodiscard]] std::optional<Misfit> first() const {
        return m_first == kNone ? std::nullopt : std::optional(Misfit{m_first, m_value});
    }

private:
    static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();
    std::mutex m_mutex;
    std::atomic<std::int64_t> m_first{kNone};
    Scalar m_value;
};

/// " at [3, 17]"; nothing for an array without axes.
std::string placeText(std::int64_t place, const array::Shape& shape) {
    const array::Index index = array::unravel(place, shape);
    std::string text;
    for (const std::int64_t at : index) {
        text += base::joined(text.empty() ? " at [" : ", ", at);
    }
    return text.empty() ? text : text + "]";
}

/// Looks at all values where `to` may lack some, and writes them to `out` in that dtype, unless
/// that is null, until one does not fit.
std::optional<Misfit> pass(const array::BandedArray& array, DType to, std::byte* out,
                           base::ThreadPool& pool, base::Progress* progress) {
    const DType from = array.dtype();
    const CastTally tally = isLossless(from, to) ? nullptr : castTally(from, to);
    const CastRun convert = castRun(from, to);
    const std::int64_t size = array::itemSize(from);
    const std::int64_t sizeOut = array::itemSize(to);
    std::array<Word, kPiece / kWordBits> all{};
    all.fill(~Word{0});
    Misfits misfits;
    pool.forRange(array.bandCount(), 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t band = first; band < last; ++band) {
            const std::int64_t begin = array.bandBegin(band);
            const std::int64_t end = array.bandBegin(band + 1);
            if (misfits.knowsBefore(begin) || (progress != nullptr && progress->cancelled())) {
                return;
            }
            const std::byte* const values = array.read(band);
            for (std::int64_t at = begin; at < end; at += kPiece) {
                const std::int64_t count = std::min(kPiece, end - at);
                const std::byte* const piece = values + (at - begin) * size;
                if (tally != nullptr) {
                    CastReport found;
                    tally(piece, 1, count, all.data(), at, found);
                    if (found.total > 0) {
                        misfits.add(found);
                        return;
                    }
                }
                if (out != nullptr) {
                    convert(piece, 1, count, out + at * sizeOut);
                }
            }
            if (progress != nullptr) {
                progress->advance(end - begin);
            }
        }
    });
    return misfits.first();
}
}  // namespace

std::optional<Misfit> findMisfit(const array::BandedArray& array, DType to, base::ThreadPool& pool,
                                 base::Progress* progress) {
    return isLossless(array.dtype(), to) ? std::nullopt : pass(array, to, nullptr, pool, progress);
}

base::Result<array::NdArray> exactlyAs(const array::BandedArray& array, DType to,
                                       base::ThreadPool& pool, base::Progress* progress) {
    const auto bytes = array::byteCount(to, array.shape());
    if (!bytes) {
        return base::passOn(bytes);
    }
    auto buffer = array::Buffer::allocate(*bytes);
    if (!buffer) {
        return base::passOn(buffer);
    }
    base::expectWrites((*buffer)->data(), *bytes);
    const auto misfit = pass(array, to, (*buffer)->data(), pool, progress);
    if (const base::Status goOn = base::proceed(progress); !goOn) {
        return base::passOn(goOn);
    }
    if (misfit) {
        return base::fail(base::ErrorCode::Refused,
                          base::joined(array::name(to), " has no equal for the value ",
                                       toText(array.dtype(), misfit->value.data()),
                                       placeText(misfit->place, array.shape()), " of the ",
                                       array::name(array.dtype()), " array."),
                          "Choose a dtype that holds every value, or change the value first.");
    }
    return array::NdArray(to, array::Layout::rowMajor(array.shape()), *std::move(buffer));
}

}  // namespace frisket::assign
