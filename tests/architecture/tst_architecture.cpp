// SPDX-License-Identifier: MIT
#include <functional>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include "tests/architecture/dependencies.h"
#include "tests/architecture/file_rules.h"
#include "tests/architecture/globals.h"

using namespace frisket::architecture;

namespace {
using Check = std::function<Findings(const QString& path, const QString& text)>;

const char* const kSpdx = "// SPDX-License-Identifier: MIT\n";

QString readFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString described(const QString& path, const Findings& findings) {
    QString lines;
    for (const Finding& finding : findings) {
        lines += QString("\n%1:%2: %3").arg(path).arg(finding.line).arg(finding.what);
    }
    return lines;
}
}  // namespace

class TestArchitecture : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_root.setPath(FRISKET_SOURCE_DIR);
        const auto headers = QDir(FRISKET_WIDGET_HEADERS).entryList(QDir::Files);
        m_widgetHeaders = QSet<QString>(headers.begin(), headers.end());
        QVERIFY(m_widgetHeaders.contains("QWidget") && m_widgetHeaders.contains("qdialog.h"));
        for (const char* top : {"app", "core", "ui", "tests"}) {
            QDirIterator files(m_root.filePath(top), {"*.h", "*.cpp"}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                m_files.append(m_root.relativeFilePath(files.next()));
            }
        }
        m_files.sort();
        QVERIFY2(m_files.contains("core/base/result.h"), FRISKET_SOURCE_DIR);
    }

    void treeKeepsTheRule_data() {
        QTest::addColumn<QString>("check");
        for (const QString& name : checks().keys()) {
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void treeKeepsTheRule() {
        QFETCH(QString, check);
        const Check run = checks().value(check);
        QString objections;
        for (const QString& path : std::as_const(m_files)) {
            objections += described(path, run(path, readFile(m_root.filePath(path))));
        }
        QVERIFY2(objections.isEmpty(), qPrintable(objections));
    }

    void checkBites_data() {
        QTest::addColumn<QString>("check");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");  // 0: no objection
        dependencyRows();
        writerRows();
        fileRows();
        badGlobalRows();
        goodGlobalRows();
    }
    void checkBites() {
        QFETCH(QString, check);
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(int, line);
        QVERIFY(checks().contains(check));
        const Findings findings = checks().value(check)(path, text);
        QVERIFY2(findings.isEmpty() == (line == 0), qPrintable(described(path, findings)));
        if (line > 0) {
            QCOMPARE(findings.first().line, line);
            QVERIFY(!findings.first().what.isEmpty());
        }
    }

private:
    QMap<QString, Check> checks() const {
        return {
            {"no Qt in core", qtInCore},
            {"no widgets in the session",
             [this](const QString& path, const QString& text) {
                 return widgetsInSession(path, text, m_widgetHeaders);
             }},
            {"no upward include", upwardIncludes},
            {"rooms by level", wrongRooms},
            {"OpenCV in its rooms", openCvOutside},
            {"at most 400 lines", tooLong},
            {"licence line", withoutLicence},
            {"one way to write files", forbiddenWriters},
            {"no global state", globalState},
        };
    }

    static void row(const char* name, const char* check, const char* path, const QString& text,
                    int line) {
        QTest::newRow(name) << check << path << text << line;
    }

    static void dependencyRows() {
        const char* qt = "no Qt in core";
        row("Qt class", qt, "core/io/a.cpp", "\n#include <QString>\n", 2);
        row("Qt module path", qt, "core/io/a.h", "#include <QtCore/QString>\n", 1);
        row("Qt C header", qt, "core/io/a.h", "#  include \"qglobal.h\"\n", 1);
        row("Qt in a comment", qt, "core/io/a.h", "// #include <QString>\n/*\n#include <QFile>*/",
            0);
        row("Qt in the window", qt, "ui/main_window.cpp", "#include <QString>\n", 0);
        row("no Qt but a q", qt, "core/io/a.h", "#include <queue>\n#include \"core/q.h\"\n", 0);

        const char* widgets = "no widgets in the session";
        row("widget", widgets, "ui/session/a.h", "#include <QWidget>\n", 1);
        row("application", widgets, "ui/session/a.h", "#include <QApplication>\n", 1);
        row("widget header file", widgets, "ui/session/a.h", "#include <qdialog.h>\n", 1);
        row("widgets module", widgets, "ui/session/a.h", "#include <QtWidgets>\n", 1);
        row("widgets module path", widgets, "ui/session/a.h", "#include <QtWidgets/QLabel>\n", 1);
        row("Gui is fine", widgets, "ui/session/a.h", "#include <QImage>\n#include <QObject>\n", 0);
        row("widget in a dock", widgets, "ui/docks/a.h", "#include <QWidget>\n", 0);

        const char* up = "no upward include";
        row("core to ui", up, "core/io/a.h", "#include \"ui/session/document.h\"\n", 1);
        row("core to app", up, "core/io/a.h", "#include \"app/cli/run.h\"\n", 1);
        row("session to canvas", up, "ui/session/a.h", "\n\n#include \"ui/canvas/view.h\"\n", 3);
        row("session to tools", up, "ui/session/a.h", "#include \"ui/tools/brush.h\"\n", 1);
        row("session to window", up, "ui/session/a.h", "#include \"ui/main_window.h\"\n", 1);
        row("ui to app", up, "ui/canvas/a.h", "#include \"app/gui/a.h\"\n", 1);
        row("product to tests", up, "ui/canvas/a.h", "#include \"tests/support/random.h\"\n", 1);
        row("down the chain", up, "app/gui/main.cpp",
            "#include \"ui/main_window.h\"\n#include \"core/io/png.h\"\n", 0);
        row("session to core", up, "ui/session/a.h", "#include \"core/io/png.h\"\n", 0);
        row("tests may look at all", up, "tests/ui/a.cpp", "#include \"ui/main_window.h\"\n", 0);

        const char* rooms = "rooms by level";
        row("array to condition", rooms, "core/array/a.h", "#include \"core/condition/b.h\"\n", 1);
        row("beside it", rooms, "core/paint/a.h", "#include \"core/edit/writer.h\"\n", 1);
        row("assign to edit", rooms, "core/assign/a.h", "#include \"core/edit/writer.h\"\n", 1);
        row("unknown room", rooms, "core/junk/a.h", "#include \"core/base/b.h\"\n", 1);
        row("include of an unknown room", rooms, "core/io/a.h", "#include \"core/junk/b.h\"\n", 1);
        row("project file to rules", rooms, "core/io/a.h", "#include \"core/rules/b.h\"\n", 0);
        row("own room", rooms, "core/io/a.h", "#include \"core/io/b.h\"\n", 0);
        row("not a room", rooms, "ui/canvas/a.h", "#include \"core/io/b.h\"\n", 0);

        const char* cv = "OpenCV in its rooms";
        row("OpenCV in io", cv, "core/io/a.cpp", "#include <opencv2/imgcodecs.hpp>\n", 1);
        row("OpenCV in the window", cv, "ui/a.cpp", "#include <opencv2/core.hpp>\n", 1);
        row("OpenCV in paint", cv, "core/paint/a.cpp", "#include <opencv2/imgproc.hpp>\n", 1);
        row("OpenCV in refine", cv, "core/refine/a.cpp", "#include <opencv2/imgproc.hpp>\n", 1);
        row("OpenCV in smart", cv, "core/smart/a.cpp", "#include <opencv2/imgproc.hpp>\n", 0);
        row("OpenCV in the benchmarks", cv, "tests/bench/a.cpp", "#include <opencv2/core.hpp>\n",
            0);
    }

    static void writerRows() {
        const char* check = "one way to write files";
        row("settings", check, "ui/a.cpp", "#include <QSettings>\n", 1);
        row("save file", check, "ui/a.cpp", "void f() {\n    QSaveFile file(path);\n}\n", 2);
        row("imread", check, "core/paint/a.cpp", "auto m = cv::imread(p);", 1);
        row("imwrite unqualified", check, "core/paint/a.cpp", "imwrite (p, m);", 1);
        row("image save", check, "ui/a.cpp", "image.save(path);", 1);
        row("member pixmap save", check, "app/a.cpp", "m_pixmap->save(path);", 1);
        row("grab save", check, "app/a.cpp", "window.grab().save(path);", 1);
        row("save as a function", check, "app/a.cpp", "call(&QImage::save);", 1);
        row("document save", check, "ui/a.cpp", "document.save(path);", 0);
        row("output stream", check, "ui/a.cpp", "std::ofstream file(path);", 1);
        row("input stream", check, "ui/a.cpp", "std::ifstream file(path);", 0);
        row("both ways", check, "core/io/a.cpp", "\nstd::fstream file(path);", 2);
        row("C file", check, "core/io/a.cpp", "auto* f = std::fopen(path, \"wb\");", 1);
        row("C output", check, "app/a.cpp", "std::fwrite(p, 1, n, stdout);", 0);
        row("system call", check, "core/io/a.cpp", "::open(path, O_WRONLY, 0666)", 1);
        row("for reading", check, "core/io/a.cpp", "::open(path, O_RDONLY | O_CLOEXEC)", 0);
        row("Qt file", check, "ui/a.cpp", "file.open(QIODevice::WriteOnly)", 1);
        row("Qt file, by its class", check, "ui/a.cpp", "file.open(QFile::ReadWrite)", 1);
        row("Qt file for reading", check, "ui/a.cpp", "file.open(QIODevice::ReadOnly)", 0);
        row("Qt temporary", check, "ui/a.cpp", "QTemporaryFile file;", 1);
        row("Qt rename", check, "ui/a.cpp", "if (QFile::rename(a, b)) {", 1);
        row("rename", check, "core/io/a.cpp", "::renameat(a, b, c, d);", 1);
        row("C rename", check, "core/io/a.cpp", "std::rename(a, b);", 1);
        row("filesystem rename", check, "core/io/a.cpp", "std::filesystem::rename(a, b);", 1);
        row("filesystem remove", check, "app/a.cpp", "fs::remove(a);", 1);
        row("C remove", check, "app/a.cpp", "std::remove(path);", 1);
        row("another rename", check, "ui/a.cpp", "layers.rename(a, b);", 0);
        row("algorithm", check, "core/a.cpp", "std::copy(a.begin(), a.end(), b);", 0);
        row("algorithm on values", check, "core/a.cpp", "std::remove(a.begin(), a.end(), 0);", 0);
        row("TIFF by itself", check, "core/io/a.cpp", "TIFFOpen(path, mode);", 1);
        row("TIFF by callbacks", check, "core/io/a.cpp", "TIFFClientOpen(name, mode, sink);", 0);
        row("PNG by itself", check, "core/io/a.cpp", "png_init_io(png, file);", 1);
        row("ZIP by itself", check, "core/io/a.cpp", "zip_open(p, ZIP_CREATE, &e);", 1);
        row("the one writer", check, "core/io/atomic_file.cpp", "::renameat(a, b, c, d);", 0);
        row("a writer beside it", check, "core/io/other.cpp", "::renameat(a, b, c, d);", 1);
        row("only named", check, "ui/a.cpp", "// not QSettings\nauto t = \"QSaveFile\";", 0);
        row("tests may", check, "tests/ui/a.cpp", "image.save(path);", 0);
    }

    static void fileRows() {
        const char* lines = "at most 400 lines";
        row("400 lines", lines, "ui/a.cpp", QString("x\n").repeated(400), 0);
        row("400 lines, no end", lines, "ui/a.cpp", QString("x\n").repeated(399) + "x", 0);
        row("401 lines", lines, "ui/a.cpp", QString("x\n").repeated(401), 401);
        row("401 lines, no end", lines, "ui/a.cpp", QString("x\n").repeated(400) + "x", 401);
        const char* licence = "licence line";
        row("licence", licence, "ui/a.cpp", QString(kSpdx) + "#pragma once\n", 0);
        row("no licence", licence, "ui/a.cpp", "#pragma once\n", 1);
        row("licence later", licence, "ui/a.cpp", QString("\n") + kSpdx, 1);
        row("another licence", licence, "ui/a.cpp", "// SPDX-License-Identifier: GPL-3.0\n", 1);
    }

    static void badGlobalRows() {
        const auto bad = [](const char* name, const char* text, int line) {
            row(name, "no global state", "core/base/a.cpp", text, line);
        };
        bad("instance of Qt", "void f() {\n    QCoreApplication::instance()->quit();\n}", 2);
        bad("own instance", "class A {\npublic:\n    static A& instance();\n};", 3);
        bad("accessor of another name", "class A {\n    static A& shared();\n};", 2);
        bad("static behind a reference",
            "Pool& pool() {\n    static const Pool p{4};\n    return p;\n}", 3);
        bad("constant one too",
            "const Table& table() {\n    static const Table t;\n    return t;\n}", 3);
        bad("variable", "namespace a {\nint counter = 0;\n}", 2);
        bad("variable without a value", "namespace {\nstd::vector<int> all;\n}", 2);
        bad("braced variable", "std::atomic<int> running{0};", 1);
        bad("static variable", "static bool started = false;", 1);
        bad("array", "int table[3] = {1, 2, 3};", 1);
        bad("pointer to constant", "const char* name = nullptr;", 1);
        bad("inline variable", "inline std::string path;", 1);
        bad("thread-local", "thread_local int depth = 0;", 1);
        bad("in a function", "void f() {\n    static int calls = 0;\n    ++calls;\n}", 2);
        bad("in an inner block", "void f() {\n    if (x) {\n        static int n;\n    }\n}", 3);
        bad("static member", "struct A {\n    int a;\n    static inline int count = 0;\n};", 3);
        bad("after a function", "int f() { return 1; }\nint g = f();", 2);
    }

    static void goodGlobalRows() {
        const auto good = [](const char* name, const char* text) {
            row(name, "no global state", "core/base/a.cpp", text, 0);
        };
        good("constant", "constexpr int kMost = 3;\nconst std::array kAll{1, 2};\n");
        good("constant member", "struct A { static constexpr int kMost = 3; };");
        good("constant in a function",
             "int f() { static const QRegularExpression e(\"x\"); return 1; }");
        good("constant pointer",
             "const char* const kName = \"x\";\nconstexpr const char* kTwo = \"y\";");
        good("members",
             "class A {\npublic:\n    A();\n    int a = 0;\nprivate:\n    B m_b{1, 2};\n};");
        good("locals",
             "void f() {\n    int a = 0;\n    std::vector<int> b{1};\n    for (int i = 0; i < 3; "
             "++i) {}\n}");
        good("functions",
             "int f(int a = 0);\nResult<int> g();\nA::A() : m_a{1}, m_b(2) {}\nA& "
             "A::operator=(A&&) = default;");
        good("static member function",
             "struct A {\n    static Result<A> create(int x);\n    static A fill(int v) { return "
             "{v}; }\n};");
        good("member by reference",
             "int& A::at(int i) { return m_a[i]; }\nint& B::get() { return m_b; }");
        good("types",
             "enum class E { A, B };\nusing V = std::vector<int>;\nstruct F;\nextern \"C\" {\nvoid "
             "g();\n}\n");
        good("extension", "__extension__ using Int128 = __int128;\n");
        good("template", "template <class T>\nT twice(T t) {\n    return t + t;\n}");
        good("lambda",
             "void f() {\n    const auto g = [&](int x) { int y = x; return y; };\n    g(1);\n}");
        good("digit separators",
             "constexpr int kA = 65'536;\nconstexpr char kB = '{';\nconstexpr int kC = 1'0;\n");
        good("raw text", "constexpr auto kText = R\"(int a; { )\";\n");
        row("tests may have globals", "no global state", "tests/a.cpp", "int counter = 0;", 0);
    }

    QDir m_root;
    QStringList m_files;
    QSet<QString> m_widgetHeaders;
};

QTEST_APPLESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
