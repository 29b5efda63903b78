// SPDX-License-Identifier: MIT
#include "core/io/nrrd_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using array::DType;
using base::ErrorCode;
using base::joined;
using namespace std::string_view_literals;

constexpr std::int64_t kMostHeaderBytes = std::int64_t{16} << 20;
constexpr int kMostAxes = 16;  ///< of the format
constexpr std::size_t kShownBytes = 60;

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(value)
                                                                           : std::nullopt;
}

/// The place after the header's first line break that another one follows; npos: not yet there.
std::size_t endOfHeader(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find('\n', from); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
        const std::size_t next = text.substr(at + 1).starts_with('\r') ? at + 2 : at + 1;
        if (next < text.size() && text[next] == '\n') {
            return next + 1;
        }
    }
    return std::string_view::npos;
}

bool namesDataFile(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (foldedNrrd(line.substr(0, kShownBytes)).starts_with("datafile:")) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

tl::unexpected<base::Error> detachedError(std::string_view name) {
    return base::fail(
        ErrorCode::Unsupported,
        joined(name, ": a detached NRRD header (.nhdr), whose values are in other files."),
        "Save it as one file: `unu save -f nrrd -e gzip -i IN.nhdr -o OUT.nrrd`, or in 3D Slicer "
        "as "
        ".nrrd.");
}

/// The text up to and with the empty line; the source stands after it.
base::Result<std::string> readHeaderText(ByteSource& source) {
    constexpr std::int64_t kPiece = std::int64_t{1} << 16;
    const std::int64_t begin = source.position();
    std::string text;
    while (source.remaining() > 0) {
        const std::size_t before = text.size();
        text.resize(before +
                    static_cast<std::size_t>(std::min<std::int64_t>(kPiece, source.remaining())));
        const auto piece = std::span(text).subspan(before);
        if (const auto read = source.read(std::as_writable_bytes(piece)); !read) {
            return base::passOn(read);
        }
        const std::size_t end = endOfHeader(text, before < 2 ? 0 : before - 2);
        if (end != std::string::npos) {
            source.seek(begin + static_cast<std::int64_t>(end));
            text.resize(end);
            return text;
        }
        if (static_cast<std::int64_t>(text.size()) > kMostHeaderBytes) {
            return base::fail(ErrorCode::TooLarge,
                              joined(source.name(),
                                     ": no empty line ends the NRRD header in its "
                                     "first ",
                                     kMostHeaderBytes, " bytes."));
        }
    }
    // A detached one needs no empty line.
    if (namesDataFile(text)) {
        return detachedError(source.name());
    }
    return base::fail(ErrorCode::Truncated,
                      joined(source.name(), ": no empty line ends the NRRD header."),
                      "The file is incomplete; copy or download it again.");
}

/// Takes the fields that tell how the values lie.
class HeaderReader {
public:
    explicit HeaderReader(std::string_view name) : m_name(name) {}

    base::Status take(std::string_view text) {
        const auto line = parseNrrdLine(text);
        if (!line) {
            return bad(line.error().message);
        }
        if (line->kind == NrrdLine::Kind::Field) {
            if (auto taken = takeField(*line); !taken) {
                return taken;
            }
        }
        m_meta.lines.emplace_back(text);
        return {};
    }

    base::Result<NrrdMeta> finish(int version) {
        m_meta.version = version;
        if (!m_dimension || !m_type || m_sizes.empty() || !m_encoding) {
            return base::passOn(bad(joined("the field '",
                                           !m_dimension      ? "dimension"
                                           : !m_type         ? "type"
                                           : m_sizes.empty() ? "sizes"
                                                             : "encoding",
                                           "' is missing")));
        }
        if (static_cast<std::int64_t>(m_sizes.size()) != *m_dimension) {
            return base::passOn(
                bad(joined("dimension is ", *m_dimension, ", but sizes are ", m_sizes.size())));
        }
        m_meta.dtype = *m_type;
        if (array::itemSize(*m_type) > 1 && !m_endian) {
            return base::passOn(bad("the field 'endian' is missing"));
        }
        m_meta.bigEndian = m_endian && *m_endian;
        m_meta.packing = *m_encoding;
        for (auto size = m_sizes.rbegin(); size != m_sizes.rend(); ++size) {
            m_meta.shape.append(*size);
        }
        return std::move(m_meta);
    }

private:
    [[nodiscard]] base::Status bad(std::string_view what) const {
        return base::fail(ErrorCode::Format, joined(m_name, ": in the NRRD header ", what, "."));
    }
    [[nodiscard]] base::Status unsupported(std::string_view what, std::string_view value) const {
        return base::fail(ErrorCode::Unsupported,
                          joined(m_name, ": an NRRD file of ", what, " ", shownNrrd(value),
                                 ", which is not read."),
                          "Save it with encoding gzip or raw, and with a number for each element: "
                          "`unu save -f nrrd -e gzip`.");
    }

    base::Status takeField(const NrrdLine& line) {
        if (line.name == "datafile") {
            return detachedError(m_name);
        }
        if ((line.name == "type" && m_type) || (line.name == "dimension" && m_dimension) ||
            (line.name == "sizes" && !m_sizes.empty()) || (line.name == "endian" && m_endian) ||
            (line.name == "encoding" && m_encoding)) {
            return bad(joined("the field '", line.name, "' is there twice"));
        }
        const std::string value = foldedNrrd(line.value);
        if (line.name == "type") {
            m_type = nrrdType(value);
            if (!m_type) {
                return unsupported("type", line.value);
            }
        } else if (line.name == "dimension") {
            m_dimension = number(value);
            if (!m_dimension || *m_dimension < 1 || *m_dimension > kMostAxes) {
                return bad(
                    joined("dimension is ", shownNrrd(line.value), ", not 1 to ", kMostAxes));
            }
        } else if (line.name == "sizes") {
            return takeSizes(line.value);
        } else if (line.name == "endian") {
            if (value != "little" && value != "big") {
                return bad(joined("endian is ", shownNrrd(line.value), ", neither little nor big"));
            }
            m_endian = value == "big";
        } else if (line.name == "encoding") {
            if (value != "raw" && value != "gzip" && value != "gz") {
                return unsupported("encoding", line.value);
            }
            m_encoding = value == "raw" ? Packing::None : Packing::Gzip;
        } else if (line.name == "lineskip" || line.name == "byteskip") {
            if (value != "0") {
                return unsupported(line.name == "lineskip" ? "line skip" : "byte skip", line.value);
            }
        }
        return {};
    }

    base::Status takeSizes(std::string_view value) {
        for (const std::string& word : nrrdWords(value)) {
            const auto size = number(word);
            if (!size || *size < 1 || std::ssize(m_sizes) == kMostAxes) {
                return bad(joined("sizes are ", shownNrrd(value), ", not up to ", kMostAxes,
                                  " numbers of at least 1"));
            }
            m_sizes.push_back(*size);
        }
        return {};
    }

    std::string_view m_name;
    NrrdMeta m_meta;
    std::optional<std::int64_t> m_dimension;
    std::optional<DType> m_type;
    std::vector<std::int64_t> m_sizes;
    std::optional<bool> m_endian;
    std::optional<Packing> m_encoding;
};

/// Name as the format prefers it, for a new line.
std::string_view typeName(DType dtype) {
    switch (dtype) {
        case DType::Bool:
            return "uint8";
        case DType::F32:
            return "float";
        case DType::F64:
            return "double";
        default:
            return array::name(dtype);
    }
}

/// The fields that tell how the values lie, in the order of a new header.
std::array<std::pair<std::string_view, std::string>, 5> layoutFields(const NrrdMeta& meta) {
    std::string sizes;
    for (int axis = meta.shape.rank() - 1; axis >= 0; --axis) {
        sizes += joined(sizes.empty() ? "" : " ", meta.shape[axis]);
    }
    return {{{"type", std::string(typeName(meta.dtype))},
             {"dimension", joined(meta.shape.rank())},
             {"sizes", sizes},
             {"endian", meta.bigEndian ? "big" : "little"},
             {"encoding", meta.packing == Packing::Gzip ? "gzip" : "raw"}}};
}

/// Whether a line of the file says what the new one would, in whatever words.
bool saysTheSame(std::string_view field, std::string_view value, const std::string& wanted) {
    const std::string own = foldedNrrd(value);
    if (field == "type") {
        return nrrdType(value) == nrrdType(wanted);
    }
    if (field == "sizes") {
        std::string words;
        for (const std::string& word : nrrdWords(value)) {
            words += joined(words.empty() ? "" : " ", word);
        }
        return words == wanted;
    }
    return own == wanted || (own == "gz" && wanted == "gzip");
}
}  // namespace

base::Result<NrrdMeta> readNrrdHeader(ByteSource& source) {
    const auto text = readHeaderText(source);
    if (!text) {
        return base::passOn(text);
    }
    constexpr std::string_view kMagic = "NRRD000";
    const std::string_view all = *text;
    const std::size_t first = all.find('\n');
    std::string_view magic = all.substr(0, first);
    if (magic.ends_with('\r')) {
        magic.remove_suffix(1);
    }
    if (!magic.starts_with(kMagic) || magic.size() != kMagic.size() + 1 || magic.back() < '1' ||
        magic.back() > '5') {
        return base::fail(ErrorCode::Unsupported,
                          joined(source.name(), ": an NRRD file of version ", shownNrrd(magic),
                                 "; NRRD0001 to NRRD0005 are read."));
    }
    HeaderReader reader(source.name());
    for (std::size_t at = first + 1; at < all.size();) {
        const std::size_t end = all.find('\n', at);  // there is one: the last byte is
        std::string_view line = all.substr(at, end - at);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        at = end + 1;
        if (line.empty()) {
            break;
        }
        if (const auto taken = reader.take(line); !taken) {
            return base::passOn(taken);
        }
    }
    return reader.finish(magic.back() - '0');
}

std::string formatNrrdHeader(const NrrdMeta& meta, std::vector<std::string>& notes) {
    auto fields = layoutFields(meta);
    if (array::itemSize(meta.dtype) == 1) {
        fields[3].second.clear();  // has no byte order; a line that is there stays
    }
    std::size_t axes = 0;
    for (const std::string& text : meta.lines) {
        const auto line = parseNrrdLine(text);
        if (line && line->kind == NrrdLine::Kind::Field && line->name == "sizes") {
            axes = nrrdWords(line->value).size();
        }
    }
    const bool otherAxes = axes > 0 && axes != static_cast<std::size_t>(meta.shape.rank());
    std::string lines;
    std::string left;
    for (const std::string& text : meta.lines) {
        const auto line = parseNrrdLine(text);
        const bool isField = line && line->kind == NrrdLine::Kind::Field;
        const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& known) {
            return isField && known.first == line->name;
        });
        if (field != fields.end()) {
            const bool same =
                field->second.empty() || saysTheSame(field->first, line->value, field->second);
            lines += same ? joined(text, "\n") : joined(field->first, ": ", field->second, "\n");
            field->second.clear();
        } else if (otherAxes && isField && isPerAxis(line->name)) {
            left += joined(left.empty() ? "" : ", ", line->name);
        } else {
            lines += joined(text, "\n");
        }
    }
    // The format wants `dimension` before the fields of axes: new lines come first.
    std::string header = joined("NRRD000", meta.version, "\n");
    for (const auto& [name, value] : fields) {
        header += value.empty() ? "" : joined(name, ": ", value, "\n");
    }
    if (!left.empty()) {
        notes.push_back(
            joined("The number of axes is another one than in the file that the array "
                   "comes from; its fields of axes are left out: ",
                   left, "."));
    }
    return header + lines + "\n";
}

}  // namespace frisket::io
