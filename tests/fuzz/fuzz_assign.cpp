// SPDX-License-Identifier: MIT
// libFuzzer target: an assignment of any mode, decoded from the input, must come out the same by
// all ways through the core as by the scalar reference, and none may run into the sanitizers.
//
//   apt-get install clang-14 libclang-rt-14-dev
//   cmake --preset fuzz && cmake --build --preset fuzz
//   build/fuzz/tests/fuzz_assign -len_control=0 -max_len=400 -max_total_time=600 CORPUS_FOLDER
//
// A file that libFuzzer wrote is run again with `fuzz_assign FILE`.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/assign/check.h"
#include "core/assign/prepared.h"
#include "core/assign/reference.h"
#include "core/assign/selected.h"
#include "core/base/text.h"
#include "tests/fuzz/assign_case.h"

namespace {
using namespace frisket;
using array::Layout;
using assign::AssignPlan;
using fuzz::AssignCase;
using fuzz::Bytes;

std::string text(const assign::Operand& operand) {
    return base::joined(array::name(operand.dtype), " ", array::toString(operand.layout.shape),
                        " strides ", array::toString(operand.layout.strides), " at ",
                        operand.layout.offset);
}

/// Prints the case and stops, which libFuzzer takes as a finding.
[[noreturn]] void differs(const AssignCase& asked, const char* what, const Bytes& found,
                          const Bytes& wanted) {
    const auto& request = asked.request;
    std::size_t place = 0;
    while (place < std::min(found.size(), wanted.size()) && found[place] == wanted[place]) {
        ++place;
    }
    const std::string message = base::joined(
        what, " differs at byte ", place, ": mode ", assign::name(request.mode), ", casting ",
        assign::name(request.casting), "\n  destination ", text(request.destination), "\n  source ",
        request.source ? text(*request.source) : std::string("a value"),
        asked.overlaps ? " in the destination's memory" : "", "\n  condition ",
        text(request.condition), " of rows of ", asked.mask.rowBits(), "\n");
    std::fputs(message.c_str(), stderr);
    std::abort();
}

void require(const AssignCase& asked, const char* what, const Bytes& found, const Bytes& wanted) {
    if (found != wanted) {
        differs(asked, what, found, wanted);
    }
}

array::ArrayView sourceView(const AssignCase& asked, const Bytes& storage) {
    if (!asked.request.source) {
        return {};
    }
    const auto& source = *asked.request.source;
    return {source.dtype, source.layout, asked.sourceIn(storage)};
}

/// What the reference makes of the case, also where `exact` refuses it.
Bytes expected(const AssignPlan& plan, const assign::Inputs& inputs, const AssignCase& asked) {
    Bytes storage = asked.destination;
    assign::assignReference(plan, inputs, storage.data());
    return storage;
}

void checkWhole(const AssignPlan& plan, const AssignCase& asked, const Bytes& wanted, bool refused,
                base::ThreadPool& pool) {
    Bytes storage = asked.destination;
    const auto& destination = asked.request.destination;
    const auto status =
        assign::assignAll(plan, sourceView(asked, storage), asked.mask,
                          {destination.dtype, destination.layout, storage.data()}, pool);
    if (status.has_value() == refused) {
        differs(asked, "the outcome of assignAll", storage, asked.destination);
    }
    require(asked, refused ? "what a refused assignAll leaves" : "assignAll", storage,
            refused ? asked.destination : wanted);
}

/// The report agrees with itself and with the check of the values.
void checkReport(const AssignPlan& plan, const assign::Inputs& inputs, const AssignCase& asked,
                 bool refused, base::ThreadPool& pool) {
    const assign::CastReport report = assign::castReport(plan, inputs, pool);
    std::int64_t sum = 0;
    for (const std::int64_t count : report.counts) {
        sum += count;
    }
    const bool found = report.total > 0;
    if (sum != report.total || found != (report.first >= 0) ||
        (plan.checksValues() && found != refused)) {
        differs(asked, "the cast report", {}, {});
    }
}

/// Two pieces in the wrong order, then what they changed taken back.
void checkPieces(const AssignPlan& plan, const assign::Inputs& inputs, const AssignCase& asked,
                 const Bytes& wanted, fuzz::ByteReader& reader) {
    Bytes storage = asked.destination;
    const std::int64_t count = plan.loops().count();
    const std::int64_t cut = reader.upTo(count);
    assign::assignRange(plan, inputs, cut, count, {storage.data(), 0});
    assign::assignRange(plan, inputs, 0, cut, {storage.data(), 0});
    require(asked, "assignRange", storage, wanted);

    const condition::ConditionMask& mask = *inputs.condition;
    const std::int64_t selected = assign::countSelected(plan, mask, 0, count);
    const auto size = static_cast<std::size_t>(array::itemSize(plan.destinationType()));
    Bytes before(static_cast<std::size_t>(selected) * size);
    Bytes original = asked.destination;
    assign::gatherSelected(plan, mask, 0, count, {original.data(), 0}, before.data());
    Bytes differences(before.size());
    assign::gatherSelected(plan, mask, 0, count, {storage.data(), 0}, differences.data());
    for (std::size_t i = 0; i < before.size(); ++i) {
        differences[i] ^= before[i];
    }
    assign::flipSelected(plan, mask, 0, count, differences.data(), {storage.data(), 0});
    require(asked, "the undo of assignRange", storage, asked.destination);
}

/// Inputs that were prepared while one element of the condition was another, and told of it since.
void checkEdit(const AssignPlan& plan, const AssignCase& asked, const Bytes& wanted,
               base::ThreadPool& pool, fuzz::ByteReader& reader) {
    if (plan.packsCondition()) {
        return;
    }
    const auto placeOf = [&](std::int64_t flat) {
        return plan.condition().at(array::unravel(flat, plan.shape()));
    };
    const std::int64_t count = plan.loops().count();
    std::int64_t begin = 0;
    std::int64_t end = count;
    const std::int64_t place = placeOf(reader.upTo(count - 1));
    while (placeOf(begin) != place) {
        ++begin;
    }
    while (placeOf(end - 1) != place) {
        --end;
    }
    auto mask = asked.mask.clone().value();
    const bool value = mask.at(place);
    mask.set(place, !value);
    auto prepared =
        assign::PreparedInputs::make(plan, asked.sourceIn(asked.destination), mask, pool).value();
    mask.set(place, value);
    prepared.conditionChanged(begin, end, pool);
    Bytes storage = asked.destination;
    const std::int64_t cut = reader.upTo(count);
    assign::assignRange(plan, prepared.inputs(), cut, count, {storage.data(), 0});
    assign::assignRange(plan, prepared.inputs(), 0, cut, {storage.data(), 0});
    require(asked, "assignRange after an edit", storage, wanted);
}

/// A plan must not be made for a destination in which two indices share an element.
void checkDistinct(const AssignCase& asked) {
    const Layout& layout = asked.request.destination.layout;
    std::vector<bool> taken(asked.destination.size());
    for (std::int64_t i = 0; i < layout.count(); ++i) {
        const auto place = static_cast<std::size_t>(layout.at(array::unravel(i, layout.shape)));
        if (taken[place]) {
            differs(asked, "a plan with shared elements: it", {}, asked.destination);
        }
        taken[place] = true;
    }
}

/// The same request on a packed copy of the destination, seen through a window.
void checkWindow(const AssignCase& asked, bool refused, base::ThreadPool& pool,
                 fuzz::ByteReader& reader) {
    const auto& destination = asked.request.destination;
    const array::ArrayView viewed{destination.dtype, destination.layout, asked.destination.data()};
    Bytes packed(
        static_cast<std::size_t>(destination.layout.count() * array::itemSize(destination.dtype)));
    array::copyRowMajor(viewed, packed.data());
    const auto copy = array::NdArray::copyOf(destination.dtype, viewed.shape(), packed).value();
    const auto banded = array::BandedArray::from(copy).value();
    assign::PlanRequest request = asked.request;
    request.destination.layout = Layout::rowMajor(viewed.shape());
    const AssignPlan plan = AssignPlan::make(request).value();

    const auto prepared =
        assign::PreparedInputs::make(plan, asked.sourceIn(asked.destination), asked.mask, pool)
            .value();

    const assign::PlaneWindow window = fuzz::decodeWindow(viewed.shape(), reader);
    const auto size = array::itemSize(destination.dtype);
    Bytes seen(static_cast<std::size_t>(window.width * window.height * size));
    assign::evaluateWindow(plan, prepared.inputs(), banded, window, seen.data());
    if (refused) {
        return;  // the preview leaves out what does not survive, the reference does not
    }
    assign::assignReference(plan, prepared.inputs(), packed.data());
    Bytes wanted(seen.size());
    array::copyRowMajor(
        {destination.dtype, assign::planeLayout(plan.destination(), window), packed.data()},
        wanted.data());
    require(asked, "evaluateWindow", seen, wanted);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::ByteReader reader({data, size});
    const AssignCase asked = fuzz::decodeCase(reader);
    const auto plan = AssignPlan::make(asked.request);
    if (!plan) {
        return plan.error().toError().message.empty() ? -1 : 0;
    }
    checkDistinct(asked);
    base::ThreadPool pool(1);
    const auto prepared =
        assign::PreparedInputs::make(*plan, asked.sourceIn(asked.destination), asked.mask, pool)
            .value();
    const assign::Inputs inputs = prepared.inputs();
    const bool refused = assign::findInexact(*plan, inputs, pool).has_value();
    const Bytes wanted = expected(*plan, inputs, asked);
    checkReport(*plan, inputs, asked, refused, pool);
    checkWhole(*plan, asked, wanted, refused, pool);
    if (plan->loops().count() > 0) {
        checkPieces(*plan, inputs, asked, wanted, reader);
        checkEdit(*plan, asked, wanted, pool, reader);
        checkWindow(asked, refused, pool, reader);
    }
    return 0;
}
