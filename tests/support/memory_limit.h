// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <new>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>
#include <vector>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define FRISKET_SANITIZED 1
#else
#define FRISKET_SANITIZED 0
#endif

namespace frisket::test {

/// The sanitizers map far more than they use, so that a limit would stop them first.
inline constexpr bool kCanLimitMemory = FRISKET_SANITIZED == 0;

/// While it lives, the process may map no more than `extra` bytes beyond what it has: larger blocks
/// can't be allocated, as on a machine that has no more.
class MemoryLimit {
public:
    explicit MemoryLimit(std::int64_t extra) {
        getrlimit(RLIMIT_AS, &m_before);
        std::int64_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        rlimit limit = m_before;
        limit.rlim_cur = static_cast<rlim_t>(pages * sysconf(_SC_PAGESIZE) + extra);
        m_set = pages > 0 && setrlimit(RLIMIT_AS, &limit) == 0;
    }
    ~MemoryLimit() { setrlimit(RLIMIT_AS, &m_before); }
    MemoryLimit(const MemoryLimit&) = delete;
    MemoryLimit& operator=(const MemoryLimit&) = delete;

    [[nodiscard]] bool isSet() const { return m_set; }

private:
    rlimit m_before{};
    bool m_set = false;
};

/// While it lives, all that the allocator had freed but kept is taken, so that a limit bites at
/// once for blocks of more than a few KiB.
class FullHeap {
public:
    FullHeap() {
        m_blocks.reserve(kMostBlocks);
        const MemoryLimit none(0);
        while (m_blocks.size() < kMostBlocks) {
            std::unique_ptr<char[]> block(new (std::nothrow) char[kBlockBytes]);
            if (!block) {
                return;
            }
            m_blocks.push_back(std::move(block));
        }
    }

private:
    static constexpr std::size_t kBlockBytes = 16384;
    static constexpr std::size_t kMostBlocks = 65536;

    std::vector<std::unique_ptr<char[]>> m_blocks;
};

}  // namespace frisket::test
