// SPDX-License-Identifier: MIT
#pragma once

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

/// number[from, planes) += bit, which must not overflow.
inline void addBit(Pair bit, int from, int planes, Pair* number) {
    for (int k = from; k < planes; ++k) {
        const Pair old = number[k];
        number[k] = old ^ bit;
        bit &= old;
    }
}

/// number += other, of `otherPlanes` <= `planes`; modulo 2^planes.
inline void addNumber(const Pair* other, int otherPlanes, int planes, Pair* number) {
    Pair carry{};
    for (int k = 0; k < otherPlanes; ++k) {
        const PairSum added = addBits(number[k], other[k], carry);
        number[k] = added.sum;
        carry = added.carry;
    }
    addBit(carry, otherPlanes, planes, number);
}

/// number -= other, of `otherPlanes` <= `planes`; modulo 2^planes.
inline void subtractNumber(const Pair* other, int otherPlanes, int planes, Pair* number) {
    Pair borrow{};
    for (int k = 0; k < otherPlanes; ++k) {
        const Pair old = number[k];
        const Pair either = other[k] ^ borrow;
        number[k] = old ^ either;
        borrow = (other[k] & borrow) | (either & ~old);
    }
    for (int k = otherPlanes; k < planes; ++k) {
        const Pair old = number[k];
        number[k] = old ^ borrow;
        borrow &= ~old;
    }
}

/// The columns whose number is at least `least`, 1 <= least <= 2^planes: those for which adding
/// what `least` lacks of 2^planes carries over.
[[nodiscard]] inline Pair atLeast(const Pair* number, int planes, std::uint32_t least) {
    const std::uint32_t lacks = (1U << static_cast<unsigned>(planes)) - least;
    Pair carry{};
    for (int k = 0; k < planes; ++k) {
        carry = ((lacks >> static_cast<unsigned>(k)) & 1U) != 0 ? (number[k] | carry)
                                                                : (number[k] & carry);
    }
    return carry;
}

/// How many of bitAt(0) .. bitAt(count - 1) are set; writes the `planes` that hold up to `count`.
template <class BitAt>
inline void countPairs(int count, const BitAt& bitAt, int planes, Pair* number) {
    for (int k = 0; k < planes; ++k) {
        number[k] = Pair{};
    }
    int i = 0;
    if (count >= 8) {
        // Eight at a time, with sums that stay in registers: seven full adders for eight bits.
        Pair ones{};
        Pair twos{};
        Pair fours{};
        for (; i + 8 <= count; i += 8) {
            const PairSum a = addBits(ones, bitAt(i), bitAt(i + 1));
            const PairSum b = addBits(a.sum, bitAt(i + 2), bitAt(i + 3));
            const PairSum ab = addBits(twos, a.carry, b.carry);
            const PairSum c = addBits(b.sum, bitAt(i + 4), bitAt(i + 5));
            const PairSum d = addBits(c.sum, bitAt(i + 6), bitAt(i + 7));
            const PairSum cd = addBits(ab.sum, c.carry, d.carry);
            const PairSum abcd = addBits(fours, ab.carry, cd.carry);
            ones = d.sum;
            twos = cd.sum;
            fours = abcd.sum;
            addBit(abcd.carry, 3, planes, number);
        }
        number[0] = ones;
        number[1] = twos;
        number[2] = fours;
    }
    for (; i + 2 <= count; i += 2) {
        const PairSum added = addBits(number[0], bitAt(i), bitAt(i + 1));
        number[0] = added.sum;
        addBit(added.carry, 1, planes, number);
    }
    if (i < count) {
        addBit(bitAt(i), 0, planes, number);
    }
}

}  // namespace frisket::refine
