// SPDX-License-Identifier: MIT
// Another slice is shown while something is looked for in one: it must not end up in the other.
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include "tests/support/documents.h"
#include "tests/support/gate.h"
#include "tests/support/mask_files.h"
#include "ui/session/joining.h"
#include "ui/session/plane_job.h"
#include "ui/session/similar_pixels.h"
#include "ui/session/splitting.h"
#include "ui/session/transfer.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::Join;
using session::LayerId;
using session::PaintInto;

class TestTurnedAway : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<Document>();
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination,
            m_folder.write("d.npy", randomArray(array::DType::U8, {3, 500, 700}, 1))));
        m_document->beginStroke();
        m_document->extendStroke(paint::dab({300.5, 200.5}, 250, m_document->planeRect()), true);
        m_document->extendStroke(paint::dab({500.5, 200.5}, 250, m_document->planeRect()), true);
        m_document->commitStroke("two discs");
        m_selected = m_document->selectedCount();
    }

    void fails_data() {
        QTest::addColumn<std::int64_t>("to");
        QTest::addColumn<bool>("done");
        QTest::newRow("another slice") << std::int64_t{1} << false;
        QTest::newRow("there and back") << std::int64_t{0} << true;
    }
    void fails() {
        QFETCH(std::int64_t, to);
        QFETCH(bool, done);
        const session::Similarity here{LayerId::Condition, 0, false, paint::Connectivity::Four};
        const std::vector<std::function<base::Result<condition::BitRegion>()>> searches{
            [&] {
                return session::similarPixels(*m_document, {300, 200}, here);
            },
            [&] { return session::labelPixels(*m_document, LayerId::Destination, "3"); },
            [&] { return session::selectedPixels(*m_document); }};
        for (const auto& search : searches) {
            m_document->setIndex(0, 0);
            turnTo(to);
            const auto found = search();
            QCOMPARE(found.has_value(), done);
            if (done) {
                QVERIFY(found->count() > 0);
            } else {
                QCOMPARE(found.error().code, base::ErrorCode::Refused);
                QVERIFY(!found.error().hint.empty());
            }
        }
    }

    void aSplitIsSaidAndNotDone() {
        QSignalSpy failed(m_document.get(), &Document::failed);
        turnTo(1);
        session::splitTouching(*m_document, {300, 200}, LayerId::Condition, 80, Join::Add);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(m_document->selectedCount(), m_selected);
        m_document->setIndex(0, 0);
        m_document->jobs().setProgress({});
        session::splitTouching(*m_document, {300, 200}, LayerId::Condition, 80, Join::Add);
        QCOMPARE(failed.size(), 1);
        QVERIFY(m_document->selectedCount() < m_selected);
    }

    void whatWasFoundJoinsOnlyThere() {
        QSignalSpy failed(m_document.get(), &Document::failed);
        turnTo(2);
        session::joinFound(*m_document,
                           session::labelPixels(*m_document, LayerId::Destination, "3"), Join::Add,
                           "label", PaintInto::Condition);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(m_document->selectedCount(), m_selected);
    }

private:
    /// Shows that slice as soon as a job turns the event loop, before it goes on.
    void turnTo(std::int64_t slice) {
        const auto gate = std::make_shared<Gate>();
        m_document->jobs().setProgress([gate] { return gate; });
        connect(&m_document->jobs(), &session::Jobs::busyChanged, m_document.get(),
                [this, gate, slice](bool busy) {
                    if (busy) {
                        m_document->setIndex(0, 1);
                        m_document->setIndex(0, slice);
                        gate->open();
                    }
                });
    }

    MaskFolder m_folder;
    std::unique_ptr<Document> m_document;
    std::int64_t m_selected = 0;
};

QTEST_MAIN(TestTurnedAway)
#include "tst_turned_away.moc"
