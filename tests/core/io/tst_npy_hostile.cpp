// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/io/npy.h"
#include "tests/support/io_support.h"

using namespace frisket;
using base::ErrorCode;

namespace {
QByteArray fileOf(const QByteArray& dictionary, const QByteArray& data) {
    const auto size = static_cast<unsigned>(dictionary.size());
    return QByteArray("\x93NUMPY\x01\x00", 8) + static_cast<char>(size & 0xFFU) +
           static_cast<char>(size >> 8U) + dictionary + data;
}

base::Result<io::NpyFile> decoded(const QByteArray& file, const io::ReadLimits& limits = {}) {
    io::MemorySource source("test.npy", test::bytesOf(file));
    return io::readNpy(source, limits);
}

QByteArray dictionary(const QByteArray& descr, const QByteArray& shape) {
    return "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }\n";
}
}  // namespace

Q_DECLARE_METATYPE(frisket::base::ErrorCode)

class TestNpyHostile : public QObject {
    Q_OBJECT

private slots:
    void refused_data() {
        QTest::addColumn<QByteArray>("dictionary");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("word");  // that the message must have
        const auto row = [](const char* name, const QByteArray& text, ErrorCode code,
                            const char* word) { QTest::newRow(name) << text << code << word; };

        for (const auto& [descr, word] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"'|O'", "object"},
                 {"'|O8'", "object"},
                 {"'<U3'", "text"},
                 {"'|S3'", "text"},
                 {"'|V4'", "void"},
                 {"'<c8'", "complex"},
                 {"'<M8[s]'", "date"},
                 {"'<m8[ns]'", "date"},
                 {"'<f16'", "long double"},
                 {"[('a', '<i4')]", "struct"},
                 {"[[[[[[[[[[", "struct"}}) {
            row(descr, dictionary(descr, "(2,)"), ErrorCode::Unsupported, word);
        }
        row("unknown dtype", dictionary("'<q9'", "(2,)"), ErrorCode::Format, "q9");
        row("empty dtype", dictionary("''", "(2,)"), ErrorCode::Format, "dtype");
        row("only an order", dictionary("'<'", "(2,)"), ErrorCode::Format, "dtype");
        row("dtype as a number", dictionary("1", "(2,)"), ErrorCode::Format, "dtype");
        row("dtype unclosed", "{'descr': '<u1", ErrorCode::Format, "expected");
        row("control characters", dictionary("'\x01\x1B[31m'", "(2,)"), ErrorCode::Format, "??");

        row("negative", dictionary("'|u1'", "(-2,)"), ErrorCode::Format, "size");
        row("minus zero", dictionary("'|u1'", "(-0,)"), ErrorCode::Format, "size");
        row("plus", dictionary("'|u1'", "(+2,)"), ErrorCode::Format, "size");
        row("float", dictionary("'|u1'", "(2.0,)"), ErrorCode::Format, "expected");
        row("boolean", dictionary("'|u1'", "(True,)"), ErrorCode::Format, "size");
        row("a number, no tuple", dictionary("'|u1'", "(2)"), ErrorCode::Format, "tuple");
        row("a list", dictionary("'|u1'", "[2]"), ErrorCode::Format, "tuple");
        row("only a comma", dictionary("'|u1'", "(,)"), ErrorCode::Format, "size");
        row("two commas", dictionary("'|u1'", "(1,,2)"), ErrorCode::Format, "size");
        row("no comma", dictionary("'|u1'", "(1 2)"), ErrorCode::Format, "expected");
        row("nested", dictionary("'|u1'", "((1, 2),)"), ErrorCode::Format, "size");
        row("unclosed", "{'shape': (1, 2", ErrorCode::Format, "expected");
        row("2^63", dictionary("'|u1'", "(9223372036854775808,)"), ErrorCode::TooLarge, "axis 0");
        row("100 digits", dictionary("'|u1'", "(" + QByteArray(100, '9') + ",)"),
            ErrorCode::TooLarge, "63");
        row("2^63 - 1", dictionary("'|u1'", "(9223372036854775807,)"), ErrorCode::TooLarge,
            "budget");
        row("2^63 - 1 doubles", dictionary("'<f8'", "(9223372036854775807,)"), ErrorCode::TooLarge,
            "63 bits");
        QByteArray many;
        for (int i = 0; i < 32; ++i) {
            many += "1000000, ";
        }
        row("product overflows", dictionary("'|u1'", "(" + many + ")"), ErrorCode::TooLarge,
            "63 bits");
        row("product overflows beside a 0", dictionary("'|u1'", "(0, " + many.mid(9) + ")"),
            ErrorCode::TooLarge, "63 bits");
        row("rank 33", dictionary("'|u1'", "(" + QByteArray("1, ").repeated(33) + ")"),
            ErrorCode::Unsupported, "32 axes");
        row("a long side", dictionary("'|u1'", "(1, 1000001)"), ErrorCode::TooLarge, "axis 1");
        row("above the budget", dictionary("'|u1'", "(4294967297,)"), ErrorCode::TooLarge,
            "budget");

        row("nothing", "", ErrorCode::Format, "'{'");
        row("no dictionary", "[]", ErrorCode::Format, "'{'");
        row("unclosed dictionary", "{'descr': '|u1', ", ErrorCode::Format, "key");
        row("empty dictionary", "{}", ErrorCode::Format, "descr");
        row("nested garbage", QByteArray("{").repeated(60000), ErrorCode::Format, "key");
        row("no shape", "{'descr': '|u1', 'fortran_order': False}", ErrorCode::Format, "shape");
        row("no order", "{'descr': '|u1', 'shape': (2,)}", ErrorCode::Format, "fortran_order");
        row("no descr", "{'fortran_order': False, 'shape': (2,)}", ErrorCode::Format, "descr");
        row("twice a key", "{'descr': '|u1', 'descr': '|u1', 'fortran_order': False}",
            ErrorCode::Format, "twice");
        row("a key too many", "{'descr': '|u1', 'x': 1, 'fortran_order': False, 'shape': (2,)}",
            ErrorCode::Format, "unknown key");
        row("a key without quotes", "{descr: '|u1'}", ErrorCode::Format, "key");
        row("no colon", "{'descr' '|u1'}", ErrorCode::Format, "':'");
        row("order as a number", "{'fortran_order': 0}", ErrorCode::Format, "True or False");
        row("order misspelt", "{'fortran_order': Falsey, 'descr'", ErrorCode::Format, "expected");
        row("something after", dictionary("'|u1'", "(2,)") + "x", ErrorCode::Format, "nothing");
        row("a NUL after", dictionary("'|u1'", "(2,)") + '\0', ErrorCode::Format, "nothing");
        row("backslash", dictionary("'\\x75'", "(2,)"), ErrorCode::Format, "dtype");
    }

    void refused() {
        QFETCH(QByteArray, dictionary);
        QFETCH(ErrorCode, code);
        QFETCH(QString, word);
        const auto read = decoded(fileOf(dictionary, "ab"));
        QVERIFY(!read);
        const QString message = QString::fromStdString(read.error().message);
        QVERIFY2(read.error().code == code && message.contains(word), qPrintable(message));
    }

    void truncatedAtEveryByte() {
        const QByteArray file = fileOf(dictionary("'<u2'", "(2, 3)"), QByteArray(12, 'x'));
        QVERIFY(decoded(file));
        for (qsizetype length = 0; length < file.size(); ++length) {
            const auto read = decoded(file.left(length));
            QVERIFY2(!read && read.error().code == ErrorCode::Truncated,
                     QByteArray::number(length));
        }
    }

    void bytesAfterTheDataAreRefused() {
        const auto read = decoded(fileOf(dictionary("'|u1'", "(2,)"), "abc"));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Format);
        QVERIFY(read.error().message.find("1 more") != std::string::npos);
    }

    void lengthOfTheHeaderLies() {
        QByteArray file = fileOf(dictionary("'|u1'", "(2,)"), "ab");
        for (int length = 0; length < 0x10000; length += 7) {
            file[8] = static_cast<char>(length & 0xFF);
            file[9] = static_cast<char>(length >> 8);
            QVERIFY(length == file.size() - 12 || !decoded(file));
        }
        // 4 GiB in version 2: nothing of that size may be allocated first.
        const QByteArray huge = QByteArray("\x93NUMPY\x02\x00\xFF\xFF\xFF\xFF{'descr'", 20);
        QCOMPARE(decoded(huge).error().code, ErrorCode::Truncated);
        QByteArray long2("\x93NUMPY\x02\x00\x01\x00\x10\x00", 12);
        long2 += QByteArray(0x100001, ' ');
        QCOMPARE(decoded(long2).error().code, ErrorCode::TooLarge);
    }

    void budgetIsAskedBeforeTheFile() {
        const QByteArray file = fileOf(dictionary("'|u1'", "(4, 4)"), QByteArray(16, 'x'));
        QVERIFY(decoded(file, {16, 4}));
        QCOMPARE(decoded(file, {15, 4}).error().code, ErrorCode::TooLarge);
        QCOMPARE(decoded(file, {16, 3}).error().code, ErrorCode::TooLarge);
        // One axis alone is limited by the budget only.
        QVERIFY(decoded(fileOf(dictionary("'|u1'", "(16,)"), QByteArray(16, 'x')), {16, 4}));
    }

    /// Whatever happens to a header, a reader answers and never reads outside its bytes (which the
    /// asan build checks); what it accepts has the size that the file has.
    void changedBytesNeverCrash() {
        test::Random random;
        const QByteArray file = fileOf(dictionary("'<u2'", "(2, 3)"), QByteArray(12, 'x'));
        const QByteArray alphabet = "{}()[]'\",: 0123456789-LTrueFalsedscrhpfo_\n<>|=iub\\";
        for (int round = 0; round < 50000; ++round) {
            QByteArray changed = file;
            for (auto changes = random.between(1, 4); changes > 0; --changes) {
                const qsizetype at = random.between(0, changed.size() - 1);
                changed[at] = random.chance(50)
                                  ? static_cast<char>(random.between(0, 255))
                                  : alphabet[qsizetype{random.between(0, alphabet.size() - 1)}];
            }
            const auto read = decoded(changed);
            if (read) {
                QCOMPARE(test::valuesOf(read->array).size(), qsizetype{12});
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestNpyHostile)
#include "tst_npy_hostile.moc"
