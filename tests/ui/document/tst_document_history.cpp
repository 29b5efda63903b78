// SPDX-License-Identifier: MIT
#include <QSignalSpy>
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

/// What each step of a session left behind.
struct State {
    QByteArray destination;
    Bools condition;
    std::int64_t selected = 0;
    bool modified = false;

    explicit State(const Document& document)
        : destination(destinationBytes(document)),
          condition(boolsOf(*document.condition())),
          selected(document.selectedCount()),
          modified(document.isModified()) {}
    bool operator==(const State&) const = default;
};
}  // namespace

/// The history of a document: any state is gone to, within the memory that it may take.
class TestDocumentHistory : public QObject {
    Q_OBJECT

private slots:
    void everyStateIsGoneTo() {
        Document document;
        open(document, 120, 100);
        Random random;
        std::vector<State> states{State(document)};
        while (states.size() < 40) {
            const auto dice = random.between(0, 9);
            const std::size_t before = document.history().size();
            if (dice < 7) {
                stroke(document, randomPoints(document, 3, random),
                       static_cast<int>(random.between(1, 30)), random.chance(70));
            } else if (dice == 7) {
                document.invertCondition();
            } else {
                FRISKET_VERIFY(document.apply());
            }
            if (document.history().size() > before) {
                states.emplace_back(document);
            }
        }
        for (int round = 0; round < 100; ++round) {
            const auto position =
                static_cast<std::size_t>(random.between(0, std::int64_t(states.size()) - 1));
            const QSignalSpy changed(&document, &Document::historyChanged);
            const bool moves = position != document.history().position();
            document.stepTo(position);
            QCOMPARE(changed.count(), moves ? 1 : 0);
            QCOMPARE(document.history().position(), position);
            QVERIFY(State(document) == states[position]);
            QVERIFY(countsAgree(document));
        }
        document.stepTo(states.size() + 5);  // there is no such step
        QVERIFY(document.history().position() < states.size());
    }

    void strokesTakeNoneOfTheImagesMemory() {
        Document document;
        open(document, kSide, kSide);
        const std::byte* const before = document.destination()->read(3);
        stroke(document, {{500, 500}, {1500, 900}}, 200, true);
        QVERIFY(document.history().bytes() < 3000);
        FRISKET_VERIFY(document.apply());
        QVERIFY(document.history().bytes() < 200000);
        // What was loaded is written in place: nothing is there twice.
        QCOMPARE(document.destination()->read(3), before);
        document.undo();
        QCOMPARE(document.destination()->read(3), before);
    }

    void applyWithoutChangeIsNoStep() {
        Document document;
        open(document, 120, 100);
        document.selectAll();
        FRISKET_VERIFY(document.apply());
        const std::size_t steps = document.history().size();
        const auto again = document.apply();
        QVERIFY(again && !*again);
        QCOMPARE(document.history().size(), steps);
    }

    void budgetIsTheDocuments() {
        Document document;
        open(document, 120, 100);
        document.setHistoryBudget(4000);
        const QSignalSpy dropped(&document, &Document::stepsDropped);
        for (int i = 0; i < 60; ++i) {
            stroke(document, {{i + 0.5, i + 0.5}, {i + 10.5, 20.5}}, 5, i % 3 != 0);
        }
        QCOMPARE(dropped.count(), 1);
        QVERIFY(document.history().bytes() <= 4000);
        QVERIFY(document.hasUnsavedSteps());
        const State last(document);
        document.stepTo(0);
        document.stepTo(document.history().size());
        QVERIFY(State(document) == last);
    }

    void memoryThatRunsOutInApplyAndUndo() {
        if (!kCanLimitMemory) {
            QSKIP("A sanitizer maps more memory than any limit.");
        }
        Document document;
        // Far more than the allocator may have kept from what was freed before.
        open(document, 2 * kSide, 2 * kSide);
        document.selectAll();
        const QByteArray before = destinationBytes(document);
        const auto full = std::make_unique<FullHeap>();  // and what its threads may have kept
        int refused = 0;
        bool applied = false;
        for (std::int64_t extra = 0; extra < 400 && !applied; extra += 8) {
            const auto done = [&] {
                const MemoryLimit limit(extra << 20U);
                return document.apply();
            }();
            applied = done && *done;
            if (!applied) {
                ++refused;
                QCOMPARE(done.error().code, base::ErrorCode::OutOfMemory);
                QVERIFY(destinationBytes(document) == before);
                QCOMPARE(document.history().position(), 1U);
            }
        }
        QVERIFY(applied && refused > 0);
        const QByteArray after = destinationBytes(document);
        // Held elsewhere, so that undo must copy each band.
        const array::NdArray held = document.destination()->toArray().value();
        const QSignalSpy failed(&document, &Document::failed);
        int stopped = 0;
        for (std::int64_t extra = 0; extra < 400 && document.history().position() == 2U;
             extra += 8) {
            const MemoryLimit limit(extra << 20U);
            document.stepTo(1);
            stopped += document.history().position() == 2U ? 1 : 0;
        }
        QVERIFY(stopped > 0);
        QCOMPARE(failed.count(), stopped);
        QCOMPARE(document.history().position(), 1U);
        QVERIFY(destinationBytes(document) == before);
        document.redo();
        QVERIFY(destinationBytes(document) == after);
    }

private:
    void open(Document& document, std::int64_t height, std::int64_t width) {
        const array::Shape shape{height, width};
        std::vector<std::uint8_t> labels(static_cast<std::size_t>(height * width));
        std::vector<std::uint8_t> noise(labels.size());
        for (std::size_t i = 0; i < labels.size(); ++i) {
            labels[i] = static_cast<std::uint8_t>(i / 1000 % 7);
            noise[i] = static_cast<std::uint8_t>((i * 0x9e3779b97f4a7c15ULL) >> 56U);
        }
        FRISKET_VERIFY(document.open(LayerId::Destination, m_folder.write("d.npy", shape, labels)));
        FRISKET_VERIFY(document.open(LayerId::Source, m_folder.write("s.npy", shape, noise)));
    }

    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentHistory)
#include "tst_document_history.moc"
