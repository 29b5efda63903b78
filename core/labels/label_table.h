// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/labels/colour.h"

namespace frisket::labels {

/// What a person has said about one label.
struct LabelEntry {
    std::string name;           ///< UTF-8; empty: none
    std::optional<Rgb> colour;  ///< instead of the one of the palette or scheme
    std::optional<bool> shown;  ///< instead of what holds for all labels

    [[nodiscard]] bool isEmpty() const { return name.empty() && !colour && !shown; }
    bool operator==(const LabelEntry&) const = default;
};

/// Names, colours and visibility of labels: one table for all layers, since a label means the same
/// in each. A label is keyed as in LabelColours, unsigned 64-bit ones by their bits. Labels of
/// which nothing was said cost nothing, so hiding all but one of a million instances is one entry.
class LabelTable {
public:
    /// Empty where none was given.
    [[nodiscard]] std::string name(std::int64_t label) const;
    void setName(std::int64_t label, std::string name);

    /// The colour that was given to `label`, or nothing.
    [[nodiscard]] std::optional<Rgb> colour(std::int64_t label) const;
    void setColour(std::int64_t label, std::optional<Rgb> colour);

    [[nodiscard]] bool isShown(std::int64_t label) const;
    void setShown(std::int64_t label, bool shown);
    /// Hides all others, those that come later too.
    void showOnly(std::int64_t label);
    void showAll();
    void hideAll();
    /// What holds for labels of which nothing else was said.
    [[nodiscard]] bool othersShown() const { return m_othersShown; }
    /// Whether any label is hidden or may be.
    [[nodiscard]] bool hidesAny() const;

    /// Forgets all that was said about `label`: its visibility is that of all others again.
    void reset(std::int64_t label);

    /// By rising label; none is empty.
    [[nodiscard]] const std::map<std::int64_t, LabelEntry>& entries() const { return m_entries; }

    bool operator==(const LabelTable&) const = default;

private:
    template <class Change>
    void edit(std::int64_t label, Change&& change);
    void setAllShown(bool shown);

    std::map<std::int64_t, LabelEntry> m_entries;
    bool m_othersShown = true;
};

}  // namespace frisket::labels
