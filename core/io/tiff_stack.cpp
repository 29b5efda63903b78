// SPDX-License-Identifier: MIT
#include "core/io/tiff_stack.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/base/checked.h"
#include "core/base/text.h"
#include "core/io/tiff_ome.h"

namespace frisket::io {

namespace {
using base::joined;
using Json = nlohmann::ordered_json;

/// Leading axes, whose product is a number of planes.
struct Leading {
    array::Shape sizes;
    std::vector<std::string> names;
};

Leading plainLeading(std::int64_t planes) {
    return planes > 1 ? Leading{{planes}, {"page"}} : Leading{};
}

TiffStack stacked(const Leading& leading, const array::Shape& page) {
    TiffStack stack;
    stack.shape = leading.sizes;
    stack.names = leading.names;
    for (int axis = 0; axis < page.rank(); ++axis) {
        stack.shape.append(page[axis]);
        stack.names.emplace_back(axis == 0 ? "y" : axis == 1 ? "x" : "channel");
    }
    return stack;
}

/// The value of a line "name=number" of ImageJ's.
std::optional<std::int64_t> imageJNumber(std::string_view text, std::string_view name) {
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != '=') {
            continue;
        }
        const std::string_view digits = line.substr(name.size() + 1);
        std::int64_t number = 0;
        const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return end.ec == std::errc() && number >= 1 ? std::optional(number) : std::nullopt;
    }
    return std::nullopt;
}

TiffStack imageJStack(std::string_view text, std::int64_t pages, const array::Shape& page) {
    const std::int64_t images = imageJNumber(text, "images").value_or(1);
    if (pages > 1 && images != pages) {
        TiffStack stack = stacked(plainLeading(pages), page);
        stack.note = joined("ImageJ's description speaks of ", images, " images; the file has ",
                            pages, " pages.");
        return stack;
    }
    Leading leading;
    std::optional<std::int64_t> product = 1;
    // The channel runs fastest, time slowest.
    for (const auto& [key, name] :
         {std::pair("frames", "t"), {"slices", "z"}, {"channels", "channel"}}) {
        const std::int64_t size = imageJNumber(text, key).value_or(1);
        product = product ? base::checkedMultiply(*product, size) : product;
        if (size > 1) {
            leading.sizes.append(size);
            leading.names.emplace_back(name);
        }
    }
    TiffStack stack = stacked(product == images ? leading : plainLeading(images), page);
    stack.planes = pages == 1 ? images : 1;
    return stack;
}

array::Shape withoutOnes(const array::Shape& shape) {
    array::Shape out;
    for (const std::int64_t size : shape) {
        if (size != 1) {
            out.append(size);
        }
    }
    return out;
}

std::optional<array::Shape> shapeIn(const Json& json) {
    const auto found = json.find("shape");
    if (found == json.end() || !found->is_array() || found->empty() ||
        found->size() > static_cast<std::size_t>(array::kMaxRank)) {
        return std::nullopt;
    }
    array::Shape shape;
    for (const Json& size : *found) {
        if (!size.is_number_integer() || size.get<std::int64_t>() < 1) {
            return std::nullopt;
        }
        shape.append(size.get<std::int64_t>());
    }
    return shape;
}

/// Whether lists and objects lie in each other so deep that recursion over them is no good idea.
bool isDeep(std::string_view json) {
    constexpr int kMost = 100;
    int depth = 0;
    bool inText = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (inText && c == '\\') {
            ++at;
        } else if (c == '"') {
            inText = !inText;
        } else if (!inText) {
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (depth > kMost) {
                return true;
            }
        }
    }
    return false;
}

Json jsonIn(std::string_view text) {
    Json json = isDeep(text) ? Json() : Json::parse(text, nullptr, false);
    return json.is_object() ? json : Json::object();
}

/// As the page is stored, of which tifffile speaks.
array::Shape storedShape(const array::Shape& page, bool samplesApart) {
    return samplesApart ? array::Shape{page[2], page[0], page[1]} : page;
}

/// `shape` split into axes of planes and those of a page; nothing where no such split fits.
std::optional<array::Shape> leadingOf(const array::Shape& shape, const array::Shape& stored,
                                      std::int64_t planes) {
    for (int axes = shape.rank(); axes >= 0; --axes) {
        const std::span<const std::int64_t> all(shape.begin(), shape.end());
        const auto count = static_cast<std::size_t>(axes);
        const array::Shape leading(all.first(count));
        if (array::elementCount(leading) == planes &&
            withoutOnes(array::Shape(all.subspan(count))) == withoutOnes(stored)) {
            return leading;
        }
    }
    return std::nullopt;
}

/// The name that tifffile's letter of an axis stands for.
std::string axisName(char letter) {
    switch (letter) {
        case 'Z':
            return "z";
        case 'T':
            return "t";
        case 'Y':
            return "y";
        case 'X':
            return "x";
        case 'C':
        case 'S':
            return "channel";
        default:
            return {};
    }
}

std::vector<std::string> shapedNames(const Json& json, const array::Shape& shape,
                                     std::vector<std::string> otherwise) {
    const auto rank = static_cast<std::size_t>(shape.rank());
    const auto axes = json.find("axes");
    if (axes != json.end() && axes->is_string() && axes->get<std::string>().size() == rank) {
        std::vector<std::string> names;
        for (const char letter : axes->get<std::string>()) {
            names.push_back(axisName(letter));
        }
        return names;
    }
    return otherwise.size() == rank ? otherwise : std::vector<std::string>();
}

TiffStack shapedStack(std::string_view text, std::int64_t pages, const array::Shape& page,
                      bool samplesApart) {
    const Json json = jsonIn(text);
    const auto said = shapeIn(json);
    const array::Shape stored = storedShape(page, samplesApart);
    const std::int64_t inPage = array::elementCount(page).value_or(0);
    const std::int64_t inAll = said ? array::elementCount(*said).value_or(0) : 0;
    TiffStack plain = stacked(plainLeading(pages), page);
    if (!said || inAll == 0 || inPage == 0 || inAll % inPage != 0) {
        plain.note = "The description's shape is not that of the pages.";
        return plain;
    }
    const std::int64_t planes = inAll / inPage;
    const auto leading = leadingOf(*said, stored, planes);
    if (!leading || (pages > 1 && planes != pages) ||
        leading->rank() + page.rank() > array::kMaxRank) {
        plain.note = joined("The description's shape ", array::toString(*said),
                            " is not that of the pages.");
        return plain;
    }
    TiffStack stack = stacked(plainLeading(planes), page);
    stack.planes = pages == 1 ? planes : 1;
    if (samplesApart) {
        stack.names =
            stacked({*leading, std::vector<std::string>(static_cast<std::size_t>(leading->rank()))},
                    page)
                .names;
        stack.shape = *leading;
        for (const std::int64_t size : page) {
            stack.shape.append(size);
        }
        return stack;
    }
    stack.shape = *said;
    stack.names = shapedNames(json, *said, std::move(stack.names));
    return stack;
}

TiffStack omeStack(std::string_view text, std::int64_t pages, const array::Shape& page) {
    const std::int64_t samples = page.rank() == 3 ? page[2] : 1;
    const auto axes = omeAxes(text, pages, samples);
    if (!axes) {
        TiffStack stack = stacked(plainLeading(pages), page);
        if (pages > 1) {
            stack.note =
                "The order of planes in its OME-XML is not followed; they are in the "
                "order of the pages.";
        }
        return stack;
    }
    return stacked({array::Shape(axes->sizes), axes->names}, page);
}
}  // namespace

TiffDialect dialectOf(std::string_view description) {
    if (description.starts_with("ImageJ=")) {
        return TiffDialect::ImageJ;
    }
    if (description.starts_with("{\"shape\":")) {
        return TiffDialect::Shaped;
    }
    const auto end = description.find_last_not_of(" \r\n\t");
    if (end != std::string_view::npos && description.substr(0, end + 1).ends_with("OME>")) {
        return TiffDialect::Ome;
    }
    return TiffDialect::Plain;
}

TiffStack stackOf(std::string_view description, std::int64_t pages, const array::Shape& page,
                  bool samplesApart) {
    switch (dialectOf(description)) {
        case TiffDialect::ImageJ:
            return imageJStack(description, pages, page);
        case TiffDialect::Shaped:
            return shapedStack(description, pages, page, samplesApart);
        case TiffDialect::Ome:
            return omeStack(description, pages, page);
        case TiffDialect::Plain:
            break;
    }
    return stacked(plainLeading(pages), page);
}

std::string describedStack(const std::string& before, const array::Shape& shape, std::int64_t pages,
                           const array::Shape& page, bool samplesApart) {
    const TiffStack given = stackOf(before, pages, page, samplesApart);
    const bool said =
        dialectOf(before) != TiffDialect::Plain || !before.empty() || shape.rank() == 2;
    if (said && given.shape == shape && given.planes == 1 && given.note.empty()) {
        return before;
    }
    array::Shape stored = shape;
    if (samplesApart) {  // (..., H, W, S) is stored as (..., S, H, W)
        std::rotate(stored.end() - 3, stored.end() - 1, stored.end());
    }
    Json json{{"shape", std::vector<std::int64_t>(stored.begin(), stored.end())}};
    const Json kept = dialectOf(before) == TiffDialect::Shaped ? jsonIn(before)
                      : before.empty()                         ? Json::object()
                                                               : Json{{"description", before}};
    for (const auto& [key, value] : kept.items()) {
        if (key != "shape" && key != "truncated" && key != "axes") {
            json[key] = value;
        }
    }
    constexpr bool kAscii = true;
    return json.dump(-1, ' ', kAscii, Json::error_handler_t::replace);
}

}  // namespace frisket::io
