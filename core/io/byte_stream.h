// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace frisket::io {

/// Bytes of known number that are read from front to back. Decoders take this, so that a file, a
/// block of memory and a member of an archive are read by the same code.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// What messages call it, such as the path.
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] std::int64_t size() const { return m_size; }
    [[nodiscard]] std::int64_t position() const { return m_position; }
    [[nodiscard]] std::int64_t remaining() const { return m_size - m_position; }

    /// Fills `to` and moves on, or fails with Truncated (or Cancelled, see `watch`) and does not
    /// move.
    base::Status read(std::span<std::byte> to);
    /// From now on reading advances `progress` (may be null; outlives the source), by `units` for
    /// all bytes together, and looks at it for each piece of a mebibyte.
    void watch(base::Progress* progress, std::int64_t units);
    [[nodiscard]] base::Progress* progress() const { return m_progress; }
    void rewind() { m_position = 0; }
    /// The next `read` begins there: 0..size().
    void seek(std::int64_t position) { m_position = position; }

protected:
    ByteSource(std::string name, std::int64_t size);

    /// Reads up to `to.size()` bytes at `offset`; fewer only where the bytes end.
    virtual base::Result<std::int64_t> readAt(std::int64_t offset, std::span<std::byte> to) = 0;

private:
    base::Status proceedTo(std::int64_t position);

    std::string m_name;
    std::int64_t m_size;
    std::int64_t m_position = 0;
    base::Progress* m_progress = nullptr;
    std::int64_t m_units = 0;
    std::int64_t m_reported = 0;  ///< units; bytes that are read again count once
};

/// Reads a block of memory, which must outlive it.
class MemorySource final : public ByteSource {
public:
    MemorySource(std::string name, std::span<const std::byte> bytes);

protected:
    base::Result<std::int64_t> readAt(std::int64_t offset, std::span<std::byte> to) override;

private:
    std::span<const std::byte> m_bytes;
};

/// Where encoders write. Nothing but AtomicFile puts such bytes into a user's file.
class ByteSink {
public:
    virtual ~ByteSink() = default;
    ByteSink(const ByteSink&) = delete;
    ByteSink& operator=(const ByteSink&) = delete;

    /// Takes all of `bytes` or fails; after a failure the sink is of no further use.
    virtual base::Status write(std::span<const std::byte> bytes) = 0;

protected:
    ByteSink() = default;
};

/// A sink for formats that put a length or a directory into what they wrote before.
class RandomSink : public ByteSink {
public:
    /// Bytes so far; `write` appends there.
    [[nodiscard]] virtual std::int64_t size() const = 0;
    /// Replaces bytes at `offset` (0..size()) and appends what goes beyond the end. A failure as
    /// one of `write`.
    virtual base::Status writeAt(std::int64_t offset, std::span<const std::byte> bytes) = 0;
    /// Reads up to `to.size()` bytes of what was written; fewer only where they end.
    virtual base::Result<std::int64_t> readBack(std::int64_t offset, std::span<std::byte> to) = 0;
};

/// Collects what is written in memory.
class MemorySink final : public RandomSink {
public:
    base::Status write(std::span<const std::byte> bytes) override;
    [[nodiscard]] std::int64_t size() const override {
        return static_cast<std::int64_t>(m_bytes.size());
    }
    base::Status writeAt(std::int64_t offset, std::span<const std::byte> bytes) override;
    base::Result<std::int64_t> readBack(std::int64_t offset, std::span<std::byte> to) override;
    [[nodiscard]] const std::vector<std::byte>& bytes() const { return m_bytes; }

private:
    std::vector<std::byte> m_bytes;
};

}  // namespace frisket::io
