// SPDX-License-Identifier: MIT
#include "tests/core/assign/oracle_request.h"

#include "core/array/view_expression.h"
#include "core/condition/viewed.h"

namespace frisket::oracle {

namespace {
using base::ErrorCode;
using nlohmann::json;

array::Dims dimsOf(const json& list) {
    const auto values = list.get<std::vector<std::int64_t>>();
    return array::Dims(std::span(values));
}

/// `destination` is null while the destination itself is read.
base::Result<Array> readArray(const json& request, const Array* destination) {
    const auto dtype = array::dtypeFromName(request.at("dtype").get<std::string>());
    if (!dtype) {
        return base::fail(ErrorCode::InvalidArgument, "unknown dtype");
    }
    const auto packed = array::Layout::rowMajor(dimsOf(request.at("shape")));
    Array out{{*dtype, packed, request.at("view").get<std::string>()}, packed, {}, false};
    out.inDestination = destination != nullptr && request.contains("of");
    if (!out.inDestination) {
        out.data = fromHex(request.at("data").get<std::string>());
    }
    const Bytes& data = out.inDestination ? destination->data : out.data;
    if (static_cast<std::int64_t>(data.size()) != packed.count() * array::itemSize(*dtype)) {
        return base::fail(ErrorCode::InvalidArgument, "data of another size");
    }
    if (!out.operand.view.empty()) {
        const auto viewed = array::applyViewExpression(packed, out.operand.view);
        if (!viewed) {
            return base::passOn(viewed);
        }
        out.operand.layout = *viewed;
    }
    return out;
}

assign::PlaneWindow readWindow(const json& request) {
    assign::PlaneWindow window;
    window.axisY = request.at("axisY").get<int>();
    window.axisX = request.at("axisX").get<int>();
    window.fixed = dimsOf(request.at("fixed"));
    window.x0 = request.at("x0").get<std::int64_t>();
    window.y0 = request.at("y0").get<std::int64_t>();
    window.width = request.at("width").get<std::int64_t>();
    window.height = request.at("height").get<std::int64_t>();
    window.step = request.at("step").get<std::int64_t>();
    return window;
}
}  // namespace

Bytes fromHex(const std::string& text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    Bytes bytes(text.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::byte>(digit(text[2 * i]) * 16 + digit(text[2 * i + 1]));
    }
    return bytes;
}

std::string toHex(const Bytes& bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) >> 4U];
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) & 15U];
    }
    return text;
}

base::Result<Request> readRequest(const json& request) {
    auto destination = readArray(request.at("destination"), nullptr);
    if (!destination) {
        return base::passOn(destination);
    }
    auto condition = readArray(request.at("condition"), &*destination);
    if (!condition) {
        return base::passOn(condition);
    }
    const auto mode = assign::modeFromName(request.at("mode").get<std::string>());
    const auto casting = assign::castingFromName(request.at("casting").get<std::string>());
    if (!mode || !casting) {
        return base::fail(ErrorCode::InvalidArgument, "unknown mode or casting");
    }
    const Bytes& bits = condition->inDestination ? destination->data : condition->data;
    auto mask = condition::ConditionMask::nonzero(
        {condition->operand.dtype, condition->packed, bits.data()});
    if (!mask) {
        return base::passOn(mask);
    }
    Request out{{destination->operand, {}, {}, condition->operand, *mode, *casting, 0},
                *destination,
                {},
                *std::move(mask),
                request.at("cuts").get<std::vector<std::int64_t>>(),
                {}};
    out.plan.selected = condition::countTrue(out.condition, condition->operand.layout);
    if (request.contains("source")) {
        auto source = readArray(request.at("source"), &*destination);
        if (!source) {
            return base::passOn(source);
        }
        out.source = *std::move(source);
        out.plan.source = out.source.operand;
    } else {
        const auto value =
            assign::parseScalar(request.at("value").get<std::string>(), destination->operand.dtype);
        if (!value) {
            return base::passOn(value);
        }
        out.plan.value = *value;
    }
    if (request.contains("window")) {
        out.window = readWindow(request.at("window"));
    }
    return out;
}

}  // namespace frisket::oracle
