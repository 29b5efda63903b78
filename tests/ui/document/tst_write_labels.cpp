// SPDX-License-Identifier: MIT
// Values that are written straight into the destination, several at once.
#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/condition_stack.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LabelledRegions;
using session::LayerId;

class TestWriteLabels : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<Document>();
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination, m_folder.write<std::uint16_t>(
                                      "d.npy", {2, 20, 30}, std::vector<std::uint16_t>(1200, 5))));
    }

    /// Colours that span the values know each that was written, not the last one alone.
    void eachValueWidensTheRange() {
        QCOMPARE(m_document->valueRanges(LayerId::Destination).full.high, 5.0);
        const std::vector<LabelledRegions> parts{part({0, 0, 3, 3}, 900), part({5, 5, 9, 9}, 2),
                                                 part({10, 0, 12, 2}, 4)};
        QCOMPARE(m_document->writeLabels(parts, "Write").value(), true);
        const auto full = m_document->valueRanges(LayerId::Destination).full;
        QCOMPARE(full.low, 2.0);
        QCOMPARE(full.high, 900.0);
        m_document->undo();
        QCOMPARE(m_document->valueRanges(LayerId::Destination).full.high, 5.0);
    }

    void whatIsSoAlreadyIsNoStep() {
        const auto same = part({0, 0, 3, 3}, 5);
        QCOMPARE(m_document->writeLabels({&same, 1}, "Write").value(), false);
        QVERIFY(!m_document->history().canUndo() && !m_document->inStroke());
    }

    /// Memory that runs out is answered once, and not said besides.
    void noMemoryIsAnError() {
        QSignalSpy failed(m_document.get(), &Document::failed);
        const QByteArray before = destinationBytes(*m_document);
        const session::Jobs::Busy busy(m_document->jobs(), "Write");
        int given = 0;
        const auto next = [&]() -> std::optional<LabelledRegions> {
            if (++given == 3) {
                throw std::bad_alloc();
            }
            return part({given, 0, given + 1, 9}, 7);
        };
        const auto done = m_document->writeLabels(next, "Write");
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, base::ErrorCode::OutOfMemory);
        QVERIFY(failed.isEmpty() && !m_document->inStroke());
        QCOMPARE(destinationBytes(*m_document), before);
    }

    void anotherSliceEndsIt() {
        const QByteArray before = destinationBytes(*m_document);
        const session::Jobs::Busy busy(m_document->jobs(), "Write");
        int given = 0;
        const auto next = [&]() -> std::optional<LabelledRegions> {
            m_document->setIndex(0, ++given / 3);
            return given < 9 ? std::optional(part({given, 0, given + 1, 9}, 7)) : std::nullopt;
        };
        const auto done = m_document->writeLabels(next, "Write");
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, base::ErrorCode::Refused);
        QVERIFY(!m_document->inStroke() && !m_document->history().canUndo());
        QCOMPARE(destinationBytes(*m_document), before);
    }

    /// Rules that look at the destination do so once, after the last part.
    void rulesFollowOnce() {
        session::ConditionLayers layers = m_document->stack().layers();
        session::ConditionLayer rule;
        rule.id = m_document->stack().newId();
        rule.rule = "destination == 7";
        layers.layers.push_back(rule);
        FRISKET_VERIFY(m_document->stack().change("Add rule", layers));
        FRISKET_VERIFY(m_document->settleRules());
        std::vector<LabelledRegions> parts;
        for (int i = 0; i < 5; ++i) {
            parts.push_back(part({3 * i, 2, 3 * i + 2, 9}, 7));
        }
        QSignalSpy changed(m_document.get(), &Document::pixelsChanged);
        QCOMPARE(m_document->writeLabels(parts, "Write").value(), true);
        QCOMPARE(changed.count(), 6);  // a part each, and the condition
        QCOMPARE(m_document->selectedCount(), 5 * 2 * 7);
        QVERIFY(countsAgree(*m_document));
        m_document->undo();
        QCOMPARE(m_document->selectedCount(), 0);
        // What is taken back in mid-write is no longer selected either.
        int given = 0;
        const session::Jobs::Busy busy(m_document->jobs(), "Write");
        const auto next = [&]() -> std::optional<LabelledRegions> {
            m_document->setIndex(0, ++given / 3);
            return part({given, 0, given + 1, 9}, 7);
        };
        QVERIFY(!m_document->writeLabels(next, "Write"));
        QCOMPARE(m_document->selectedCount(), 0);
        QVERIFY(countsAgree(*m_document));
    }

private:
    static LabelledRegions part(const base::Rect& box, std::uint16_t label) {
        condition::BitRegion region(box);
        region.fill();
        LabelledRegions made{{}, {array::DType::U16, {}}};
        std::memcpy(made.value.bytes.data(), &label, sizeof label);
        made.regions.push_back(std::move(region));
        return made;
    }

    MaskFolder m_folder;
    std::unique_ptr<Document> m_document;
};

QTEST_MAIN(TestWriteLabels)
#include "tst_write_labels.moc"
