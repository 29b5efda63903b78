// SPDX-License-Identifier: MIT
// Answers assignment requests from stdin, one JSON object a line, on stdout, for an oracle in
// another language. A request:
//   {"mode", "casting", "destination": ARRAY, "condition": ARRAY, "source": ARRAY or "value": text,
//    "cuts": [..], "window": {"axisY", "axisX", "fixed", "x0", "y0", "width", "height", "step"}}
//   ARRAY: {"dtype", "shape": [..], "view": text or "", "data": hex of the packed elements}; source
//   and condition may have "of": "destination" in place of "data": they lie in its memory.
// The answer to it, "data" being the whole destination afterwards, view or not, and "window" the
// live preview there:
//   {"outcome": "done", "data": hex, "line": text, "report": REPORT, "window": hex}
//   {"outcome": "refused", "kind", "operand", "found", "message", "fixed", "data": hex}, for
//   inexact values with "report" and "window" too; for "fixed" see oracle_fixes.h
//   {"outcome": "bad request", "message"}
//   {"outcome": "paths differ", "message"}
//   REPORT: {"total", "counts": {change: number}, "first", "change", "value": hex, "becomes": hex},
//   the last three where the total is not 0.
// "paths differ" means that two ways through the core disagree: one thread, three threads, pieces
// that end at the cuts, inputs that followed an edit of the condition, and the scalar reference.
#include <array>
#include <iostream>

#include "core/assign/check.h"
#include "core/assign/prepared.h"
#include "core/assign/reference.h"
#include "core/base/text.h"
#include "tests/core/assign/oracle_fixes.h"

namespace {
using namespace frisket;
using nlohmann::json;
using oracle::Bytes;
using oracle::Request;
using oracle::toHex;

struct Pools {
    base::ThreadPool one{1};
    base::ThreadPool three{3};
};

json failed(std::string_view outcome, const std::string& message) {
    return {{"outcome", outcome}, {"message", message}};
}

json refused(const assign::Refusal& refusal, const Request& request, Pools& pools) {
    return {{"outcome", "refused"},
            {"kind", assign::name(refusal.kind)},
            {"operand", assign::name(refusal.operand)},
            {"found", refusal.found},
            {"message", refusal.message},
            {"fixed", oracle::tryFixes(request, refusal, pools.one)},
            {"data", toHex(request.destination.data)}};
}

/// What the plan reads; the source is in the destination's memory as it is before.
base::Result<assign::PreparedInputs> prepare(const assign::AssignPlan& plan, const Request& request,
                                             Pools& pools) {
    return assign::PreparedInputs::make(plan, request.sourceData(request.destination.data),
                                        request.condition, pools.three);
}

/// The live preview: the same request on a packed copy of the viewed destination.
base::Result<Bytes> preview(const Request& request, Pools& pools) {
    const auto& operand = request.destination.operand;
    const array::ArrayView view{operand.dtype, operand.layout, request.destination.data.data()};
    Bytes packed(static_cast<std::size_t>(operand.layout.count() * itemSize(operand.dtype)));
    array::copyRowMajor(view, packed.data());
    const auto copy = array::NdArray::copyOf(operand.dtype, view.shape(), packed);
    if (!copy) {
        return base::passOn(copy);
    }
    const auto banded = array::BandedArray::from(*copy);
    if (!banded) {
        return base::passOn(banded);
    }
    assign::PlanRequest wanted = request.plan;
    wanted.destination = {operand.dtype, copy->layout(), {}};
    const auto plan = assign::AssignPlan::make(wanted);
    if (!plan) {
        return base::fail(base::ErrorCode::InvalidArgument, plan.error().message);
    }
    const auto prepared = prepare(*plan, request, pools);
    if (!prepared) {
        return base::passOn(prepared);
    }
    const assign::PlaneWindow& window = *request.window;
    Bytes out(static_cast<std::size_t>(window.width * window.height * itemSize(operand.dtype)));
    assign::evaluateWindow(*plan, prepared->inputs(), *banded, window, out.data());
    return out;
}

/// The destination's memory after the assignment piece by piece, the last piece first.
Bytes inPieces(const assign::AssignPlan& plan, const assign::Inputs& inputs,
               const Request& request) {
    Bytes storage = request.destination.data;
    std::int64_t end = plan.loops().count();
    for (auto cut = request.cuts.rbegin();; ++cut) {
        const std::int64_t begin = cut == request.cuts.rend() ? 0 : *cut;
        assign::assignRange(plan, inputs, begin, end, {storage.data(), 0});
        if (cut == request.cuts.rend()) {
            return storage;
        }
        end = begin;
    }
}

Bytes byReference(const assign::AssignPlan& plan, const assign::Inputs& inputs,
                  const Request& request) {
    Bytes storage = request.destination.data;
    assign::assignReference(plan, inputs, storage.data());
    return storage;
}

/// The same, but prepared while one element of the condition, that at the first cut,
/// was another; nothing where the condition is not used as it lies.
base::Result<std::optional<Bytes>> afterEdit(const assign::AssignPlan& plan, const Request& request,
                                             Pools& pools) {
    const std::int64_t count = plan.loops().count();
    if (plan.packsCondition() || request.cuts.empty() || request.cuts[0] == count) {
        return std::nullopt;
    }
    const auto placeOf = [&](std::int64_t flat) {
        return plan.condition().at(array::unravel(flat, plan.shape()));
    };
    const std::int64_t place = placeOf(request.cuts[0]);
    std::int64_t begin = 0;
    std::int64_t end = count;
    while (placeOf(begin) != place) {
        ++begin;
    }
    while (placeOf(end - 1) != place) {
        --end;
    }
    auto mask = request.condition.clone();
    if (!mask) {
        return base::passOn(mask);
    }
    const bool value = mask->at(place);
    mask->set(place, !value);
    auto prepared = assign::PreparedInputs::make(plan, request.sourceData(request.destination.data),
                                                 *mask, pools.three);
    if (!prepared) {
        return base::passOn(prepared);
    }
    mask->set(place, value);
    prepared->conditionChanged(begin, end, pools.three);
    return std::optional(inPieces(plan, prepared->inputs(), request));
}

/// The destination's memory after the assignment as the program does it.
base::Result<Bytes> whole(const assign::AssignPlan& plan, const Request& request,
                          base::ThreadPool& pool) {
    Bytes storage = request.destination.data;
    const auto status = assign::assignAll(plan, request.sourceView(storage), request.condition,
                                          request.destinationView(storage), pool);
    if (!status) {
        return base::passOn(status);
    }
    return storage;
}

/// The answer to a plan that can be done.
base::Result<json> done(const assign::AssignPlan& plan, const assign::Inputs& inputs,
                        const Request& request, Pools& pools) {
    const auto one = whole(plan, request, pools.one);
    const auto three = whole(plan, request, pools.three);
    const auto edited = afterEdit(plan, request, pools);
    if (!one || !three) {
        return base::passOn(one ? three : one);
    }
    if (!edited) {
        return base::passOn(edited);
    }
    const std::array<std::pair<const char*, Bytes>, 4> others{
        {{"three threads", *three},
         {"pieces", inPieces(plan, inputs, request)},
         {"an edit", edited->value_or(*one)},
         {"the reference", byReference(plan, inputs, request)}}};
    for (const auto& [name, other] : others) {
        if (other != *one) {
            return failed("paths differ", base::joined("one thread gives ", toHex(*one), ", ", name,
                                                       " ", toHex(other)));
        }
    }
    return json{{"outcome", "done"}, {"data", toHex(*one)}, {"line", plan.numpyLine()}};
}

std::string toHex(const assign::Scalar& value) {
    const auto size = static_cast<std::size_t>(array::itemSize(value.dtype));
    return toHex(Bytes(value.bytes.begin(), value.bytes.begin() + size));
}

json described(const assign::CastReport& report) {
    json counts = json::object();
    for (std::size_t i = 0; i < assign::kCastChanges; ++i) {
        if (report.counts[i] != 0) {
            counts[std::string(assign::name(static_cast<assign::CastChange>(i)))] =
                report.counts[i];
        }
    }
    json out{{"total", report.total}, {"counts", counts}, {"first", report.first}};
    if (report.total > 0) {
        out["change"] = assign::name(report.firstChange);
        out["value"] = toHex(report.value);
        out["becomes"] = toHex(report.becomes);
    }
    return out;
}

base::Result<json> answer(const Request& request, Pools& pools) {
    const auto plan = assign::AssignPlan::make(request.plan);
    if (!plan) {
        return refused(plan.error(), request, pools);
    }
    const auto prepared = prepare(*plan, request, pools);
    if (!prepared) {
        return base::passOn(prepared);
    }
    const assign::Inputs inputs = prepared->inputs();
    const auto refusal = assign::findInexact(*plan, inputs, pools.three);
    base::Result<json> reply = refusal ? base::Result<json>(refused(*refusal, request, pools))
                                       : done(*plan, inputs, request, pools);
    if (!reply) {
        return reply;
    }
    (*reply)["report"] = described(assign::castReport(*plan, inputs, pools.three));
    if (request.window) {
        const auto seen = preview(request, pools);
        if (!seen) {
            return base::passOn(seen);
        }
        (*reply)["window"] = toHex(*seen);
    }
    return reply;
}

json answerTo(const std::string& line, Pools& pools) {
    try {
        const auto request = oracle::readRequest(json::parse(line));
        if (!request) {
            return failed("bad request", request.error().message);
        }
        const auto reply = answer(*request, pools);
        return reply ? *reply : failed("bad request", reply.error().message);
    } catch (const json::exception& error) {
        return failed("bad request", error.what());
    }
}
}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    Pools pools;
    for (std::string line; std::getline(std::cin, line);) {
        std::cout << answerTo(line, pools).dump() << std::endl;
    }
    return 0;
}
