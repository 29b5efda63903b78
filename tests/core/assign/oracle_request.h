// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/assign/window.h"
#include "core/condition/condition_mask.h"

namespace frisket::oracle {

using Bytes = std::vector<std::byte>;

[[nodiscard]] Bytes fromHex(const std::string& text);
[[nodiscard]] std::string toHex(const Bytes& bytes);

/// An operand of a request. `data` is empty where it lies in the destination's memory.
struct Array {
    assign::Operand operand;
    array::Layout packed;  ///< of the whole array, before the view
    Bytes data;
    bool inDestination = false;
};

/// A request of oracle_driver, read but not yet planned.
struct Request {
    assign::PlanRequest plan;
    Array destination;
    Array source;
    condition::ConditionMask condition;
    std::vector<std::int64_t> cuts;  ///< ends of the pieces that are assigned one by one
    std::optional<assign::PlaneWindow> window;

    /// The source's memory, given the destination's.
    [[nodiscard]] const std::byte* sourceData(const Bytes& storage) const {
        return source.inDestination ? storage.data() : source.data.data();
    }
    [[nodiscard]] array::ArrayView sourceView(const Bytes& storage) const {
        return {source.operand.dtype, source.operand.layout, sourceData(storage)};
    }
    [[nodiscard]] array::MutableArrayView destinationView(Bytes& storage) const {
        return {destination.operand.dtype, destination.operand.layout, storage.data()};
    }
};

/// Fails with InvalidArgument; throws nlohmann::json::exception for a field that is missing.
[[nodiscard]] base::Result<Request> readRequest(const nlohmann::json& json);

}  // namespace frisket::oracle
