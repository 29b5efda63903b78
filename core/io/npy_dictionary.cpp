// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/io/npy_header.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

constexpr std::string_view kNotAHeader = "The file is damaged or not what it claims to be.";

/// `text` for a message: short, printable ASCII.
std::string shown(std::string_view text) {
    constexpr std::size_t kMost = 40;
    std::string out(text.substr(0, kMost));
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text.size() > kMost ? out + "..." : out;
}

/// What NumPy calls a dtype that is not ours; empty for what is no dtype at all.
std::string_view foreignKind(char kind) {
    switch (kind) {
        case 'O':
            return "object (pickled Python objects)";
        case 'U':
        case 'S':
        case 'a':
            return "text";
        case 'V':
            return "void or structured";
        case 'c':
            return "complex";
        case 'M':
        case 'm':
            return "date and time";
        case 'f':
            return "long double";
        default:
            return {};
    }
}

/// Reads the few kinds of literal that a header consists of.
class DictionaryReader {
public:
    DictionaryReader(std::string_view text, std::string_view name) : m_text(text), m_name(name) {}

    base::Result<NpyHeader> read() {
        if (!take('{')) {
            return expected("'{'");
        }
        while (!take('}')) {
            if (const auto entry = readEntry(); !entry) {
                return base::passOn(entry);
            }
            if (!take(',') && peek() != '}') {
                return expected("',' or '}'");
            }
        }
        skipSpace();
        if (m_at != m_text.size()) {
            return expected("nothing after the dictionary");
        }
        for (std::size_t key = 0; key < kKeys.size(); ++key) {
            if (!m_found[key]) {
                return fail(ErrorCode::Format,
                            joined(m_name, ": the NPY header has no '", kKeys[key], "'."),
                            std::string(kNotAHeader));
            }
        }
        return m_header;
    }

private:
    static constexpr std::array<std::string_view, 3> kKeys{"descr", "fortran_order", "shape"};

    void skipSpace() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' ||
                                        m_text[m_at] == '\t' || m_text[m_at] == '\r')) {
            ++m_at;
        }
    }

    /// The next character that is no space; NUL at the end.
    char peek() {
        skipSpace();
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }

    bool take(char wanted) {
        if (peek() != wanted || m_at == m_text.size()) {
            return false;
        }
        ++m_at;
        return true;
    }

    bool takeWord(std::string_view word) {
        skipSpace();
        if (m_text.substr(m_at, word.size()) != word) {
            return false;
        }
        m_at += word.size();
        return true;
    }

    [[nodiscard]] tl::unexpected<base::Error> expected(std::string_view what) {
        const std::string_view rest = m_text.substr(m_at);
        return fail(ErrorCode::Format,
                    joined(m_name, ": the NPY header is not valid: ", what, " expected at byte ",
                           m_at, " of the header, \"", shown(rest), "\" found."),
                    std::string(kNotAHeader));
    }

    std::optional<std::string_view> takeString() {
        const char quote = peek();
        if (quote != '\'' && quote != '"') {
            return std::nullopt;
        }
        const std::size_t begin = m_at + 1;
        const std::size_t end = m_text.find(quote, begin);
        const std::string_view content =
            m_text.substr(begin, end == std::string_view::npos ? end : end - begin);
        if (end == std::string_view::npos || content.find('\\') != std::string_view::npos) {
            return std::nullopt;
        }
        m_at = end + 1;
        return content;
    }

    base::Status readEntry() {
        const auto key = takeString();
        if (!key) {
            return expected("a key in quotes");
        }
        const auto known = std::find(kKeys.begin(), kKeys.end(), *key);
        const auto index = static_cast<std::size_t>(known - kKeys.begin());
        if (known == kKeys.end() || m_found[index]) {
            return fail(ErrorCode::Format,
                        joined(m_name, ": the NPY header has ",
                               known == kKeys.end() ? "an unknown key" : "twice the key", " '",
                               shown(*key), "'."),
                        std::string(kNotAHeader));
        }
        m_found[index] = true;
        if (!take(':')) {
            return expected("':'");
        }
        return index == 0 ? readDescription() : index == 1 ? readOrder() : readShape();
    }

    base::Status readDescription() {
        if (peek() == '[') {
            return unsupported("structured");
        }
        const auto description = takeString();
        if (!description) {
            return expected("a dtype in quotes");
        }
        std::string_view rest = *description;
        char order = '=';
        if (!rest.empty() &&
            std::string_view("<>=|").find(rest.front()) != std::string_view::npos) {
            order = rest.front();
            rest.remove_prefix(1);
        }
        if (const auto dtype = array::dtypeFromName(rest)) {
            const bool bytesMatter = array::itemSize(*dtype) > 1;
            constexpr bool kBigMachine = std::endian::native == std::endian::big;
            m_header.dtype = *dtype;
            m_header.bigEndian = bytesMatter && (order == '>' || (order != '<' && kBigMachine));
            m_header.swapBytes = bytesMatter && m_header.bigEndian != kBigMachine;
            return {};
        }
        const std::string_view kind = rest.empty() ? std::string_view() : foreignKind(rest.front());
        if (!kind.empty()) {
            return unsupported(joined(kind, " ('", shown(*description), "')"));
        }
        return fail(ErrorCode::Format,
                    joined(m_name, ": '", shown(*description), "' in the NPY header is no dtype."),
                    std::string(kNotAHeader));
    }

    [[nodiscard]] tl::unexpected<base::Error> unsupported(std::string_view kind) const {
        return fail(ErrorCode::Unsupported,
                    joined(m_name, ": the array's dtype is ", kind,
                           "; a mask is made of booleans, integers or floats."),
                    "Convert it in Python, for example numpy.save(path, array.astype('uint8')).");
    }

    base::Status readOrder() {
        if (takeWord("True")) {
            m_header.fortranOrder = true;
            return {};
        }
        return takeWord("False") ? base::Status() : expected("True or False");
    }

    base::Status readShape() {
        if (!take('(')) {
            return expected("a tuple of sizes");
        }
        bool comma = true;
        while (!take(')')) {
            if (!comma) {
                return expected("',' or ')'");
            }
            if (const auto size = readSize(); !size) {
                return size;
            }
            comma = take(',');
        }
        // "(5)" is a number in Python, not a tuple.
        return m_header.shape.rank() == 1 && !comma ? expected("',' in a tuple of one size")
                                                    : base::Status();
    }

    base::Status readSize() {
        (void)peek();
        const char* const begin = m_text.data() + m_at;
        std::int64_t size = 0;
        const auto [end, failure] = std::from_chars(begin, m_text.data() + m_text.size(), size);
        if (failure == std::errc::result_out_of_range) {
            return fail(ErrorCode::TooLarge,
                        joined(m_name, ": axis ", m_header.shape.rank(),
                               " of the array is longer than 63 bits can count."),
                        std::string(kNotAHeader));
        }
        if (failure != std::errc() || *begin == '-') {
            return expected("a size of 0 or more");
        }
        if (m_header.shape.rank() == array::kMaxRank) {
            return fail(ErrorCode::Unsupported,
                        joined(m_name, ": the array has more than ", array::kMaxRank, " axes."));
        }
        m_at += static_cast<std::size_t>(end - begin);
        (void)takeWord("L");  // a long integer of Python 2
        m_header.shape.append(size);
        return {};
    }

    std::string_view m_text;
    std::string_view m_name;
    std::size_t m_at = 0;
    std::array<bool, kKeys.size()> m_found{};
    NpyHeader m_header;
};
}  // namespace

base::Result<NpyHeader> parseNpyDictionary(std::string_view text, std::string_view name) {
    return DictionaryReader(text, name).read();
}

}  // namespace frisket::io
