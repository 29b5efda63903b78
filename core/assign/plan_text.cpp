// SPDX-License-Identifier: MIT
#include "core/assign/table_text.h"

#include <algorithm>

#include "core/base/text.h"

namespace frisket::assign {

namespace {
using base::joined;

/// "427", "1->427", "->427" (missing), "(1)" (dropped), "3!" (does not fit), "9*" (in order).
std::string cellText(const BroadcastTable& table, Role role, std::size_t column) {
    const AlignedAxis& axis = table.row(role)[column];
    const std::int64_t target = table.row(Role::Destination)[column].size;
    switch (axis.fit) {
        case AxisFit::Equal:
            return joined(axis.size);
        case AxisFit::Missing:
            return role == Role::Destination ? std::string() : joined("->", target);
        case AxisFit::Stretched:
            return joined(axis.size, "->", target);
        case AxisFit::Surplus:
            return joined("(", axis.size, ")");
        case AxisFit::Clash:
            return joined(axis.size, "!");
        case AxisFit::InOrder:
            return joined(axis.size, "*");
    }
    return {};
}

std::string padded(std::string text, std::size_t width, bool right) {
    text.insert(right ? 0 : text.size(), width > text.size() ? width - text.size() : 0, ' ');
    return text;
}
}  // namespace

std::string tableText(const PlanRequest& request, const BroadcastTable& table) {
    std::vector<std::size_t> widths(static_cast<std::size_t>(table.columns));
    for (std::size_t column = 0; column < widths.size(); ++column) {
        for (const Role role : {Role::Destination, Role::Source, Role::Condition}) {
            widths[column] = std::max(widths[column], cellText(table, role, column).size());
        }
    }
    std::string out;
    const auto row = [&](Role role, std::string_view dtype, const std::string& view) {
        std::string line = joined(padded(std::string(name(role)), 13, false),
                                  padded(std::string(dtype), 8, false));
        for (std::size_t column = 0; column < widths.size(); ++column) {
            line += joined("  ", padded(cellText(table, role, column), widths[column], true));
        }
        out += joined(line, view.empty() ? "" : "  view ", view, "\n");
    };
    row(Role::Destination, array::name(request.destination.dtype), request.destination.view);
    if (request.value) {
        out += joined("value        ", toText(request.value->dtype, request.value->data()), "\n");
    } else {
        row(Role::Source, array::name(request.source->dtype), request.source->view);
    }
    row(Role::Condition, array::name(request.condition.dtype), request.condition.view);
    return out;
}

}  // namespace frisket::assign
