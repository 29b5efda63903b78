// SPDX-License-Identifier: MIT
#include "tests/architecture/globals.h"

#include <QRegularExpression>

namespace frisket::architecture {

namespace {
enum class Scope { Namespace, Class, Function, Value };

bool matches(const QString& text, const char* pattern) {
    return QRegularExpression(pattern).match(text).hasMatch();
}

/// What a brace opens, from the code between the last statement and it.
Scope opened(const QString& head, Scope around) {
    if (around == Scope::Value) {
        return Scope::Value;
    }
    if (matches(head, R"(^\s*(inline\s+)?namespace\b|\bextern\s*""\s*$|\bextern\s*"\s*"\s*$)")) {
        return Scope::Namespace;
    }
    if (matches(head,
                R"(^\s*(template\s*<.*>\s*)?(typedef\s+)?(class|struct|union|enum)\b[^=()]*$)")) {
        return matches(head, R"(^\s*enum\b)") ? Scope::Value : Scope::Class;
    }
    const bool inCode = around == Scope::Function;
    // `name{...}` and `= {...}` are values; at namespace scope `f(...) {` opens a function.
    if (matches(head, inCode ? R"((=|\breturn|,|\(|[\w>\]])\s*$)" : R"((=|,|\(|[\w>\]])\s*$)")) {
        const bool function = matches(
            head,
            R"(\)\s*(const|noexcept|override|final|mutable|->[^()]*|try)?\s*(const|noexcept|override|final)?\s*$)");
        const bool block = inCode && matches(head, R"(^\s*(else|do|try)\s*$)");
        if (!function && !block) {
            return Scope::Value;
        }
    }
    return Scope::Function;
}

bool isConstant(const QString& statement) {
    // `const char* p` can change, `const char* const p` and `const T x` can't.
    return matches(statement, R"(\b(constexpr|consteval)\b)") ||
           matches(statement, R"(\*\s*const\b)") ||
           (matches(statement, R"(\bconst\b)") && !matches(statement, R"(^[^=({]*\*)"));
}

bool isVariable(const QString& statement) {
    if (matches(
            statement,
            R"(^\s*$|^\s*(using|typedef|template|friend|namespace|class|struct|union|enum|extern|public|private|protected|Q_[A-Z_]+|static_assert|concept|requires|goto|return)\b)")) {
        return false;
    }
    const QString declaration = statement.section('=', 0, 0).section('{', 0, 0);
    // A parenthesis before any initialiser declares a function.
    return !declaration.contains('(') && !declaration.contains("operator") &&
           matches(declaration, R"([\w>&*\]]\s+[*&]*\s*[\w:]+\s*(\[[^\]]*\]\s*)*$)");
}

class Reader {
public:
    explicit Reader(const QString& code) : m_code(code) {}

    Findings read() {
        for (m_place = 0; m_place < m_code.size(); ++m_place) {
            const QChar here = m_code[m_place];
            if (here == '{') {
                open();
            } else if (here == '}') {
                close();
            } else if (here == ';' && scope() != Scope::Value) {
                endStatement();
            } else {
                add(here);
            }
        }
        return m_findings;
    }

private:
    struct Open {
        Scope scope;
        QString head;
        QStringList statics;
    };

    Scope scope() const { return m_open.isEmpty() ? Scope::Namespace : m_open.last().scope; }

    void add(QChar here) {
        if (m_statement.trimmed().isEmpty()) {
            m_statement.clear();
            m_begin = m_place;
        }
        m_statement += here;
        static const QRegularExpression access(
            R"(^\s*(public|private|protected|signals|(public|private|protected)\s+(slots|Q_SLOTS))\s*:$)");
        if (here == ':' && scope() == Scope::Class && access.match(m_statement).hasMatch()) {
            m_statement.clear();
        }
    }

    void open() {
        const Scope inner = opened(m_statement, scope());
        m_open.append({inner, m_statement, {}});
        if (inner == Scope::Value) {
            m_statement += '{';
        } else {
            m_statement.clear();
        }
    }

    void close() {
        if (m_open.isEmpty()) {
            return;
        }
        const Open closed = m_open.takeLast();
        if (closed.scope == Scope::Value) {
            m_statement += '}';
        } else {
            m_statement.clear();
        }
    }

    void endStatement() {
        const QString statement = m_statement;
        m_statement.clear();
        const bool isStatic = matches(statement, R"(^\s*(inline\s+)?(static|thread_local)\b)");
        switch (scope()) {
            case Scope::Namespace:
                if (isVariable(statement) && !isConstant(statement)) {
                    object("a variable at namespace scope", statement);
                }
                break;
            case Scope::Class:
                if (isStatic && isVariable(statement) && !isConstant(statement)) {
                    object("a static member that can change", statement);
                }
                break;
            case Scope::Function:
                inFunction(statement, isStatic);
                break;
            case Scope::Value:
                break;
        }
    }

    void inFunction(const QString& statement, bool isStatic) {
        if (isStatic) {
            if (!isConstant(statement)) {
                object("a static in a function that can change", statement);
            }
            static const QRegularExpression name(R"((\w+)\s*(\[[^\]]*\]\s*)?([=({;].*)?$)",
                                                 QRegularExpression::DotMatchesEverythingOption);
            m_open.last().statics.append(name.match(statement).captured(1));
            return;
        }
        static const QRegularExpression returned(R"(^\s*return\s+\*?(\w+)\s*$)");
        const auto match = returned.match(statement);
        const bool byReference = matches(m_open.last().head, R"(^[^(]*&\s*[\w:]+\s*\()");
        if (match.hasMatch() && byReference && m_open.last().statics.contains(match.captured(1))) {
            object("a function that returns a reference to its own static", statement);
        }
    }

    void object(const QString& what, const QString& statement) {
        m_findings.append({lineOf(m_code, m_begin), what + ": " + statement.simplified().left(80)});
    }

    const QString& m_code;
    qsizetype m_place = 0;
    qsizetype m_begin = 0;
    QString m_statement;
    QList<Open> m_open;
    Findings m_findings;
};
}  // namespace

Findings globalState(const QString& path, const QString& text) {
    if (!path.startsWith("app/") && !path.startsWith("core/") && !path.startsWith("ui/")) {
        return {};
    }
    const QString code = codeOnly(text);
    Findings findings = Reader(code).read();
    static const QRegularExpression accessor(
        R"(::\s*instance\s*\(\s*\)|\bstatic\b[^;(){}]*&\s*\w+\s*\(\s*\))");
    auto all = accessor.globalMatch(code);
    while (all.hasNext()) {
        const auto match = all.next();
        findings.append({lineOf(code, match.capturedStart()),
                         "a global accessor: " + match.captured().simplified()});
    }
    return findings;
}

}  // namespace frisket::architecture
