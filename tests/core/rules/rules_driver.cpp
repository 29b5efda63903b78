// SPDX-License-Identifier: MIT
// Evaluates rules for oracle_rules.py: a request in JSON a line, an answer a line. It compares one
// thread with three, windows with the whole, and array with mask on its own.
#include <cstring>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "core/base/text.h"
#include "core/rules/evaluation.h"
#include "core/rules/numpy_text.h"

namespace {
using namespace frisket;
using nlohmann::json;
using rules::Evaluation;
using Bytes = std::vector<std::byte>;

std::string toHex(const std::byte* data, std::size_t size) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        const auto byte = static_cast<unsigned>(data[i]);
        text.push_back(kDigits[byte >> 4U]);
        text.push_back(kDigits[byte & 15U]);
    }
    return text;
}

Bytes fromHex(const std::string& text) {
    const auto digit = [](char c) {
        return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
    };
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        bytes.push_back(static_cast<std::byte>(digit(text[i]) << 4U | digit(text[i + 1])));
    }
    return bytes;
}

array::Dims dims(const json& list) {
    const auto values = list.get<std::vector<std::int64_t>>();
    return array::Dims(values);
}

/// An input with what it lies in.
struct Held {
    rules::InputType type;
    Bytes bytes;
    std::unique_ptr<array::BandedArray> banded;
    std::unique_ptr<condition::ConditionMask> mask;
    array::Layout layout;

    [[nodiscard]] rules::Input input() const {
        if (banded) {
            return {*banded, layout};
        }
        if (mask) {
            return {*mask, layout};
        }
        return rules::Input(array::ArrayView{type.dtype, layout, bytes.data()});
    }
};

Held heldOf(const json& from) {
    Held held;
    held.type.name = from.at("name");
    held.type.dtype = *array::dtypeFromName(from.at("dtype").get<std::string>());
    held.type.shape = dims(from.at("shape"));
    held.type.planeY = from.value("rows", -2);
    held.type.planeX = from.value("columns", -1);
    held.layout = {held.type.shape, dims(from.at("strides")), from.at("offset")};
    held.bytes = fromHex(from.at("data"));
    const std::string as = from.value("as", "array");
    if (as == "array") {
        return held;
    }
    const auto count =
        static_cast<std::int64_t>(held.bytes.size()) / array::itemSize(held.type.dtype);
    // Flat places do not depend on the shape, so that of a mask is one whose rows are merged.
    const array::Shape flat = from.contains("base") ? dims(from.at("base")) : array::Shape{count};
    auto packed = array::NdArray::copyOf(held.type.dtype, flat, held.bytes).value();
    if (as == "mask") {
        held.mask = std::make_unique<condition::ConditionMask>(
            condition::ConditionMask::nonzero(packed.view()).value());
    } else {
        held.banded =
            std::make_unique<array::BandedArray>(array::BandedArray::from(packed).value());
    }
    return held;
}

json failed(const std::string& what) { return {{"failed", what}}; }

std::string bytesOf(const array::NdArray& array) {
    Bytes bytes(static_cast<std::size_t>(array.byteCount()));
    array::copyRowMajor(array.view(), bytes.data());
    return toHex(bytes.data(), bytes.size());
}

/// A few boxes of the result, beside the same part of `whole`; what differs.
std::string windowsDiffer(const Evaluation& evaluation, const array::NdArray& whole) {
    const array::Shape& shape = whole.shape();
    std::uint64_t state = 12345;
    const auto upTo = [&state](std::int64_t most) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::int64_t>((state >> 33U) % static_cast<std::uint64_t>(most + 1));
    };
    for (int round = 0; round < 3; ++round) {
        array::Box box = array::Box::wholeOf(shape);
        array::Layout part = whole.layout();
        for (int axis = 0; axis < shape.rank(); ++axis) {
            box.begin[axis] = upTo(shape[axis]);
            box.end[axis] = box.begin[axis] + upTo(shape[axis] - box.begin[axis]);
            part = part.slice(axis, {box.begin[axis], box.end[axis], 1}).value();
        }
        const auto values = evaluation.values(box);
        if (!values) {
            return values.error().message;
        }
        if (bytesOf(*values) != bytesOf(whole.withLayout(part))) {
            return "a box differs from the whole";
        }
        if (shape.rank() == 0 || box.empty() || evaluation.rule().kind() != rules::Kind::Bool) {
            continue;
        }
        rules::PlaneWindow window{box.begin, -1, static_cast<int>(upTo(shape.rank() - 1)), {}};
        if (shape.rank() > 1) {
            window.axisY = (window.axisX + 1) % shape.rank();
            window.rect.y0 = box.begin[window.axisY];
            window.rect.y1 = box.end[window.axisY];
        } else {
            window.rect.y1 = 1;
        }
        window.rect.x0 = box.begin[window.axisX];
        window.rect.x1 = box.end[window.axisX];
        const auto bits = evaluation.bits(window);
        if (!bits) {
            return bits.error().message;
        }
        for (std::int64_t y = window.rect.y0; y < window.rect.y1; ++y) {
            for (std::int64_t x = window.rect.x0; x < window.rect.x1; ++x) {
                array::Index index = window.at;
                index[window.axisX] = x;
                if (window.axisY >= 0) {
                    index[window.axisY] = y;
                }
                const auto view = whole.view();
                if ((*view.at(view.layout.at(index)) != std::byte{0}) != bits->at(x, y)) {
                    return base::joined("a window differs from the whole at ", x, ", ", y);
                }
            }
        }
        std::int64_t set = 0;
        for (std::int64_t y = window.rect.y0; y < window.rect.y1; ++y) {
            for (std::int64_t x = window.rect.x0; x < window.rect.x1; ++x) {
                set += bits->at(x, y) ? 1 : 0;
            }
        }
        if (bits->count() != set) {
            return "a window has bits outside of its box";
        }
    }
    return {};
}

json answer(const json& request) {
    const std::string text = request.at("rule");
    const auto expression = rules::parse(text);
    if (!expression) {
        return {{"error", expression.error().toError(text).text()}};
    }
    std::vector<Held> held;
    for (const json& each : request.at("inputs")) {
        held.push_back(heldOf(each));
    }
    std::vector<rules::InputType> types;
    std::vector<rules::Input> inputs;
    for (const Held& each : held) {
        types.push_back(each.type);
        inputs.push_back(each.input());
    }
    const auto rule = rules::check(*expression, types, rules::Purpose::Values);
    if (!rule) {
        return {{"error", rule.error().toError(text).text()}};
    }
    auto evaluation = Evaluation::make(*rule, inputs).value();
    base::ThreadPool one(1);
    base::ThreadPool three(3);
    const auto values = evaluation.toArray(nullptr, &one);
    if (!values) {
        return failed(values.error().message);
    }
    const std::string data = bytesOf(*values);
    auto again = Evaluation::make(*rule, inputs).value();
    const auto threads = again.toArray(nullptr, &three);
    if (!threads || bytesOf(*threads) != data) {
        return failed("three threads differ");
    }
    if (rule->kind() == rules::Kind::Bool) {
        const auto mask = evaluation.toMask(nullptr, &three);
        if (!mask || bytesOf(mask->toArray().value()) != data) {
            return failed("the mask differs from the array");
        }
        if (mask->count() != condition::ConditionMask::nonzero(values->view())->count()) {
            return failed("the mask has bits past its rows");
        }
    }
    const std::string differs = windowsDiffer(evaluation, *values);
    if (!differs.empty()) {
        return failed(differs);
    }
    json shape = json::array();
    for (const std::int64_t size : rule->shape()) {
        shape.push_back(size);
    }
    return {{"dtype", array::name(rule->dtype())},
            {"shape", shape},
            {"data", data},
            {"local", rule->isLocal()},
            {"names", rules::pythonNames(types)},
            {"numpy", rules::toNumpy(*rule)}};
}
}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        std::cout << answer(json::parse(line)).dump() << std::endl;
    }
    return 0;
}
