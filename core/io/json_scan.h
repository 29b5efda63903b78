// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/io/byte_stream.h"

namespace frisket::io {

/// Deepest nesting of a JSON file that is read.
inline constexpr int kDeepestJson = 64;
/// Most values (numbers, texts, lists, objects) that one piece may have which is kept.
inline constexpr std::size_t kMostJsonValues = std::size_t{1} << 22U;

/// Bytes of a file.
struct JsonRange {
    std::int64_t begin = 0;
    std::int64_t end = 0;

    [[nodiscard]] std::int64_t size() const { return end - begin; }
    bool operator==(const JsonRange&) const = default;
};

/// What a scan of a JSON file hands out. The file is one object; its values are told piece by
/// piece.
class JsonPieces {
public:
    virtual ~JsonPieces() = default;
    JsonPieces(const JsonPieces&) = delete;
    JsonPieces& operator=(const JsonPieces&) = delete;

    enum class Wanted : std::uint8_t {
        Nothing,   ///< only the range, by `end`
        Whole,     ///< the value as one piece
        Elements,  ///< a list's elements, each as a piece; anything else as `Whole`
    };
    /// What of the value that has `key` at the top. Called once for each key, again where it comes
    /// again.
    virtual Wanted wanted(std::string_view key) = 0;
    /// A piece, where it lies in the file (known of objects and lists only, else empty), and its
    /// number in the list; -1 for a whole value. A failure ends the scan.
    virtual base::Status piece(std::string_view key, nlohmann::json&& value, const JsonRange& range,
                               std::int64_t index) = 0;
    /// Asked after each element: whether the rest of its list is not wanted.
    [[nodiscard]] virtual bool enough() { return false; }
    /// The end of an object or a list at the top, brackets included.
    virtual void end(std::string_view /*key*/, const JsonRange& /*range*/) {}
    /// The end of the file's object, brackets included.
    virtual void endOfFile(const JsonRange& /*range*/) {}

protected:
    JsonPieces() = default;
};

/// Reads the JSON file in `source` from its start and tells `pieces` what it holds; what is not
/// wanted takes no memory. Neither time nor memory depends on how deep a hostile file is nested.
///
/// Fails with Format where the text is no JSON (with the place), is no object or is nested deeper
/// than kDeepestJson, with TooLarge for a piece of more than kMostJsonValues, and as the source and
/// `pieces` do.
[[nodiscard]] base::Status scanJson(ByteSource& source, JsonPieces& pieces);

/// A whole number that fits 64 bits (also one that is written with a fraction of zero), or nothing.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(const nlohmann::json& value);
/// The member of an object, or null where there is none.
[[nodiscard]] const nlohmann::json* member(const nlohmann::json& object, const char* key);
/// The text of the member `key`, or nothing where it is no text.
[[nodiscard]] std::optional<std::string> memberText(const nlohmann::json& object, const char* key);
/// The same of a whole number.
[[nodiscard]] std::optional<std::int64_t> memberNumber(const nlohmann::json& object,
                                                       const char* key);
/// `text` as JSON, in quotes. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string jsonText(std::string_view text);

}  // namespace frisket::io
