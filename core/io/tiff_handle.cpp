// SPDX-License-Identifier: MIT
#include "core/io/tiff_handle.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <limits>
#include <utility>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using namespace std::string_view_literals;
using base::joined;

/// Of tags that say where the values are and what they mean.
constexpr std::array kVitalTags{
    "ImageWidth"sv,      "ImageLength"sv,   "BitsPerSample"sv,
    "SampleFormat"sv,    "Compression"sv,   "Predictor"sv,
    "SamplesPerPixel"sv, "Planar"sv,        "PhotometricInterpretation"sv,
    "Strip"sv,           "Tile"sv,          "FillOrder"sv,
    "ImageDepth"sv,      "T4Options"sv,     "T6Options"sv,
    "Group3Options"sv,   "Group4Options"sv, "SubFileType"sv,
    "Subfile"sv};

enum class Weight { Nothing, Worth, Doubt };

/// By libtiff's format string, which is the same whatever it is about, and by the text.
Weight weigh(std::string_view format, std::string_view text) {
    if (format.starts_with("Unknown field with tag")) {
        return Weight::Nothing;  // such tags are listed by number
    }
    if (format.starts_with("Nonstandard tile") || format.starts_with("Old-style LZW")) {
        return Weight::Nothing;
    }
    const bool ignored = format.find("ignored") != std::string_view::npos ||
                         format.find("trimmed") != std::string_view::npos ||
                         format.find("ASCII value") != std::string_view::npos ||
                         format.find("ncorrect count") != std::string_view::npos ||
                         format.find("ncorrect value") != std::string_view::npos ||
                         format.find("Sum of Photometric") != std::string_view::npos ||
                         format.find("tags are not sorted") != std::string_view::npos;
    // What could not be read may have told the shape; what was read badly, hardly.
    const bool unread = format.find("IO error") != std::string_view::npos ||
                        format.find("Out of memory") != std::string_view::npos ||
                        format.find("Sanity check") != std::string_view::npos;
    const bool vital =
        std::any_of(kVitalTags.begin(), kVitalTags.end(), [text](std::string_view tag) {
            return text.find(joined('"', tag)) != std::string_view::npos;
        });
    return ignored && !vital && !unread ? Weight::Worth : Weight::Doubt;
}

std::string formatted(const char* format, va_list values) {
    std::array<char, 500> text{};
    std::vsnprintf(text.data(), text.size(), format, values);
    return text.data();
}

TiffHandle* handleOf(thandle_t self) { return static_cast<TiffHandle*>(self); }
}  // namespace

base::Result<std::unique_ptr<TiffHandle>> TiffHandle::reader(ByteSource& source,
                                                             std::int64_t mostBytes) {
    std::unique_ptr<TiffHandle> handle(new TiffHandle(source.name(), &source, nullptr));
    // m: no mapping; c: strips as they are in the file; D, O: their places only when asked for.
    return open(std::move(handle), "rmcDO", mostBytes);
}

base::Result<std::unique_ptr<TiffHandle>> TiffHandle::writer(RandomSink& sink, std::string name,
                                                             const char* mode) {
    std::unique_ptr<TiffHandle> handle(new TiffHandle(std::move(name), nullptr, &sink));
    return open(std::move(handle), mode, std::numeric_limits<std::int64_t>::max());
}

base::Result<std::unique_ptr<TiffHandle>> TiffHandle::open(std::unique_ptr<TiffHandle> handle,
                                                           const char* mode,
                                                           std::int64_t mostBytes) {
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(
        TIFFOpenOptionsAlloc(), TIFFOpenOptionsFree);
    if (options == nullptr) {
        return base::fail(base::ErrorCode::OutOfMemory,
                          joined(handle->m_name, ": no memory for a TIFF."));
    }
    TiffHandle* const self = handle.get();
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), mostBytes);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, self);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, self);
    self->m_tiff = TIFFClientOpenExt(self->m_name.c_str(), mode, self, onRead, onWrite, onSeek,
                                     onClose, onSize, nullptr, nullptr, options.get());
    if (self->m_tiff == nullptr) {
        return tl::unexpected(self->failure("not a valid TIFF"));
    }
    return handle;
}

TiffHandle::~TiffHandle() {
    if (m_tiff != nullptr) {
        TIFFCleanup(m_tiff);  // unlike TIFFClose it writes nothing
    }
}

base::Error TiffHandle::failure(std::string_view what) const {
    if (m_streamError) {
        return *m_streamError;
    }
    if (m_message.find("emory") != std::string::npos &&
        m_message.find("Memory") == std::string::npos) {
        return {base::ErrorCode::TooLarge, joined(m_name, ": ", what, ": ", m_message, "."),
                "The file is damaged, or needs a larger memory budget."};
    }
    const std::string& why = m_message.empty() ? m_doubt : m_message;
    return {base::ErrorCode::Format,
            joined(m_name, ": ", what, ": ", why.empty() ? "libtiff gives no reason" : why, "."),
            m_sink == nullptr ? "The file is damaged; copy or download it again." : ""};
}

base::Status TiffHandle::requireNoDoubt() const {
    if (m_streamError || !m_message.empty() || !m_doubt.empty()) {
        return tl::unexpected(failure("its values are in doubt"));
    }
    return {};
}

std::int64_t TiffHandle::size() const {
    return m_source != nullptr ? m_source->size() : m_sink->size();
}

base::Result<std::int64_t> TiffHandle::readHere(std::span<std::byte> to) {
    const std::int64_t rest = std::max<std::int64_t>(0, size() - m_position);
    const auto part =
        to.first(static_cast<std::size_t>(std::min(rest, static_cast<std::int64_t>(to.size()))));
    if (part.empty()) {
        return 0;
    }
    if (m_sink != nullptr) {
        return m_sink->readBack(m_position, part);
    }
    m_source->seek(m_position);
    if (const auto read = m_source->read(part); !read) {
        return base::passOn(read);
    }
    return static_cast<std::int64_t>(part.size());
}

base::Status TiffHandle::writeHere(std::span<const std::byte> bytes) {
    if (m_sink == nullptr) {
        return base::fail(base::ErrorCode::Io, joined(m_name, ": is only read."));
    }
    if (m_position > m_sink->size()) {
        const std::vector<std::byte> gap(static_cast<std::size_t>(m_position - m_sink->size()));
        if (auto filled = m_sink->write(gap); !filled) {
            return filled;
        }
    }
    return m_sink->writeAt(m_position, bytes);
}

void TiffHandle::keep(bool isError, const char* format, std::string text) {
    constexpr std::size_t kMost = 8;
    while (!text.empty() && (text.back() == '.' || text.back() == '\n')) {
        text.pop_back();
    }
    if (isError) {
        m_message = std::move(text);
        return;
    }
    const Weight weight = weigh(format, text);
    if (weight == Weight::Doubt && m_doubt.empty()) {
        m_doubt = std::move(text);
    } else if (weight == Weight::Worth && m_warnings.size() < kMost &&
               std::find(m_warnings.begin(), m_warnings.end(), text) == m_warnings.end()) {
        m_warnings.push_back(std::move(text));
    }
}

// Nothing may be thrown through libtiff.

tmsize_t TiffHandle::onRead(thandle_t self, void* to, tmsize_t count) {
    TiffHandle& handle = *handleOf(self);
    try {
        const auto read =
            handle.readHere({static_cast<std::byte*>(to), static_cast<std::size_t>(count)});
        if (!read) {
            handle.m_streamError = read.error();
            return -1;
        }
        handle.m_position += *read;
        return *read;
    } catch (const std::exception&) {
        return -1;
    }
}

tmsize_t TiffHandle::onWrite(thandle_t self, void* from, tmsize_t count) {
    TiffHandle& handle = *handleOf(self);
    try {
        const auto written = handle.writeHere(
            {static_cast<const std::byte*>(from), static_cast<std::size_t>(count)});
        if (!written) {
            handle.m_streamError = written.error();
            return -1;
        }
        handle.m_position += count;
        return count;
    } catch (const std::exception&) {
        return -1;
    }
}

toff_t TiffHandle::onSeek(thandle_t self, toff_t offset, int whence) {
    TiffHandle& handle = *handleOf(self);
    const std::int64_t from = whence == SEEK_SET   ? 0
                              : whence == SEEK_CUR ? handle.m_position
                                                   : handle.size();
    std::int64_t place = 0;
    if (__builtin_add_overflow(from, static_cast<std::int64_t>(offset), &place) || place < 0) {
        return static_cast<toff_t>(-1);
    }
    handle.m_position = place;
    return static_cast<toff_t>(place);
}

toff_t TiffHandle::onSize(thandle_t self) { return static_cast<toff_t>(handleOf(self)->size()); }

int TiffHandle::onError(TIFF*, void* self, const char*, const char* format, va_list values) {
    try {
        static_cast<TiffHandle*>(self)->keep(true, format, formatted(format, values));
    } catch (const std::exception&) {
        // The call that told of it fails; only its words are lost.
    }
    return 1;
}

int TiffHandle::onWarning(TIFF*, void* self, const char*, const char* format, va_list values) {
    try {
        static_cast<TiffHandle*>(self)->keep(false, format, formatted(format, values));
    } catch (const std::exception&) {
        static_cast<TiffHandle*>(self)->m_doubt = "out of memory";  // short enough to need none
    }
    return 1;
}

}  // namespace frisket::io
