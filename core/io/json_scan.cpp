// SPDX-License-Identifier: MIT
#include "core/io/json_scan.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::json;

/// Bytes of a source one by one.
class Characters {
public:
    explicit Characters(ByteSource& source) : m_source(source), m_buffer(kBufferBytes) {}

    [[nodiscard]] bool atEnd() {
        if (m_next < m_filled) {
            return false;
        }
        if (m_error || m_source.remaining() == 0) {
            return true;
        }
        const auto size = static_cast<std::size_t>(
            std::min<std::int64_t>(m_source.remaining(), std::int64_t{kBufferBytes}));
        if (auto read = m_source.read(std::as_writable_bytes(std::span(m_buffer).first(size)));
            !read) {
            m_error = read.error();
            return true;
        }
        m_before += static_cast<std::int64_t>(m_filled);
        m_next = 0;
        m_filled = size;
        return false;
    }
    [[nodiscard]] char current() const { return m_buffer[m_next]; }
    void step() { ++m_next; }
    /// Bytes that were stepped over.
    [[nodiscard]] std::int64_t place() const {
        return m_before + static_cast<std::int64_t>(m_next);
    }
    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }

private:
    static constexpr std::size_t kBufferBytes = std::size_t{1} << 16U;

    ByteSource& m_source;
    std::vector<char> m_buffer;
    std::size_t m_next = 0;
    std::size_t m_filled = 0;
    std::int64_t m_before = 0;
    std::optional<base::Error> m_error;
};

/// What the parser reads from; null is the end.
class CharacterIterator {
public:
    using difference_type = std::ptrdiff_t;
    using value_type = char;
    using pointer = const char*;
    using reference = char;
    using iterator_category = std::input_iterator_tag;

    explicit CharacterIterator(Characters* characters = nullptr) : m_characters(characters) {}
    char operator*() const { return m_characters->current(); }
    CharacterIterator& operator++() {
        m_characters->step();
        return *this;
    }
    void operator++(int) { m_characters->step(); }
    /// Only ever asked of one that reads and the end.
    bool operator==(const CharacterIterator&) const { return m_characters->atEnd(); }
    bool operator!=(const CharacterIterator& end) const { return !(*this == end); }

private:
    Characters* m_characters;
};

/// Turns the parser's events into pieces. The parser itself keeps its nesting in a list of bits.
class Handler final : public nlohmann::json_sax<Json> {
public:
    Handler(const Characters& characters, JsonPieces& pieces)
        : m_characters(characters), m_pieces(pieces) {}

    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }

    bool null() override { return scalar(nullptr); }
    bool boolean(bool value) override { return scalar(value); }
    bool number_integer(number_integer_t value) override { return scalar(value); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(value); }
    bool number_float(number_float_t value, const string_t& /*text*/) override {
        return scalar(value);
    }
    bool string(string_t& value) override { return m_keeps ? scalar(std::move(value)) : any(); }
    bool binary(binary_t& /*value*/) override { return any(); }  // not of JSON
    bool start_object(std::size_t /*size*/) override { return open(Json::value_t::object, '{'); }
    bool start_array(std::size_t /*size*/) override { return open(Json::value_t::array, '['); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& key) override {
        if (m_begins.size() == 1) {
            m_topKey = std::move(key);
            m_wanted = m_pieces.wanted(m_topKey);
            m_keeps = m_wanted != JsonPieces::Wanted::Nothing;
        } else if (!m_open.empty()) {
            m_key = std::move(key);
        }
        return true;
    }
    bool parse_error(std::size_t place, const std::string& /*token*/,
                     const Json::exception& error) override {
        m_error =
            error.id == kOutOfRange
                ? base::Error{ErrorCode::Format,
                              joined("the number before byte ", place, " is too large"),
                              {}}
                : base::Error{ErrorCode::Format,
                              joined("the text is no JSON: there is a mistake at byte ", place),
                              {}};
        return false;
    }

private:
    static constexpr int kOutOfRange = 406;

    bool refuse(ErrorCode code, std::string what) {
        m_error = base::Error{code, std::move(what), {}};
        return false;
    }

    /// A value that is not kept; the file itself must be an object.
    bool any() {
        return m_begins.empty() ? refuse(ErrorCode::Format, "the file is no JSON object") : true;
    }

    template <class Value>
    bool scalar(Value&& value) {
        if (!m_keeps || m_begins.empty()) {
            return any();
        }
        if (!m_open.empty()) {
            return put(Json(std::forward<Value>(value))) != nullptr;
        }
        const bool element = m_begins.size() == 2;
        return tell(Json(std::forward<Value>(value)), {}, element ? m_index++ : -1);
    }

    /// Puts a value into the innermost open one.
    Json* put(Json&& value) {
        if (++m_values > kMostJsonValues) {
            refuse(ErrorCode::TooLarge, joined("a part of \"", m_topKey, "\" has more than ",
                                               kMostJsonValues, " values"));
            return nullptr;
        }
        Json& parent = *m_open.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[m_key] = std::move(value));
    }

    bool open(Json::value_t type, char bracket) {
        if (m_begins.empty() && bracket == '[') {
            return any();
        }
        if (m_begins.size() == static_cast<std::size_t>(kDeepestJson)) {
            return refuse(ErrorCode::Format,
                          joined("it is nested deeper than the ", kDeepestJson,
                                 " levels that are read (byte ", m_characters.place(), ")"));
        }
        m_begins.push_back(m_characters.place() - 1);
        if (m_begins.size() == 1 || !m_keeps) {
            return true;
        }
        if (!m_open.empty()) {
            Json* const inner = put(Json(type));
            if (inner != nullptr) {
                m_open.push_back(inner);
            }
            return inner != nullptr;
        }
        if (m_begins.size() == 2 && m_wanted == JsonPieces::Wanted::Elements && bracket == '[') {
            m_index = 0;
            return true;
        }
        m_values = 0;
        m_piece = Json(type);
        m_open.push_back(&m_piece);
        return true;
    }

    bool close() {
        const JsonRange range{m_begins.back(), m_characters.place()};
        m_begins.pop_back();
        if (m_begins.empty()) {
            m_pieces.endOfFile(range);
            return true;
        }
        if (!m_open.empty()) {
            m_open.pop_back();
            const bool element = m_begins.size() == 2;
            if (m_open.empty() && !tell(std::move(m_piece), range, element ? m_index++ : -1)) {
                return false;
            }
        }
        if (m_begins.size() == 1) {
            m_pieces.end(m_topKey, range);
        }
        return true;
    }

    bool tell(Json&& value, const JsonRange& range, std::int64_t index) {
        if (auto taken = m_pieces.piece(m_topKey, std::move(value), range, index); !taken) {
            m_error = taken.error();
            m_ofPieces = true;
        }
        m_keeps = m_keeps && (index < 0 || !m_pieces.enough());
        m_piece = nullptr;
        return !m_error;
    }

public:
    /// Whether the error is that of the pieces, complete as it is.
    [[nodiscard]] bool isOfPieces() const { return m_ofPieces; }

private:
    const Characters& m_characters;
    JsonPieces& m_pieces;
    JsonPieces::Wanted m_wanted = JsonPieces::Wanted::Nothing;
    bool m_keeps = false;
    std::string m_topKey;
    std::string m_key;
    Json m_piece;
    std::vector<Json*> m_open;           ///< of the piece, the innermost last
    std::vector<std::int64_t> m_begins;  ///< of all that is open
    std::size_t m_values = 0;
    std::int64_t m_index = 0;
    std::optional<base::Error> m_error;
    bool m_ofPieces = false;
};
}  // namespace

base::Status scanJson(ByteSource& source, JsonPieces& pieces) {
    source.rewind();
    Characters characters(source);
    Handler handler(characters, pieces);
    const bool done =
        Json::sax_parse(CharacterIterator(&characters), CharacterIterator(), &handler);
    if (characters.error()) {
        return tl::unexpected(*characters.error());
    }
    if (done && !handler.error()) {
        return {};
    }
    base::Error error =
        handler.error().value_or(base::Error{ErrorCode::Format, "the text is no JSON", {}});
    if (!handler.isOfPieces()) {
        error.message = joined(source.name(), ": ", error.message, ".");
    }
    return tl::unexpected(std::move(error));
}

std::optional<std::int64_t> wholeNumber(const Json& value) {
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        return number > std::uint64_t{std::numeric_limits<std::int64_t>::max()}
                   ? std::nullopt
                   : std::optional(static_cast<std::int64_t>(number));
    }
    if (value.is_number_integer()) {
        return value.get<std::int64_t>();
    }
    constexpr double kMostExact = 9007199254740992.0;  // 2^53
    if (value.is_number_float()) {
        const double number = value.get<double>();
        if (std::abs(number) <= kMostExact && std::floor(number) == number) {
            return static_cast<std::int64_t>(number);
        }
    }
    return std::nullopt;
}

const Json* member(const Json& object, const char* key) {
    if (!object.is_object()) {
        return nullptr;
    }
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

std::optional<std::string> memberText(const Json& object, const char* key) {
    const Json* const value = member(object, key);
    return value != nullptr && value->is_string() ? std::optional(value->get<std::string>())
                                                  : std::nullopt;
}

std::optional<std::int64_t> memberNumber(const Json& object, const char* key) {
    const Json* const value = member(object, key);
    return value != nullptr ? wholeNumber(*value) : std::nullopt;
}

std::string jsonText(std::string_view text) {
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace frisket::io
