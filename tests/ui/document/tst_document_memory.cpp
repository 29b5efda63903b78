// SPDX-License-Identifier: MIT
#include <optional>

#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/memory_limit.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;

namespace {
constexpr std::int64_t kSide = 4096;
constexpr std::int64_t kMiB = std::int64_t{1} << 20;
}  // namespace

/// Wherever memory runs out while a file is opened, the document stays as it is and says why.
class TestDocumentMemory : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (!kCanLimitMemory) {
            QSKIP("A sanitizer maps more memory than any limit.");
        }
    }

    void openingACondition() {
        const array::Shape shape{kSide, kSide};
        const std::vector<std::uint8_t> zeros(static_cast<std::size_t>(kSide * kSide));
        std::vector<std::uint8_t> noise(zeros.size());
        for (std::size_t i = 0; i < noise.size(); ++i) {
            noise[i] = static_cast<std::uint8_t>((i * 0x9e3779b97f4a7c15ULL) >> 63U);
        }
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination, m_folder.write("d.npy", shape, zeros)));
        FRISKET_VERIFY(document.open(LayerId::Source, m_folder.write("s.npy", shape, noise)));
        const QString path = m_folder.write("c.npy", shape, noise);
        stroke(document, {{10.5, 10.5}, {3000.5, 2000.5}}, 60, true);
        const std::int64_t painted = document.selectedCount();
        const auto before = document.condition()->clone().value();
        const FullHeap full;
        int refused = 0;
        bool opened = false;
        for (std::int64_t extra = 0; extra < 200 * kMiB && !opened; extra += kMiB / 8) {
            base::Status status;
            {
                const MemoryLimit limit(extra);
                QVERIFY(limit.isSet());
                status = document.open(LayerId::Condition, path);
            }
            opened = status.has_value();
            if (opened) {
                continue;
            }
            ++refused;
            QCOMPARE(status.error().code, base::ErrorCode::OutOfMemory);
            QVERIFY(*document.condition() == before);
            QCOMPARE(document.selectedCount(), painted);
            QVERIFY(document.file(LayerId::Condition).path.isEmpty());
            QVERIFY(document.plan() != nullptr && document.hasPaintedWork());
        }
        QVERIFY(refused > 0);
        QVERIFY(opened);
        QCOMPARE(document.file(LayerId::Condition).path, path);
        QVERIFY(document.selectedCount() != painted);
        document.undo();
        QVERIFY(*document.condition() == before);
    }

    /// Where a destination can't be taken, nothing that was to lie over it is.
    void openingAnImage() {
        const array::Shape shape{kSide, kSide};
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write<std::uint8_t>("old.npy", {1, 2}, {3, 4})));
        const std::vector<session::LayerPath> set{
            {LayerId::Destination,
             m_folder.write("new.npy", shape,
                            std::vector<std::uint8_t>(static_cast<std::size_t>(kSide * kSide)))},
            {LayerId::Source, m_folder.write<std::uint8_t>("of_new.npy", {1}, {5})}};
        const FullHeap full;
        int refused = 0;
        bool opened = false;
        for (std::int64_t extra = 0; extra < 200 * kMiB && !opened; extra += kMiB / 8) {
            std::optional<base::Result<std::vector<base::Status>>> statuses;
            {
                const MemoryLimit limit(extra);
                QVERIFY(limit.isSet());
                statuses = document.openAll(set, session::Others::Close);
            }
            opened = *statuses && (*statuses)->front() && (*statuses)->back();
            if (*statuses && !(*statuses)->front()) {
                ++refused;
                QCOMPARE((*statuses)->size(), std::size_t{1});
                QVERIFY(!document.has(LayerId::Source));
                QCOMPARE(document.file(LayerId::Destination).path, m_folder.path("old.npy"));
            }
        }
        QVERIFY(refused > 0);
        QVERIFY(opened);
    }

private:
    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentMemory)
#include "tst_document_memory.moc"
