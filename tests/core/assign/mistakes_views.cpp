// SPDX-License-Identifier: MIT
#include "tests/core/assign/mistakes.h"

namespace frisket::test {

namespace {
using array::DType;
using array::Index;
using assign::Casting;
using assign::Mode;
}  // namespace

std::vector<Mistake> viewMistakes() {
    return {
        {"1-d source for rows",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {3, 2}},
         {DType::U8, {3}},
         {DType::Bool, {3, 2}},
         "The source is (3,) and the destination 3 x 2: axis 0 of the source (1 from the right) "
         "has size 3, but the destination has 2 there (its axis 1). Sizes must be equal, or the "
         "source's must be 1.\nTry: unsqueeze source at 1 (view [:, None]); or use mode index; or "
         "use mode scatter.",
         {{0, "unsqueeze source at 1"}},
         [](const Index& at) -> std::int64_t { return at[0] * 2 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[0]; }},
        {"1-d condition for rows",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {3, 2}},
         {DType::U8, {3, 2}},
         {DType::Bool, {3}},
         "The condition is (3,) and the destination 3 x 2: axis 0 of the condition (1 from the "
         "right) has size 3, but the destination has 2 there (its axis 1). Sizes must be equal, or "
         "the condition's must be 1.\nTry: unsqueeze condition at 1 (view [:, None]).",
         {{0, "unsqueeze condition at 1"}},
         [](const Index& at) -> std::int64_t { return at[0]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"source with H and W swapped",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {640, 427}},
         {DType::Bool, {427, 640}},
         "The source is 640 x 427 and the destination 427 x 640: axis 1 of the source (1 from the "
         "right) has size 427, but the destination has 640 there (its axis 1). Sizes must be "
         "equal, or the source's must be 1.\nTry: swap H and W of source (view .transpose(1, 0)).",
         {{0, "swap H and W of source"}},
         [](const Index& at) -> std::int64_t { return at[0] * 640 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[1] * 427 + to.at[0]; }},
        {"condition with H and W swapped",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {427, 640}},
         {DType::U8, {427, 640}},
         {DType::Bool, {640, 427}},
         "The condition is 640 x 427 and the destination 427 x 640: axis 1 of the condition (1 "
         "from the right) has size 427, but the destination has 640 there (its axis 1). Sizes must "
         "be equal, or the condition's must be 1.\nTry: swap H and W of condition (view "
         ".transpose(1, 0)).",
         {{0, "swap H and W of condition"}},
         [](const Index& at) -> std::int64_t { return at[1] * 427 + at[0]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"source with channels last",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {3, 48, 64}},
         {DType::U8, {48, 64, 3}},
         {DType::Bool, {3, 48, 64}},
         "The source is (48, 64, 3) and the destination (3, 48, 64): axis 2 of the source (1 from "
         "the right) has size 3, but the destination has 64 there (its axis 2). Sizes must be "
         "equal, or the source's must be 1.\nTry: move axis 2 of source to the front (view "
         ".transpose(2, 0, 1)).",
         {{0, "move axis 2 of source to the front"}},
         [](const Index& at) -> std::int64_t { return (at[0] * 48 + at[1]) * 64 + at[2]; },
         [](const Target& to) -> std::int64_t {
             return (to.at[1] * 64 + to.at[2]) * 3 + to.at[0];
         }},
        {"source with channels first",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {3, 48, 64}},
         {DType::Bool, {48, 64, 1}},
         "The source is (3, 48, 64) and the destination (48, 64, 3): axis 2 of the source (1 from "
         "the right) has size 64, but the destination has 3 there (its axis 2). Sizes must be "
         "equal, or the source's must be 1.\nTry: move axis 0 of source to the back (view "
         ".transpose(1, 2, 0)).",
         {{0, "move axis 0 of source to the back"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t {
             return (to.at[2] * 48 + to.at[0]) * 64 + to.at[1];
         }},
        {"mask for a picture with channels",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {48, 64, 3}},
         {DType::Bool, {48, 64}},
         "The condition is 48 x 64 and the destination (48, 64, 3): axis 1 of the condition (1 "
         "from the right) has size 64, but the destination has 3 there (its axis 2). Sizes must be "
         "equal, or the condition's must be 1.\nTry: unsqueeze condition at 2 (view [:, :, None]).",
         {{0, "unsqueeze condition at 2"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"grey source for a picture with channels",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {48, 64}},
         {DType::Bool, {48, 64, 1}},
         "The source is 48 x 64 and the destination (48, 64, 3): axis 1 of the source (1 from the "
         "right) has size 64, but the destination has 3 there (its axis 2). Sizes must be equal, "
         "or the source's must be 1.\nTry: unsqueeze source at 2 (view [:, :, None]).",
         {{0, "unsqueeze source at 2"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[0] * 64 + to.at[1]; }},
        {"grey source and mask for a picture with channels",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {48, 64}},
         {DType::Bool, {48, 64}},
         "The source is 48 x 64 and the destination (48, 64, 3): axis 1 of the source (1 from the "
         "right) has size 64, but the destination has 3 there (its axis 2). Sizes must be equal, "
         "or the source's must be 1.\nTry: unsqueeze source at 2 (view [:, :, None]).",
         {{0, "unsqueeze source at 2"}, {0, "unsqueeze condition at 2"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[0] * 64 + to.at[1]; }},
        {"no batch axis in the channels of a batch",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {2, 3, 48, 64}},
         {DType::U8, {2, 48, 64}},
         {DType::Bool, {48, 64}},
         "The source is (2, 48, 64) and the destination (2, 3, 48, 64): axis 0 of the source (3 "
         "from the right) has size 2, but the destination has 3 there (its axis 1). Sizes must be "
         "equal, or the source's must be 1.\nTry: unsqueeze source at 1 (view [:, None]).",
         {{0, "unsqueeze source at 1"}},
         [](const Index& at) -> std::int64_t { return at[2] * 64 + at[3]; },
         [](const Target& to) -> std::int64_t {
             return (to.at[0] * 48 + to.at[2]) * 64 + to.at[3];
         }},
        {"condition with a batch axis",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {48, 64}},
         {DType::Bool, {1, 48, 64}},
         "The condition has 3 axes, shape (1, 48, 64), but the destination has 2, shape (48, 64): "
         "axis 0 of the condition (3 from the right) has size 1 and meets none of the "
         "destination's.\nTry: squeeze condition at 0 (view [0]).",
         {{0, "squeeze condition at 0"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"condition with a channel axis",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {48, 64}},
         {DType::Bool, {48, 64, 1}},
         "The condition has 3 axes, shape (48, 64, 1), but the destination has 2, shape (48, 64): "
         "axis 0 of the condition (3 from the right) has size 48 and meets none of the "
         "destination's.\nTry: squeeze condition at 2 (view [:, :, 0]).",
         {{0, "squeeze condition at 2"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"condition with a batch axis and channels last",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {3, 48, 64}},
         {DType::U8, {48, 64}},
         {DType::Bool, {1, 48, 64, 3}},
         "The condition has 4 axes, shape (1, 48, 64, 3), but the destination has 3, shape (3, 48, "
         "64): axis 0 of the condition (4 from the right) has size 1 and meets none of the "
         "destination's.\nTry: squeeze condition at 0, then move axis 2 of condition to the front "
         "(view [0].transpose(2, 0, 1)).",
         {{0, "squeeze condition at 0, then move axis 2 of condition to the front"}},
         [](const Index& at) -> std::int64_t { return (at[1] * 64 + at[2]) * 3 + at[0]; },
         [](const Target& to) -> std::int64_t { return to.at[1] * 64 + to.at[2]; }},
        {"flat source",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {428, 641}},
         {DType::U8, {274348}},
         {DType::Bool, {428, 641}},
         "The source is (274348,) and the destination 428 x 641: axis 0 of the source (1 from the "
         "right) has size 274348, but the destination has 641 there (its axis 1). Sizes must be "
         "equal, or the source's must be 1.\nTry: reshape source (274348,) -> (428, 641) (view "
         ".reshape(428, 641)); or use mode scatter; or use mode place.",
         {{0, "reshape source (274348,) -> (428, 641)"}},
         [](const Index& at) -> std::int64_t { return at[0] * 641 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"flat condition",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {48, 64}},
         {DType::Bool, {3072}},
         "The condition is (3072,) and the destination 48 x 64: axis 0 of the condition (1 from "
         "the right) has size 3072, but the destination has 64 there (its axis 1). Sizes must be "
         "equal, or the condition's must be 1.\nTry: reshape condition (3072,) -> (48, 64) (view "
         ".reshape(48, 64)).",
         {{0, "reshape condition (3072,) -> (48, 64)"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"flat condition in a batch",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {48, 64}},
         {DType::Bool, {1, 3072}},
         "The condition is 1 x 3072 and the destination 48 x 64: axis 1 of the condition (1 from "
         "the right) has size 3072, but the destination has 64 there (its axis 1). Sizes must be "
         "equal, or the condition's must be 1.\nTry: squeeze condition at 0, then reshape "
         "condition (3072,) -> (48, 64) (view [0].reshape(48, 64)).",
         {{0, "squeeze condition at 0, then reshape condition (3072,) -> (48, 64)"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"mask on its side for a picture with channels",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64, 3}},
         {DType::U8, {48, 64, 3}},
         {DType::Bool, {64, 48}},
         "The condition is 64 x 48 and the destination (48, 64, 3): axis 1 of the condition (1 "
         "from the right) has size 48, but the destination has 3 there (its axis 2). Sizes must be "
         "equal, or the condition's must be 1.\nTry: swap H and W of condition, then unsqueeze "
         "condition at 2 (view .transpose(1, 0)[:, :, None]).",
         {{0, "swap H and W of condition, then unsqueeze condition at 2"}},
         [](const Index& at) -> std::int64_t { return at[1] * 48 + at[0]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"1-d source for three axes",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {5, 4, 3}},
         {DType::U8, {5}},
         {DType::Bool, {5, 1, 1}},
         "The source is (5,) and the destination (5, 4, 3): axis 0 of the source (1 from the "
         "right) has size 5, but the destination has 3 there (its axis 2). Sizes must be equal, or "
         "the source's must be 1.\nTry: unsqueeze source at 1, then unsqueeze source at 2 (view "
         "[:, None][:, :, None]).",
         {{0, "unsqueeze source at 1, then unsqueeze source at 2"}},
         [](const Index& at) -> std::int64_t { return at[0]; },
         [](const Target& to) -> std::int64_t { return to.at[0]; }},
        {"frames for a picture",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {10, 48, 64}},
         {DType::Bool, {48, 64}},
         "The source has 3 axes, shape (10, 48, 64), but the destination has 2, shape (48, 64): "
         "axis 0 of the source (3 from the right) has size 10 and meets none of the "
         "destination's.\nTry: take index 0 of axis 0 of source (view [0]).",
         {{0, "take index 0 of axis 0 of source"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"mask saved with colours",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {48, 64}},
         {DType::Bool, {48, 64, 3}},
         "The condition has 3 axes, shape (48, 64, 3), but the destination has 2, shape (48, 64): "
         "axis 0 of the condition (3 from the right) has size 48 and meets none of the "
         "destination's.\nTry: take index 0 of axis 2 of condition (view [:, :, 0]).",
         {{0, "take index 0 of axis 2 of condition"}},
         [](const Index& at) -> std::int64_t { return (at[0] * 64 + at[1]) * 3; },
         [](const Target& to) -> std::int64_t { return to.flat; }},
        {"source seen through a view on its side",
         Mode::Where,
         Casting::Exact,
         {DType::U8, {48, 64}},
         {DType::U8, {128, 48}, "[::2]"},
         {DType::Bool, {48, 64}},
         "The source is 64 x 48 and the destination 48 x 64: axis 1 of the source (1 from the "
         "right) has size 48, but the destination has 64 there (its axis 1). Sizes must be equal, "
         "or the source's must be 1.\nTry: swap H and W of source (view [::2].transpose(1, 0)).",
         {{0, "swap H and W of source"}},
         [](const Index& at) -> std::int64_t { return at[0] * 64 + at[1]; },
         [](const Target& to) -> std::int64_t { return to.at[1] * 48 + to.at[0]; }},
    };
}

}  // namespace frisket::test
