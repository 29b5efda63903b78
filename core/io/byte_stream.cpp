// SPDX-License-Identifier: MIT
#include "core/io/byte_stream.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/base/text.h"

namespace frisket::io {

ByteSource::ByteSource(std::string name, std::int64_t size)
    : m_name(std::move(name)), m_size(size) {}

base::Status ByteSource::read(std::span<std::byte> to) {
    const auto wanted = static_cast<std::int64_t>(to.size());
    std::int64_t found = remaining();
    if (wanted <= found) {
        const auto got = readAt(m_position, to);
        if (!got) {
            return base::passOn(got);
        }
        found = *got;
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

base::Status MemorySink::write(std::span<const std::byte> bytes) {
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    return {};
}

}  // namespace frisket::io
