// SPDX-License-Identifier: MIT
#include "core/base/thread_pool.h"

#include <algorithm>
#include <new>
#include <system_error>
#include <utility>

namespace frisket::base {

namespace {
int usableThreads(int asked) {
    if (asked > 0) {
        return asked;
    }
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}
}  // namespace

ThreadPool::ThreadPool(int threads) : m_threads(usableThreads(threads)) {}

ThreadPool::~ThreadPool() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    for (std::thread& worker : m_workers) {
        worker.join();
    }
}

void ThreadPool::startThreads() {
    try {
        while (static_cast<int>(m_workers.size()) < m_threads - 1) {
            // Only the looping thread changes m_generation, and that is this one.
            m_workers.emplace_back([this, seen = m_generation] { workerLoop(seen); });
        }
    } catch (const std::system_error&) {
        // No more threads to be had; the next loop asks again.
    } catch (const std::bad_alloc&) {
        // Nor memory for one.
    }
}

void ThreadPool::forRange(std::int64_t count, std::int64_t grain,
                          const std::function<void(std::int64_t, std::int64_t)>& body) {
    if (count <= 0) {
        return;
    }
    // A flag, not a mutex: the thread that holds it may come again from within `body`.
    if (m_threads == 1 || count <= grain || m_looping.test_and_set(std::memory_order_acquire)) {
        for (std::int64_t begin = 0; begin < count; begin += grain) {
            body(begin, std::min(count, begin + grain));
        }
        return;
    }
    startThreads();
    {
        const std::lock_guard lock(m_mutex);
        m_body = &body;
        m_count = count;
        m_grain = grain;
        m_next.store(0, std::memory_order_relaxed);
        m_busyWorkers = static_cast<int>(m_workers.size());
        ++m_generation;
    }
    m_wake.notify_all();
    takePieces();
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_busyWorkers == 0; });
    m_body = nullptr;
    const std::exception_ptr failure = std::exchange(m_failure, nullptr);
    lock.unlock();
    m_looping.clear(std::memory_order_release);
    if (failure) {
        std::rethrow_exception(failure);
    }
}

void ThreadPool::takePieces() {
    for (;;) {
        const std::int64_t begin = m_next.fetch_add(m_grain, std::memory_order_relaxed);
        if (begin >= m_count) {
            return;
        }
        try {
            (*m_body)(begin, std::min(m_count, begin + m_grain));
        } catch (...) {
            m_next.store(m_count, std::memory_order_relaxed);
            const std::lock_guard lock(m_mutex);
            if (!m_failure) {
                m_failure = std::current_exception();
            }
            return;
        }
    }
}

void ThreadPool::workerLoop(std::uint64_t seen) {
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return m_stop || m_generation != seen; });
            if (m_stop) {
                return;
            }
            seen = m_generation;
        }
        takePieces();
        {
            const std::lock_guard lock(m_mutex);
            --m_busyWorkers;
        }
        m_done.notify_one();
    }
}

}  // namespace frisket::base
