// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>
#include <utility>
#include <vector>

#include "core/condition/bits.h"

namespace frisket::condition {

/// Memory that comes zeroed, for vectors that are made with a length only: large ones are pages
/// that the system clears when they are first written, on the thread that does so, and that cost
/// nothing until then.
template <class T>
struct ZeroedAllocator {
    using value_type = T;

    ZeroedAllocator() = default;
    template <class U>
    // NOLINTNEXTLINE(google-explicit-constructor): what allocators have to offer.
    ZeroedAllocator(const ZeroedAllocator<U>& /*other*/) {}

    [[nodiscard]] T* allocate(std::size_t count) {
        void* memory = count > std::numeric_limits<std::size_t>::max() / sizeof(T)
                           ? nullptr
                           : std::calloc(count, sizeof(T));
        if (memory == nullptr && count > 0) {
            throw std::bad_alloc();
        }
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t /*count*/) { std::free(memory); }

    /// Zero already.
    template <class U>
    void construct(U* /*place*/) {}
    template <class U, class... Arguments>
    void construct(U* place, Arguments&&... arguments) {
        ::new (static_cast<void*>(place)) U(std::forward<Arguments>(arguments)...);
    }

    template <class U>
    bool operator==(const ZeroedAllocator<U>& /*other*/) const {
        return true;
    }
};

/// Words that begin as zero. It must not be made longer in place: what was used before is not zero.
using ZeroedWords = std::vector<Word, ZeroedAllocator<Word>>;

}  // namespace frisket::condition
