// SPDX-License-Identifier: MIT
#include <algorithm>

#include "tests/core/assign/mistakes.h"

namespace frisket::test {

namespace {
using array::DType;
using array::Index;
using assign::Casting;
using assign::Mode;
}  // namespace

std::vector<Mistake> sizeMistakes() {
    return {
        {"condition one row too tall",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {427, 640}},
         {DType::Bool, {428, 640}},
         "The condition is 428 x 640 and the destination 427 x 640: axis 0 of the condition (2 "
         "from the right) has size 428, but the destination has 427 there (its axis 0). Sizes must "
         "be equal, or the condition's must be 1.\nTry: crop rows of condition 428 -> 427 (view "
         "[:427, :]).",
         {{0, "crop rows of condition 428 -> 427"}},
         [](const Index& at) -> std::int64_t { return at[0] * 640 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"source one column too wide",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {427, 641}},
         {DType::Bool, {427, 640}},
         "The source is 427 x 641 and the destination 427 x 640: axis 1 of the source (1 from the "
         "right) has size 641, but the destination has 640 there (its axis 1). Sizes must be "
         "equal, or the source's must be 1.\nTry: crop columns of source 641 -> 640 (view [:, "
         ":640]).",
         {{0, "crop columns of source 641 -> 640"}},
         [](const Index& at) -> std::int64_t { return at[0] * 640 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[0] * 641 + to.at[1]; }},
        {"source too large on both sides",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {432, 642}},
         {DType::Bool, {427, 640}},
         "The source is 432 x 642 and the destination 427 x 640: axis 1 of the source (1 from the "
         "right) has size 642, but the destination has 640 there (its axis 1). Sizes must be "
         "equal, or the source's must be 1.\nTry: crop rows of source 432 -> 427 and columns of "
         "source 642 -> 640 (view [:427, :640]).",
         {{0, "crop rows of source 432 -> 427 and columns of source 642 -> 640"}},
         [](const Index& at) -> std::int64_t { return at[0] * 640 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[0] * 642 + to.at[1]; }},
        {"condition one row too short",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {427, 640}},
         {DType::Bool, {426, 640}},
         "The condition is 426 x 640 and the destination 427 x 640: axis 0 of the condition (2 "
         "from the right) has size 426, but the destination has 427 there (its axis 0). Sizes must "
         "be equal, or the condition's must be 1.\nTry: pad rows of condition 426 -> 427 with "
         "false.",
         {{0, "pad rows of condition 426 -> 427 with false"}},
         [](const Index& at) -> std::int64_t { return at[0] == 426 ? -1 : at[0] * 640 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"source one row too short",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {426, 640}},
         {DType::Bool, {427, 640}},
         "The source is 426 x 640 and the destination 427 x 640: axis 0 of the source (2 from the "
         "right) has size 426, but the destination has 427 there (its axis 0). Sizes must be "
         "equal, or the source's must be 1.\nTry: pad rows of source 426 -> 427 with its edge.",
         {{0, "pad rows of source 426 -> 427 with its edge"}},
         [](const Index& at) -> std::int64_t { return at[0] * 640 + at[1]; },
         [](const Target& to) -> std::int64_t {
             return std::min<std::int64_t>(to.at[0], 425) * 640 + to.at[1];
         }},
        {"condition a row too tall and a column too narrow",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {427, 640}},
         {DType::Bool, {428, 639}},
         "The condition is 428 x 639 and the destination 427 x 640: axis 1 of the condition (1 "
         "from the right) has size 639, but the destination has 640 there (its axis 1). Sizes must "
         "be equal, or the condition's must be 1.\nTry: crop rows of condition 428 -> 427, then "
         "pad columns of condition 639 -> 640 with false.",
         {{0,
           "crop rows of condition 428 -> 427, then pad columns of condition 639 -> 640 with "
           "false"}},
         [](const Index& at) -> std::int64_t { return at[1] == 639 ? -1 : at[0] * 639 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"source of half the size",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {1024, 1024}},
         {DType::U8, {512, 512}},
         {DType::Bool, {1024, 1024}},
         "The source is 512 x 512 and the destination 1024 x 1024: axis 1 of the source (1 from "
         "the right) has size 512, but the destination has 1024 there (its axis 1). Sizes must be "
         "equal, or the source's must be 1.\nTry: resize source 512 x 512 -> 1024 x 1024 "
         "(nearest).",
         {{0, "resize source 512 x 512 -> 1024 x 1024 (nearest)"}},
         [](const Index& at) -> std::int64_t { return at[0] * 1024 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[0] / 2 * 512 + to.at[1] / 2; }},
        {"condition of thrice the size",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {100, 150}},
         {DType::U8, {100, 150}},
         {DType::Bool, {300, 450}},
         "The condition is 300 x 450 and the destination 100 x 150: axis 1 of the condition (1 "
         "from the right) has size 450, but the destination has 150 there (its axis 1). Sizes must "
         "be equal, or the condition's must be 1.\nTry: resize condition 300 x 450 -> 100 x 150 "
         "(nearest).",
         {{0, "resize condition 300 x 450 -> 100 x 150 (nearest)"}},
         [](const Index& at) -> std::int64_t { return (at[0] * 3 + 1) * 450 + at[1] * 3 + 1; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"condition of two thirds the size",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {768, 1024}},
         {DType::U8, {768, 1024}},
         {DType::Bool, {512, 683}},
         "The condition is 512 x 683 and the destination 768 x 1024: axis 1 of the condition (1 "
         "from the right) has size 683, but the destination has 1024 there (its axis 1). Sizes "
         "must be equal, or the condition's must be 1.\nTry: resize condition 512 x 683 -> 768 x "
         "1024 (nearest).",
         {{0, "resize condition 512 x 683 -> 768 x 1024 (nearest)"}},
         [](const Index& at) -> std::int64_t {
             return (2 * at[0] + 1) * 512 / 1536 * 683 + (2 * at[1] + 1) * 683 / 2048;
         },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"small mask for a picture with channels",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {48, 64, 3}},
         {DType::Bool, {24, 32}},
         "The condition is 24 x 32 and the destination (48, 64, 3): axis 1 of the condition (1 "
         "from the right) has size 32, but the destination has 3 there (its axis 2). Sizes must be "
         "equal, or the condition's must be 1.\nTry: unsqueeze condition at 2, then resize "
         "condition 24 x 32 -> 48 x 64 (nearest).",
         {{0, "unsqueeze condition at 2, then resize condition 24 x 32 -> 48 x 64 (nearest)"}},
         [](const Index& at) -> std::int64_t { return at[0] / 2 * 32 + at[1] / 2; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"mask one row off for a picture with channels",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {48, 64, 3}},
         {DType::Bool, {49, 64}},
         "The condition is 49 x 64 and the destination (48, 64, 3): axis 1 of the condition (1 "
         "from the right) has size 64, but the destination has 3 there (its axis 2). Sizes must be "
         "equal, or the condition's must be 1.\nTry: unsqueeze condition at 2, then crop axis 0 of "
         "condition 49 -> 48 (view [:, :, None][:48, :, :]).",
         {{0, "unsqueeze condition at 2, then crop axis 0 of condition 49 -> 48"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"both masks of another size",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {24, 32}},
         {DType::Bool, {48, 65}},
         "The source is 24 x 32 and the destination 48 x 64: axis 1 of the source (1 from the "
         "right) has size 32, but the destination has 64 there (its axis 1). Sizes must be equal, "
         "or the source's must be 1.\nTry: resize source 24 x 32 -> 48 x 64 (nearest).",
         {{0, "resize source 24 x 32 -> 48 x 64 (nearest)"},
          {0, "crop columns of condition 65 -> 64"}},
         [](const Index& at) -> std::int64_t { return at[0] * 65 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[0] / 2 * 32 + to.at[1] / 2; }},
    };
}

}  // namespace frisket::test
