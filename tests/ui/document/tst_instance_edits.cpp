// SPDX-License-Identifier: MIT
// What is done to one instance of the destination, on small pictures: digits are labels.
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/instance_edits.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::Enclosed;
using session::LayerId;

namespace {
template <class T>
std::vector<T> valuesIn(const QStringList& rows) {
    std::vector<T> values;
    for (const QString& row : rows) {
        for (const QChar digit : row) {
            values.push_back(static_cast<T>(digit == '.' ? 0 : digit.digitValue()));
        }
    }
    return values;
}

QStringList rowsOf(const Document& document) {
    const QByteArray bytes = destinationBytes(document);
    QStringList rows;
    for (std::int64_t y = 0; y < document.planeHeight(); ++y) {
        QString row;
        for (std::int64_t x = 0; x < document.planeWidth(); ++x) {
            const int value = bytes.at(y * document.planeWidth() + x);
            row += value == 0 ? QString('.') : QString::number(value);
        }
        rows << row;
    }
    return rows;
}
}  // namespace

class TestInstanceEdits : public QObject {
    Q_OBJECT

private slots:
    void init() { m_document = std::make_unique<Document>(); }

    void take_data() {
        QTest::addColumn<QStringList>("destination");
        QTest::addColumn<QStringList>("source");
        QTest::addColumn<QPoint>("at");
        QTest::addColumn<bool>("enclosed");
        QTest::addColumn<QStringList>("after");
        const QStringList source{"22...3", "2..2.3", "..2...", "111...", "1.1.5.", "1111.."};
        const QStringList blank{"......", "4.....", "......", "......", ".7....", "......"};
        QTest::newRow("by corners")
            << blank << source << QPoint(2, 2) << false
            << QStringList{"......", "4..2..", "..2...", "......", ".7....", "......"};
        QTest::newRow("a ring") << blank << source << QPoint(0, 3) << false
                                << QStringList{"......", "4.....", "......",
                                               "111...", "171...", "1111.."};
        QTest::newRow("and what it encloses")
            << blank << source << QPoint(0, 3) << true
            << QStringList{"......", "4.....", "......", "111...", "1.1...", "1111.."};
        QTest::newRow("background") << blank << source << QPoint(4, 0) << false << blank;
        QTest::newRow("outside") << blank << source << QPoint(6, 0) << true << blank;
        QTest::newRow("there already") << source << source << QPoint(0, 3) << true << source;
    }
    void take() {
        QFETCH(QStringList, destination);
        QFETCH(QStringList, source);
        QFETCH(QPoint, at);
        QFETCH(bool, enclosed);
        QFETCH(QStringList, after);
        open(destination, source);
        check(
            [&] {
                return session::takeInstance(*m_document, {at.x(), at.y()},
                                             enclosed ? Enclosed::Too : Enclosed::Not);
            },
            destination, after);
    }

    void aValueThatDoesNotFitIsRefused() {
        FRISKET_VERIFY(m_document->open(LayerId::Destination,
                                        m_folder.write<std::uint8_t>("d.npy", {1, 3}, {0, 0, 0})));
        FRISKET_VERIFY(m_document->open(
            LayerId::Source, m_folder.write<float>("s.npy", {1, 3}, {3.0F, 300.0F, 0.5F})));
        QVERIFY(session::takeInstance(*m_document, {0, 0}, Enclosed::Not).has_value());
        QCOMPARE(destinationBytes(*m_document), QByteArray("\3\0\0", 3));
        for (const std::int64_t x : {1, 2}) {
            const auto refused = session::takeInstance(*m_document, {x, 0}, Enclosed::Too);
            QVERIFY(!refused.has_value());
            QCOMPARE(refused.error().code, base::ErrorCode::InvalidArgument);
        }
        QCOMPARE(destinationBytes(*m_document), QByteArray("\3\0\0", 3));
    }

    void onlyTheShownSliceChanges() {
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination,
            m_folder.write<std::uint16_t>("d.npy", {2, 1, 6}, std::vector<std::uint16_t>(12))));
        FRISKET_VERIFY(m_document->open(
            LayerId::Source, m_folder.write<std::uint16_t>("s.npy", {1, 6}, {7, 7, 0, 0, 7, 7})));
        m_document->setIndex(0, 1);
        QVERIFY(session::takeInstance(*m_document, {4, 0}, Enclosed::Not).has_value());
        const QByteArray bytes = destinationBytes(*m_document);
        QCOMPARE(bytes.first(20), QByteArray(20, '\0'));
        QCOMPARE(bytes.last(4), QByteArray("\7\0\7\0", 4));
        m_document->setIndex(0, 0);
        m_document->undo();
        QCOMPARE(destinationBytes(*m_document), QByteArray(24, '\0'));
        QCOMPARE(m_document->shownPlane().index[0], 1);
    }

    void limitsAndLocksHold() {
        const QStringList before{"..3..", ".....", "..5.."};
        open(before, {"11111", "11111", "11111"});
        session::PaintLimits limits;
        limits.locks.setLocked(3, true);
        session::LimitTerm term;
        term.layer = LayerId::Destination;
        term.kind = session::LimitTerm::Kind::Labels;
        term.labels = {5};
        term.negated = true;
        limits.terms = {term};
        m_document->setLimits(limits);
        check(
            [&] {
                return session::takeInstance(*m_document, {0, 0}, Enclosed::Not);
            },
            before, {"11311", "11111", "11511"});
    }

    void fill_data() {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QPoint>("at");
        QTest::addColumn<QStringList>("after");
        const QStringList cell{"..........", ".11111111.", ".1.1..221.", ".11111221.",
                               ".12222111.", ".12..21.1.", ".12222111.", ".11111111.",
                               "........1.", "1.11......", ".1.1......", "1111......"};
        QStringList filled = cell;
        filled[2] = ".11111221.";
        filled[5] = ".12..2111.";
        QTest::newRow("all of an instance") << cell << QPoint(1, 1) << filled;
        QStringList one = cell;
        one[2] = ".111..221.";
        QTest::newRow("one of them") << cell << QPoint(2, 2) << one;
        QStringList inner = cell;
        inner[5] = ".122221.1.";
        QTest::newRow("of what is in it") << cell << QPoint(2, 4) << inner;
        QTest::newRow("a hole in that") << cell << QPoint(3, 5) << inner;
        QStringList corner = cell;
        corner[10] = ".111......";
        QTest::newRow("a corner is no way out") << cell << QPoint(3, 11) << corner;
        QTest::newRow("no hole") << cell << QPoint(0, 0) << cell;
        QTest::newRow("outside") << cell << QPoint(0, 12) << cell;
        QTest::newRow("nothing in it")
            << QStringList{"11", "1."} << QPoint(0, 0) << QStringList{"11", "1."};
    }
    void fill() {
        QFETCH(QStringList, before);
        QFETCH(QPoint, at);
        QFETCH(QStringList, after);
        open(before, {});
        check([&] { return session::fillHolesAt(*m_document, {at.x(), at.y()}); }, before, after);
    }

    void remove_data() {
        QTest::addColumn<QPoint>("at");
        QTest::addColumn<QStringList>("after");
        QTest::newRow("in the background")
            << QPoint(0, 0) << QStringList{"......", ".3333.", ".3223.", ".3.33.", "......"};
        QTest::newRow("in another one")
            << QPoint(2, 2) << QStringList{"11....", ".3333.", ".3333.", ".3.33.", "......"};
        QTest::newRow("of background")
            << QPoint(5, 4) << QStringList{"11....", ".3333.", ".3223.", ".3.33.", "......"};
    }
    void remove() {
        QFETCH(QPoint, at);
        QFETCH(QStringList, after);
        const QStringList before{"11....", ".3333.", ".3223.", ".3.33.", "......"};
        open(before, {});
        check(
            [&] {
                return session::removeInstance(*m_document, {at.x(), at.y()});
            },
            before, after);
    }

    void anotherSliceMeanwhileLeavesAll() {
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination, m_folder.write<std::uint8_t>(
                                      "d.npy", {2, 1, 6}, {1, 1, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0})));
        m_document->jobs().setProgress([this] {
            // As if somebody had turned to another one while the job runs.
            m_document->setIndex(0, 1);
            return std::make_shared<base::Progress>();
        });
        const auto done = session::removeInstance(*m_document, {0, 0});
        m_document->jobs().setProgress({});
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, base::ErrorCode::Refused);
        QCOMPARE(destinationBytes(*m_document), QByteArray("\1\1\0\0\0\0\2\2\2\0\0\0", 12));
    }

    void split_data() {
        QTest::addColumn<QPoint>("at");
        QTest::addColumn<bool>("hasNeck");
        QTest::newRow("two discs") << QPoint(10, 20) << true;
        QTest::newRow("a bar") << QPoint(60, 20) << false;
    }
    void split() {
        QFETCH(QPoint, at);
        QFETCH(bool, hasNeck);
        QStringList before;
        for (int y = 0; y < 44; ++y) {
            QString row;
            for (int x = 0; x < 80; ++x) {
                const bool discs =
                    std::hypot(x - 12, y - 13) < 12 || std::hypot(x - 14, y - 31) < 11;
                row += discs ? '2' : x >= 50 && x < 70 && y >= 3 && y < 40 ? '3' : '.';
            }
            before << row;
        }
        open(before, {});
        const QChar label = before[at.y()][at.x()];
        const auto done = session::splitInstance(*m_document, {at.x(), at.y()}, 80);
        FRISKET_VERIFY(done);
        QVERIFY(done->contains("2 parts"));
        const QStringList after = rowsOf(*m_document);
        int cleared = 0;
        for (int y = 0; y < 44; ++y) {
            for (int x = 0; x < 80; ++x) {
                if (before[y][x] != after[y][x]) {
                    QCOMPARE(before[y][x], label);
                    QCOMPARE(after[y][x], QChar('.'));
                    ++cleared;
                }
            }
        }
        QVERIFY2(cleared > 5 && cleared < 40, qPrintable(QString::number(cleared)));
        if (!hasNeck) {  // the shortest way across is its row
            QCOMPARE(after[20], QString(before[20]).replace('3', '.'));
            QCOMPARE(cleared, 20);
        }
        m_document->undo();
        QCOMPARE(rowsOf(*m_document), before);
    }

    void whatIsNotPartedStays() {
        open({"1...", "..22"}, {});
        for (const std::int64_t x : {0, 3}) {
            const auto done = session::splitInstance(*m_document, {x, x / 3}, 80);
            FRISKET_VERIFY(done);
        }
        QCOMPARE(rowsOf(*m_document), QStringList({"1...", "..22"}));
        QVERIFY(!m_document->history().canUndo());
    }

    void undoOfAllIsTheStartAndRedoTheEnd() {
        Random random;
        const auto blocks = [&random] {
            QStringList rows;
            for (int y = 0; y < 70; ++y) {
                rows << QString(90, '.');
            }
            for (int i = 0; i < 40; ++i) {
                const auto x0 = static_cast<int>(random.between(0, 89));
                const auto y0 = static_cast<int>(random.between(0, 69));
                const auto side = static_cast<int>(random.between(1, 25));
                const QChar label = QString("...123")[static_cast<int>(random.between(0, 5))];
                for (int y = y0; y < std::min(70, y0 + side); ++y) {
                    for (int x = x0; x < std::min(90, x0 + side); ++x) {
                        rows[y][x] = label;
                    }
                }
            }
            return rows;
        };
        open(blocks(), blocks());
        const QByteArray start = destinationBytes(*m_document);
        std::array<int, 5> steps{};
        for (int i = 0; i < 500; ++i) {
            const base::Pixel at{random.between(0, 89), random.between(0, 69)};
            const auto kind = static_cast<std::size_t>(random.between(0, 4));
            const std::size_t before = m_document->history().position();
            const auto done = kind == 0   ? session::takeInstance(*m_document, at, Enclosed::Not)
                              : kind == 1 ? session::takeInstance(*m_document, at, Enclosed::Too)
                              : kind == 2 ? session::fillHolesAt(*m_document, at)
                              : kind == 3 ? session::splitInstance(*m_document, at, 80)
                                          : session::removeInstance(*m_document, at);
            FRISKET_VERIFY(done);
            const std::size_t made = m_document->history().position() - before;
            QVERIFY(made <= 1);
            steps[kind] += static_cast<int>(made);
        }
        for (const int count : steps) {
            QVERIFY2(count > 0,
                     qPrintable(QString("take %1, enclosed %2, fill %3, split %4, remove %5")
                                    .arg(steps[0])
                                    .arg(steps[1])
                                    .arg(steps[2])
                                    .arg(steps[3])
                                    .arg(steps[4])));
        }
        const QByteArray end = destinationBytes(*m_document);
        const std::size_t last = m_document->history().position();
        m_document->stepTo(0);
        QCOMPARE(destinationBytes(*m_document), start);
        m_document->stepTo(last);
        QCOMPARE(destinationBytes(*m_document), end);
    }

    void inMidStrokeNothingIsDone() {
        open({"11", "11"}, {"22", "22"});
        m_document->beginStroke();
        for (const auto& done : {session::takeInstance(*m_document, {0, 0}, Enclosed::Not),
                                 session::fillHolesAt(*m_document, {0, 0}),
                                 session::splitInstance(*m_document, {0, 0}, 80)}) {
            QVERIFY(!done.has_value());
            QCOMPARE(done.error().code, base::ErrorCode::Refused);
        }
        QVERIFY(m_document->inStroke());
        m_document->abortStroke();
        QCOMPARE(rowsOf(*m_document), QStringList({"11", "11"}));
    }

private:
    void open(const QStringList& destination, const QStringList& source) {
        const array::Shape shape{destination.size(), destination[0].size()};
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination,
            m_folder.write<std::uint8_t>("d.npy", shape, valuesIn<std::uint8_t>(destination))));
        if (!source.isEmpty()) {  // of another dtype
            FRISKET_VERIFY(m_document->open(
                LayerId::Source,
                m_folder.write<std::int32_t>("s.npy", shape, valuesIn<std::int32_t>(source))));
        }
    }

    /// Does it: the destination is `after`, by one step or none, and says something.
    void check(const std::function<base::Result<QString>()>& edit, const QStringList& before,
               const QStringList& after) {
        const std::size_t steps = m_document->history().size();
        const bool mayFail = before == after;
        const auto done = edit();
        if (!mayFail) {
            FRISKET_VERIFY(done);
        }
        QVERIFY(done ? !done->isEmpty() : done.error().code == base::ErrorCode::Refused);
        QCOMPARE(rowsOf(*m_document), after);
        QCOMPARE(m_document->history().size(), steps + (before == after ? 0 : 1));
        QVERIFY(!m_document->inStroke());
        m_document->undo();
        QCOMPARE(rowsOf(*m_document), before);
        m_document->redo();
        QCOMPARE(rowsOf(*m_document), after);
    }

    MaskFolder m_folder;
    std::unique_ptr<Document> m_document;
};

QTEST_MAIN(TestInstanceEdits)
#include "tst_instance_edits.moc"
