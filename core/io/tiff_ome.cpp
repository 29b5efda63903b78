// SPDX-License-Identifier: MIT
#include "core/io/tiff_ome.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <expat.h>
#include <limits>
#include <map>
#include <memory>

#include "core/base/checked.h"

namespace frisket::io {

namespace {
using Attributes = std::map<std::string, std::string, std::less<>>;

std::optional<std::int64_t> numberIn(const Attributes& attributes, std::string_view name) {
    const auto found = attributes.find(name);
    if (found == attributes.end()) {
        return std::nullopt;
    }
    const std::string& text = found->second;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && number >= 0;
    return whole ? std::optional(number) : std::nullopt;
}

/// Collects the elements that say where planes are.
struct Found {
    int pixels = 0;
    Attributes pixelsAttributes;
    std::vector<Attributes> planes;  ///< TiffData, with "UUID" where it names a file
    bool failed = false;
};

std::string_view withoutPrefix(std::string_view name) {
    return name.substr(name.rfind(':') + 1);  // npos + 1 is 0
}

void onStart(void* user, const XML_Char* element, const XML_Char** attributes) {
    auto* const found = static_cast<Found*>(user);
    try {
        const std::string_view name = withoutPrefix(element);
        Attributes values;
        for (; *attributes != nullptr; attributes += 2) {
            values.emplace(attributes[0], attributes[1]);
        }
        if (name == "Pixels") {
            ++found->pixels;
            found->pixelsAttributes = std::move(values);
        } else if (name == "TiffData") {
            found->planes.push_back(std::move(values));
        } else if (name == "UUID" && !found->planes.empty()) {
            found->planes.back()["UUID"] = "";
        }
    } catch (const std::exception&) {
        found->failed = true;
    }
}

std::optional<Found> parsed(std::string_view xml) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
        XML_ParserCreate(nullptr), XML_ParserFree);
    if (parser == nullptr || xml.size() > std::numeric_limits<int>::max()) {
        return std::nullopt;
    }
    Found found;
    XML_SetUserData(parser.get(), &found);
    XML_SetElementHandler(parser.get(), onStart, nullptr);
    const auto status = XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE);
    return status == XML_STATUS_OK && !found.failed ? std::optional(std::move(found))
                                                    : std::nullopt;
}

struct Axis {
    char letter = 0;
    std::int64_t size = 1;
};

/// The three axes of planes, the fastest first.
std::optional<std::vector<Axis>> planeAxes(const Attributes& pixels, std::int64_t samples) {
    const auto order = pixels.find("DimensionOrder");
    if (order == pixels.end() || order->second.size() != 5 || !order->second.starts_with("XY")) {
        return std::nullopt;
    }
    std::vector<Axis> axes;
    for (const char letter : order->second.substr(2)) {
        const auto size = numberIn(pixels, std::string("Size") + letter);
        if (std::strchr("ZCT", letter) == nullptr || !size || *size == 0) {
            return std::nullopt;
        }
        axes.push_back({letter, letter == 'C' ? *size / samples : *size});
        if (letter == 'C' && *size % samples != 0) {
            return std::nullopt;
        }
    }
    return axes;
}

/// Whether each of `planes` says of its planes that they are where the order has them.
bool inOrder(const std::vector<Attributes>& planes, const std::vector<Axis>& axes,
             std::int64_t samples, std::int64_t pages) {
    for (const Attributes& plane : planes) {
        if (plane.count("UUID") > 0 && planes.size() != 1 && plane.count("IFD") == 0) {
            return false;
        }
        std::int64_t place = 0;
        std::int64_t step = 1;
        for (const Axis& axis : axes) {
            const std::int64_t index =
                numberIn(plane, std::string("First") + axis.letter).value_or(0);
            const std::int64_t plain = axis.letter == 'C' ? index / samples : index;
            if (plain >= axis.size) {
                return false;
            }
            place += plain * step;  // below the number of pages
            step *= axis.size;
        }
        if (numberIn(plane, "IFD").value_or(0) != place || place >= pages) {
            return false;
        }
    }
    return true;
}
}  // namespace

std::optional<OmeAxes> omeAxes(std::string_view xml, std::int64_t pages, std::int64_t samples) {
    const auto found = parsed(xml);
    if (!found || found->pixels != 1) {
        return std::nullopt;
    }
    const auto axes = planeAxes(found->pixelsAttributes, samples);
    if (!axes) {
        return std::nullopt;
    }
    std::optional<std::int64_t> count = 1;
    for (const Axis& axis : *axes) {
        count = count ? base::checkedMultiply(*count, axis.size) : count;
    }
    if (count != pages || !inOrder(found->planes, *axes, samples, pages)) {
        return std::nullopt;
    }
    OmeAxes out;
    for (auto axis = axes->rbegin(); axis != axes->rend(); ++axis) {
        if (axis->size > 1) {
            out.sizes.push_back(axis->size);
            out.names.emplace_back(axis->letter == 'Z'   ? "z"
                                   : axis->letter == 'T' ? "t"
                                                         : "channel");
        }
    }
    return out;
}

}  // namespace frisket::io
