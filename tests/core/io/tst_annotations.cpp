// SPDX-License-Identifier: MIT
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/io/coco_meta.h"
#include "core/io/codec.h"
#include "core/io/json_edit.h"
#include "tests/support/arrays.h"
#include "tests/support/io_support.h"
#include "tests/support/memory_limit.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using base::ErrorCode;
using io::Format;

namespace {
const QByteArray kCoco = R"({"info":{"year": 2024},
"images":[{"id":4,"file_name":"d/a.jpg","height":3,"width":4},
  {"id":"x","file_name":"b.jpg","height":2,"width":2,"mask_dtype":"uint16"}],
"annotations":[
  {"id":1,"image_id":4,"category_id":2,"segmentation":{"size":[3,4],"counts":[0,3,9]},"score":0.50},
  {"id":2,"image_id":"x","category_id":2,"segmentation":{"size":[2,2],"counts":[1,1,2]}},
  {"id":7,"image_id":4,"category_id":3,"segmentation":{"size":[3,4],"counts":[2,4,6]},"iscrowd":0}],
"categories":[{"id":2,"name":"cat","supercategory":"animal"},{"id":3,"name":"dog"}]}
)";

base::Result<io::MaskFile> readKey(const QString& path, const char* key) {
    io::ReadRequest request;
    request.part.key = key;
    return io::readMask(path.toStdString(), request);
}

io::WriteOptions saving(const io::MaskFile& mask) {
    io::WriteOptions options;
    options.meta = mask.meta;
    options.labels = mask.labels;
    options.part = mask.part;
    options.keepOthers = true;
    options.expectedStamp = mask.stamp;
    return options;
}

QString messageOf(const base::Error& error) { return QString::fromStdString(error.text()); }

QJsonArray listOf(const QString& path, const char* key) {
    return QJsonDocument::fromJson(readAll(path)).object()[key].toArray();
}
}  // namespace

class TestAnnotations : public QObject {
    Q_OBJECT

private slots:
    void init() { writeAll(path(), kCoco); }

    void categoriesAndInstances() {
        const auto mask = readKey(path(), "d/a.jpg");
        QVERIFY2(mask, mask ? "" : qPrintable(messageOf(mask.error())));
        QCOMPARE(mask->array.dtype(), DType::U8);
        QCOMPARE(valuesOf(mask->array), QByteArray("\2\3\0\0\2\3\0\0\3\3\0\0", 12));
        QCOMPARE(mask->labels.size(), std::size_t{2});
        QCOMPARE(mask->labels[1].name, std::string("dog"));
        const auto instances = readKey(path(), "4#instances");
        QVERIFY(instances);
        QCOMPARE(valuesOf(instances->array), QByteArray("\1\7\0\0\1\7\0\0\7\7\0\0", 12));
        QCOMPARE(readKey(path(), "x")->array.dtype(), DType::U16);
        const auto none = io::readMask(path().toStdString());
        QVERIFY(!none && none.error().code == ErrorCode::InvalidArgument);
        QVERIFY(messageOf(none.error()).contains("'d/a.jpg', 'b.jpg'"));
        const auto contents = io::listContents(path().toStdString());
        QVERIFY(contents);
        QCOMPARE(contents->items.size(), std::size_t{2});
        QVERIFY(contents->items[0].shape == array::Shape({3, 4}));
    }

    /// A save without a change is byte for byte the same file, and one with a change differs in
    /// that annotation alone.
    void savesOnlyWhatChanged() {
        const auto mask = readKey(path(), "a.jpg").value();
        QVERIFY(io::writeMask(path().toStdString(), mask.array, saving(mask)));
        QCOMPARE(readAll(path()), kCoco);

        const auto again = readKey(path(), "a.jpg").value();
        const auto other = makeArray<std::uint8_t>({3, 4}, {2, 3, 0, 0, 2, 3, 0, 5, 2, 3, 0, 0});
        const auto written = io::writeMask(path().toStdString(), other, saving(again));
        QVERIFY2(written, written ? "" : qPrintable(messageOf(written.error())));
        const QByteArray text = readAll(path());
        QCOMPARE(text.left(text.indexOf("\"annotations\"")),
                 kCoco.left(kCoco.indexOf("\"annotations\"")));
        // The first now has a pixel that was below the second; both were rewritten, the other
        // image's was not, and a category for 5 was added.
        QVERIFY(text.contains(
            R"({"id":2,"image_id":"x","category_id":2,"segmentation":{"size":[2,2],"counts":[1,1,2]}})"));
        QVERIFY(text.contains(R"({"id":5,"name":"5"})"));
        const QJsonArray annotations = listOf(path(), "annotations");
        QCOMPARE(annotations.size(), 4);
        QCOMPARE(annotations[0].toObject()["score"].toDouble(), 0.5);
        QCOMPARE(annotations[2].toObject()["area"].toInt(), 3);
        QCOMPARE(annotations[3].toObject()["id"].toInt(), 8);
        QCOMPARE(annotations[3].toObject()["category_id"].toInt(), 5);
        QCOMPARE(valuesOf(readKey(path(), "a.jpg")->array), valuesOf(other));
        QCOMPARE(valuesOf(readKey(path(), "x")->array), valuesOf(readKey(path(), "b.jpg")->array));
    }

    void emptiedAnnotationsGo() {
        const auto mask = readKey(path(), "a.jpg").value();
        const auto zeros = arrayOf(DType::U8, {3, 4}, QByteArray(12, '\0'));
        QVERIFY(io::writeMask(path().toStdString(), zeros, saving(mask)));
        QCOMPARE(listOf(path(), "annotations").size(), 1);
        QCOMPARE(valuesOf(readKey(path(), "a.jpg")->array), QByteArray(12, '\0'));
    }

    void refusals() {
        const auto mask = readKey(path(), "a.jpg").value();
        const auto instances = readKey(path(), "a.jpg#instances").value();
        const auto refused = [&](const array::NdArray& array, const io::WriteOptions& options,
                                 ErrorCode code, const char* words) {
            const auto written = io::writeMask(path().toStdString(), array, options);
            QVERIFY(!written);
            QCOMPARE(written.error().code, code);
            QVERIFY2(messageOf(written.error()).contains(words),
                     qPrintable(messageOf(written.error())));
            QCOMPARE(readAll(path()), kCoco);
        };
        refused(makeArray<std::int8_t>({3, 4}, {0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0}), saving(mask),
                ErrorCode::Unsupported, "the value -1 at row 1, column 1");
        refused(makeArray<std::uint8_t>({1, 4}, {0, 0, 0, 0}), saving(mask), ErrorCode::Unsupported,
                "the mask is (1, 4), and its image in the file (3, 4)");
        refused(makeArray<float>({3, 4}, std::vector<float>(12)), saving(mask),
                ErrorCode::Unsupported, "whole numbers, not float32");
        refused(arrayOf(DType::U8, {3, 4, 1}, QByteArray(12, '\0')), saving(mask),
                ErrorCode::Unsupported, "(height, width)");
        refused(arrayOf(DType::U8, {3, 4}, QByteArray(12, '\2')), saving(instances),
                ErrorCode::Unsupported, "the value 2 is no annotation of the image");
        io::WriteOptions named = saving(instances);
        named.labels = {{2, "dog", {}}};
        refused(arrayOf(DType::U8, {3, 4}, QByteArray(12, '\2')), named, ErrorCode::Unsupported,
                "the value 2 is the id of another annotation");
    }

    void newInstanceByTheNameOfItsLabel() {
        const auto instances = readKey(path(), "a.jpg#instances").value();
        io::WriteOptions options = saving(instances);
        options.labels.push_back({9, "dog", {}});
        const auto values = makeArray<std::uint8_t>({3, 4}, {1, 7, 0, 9, 1, 7, 0, 9, 7, 7, 0, 9});
        QVERIFY(io::writeMask(path().toStdString(), values, options));
        const QJsonObject added = listOf(path(), "annotations")[3].toObject();
        QCOMPARE(added["id"].toInt(), 9);
        QCOMPARE(added["category_id"].toInt(), 3);
        QCOMPARE(valuesOf(readKey(path(), "a.jpg#instances")->array), valuesOf(values));
    }

    /// Each dtype and shape is exact in each format, or refused by name.
    void roundTrips_data() {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("dtype");
        for (const Format format : {Format::Coco, Format::Labelme}) {
            for (const DType dtype : array::kAllDTypes) {
                QTest::addRow("%s %s", io::name(format).data(), array::name(dtype).data())
                    << static_cast<int>(format) << static_cast<int>(dtype);
            }
        }
    }
    void roundTrips() {
        QFETCH(const int, format);
        QFETCH(const int, dtype);
        const auto type = static_cast<DType>(dtype);
        const std::string out = m_folder.filePath("out.json").toStdString();
        const std::vector<array::Shape> shapes{{},     {5},    {0, 3}, {3, 0},   {1, 1},
                                               {1, 9}, {9, 1}, {7, 5}, {64, 65}, {2, 3, 4}};
        for (const array::Shape& shape : shapes) {
            auto bytes = valuesOf(randomArray(type, shape, 7));
            for (char& byte : bytes) {  // 0 or above in all dtypes, and some are 0
                byte = static_cast<char>(type == DType::Bool ? byte : byte & 3);
            }
            const array::NdArray values = arrayOf(type, shape, bytes);
            io::WriteOptions options;
            options.format = static_cast<Format>(format);
            const auto written = io::writeMask(out, values, options);
            const bool holds = !array::isFloat(type) && shape.rank() == 2;
            QVERIFY2(written.has_value() == holds,
                     written ? "written" : qPrintable(messageOf(written.error())));
            if (!holds) {
                QVERIFY(!written.error().hint.empty());
                continue;
            }
            const auto read = io::readMask(out);
            QVERIFY2(read, read ? "" : qPrintable(messageOf(read.error())));
            QCOMPARE(static_cast<int>(read->format), format);
            QCOMPARE(read->array.dtype(), type == DType::Bool ? DType::U8 : type);
            QVERIFY(read->array.shape() == shape);
            QCOMPARE(valuesOf(read->array), bytes);
        }
    }

    void labelmeIsSavedAsLabelme() {
        const QByteArray text = R"({"version":"5.1.1","shapes":[
 {"label":"b","points":[[0,0],[2,0],[2,2],[0,2]],"group_id":3,"shape_type":"polygon"},
 {"label":"a","points":[[3,3],[4,4]],"shape_type":"rectangle","extra":[1]}],
 "imagePath":"p.jpg","imageData":"AAAA","imageHeight":5,"imageWidth":5})";
        writeAll(path(), text);
        const auto mask = io::readMask(path().toStdString()).value();
        QCOMPARE(static_cast<int>(mask.format), static_cast<int>(Format::Labelme));
        QVERIFY(io::writeMask(path().toStdString(), mask.array, saving(mask)));
        QCOMPARE(readAll(path()), text);
        const auto again = io::readMask(path().toStdString()).value();
        QByteArray values = valuesOf(again.array);
        values[4] = '\1';
        const auto array = arrayOf(DType::U8, {5, 5}, values);
        QVERIFY(io::writeMask(path().toStdString(), array, saving(again)));
        QVERIFY(readAll(path()).contains(
            R"({"label":"a","points":[[3,3],[4,4]],"shape_type":"rectangle","extra":[1]})"));
        QCOMPARE(listOf(path(), "shapes")[0].toObject()["group_id"].toInt(), 3);
        QCOMPARE(valuesOf(io::readMask(path().toStdString())->array), values);
        io::WriteOptions twice = saving(io::readMask(path().toStdString()).value());
        twice.labels = {{7, "a", {}}};
        values[3] = '\7';
        const auto refused =
            io::writeMask(path().toStdString(), arrayOf(DType::U8, {5, 5}, values), twice);
        QVERIFY(!refused && messageOf(refused.error()).contains("both") == false);
        QVERIFY(messageOf(refused.error()).contains("called 'a'"));
    }

    void edits() {
        const auto edited = [](std::vector<io::JsonRange> removed,
                               std::vector<std::string> appended) {
            io::JsonEdits edits("x[ 1, 2 ,3\n]y");
            edits.editList({1, 12}, removed, appended);
            return QString::fromStdString(std::move(edits).apply());
        };
        QCOMPARE(edited({}, {"4"}), QString("x[ 1, 2 ,3,\n4\n]y"));
        QCOMPARE(edited({{3, 4}}, {}), QString("x[ 2 ,3\n]y"));
        QCOMPARE(edited({{6, 7}}, {}), QString("x[ 1, 3\n]y"));
        QCOMPARE(edited({{9, 10}}, {}), QString("x[ 1, 2 \n]y"));
        QCOMPARE(edited({{6, 7}, {9, 10}}, {"4"}), QString("x[ 1,\n4\n]y"));
        QCOMPARE(edited({{3, 4}, {9, 10}}, {"4", "5"}), QString("x[ 2 ,\n4,\n5\n]y"));
        QCOMPARE(edited({{3, 4}, {6, 7}, {9, 10}}, {}), QString("x[ \n]y"));
        QCOMPARE(edited({{3, 4}, {6, 7}, {9, 10}}, {"4"}), QString("x[ 4\n]y"));
    }

    void hostile_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& text, const char* words) {
            QTest::newRow(name) << text << QString(words);
        };
        const QByteArray image =
            R"({"images":[{"id":1,"height":%1,"width":%2}],"annotations":[%3],"categories":[]})";
        const auto coco = [&](const char* height, const char* width, const QByteArray& annotation) {
            return QByteArray(image)
                .replace("%1", height)
                .replace("%2", width)
                .replace("%3", annotation);
        };
        const auto with = [&](const char* segmentation) {
            return coco("3", "4",
                        QByteArray(R"({"id":1,"image_id":1,"category_id":1,"segmentation":)") +
                            segmentation + "}");
        };
        row("100,000 objects deep", QByteArray("{\"a\":").repeated(100'000), "nested deeper");
        row("100,000 lists deep", "{\"a\":" + QByteArray(100'000, '['), "nested deeper");
        row("no JSON", "{\"a\":nothing}", "no JSON");
        row("cut off", kCoco.left(300), "no JSON");
        row("a number too large", "{\"images\":[1e999]}", "too large");
        row("a large image", coco("999999", "4000", ""), "the memory budget is");
        row("a side beyond 64 bits", coco("99999999999999999999", "4", ""), "whole numbers");
        row("a side below 0", coco("-3", "4", ""), "whole numbers");
        row("a side with a fraction", coco("3.5", "4", ""), "whole numbers");
        row("too few runs", with(R"({"size":[3,4],"counts":[3,4]})"), "annotation 1");
        row("too many runs", with(R"({"size":[3,4],"counts":[3,4,6]})"), "annotation 1");
        row("a run of 2^32", with(R"({"size":[3,4],"counts":[4294967296]})"), "beyond 32 bits");
        row("a run below 0", with(R"({"size":[3,4],"counts":[13,-1]})"), "below 0");
        row("a run that is no number", with(R"({"size":[3,4],"counts":[3,"4"]})"),
            "no whole number");
        row("another size", with(R"({"size":[4,3],"counts":[12]})"), "4 x 3");
        row("a size beyond all", with(R"({"size":[1000000000,1000000000],"counts":[12]})"), "1");
        row("counts cut off", with(R"({"size":[3,4],"counts":"P"})"), "end in the midst");
        row("a wrong character", with(R"({"size":[3,4],"counts":"3 "})"), "Character 2");
        row("a polygon of two corners", with("[[1,1,2,2]]"), "three or more");
        row("a polygon of an odd number", with("[[1,1,2,2,3,3,4]]"), "three or more");
        row("a far corner", with("[[1,1,2,1e300,3,3]]"), "no coordinate");
        row("no segmentation at all", with("7"), "annotation 1");
        row("category 0",
            coco("3", "4",
                 R"({"id":1,"image_id":1,"category_id":0,)"
                 R"("segmentation":{"size":[3,4],"counts":[0,12]}})"),
            "can't be told");
        row("images twice", R"({"images":[],"images":[],"annotations":[]})", "comes twice");
        row("images are no list", R"({"images":{},"annotations":[]})", "no list");
        row("a panoptic name that leads out",
            R"({"images":[],"annotations":[{"image_id":1,"file_name":"../x.png","segments_info":[]}]})",
            "leads out of the folder");
        row("labelme without size", R"({"shapes":[]})", "imageHeight");
        row("labelme shape of an unknown type",
            R"({"shapes":[{"label":"a","points":[[1,1]],"shape_type":"blob"}],"imageHeight":3,"imageWidth":3})",
            "'blob'");
        row("labelme shapes are no list", R"({"shapes":7,"imageHeight":3,"imageWidth":3})",
            "no list");
        row("labelme huge circle",
            R"({"shapes":[{"label":"a","points":[[1,1],[900000,1]],"shape_type":"circle"}],"imageHeight":3,"imageWidth":3})",
            "too large");
        row("labelme mask without PNG",
            R"({"shapes":[{"label":"a","points":[[1,1],[2,2]],"shape_type":"mask","mask":"AAAA"}],"imageHeight":3,"imageWidth":3})",
            "mask");
        row("a recipe", R"({"format":"frisket-recipe"})", "recipe");
        row("something else", R"({"a":1})", "without masks");
    }
    void hostile() {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, words);
        writeAll(path(), text);
        QElapsedTimer timer;
        timer.start();
        const test::MemoryLimit limit(std::int64_t{200} << 20);
        const auto mask = io::readMask(path().toStdString(), {{std::int64_t{1} << 30, 1'000'000}});
        QVERIFY2(!mask, "it was read");
        QVERIFY2(messageOf(mask.error()).contains(words), qPrintable(messageOf(mask.error())));
        QVERIFY(messageOf(mask.error()).contains(path()));
    }

    /// Every truncation and many broken bytes: refused or read, never the end of the process.
    void brokenBytes() {
        for (qsizetype length = 1; length < kCoco.size() - 2; ++length) {
            writeAll(path(), kCoco.left(length));
            QVERIFY(!readKey(path(), "a.jpg"));
        }
        Random random;
        for (int i = 0; i < 2000; ++i) {
            QByteArray text = kCoco;
            text[static_cast<qsizetype>(random.between(0, text.size() - 1))] =
                static_cast<char>(random.between(0, 255));
            writeAll(path(), text);
            const auto mask = readKey(path(), "a.jpg");
            QVERIFY(mask || !mask.error().message.empty());
        }
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath("in.json"); }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestAnnotations)
#include "tst_annotations.moc"
