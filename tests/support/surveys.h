// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/cast.h"
#include "tests/support/changes.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"

namespace frisket::test {

inline void open(session::Document& document, session::LayerId id, const array::NdArray& array) {
    const MaskFolder folder;
    FRISKET_VERIFY(document.open(id, folder.write("layer.npy", array)));
}

/// Labels of which many are alike.
inline array::NdArray few(array::DType dtype, const array::Shape& shape, std::uint32_t seed) {
    Random random(seed);
    std::vector<std::int16_t> values(static_cast<std::size_t>(array::elementCount(shape).value()));
    for (std::int16_t& value : values) {
        value = static_cast<std::int16_t>(
            random.chance(97) ? random.between(0, 3)
                              : random.between(array::isSigned(dtype) ? -300 : 0, 300));
    }
    const array::NdArray made = makeArray(shape, values);
    std::vector<std::byte> bytes(values.size() * static_cast<std::size_t>(array::itemSize(dtype)));
    assign::castRun(array::DType::I16, dtype)(
        made.view().data, 1, static_cast<std::int64_t>(values.size()), bytes.data());
    return array::NdArray::copyOf(dtype, shape, bytes).value();
}

/// Whether agreement is there, too, or words why not.
enum class Scored { No, Yes };
/// Fails where the survey does not say what each pixel says.
inline void compare(const session::Document& document, const session::ChangeSurvey& survey,
                    Scored scored = Scored::No) {
    const session::ChangeSurvey::Answer answer = survey.answer();
    QVERIFY(!answer.isOutdated);
    if (document.plan() == nullptr || document.planeRect().empty()) {
        QVERIFY(!answer.hasPlan);
        QVERIFY(!answer.problem.isEmpty());
        return;
    }
    QVERIFY(answer.hasPlan && answer.isComplete);
    QCOMPARE(answer.progress, 1.0);
    const ExpectedChanges expected(document);
    QCOMPARE(answer.counts.totals.counts, expected.totals);
    QCOMPARE(answer.counts.isComplete, expected.hasLabels);
    QVERIFY(pairsOf(answer.counts) == expected.pairs);
    if (answer.score) {
        QVERIFY(scoresOf(answer.score->before) == expected.before);
        QVERIFY(scoresOf(answer.score->after) == expected.after);
    } else if (scored == Scored::Yes) {
        QVERIFY(!expected.hasLabels || expected.before.empty());
        QVERIFY(!answer.scoreProblem.isEmpty());
    }
    if (survey.marked()) {
        const condition::BitRegion* marks = survey.marks();
        QVERIFY(marks != nullptr);
        const std::pair wanted(survey.marked()->before, survey.marked()->after);
        for (std::size_t i = 0; expected.hasLabels && i < expected.pixels.size(); ++i) {
            const auto flat = static_cast<std::int64_t>(i);
            const std::int64_t x = flat % document.planeWidth();
            const std::int64_t y = flat / document.planeWidth();
            if (marks->at(x, y) != (expected.pixels[i] == wanted)) {
                QFAIL(qPrintable(QString("marks at %1, %2").arg(x).arg(y)));
            }
        }
    }
}

}  // namespace frisket::test
