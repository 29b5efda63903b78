// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <limits>

#include "core/base/text.h"
#include "core/refine/components.h"
#include "core/rules/checker.h"
#include "core/rules/nearest.h"

namespace frisket::rules {

namespace {
PlaneFunction planeFunction(Function function) {
    switch (function) {
        case Function::Shrink:
            return PlaneFunction::Shrink;
        case Function::Open:
            return PlaneFunction::Open;
        case Function::Close:
            return PlaneFunction::Close;
        case Function::FillHoles:
        case Function::Holes:
            return PlaneFunction::FillHoles;
        case Function::Area:
            return PlaneFunction::Area;
        case Function::Largest:
            return PlaneFunction::Largest;
        case Function::Distance:
            return PlaneFunction::Distance;
        case Function::Edges:
            return PlaneFunction::Edges;
        default:
            return PlaneFunction::Grow;
    }
}
}  // namespace

bool Checker::radiusOf(const Call& call, PlaneCall& plane) {
    const bool edges = plane.function == PlaneFunction::Edges;
    int given = call.values.size() > 1 ? call.values[1] : -1;
    if (given < 0) {
        plane.radius = 1;
        return true;
    }
    Number number;
    if (!constantOf(given, edges ? "The width" : "The radius", number)) {
        return false;
    }
    const bool round = plane.shape == refine::ElementShape::Disc;
    const bool any =
        round && (plane.function == PlaneFunction::Grow || plane.function == PlaneFunction::Shrink);
    const double radius = number.toDouble();
    const double most = any ? kMostDistance : static_cast<double>(refine::kMostRadius);
    if (!(radius >= (edges ? 1 : 0) && radius <= most && (any || std::floor(radius) == radius))) {
        fail(at(given).span,
             base::joined(number.text(), " is no ", edges ? "width" : "radius", " that ",
                          call.info.name, " can have."),
             base::joined("Write a ", any ? "" : "whole ", "number of pixels from ", edges ? 1 : 0,
                          " to ", static_cast<std::int64_t>(most), "."));
        return false;
    }
    plane.radius = radius;
    return true;
}

bool Checker::planeOptions(const Call& call, PlaneCall& plane) {
    if (const int given = call.keyword("shape"); given >= 0) {
        static constexpr std::array<std::string_view, 3> kShapes{"disc", "square", "diamond"};
        std::size_t shape = 0;
        while (shape < kShapes.size() && kShapes[shape] != at(given).text) {
            ++shape;
        }
        if (at(given).form != Form::Label || shape == kShapes.size()) {
            const std::vector<std::string> names(kShapes.begin(), kShapes.end());
            const std::string near = nearest(at(given).text, names);
            fail(at(given).span, "The shape is \"disc\", \"square\" or \"diamond\".",
                 near.empty() ? std::string() : base::joined("Did you mean \"", near, "\"?"));
            return false;
        }
        plane.shape = static_cast<refine::ElementShape>(shape);
    }
    if (const int given = call.keyword("connectivity"); given >= 0) {
        Number number;
        if (!constantOf(given, "The connectivity", number)) {
            return false;
        }
        const bool four = number == Number::of(std::int64_t{4});
        if (!four && number != Number::of(std::int64_t{8})) {
            fail(at(given).span, "The connectivity is 4 or 8.",
                 "4: pixels hang together by sides; 8: by sides and corners.");
            return false;
        }
        plane.connectivity = four ? condition::Connectivity::Four : condition::Connectivity::Eight;
    }
    return true;
}

int Checker::planes(const Call& call) {
    PlaneCall plane;
    plane.function = planeFunction(call.info.function);
    int from = boolean(call.values[0], call.info.name);
    if (from == kFailed || !planeOptions(call, plane)) {
        return kFailed;
    }
    // A whole number from 1 on.
    const auto count = [&](std::int64_t otherwise, std::int64_t& number) {
        const int given = call.values.size() > 1 ? call.values[1] : -1;
        Number found = Number::of(otherwise);
        if (given >= 0 &&
            !constantOf(given, base::joined("The number of ", call.info.name), found)) {
            return false;
        }
        if (found.kind != Kind::Integer || found.integer() < 1) {
            fail(at(given).span, base::joined(found.text(), " can't be used: ", call.info.name,
                                              " takes a whole number from 1 on."));
            return false;
        }
        number = found.integer();
        return true;
    };
    switch (plane.function) {
        case PlaneFunction::Grow:
        case PlaneFunction::Shrink:
        case PlaneFunction::Open:
        case PlaneFunction::Close:
        case PlaneFunction::Edges:
            if (!radiusOf(call, plane)) {
                return kFailed;
            }
            if (plane.radius == 0) {
                return from;
            }
            break;
        case PlaneFunction::FillHoles:
            if (!count(refine::kAnySize, plane.least)) {
                return kFailed;
            }
            break;
        case PlaneFunction::Largest:
            if (!count(1, plane.count)) {
                return kFailed;
            }
            break;
        default:
            break;
    }
    const int found = m_builder.plane(plane, from);
    if (call.info.function != Function::Holes) {
        return found;
    }
    return m_builder.elementwise(Op::And, Kind::Bool,
                                 {found, m_builder.elementwise(Op::Not, Kind::Bool, {from})});
}

}  // namespace frisket::rules
