// SPDX-License-Identifier: MIT
#include "core/io/json_edit.h"

#include <algorithm>
#include <cassert>

namespace frisket::io {

namespace {
bool isBlank(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}
}  // namespace

std::string JsonEdits::at(const JsonRange& range) const {
    return m_text.substr(static_cast<std::size_t>(range.begin),
                         static_cast<std::size_t>(range.size()));
}

void JsonEdits::replace(const JsonRange& range, std::string with) {
    assert(range.begin >= 0 && range.begin <= range.end &&
           range.end <= static_cast<std::int64_t>(m_text.size()));
    m_edits.push_back({range, std::move(with)});
}

std::int64_t JsonEdits::afterBlanks(std::int64_t place) const {
    const auto size = static_cast<std::int64_t>(m_text.size());
    while (place < size && isBlank(m_text[static_cast<std::size_t>(place)])) {
        ++place;
    }
    return place;
}

std::int64_t JsonEdits::beforeBlanks(std::int64_t place) const {
    while (place > 0 && isBlank(m_text[static_cast<std::size_t>(place - 1)])) {
        --place;
    }
    return place;
}

std::vector<JsonRange> JsonEdits::inRow(const std::vector<JsonRange>& elements) const {
    std::vector<JsonRange> rows;
    for (const JsonRange& element : elements) {
        if (!rows.empty()) {
            const std::int64_t comma = afterBlanks(rows.back().end);
            if (afterBlanks(comma + 1) == element.begin) {
                rows.back().end = element.end;
                continue;
            }
        }
        rows.push_back(element);
    }
    return rows;
}

void JsonEdits::editList(const JsonRange& list, const std::vector<JsonRange>& removed,
                         const std::vector<std::string>& appended) {
    const auto isAt = [this](std::int64_t place, char character) {
        return m_text[static_cast<std::size_t>(place)] == character;
    };
    const std::vector<JsonRange> rows = inRow(removed);
    const std::int64_t first = afterBlanks(list.begin + 1);
    bool anyLeft = !isAt(first, ']');
    for (const JsonRange& row : rows) {
        const std::int64_t after = afterBlanks(row.end);
        if (isAt(after, ',')) {
            replace({row.begin, afterBlanks(after + 1)}, {});
            continue;
        }
        // The last ones: the comma before them goes as well.
        const std::int64_t before = beforeBlanks(row.begin);
        const bool follows = isAt(before - 1, ',');
        replace({follows ? before - 1 : row.begin, row.end}, {});
        anyLeft = anyLeft && follows;
    }
    if (appended.empty()) {
        return;
    }
    std::string text;
    for (const std::string& each : appended) {
        text += anyLeft || !text.empty() ? ",\n" : "";
        text += each;
    }
    const std::int64_t end = beforeBlanks(list.end - 1);
    replace({end, end}, std::move(text));
}

std::string JsonEdits::apply() && {
    std::stable_sort(m_edits.begin(), m_edits.end(),
                     [](const Edit& a, const Edit& b) { return a.range.begin < b.range.begin; });
    std::string out;
    std::size_t place = 0;
    for (const Edit& edit : m_edits) {
        const auto begin = static_cast<std::size_t>(edit.range.begin);
        assert(begin >= place);
        out.append(m_text, place, begin - place).append(edit.with);
        place = static_cast<std::size_t>(edit.range.end);
    }
    return out.append(m_text, place);
}

}  // namespace frisket::io
