// SPDX-License-Identifier: MIT
#include "core/io/text_file.h"

#include "core/base/text.h"
#include "core/io/file_source.h"

namespace frisket::io {

base::Result<std::string> readText(const std::filesystem::path& path, std::size_t most) {
    const auto source = FileSource::open(path);
    if (!source) {
        return base::passOn(source);
    }
    if ((*source)->size() > static_cast<std::int64_t>(most)) {
        return base::fail(base::ErrorCode::TooLarge,
                          base::joined(path.string(), ": has ", (*source)->size(),
                                       " bytes; at most ", most, " are read."));
    }
    std::string text(static_cast<std::size_t>((*source)->size()), '\0');
    if (auto done = (*source)->read(std::as_writable_bytes(std::span(text))); !done) {
        return base::passOn(done);
    }
    if (auto same = (*source)->requireUnchanged(); !same) {
        return base::passOn(same);
    }
    return text;
}

base::Result<Replaced> writeText(const std::filesystem::path& path, std::string_view text) {
    const auto file = AtomicFile::begin(path);
    if (!file) {
        return base::passOn(file);
    }
    if (const auto written = (*file)->write(std::as_bytes(std::span(text))); !written) {
        return base::passOn(written);
    }
    return (*file)->commit();
}

}  // namespace frisket::io
