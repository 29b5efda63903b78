// SPDX-License-Identifier: MIT
#include <functional>

#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/png_builder.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;

class TestDocumentFiles : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_destination =
            m_folder.write<std::uint8_t>("d.png", {2, 3}, {0, 1, 2, 3, 255, 5}, vocPalette());
        m_source = m_folder.write<std::uint8_t>("s.npy", {2, 3}, {9, 9, 2, 9, 9, 9});
    }

    void workIsKnownThroughSaves() {
        Document document;
        openBoth(document);
        const auto is = [&](bool modified, bool unsaved, bool unapplied) {
            return document.isModified() == modified && document.hasUnsavedSteps() == unsaved &&
                   hasUnapplied(document) == unapplied;
        };
        QVERIFY(is(false, false, false));
        paint(document, 0);
        QVERIFY(is(false, true, true));
        document.undo();
        QVERIFY(is(false, false, false));
        document.redo();
        FRISKET_VERIFY(document.apply());
        QVERIFY(is(true, true, false));
        FRISKET_VERIFY(document.saveDestination(m_destination));
        QVERIFY(is(false, false, false));
        document.undo();
        QVERIFY(is(true, true, true));
        document.redo();
        QVERIFY(is(false, false, false));
        // A stroke over a pixel that has the source's value already.
        paint(document, 2);
        QVERIFY(is(false, true, false));
        FRISKET_VERIFY(document.saveDestination(m_destination));
        QVERIFY(is(false, false, false));
    }

    /// Whether there is something to apply is found by one pass over a large condition, so it is
    /// not looked for again until something changed.
    void whatIsUnappliedIsLookedForOnce() {
        Document document;
        openBoth(document);
        const auto isKnown = [&] {
            // A job that would look is cancelled before it has.
            document.jobs().setProgress([] {
                auto progress = std::make_shared<base::Progress>();
                progress->cancel();
                return progress;
            });
            const auto found = document.findUnappliedChanges();
            document.jobs().setProgress({});
            return found.has_value();
        };
        const auto look = [&] { return document.findUnappliedChanges().value(); };
        QVERIFY(!isKnown());
        QVERIFY(!look());
        QVERIFY(isKnown());
        paint(document, 0);
        QVERIFY(!isKnown());
        QVERIFY(look() && isKnown());
        FRISKET_VERIFY(document.saveDestination(m_destination));
        QVERIFY(isKnown() && look());
        const std::vector<std::function<void()>> changes{
            [&] { document.setMode(assign::Mode::Fill); },
            [&] { document.setValueText("3"); },
            [&] { document.setCasting(assign::Casting::Unsafe); },
            [&] { document.undo(); },
            [&] { document.selectAll(); },
            [&] { document.setMode(assign::Mode::Where); },
            [&] { FRISKET_VERIFY(document.open(LayerId::Source, m_source)); },
            [&] { FRISKET_VERIFY(document.open(LayerId::Destination, m_destination)); },
        };
        for (const auto& change : changes) {
            QVERIFY(hasUnapplied(document) || isKnown());
            change();
            QVERIFY(!isKnown());
        }
        paint(document, 1);
        FRISKET_VERIFY(document.apply());
        QVERIFY(isKnown() && !hasUnapplied(document));
        document.undo();
        QVERIFY(!isKnown() && hasUnapplied(document));
    }

    void strokesLeftOutOfASaveAreStillWork() {
        Document document;
        openBoth(document);
        paint(document, 0);
        FRISKET_VERIFY(document.apply());
        paint(document, 1);
        FRISKET_VERIFY(document.saveDestination(m_destination));
        QVERIFY(!document.isModified());
        QVERIFY(document.hasUnsavedSteps() && hasUnapplied(document));
        QCOMPARE(test::valuesOf(readArray(m_destination)), QByteArray("\x09\1\2\3\xff\5", 6));
        FRISKET_VERIFY(document.apply());
        FRISKET_VERIFY(document.saveDestination(m_destination));
        QVERIFY(!document.isModified() && !document.hasUnsavedSteps());
        QCOMPARE(test::valuesOf(readArray(m_destination)), QByteArray("\x09\x09\2\3\xff\5", 6));
    }

    void newWorkAfterUndoingTheSavedIsWork() {
        Document document;
        openBoth(document);
        paint(document, 0);
        FRISKET_VERIFY(document.apply());
        FRISKET_VERIFY(document.saveDestination(m_destination));
        document.undo();
        document.undo();
        paint(document, 0);
        FRISKET_VERIFY(document.apply());
        // The same values as in the file, but another way there; asking once too often is harmless.
        QVERIFY(document.isModified());
        QCOMPARE(destinationBytes(document), test::valuesOf(readArray(m_destination)));
    }

    void saveKeepsPaletteAndVoid() {
        Document document;
        openBoth(document);
        const QByteArray before = readAll(m_destination);
        paint(document, 0);
        FRISKET_VERIFY(document.apply());
        FRISKET_VERIFY(document.saveDestination(m_destination));
        const QByteArray after = readAll(m_destination);
        for (const char* chunk : {"IHDR", "PLTE", "tRNS"}) {
            QVERIFY(!PngBuilder::chunkContent(before, chunk).isEmpty());
            QCOMPARE(PngBuilder::chunkContent(after, chunk),
                     PngBuilder::chunkContent(before, chunk));
        }
        QCOMPARE(test::valuesOf(readArray(m_destination)), QByteArray("\x09\1\2\3\xff\5", 6));
    }

    void saveAsGoesOnWithTheNewFile() {
        Document document;
        openBoth(document);
        paint(document, 0);
        FRISKET_VERIFY(document.apply());
        const QByteArray before = readAll(m_destination);
        const QString other = m_folder.path("other.npy");
        QSignalSpy layers(&document, &Document::layersChanged);
        QSignalSpy history(&document, &Document::historyChanged);
        FRISKET_VERIFY(document.saveDestination(other));
        QCOMPARE(layers.count(), 1);
        QVERIFY(history.count() >= 1);
        QCOMPARE(document.file(LayerId::Destination).path, other);
        QCOMPARE(readAll(m_destination), before);
        QVERIFY(!document.isModified());
        paint(document, 1);
        FRISKET_VERIFY(document.apply());
        FRISKET_VERIFY(document.saveDestination(other));
        // Back to a PNG: the palette that it came with is not lost.
        const QString png = m_folder.path("third.png");
        FRISKET_VERIFY(document.saveDestination(png));
        QCOMPARE(PngBuilder::chunkContent(readAll(png), "PLTE"),
                 PngBuilder::chunkContent(before, "PLTE"));
    }

    void aFileChangedByOthersIsKept() {
        Document document;
        openBoth(document);
        paint(document, 0);
        FRISKET_VERIFY(document.apply());
        m_folder.write<std::uint8_t>("d.png", {2, 3}, {7, 7, 7, 7, 7, 7}, vocPalette());
        const DocumentState before(document);
        const base::Status saved = document.saveDestination(m_destination);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, base::ErrorCode::ChangedOnDisk);
        QVERIFY(DocumentState(document) == before);
        QCOMPARE(test::valuesOf(readArray(m_destination)), QByteArray(6, 7));
        session::SaveOptions how;
        how.overwriteChanged = true;
        FRISKET_VERIFY(document.saveDestination(m_destination, how));
        QCOMPARE(test::valuesOf(readArray(m_destination)), QByteArray("\x09\1\2\3\xff\5", 6));
        paint(document, 1);
        FRISKET_VERIFY(document.apply());
        FRISKET_VERIFY(document.saveDestination(m_destination));
    }

    void aRefusedSaveChangesNothing_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        QTest::newRow("no folder")
            << "nowhere/d.png" << static_cast<int>(base::ErrorCode::NotFound);
        QTest::newRow("other format") << "d.jpg" << static_cast<int>(base::ErrorCode::Unsupported);
        QTest::newRow("no ending") << "d" << static_cast<int>(base::ErrorCode::Unsupported);
    }
    void aRefusedSaveChangesNothing() {
        QFETCH(QString, name);
        QFETCH(int, code);
        Document document;
        openBoth(document);
        paint(document, 0);
        FRISKET_VERIFY(document.apply());
        const DocumentState before(document);
        const base::Status saved = document.saveDestination(m_folder.path(name));
        QVERIFY(!saved);
        QVERIFY2(static_cast<int>(saved.error().code) == code, saved.error().text().c_str());
        QVERIFY(DocumentState(document) == before);
        QVERIFY(!QFile::exists(m_folder.path(name)));
        QVERIFY(!document.exportLayer(LayerId::Result, m_folder.path(name)));
        QVERIFY(!QFile::exists(m_folder.path(name)));
    }

    void aLabelWithoutColourIsRefused() {
        Document document;
        io::PngMeta small = vocPalette();
        small.palette.resize(3 * 6);
        FRISKET_VERIFY(document.open(
            LayerId::Destination,
            m_folder.write<std::uint8_t>("d.png", {2, 3}, {0, 1, 2, 3, 4, 5}, small)));
        FRISKET_VERIFY(document.open(LayerId::Source, m_source));
        paint(document, 0);
        FRISKET_VERIFY(document.apply());
        const base::Status saved = document.saveDestination(m_destination);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, base::ErrorCode::Unsupported);
        QVERIFY(document.isModified());
        FRISKET_VERIFY(document.saveDestination(m_folder.path("d.npy")));
    }

    void everyLayerIsExported_data() {
        QTest::addColumn<int>("layer");
        QTest::addColumn<QString>("ending");
        for (const LayerId id :
             {LayerId::Destination, LayerId::Source, LayerId::Condition, LayerId::Result}) {
            for (const char* ending : {"png", "npy"}) {
                QTest::newRow(qPrintable(session::key(id) + " " + ending))
                    << static_cast<int>(id) << QString(ending);
            }
        }
    }
    void everyLayerIsExported() {
        QFETCH(int, layer);
        QFETCH(QString, ending);
        const auto id = static_cast<LayerId>(layer);
        Document document;
        openBoth(document);
        paint(document, 0);
        paint(document, 4);
        const QByteArray expected = id == LayerId::Destination ? destinationBytes(document)
                                    : id == LayerId::Source    ? sourceBytes(document)
                                    : id == LayerId::Result    ? referenceResult(document)
                                                               : QByteArray("\1\0\0\0\1\0", 6);
        const DocumentState before(document);
        const QString path = m_folder.path("out." + ending);
        FRISKET_VERIFY(document.exportLayer(id, path));
        QVERIFY(DocumentState(document) == before);
        const array::NdArray written = readArray(path);
        QVERIFY(written.shape() == (array::Shape{2, 3}));
        QByteArray values = test::valuesOf(written);
        if (id == LayerId::Condition && ending == "png") {
            values.replace('\xff', '\1');  // white is true, whatever the bit depth
        }
        QCOMPARE(values, expected);
        const bool hasPalette = PngBuilder::chunkContent(readAll(path), "PLTE").size() == 768;
        QCOMPARE(hasPalette,
                 ending == "png" && (id == LayerId::Destination || id == LayerId::Result));
        if (ending == "npy") {
            QCOMPARE(written.dtype(),
                     id == LayerId::Condition ? array::DType::Bool : array::DType::U8);
        }
    }

    void missingLayersAreNotExported() {
        Document document;
        const QString path = m_folder.path("out.npy");
        QFile::remove(path);
        for (const LayerId id : session::kAllLayers) {
            QVERIFY(!document.exportLayer(id, path));
        }
        QVERIFY(!document.saveDestination(path));
        FRISKET_VERIFY(document.open(LayerId::Backdrop, m_folder.writePhoto("p.png", 8, 8)));
        QVERIFY(!document.exportLayer(LayerId::Backdrop, path));
        QVERIFY(!QFile::exists(path));
    }

    void writtenConditionsReadBackAsTheSame() {
        Document document;
        openBoth(document);
        paint(document, 0);
        paint(document, 4);
        const Bools before = boolsOf(*document.condition());
        for (const char* name : {"c.png", "c.npy"}) {
            FRISKET_VERIFY(document.exportLayer(LayerId::Condition, m_folder.path(name)));
            document.clearCondition();
            FRISKET_VERIFY(document.open(LayerId::Condition, m_folder.path(name)));
            QVERIFY(boolsOf(*document.condition()) == before);
        }
    }

private:
    void openBoth(Document& document) const {
        FRISKET_VERIFY(document.open(LayerId::Destination, m_destination));
        FRISKET_VERIFY(document.open(LayerId::Source, m_source));
    }

    /// Makes the pixel at flat place `flat` true.
    static void paint(Document& document, int flat) {
        stroke(document, {{flat % 3 + 0.5, flat / 3 + 0.5}}, 1, true);
    }

    MaskFolder m_folder;
    QString m_destination;
    QString m_source;
};

QTEST_MAIN(TestDocumentFiles)
#include "tst_document_files.moc"
