// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>

#include "tests/bench/frisket_call.h"
#include "tests/bench/memory.h"
#include "tests/bench/outcome.h"
#include "tests/bench/run_bench.h"

namespace frisket::bench {

namespace {
using array::Layout;
using array::Shape;

/// One stretched operand; the other has the destination's shape.
struct Form {
    enum class Stretched : std::uint8_t { Source, Condition };

    std::string name;
    Stretched operand;
    Shape destination;
    Shape narrow;  ///< of the operand that is stretched
    Shape drawn;   ///< of the condition's pattern, which is `narrow` or is repeated beforehand
    std::vector<std::string> patterns;
};

std::vector<Form> forms(std::int64_t side) {
    using enum Form::Stretched;
    const std::int64_t half = side / 2;
    const Shape plane{side, side};
    const Shape channelsFirst{3, half, half};
    const Shape channelsLast{half, half, 3};
    const std::vector<std::string> both{"random50", "disk25"};
    const std::vector<std::string> line{"random50"};  // a line through a disk would be one run
    return {
        {"source ()", Source, plane, {}, plane, both},
        {"source (W,)", Source, plane, {side}, plane, both},
        {"source (H,1)", Source, plane, {side, 1}, plane, both},
        {"source (C,1,1)", Source, channelsFirst, {3, 1, 1}, {half, half}, both},
        {"source (C,) over (H,W,C)", Source, channelsLast, {3}, {half, half, 1}, both},
        {"condition (H,1)", Condition, plane, {side, 1}, {side, 1}, line},
        {"condition (1,W)", Condition, plane, {1, side}, {1, side}, line},
        {"condition (H,W) over (C,H,W)",
         Condition,
         channelsFirst,
         {half, half},
         {half, half},
         both},
        {"condition (H,W,1) over (H,W,C)",
         Condition,
         channelsLast,
         {half, half, 1},
         {half, half, 1},
         both},
    };
}

/// The pattern for `shape`: a square one, or for a line the row through the middle of one.
std::vector<std::uint8_t> drawPattern(const std::string& name, const Shape& shape) {
    const std::int64_t side = *std::max_element(shape.begin(), shape.end());
    std::vector<std::uint8_t> square = makePattern(name, side);
    if (Layout::rowMajor(shape).count() == side) {
        const auto middle = square.begin() + side / 2 * side;
        return {middle, middle + side};
    }
    return square;
}

/// Place in an operand of shape `from` that the element at `index` reads; by the definition.
std::int64_t stretchedPlace(const array::Index& index, const Shape& from) {
    std::int64_t place = 0;
    for (int axis = 0; axis < from.rank(); ++axis) {
        const std::int64_t i = index[index.rank() - from.rank() + axis];
        place = place * from[axis] + (from[axis] == 1 ? 0 : i);
    }
    return place;
}

/// Writes an operand out to `shape`, elements of `size` bytes.
void materialise(const void* from, const Shape& fromShape, const Shape& shape, std::int64_t size,
                 void* to, base::ThreadPool& pool) {
    const std::int64_t columns = shape.back();
    const std::int64_t step = fromShape.rank() == 0 || fromShape.back() == 1 ? 0 : 1;
    const auto bytes = static_cast<std::size_t>(size);
    pool.forRange(
        Layout::rowMajor(shape).count() / columns, 1024, [&](std::int64_t begin, std::int64_t end) {
            auto* out = static_cast<std::byte*>(to) + begin * columns * size;
            for (std::int64_t row = begin; row < end; ++row) {
                const array::Index index = array::unravel(row * columns, shape);
                const auto* in =
                    static_cast<const std::byte*>(from) + stretchedPlace(index, fromShape) * size;
                for (std::int64_t x = 0; x < columns; ++x, out += size, in += step * size) {
                    std::memcpy(out, in, bytes);
                }
            }
        });
}

struct Conditions {
    const Mask& narrow;
    const Mask& wide;
};

void benchCell(const RunBench& run, const Form& form, array::DType dtype,
               const std::string& pattern, const Conditions& conditions) {
    const Cell cell{.dtype = shortName(dtype),
                    .pattern = pattern,
                    .broadcast = form.name,
                    .threads = run.threads,
                    .side = run.options.side};
    const std::int64_t size = array::itemSize(dtype);
    const std::int64_t bytes = Layout::rowMajor(form.destination).count() * size;
    const bool ofSource = form.operand == Form::Stretched::Source;
    // The narrow source is the beginning of the shared one, and the wide one is made from it.
    const auto narrowBytes = Layout::rowMajor(form.narrow).count() * size;
    std::vector<std::byte> narrowSource;
    std::vector<std::uint64_t> wideSource;
    if (ofSource) {
        narrowSource.assign(run.arrays.source(), run.arrays.source() + narrowBytes);
        wideSource.resize(static_cast<std::size_t>((bytes + 7) / 8));
        materialise(narrowSource.data(), form.narrow, form.destination, size, wideSource.data(),
                    run.pool);
    }
    const std::byte* wide =
        ofSource ? reinterpret_cast<const std::byte*>(wideSource.data()) : run.arrays.source();
    const Shape& full = form.destination;
    const FrisketCall stretched{
        requestFor(assign::Mode::Where, dtype,
                   {full, ofSource ? form.narrow : full, ofSource ? full : form.narrow}),
        ofSource ? narrowSource.data() : wide,
        ofSource ? &conditions.wide.bits : &conditions.narrow.bits, run.arrays.destination()};
    const FrisketCall written{requestFor(assign::Mode::Where, dtype, {full, full, full}), wide,
                              &conditions.wide.bits, run.arrays.destination()};

    fillStart(run.arrays.destination(), bytes, run.pool);
    const auto growth = peakRssGrowthMib([&] { runFrisket(stretched, run.pool); });
    requireMoved(cell.text(), size, run.arrays.destination(), wide, conditions.wide, run.pool,
                 [](std::int64_t i, std::int64_t) { return i; });
    std::vector<Row> rows =
        measureInTurn(cell,
                      {{"frisket", [&] { runFrisket(stretched, run.pool); }},
                       {"frisket-materialised", [&] { runFrisket(written, run.pool); }}},
                      run.options.iterations);
    rows.front().peakRssGrowthMib = growth;
    run.results.add(rows);
}
}  // namespace

void benchBroadcasts(const RunBench& run) {
    std::printf("\nbroadcast operands, and the same written out\n");
    for (const Form& form : forms(run.options.side)) {
        for (const std::string& pattern : form.patterns) {
            if (!run.wants(run.options.patterns, pattern)) {
                continue;
            }
            const Mask drawn = makeMask(drawPattern(pattern, form.drawn), form.drawn);
            std::vector<std::uint8_t> wideBytes(
                static_cast<std::size_t>(Layout::rowMajor(form.destination).count()));
            materialise(drawn.bytes.data(), form.drawn, form.destination, 1, wideBytes.data(),
                        run.pool);
            const Mask wide = makeMask(std::move(wideBytes), form.destination);
            for (const array::DType dtype : wantedDTypes(run.options)) {
                benchCell(run, form, dtype, pattern, {drawn, wide});
            }
        }
    }
}

}  // namespace frisket::bench
