// SPDX-License-Identifier: MIT
#include "core/io/label_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/base/text.h"
#include "core/io/json_scan.h"
#include "core/io/text_file.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::json;
using Labels = std::vector<NamedLabel>;

constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kIgnore = "__ignore__";
constexpr std::int64_t kVoid = 255;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<std::int64_t> numberOf(std::string_view word) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc() && end == word.data() + word.size() ? std::optional(value)
                                                                    : std::nullopt;
}

std::vector<std::string_view> lines(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        out.push_back(trimmed(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    while (!out.empty() && out.back().empty()) {
        out.pop_back();
    }
    return out;
}

/// Takes a number from the front, with the separator after it.
std::optional<std::int64_t> takeNumber(std::string_view& line) {
    const auto end = std::min(line.find_first_of(" \t:,;="), line.size());
    const auto number = numberOf(line.substr(0, end));
    if (number) {
        line.remove_prefix(end);
        line = trimmed(line);
        if (!line.empty() && std::string_view(":,;=").find(line[0]) != std::string_view::npos) {
            line = trimmed(line.substr(1));
        }
    }
    return number;
}

std::optional<labels::Rgb> rgbOf(std::span<const std::int64_t> parts) {
    const bool fits = std::all_of(parts.begin(), parts.end(),
                                  [](std::int64_t part) { return part >= 0 && part <= 255; });
    return fits ? std::optional(labels::Rgb{static_cast<std::uint8_t>(parts[0]),
                                            static_cast<std::uint8_t>(parts[1]),
                                            static_cast<std::uint8_t>(parts[2])})
                : std::nullopt;
}

/// "cat", "cat 128 0 0", "128 0 0 cat".
NamedLabel nameAndColour(std::string_view rest) {
    NamedLabel label;
    std::array<std::int64_t, 3> parts{};
    std::string_view before = rest;
    std::size_t found = 0;
    while (found < parts.size()) {
        const auto number = takeNumber(before);
        if (!number) {
            break;
        }
        parts[found++] = *number;
    }
    if (found == parts.size() && !before.empty() && (label.colour = rgbOf(parts))) {
        label.name = before;
        return label;
    }
    std::string_view after = rest;
    for (found = 0; found < parts.size(); ++found) {
        const auto blank = after.find_last_of(" \t,;");
        const auto number =
            blank == std::string_view::npos ? std::nullopt : numberOf(after.substr(blank + 1));
        if (!number) {
            break;
        }
        parts[parts.size() - 1 - found] = *number;
        after = after.substr(0, blank);
        after = after.substr(0, after.find_last_not_of(" \t,;") + 1);
    }
    if (found == parts.size() && !after.empty() && (label.colour = rgbOf(parts))) {
        label.name = after;
        return label;
    }
    label.name = rest;
    return label;
}

/// Sorts, and refuses values that come twice and names that are no text.
base::Result<Labels> sorted(Labels labels, std::string_view name) {
    std::stable_sort(labels.begin(), labels.end(),
                     [](const NamedLabel& a, const NamedLabel& b) { return a.value < b.value; });
    const auto twice = std::adjacent_find(
        labels.begin(), labels.end(),
        [](const NamedLabel& a, const NamedLabel& b) { return a.value == b.value; });
    if (twice != labels.end()) {
        return fail(ErrorCode::Format,
                    joined(name, ": the value ", twice->value, " comes twice, as '", twice->name,
                           "' and '", std::next(twice)->name, "'."),
                    "Give each class a value of its own.");
    }
    if (labels.empty()) {
        return fail(ErrorCode::Format, joined(name, ": there are no names of labels."),
                    "Expected a name a line, or a value and a name.");
    }
    return labels;
}

base::Result<Labels> ofLines(std::string_view text, std::string_view name) {
    const auto all = lines(text);
    Labels numbered;
    Labels plain;
    std::size_t count = 0;
    std::size_t firstPlain = 0;
    std::int64_t next = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::string_view rest = all[i];
        if (rest.empty() || rest[0] == '#') {
            // An unnamed class keeps its number in a list without numbers.
            next += rest.empty() ? 1 : 0;
            continue;
        }
        ++count;
        if (plain.empty() && rest == kIgnore) {
            plain.push_back({kVoid, std::string(kIgnore), {}});
        } else {
            plain.push_back({next++, std::string(rest), {}});
        }
        const auto value = takeNumber(rest);
        if (value && !rest.empty()) {
            NamedLabel label = nameAndColour(rest);
            label.value = *value;
            numbered.push_back(std::move(label));
        } else if (firstPlain == 0) {
            firstPlain = i + 1;
        }
    }
    // Names may begin with a number ("3 wheels"), so that all or none of the lines count.
    if (!numbered.empty() && numbered.size() < count && numbered.size() * 2 > count) {
        return fail(ErrorCode::Format,
                    joined(name, ": line ", firstPlain,
                           " has no value before its name, as other lines have."),
                    "Expected a name a line, or a value and a name on each line.");
    }
    return sorted(count > 0 && numbered.size() == count ? std::move(numbered) : std::move(plain),
                  name);
}

base::Result<Labels> ofJson(const Json& json, std::string_view name) {
    Labels out;
    const auto wrong = [&](std::string_view what) {
        return fail(ErrorCode::Format, joined(name, ": ", what, "."),
                    "Expected {\"1\":\"cat\"}, {\"cat\":1} or [\"background\",\"cat\"].");
    };
    if (json.is_array()) {
        for (const Json& each : json) {
            if (!each.is_string()) {
                return wrong(joined("entry ", out.size(), " of the list is no name"));
            }
            out.push_back({static_cast<std::int64_t>(out.size()), each.get<std::string>(), {}});
        }
        return sorted(std::move(out), name);
    }
    for (const auto& [key, value] : json.items()) {
        const auto fromKey = numberOf(key);
        const auto fromValue = wholeNumber(value);
        if (fromKey && value.is_string()) {
            out.push_back({*fromKey, value.get<std::string>(), {}});
        } else if (fromValue) {
            out.push_back({*fromValue, key, {}});
        } else {
            return wrong(joined("the key ", jsonText(key), " has neither value nor name"));
        }
    }
    return sorted(std::move(out), name);
}

bool isUtf8(std::string_view text) {
    const std::string json = jsonText(text);
    return Json::accept(json) && Json::parse(json).get_ref<const std::string&>() == text;
}
}  // namespace

base::Result<Labels> labelNamesOf(std::string_view text, std::string_view name) {
    if (text.size() > kMostNamesText) {
        return fail(ErrorCode::TooLarge,
                    joined(name, ": ", text.size(), " bytes are too many for a list of names (",
                           kMostNamesText, ")."));
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    if (!isUtf8(text) || text.find('\0') != std::string_view::npos) {
        return fail(ErrorCode::Format, joined(name, ": this is no text in UTF-8."),
                    "Save the list as UTF-8.");
    }
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) {
        return ofLines(text, name);
    }
    // Depth is told before a tree is made, which is taken down by recursion.
    int depth = 0;
    const auto shallow = [&depth](int now, Json::parse_event_t, Json&) {
        depth = std::max(depth, now);
        return now < 3;
    };
    const Json json = Json::parse(text, shallow, false);
    if (json.is_discarded() || depth > 2) {
        return fail(ErrorCode::Format,
                    joined(name, ": the text is no JSON list or object of names."),
                    "Expected {\"1\":\"cat\"}, {\"cat\":1} or [\"background\",\"cat\"].");
    }
    return ofJson(json, name);
}

base::Result<Labels> readLabelNames(const std::filesystem::path& path, const ReadLimits& limits) {
    const auto start = readText(path, static_cast<std::size_t>(limits.memoryBudget));
    if (!start) {
        return base::passOn(start);
    }
    const auto first = start->find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first != std::string::npos && (*start)[first] == '{') {
        const auto contents = listContents(path, limits);
        if (contents) {
            Labels labels;
            for (const NamedLabel& label : contents->labels) {
                if (!label.name.empty()) {
                    labels.push_back(label);
                }
            }
            return sorted(std::move(labels), path.string());
        }
        if (contents.error().code != ErrorCode::Unsupported) {
            return base::passOn(contents);
        }
    }
    return labelNamesOf(*start, path.string());
}

}  // namespace frisket::io
