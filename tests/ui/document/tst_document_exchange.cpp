// SPDX-License-Identifier: MIT
// What happens in the event loop while Apply, undo or redo write the destination.
#include <functional>
#include <thread>
#include <utility>

#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;

namespace {
/// Calls `look` at each look of the thread that made it, until that is taken away.
class Hook final : public base::Progress {
public:
    explicit Hook(std::function<void(Hook&)> look) : m_look(std::move(look)) {}

    [[nodiscard]] bool cancelled() override {
        if (m_look && std::this_thread::get_id() == m_maker) {
            m_look(*this);
        }
        return Progress::cancelled();
    }

private:
    std::function<void(Hook&)> m_look;
    const std::thread::id m_maker = std::this_thread::get_id();
};

const array::Shape kShape{4096, 4096};  // 16 bands
constexpr std::int64_t kElements = 4096 * 4096;
}  // namespace

class TestDocumentExchange : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<Document>();
        const QString path = m_folder.path("d.npy");
        if (!QFile::exists(path)) {
            const std::vector<std::uint8_t> ones(kElements, 1);
            m_folder.write("d.npy", kShape, ones);
        }
        FRISKET_VERIFY(m_document->open(LayerId::Destination, path));
        m_document->setMode(assign::Mode::Fill);
        m_document->setValueText("200");
        m_document->selectAll();
    }

    /// A range that was asked for in mid-exchange must not stay when that was taken back.
    void rangesAreOfWhatIsThere_data() { addSteps(); }
    void rangesAreOfWhatIsThere() {
        QFETCH(int, step);
        prepare(step);
        const double before = step == Undo ? 200 : 1;
        measure::ValueRange seen;
        document().jobs().setProgress([&] {
            return std::make_shared<Hook>([&](Hook& hook) {
                if (isMixed()) {
                    seen = range();
                    hook.cancel();
                }
            });
        });
        take(step);
        document().jobs().setProgress({});
        QCOMPARE(seen.low, 1.0);
        QCOMPARE(seen.high, 200.0);
        QVERIFY(!isMixed());
        QCOMPARE(range().low, before);
        QCOMPARE(range().high, before);
        QCOMPARE(document().valueAt(LayerId::Destination, 0, 0), QString::number(before));
    }

    /// Memory may run out in the event loop, too: then all that was written is taken back.
    void memoryRunsOutMeanwhile_data() { addSteps(); }
    void memoryRunsOutMeanwhile() {
        QFETCH(int, step);
        prepare(step);
        const DocumentState before(document());
        document().jobs().setProgress([&] {
            return std::make_shared<Hook>([&](Hook&) {
                if (isMixed()) {
                    throw std::bad_alloc();  // while it is taken back, too
                }
            });
        });
        std::vector<base::ErrorCode> failures;
        const auto failed =
            connect(&document(), &Document::failed, this,
                    [&](const base::Error& error) { failures.push_back(error.code); });
        take(step, &failures);
        disconnect(failed);
        document().jobs().setProgress({});
        QVERIFY(failures == std::vector{base::ErrorCode::OutOfMemory});
        QVERIFY(!document().busy() && !isMixed());
        QVERIFY(DocumentState(document()) == before);
        take(step);
        QVERIFY(document().history().position() != before.position);
        QVERIFY(!isMixed());
    }

private:
    enum Step { Apply, Undo, Redo };

    static void addSteps() {
        QTest::addColumn<int>("step");
        QTest::newRow("Apply") << static_cast<int>(Apply);
        QTest::newRow("undo") << static_cast<int>(Undo);
        QTest::newRow("redo") << static_cast<int>(Redo);
    }
    [[nodiscard]] Document& document() { return *m_document; }
    void prepare(int step) {
        if (step != Apply) {
            FRISKET_VERIFY(document().apply());
        }
        if (step == Redo) {
            document().undo();
        }
    }
    void take(int step, std::vector<base::ErrorCode>* failures = nullptr) {
        if (step == Apply) {
            const auto applied = document().apply();
            if (!applied && failures != nullptr) {
                failures->push_back(applied.error().code);
            }
        } else if (step == Undo) {
            document().undo();
        } else {
            document().redo();
        }
    }
    [[nodiscard]] measure::ValueRange range() {
        return document().valueRanges(LayerId::Destination).full;
    }
    /// Whether some of the destination is written and some is not.
    [[nodiscard]] bool isMixed() {
        const auto at = [&](std::int64_t y) {
            return *document().valueAt(LayerId::Destination, 0, y);
        };
        return at(0) != at(document().planeHeight() - 1);
    }

    MaskFolder m_folder;
    std::unique_ptr<Document> m_document;
};

QTEST_MAIN(TestDocumentExchange)
#include "tst_document_exchange.moc"
