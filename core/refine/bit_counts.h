// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/condition/bits.h"

namespace frisket::refine {

/// Numbers of 128 columns at a time, as planes of bits: plane k holds bit k of each column's
/// number. So one instruction does a step of 128 additions, which are ripples of full and half
/// adders.
using Pair = condition::Word __attribute__((vector_size(16)));

/// Two bits of a sum of three.
struct PairSum {
    Pair sum;
    Pair carry;
};

[[nodiscard]] inline PairSum addBits(const Pair& a, const Pair& b, const Pair& c) {
    const Pair either = a ^ b;
    return {either ^ c, (a & b) | (either & c)};
}

/// number[kFrom, kPlanes) += bit; modulo 2^kPlanes.
template <std::size_t kFrom, std::size_t kPlanes>
inline void addBit(Pair bit, Pair* number) {
    for (std::size_t k = kFrom; k < kPlanes; ++k) {
        const Pair old = number[k];
        number[k] = old ^ bit;
        bit &= old;
    }
}

/// number += other, of kOther <= kPlanes planes; modulo 2^kPlanes.
template <std::size_t kOther, std::size_t kPlanes>
inline void addNumber(const Pair* other, Pair* number) {
    Pair carry{};
    for (std::size_t k = 0; k < kOther; ++k) {
        const PairSum added = addBits(number[k], other[k], carry);
        number[k] = added.sum;
        carry = added.carry;
    }
    addBit<kOther, kPlanes>(carry, number);
}

/// number -= other, of kOther <= kPlanes planes; modulo 2^kPlanes.
template <std::size_t kOther, std::size_t kPlanes>
inline void subtractNumber(const Pair* other, Pair* number) {
    Pair borrow{};
    for (std::size_t k = 0; k < kOther; ++k) {
        const Pair old = number[k];
        const Pair either = other[k] ^ borrow;
        number[k] = old ^ either;
        borrow = (other[k] & borrow) | (either & ~old);
    }
    for (std::size_t k = kOther; k < kPlanes; ++k) {
        const Pair old = number[k];
        number[k] = old ^ borrow;
        borrow &= ~old;
    }
}

/// How many of bitAt(0) .. bitAt(count - 1) are set, count < 2^kPlanes.
template <std::size_t kPlanes, class BitAt>
inline void countPairs(std::size_t count, const BitAt& bitAt, Pair* number) {
    for (std::size_t k = 0; k < kPlanes; ++k) {
        number[k] = Pair{};
    }
    std::size_t i = 0;
    if constexpr (kPlanes > 3) {
        // Eight at a time: seven full adders for eight bits, and one ripple.
        for (; i + 8 <= count; i += 8) {
            const PairSum a = addBits(number[0], bitAt(i), bitAt(i + 1));
            const PairSum b = addBits(a.sum, bitAt(i + 2), bitAt(i + 3));
            const PairSum c = addBits(b.sum, bitAt(i + 4), bitAt(i + 5));
            const PairSum d = addBits(c.sum, bitAt(i + 6), bitAt(i + 7));
            const PairSum ab = addBits(number[1], a.carry, b.carry);
            const PairSum cd = addBits(ab.sum, c.carry, d.carry);
            const PairSum all = addBits(number[2], ab.carry, cd.carry);
            number[0] = d.sum;
            number[1] = cd.sum;
            number[2] = all.sum;
            addBit<3, kPlanes>(all.carry, number);
        }
    }
    for (; i + 2 <= count; i += 2) {
        const PairSum added = addBits(number[0], bitAt(i), bitAt(i + 1));
        number[0] = added.sum;
        addBit<1, kPlanes>(added.carry, number);
    }
    if (i < count) {
        addBit<0, kPlanes>(bitAt(i), number);
    }
}

}  // namespace frisket::refine
