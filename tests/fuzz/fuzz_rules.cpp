// SPDX-License-Identifier: MIT
// Any text as a rule, on tiny arrays: it is read or refused with a place in the text, and what can
// be evaluated gives the same whole, with threads, in boxes and in windows.
//
//     cmake --preset fuzz && cmake --build --preset fuzz --target fuzz_rules
//     mkdir -p out/corpus_rules && build/fuzz/tests/fuzz_rules -max_len=400 -timeout=20 \
//         -dict=tests/fuzz/rules.dict out/corpus_rules
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/rules/complete.h"
#include "core/rules/evaluation.h"
#include "core/rules/numpy_text.h"
#include "tests/fuzz/byte_reader.h"

namespace {
using namespace frisket;
using rules::Evaluation;
using Bytes = std::vector<std::byte>;

[[noreturn]] void wrong(const std::string& rule, const char* what) {
    std::fprintf(stderr, "%s: %s\n", what, rule.c_str());
    std::abort();
}

void requireError(const std::string& text, const rules::RuleError& error) {
    const auto size = static_cast<std::int64_t>(text.size());
    if (error.message.empty() || error.span.begin < 0 || error.span.length < 0 ||
        error.span.end() > size || error.toError(text).message.empty()) {
        wrong(text, "an error without a place or a message");
    }
}

Bytes bytesOf(const array::NdArray& array) {
    Bytes bytes(static_cast<std::size_t>(array.byteCount()));
    array::copyRowMajor(array.view(), bytes.data());
    return bytes;
}

/// An array of noise; Bool is 0 or 1.
Bytes noise(array::DType dtype, std::int64_t count, fuzz::ByteReader& reader) {
    const std::int64_t size = array::itemSize(dtype);
    Bytes bytes(static_cast<std::size_t>(count * size));
    const bool small = reader.chance(70);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t word = reader.noise();
        for (std::int64_t k = 0; k < size; ++k) {
            auto byte = static_cast<unsigned>(word >> static_cast<unsigned>(8 * k)) & 0xffU;
            byte = dtype == array::DType::Bool ? byte & 1U : (small && k == 0 ? byte & 7U : byte);
            byte = small && k > 0 && array::isInteger(dtype) ? 0 : byte;
            bytes[static_cast<std::size_t>(i * size + k)] = static_cast<std::byte>(byte);
        }
    }
    return bytes;
}

void evaluate(const std::string& text, const rules::Rule& rule,
              const std::vector<rules::Input>& inputs, fuzz::ByteReader& reader) {
    auto evaluation = Evaluation::make(rule, inputs).value();
    const auto whole = evaluation.toArray();
    if (!whole) {
        wrong(text, whole.error().message.c_str());
    }
    base::ThreadPool pool(2);
    if (rule.kind() == rules::Kind::Bool) {
        const auto mask = Evaluation::make(rule, inputs)->toMask(nullptr, &pool);
        if (!mask || bytesOf(mask->toArray().value()) != bytesOf(*whole)) {
            wrong(text, "the mask differs");
        }
    }
    array::Box box = array::Box::wholeOf(rule.shape());
    array::Layout part = whole->layout();
    for (int axis = 0; axis < box.rank(); ++axis) {
        box.begin[axis] = reader.upTo(rule.shape()[axis]);
        box.end[axis] = reader.between(box.begin[axis], rule.shape()[axis]);
        part = part.slice(axis, {box.begin[axis], box.end[axis], 1}).value();
    }
    const auto values = evaluation.values(box);
    if (!values || bytesOf(*values) != bytesOf(whole->withLayout(part))) {
        wrong(text, "a box differs from the whole");
    }
    if (rules::toNumpy(rule).find("result = ") == std::string::npos) {
        wrong(text, "no program");
    }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kHead = 24;
    const std::size_t head = std::min(size, kHead);
    fuzz::ByteReader reader({data, head});
    const std::string text(reinterpret_cast<const char*>(data) + head, size - head);

    labels::LabelTable table;
    table.setName(1, "cat");
    table.setName(2, "dog");
    table.setName(5, "cat");
    const array::Shape shape{reader.upTo(4), reader.upTo(5), reader.between(0, 7)};
    std::vector<Bytes> held;
    std::vector<rules::InputType> types;
    std::vector<rules::Input> inputs;
    for (const char* name : {"source", "destination", "condition", "p"}) {
        const auto dtype = std::strcmp(name, "condition") == 0
                               ? array::DType::Bool
                               : array::kAllDTypes[static_cast<std::size_t>(reader.upTo(11))];
        array::Shape own = shape;
        if (std::strcmp(name, "p") != 0) {
            own.erase(0);
        }
        held.push_back(noise(dtype, *array::elementCount(own), reader));
        types.push_back({name, dtype, own, &table, -2, -1});
        inputs.emplace_back(
            array::ArrayView{dtype, array::Layout::rowMajor(own), held.back().data()});
    }

    for (const auto& each : rules::complete(text, reader.upTo(40), types)) {
        if (each.text.empty() || each.meaning.empty()) {
            wrong(text, "an empty completion");
        }
    }
    const auto expression = rules::parse(text);
    if (!expression) {
        requireError(text, expression.error());
        return 0;
    }
    const auto rule = rules::check(*expression, types, rules::Purpose::Values);
    if (!rule) {
        requireError(text, rule.error());
        return 0;
    }
    constexpr std::int64_t kMost = 20000;  // axes that are added may broadcast to anything
    if (array::elementCount(rule->shape()).value_or(kMost + 1) <= kMost &&
        rule->cost().perElement < 1e5) {
        evaluate(text, *rule, inputs, reader);
    }
    return 0;
}
