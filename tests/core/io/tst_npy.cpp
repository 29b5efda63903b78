// SPDX-License-Identifier: MIT
#include <algorithm>

#include <QTest>

#include "core/io/npy.h"
#include "tests/support/io_support.h"

using namespace frisket;
using array::DType;
using array::Shape;

namespace {
QByteArray nameOf(DType dtype) { return QByteArray(array::name(dtype).data()); }

QByteArray encoded(const array::NdArray& array) {
    io::MemorySink sink;
    const auto written = io::writeNpy(array, sink);
    return written ? test::byteArray(sink.bytes()) : QByteArray();
}

base::Result<io::NpyFile> decoded(const QByteArray& file) {
    io::MemorySource source("test.npy", test::bytesOf(file));
    return io::readNpy(source, {});
}

/// An NPY file of any version around the given dictionary and data.
QByteArray fileOf(int major, const QByteArray& dictionary, const QByteArray& data) {
    QByteArray length;
    const auto size = static_cast<std::uint32_t>(dictionary.size());
    for (unsigned i = 0; i < (major == 1 ? 2U : 4U); ++i) {
        length.append(static_cast<char>(size >> (8 * i)));
    }
    return QByteArray("\x93NUMPY") + static_cast<char>(major) + '\0' + length + dictionary + data;
}

QByteArray reversedItems(const QByteArray& values, qsizetype itemSize) {
    QByteArray out = values;
    for (qsizetype i = 0; i < out.size(); i += itemSize) {
        std::reverse(out.begin() + i, out.begin() + i + itemSize);
    }
    return out;
}
}  // namespace

class TestNpy : public QObject {
    Q_OBJECT

private slots:
    void roundTrip_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<int>("shape");
        for (const DType dtype : array::kAllDTypes) {
            for (int i = 0; i < static_cast<int>(shapes().size()); ++i) {
                const Shape shape = shapes()[static_cast<std::size_t>(i)];
                QTest::newRow(nameOf(dtype) + " " + array::toString(shape).c_str())
                    << static_cast<int>(dtype) << i;
            }
        }
    }

    void roundTrip() {
        QFETCH(int, dtype);
        QFETCH(int, shape);
        const auto original = test::randomArray(static_cast<DType>(dtype),
                                                shapes()[static_cast<std::size_t>(shape)], 7);
        const QByteArray file = encoded(original);
        QCOMPARE((file.size() - original.byteCount()) % 64, 0);
        const auto read = decoded(file);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(read->array.dtype(), original.dtype());
        QVERIFY(read->array.shape() == original.shape());
        QCOMPARE(test::valuesOf(read->array), test::valuesOf(original));
        io::MemorySource source("test.npy", test::bytesOf(file));
        QVERIFY(io::compareNpy(source, original));
    }

    void writesWhatNumPyWrites() {
        const auto original = test::arrayOf(DType::I16, {2, 3}, QByteArray(12, 'x'));
        const QByteArray dictionary =
            "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }" + QByteArray(58, ' ') +
            "\n";
        QCOMPARE(encoded(original), fileOf(1, dictionary, QByteArray(12, 'x')));
        QCOMPARE(encoded(test::arrayOf(DType::Bool, {}, QByteArray(1, '\1'))),
                 fileOf(1,
                        "{'descr': '|b1', 'fortran_order': False, 'shape': (), }" +
                            QByteArray(62, ' ') + "\n",
                        QByteArray(1, '\1')));
    }

    void byteOrders_data() {
        QTest::addColumn<int>("dtype");
        for (const DType dtype : array::kAllDTypes) {
            QTest::newRow(nameOf(dtype)) << static_cast<int>(dtype);
        }
    }

    void byteOrders() {
        QFETCH(int, dtype);
        const auto original = test::randomArray(static_cast<DType>(dtype), {3, 5}, 11);
        const QByteArray values = test::valuesOf(original);
        const auto itemSize = static_cast<qsizetype>(array::itemSize(original.dtype()));
        const QByteArray kind = encoded(original).mid(22, 2);
        for (const char order : {'<', '>', '=', '|'}) {
            const bool big = order == '>' && itemSize > 1;
            const QByteArray dictionary = QByteArray("{'descr': '") + order + kind +
                                          "', 'fortran_order': False, 'shape': (3, 5), }\n";
            const auto read =
                decoded(fileOf(1, dictionary, big ? reversedItems(values, itemSize) : values));
            QVERIFY2(read, read ? "" : read.error().message.c_str());
            QCOMPARE(read->header.bigEndian, big);
            QCOMPARE(test::valuesOf(read->array), values);
        }
    }

    void fortranOrderIsALayout() {
        QByteArray data;
        for (char i = 0; i < 24; ++i) {
            data.append(i);
        }
        const auto read = decoded(
            fileOf(1, "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4), }\n", data));
        QVERIFY(read);
        QVERIFY(read->header.fortranOrder);
        QVERIFY(read->array.layout().strides == array::Strides({1, 2, 6}));
        QCOMPARE(test::byteArray({read->array.storage()->data(), 24}), data);
        const QByteArray values = test::valuesOf(read->array);
        for (int i = 0; i < 2; ++i) {
            for (int j = 0; j < 3; ++j) {
                for (int k = 0; k < 4; ++k) {
                    QCOMPARE(int{values[i * 12 + j * 4 + k]}, i + 2 * j + 6 * k);
                }
            }
        }
    }

    void versions_data() {
        QTest::addColumn<int>("major");
        QTest::addColumn<bool>("known");
        QTest::newRow("0") << 0 << false;
        QTest::newRow("1") << 1 << true;
        QTest::newRow("2") << 2 << true;
        QTest::newRow("3") << 3 << true;
        QTest::newRow("4") << 4 << false;
    }

    void versions() {
        QFETCH(int, major);
        QFETCH(bool, known);
        const auto read = decoded(
            fileOf(major, "{'descr': '<u2', 'fortran_order': False, 'shape': (2,), }\n", "abcd"));
        QCOMPARE(read.has_value(), known);
        if (!known) {
            QCOMPARE(read.error().code, base::ErrorCode::Unsupported);
        }
    }

    void longHeadersOfVersion2() {
        const QByteArray dictionary = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }" +
                                      QByteArray(70000, ' ') + "\n";
        QVERIFY(decoded(fileOf(2, dictionary, "ab")));
    }

    void boolBytesAreNormalised() {
        const auto read =
            decoded(fileOf(1, "{'descr': '|b1', 'fortran_order': False, 'shape': (4,), }\n",
                           QByteArray("\0\1\2\xFF", 4)));
        QVERIFY(read);
        QCOMPARE(test::valuesOf(read->array), QByteArray("\0\1\1\1", 4));
    }

    void spellings_data() {
        QTest::addColumn<QByteArray>("dictionary");
        QTest::newRow("double quotes")
            << QByteArray("{\"descr\": \"|u1\", \"fortran_order\": False, \"shape\": (1, 2)}");
        QTest::newRow("other order, no spaces")
            << QByteArray("{'shape':(1,2,),'fortran_order':False,'descr':'u1'}");
        QTest::newRow("white space") << QByteArray(
            " {\t'shape' : ( 1 ,\n2 ) , 'fortran_order' : False , 'descr' : 'uint8' } ");
        QTest::newRow("long integers of Python 2")
            << QByteArray("{'descr': '|u1', 'fortran_order': False, 'shape': (1L, 2L), }");
    }

    void spellings() {
        QFETCH(QByteArray, dictionary);
        const auto read = decoded(fileOf(1, dictionary, "ab"));
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(read->array.shape() == Shape({1, 2}));
    }

    void comparingFindsEveryDifference() {
        const auto original = test::randomArray(DType::U16, {5, 7}, 3);
        const QByteArray file = encoded(original);
        for (qsizetype i = 0; i < file.size(); ++i) {
            QByteArray changed = file;
            changed[i] = static_cast<char>(changed[i] ^ 0x80);
            io::MemorySource source("test.npy", test::bytesOf(changed));
            QVERIFY2(!io::compareNpy(source, original), QByteArray::number(i));
        }
    }

private:
    static const std::vector<Shape>& shapes() {
        static const std::vector<Shape> all{{},     {0},     {0, 3},    {1},    {1, 1},
                                            {5, 7}, {64, 1}, {2, 3, 4}, {1000}, {1, 2, 1, 3}};
        return all;
    }
};

QTEST_APPLESS_MAIN(TestNpy)
#include "tst_npy.moc"
