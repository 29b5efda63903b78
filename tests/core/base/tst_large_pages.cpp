// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include <QTest>

#include "core/base/large_pages.h"

using namespace frisket;

class TestLargePages : public QObject {
    Q_OBJECT

private slots:
    /// Whatever is asked for, memory keeps what is in it and can be written.
    void memoryStaysAsItIs() {
        constexpr std::int64_t kBytes = std::int64_t{9} << 20U;
        std::vector<char> memory(static_cast<std::size_t>(kBytes), 'x');
        for (const std::int64_t first : {std::int64_t{0}, std::int64_t{1}, std::int64_t{4097}}) {
            for (const std::int64_t bytes :
                 {std::int64_t{0}, std::int64_t{100}, std::int64_t{3} << 20U, kBytes - first}) {
                base::expectWrites(memory.data() + first, bytes);
            }
        }
        QVERIFY(std::all_of(memory.begin(), memory.end(), [](char c) { return c == 'x'; }));
        std::fill(memory.begin(), memory.end(), 'y');
        QVERIFY(std::all_of(memory.begin(), memory.end(), [](char c) { return c == 'y'; }));
    }
};

QTEST_APPLESS_MAIN(TestLargePages)
#include "tst_large_pages.moc"
