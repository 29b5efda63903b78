// SPDX-License-Identifier: MIT
// Another dtype for the destination, and its file: saving, what is unsaved, programs and recipes.
#include <QTest>

#include "core/io/recipe.h"
#include "tests/ui/document/dtype_bench.h"
#include "ui/session/dtype_offers.h"
#include "ui/session/equivalent.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using session::Document;
using session::LayerId;

class TestDTypeFiles : public QObject {
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<DTypeBench>(); }

    void savedOnlyWhereTheFormatHoldsIt() {
        Document document;
        const QString png =
            m_bench->folder.write<std::uint8_t>("d.png", {2, 3}, {0, 1, 2, 3, 255, 5});
        FRISKET_VERIFY(document.open(LayerId::Destination, png));
        const QByteArray file = readAll(png);
        FRISKET_VERIFY(document.changeDType(DType::U32));
        QVERIFY(!session::fileHolds(document, DType::U32));
        const base::Status refused = document.saveDestination(png);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::Unsupported);
        QVERIFY(QString::fromStdString(refused.error().text())
                    .contains("d.png: PNG can't hold uint32"));
        QCOMPARE(readAll(png), file);
        QVERIFY(document.isModified());
        const QString npy = m_bench->folder.path("d.npy");
        FRISKET_VERIFY(document.saveDestination(npy));
        QCOMPARE(readArray(npy).dtype(), DType::U32);
        QCOMPARE(valuesOf(readArray(npy)), destinationBytes(document));
        QVERIFY(!document.isModified() && document.hasValuesOfFile());
        QCOMPARE(document.savedDType(), DType::U32);
        document.undo();
        QVERIFY(document.isModified() && document.hasValuesOfFile());
        QCOMPARE(document.savedDType(), DType::U32);
        // uint16 is a grey PNG of 16 bits.
        FRISKET_VERIFY(document.changeDType(DType::U16));
        const QString deep = m_bench->folder.path("deep.png");
        FRISKET_VERIFY(document.saveDestination(deep));
        QCOMPARE(readArray(deep).dtype(), DType::U16);
        Document again;
        FRISKET_VERIFY(again.open(LayerId::Destination, deep));
        QCOMPARE(destinationBytes(again), destinationBytes(document));
    }

    void aPaletteHoldsBytesAlone() {
        Document document;
        const QString png =
            m_bench->folder.write<std::uint8_t>("p.png", {2, 3}, {0, 1, 2, 3, 4, 5}, vocPalette());
        FRISKET_VERIFY(document.open(LayerId::Destination, png));
        FRISKET_VERIFY(session::fileHolds(document, DType::U8));
        FRISKET_VERIFY(document.changeDType(DType::U16));
        const base::Status holds = session::fileHolds(document, DType::U16);
        const base::Status saved = document.saveDestination(png);
        QVERIFY(!holds && !saved);
        QVERIFY(holds.error() == saved.error());  // said as it would be refused
    }

    /// Back in the file's dtype the destination is what is in the file.
    void backAgainIsUnmodified() {
        Document document;
        m_bench->open(document);
        const std::uint64_t version = document.destinationVersion();
        for (const DType through : {DType::U16, DType::F32, DType::I64, DType::F16}) {
            FRISKET_VERIFY(document.changeDType(through));
            QVERIFY(document.isModified() && document.hasValuesOfFile());
            FRISKET_VERIFY(document.changeDType(DType::U8));
            QVERIFY(!document.isModified());
            QCOMPARE(document.destinationVersion(), version);
        }
        // The sign of zero, which no comparison sees, is lost on such a way.
        const QString path = m_bench->folder.write<float>("f.npy", {2, 2}, {-0.0F, 1, 2, 3});
        FRISKET_VERIFY(document.open(LayerId::Destination, path));
        FRISKET_VERIFY(document.changeDType(DType::U8));
        QVERIFY(document.hasValuesOfFile());
        FRISKET_VERIFY(document.changeDType(DType::F32));
        QVERIFY(document.isModified() && !document.hasValuesOfFile());
        document.stepTo(0);
        FRISKET_VERIFY(document.changeDType(DType::F64));
        QVERIFY(document.hasValuesOfFile());
        FRISKET_VERIFY(document.changeDType(DType::F32));  // a NaN may have another payload
        QVERIFY(document.isModified() && !document.hasValuesOfFile());
        document.stepTo(0);
        QVERIFY(!document.isModified());
        QCOMPARE(destinationBytes(document), valuesOf(readArray(path)));
    }

    /// A program of it begins with the file's values.
    void programsKnowIt() {
        Document document;
        m_bench->open(document);
        FRISKET_VERIFY(document.changeDType(DType::U16));
        const auto program = session::programOf(document, "out.npy");
        FRISKET_VERIFY(program);
        QVERIFY(QString::fromStdString(io::numpyProgram(*program))
                    .contains("d.npy').astype('uint16')\n"));
        const auto recipe = session::recipeOf(document);
        FRISKET_VERIFY(recipe);
        QVERIFY(recipe->destinationType == DType::U16);
        const auto read = io::readRecipe(recipe->toJson("/nowhere"), "/nowhere");
        FRISKET_VERIFY(read);
        QVERIFY(read->destinationType == DType::U16);
        FRISKET_VERIFY(document.apply());
        QVERIFY(!session::programOf(document, "out.npy"));  // values that are in no file
        FRISKET_VERIFY(document.saveDestination(m_bench->folder.path("saved.npy")));
        const auto saved = session::recipeOf(document);
        FRISKET_VERIFY(saved);
        QVERIFY(!saved->destinationType);
        document.undo();
        document.undo();  // the saved values are others
        QVERIFY(!session::recipeOf(document));
    }

    /// A bool in a PNG is read again as uint8, but not in an NPY.
    void recipesKnowABool() {
        Document document;
        const auto make = [this](const char* name) {
            return m_bench->folder.write(
                name, makeArray<array::Bool8>({1, 2}, {array::Bool8::True, array::Bool8::False}));
        };
        FRISKET_VERIFY(document.open(LayerId::Destination, make("b.npy")));
        m_bench->openSource(document, makeArray<std::uint8_t>({1, 2}, {0, 1}));
        document.selectAll();
        const auto npy = session::recipeOf(document);
        FRISKET_VERIFY(npy);
        QVERIFY(!npy->destinationType);
        FRISKET_VERIFY(document.saveDestination(m_bench->folder.path("b.png")));
        const auto png = session::recipeOf(document);
        FRISKET_VERIFY(png);
        QVERIFY(png->destinationType == DType::Bool);
    }

    /// A grey PNG that needed more bits is read as it is by now.
    void programsKnowTheDepth() {
        io::PngMeta two;
        two.bitDepth = 2;
        Document document;
        const QString path = m_bench->folder.path("two.png");
        io::WriteOptions options;
        options.meta = two;
        FRISKET_VERIFY(
            io::writeMask(path.toStdString(), makeArray<std::uint8_t>({1, 2}, {1, 3}), options));
        FRISKET_VERIFY(document.open(LayerId::Destination, path));
        m_bench->openSource(document, makeArray<std::uint8_t>({1, 2}, {200, 1}));
        document.selectAll();
        const auto program = [&] {
            return QString::fromStdString(
                io::numpyProgram(session::programOf(document, "out.npy").value()));
        };
        QVERIFY(program().contains("// 85"));
        FRISKET_VERIFY(document.apply());
        FRISKET_VERIFY(document.saveDestination(path));
        QVERIFY(!program().contains("// 85"));
    }

private:
    std::unique_ptr<DTypeBench> m_bench;
};

QTEST_MAIN(TestDTypeFiles)
#include "tst_dtype_files.moc"
