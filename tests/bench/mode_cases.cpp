// SPDX-License-Identifier: MIT
#include "tests/bench/mode_cases.h"

#include <stdexcept>

#include "tests/bench/outcome.h"

namespace frisket::bench {

namespace {
/// What OpenCV's peer fills in, too.
assign::Scalar seven(array::DType dtype) {
    const auto value = assign::parseScalar("7", dtype);
    if (!value) {
        throw std::runtime_error(value.error().text());
    }
    return *value;
}
}  // namespace

std::optional<std::int64_t> ModeCase::sourceElements(const Mask& mask) const {
    switch (source) {
        case Source::Selected:
            return mask.selected();
        case Source::Short:
            return kShortSource;
        default:
            return std::nullopt;
    }
}

assign::PlanRequest ModeCase::request(array::DType dtype, std::int64_t side,
                                      const Mask& mask) const {
    const auto known = assign::modeFromName(mode);
    if (!known) {
        throw std::runtime_error("there is no mode '" + mode + "'.");
    }
    const array::Shape square{side, side};
    const auto elements = sourceElements(mask);
    auto request =
        requestFor(*known, dtype, {square, elements ? array::Shape{*elements} : square, square});
    if (source == Source::Value) {
        request.source.reset();
        request.value = seven(dtype);
    }
    return request;
}

void ModeCase::requireOutcome(const std::string& what, array::DType dtype,
                              const std::byte* destination, const std::byte* from, const Mask& mask,
                              base::ThreadPool& pool) const {
    const std::int64_t size = array::itemSize(dtype);
    if (source == Source::Value) {
        const assign::Scalar value = seven(dtype);
        requireMoved(what, size, destination, value.data(), mask, pool,
                     [](std::int64_t, std::int64_t) { return 0; });
        return;
    }
    const std::int64_t length =
        sourceElements(mask).value_or(static_cast<std::int64_t>(mask.bytes.size()));
    const bool byPosition = mode == "where" || mode == "putmask";
    requireMoved(what, size, destination, from, mask, pool,
                 [&](std::int64_t i, std::int64_t k) { return (byPosition ? i : k) % length; });
}

const std::vector<ModeCase>& modeCases() {
    using Source = ModeCase::Source;
    static const std::vector<ModeCase> kCases{
        {"fill", Source::Value},  {"index", Source::Selected}, {"scatter", Source::Full},
        {"place", Source::Short}, {"place", Source::Selected}, {"putmask", Source::Short},
        {"putmask", Source::Full}};
    return kCases;
}

}  // namespace frisket::bench
