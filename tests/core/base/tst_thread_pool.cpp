// SPDX-License-Identifier: MIT
#include <atomic>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <QTest>

#include "core/base/thread_pool.h"
#include "tests/support/failing_new.h"

using frisket::base::ThreadPool;

namespace {
using Counters = std::vector<std::atomic<int>>;

bool allOnce(const Counters& counters) {
    for (std::size_t i = 0; i < counters.size(); ++i) {
        if (counters[i] != 1) {
            qWarning("index %zu was visited %d times", i, counters[i].load());
            return false;
        }
    }
    return true;
}

auto counting(Counters& counters) {
    return [&counters](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            ++counters[static_cast<std::size_t>(i)];
        }
    };
}
}  // namespace

class TestThreadPool : public QObject {
    Q_OBJECT

private slots:
    void visitsEveryIndexOnce_data() {
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("grain");
        QTest::newRow("nothing") << 4 << 0 << 1;
        QTest::newRow("one") << 4 << 1 << 1;
        QTest::newRow("shorter than a piece") << 4 << 5 << 64;
        QTest::newRow("exactly a piece") << 4 << 64 << 64;
        QTest::newRow("one more than a piece") << 4 << 65 << 64;
        QTest::newRow("fewer pieces than threads") << 8 << 3 << 1;
        QTest::newRow("one thread") << 1 << 1000 << 7;
        QTest::newRow("many pieces") << 4 << 10007 << 3;
        QTest::newRow("threads of the machine") << 0 << 10007 << 16;
    }
    void visitsEveryIndexOnce() {
        QFETCH(int, threads);
        QFETCH(int, count);
        QFETCH(int, grain);
        ThreadPool pool(threads);
        QVERIFY(pool.threads() >= 1);
        for (int repeat = 0; repeat < 20; ++repeat) {
            Counters counters(static_cast<std::size_t>(count));
            std::atomic<bool> longPiece{false};
            pool.forRange(count, grain, [&](std::int64_t begin, std::int64_t end) {
                if (begin >= end || end - begin > grain) {
                    longPiece = true;
                }
                counting(counters)(begin, end);
            });
            QVERIFY(!longPiece);
            QVERIFY(allOnce(counters));
        }
    }

    void negativeCountDoesNothing() {
        ThreadPool pool(2);
        pool.forRange(-3, 1, [](std::int64_t, std::int64_t) { QFAIL("called for no index"); });
    }

    void nestedLoopRunsToo() {
        ThreadPool pool(3);
        Counters counters(16 * 100);
        pool.forRange(16, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t outer = begin; outer < end; ++outer) {
                pool.forRange(100, 8, [&](std::int64_t from, std::int64_t to) {
                    counting(counters)(outer * 100 + from, outer * 100 + to);
                });
            }
        });
        QVERIFY(allOnce(counters));
    }

    void secondThreadMayUseThePool() {
        ThreadPool pool(3);
        constexpr int kRepeats = 200;
        constexpr int kCount = 500;
        std::vector<std::thread> callers;
        std::atomic<int> failures{0};
        for (int caller = 0; caller < 4; ++caller) {
            callers.emplace_back([&] {
                for (int repeat = 0; repeat < kRepeats; ++repeat) {
                    Counters counters(kCount);
                    pool.forRange(kCount, 9, counting(counters));
                    failures += allOnce(counters) ? 0 : 1;
                }
            });
        }
        for (std::thread& caller : callers) {
            caller.join();
        }
        QCOMPARE(failures.load(), 0);
    }

    /// An exception of any piece, on whatever thread, comes out of the loop, and the next loop
    /// runs.
    void whatAPieceThrowsComesOut() {
        ThreadPool pool(3);
        for (std::int64_t bad = 0; bad < 40; ++bad) {
            std::atomic<int> running{0};
            const auto body = [&](std::int64_t begin, std::int64_t) {
                ++running;
                if (begin == bad) {
                    --running;
                    throw std::runtime_error("piece " + std::to_string(begin));
                }
                --running;
            };
            std::string thrown;
            try {
                pool.forRange(40, 1, body);
            } catch (const std::runtime_error& error) {
                thrown = error.what();
            }
            QCOMPARE(thrown, "piece " + std::to_string(bad));
            QCOMPARE(running.load(), 0);
            Counters counters(40);
            pool.forRange(40, 1, counting(counters));
            QVERIFY(allOnce(counters));
        }
    }

    /// Whichever allocation fails while threads start, the work is done, and the next loop has
    /// them.
    void threadsThatGetNoMemory() {
        for (int allowed = 0; allowed < 12; ++allowed) {
            ThreadPool pool(3);
            Counters counters(40);
            const auto body = counting(counters);
            {
                const frisket::test::FailingNew failing(allowed);
                pool.forRange(40, 1, std::cref(body));
            }
            QVERIFY(allOnce(counters));
            std::atomic<int> running{0};
            pool.forRange(3, 1, [&running](std::int64_t, std::int64_t) {
                for (++running; running < 3;) {  // ends when all three threads are here
                    std::this_thread::yield();
                }
            });
        }
    }

    void poolWithoutWorkEnds() { const ThreadPool pool(8); }
};

QTEST_APPLESS_MAIN(TestThreadPool)
#include "tst_thread_pool.moc"
