// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <new>

/// Replaces the allocation functions of the program: for one source file of a test alone. (What
/// asks for a larger alignment than usual goes on as ever.)

namespace frisket::test {

/// While it lives, `new` gives memory `allowed` times, on whatever thread, and then no more; blocks
/// of more than `largest` bytes never.
class FailingNew {
public:
    static constexpr int kAll = std::numeric_limits<int>::max();
    static constexpr std::size_t kAnySize = std::numeric_limits<std::size_t>::max();

    explicit FailingNew(int allowed, std::size_t largest = kAnySize) {
        left() = allowed;
        most() = largest;
    }
    ~FailingNew() {
        left() = kAll;
        most() = kAnySize;
    }
    FailingNew(const FailingNew&) = delete;
    FailingNew& operator=(const FailingNew&) = delete;

    /// Whether one more is allowed, which is taken off.
    [[nodiscard]] static bool mayAllocate(std::size_t bytes) {
        return bytes <= most().load() && (left().load() == kAll || left().fetch_sub(1) > 0);
    }

private:
    static std::atomic<int>& left() {
        static std::atomic<int> left{kAll};
        return left;
    }
    static std::atomic<std::size_t>& most() {
        static std::atomic<std::size_t> most{kAnySize};
        return most;
    }
};

}  // namespace frisket::test

void* operator new(std::size_t bytes) {
    void* const block =
        frisket::test::FailingNew::mayAllocate(bytes) ? std::malloc(bytes) : nullptr;
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    return block;
}

void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
