// SPDX-License-Identifier: MIT
// A stroke that is under way when a job begins, which would read what the stroke writes.
#include <functional>

#include <QScopeGuard>
#include <QTest>
#include <QTimer>

#include "tests/support/documents.h"
#include "tests/support/gate.h"
#include "tests/support/mask_files.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;

namespace {
struct JobCase {
    const char* name;
    std::function<bool(Document&, const QString& path)> run;
};
const JobCase kCases[]{
    {"compare", [](Document& document,
                   const QString&) { return document.findUnappliedChanges().has_value(); }},
    {"save", [](Document& document,
                const QString& path) { return document.saveDestination(path).has_value(); }},
    {"export the destination",
     [](Document& document, const QString& path) {
         return document.exportLayer(LayerId::Destination, path).has_value();
     }},
    {"export the result",
     [](Document& document, const QString& path) {
         return document.exportLayer(LayerId::Result, path).has_value();
     }},
    {"export the condition",
     [](Document& document, const QString& path) {
         return document.exportLayer(LayerId::Condition, path).has_value();
     }},
};
}  // namespace

class TestDocumentJobStrokes : public QObject {
    Q_OBJECT

private slots:
    void endsBeforeTheJob_data() { addRows(kCases); }
    void endsBeforeTheJob() {
        QFETCH(int, index);
        MaskFolder folder;
        Document document;
        FRISKET_VERIFY(
            document.open(LayerId::Destination,
                          folder.write("d.npy", randomArray(array::DType::U8, {40, 60}, 1))));
        document.setMode(assign::Mode::Fill);
        stroke(document, {{20, 20}}, 9, true);
        const Bools before = boolsOf(*document.condition());
        const std::int64_t selected = document.selectedCount();
        stroke(document, {{5, 5}, {30, 30}}, 7, true, {});
        QVERIFY(document.inStroke() && boolsOf(*document.condition()) != before);
        const auto gate = std::make_shared<Gate>();
        document.jobs().setProgress([gate] { return gate; });
        bool looked = false;
        QTimer::singleShot(0, this, [&] {
            const auto opened = qScopeGuard([&] { gate->open(); });
            QVERIFY(document.busy() && !document.inStroke() && !document.canPaint());
            QVERIFY(boolsOf(*document.condition()) == before);
            looked = true;
        });
        QVERIFY(kCases[index].run(document, folder.path("out.npy")));
        QVERIFY(looked);
        QCOMPARE(document.selectedCount(), selected);
        QCOMPARE(document.history().size(), std::size_t{1});
    }
};

QTEST_MAIN(TestDocumentJobStrokes)
#include "tst_document_job_strokes.moc"
