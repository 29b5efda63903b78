// SPDX-License-Identifier: MIT
// The core from outside: the three assignments that PyTorch refuses, one that overlaps itself, and
// one that is refused, explained and mended. Prints what comes out; fails if it is wrong.
#include <cstdint>
#include <frisket/frisket.h>
#include <iostream>
#include <vector>

namespace {
using frisket::Shape;
using frisket::view;

template <class T>
bool expect(const char* what, const frisket::Result<frisket::Report>& done,
            const std::vector<T>& found, const std::vector<T>& expected) {
    std::cout << what << ": ";
    if (!done) {
        std::cout << done.error().text() << '\n';
        return false;
    }
    for (const T value : found) {
        std::cout << +value << ' ';
    }
    std::cout << "(" << done->selected << " selected)\n";
    return found == expected;
}

bool oneAxis() {
    std::vector<float> destination(5);
    const std::vector<std::int64_t> source{10, 20, 30, 40, 50};
    const bool condition[]{true, false, true, false, true};
    const auto done = frisket::apply(view(destination), view(source), view(condition));
    return expect("one axis", done, destination, {10, 0, 30, 0, 50});
}

bool twoAxes() {
    std::vector<float> destination(4);
    const std::vector<std::int64_t> source{1, 2, 3, 4};
    const std::vector<std::uint8_t> condition{255, 0, 0, 255};
    const auto done =
        frisket::apply(view(destination, {2, 2}), view(source, {2, 2}), view(condition, {2, 2}));
    return expect("two axes", done, destination, {1, 0, 0, 4});
}

bool repeated() {
    std::vector<float> destination(6);
    const std::vector<std::int64_t> source{100, 200, 300};
    const bool condition[]{true, false, false, true, true, false};
    const auto done =
        frisket::apply(view(destination, {3, 2}), view(source, {3, 1}), view(condition, {3, 2}));
    return expect("repeated", done, destination, {100, 0, 0, 200, 300, 0});
}

/// arange(6) where it is above 2, in the modes that take the source in order.
bool inOrder() {
    bool fine = true;
    const auto check = [&](frisket::Mode mode, const std::vector<int>& source,
                           const std::vector<int>& expected) {
        std::vector<int> numbers{0, 1, 2, 3, 4, 5};
        const bool above2[]{false, false, false, true, true, true};
        const auto done = frisket::apply(view(numbers), view(source), view(above2), {.mode = mode});
        fine = expect(frisket::assign::name(mode).data(), done, numbers, expected) && fine;
    };
    check(frisket::Mode::Index, {10, 20, 30}, {0, 1, 2, 10, 20, 30});
    check(frisket::Mode::Scatter, {10, 20, 30, 40}, {0, 1, 2, 10, 20, 30});
    check(frisket::Mode::Place, {-1, -2}, {0, 1, 2, -1, -2, -1});
    check(frisket::Mode::Putmask, {-1, -2}, {0, 1, 2, -2, -1, -2});
    return fine;
}

bool filled() {
    std::vector<std::uint8_t> labels{1, 2, 3};
    const bool where[]{true, false, true};
    const auto done = frisket::fill(view(labels), 9, view(where));
    return expect<std::uint8_t>("filled", done, labels, {9, 2, 9});
}

bool overlapping() {
    // Source and condition are the destination's own memory, the source backwards.
    std::vector<std::uint8_t> labels{0, 1, 0, 2, 3};
    const auto backwards = frisket::through(view(labels), "[::-1]");
    const auto done = frisket::apply(view(labels), backwards, view(labels));
    return expect<std::uint8_t>("overlapping", done, labels, {0, 2, 0, 1, 0});
}

bool refused() {
    std::vector<std::uint8_t> labels{1, 2, 3, 4, 5, 6};
    const std::vector<std::uint8_t> before = labels;
    const std::vector<std::uint16_t> perRow{7, 8, 9};
    const bool where[]{true, true, false, true, false, false};
    const auto done = frisket::apply(view(labels, {3, 2}), view(perRow), view(where, {3, 2}));
    if (done || done.error().code != frisket::ErrorCode::Refused || labels != before) {
        return false;
    }
    const auto why = frisket::explain(view(labels, {3, 2}), view(perRow), view(where, {3, 2}));
    if (!why || !why->refusal || why->refusal->fixes.empty()) {
        return false;
    }
    std::cout << why->text;
    const auto mended = frisket::through(view(perRow), why->refusal->fixes.front().viewAfter(""));
    const auto again = frisket::apply(view(labels, {3, 2}), mended, view(where, {3, 2}));
    return expect<std::uint8_t>("mended", again, labels, {7, 7, 3, 8, 5, 6});
}
}  // namespace

int main() {
    int failed = 0;
    for (const auto part : {oneAxis, twoAxes, repeated, inOrder, filled, overlapping, refused}) {
        failed += part() ? 0 : 1;
    }
    std::cout << (failed == 0 ? "All as expected.\n" : "Something is wrong.\n");
    return failed;
}
