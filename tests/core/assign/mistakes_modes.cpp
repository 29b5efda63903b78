// SPDX-License-Identifier: MIT
#include "tests/core/assign/mistakes.h"

namespace frisket::test {

namespace {
using array::DType;
using array::Index;
using assign::Casting;
using assign::Mode;

Mistake changesNothing(Mistake mistake) {
    mistake.changes = false;
    return mistake;
}
}  // namespace

std::vector<Mistake> modeMistakes() {
    return {
        {"where: a value for each selected one",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {15}},
         {DType::Bool, {4, 6}},
         "The source is (15,) and the destination 4 x 6: axis 0 of the source (1 from the right) "
         "has size 15, but the destination has 6 there (its axis 1). Sizes must be equal, or the "
         "source's must be 1.\nTry: use mode index; or use mode scatter; or use mode place.",
         {{0, "use mode index"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.rank; }},
        {"where: a list that is too short",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {5}},
         {DType::Bool, {4, 6}},
         "The source is (5,) and the destination 4 x 6: axis 0 of the source (1 from the right) "
         "has size 5, but the destination has 6 there (its axis 1). Sizes must be equal, or the "
         "source's must be 1.\nTry: use mode place.",
         {{0, "use mode place"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.rank % 5; }},
        {"where: a list that is too long",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {17}},
         {DType::Bool, {4, 6}},
         "The source is (17,) and the destination 4 x 6: axis 0 of the source (1 from the right) "
         "has size 17, but the destination has 6 there (its axis 1). Sizes must be equal, or the "
         "source's must be 1.\nTry: use mode scatter; or use mode place.",
         {{0, "use mode scatter"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.rank; }},
        {"index: a picture as source",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {4, 6}},
         {DType::Bool, {4, 6}},
         "The condition selects 15, so in mode 'index' the source must be a single value or have "
         "shape (15,); it has 2 axes, shape (4, 6).\nTry: use mode where.",
         {{0, "use mode where"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"index: one value too many",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {16}},
         {DType::Bool, {4, 6}},
         "The condition selects 15, so in mode 'index' the source must be a single value or have "
         "shape (15,); it has shape (16,), 16 along axis 0 (1 from the right) instead of 15.\nTry: "
         "use mode scatter; or use mode place.",
         {{0, "use mode scatter"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.rank; }},
        {"index: too few values",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {14}},
         {DType::Bool, {4, 6}},
         "The condition selects 15, so in mode 'index' the source must be a single value or have "
         "shape (15,); it has shape (14,), 14 along axis 0 (1 from the right) instead of 15.\nTry: "
         "use mode place.",
         {{0, "use mode place"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.rank % 14; }},
        {"index: condition with channels last",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {3, 48, 64}},
         {DType::U8, {1}},
         {DType::Bool, {48, 64, 3}},
         "The condition is (48, 64, 3) and the destination (3, 48, 64): axis 0 of the condition (3 "
         "from the right) has size 48, but the destination has 3 there. In mode 'index' its shape "
         "must equal the destination's first axes.\nTry: move axis 2 of condition to the front "
         "(view .transpose(2, 0, 1)).",
         {{0, "move axis 2 of condition to the front"}},
         [](const Index& at) -> std::int64_t { return (at[1] * 64 + at[2]) * 3 + at[0]; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"index: condition one row too tall",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {1}},
         {DType::Bool, {428, 640}},
         "The condition is (428, 640) and the destination (427, 640): axis 0 of the condition (2 "
         "from the right) has size 428, but the destination has 427 there. In mode 'index' its "
         "shape must equal the destination's first axes.\nTry: crop rows of condition 428 -> 427 "
         "(view [:427, :]).",
         {{0, "crop rows of condition 428 -> 427"}},
         [](const Index& at) -> std::int64_t { return at[0] * 640 + at[1]; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"index: condition one row too short for channels",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {427, 640, 3}},
         {DType::U8, {3}},
         {DType::Bool, {426, 640}},
         "The condition is (426, 640) and the destination (427, 640, 3): axis 0 of the condition "
         "(2 from the right) has size 426, but the destination has 427 there. In mode 'index' its "
         "shape must equal the destination's first axes.\nTry: pad rows of condition 426 -> 427 "
         "with false.",
         {{0, "pad rows of condition 426 -> 427 with false"}},
         [](const Index& at) -> std::int64_t { return at[0] == 426 ? -1 : at[0] * 640 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[2]; }},
        {"index: small condition for channels",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {3}},
         {DType::Bool, {24, 32}},
         "The condition is (24, 32) and the destination (48, 64, 3): axis 0 of the condition (2 "
         "from the right) has size 24, but the destination has 48 there. In mode 'index' its shape "
         "must equal the destination's first axes.\nTry: resize condition 24 x 32 -> 48 x 64 "
         "(nearest).",
         {{0, "resize condition 24 x 32 -> 48 x 64 (nearest)"}},
         [](const Index& at) -> std::int64_t { return at[0] / 2 * 32 + at[1] / 2; },
         [](const Target& to) -> std::int64_t { return to.at[2]; }},
        {"index: condition with H and W swapped for channels",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {3}},
         {DType::Bool, {64, 48}},
         "The condition is (64, 48) and the destination (48, 64, 3): axis 0 of the condition (2 "
         "from the right) has size 64, but the destination has 48 there. In mode 'index' its shape "
         "must equal the destination's first axes.\nTry: swap H and W of condition (view "
         ".transpose(1, 0)).",
         {{0, "swap H and W of condition"}},
         [](const Index& at) -> std::int64_t { return at[1] * 48 + at[0]; },
         [](const Target& to) -> std::int64_t { return to.at[2]; }},
        {"index: condition for the last axes",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {3, 48, 64}},
         {DType::U8, {1}},
         {DType::Bool, {48, 64}},
         "The condition is (48, 64) and the destination (3, 48, 64): axis 0 of the condition (2 "
         "from the right) has size 48, but the destination has 3 there. In mode 'index' its shape "
         "must equal the destination's first axes.\nTry: use mode where.",
         {{0, "use mode where"}},
         [](const Index& at) -> std::int64_t { return at[1] * 64 + at[2]; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"index: condition with a batch axis",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {1}},
         {DType::Bool, {1, 48, 64}},
         "The condition has 3 axes, shape (1, 48, 64), but the destination has 2, shape (48, 64). "
         "In mode 'index' its shape must equal the destination's first axes.\nTry: squeeze "
         "condition at 0 (view [0]).",
         {{0, "squeeze condition at 0"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target&) -> std::int64_t { return 0; }},
        {"index: values with channels first",
         Mode::Index,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {3, 1920}},
         {DType::Bool, {48, 64}},
         "The condition selects 1920, so in mode 'index' the source must broadcast to (1920, 3); "
         "it has shape (3, 1920), 1920 along axis 1 (1 from the right) instead of 3.\nTry: swap H "
         "and W of source (view .transpose(1, 0)).",
         {{0, "swap H and W of source"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[2] * 1920 + to.rank / 3; }},
        {"scatter: too few values",
         Mode::Scatter,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {14}},
         {DType::Bool, {4, 6}},
         "The source has 14 elements, shape (14,), but the condition selects 15: mode 'scatter' "
         "takes one for each.\nTry: use mode place.",
         {{0, "use mode place"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.rank % 14; }},
        {"scatter: condition with H and W swapped",
         Mode::Scatter,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {24}},
         {DType::Bool, {6, 4}},
         "The condition is 6 x 4 and the destination 4 x 6: axis 1 of the condition (1 from the "
         "right) has size 4, but the destination has 6 there (its axis 1). Sizes must be equal, or "
         "the condition's must be 1.\nTry: swap H and W of condition (view .transpose(1, 0)).",
         {{0, "swap H and W of condition"}},
         [](const Index& at) -> std::int64_t { return at[1] * 4 + at[0]; },
         [](const Target& to) -> std::int64_t { return to.rank; }},
        changesNothing({"place: nothing to place",
                        Mode::Place,
                        Casting::Exact,
                        {DType::U8, {4, 6}},
                        {DType::U8, {0}},
                        {DType::Bool, {4, 6}},
                        "The source is empty, shape (0,), but the condition selects 15: mode "
                        "'place' needs at least one element to repeat.\nTry: use mode putmask.",
                        {{0, "use mode putmask"}},
                        [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
                        [](const Target&) -> std::int64_t { return -1; }}),
        {"place: condition of half the size",
         Mode::Place,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {7}},
         {DType::Bool, {24, 32}},
         "The condition has 768 elements, shape (24, 32), and the destination 3072, shape (48, "
         "64): mode 'place' needs equally many.\nTry: resize condition 24 x 32 -> 48 x 64 "
         "(nearest).",
         {{0, "resize condition 24 x 32 -> 48 x 64 (nearest)"}},
         [](const Index& at) -> std::int64_t { return at[0] / 2 * 32 + at[1] / 2; },
         [](const Target& to) -> std::int64_t { return to.rank % 7; }},
        {"place: condition that broadcasts",
         Mode::Place,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {24}},
         {DType::Bool, {6}},
         "The condition has 6 elements, shape (6,), and the destination 24, shape (4, 6): mode "
         "'place' needs equally many.\nTry: use mode scatter.",
         {{0, "use mode scatter"}},
         [](const Index& at) -> std::int64_t { return at[1]; },
         [](const Target& to) -> std::int64_t { return to.rank; }},
        {"putmask: condition one column too narrow",
         Mode::Putmask,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {7}},
         {DType::Bool, {427, 639}},
         "The condition has 272853 elements, shape (427, 639), and the destination 273280, shape "
         "(427, 640): mode 'putmask' needs equally many.\nTry: pad columns of condition 639 -> 640 "
         "with false.",
         {{0, "pad columns of condition 639 -> 640 with false"}},
         [](const Index& at) -> std::int64_t { return at[1] == 639 ? -1 : at[0] * 639 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat % 7; }},
        {"putmask: condition that broadcasts",
         Mode::Putmask,
         Casting::Exact,
         {DType::U8, {4, 6}},
         {DType::U8, {4, 6}},
         {DType::Bool, {6}},
         "The condition has 6 elements, shape (6,), and the destination 24, shape (4, 6): mode "
         "'putmask' needs equally many.\nTry: use mode scatter; or use mode where.",
         {{1, "use mode where"}},
         [](const Index& at) -> std::int64_t { return at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"putmask: wide values under safe",
         Mode::Putmask,
         Casting::Safe,
         {DType::U8, {4, 6}},
         {DType::I64, {7}},
         {DType::Bool, {4, 6}},
         "Casting 'safe' does not allow a source of dtype int64 for a destination of dtype "
         "uint8.\nTry: cast 'exact': each selected value is checked; or cast 'unsafe'.",
         {{0, "cast 'exact': each selected value is checked"}},
         [](const Index& at) -> std::int64_t { return at[0] * 6 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat % 7; }},
    };
}

}  // namespace frisket::test
