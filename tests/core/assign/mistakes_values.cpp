// SPDX-License-Identifier: MIT
#include <cmath>

#include "tests/core/assign/mistakes.h"

namespace frisket::test {

namespace {
using array::DType;
using array::Index;
using assign::Casting;
using assign::Mode;
}  // namespace

std::vector<Mistake> valueMistakes() {
    return {
        {"float source under safe",
         Mode::Where,
         Casting::Safe,
         {DType::U8, {48, 64}},
         {DType::F64, {48, 64}},
         {DType::Bool, {48, 64}},
         "Casting 'safe' does not allow a source of dtype float64 for a destination of dtype "
         "uint8.\nTry: cast 'exact': each selected value is checked; or cast 'unsafe'.",
         {{0, "cast 'exact': each selected value is checked"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"wide integers under same_kind",
         Mode::Where,
         Casting::SameKind,
         {DType::U8, {48, 64}},
         {DType::I64, {48, 64}},
         {DType::Bool, {48, 64}},
         "Casting 'same_kind' does not allow a source of dtype int64 for a destination of dtype "
         "uint8.\nTry: cast 'exact': each selected value is checked; or cast 'unsafe'.",
         {{1, "cast 'unsafe'"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; },
         [](std::int64_t place) { return static_cast<double>(place); },
         [](double value) { return std::fmod(value, 256); }},
        {"double source under safe",
         Mode::Where,
         Casting::Safe,
         {DType::F32, {48, 64}},
         {DType::F64, {48, 64}},
         {DType::Bool, {48, 64}},
         "Casting 'safe' does not allow a source of dtype float64 for a destination of dtype "
         "float32.\nTry: cast 'exact': each selected value is checked; or cast 'same_kind'; or "
         "cast 'unsafe'.",
         {{1, "cast 'same_kind'"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; },
         [](std::int64_t place) { return static_cast<double>(place) / 7; },
         [](double value) { return static_cast<double>(static_cast<float>(value)); }},
        {"labels that don't fit",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U16, {48, 64}},
         {DType::Bool, {48, 64}},
         "1760 selected values of the source do not survive the cast from uint16 to uint8; the "
         "first is 257 at [4, 1].\nLeave those pixels out of the condition; or cast 'unsafe': 1760 "
         "values would wrap.",
         {{0, "cast 'unsafe': 1760 values would wrap"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; },
         [](std::int64_t place) { return static_cast<double>(place); },
         [](double value) { return std::fmod(value, 256); }},
        {"halves into integers",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::F32, {4, 6}},
         {DType::Bool, {4, 6}},
         "8 selected values of the source do not survive the cast from float32 to uint8; the first "
         "is 0.5 at [0, 1].\nLeave those pixels out of the condition; or cast 'unsafe': 8 values "
         "would be truncated.",
         {{0, "cast 'unsafe': 8 values would be truncated"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; },
         [](std::int64_t place) { return static_cast<double>(place) / 2; },
         [](double value) { return std::floor(value); }},
        {"float source under safe whose values don't survive",
         Mode::Where,
         Casting::Safe,
         {DType::U8, {4, 6}},
         {DType::F32, {4, 6}},
         {DType::Bool, {4, 6}},
         "Casting 'safe' does not allow a source of dtype float32 for a destination of dtype "
         "uint8.\nTry: cast 'exact': each selected value is checked; or cast 'unsafe'.",
         {{0, "cast 'exact': each selected value is checked"},
          {0, "cast 'unsafe': 8 values would be truncated"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; },
         [](std::int64_t place) { return static_cast<double>(place) / 2; },
         [](double value) { return std::floor(value); }},
        {"fill: condition with H and W swapped",
         Mode::Fill,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {}},
         {DType::Bool, {64, 48}},
         "The condition is 64 x 48 and the destination 48 x 64: axis 1 of the condition (1 from "
         "the right) has size 48, but the destination has 64 there (its axis 1). Sizes must be "
         "equal, or the condition's must be 1.\nTry: swap H and W of condition (view .transpose(1, "
         "0)).",
         {{0, "swap H and W of condition"}},
         [](const Index& at) -> std::int64_t { return at[1] * 48 + at[0]; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"fill: condition with a batch axis",
         Mode::Fill,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {}},
         {DType::Bool, {1, 48, 64}},
         "The condition has 3 axes, shape (1, 48, 64), but the destination has 2, shape (48, 64): "
         "axis 0 of the condition (3 from the right) has size 1 and meets none of the "
         "destination's.\nTry: squeeze condition at 0 (view [0]).",
         {{0, "squeeze condition at 0"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"fill: one row too many",
         Mode::Fill,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {}},
         {DType::Bool, {428, 640}},
         "The condition is 428 x 640 and the destination 427 x 640: axis 0 of the condition (2 "
         "from the right) has size 428, but the destination has 427 there (its axis 0). Sizes must "
         "be equal, or the condition's must be 1.\nTry: crop rows of condition 428 -> 427 (view "
         "[:427, :]).",
         {{0, "crop rows of condition 428 -> 427"}},
         [](const Index& at) -> std::int64_t { return at[0] * 640 + at[1]; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"fill: small condition",
         Mode::Fill,
         Casting::Exact,
         {DType::U8, {96, 128}},
         {DType::U8, {}},
         {DType::Bool, {12, 16}},
         "The condition is 12 x 16 and the destination 96 x 128: axis 1 of the condition (1 from "
         "the right) has size 16, but the destination has 128 there (its axis 1). Sizes must be "
         "equal, or the condition's must be 1.\nTry: resize condition 12 x 16 -> 96 x 128 "
         "(nearest).",
         {{0, "resize condition 12 x 16 -> 96 x 128 (nearest)"}},
         [](const Index& at) -> std::int64_t { return at[0] / 8 * 16 + at[1] / 8; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"fill: value of another dtype under safe",
         Mode::Fill,
         Casting::Safe,
         {DType::U8, {4, 6}},
         {DType::I64, {}},
         {DType::Bool, {4, 6}},
         "Casting 'safe' does not allow a source of dtype int64 for a destination of dtype "
         "uint8.\nTry: cast 'exact': each selected value is checked; or cast 'unsafe'.",
         {{0, "cast 'exact': each selected value is checked"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"fill: value in an array of one",
         Mode::Fill,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {1}},
         {DType::Bool, {4, 6}},
         "The mode 'fill' takes one value: the source must be 0-d, not of shape (1,).\nTry: "
         "squeeze source at 0 (view [0]).",
         {{0, "squeeze source at 0"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"fill: the first of several values",
         Mode::Fill,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {5}},
         {DType::Bool, {4, 6}},
         "The mode 'fill' takes one value: the source must be 0-d, not of shape (5,).\nTry: take "
         "index 0 of axis 0 of source (view [0]).",
         {{0, "take index 0 of axis 0 of source"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target&) -> std::int64_t { return 0; }},
    };
}

}  // namespace frisket::test
