// SPDX-License-Identifier: MIT
#pragma once

#include <cstdarg>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tiffio.h>

#include "core/base/result.h"
#include "core/io/byte_stream.h"

namespace frisket::io {

/// An open TIFF: libtiff over our streams. What it complains of is kept here, never printed, and
/// nothing of libtiff's global state is used.
class TiffHandle {
public:
    /// Reads the first directory. `mostBytes` bounds what libtiff may take at a time.
    [[nodiscard]] static base::Result<std::unique_ptr<TiffHandle>> reader(ByteSource& source,
                                                                          std::int64_t mostBytes);
    /// A new file, or with `update` one whose bytes are in the sink already.
    [[nodiscard]] static base::Result<std::unique_ptr<TiffHandle>> writer(RandomSink& sink,
                                                                          std::string name,
                                                                          const char* mode);
    ~TiffHandle();
    TiffHandle(const TiffHandle&) = delete;
    TiffHandle& operator=(const TiffHandle&) = delete;

    [[nodiscard]] TIFF* tiff() const { return m_tiff; }
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] std::int64_t size() const;  ///< of the file, in bytes
    [[nodiscard]] bool isBigEndian() const { return TIFFIsBigEndian(m_tiff) != 0; }
    [[nodiscard]] bool isBigTiff() const { return TIFFIsBigTIFF(m_tiff) != 0; }

    /// Why a call failed: the stream's own error, or libtiff's words after `what`.
    [[nodiscard]] base::Error failure(std::string_view what) const;
    /// Fails where a warning (or an error that no call told of) puts values in doubt.
    base::Status requireNoDoubt() const;
    /// Warnings that say nothing of values.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return m_warnings; }

private:
    TiffHandle(std::string name, ByteSource* source, RandomSink* sink)
        : m_name(std::move(name)), m_source(source), m_sink(sink) {}
    [[nodiscard]] static base::Result<std::unique_ptr<TiffHandle>> open(
        std::unique_ptr<TiffHandle> handle, const char* mode, std::int64_t mostBytes);

    base::Result<std::int64_t> readHere(std::span<std::byte> to);
    base::Status writeHere(std::span<const std::byte> bytes);
    void keep(bool isError, const char* format, std::string text);

    static tmsize_t onRead(thandle_t self, void* to, tmsize_t count);
    static tmsize_t onWrite(thandle_t self, void* from, tmsize_t count);
    static toff_t onSeek(thandle_t self, toff_t offset, int whence);
    static int onClose(thandle_t) { return 0; }
    static toff_t onSize(thandle_t self);
    static int onError(TIFF*, void* self, const char* module, const char* format, va_list values);
    static int onWarning(TIFF*, void* self, const char* module, const char* format, va_list values);

    std::string m_name;
    ByteSource* m_source;
    RandomSink* m_sink;
    std::int64_t m_position = 0;
    TIFF* m_tiff = nullptr;
    std::optional<base::Error> m_streamError;
    std::string m_message;  ///< libtiff's last error
    std::string m_doubt;    ///< the first warning of that kind
    std::vector<std::string> m_warnings;
};

}  // namespace frisket::io
