// SPDX-License-Identifier: MIT
#include "core/io/nrrd_line.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using array::DType;
using base::ErrorCode;
using base::joined;
using namespace std::string_view_literals;

constexpr std::size_t kShownBytes = 60;

struct TypeName {
    std::string_view name;  ///< in lower case without blanks
    DType dtype;
};

constexpr std::array kTypes{
    TypeName{"uint8", DType::U8},          TypeName{"uint8_t", DType::U8},
    TypeName{"uchar", DType::U8},          TypeName{"unsignedchar", DType::U8},
    TypeName{"int8", DType::I8},           TypeName{"int8_t", DType::I8},
    TypeName{"signedchar", DType::I8},     TypeName{"uint16", DType::U16},
    TypeName{"uint16_t", DType::U16},      TypeName{"ushort", DType::U16},
    TypeName{"unsignedshort", DType::U16}, TypeName{"unsignedshortint", DType::U16},
    TypeName{"int16", DType::I16},         TypeName{"int16_t", DType::I16},
    TypeName{"short", DType::I16},         TypeName{"shortint", DType::I16},
    TypeName{"signedshort", DType::I16},   TypeName{"signedshortint", DType::I16},
    TypeName{"uint32", DType::U32},        TypeName{"uint32_t", DType::U32},
    TypeName{"uint", DType::U32},          TypeName{"unsignedint", DType::U32},
    TypeName{"int32", DType::I32},         TypeName{"int32_t", DType::I32},
    TypeName{"int", DType::I32},           TypeName{"signedint", DType::I32},
    TypeName{"uint64", DType::U64},        TypeName{"uint64_t", DType::U64},
    TypeName{"ulonglong", DType::U64},     TypeName{"unsignedlonglong", DType::U64},
    TypeName{"int64", DType::I64},         TypeName{"unsignedlonglongint", DType::U64},
    TypeName{"int64_t", DType::I64},       TypeName{"longlong", DType::I64},
    TypeName{"longlongint", DType::I64},   TypeName{"signedlonglong", DType::I64},
    TypeName{"float", DType::F32},         TypeName{"signedlonglongint", DType::I64},
    TypeName{"double", DType::F64}};

constexpr std::array kPerAxis{"sizes"sv,    "spacings"sv, "thicknesses"sv,    "axismins"sv,
                              "axismaxs"sv, "centers"sv,  "centerings"sv,     "labels"sv,
                              "units"sv,    "kinds"sv,    "spacedirections"sv};

constexpr bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isBlank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

}  // namespace

std::string foldedNrrd(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (!isBlank(c)) {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return out;
}

std::string shownNrrd(std::string_view text) {
    return joined("'", text.substr(0, kShownBytes), text.size() > kShownBytes ? "..." : "", "'");
}

std::optional<DType> nrrdType(std::string_view name) {
    const std::string wanted = foldedNrrd(name);
    const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                    [&](const TypeName& type) { return type.name == wanted; });
    return found == kTypes.end() ? std::nullopt : std::optional(found->dtype);
}

base::Result<NrrdLine> parseNrrdLine(std::string_view line) {
    NrrdLine out;
    if (line.starts_with('#')) {
        out.value = line;
        return out;
    }
    const std::size_t colon = line.find(':');
    const std::size_t key = line.find(":=");
    if (key != std::string_view::npos && key > 0 && key == colon) {
        out.kind = NrrdLine::Kind::KeyValue;
        out.name = line.substr(0, key);
        out.value = line.substr(key + 2);
        return out;
    }
    if (colon == std::string_view::npos || colon == 0) {
        return base::fail(ErrorCode::Format,
                          joined("the line ", shownNrrd(line),
                                 " is neither a field ('name: value'), a key ('key:=value') nor a "
                                 "comment"));
    }
    out.kind = NrrdLine::Kind::Field;
    out.name = foldedNrrd(line.substr(0, colon));
    out.value = trimmed(line.substr(colon + 1));
    return out;
}

std::vector<std::string> nrrdWords(std::string_view value) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < value.size();) {
        if (isBlank(value[at])) {
            ++at;
            continue;
        }
        const char closing = value[at] == '"' ? '"' : value[at] == '(' ? ')' : ' ';
        std::size_t end = at + (closing == ' ' ? 0 : 1);
        while (end < value.size() &&
               (closing == ' ' ? !isBlank(value[end]) : value[end] != closing)) {
            end += closing == '"' && value[end] == '\\' ? std::size_t{2} : std::size_t{1};
        }
        end = std::min(end, value.size());
        if (closing == '"') {
            words.emplace_back(value.substr(at + 1, end - at - 1));
        } else {
            words.emplace_back(value.substr(at, end - at + (closing == ')' ? 1 : 0)));
        }
        at = end + (closing == ' ' ? 0 : 1);
    }
    return words;
}

bool isPerAxis(std::string_view field) {
    return std::find(kPerAxis.begin(), kPerAxis.end(), field) != kPerAxis.end();
}

}  // namespace frisket::io
