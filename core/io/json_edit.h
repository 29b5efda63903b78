// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/io/json_scan.h"

namespace frisket::io {

/// Changes of a JSON text that leave every other byte of it as it is.
class JsonEdits {
public:
    explicit JsonEdits(std::string text) : m_text(std::move(text)) {}

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] std::string at(const JsonRange& range) const;

    /// Ranges of different edits don't overlap.
    void replace(const JsonRange& range, std::string with);
    /// Takes elements out of a list (brackets included in `list`; `removed` rises) and puts others
    /// at its end, with the commas that this needs.
    void editList(const JsonRange& list, const std::vector<JsonRange>& removed,
                  const std::vector<std::string>& appended);
    /// The text with all edits.
    [[nodiscard]] std::string apply() &&;

private:
    struct Edit {
        JsonRange range;
        std::string with;
    };

    [[nodiscard]] std::int64_t afterBlanks(std::int64_t place) const;
    [[nodiscard]] std::int64_t beforeBlanks(std::int64_t place) const;
    /// Elements that follow each other, as one range.
    [[nodiscard]] std::vector<JsonRange> inRow(const std::vector<JsonRange>& elements) const;

    std::string m_text;
    std::vector<Edit> m_edits;
};

}  // namespace frisket::io
