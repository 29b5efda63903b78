// SPDX-License-Identifier: MIT
#include "core/paint/symmetry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace frisket::paint {

namespace {
/// A place as it lies from the centre, in half pixels.
struct Arm {
    double x;
    double y;
};

Arm turned(Arm arm, int turn, int turns) {
    if (turn * 4 % turns == 0) {  // by quarters, with nothing to round
        for (int quarter = turn * 4 / turns; quarter > 0; --quarter) {
            arm = {-arm.y, arm.x};
        }
        return arm;
    }
    const double angle = 2 * std::numbers::pi * turn / turns;
    return {arm.x * std::cos(angle) - arm.y * std::sin(angle),
            arm.x * std::sin(angle) + arm.y * std::cos(angle)};
}
}  // namespace

std::vector<base::Point> copies(const Symmetry& symmetry, HalfPoint at) {
    const Arm arm{static_cast<double>(at.x - symmetry.centre.x),
                  static_cast<double>(at.y - symmetry.centre.y)};
    std::vector<base::Point> places;
    const auto add = [&](Arm each) {
        places.push_back({(static_cast<double>(symmetry.centre.x) + each.x) / 2,
                          (static_cast<double>(symmetry.centre.y) + each.y) / 2});
    };
    add(arm);
    switch (symmetry.kind) {
        case SymmetryKind::None:
            break;
        case SymmetryKind::LeftRight:
            add({-arm.x, arm.y});
            break;
        case SymmetryKind::UpDown:
            add({arm.x, -arm.y});
            break;
        case SymmetryKind::Both:
            add({-arm.x, arm.y});
            add({arm.x, -arm.y});
            add({-arm.x, -arm.y});
            break;
        case SymmetryKind::Radial: {
            const int arms = std::clamp(symmetry.arms, kFewestArms, kMostArms);
            for (int turn = 1; turn < arms; ++turn) {
                add(turned(arm, turn, arms));
            }
            break;
        }
    }
    return places;
}

}  // namespace frisket::paint
