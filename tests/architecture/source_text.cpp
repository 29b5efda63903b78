// SPDX-License-Identifier: MIT
#include "tests/architecture/source_text.h"

#include <QRegularExpression>

namespace frisket::architecture {

namespace {
/// Where the token that starts at `begin` ends, if it is a comment or a literal; else `begin`.
struct Token {
    qsizetype end;
    bool comment;
};

Token tokenAt(const QString& text, qsizetype begin) {
    static const QRegularExpression comment(R"(//(\\\n|[^\n])*|/\*[\s\S]*?(\*/|\z))");
    static const QRegularExpression raw(R"re(R"([^\s()\\]{0,16})\([\s\S]*?\)\1")re");
    static const QRegularExpression literal(R"re("(\\[\s\S]|[^"\\\n])*"|'(\\[\s\S]|[^'\\\n])*')re");
    const auto endOf = [&](const QRegularExpression& expression) {
        const auto match = expression.match(text, begin, QRegularExpression::NormalMatch,
                                            QRegularExpression::AnchorAtOffsetMatchOption);
        return match.hasMatch() ? match.capturedEnd() : begin;
    };
    const QChar here = text[begin];
    if (here == '/') {
        return {endOf(comment), true};
    }
    if (here == 'R') {
        return {endOf(raw), false};
    }
    // An apostrophe after a digit or letter separates digits: 65'536.
    const bool separator = here == '\'' && begin > 0 && text[begin - 1].isLetterOrNumber();
    if (here == '"' || (here == '\'' && !separator)) {
        return {endOf(literal), false};
    }
    return {begin, false};
}
}  // namespace

QString withoutComments(const QString& text, bool keepStrings) {
    QString out = text;
    qsizetype place = 0;
    while (place < text.size()) {
        const Token token = tokenAt(text, place);
        if (token.end == place) {
            ++place;
            continue;
        }
        for (qsizetype i = place; i < token.end; ++i) {
            // A literal keeps its quotes, so that it is still seen as one.
            const bool edge = !token.comment && (i == place || i == token.end - 1);
            if (text[i] != '\n' && !edge && (token.comment || !keepStrings)) {
                out[i] = ' ';
            }
        }
        place = token.end;
    }
    return out;
}

QString codeOnly(const QString& text) {
    QString out = withoutComments(text, false);
    static const QRegularExpression directive(R"(^[ \t]*#(\\\n|[^\n])*)",
                                              QRegularExpression::MultilineOption);
    auto matches = directive.globalMatch(out);
    while (matches.hasNext()) {
        const auto match = matches.next();
        for (qsizetype i = match.capturedStart(); i < match.capturedEnd(); ++i) {
            if (out[i] != '\n') {
                out[i] = ' ';
            }
        }
    }
    return out;
}

QList<Include> includesOf(const QString& text) {
    static const QRegularExpression include(R"(^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)[">])",
                                            QRegularExpression::MultilineOption);
    const QString code = withoutComments(text, true);
    QList<Include> includes;
    auto matches = include.globalMatch(code);
    while (matches.hasNext()) {
        const auto match = matches.next();
        includes.append({lineOf(code, match.capturedStart(1)), match.captured(1)});
    }
    return includes;
}

int lineOf(const QString& text, qsizetype place) {
    return static_cast<int>(QStringView(text).left(place).count('\n')) + 1;
}

}  // namespace frisket::architecture
