// SPDX-License-Identifier: MIT
// Which dtypes a destination is offered, and what is said of them.
#include <QTest>

#include "tests/ui/document/dtype_bench.h"
#include "ui/session/cast_look.h"
#include "ui/session/dtype_offers.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using assign::Casting;
using session::Document;
using session::DTypeOffer;
using session::LayerId;
using Why = session::DTypeOffer::Why;

namespace {
constexpr std::int64_t kMost = std::int64_t{1} << 24;
}

namespace {
bool holds(const session::DTypeOffer& offer, io::Format format) {
    return std::count(offer.formats.begin(), offer.formats.end(), format) == 1;
}
}  // namespace

class TestDTypeOffers : public QObject {
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<DTypeBench>(); }

    void offers_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const char* name : {"u8, 40,000", "fits", "nothing selected", "safe refuses",
                                 "same_kind refuses", "a fraction", "a value that fills",
                                 "labels in int64", "large", "refused by shapes"}) {
            QTest::newRow(name) << index++;
        }
    }
    void offers() {
        QFETCH(const int, index);
        Document document;
        m_bench->open(document);
        using Found = std::vector<std::pair<Why, DType>>;
        Found expected;
        std::int64_t most = kMost;
        switch (index) {
            case 0:
                expected = {{Why::HoldsValues, DType::U16}, {Why::HoldsTypes, DType::I64}};
                break;
            case 1:
                FRISKET_VERIFY(document.changeDType(DType::U16));
                expected = {{Why::Back, DType::U8}};
                break;
            case 2:
                document.clearCondition();
                break;
            case 3:
                document.setCasting(Casting::Safe);
                expected = {{Why::HoldsValues, DType::I64}};
                break;
            case 4:
                document.setCasting(Casting::SameKind);
                expected = {{Why::HoldsValues, DType::I32}, {Why::HoldsTypes, DType::I64}};
                break;
            case 5:
                m_bench->openSource(document,
                                    makeArray<float>({20, 30}, std::vector<float>(600, 0.1F)));
                expected = {{Why::HoldsValues, DType::F32}};
                break;
            case 6:
                document.setMode(assign::Mode::Fill);
                QVERIFY(session::dtypeOffers(document, kMost).empty());
                document.setValueText("70000");
                most = 3;  // one value, however many pixels
                expected = {{Why::HoldsValues, DType::U32}};
                break;
            case 7:
                FRISKET_VERIFY(
                    document.open(LayerId::Destination,
                                  m_bench->folder.write("wide.npy", {20, 30},
                                                        std::vector<std::int64_t>(600, 200))));
                document.selectAll();
                expected = {{Why::Smaller, DType::U16}};  // the source has 40,000
                break;
            case 8:
                most = 599;
                expected = {{Why::HoldsTypes, DType::I64}};
                break;
            default:
                m_bench->openSource(document,
                                    makeArray<std::int64_t>({7}, std::vector<std::int64_t>(7)));
                break;
        }
        Found found;
        for (const DTypeOffer& offer : session::dtypeOffers(document, most)) {
            found.emplace_back(offer.why, offer.dtype);
            QCOMPARE(offer.bytes, 600 * array::itemSize(offer.dtype));
            QVERIFY(offer.certain && offer.savesInPlace);  // an NPY
        }
        QVERIFY(found == expected);
        // What is offered first is done, and then nothing has to be offered for its sake.
        if (!found.empty() && found.front().first == Why::HoldsValues) {
            FRISKET_VERIFY(document.changeDType(found.front().second));
            QVERIFY2(document.plan() != nullptr, qPrintable(document.problem()));
            const auto report = session::castReport(document);
            QVERIFY(!report || report->total == 0);
            for (const DTypeOffer& offer : session::dtypeOffers(document, most)) {
                QVERIFY(offer.why == Why::Back || offer.why == Why::Smaller);
            }
            FRISKET_VERIFY(document.apply());
        }
    }

    /// Beyond what is looked at, the way back is offered without a promise.
    void uncertainWhereItIsLarge() {
        Document document;
        m_bench->open(document);
        FRISKET_VERIFY(document.changeDType(DType::U16));
        const auto offers = session::dtypeOffers(document, 599);
        QVERIFY(!offers.empty() && offers.back().why == Why::Back && !offers.back().certain);
        FRISKET_VERIFY(document.apply());
        for (const DTypeOffer& offer : session::dtypeOffers(document, kMost)) {
            QVERIFY(offer.why != Why::Back);  // 40,000 is in it
        }
        QVERIFY(session::dtypeOffers(document, 599).back().why == Why::Back);
        QVERIFY(!document.changeDType(DType::U8));
    }

    /// What each offer says of files.
    void offersKnowTheFile() {
        Document document;
        FRISKET_VERIFY(document.open(
            LayerId::Destination,
            m_bench->folder.write("m.png", {20, 30}, std::vector<std::uint8_t>(600, 1))));
        m_bench->openSource(document,
                            makeArray<std::int64_t>({20, 30}, std::vector<std::int64_t>(600, -1)));
        document.selectAll();
        auto offers = session::dtypeOffers(document, kMost);
        QCOMPARE(offers.front().dtype, DType::I16);
        QVERIFY(!offers.front().savesInPlace);
        QVERIFY(holds(offers.front(), io::Format::Npy) && !holds(offers.front(), io::Format::Png));
        m_bench->openSource(document,
                            makeArray<std::int64_t>({20, 30}, std::vector<std::int64_t>(600, 900)));
        offers = session::dtypeOffers(document, kMost);
        QCOMPARE(offers.front().dtype, DType::U16);
        QVERIFY(offers.front().savesInPlace);
        QVERIFY(holds(offers.front(), io::Format::Npy) && holds(offers.front(), io::Format::Png));
    }

    /// What a casting that the dtypes refuse would change.
    void theLookUnderUnsafe() {
        Document document;
        m_bench->open(document);
        const auto exact = session::lookAtCast(document, kMost);
        QVERIFY(exact.plan && exact.report && !exact.refused);
        QVERIFY(exact.report->total > 0);
        document.setCasting(Casting::Safe);
        QVERIFY(document.plan() == nullptr);
        for (const auto mode : {assign::Mode::Where, assign::Mode::Scatter, assign::Mode::Place,
                                assign::Mode::Putmask}) {
            document.setMode(mode);
            document.setCasting(Casting::Unsafe);
            const auto wanted = session::castReport(document);
            document.setCasting(Casting::Safe);
            const auto look = session::lookAtCast(document, kMost);
            QVERIFY(look.plan && look.report && look.refused);
            QCOMPARE(look.report->counts, wanted->counts);
            QCOMPARE(look.report->first, wanted->first);
            QVERIFY(!session::lookAtCast(document, 3).report);
        }
        document.setMode(assign::Mode::Where);
        m_bench->openSource(document,
                            makeArray<std::int64_t>({7}, std::vector<std::int64_t>(7, 900)));
        QVERIFY(!session::lookAtCast(document, kMost).plan);  // the shapes don't fit
    }

private:
    std::unique_ptr<DTypeBench> m_bench;
};

QTEST_MAIN(TestDTypeOffers)
#include "tst_dtype_offers.moc"
