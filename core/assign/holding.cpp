// SPDX-License-Identifier: MIT
#include "core/assign/holding.h"

#include <algorithm>
#include <vector>

#include "core/assign/astype.h"
#include "core/assign/casting.h"
#include "core/assign/check.h"

namespace frisket::assign {

namespace {
using array::DType;

/// All dtypes but `of` and bool, which holds too little to become it; as `leastHolding` prefers
/// them, but for what is found by values.
std::vector<DType> inOrder(DType of) {
    std::vector<DType> order;
    for (const DType dtype : array::kAllDTypes) {
        if (dtype != of && dtype != DType::Bool) {
            order.push_back(dtype);
        }
    }
    const auto rank = [of](DType dtype) {
        const bool sameFamily = array::isFloat(dtype) == array::isFloat(of);
        const bool sameSign = array::isSigned(dtype) == array::isSigned(of);
        return std::array<std::int64_t, 3>{sameFamily ? 0 : 1, array::itemSize(dtype),
                                           sameSign ? 0 : 1};
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](DType a, DType b) { return rank(a) < rank(b); });
    return order;
}
}  // namespace

HoldsWritten holdsSelected(const PlanRequest& request, const Inputs& inputs,
                           base::ThreadPool& pool) {
    return [request, inputs, &pool](DType dtype) {
        PlanRequest asked = request;
        asked.destination.dtype = dtype;
        asked.casting = Casting::Unsafe;
        const auto plan = AssignPlan::make(asked);
        if (!plan) {
            return Holds::NotAll;
        }
        const CastReport report = castReport(*plan, inputs, pool);
        const bool noWhole =
            report.count(CastChange::Truncated) > 0 || report.count(CastChange::NotANumber) > 0;
        return report.total == 0 ? Holds::All : noWhole ? Holds::NoWhole : Holds::NotAll;
    };
}

std::optional<DType> leastHolding(const array::BandedArray& destination,
                                  const HoldsWritten& written, base::ThreadPool& pool,
                                  std::int64_t mostLooked) {
    const DType own = destination.dtype();
    const std::vector<DType> order = inOrder(own);
    bool anyWhole = true;
    for (const bool byValues : {false, true}) {
        if (byValues && destination.count() > mostLooked) {
            break;
        }
        for (const DType dtype : order) {
            const bool takesPart =
                byValues ? !isLossless(own, dtype) && array::itemSize(dtype) >= array::itemSize(own)
                         : isLossless(own, dtype);
            if (!takesPart || (!anyWhole && !array::isFloat(dtype))) {
                continue;
            }
            const Holds holds = written(dtype);
            anyWhole = anyWhole && holds != Holds::NoWhole;
            if (holds == Holds::All && (!byValues || !findMisfit(destination, dtype, pool))) {
                return dtype;
            }
        }
    }
    return std::nullopt;
}

}  // namespace frisket::assign
