// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <map>

#include "core/assign/window.h"
#include "tests/support/documents.h"
#include "ui/session/change_survey.h"
#include "ui/session/pixel_facts.h"

namespace frisket::test {

using Pairs = std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>;

/// Of each label, those of 2^63 and more marked as such.
using Scores = std::map<std::pair<bool, std::int64_t>, std::array<std::int64_t, 3>>;

inline std::pair<bool, std::int64_t> keyOf(array::DType dtype, std::int64_t label) {
    return {dtype == array::DType::U64 && label < 0, label};
}

/// What a survey is to say, each pixel looked at on its own.
struct ExpectedChanges {
    Pairs pairs;
    std::array<std::int64_t, 4> totals{};
    /// Label: pixels of the mask, of the reference, of both; before and after.
    Scores before, after;
    bool hasLabels = true;
    /// What each pixel of the plane is and becomes, in reading order; nothing where it is not
    /// selected, or floats have no labels.
    std::vector<std::optional<std::pair<std::int64_t, std::int64_t>>> pixels;

    explicit ExpectedChanges(const session::Document& document) {
        const array::DType dtype = document.dtype(session::LayerId::Destination);
        const std::int64_t size = array::itemSize(dtype);
        hasLabels = !array::isFloat(dtype);
        const QByteArray old = shownPlaneOf(document, destinationBytes(document));
        QByteArray now(old.size(), '\0');
        assign::evaluateWindow(*document.plan(), document.inputs(), *document.destination(),
                               document.window(document.planeRect(), 1),
                               reinterpret_cast<std::byte*>(now.data()));
        const condition::Plane plane = document.conditionPlane();
        const bool compares = document.broadcastLayout(session::LayerId::Source).has_value();
        for (std::int64_t y = 0; y < plane.height; ++y) {
            for (std::int64_t x = 0; x < plane.width; ++x) {
                const auto at = [&](const QByteArray& values) {
                    return reinterpret_cast<const std::byte*>(values.constData()) +
                           (y * plane.width + x) * size;
                };
                const bool selected =
                    document.condition()->at(plane.origin + y * plane.strideY + x * plane.strideX);
                const double b = session::numberOf(dtype, at(old));
                const double a = session::numberOf(dtype, at(now));
                if (selected) {
                    const bool same = a == b || (std::isnan(a) && std::isnan(b));
                    ++totals[same ? 3 : b == 0 ? 0 : a == 0 ? 1 : 2];
                }
                pixels.emplace_back();
                if (!hasLabels) {
                    continue;
                }
                const std::int64_t from = *session::labelOf(dtype, at(old));
                const std::int64_t to = *session::labelOf(dtype, at(now));
                if (selected) {
                    ++pairs[{from, to}];
                    pixels.back() = {from, to};
                }
                if (compares) {
                    const auto wanted =
                        keyOf(document.dtype(session::LayerId::Source),
                              *session::labelAt(document, session::LayerId::Source, x, y));
                    const auto add = [&](Scores& scores, const auto& label) {
                        ++scores[label][0];
                        ++scores[wanted][1];
                        scores[label][2] += label == wanted ? 1 : 0;
                    };
                    add(before, keyOf(dtype, from));
                    add(after, keyOf(dtype, to));
                }
            }
        }
    }
};

inline Pairs pairsOf(const measure::Transitions::Sum& sum) {
    Pairs pairs;
    for (const measure::Transition& pair : sum.pairs) {
        pairs[{pair.before, pair.after}] += pair.count;
    }
    return pairs;
}

inline Scores scoresOf(const std::vector<measure::LabelAgreement>& labels) {
    Scores scores;
    for (const measure::LabelAgreement& one : labels) {
        scores[{one.isHuge, one.label}] = {one.mask, one.reference, one.both};
    }
    return scores;
}

}  // namespace frisket::test
