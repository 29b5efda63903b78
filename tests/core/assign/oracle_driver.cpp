// SPDX-License-Identifier: MIT
// Answers assignment requests from stdin, one JSON object a line, on stdout, for an oracle in
// another language. A request:
//   {"mode", "casting", "threads", "destination": ARRAY, "condition": ARRAY,
//    "source": ARRAY or "value": text}
//   ARRAY: {"dtype", "shape": [..], "view": text or "", "data": hex of the packed elements}
// The answer to it, "data" being the whole destination afterwards, view or not:
//   {"outcome": "done", "data": hex, "line": text}
//   {"outcome": "refused", "kind", "operand", "found", "message", "data": hex}
//   {"outcome": "bad request", "message"}
#include <iostream>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/array/view_expression.h"
#include "core/assign/check.h"
#include "core/assign/run.h"
#include "core/base/text.h"

namespace {
using namespace frisket;
using nlohmann::json;

std::vector<std::byte> fromHex(const std::string& text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::vector<std::byte> bytes(text.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::byte>(digit(text[2 * i]) * 16 + digit(text[2 * i + 1]));
    }
    return bytes;
}

std::string toHex(const std::vector<std::byte>& bytes) {
    std::string text;
    for (const std::byte byte : bytes) {
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) >> 4U];
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) & 15U];
    }
    return text;
}

struct Array {
    assign::Operand operand;
    array::Layout packed;
    std::vector<std::byte> data;
};

base::Result<Array> readArray(const json& request) {
    const auto dtype = array::dtypeFromName(request.at("dtype").get<std::string>());
    if (!dtype) {
        return base::fail(base::ErrorCode::InvalidArgument, "unknown dtype");
    }
    const auto sizes = request.at("shape").get<std::vector<std::int64_t>>();
    const auto packed = array::Layout::rowMajor(array::Shape(std::span(sizes)));
    Array out{{*dtype, packed, request.at("view").get<std::string>()},
              packed,
              fromHex(request.at("data").get<std::string>())};
    if (static_cast<std::int64_t>(out.data.size()) != packed.count() * array::itemSize(*dtype)) {
        return base::fail(base::ErrorCode::InvalidArgument, "data of another size");
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

json refusedAnswer(const assign::Refusal& refusal, const Array& destination) {
    return {{"outcome", "refused"},
            {"kind", assign::name(refusal.kind)},
            {"operand", assign::name(refusal.operand)},
            {"found", refusal.found},
            {"message", refusal.message},
            {"data", toHex(destination.data)}};
}

json badRequest(const base::Error& error) {
    return {{"outcome", "bad request"}, {"message", error.message}};
}

json answer(const json& request, base::ThreadPool& pool) {
    auto destination = readArray(request.at("destination"));
    auto condition = readArray(request.at("condition"));
    const auto mode = assign::modeFromName(request.at("mode").get<std::string>());
    const auto casting = assign::castingFromName(request.at("casting").get<std::string>());
    if (!destination || !condition) {
        return badRequest((destination ? condition : destination).error());
    }
    if (!mode || !casting) {
        return badRequest({base::ErrorCode::InvalidArgument, "unknown mode or casting", {}});
    }
    assign::PlanRequest wanted{destination->operand, {}, {}, condition->operand, *mode, *casting};
    Array source;
    if (request.contains("source")) {
        auto read = readArray(request.at("source"));
        if (!read) {
            return badRequest(read.error());
        }
        source = *std::move(read);
        wanted.source = source.operand;
    } else {
        const auto value =
            assign::parseScalar(request.at("value").get<std::string>(), destination->operand.dtype);
        if (!value) {
            return badRequest(value.error());
        }
        wanted.value = *value;
    }
    const auto plan = assign::AssignPlan::make(wanted);
    if (!plan) {
        return refusedAnswer(plan.error(), *destination);
    }
    const auto mask = condition::ConditionMask::nonzero(
        {condition->operand.dtype, condition->packed, condition->data.data()});
    if (!mask) {
        return badRequest(mask.error());
    }
    if (const auto refusal = assign::findInexact(*plan, {source.data.data(), &*mask}, pool)) {
        return refusedAnswer(*refusal, *destination);
    }
    const auto status = assign::assignAll(
        *plan, {source.operand.dtype, source.operand.layout, source.data.data()}, *mask,
        {destination->operand.dtype, destination->operand.layout, destination->data.data()}, pool);
    if (!status) {
        return badRequest(status.error());
    }
    return {{"outcome", "done"}, {"data", toHex(destination->data)}, {"line", plan->numpyLine()}};
}
}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    base::ThreadPool one(1);
    base::ThreadPool three(3);
    for (std::string line; std::getline(std::cin, line);) {
        json reply;
        try {
            const json request = json::parse(line);
            reply = answer(request, request.value("threads", 1) == 1 ? one : three);
        } catch (const json::exception& error) {
            reply = badRequest({base::ErrorCode::InvalidArgument, error.what(), {}});
        }
        std::cout << reply.dump() << std::endl;
    }
    return 0;
}
