// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace frisket::base {

/// A few threads for data-parallel loops. The calling thread works too, so a pool of one thread
/// starts none. Not a task queue: one loop runs at a time.
class ThreadPool {
public:
    /// `threads` >= 1 is the number that works on a loop, the caller included; 0 asks for the
    /// number of cores. Threads start with the first loop that is worth splitting.
    explicit ThreadPool(int threads = 0);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    [[nodiscard]] int threads() const { return m_threads; }

    /// Calls `body(begin, end)` for half-open pieces that together cover [0, count) once, each at
    /// most `grain` (>= 1) long, and returns when all are done. Pieces run on any thread in any
    /// order, so `body` must not write what another piece touches. Where it throws, as where memory
    /// runs out, pieces that no thread has begun are left out, and the first exception comes out
    /// here once all threads are done. A call while a loop is under way, from a second thread or
    /// from `body`, runs on its own thread alone. Where the system refuses threads, or memory
    /// for them, those that there are do the work. Throws nothing of its own.
    void forRange(std::int64_t count, std::int64_t grain,
                  const std::function<void(std::int64_t, std::int64_t)>& body);

private:
    void startThreads();
    void workerLoop(std::uint64_t seen);
    void takePieces();

    const int m_threads;
    std::vector<std::thread> m_workers;
    std::atomic_flag m_looping;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_done;
    std::uint64_t m_generation = 0;
    int m_busyWorkers = 0;
    bool m_stop = false;

    const std::function<void(std::int64_t, std::int64_t)>* m_body = nullptr;
    std::int64_t m_count = 0;
    std::int64_t m_grain = 1;
    std::atomic<std::int64_t> m_next{0};
    std::exception_ptr m_failure;  ///< the first one of this loop
};

}  // namespace frisket::base
