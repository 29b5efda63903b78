// SPDX-License-Identifier: MIT
#include "core/io/rle_text.h"

#include <limits>

#include <nlohmann/json.hpp>

#include "core/base/text.h"
#include "core/io/json_scan.h"
#include "core/io/rle_json.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using Json = nlohmann::json;
using Runs = std::vector<std::uint32_t>;

constexpr unsigned kBits = 5;
constexpr std::int64_t kLow = 31;
constexpr std::int64_t kSign = 16;
constexpr std::int64_t kMore = 32;
constexpr char kFirst = '0';
constexpr char kLast = 'o';  ///< kFirst + 63
/// Characters of a difference of two runs: 33 bits and a sign.
constexpr unsigned kMostChunks = 7;

void appendNumber(std::string& text, std::int64_t number) {
    for (bool more = true; more;) {
        const std::int64_t chunk = number & kLow;
        number >>= kBits;
        // The rest is nothing but the sign that the chunk shows already.
        more = number != ((chunk & kSign) != 0 ? -1 : 0);
        text.push_back(static_cast<char>(kFirst + chunk + (more ? kMore : 0)));
    }
}

tl::unexpected<base::Error> wrong(std::string message, std::string hint = {}) {
    return base::fail(ErrorCode::Format, std::move(message), std::move(hint));
}

/// The number at `place`, which is moved behind it.
base::Result<std::int64_t> readNumber(std::string_view text, std::size_t& place) {
    const std::size_t begin = place;
    std::int64_t number = 0;
    for (unsigned chunks = 0; place < text.size(); ++place) {
        const char character = text[place];
        if (character < kFirst || character > kLast) {
            return wrong(base::joined("Character ", place + 1,
                                      " of the counts is none of '0' to "
                                      "'o' (code ",
                                      static_cast<int>(static_cast<unsigned char>(character)),
                                      ")."));
        }
        if (chunks == kMostChunks) {
            return wrong(base::joined("The number at character ", begin + 1,
                                      " of the counts is too large for a run."));
        }
        const std::int64_t chunk = character - kFirst;
        number |= (chunk & kLow) << (kBits * chunks++);
        if ((chunk & kMore) == 0) {
            ++place;
            const std::int64_t above = std::int64_t{1} << (kBits * chunks);
            return (chunk & kSign) != 0 ? number - above : number;
        }
    }
    return base::fail(
        ErrorCode::Truncated,
        base::joined("The counts end in the midst of the number at character ", begin + 1, "."));
}

base::Result<std::uint32_t> checkedRun(std::int64_t run, std::size_t index) {
    if (run < 0 || run > std::numeric_limits<std::uint32_t>::max()) {
        return wrong(base::joined("Run ", index + 1, " of the counts is ", run,
                                  run < 0 ? ", below 0." : ", beyond 32 bits."));
    }
    return static_cast<std::uint32_t>(run);
}

base::Result<Runs> runsOfList(const Json& counts) {
    Runs runs;
    runs.reserve(counts.size());
    for (const Json& count : counts) {
        const auto number = wholeNumber(count);
        if (!number) {
            return wrong(
                base::joined("Run ", runs.size() + 1, " of the counts is no whole number."));
        }
        const auto run = checkedRun(*number, runs.size());
        if (!run) {
            return base::passOn(run);
        }
        runs.push_back(*run);
    }
    return runs;
}

}  // namespace

base::Result<condition::RunLengths> runsOfSegmentation(const Json& segmentation) {
    if (segmentation.is_array()) {
        return base::fail(ErrorCode::Unsupported,
                          "The segmentation is a list of polygons, not run lengths.");
    }
    const auto* const example = "Expected {\"size\":[height,width],\"counts\":\"...\"}.";
    if (!segmentation.is_object()) {
        return wrong("The text is no COCO segmentation.", example);
    }
    const auto size = segmentation.find("size");
    const auto counts = segmentation.find("counts");
    if (size == segmentation.end() || counts == segmentation.end()) {
        return wrong(base::joined("The segmentation has no \"",
                                  size == segmentation.end() ? "size" : "counts", "\"."),
                     example);
    }
    const bool isPair = size->is_array() && size->size() == 2;
    const auto height = isPair ? wholeNumber((*size)[0]) : std::nullopt;
    const auto width = isPair ? wholeNumber((*size)[1]) : std::nullopt;
    if (!height || !width) {
        return wrong("The segmentation's \"size\" is not two whole numbers.", example);
    }
    if (auto fits = condition::checkRunSize(*height, *width); !fits) {
        return base::passOn(fits);
    }
    if (!counts->is_string() && !counts->is_array()) {
        return wrong("The segmentation's \"counts\" are neither a text nor a list.", example);
    }
    auto runs = counts->is_string() ? unpackedRuns(counts->get_ref<const std::string&>())
                                    : runsOfList(*counts);
    if (!runs) {
        return base::passOn(runs);
    }
    return condition::RunLengths{*height, *width, *std::move(runs)};
}

std::string packedRuns(std::span<const std::uint32_t> runs) {
    std::string text;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        appendNumber(text, std::int64_t{runs[i]} - (i > 2 ? std::int64_t{runs[i - 2]} : 0));
    }
    return text;
}

base::Result<Runs> unpackedRuns(std::string_view text) {
    Runs runs;
    for (std::size_t place = 0; place < text.size();) {
        const auto number = readNumber(text, place);
        if (!number) {
            return base::passOn(number);
        }
        const std::size_t i = runs.size();
        const auto run = checkedRun(*number + (i > 2 ? std::int64_t{runs[i - 2]} : 0), i);
        if (!run) {
            return base::passOn(run);
        }
        runs.push_back(*run);
    }
    return runs;
}

std::string rleJson(const condition::RunLengths& lengths) {
    std::string text =
        base::joined("{\"size\":[", lengths.height, ",", lengths.width, "],\"counts\":\"");
    for (const char character : packedRuns(lengths.runs)) {
        if (character == '\\') {  // the only one of them that JSON writes otherwise
            text.push_back('\\');
        }
        text.push_back(character);
    }
    return text.append("\"}");
}

base::Result<condition::RunLengths> readRleJson(std::string_view text) {
    if (text.size() > kMostRleText) {
        return base::fail(ErrorCode::TooLarge,
                          base::joined("A text of ", text.size(), " bytes is too long; at most ",
                                       kMostRleText, " are read."));
    }
    try {
        const Json json = Json::parse(text);
        const bool isAnnotation = json.is_object() && json.contains("segmentation");
        return runsOfSegmentation(isAnnotation ? json["segmentation"] : json);
    } catch (const Json::parse_error& error) {
        return wrong(
            base::joined("The text is no JSON: there is a mistake at byte ", error.byte, "."));
    } catch (const Json::out_of_range&) {
        return wrong("The text has a number that is too large.");
    }
}

}  // namespace frisket::io
