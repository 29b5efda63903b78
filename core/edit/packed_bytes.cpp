// SPDX-License-Identifier: MIT
#include "core/edit/packed_bytes.h"

#include <new>
#include <stdexcept>
#include <zstd.h>

namespace frisket::edit {

namespace {
constexpr int kLevel = 1;

struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
}  // namespace

struct BytePacker::Contexts {
    std::unique_ptr<ZSTD_CCtx, Free> pack{ZSTD_createCCtx()};
    std::unique_ptr<ZSTD_DCtx, Free> unpack{ZSTD_createDCtx()};
};

BytePacker::BytePacker() : m_contexts(std::make_unique<Contexts>()) {
    if (!m_contexts->pack || !m_contexts->unpack) {
        throw std::bad_alloc();
    }
}

BytePacker::~BytePacker() = default;
BytePacker::BytePacker(BytePacker&&) noexcept = default;

std::vector<std::byte> BytePacker::pack(std::span<const std::byte> bytes) {
    m_scratch.resize(ZSTD_compressBound(bytes.size()));
    const std::size_t size =
        ZSTD_compressCCtx(m_contexts->pack.get(), m_scratch.data(), m_scratch.size(), bytes.data(),
                          bytes.size(), kLevel);
    if (ZSTD_isError(size) != 0) {
        throw std::bad_alloc();  // the only thing that can fail with enough room for the outcome
    }
    return {m_scratch.data(), m_scratch.data() + size};
}

void BytePacker::unpack(std::span<const std::byte> packed, std::span<std::byte> bytes) {
    const std::size_t size = ZSTD_decompressDCtx(m_contexts->unpack.get(), bytes.data(),
                                                 bytes.size(), packed.data(), packed.size());
    if (size != bytes.size()) {
        throw std::logic_error("a block of the history does not have the size it was packed from");
    }
}

}  // namespace frisket::edit
