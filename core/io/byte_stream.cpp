// SPDX-License-Identifier: MIT
#include "core/io/byte_stream.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "core/base/text.h"

namespace frisket::io {

namespace {
/// Read at a time where somebody watches: some milliseconds of a slow disk.
constexpr std::int64_t kPieceBytes = std::int64_t{1} << 20;
}  // namespace

ByteSource::ByteSource(std::string name, std::int64_t size)
    : m_name(std::move(name)), m_size(size) {}

base::Status ByteSource::read(std::span<std::byte> to) {
    const auto wanted = static_cast<std::int64_t>(to.size());
    std::int64_t found = remaining();
    if (wanted <= found) {
        for (found = 0; found < wanted;) {
            const std::int64_t piece = std::min(kPieceBytes, wanted - found);
            const auto got = readAt(
                m_position + found,
                to.subspan(static_cast<std::size_t>(found), static_cast<std::size_t>(piece)));
            if (!got) {
                return base::passOn(got);
            }
            found += *got;
            if (*got < piece) {
                break;
            }
            if (auto goOn = proceedTo(m_position + found); !goOn) {
                return goOn;
            }
        }
    }
    if (found < wanted) {
        return base::fail(
            base::ErrorCode::Truncated,
            base::joined(m_name, ": the file ends too early: ", wanted,
                         " more bytes expected at offset ", m_position, ", ", found, " found."),
            "The file is incomplete; copy or download it again.");
    }
    m_position += wanted;
    return {};
}

void ByteSource::watch(base::Progress* progress, std::int64_t units) {
    m_progress = progress;
    m_units = units;
}

base::Status ByteSource::proceedTo(std::int64_t position) {
    if (m_progress == nullptr) {
        return {};
    }
    const double part = static_cast<double>(position) / static_cast<double>(m_size);
    const auto reached = static_cast<std::int64_t>(part * static_cast<double>(m_units));
    const std::int64_t before = std::exchange(m_reported, std::max(m_reported, reached));
    return base::proceed(m_progress, m_reported - before);
}

MemorySource::MemorySource(std::string name, std::span<const std::byte> bytes)
    : ByteSource(std::move(name), static_cast<std::int64_t>(bytes.size())), m_bytes(bytes) {}

base::Result<std::int64_t> MemorySource::readAt(std::int64_t offset, std::span<std::byte> to) {
    const auto rest = m_bytes.subspan(static_cast<std::size_t>(offset));
    const std::size_t taken = std::min(rest.size(), to.size());
    if (taken > 0) {
        std::memcpy(to.data(), rest.data(), taken);
    }
    return static_cast<std::int64_t>(taken);
}

base::Status MemorySink::write(std::span<const std::byte> bytes) { return writeAt(size(), bytes); }

base::Status MemorySink::writeAt(std::int64_t offset, std::span<const std::byte> bytes) {
    assert(offset >= 0 && offset <= size());
    const auto begin = static_cast<std::size_t>(offset);
    const std::size_t inside = std::min(bytes.size(), m_bytes.size() - begin);
    std::copy_n(bytes.begin(), inside, m_bytes.begin() + offset);
    m_bytes.insert(m_bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(inside), bytes.end());
    return {};
}

base::Result<std::int64_t> MemorySink::readBack(std::int64_t offset, std::span<std::byte> to) {
    const auto begin = static_cast<std::size_t>(std::clamp<std::int64_t>(offset, 0, size()));
    const std::size_t taken = std::min(to.size(), m_bytes.size() - begin);
    std::copy_n(m_bytes.begin() + static_cast<std::ptrdiff_t>(begin), taken, to.begin());
    return static_cast<std::int64_t>(taken);
}

}  // namespace frisket::io
