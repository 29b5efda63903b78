// SPDX-License-Identifier: MIT
// Jobs that are cancelled anywhere, that are asked for something else, and that come too late.
#include <atomic>

#include <QDir>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

#include "tests/support/cancel_after.h"
#include "tests/support/documents.h"
#include "tests/support/gate.h"
#include "tests/support/mask_files.h"
#include "ui/session/instance_finder.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using assign::Mode;
using session::Document;
using session::LayerId;
using session::Others;

namespace {
struct ModeCase {
    const char* name;
    Mode mode;
    array::Shape source;
    DType sourceType;
    assign::Casting casting;
};
/// Of a destination of (700, 2048) uint8 elements, two bands.
const ModeCase kCases[]{
    {"where", Mode::Where, {700, 2048}, DType::U8, assign::Casting::Exact},
    {"where, with a look at the cast", Mode::Where, {2048}, DType::U16, assign::Casting::Exact},
    {"fill", Mode::Fill, {}, DType::U8, assign::Casting::Exact},
    {"index", Mode::Index, {1}, DType::U8, assign::Casting::Exact},
    {"scatter", Mode::Scatter, {1433600}, DType::I32, assign::Casting::Unsafe},
    {"place", Mode::Place, {999}, DType::U8, assign::Casting::Exact},
    {"putmask", Mode::Putmask, {12345}, DType::U8, assign::Casting::Exact},
};
const array::Shape kShape{700, 2048};

/// Cancels the jobs of `document` at the look after so many, until `cancel` is called with -1.
void cancelAfter(Document& document, int looks) {
    document.jobs().setProgress([looks] { return std::make_shared<CancelAfter>(looks); });
}
void cancelNoMore(Document& document) { document.jobs().setProgress({}); }
}  // namespace

class TestDocumentJobs : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<MaskFolder>(); }

    void applyUndoAndRedoCancelledAnywhere_data() { addRows(kCases); }
    void applyUndoAndRedoCancelledAnywhere() {
        QFETCH(int, index);
        Document document;
        openCase(document, kCases[index]);
        const DocumentState before(document);
        const QByteArray expected = referenceResult(document);
        QVERIFY(expected != before.destination);
        untilDone(document, before, [&] { return document.apply().has_value(); });
        QCOMPARE(destinationBytes(document), expected);
        const DocumentState applied(document);
        QCOMPARE(applied.position, before.position + 1);
        const auto step = [&](auto&& take, std::size_t position) {
            take();
            return document.history().position() == position;
        };
        untilDone(document, applied,
                  [&] { return step([&] { document.undo(); }, before.position); });
        QCOMPARE(destinationBytes(document), before.destination);
        QVERIFY(!document.isModified());
        const DocumentState undone(document);
        untilDone(document, undone,
                  [&] { return step([&] { document.redo(); }, applied.position); });
        QVERIFY(DocumentState(document) == applied);
        untilDone(document, applied,
                  [&] { return step([&] { document.stepTo(before.position); }, before.position); });
        QVERIFY(DocumentState(document) == undone);
    }

    void replacingCancelledAnywhere() {
        Document document;
        openCase(document, kCases[0]);
        const session::LabelChange change{"7", "9", true, true, false};
        const DocumentState before(document);
        untilDone(document, before, [&] { return document.countReplacement(change).has_value(); });
        untilDone(document, before, [&] { return document.replaceLabels(change).has_value(); });
        QVERIFY(destinationBytes(document) != before.destination);
        const DocumentState replaced(document);
        untilDone(document, replaced, [&] {
            document.undo();
            return document.history().position() == before.position;
        });
        QCOMPARE(destinationBytes(document), before.destination);
    }

    void savingAndExportingCancelledAnywhere_data() {
        QTest::addColumn<int>("layer");
        for (const LayerId id : {LayerId::Destination, LayerId::Result, LayerId::Condition}) {
            QTest::newRow(qPrintable(session::key(id))) << static_cast<int>(id);
        }
    }
    void savingAndExportingCancelledAnywhere() {
        QFETCH(int, layer);
        const auto id = static_cast<LayerId>(layer);
        Document document;
        openCase(document, kCases[1]);
        FRISKET_VERIFY(document.apply());
        const QString path = document.file(LayerId::Destination).path;
        const QByteArray onDisk = readAll(path);
        const QStringList entries = everything();
        const DocumentState before(document);
        QVERIFY(before.modified);
        int refused = 0;
        int touched = 0;
        untilDone(document, before, [&] {
            const base::Status done = id == LayerId::Destination ? document.saveDestination(path)
                                                                 : document.exportLayer(id, path);
            document.jobs().joinAll();
            if (!done) {
                ++refused;
                touched += readAll(path) == onDisk && everything() == entries ? 0 : 1;
            }
            return done.has_value();
        });
        QCOMPARE(everything(), entries);
        QVERIFY(refused > 4);
        QCOMPARE(touched, 0);
        QVERIFY(readAll(path) != onDisk);
        QCOMPARE(document.isModified(), id != LayerId::Destination);
    }

    void openingCancelledAnywhere() {
        Document document;
        openCase(document, kCases[0]);
        stroke(document, {{20, 20}, {300, 200}}, 30, true);
        const DocumentState before(document);
        const std::vector<session::LayerPath> set{
            {LayerId::Backdrop, m_folder->writePhoto("p.png", 60, 50)},
            {LayerId::Destination, m_folder->write("d2.npy", randomArray(DType::U8, kShape, 31))},
            {LayerId::Source, m_folder->write("s2.npy", randomArray(DType::U8, kShape, 32))},
            {LayerId::Condition, m_folder->write("c2.npy", randomArray(DType::Bool, kShape, 33))}};
        QSignalSpy opened(&document, &Document::layersChanged);
        untilDone(document, before, [&] {
            const auto done = document.openAll(set, Others::Close);
            if (!done) {
                return false;
            }
            return std::all_of(done->begin(), done->end(),
                               [](const base::Status& each) { return each.has_value(); });
        });
        QCOMPARE(opened.count(), 1);
        for (const session::LayerPath& each : set) {
            QCOMPARE(document.file(each.id).path, each.path);
        }
        QVERIFY(countsAgree(document));
        QVERIFY(!document.hasUnsavedSteps() && !document.isModified());
        QCOMPARE(destinationBytes(document), test::valuesOf(readArray(set[1].path)));
        document.undo();  // of opening the condition
        QCOMPARE(document.selectedCount(), 0);
        document.redo();
        QVERIFY(countsAgree(document) && document.selectedCount() > 0);
    }

    void nothingElseIsDoneMeanwhile() {
        Document document;
        openCase(document, kCases[0]);
        stroke(document, {{20, 20}, {300, 200}}, 30, true);
        const QByteArray expected = referenceResult(document);
        const DocumentState before(document);
        const auto gate = std::make_shared<Gate>();
        document.jobs().setProgress([gate] { return gate; });
        QSignalSpy busy(&document.jobs(), &session::Jobs::busyChanged);
        bool looked = false;
        QTimer::singleShot(0, this, [&] {
            const auto opened = qScopeGuard([&] { gate->open(); });
            QVERIFY(document.busy());
            QVERIFY(!document.canPaint() && !document.canUndo() && !document.canRedo());
            document.undo();
            document.stepTo(0);
            document.clearCondition();
            document.selectAll();
            document.invertCondition();
            document.setMode(Mode::Fill);
            document.setCasting(assign::Casting::Unsafe);
            document.setValueText("9");
            document.setHistoryBudget(1);
            document.expandCondition(0);
            QCOMPARE(document.mode(), Mode::Where);
            QCOMPARE(document.casting(), assign::Casting::Exact);
            QCOMPARE(document.valueText(), "77");
            QVERIFY(!document.destinationSnapshot());
            const auto refused = [](const auto& result) {
                return !result && result.error().code == base::ErrorCode::Refused;
            };
            QVERIFY(refused(document.apply()));
            QVERIFY(refused(document.findUnappliedChanges()));
            QVERIFY(refused(document.open(LayerId::Source, m_folder->path("s.npy"))));
            QVERIFY(refused(document.openAll({{LayerId::Source, "x"}}, Others::Keep)));
            QVERIFY(refused(document.saveDestination(m_folder->path("x.npy"))));
            QVERIFY(refused(document.exportLayer(LayerId::Source, m_folder->path("x.npy"))));
            QVERIFY(DocumentState(document) == before);
            QCOMPARE(document.valueAt(LayerId::Result, 30, 30).has_value(), true);
            looked = true;
        });
        FRISKET_VERIFY(document.apply());
        QVERIFY(looked && !document.busy());
        QCOMPARE(busy.count(), 2);
        QCOMPARE(busy.at(0).first().toBool(), true);
        QCOMPARE(busy.at(1).first().toBool(), false);
        QCOMPARE(destinationBytes(document), expected);
        QVERIFY(document.canUndo());
    }

    /// Looking for an instance needs a snapshot, and there is none in mid-job.
    void instancesAreNotLookedForMeanwhile() {
        Document document;
        openCase(document, kCases[0]);
        session::InstanceFinder finder(document);
        QSignalSpy missed(&finder, &session::InstanceFinder::missed);
        const auto gate = std::make_shared<Gate>();
        document.jobs().setProgress([gate] { return gate; });
        QTimer::singleShot(0, this, [&] {
            const auto opened = qScopeGuard([&] { gate->open(); });
            for (const LayerId id : {LayerId::Destination, LayerId::Source, LayerId::Result}) {
                finder.find(id, 1, session::InstanceFinder::Direction::Next);
            }
        });
        FRISKET_VERIFY(document.apply());
        QCOMPARE(missed.count(), 3);
        QVERIFY(missed.first().first().toString().contains("Something else is being done"));
    }

    /// A cancelled reading is left to itself; what it brings later is nobody's.
    void whatComesTooLateIsDropped() {
        Document document;
        openCase(document, kCases[0]);
        const DocumentState before(document);
        const auto gate = std::make_shared<Gate>();
        document.jobs().setProgress([gate] { return gate; });
        const QString late = m_folder->write("late.npy", randomArray(DType::U8, kShape, 41));
        const QString next = m_folder->write("next.npy", randomArray(DType::U8, kShape, 42));
        QTimer::singleShot(0, this, [&] { QVERIFY(document.jobs().cancel()); });
        const auto first = document.openAll({{LayerId::Destination, late}}, Others::Keep);
        QVERIFY(!first && first.error().code == base::ErrorCode::Cancelled);
        QVERIFY(!document.busy());
        QVERIFY(DocumentState(document) == before);
        cancelNoMore(document);
        // Its thread still stands at the gate.
        const auto second = document.openAll({{LayerId::Destination, next}}, Others::Keep);
        QVERIFY(second && second->front());
        const DocumentState opened(document);
        gate->open();
        document.jobs().joinAll();
        QCoreApplication::processEvents();
        QVERIFY(DocumentState(document) == opened);
        QCOMPARE(destinationBytes(document), test::valuesOf(readArray(next)));
    }

    /// A document that goes while a job was left to itself waits for its thread alone.
    void aDocumentGoesBeforeItsThread() {
        const auto gate = std::make_shared<Gate>();
        QString path;
        QByteArray onDisk;
        {
            Document document;
            openCase(document, kCases[0]);
            FRISKET_VERIFY(document.findUnappliedChanges());  // that thread would be waited for
            document.jobs().setProgress([gate] { return gate; });
            QTimer::singleShot(0, this, [&] { document.jobs().cancel(); });
            path = document.file(LayerId::Destination).path;
            onDisk = readAll(path);
            const auto saved = document.saveDestination(path);
            QVERIFY(!saved && saved.error().code == base::ErrorCode::Cancelled);
            gate->open();
        }
        QVERIFY(gate->cancelled());
        QCOMPARE(readAll(path), onDisk);
        QCOMPARE(everything(), QStringList({"c.npy", "d.npy", "s.npy"}));
    }

private:
    void openCase(Document& document, const ModeCase& which) const {
        document.setMode(which.mode);
        document.setCasting(which.casting);
        // Values below 128, which all dtypes hold.
        const auto values = [this](const QString& name, DType dtype, const array::Shape& shape,
                                   std::uint64_t seed) {
            Random random(seed);
            QByteArray bytes(array::byteCount(dtype, shape).value(), '\0');
            const auto step = static_cast<qsizetype>(array::itemSize(dtype));
            for (qsizetype i = 0; i < bytes.size(); i += step) {
                bytes[i] = static_cast<char>(random.between(0, dtype == DType::Bool ? 1 : 127));
            }
            return m_folder->write(name, arrayOf(dtype, shape, bytes));
        };
        FRISKET_VERIFY(document.open(LayerId::Destination, values("d.npy", DType::U8, kShape, 11)));
        FRISKET_VERIFY(
            document.open(LayerId::Source, values("s.npy", which.sourceType, which.source, 12)));
        FRISKET_VERIFY(document.open(LayerId::Condition, values("c.npy", DType::Bool, kShape, 13)));
        document.setValueText("77");
        QVERIFY2(document.plan() != nullptr, qPrintable(document.problem()));
    }

    /// Calls `work`, cancelled a look later each time, until it says that it was done; before that
    /// the document must be `same`.
    template <class Work>
    void untilDone(Document& document, const DocumentState& same, Work&& work) {
        int looks = 0;
        for (; looks < 5000; ++looks) {
            cancelAfter(document, looks);
            const bool done = work();
            QVERIFY(!document.busy());
            if (done) {
                break;
            }
            QVERIFY2(DocumentState(document) == same, qPrintable(QString::number(looks)));
        }
        cancelNoMore(document);
        QVERIFY(looks > 0 && looks < 5000);
    }

    [[nodiscard]] QStringList everything() const {
        return QDir(m_folder->path(".")).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    std::unique_ptr<MaskFolder> m_folder;
};

QTEST_MAIN(TestDocumentJobs)
#include "tst_document_jobs.moc"
