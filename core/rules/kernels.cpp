// SPDX-License-Identifier: MIT
#include "core/rules/kernels.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/array/storage_type.h"
#include "core/rules/fold.h"
#include "core/rules/scalar_ops.h"

namespace frisket::rules {

namespace {
using array::comparable;
using condition::kWordBits;
using condition::Word;

constexpr std::int64_t kChunk = 8 * kWordBits;

template <class T>
const T* typed(const std::byte* lanes) {
    return reinterpret_cast<const T*>(lanes);
}
template <class T>
T* typed(std::byte* lanes) {
    return reinterpret_cast<T*>(lanes);
}

template <class Visitor>
auto visitKind(Kind kind, Visitor&& visitor) {
    switch (kind) {
        case Kind::Float:
            return visitor(double{});
        case Kind::Unsigned:
            return visitor(std::uint64_t{});
        case Kind::Bool:
        case Kind::Integer:
            break;
    }
    return visitor(std::int64_t{});
}

template <class T, class Operation>
void eachPair(const std::byte* a, const std::byte* b, std::int64_t count, std::byte* out) {
    const T* const first = typed<T>(a);
    const T* const second = typed<T>(b);
    T* const to = typed<T>(out);
    for (std::int64_t i = 0; i < count; ++i) {
        to[i] = Operation()(first[i], second[i]);
    }
}

template <class T, class Operation>
void each(const std::byte* from, std::int64_t count, std::byte* out) {
    const T* const values = typed<T>(from);
    T* const to = typed<T>(out);
    for (std::int64_t i = 0; i < count; ++i) {
        to[i] = Operation()(values[i]);
    }
}

template <class Operation>
BinaryLanes pairsOf(Kind kind) {
    return visitKind(kind,
                     [](auto type) -> BinaryLanes { return &eachPair<decltype(type), Operation>; });
}
template <class Operation>
UnaryLanes eachOf(Kind kind) {
    return visitKind(kind,
                     [](auto type) -> UnaryLanes { return &each<decltype(type), Operation>; });
}

void copyLanes(const std::byte* from, std::int64_t count, std::byte* out) {
    if (from != out) {
        std::memcpy(out, from, static_cast<std::size_t>(count * 8));
    }
}

template <class From, class To>
void convertEach(const std::byte* from, std::int64_t count, std::byte* out) {
    for (std::int64_t i = 0; i < count; ++i) {
        From value;  // by memcpy, since both kinds of lanes may be the same memory
        std::memcpy(&value, from + i * 8, sizeof(value));
        To number;
        if constexpr (std::is_same_v<From, double>) {
            number = scalar::truncated<To>(value);
        } else {
            number = static_cast<To>(value);
        }
        std::memcpy(out + i * 8, &number, sizeof(number));
    }
}

/// Sets bit i of `out` where `test(i)`, a chunk of bytes at a time.
template <class Test>
void testEach(std::int64_t count, Word* out, Test&& test) {
    for (std::int64_t done = 0; done < count; done += kChunk) {
        const std::int64_t now = std::min(kChunk, count - done);
        std::array<std::uint8_t, kChunk> matches;
        for (std::int64_t i = 0; i < now; ++i) {
            matches[static_cast<std::size_t>(i)] = test(done + i) ? 1 : 0;
        }
        condition::bytesToBits(matches.data(), now, out + done / kWordBits);
    }
}

template <class T>
T elementAt(const std::byte* elements, std::int64_t i) {
    T value;
    std::memcpy(&value, elements + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
    return value;
}

template <class T, class Test>
void pairsToBits(const std::byte* a, const std::byte* b, std::int64_t count, Word* out,
                 Test&& test) {
    testEach(count, out, [=](std::int64_t i) {
        return test(comparable(elementAt<T>(a, i)), comparable(elementAt<T>(b, i)));
    });
}

template <class A, class B>
int orderOf(A a, B b) {
    if constexpr (std::is_same_v<A, double>) {
        const int order = comparedWith(b, a);
        return order == 2 ? 2 : -order;
    } else if constexpr (std::is_same_v<B, double>) {
        return comparedWith(a, b);
    } else if constexpr (std::is_same_v<A, std::int64_t>) {
        const auto whole = static_cast<std::uint64_t>(a);
        return a < 0 || whole < b ? -1 : (whole > b ? 1 : 0);
    } else {
        return -orderOf(b, a);
    }
}
}  // namespace

BinaryLanes binaryLanes(Op op, Kind kind) {
    switch (op) {
        case Op::Add:
            return pairsOf<scalar::Add>(kind);
        case Op::Subtract:
            return pairsOf<scalar::Subtract>(kind);
        case Op::Multiply:
            return pairsOf<scalar::Multiply>(kind);
        case Op::Divide:
            return pairsOf<scalar::Divide>(kind);
        case Op::FloorDivide:
            return pairsOf<scalar::FloorDivide>(kind);
        case Op::Remainder:
            return pairsOf<scalar::Remainder>(kind);
        case Op::Minimum:
            return pairsOf<scalar::Minimum>(kind);
        default:
            return pairsOf<scalar::Maximum>(kind);
    }
}

UnaryLanes unaryLanes(Op op, Kind kind) {
    switch (op) {
        case Op::Negate:
            return eachOf<scalar::Negate>(kind);
        case Op::Abs:
            return eachOf<scalar::Abs>(kind);
        case Op::Floor:
            return eachOf<scalar::Floor>(kind);
        case Op::Ceil:
            return eachOf<scalar::Ceil>(kind);
        default:
            return eachOf<scalar::Round>(kind);
    }
}

UnaryLanes convertLanes(Kind from, Kind to) {
    if (from == Kind::Float) {
        return to == Kind::Unsigned
                   ? &convertEach<double, std::uint64_t>
                   : (to == Kind::Float ? &copyLanes : &convertEach<double, std::int64_t>);
    }
    if (to != Kind::Float) {
        return &copyLanes;
    }
    return from == Kind::Unsigned ? &convertEach<std::uint64_t, double>
                                  : &convertEach<std::int64_t, double>;
}

void lanesOfBits(const Word* bits, std::int64_t count, std::byte* out) {
    auto* const to = typed<std::int64_t>(out);
    for (std::int64_t i = 0; i < count; ++i) {
        to[i] = static_cast<std::int64_t>(
            (bits[i / kWordBits] >> static_cast<unsigned>(i % kWordBits)) & 1U);
    }
}

void comparePairs(array::DType dtype, Operator op, const std::byte* a, const std::byte* b,
                  std::int64_t count, Word* out) {
    array::visitType(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        const auto run = [&](auto test) { pairsToBits<T>(a, b, count, out, test); };
        switch (op) {
            case Operator::Equal:
                return run([](auto x, auto y) { return x == y; });
            case Operator::NotEqual:
                return run([](auto x, auto y) { return x != y; });
            case Operator::Less:
                return run([](auto x, auto y) { return x < y; });
            case Operator::LessEqual:
                return run([](auto x, auto y) { return x <= y; });
            case Operator::Greater:
                return run([](auto x, auto y) { return x > y; });
            default:
                return run([](auto x, auto y) { return x >= y; });
        }
    });
}

void compareMixed(Kind first, Kind second, Operator op, const std::byte* a, const std::byte* b,
                  std::int64_t count, Word* out) {
    visitKind(first, [&](auto x) {
        visitKind(second, [&](auto y) {
            using A = decltype(x);
            using B = decltype(y);
            if constexpr (!std::is_same_v<A, B>) {
                testEach(count, out, [=](std::int64_t i) {
                    return holds(op, orderOf(typed<A>(a)[i], typed<B>(b)[i]));
                });
            }
        });
    });
}

void selectLanes(const Word* bits, const std::byte* a, const std::byte* b, std::int64_t count,
                 std::byte* out) {
    for (std::int64_t i = 0; i < count; ++i) {
        std::uint64_t x = 0;
        std::uint64_t y = 0;
        std::memcpy(&x, a + i * 8, 8);
        std::memcpy(&y, b + i * 8, 8);
        const std::uint64_t bit =
            (bits[i / kWordBits] >> static_cast<unsigned>(i % kWordBits)) & 1U;
        y ^= (x ^ y) & (0 - bit);
        std::memcpy(out + i * 8, &y, 8);
    }
}

void foldLanes(Op op, Kind kind, const std::byte* lanes, std::int64_t count, std::byte* out) {
    visitKind(kind, [&](auto type) {
        using T = decltype(type);
        const T* const values = typed<T>(lanes);
        const auto fold = [&](auto operation) {
            T total = values[0];
            for (std::int64_t i = 1; i < count; ++i) {
                total = operation(total, values[i]);
            }
            std::memcpy(out, &total, sizeof(total));
        };
        switch (op) {
            case Op::Minimum:
                return fold(scalar::Minimum());
            case Op::Maximum:
                return fold(scalar::Maximum());
            default:
                return fold(scalar::Add());
        }
    });
}

std::int64_t bestLane(Kind kind, bool greatest, const std::byte* lanes, std::int64_t count) {
    return visitKind(kind, [&](auto type) {
        using T = decltype(type);
        const T* const values = typed<T>(lanes);
        std::int64_t best = 0;
        for (std::int64_t i = 1; i < count && values[best] == values[best]; ++i) {
            const bool first = greatest ? values[i] > values[best] : values[i] < values[best];
            best = first || values[i] != values[i] ? i : best;
        }
        return best;
    });
}

void keepBest(Kind kind, bool greatest, const std::byte* values, std::int64_t index,
              std::int64_t count, std::byte* best, std::byte* place) {
    visitKind(kind, [&](auto type) {
        using T = decltype(type);
        const T* const found = typed<T>(values);
        T* const least = typed<T>(best);
        auto* const at = typed<std::int64_t>(place);
        const auto keep = [&](auto before) {
            for (std::int64_t i = 0; i < count; ++i) {
                const T value = found[i];
                const T kept = least[i];
                const bool first = static_cast<bool>(
                    static_cast<int>(before(value, kept)) |
                    (static_cast<int>(value != value) & static_cast<int>(kept == kept)));
                const bool stays = kept != kept;
                least[i] = first && !stays ? value : kept;
                at[i] = first && !stays ? index : at[i];
            }
        };
        if (greatest) {
            keep([](T a, T b) { return a > b; });
        } else {
            keep([](T a, T b) { return a < b; });
        }
    });
}

}  // namespace frisket::rules
