// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "tests/support/documents.h"

namespace frisket::test {

/// Bytes and bits of one state.
struct State {
    QByteArray values;
    Bools condition;

    explicit State(const session::Document& document)
        : values(destinationBytes(document)), condition(boolsOf(*document.condition())) {}
    State(QByteArray bytes, Bools bools) : values(std::move(bytes)), condition(std::move(bools)) {}
    bool operator==(const State&) const = default;
};

/// One pixel of the shown plane: flat places of its element and of its condition.
struct Place {
    std::int64_t element = 0;
    std::int64_t bit = 0;
};

/// All pixels in C order; each is found by its index, as NumPy would broadcast the condition.
inline std::vector<Place> placesOf(const session::Document& document) {
    const array::Shape shape = document.shape(session::LayerId::Destination);
    const array::Shape own = document.condition()->shape();
    const array::Strides strides = array::rowMajorStrides(shape);
    const array::Strides ownStrides = array::rowMajorStrides(own);
    const session::ShownPlane& plane = document.shownPlane();
    std::vector<Place> places;
    for (std::int64_t y = 0; y < document.planeHeight(); ++y) {
        for (std::int64_t x = 0; x < document.planeWidth(); ++x) {
            Place place;
            for (int axis = 0; axis < shape.rank(); ++axis) {
                const std::int64_t at = axis == plane.axisX   ? x
                                        : axis == plane.axisY ? y
                                                              : plane.index[axis];
                place.element += strides[axis] * at;
                const int mine = axis - (shape.rank() - own.rank());
                if (mine >= 0 && own[mine] > 1) {
                    place.bit += ownStrides[mine] * at;
                }
            }
            places.push_back(place);
        }
    }
    return places;
}

template <class T>
T valueAt(const QByteArray& bytes, std::int64_t element) {
    T value;
    std::memcpy(&value, bytes.constData() + element * std::int64_t{sizeof(T)}, sizeof(T));
    return value;
}

/// What is to be there after a revert, by the rule as it is told.
template <class T>
State expected(const session::Document& document, const State& now, const State& then,
               const session::RevertScope& scope, const std::vector<std::int64_t>& locked) {
    State result = now;
    for (const Place& place : placesOf(document)) {
        const auto bit = static_cast<std::size_t>(place.bit);
        const T before = valueAt<T>(then.values, place.element);
        const T present = valueAt<T>(now.values, place.element);
        if (scope.label && double(before) != double(*scope.label) &&
            double(present) != double(*scope.label)) {
            continue;
        }
        const bool isLocked = std::any_of(locked.begin(), locked.end(), [&](std::int64_t label) {
            return double(label) == double(present);
        });
        if (scope.what == session::RevertScope::What::Condition) {
            if (!then.condition[bit] || !isLocked) {
                result.condition[bit] = then.condition[bit];
            }
        } else if (!isLocked && (!scope.onlySelected || now.condition[bit])) {
            std::memcpy(result.values.data() + place.element * std::int64_t{sizeof(T)}, &before,
                        sizeof(T));
        }
    }
    return result;
}

}  // namespace frisket::test
