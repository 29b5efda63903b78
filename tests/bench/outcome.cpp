// SPDX-License-Identifier: MIT
#include "tests/bench/outcome.h"

namespace frisket::bench {

void fillStart(std::byte* destination, std::int64_t bytes, base::ThreadPool& pool) {
    auto* words = reinterpret_cast<std::uint64_t*>(destination);
    pool.forRange((bytes + 7) / 8, std::int64_t{1} << 20,
                  [&](std::int64_t begin, std::int64_t end) {
                      for (std::int64_t i = begin; i < end; ++i) {
                          words[i] = startWord(i);
                      }
                  });
}

}  // namespace frisket::bench
