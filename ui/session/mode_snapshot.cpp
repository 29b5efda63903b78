// SPDX-License-Identifier: MIT
#include "ui/session/mode_snapshot.h"

#include <algorithm>

#include "core/assign/check.h"
#include "core/assign/samples.h"

namespace frisket::session {

namespace {
/// The middles of `most` parts of an axis, or all of its places where it has fewer.
std::vector<std::int64_t> spread(std::int64_t size, std::int64_t most) {
    const std::int64_t count = std::min(size, std::max<std::int64_t>(1, most));
    std::vector<std::int64_t> places;
    places.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        places.push_back((2 * i + 1) * size / (2 * count));
    }
    return places;
}
}  // namespace

base::Result<std::unique_ptr<ModeSnapshot>> ModeSnapshot::take(Document& document, Plans plans) {
    std::optional<array::BandedArray> destination = document.destinationSnapshot();
    if (!destination) {
        return tl::unexpected(Document::busyError());
    }
    auto condition = condition::ConditionMask::create(document.condition()->shape());
    if (!condition) {
        return base::passOn(condition);
    }
    std::unique_ptr<ModeSnapshot> taken(
        new ModeSnapshot(*std::move(destination), *std::move(condition), std::move(plans)));
    if (document.source() != nullptr) {
        taken->m_source = *document.source();
    }
    taken->m_plane = document.window(document.planeRect(), 1);
    taken->m_width = document.planeWidth();
    taken->m_height = document.planeHeight();
    return taken;
}

bool ModeSnapshot::copySome(const Document& document) {
    constexpr std::int64_t kWords = std::int64_t{1} << 17U;  // 1 MiB
    if (m_copied < m_condition.rows()) {
        const std::int64_t words = m_condition.wordsPerRow();
        const std::int64_t rows =
            std::min(m_condition.rows() - m_copied,
                     std::max<std::int64_t>(1, kWords / std::max<std::int64_t>(1, words)));
        std::copy_n(document.condition()->row(m_copied), rows * words, m_condition.row(m_copied));
        m_copied += rows;
    }
    return m_copied < m_condition.rows();
}

base::Status ModeSnapshot::prepare(base::Progress& progress) {
    base::ThreadPool alone(1);
    for (std::size_t i = 0; i < kModes; ++i) {
        if (!m_plans[i]) {
            continue;
        }
        auto prepared = assign::PreparedInputs::make(
            *m_plans[i], m_source ? m_source->view().data : nullptr, m_condition, alone);
        if (!prepared) {
            return base::passOn(prepared);
        }
        m_prepared[i].emplace(*std::move(prepared));
        if (auto status = base::proceed(&progress); !status) {
            return status;
        }
    }
    return {};
}

base::Result<ModeSnapshot::Pictures> ModeSnapshot::sample(QSize most,
                                                          base::Progress& progress) const {
    Pictures pictures;
    if (m_width == 0 || m_height == 0) {
        return pictures;
    }
    const std::vector<std::int64_t> columns = spread(m_width, most.width());
    const std::vector<std::int64_t> rows = spread(m_height, most.height());
    pictures.width = static_cast<std::int64_t>(columns.size());
    pictures.height = static_cast<std::int64_t>(rows.size());
    const std::int64_t bytes =
        pictures.width * pictures.height * array::itemSize(m_destination.dtype());
    for (std::size_t i = 0; i < kModes; ++i) {
        if (m_prepared[i]) {
            pictures.values[i].resize(static_cast<std::size_t>(bytes));
            assign::evaluateSamples(*m_plans[i], m_prepared[i]->inputs(), m_destination,
                                    {m_plane, rows, columns}, pictures.values[i].data());
        }
        if (auto status = base::proceed(&progress); !status) {
            return base::passOn(status);
        }
    }
    return pictures;
}

base::Result<ModeSnapshot::Counts> ModeSnapshot::count(base::Progress& progress) const {
    Counts counts;
    std::vector<assign::Outcome> outcomes;
    std::vector<std::size_t> modes;
    for (std::size_t i = 0; i < kModes; ++i) {
        if (m_prepared[i]) {
            modes.push_back(i);
            outcomes.push_back({&*m_plans[i], m_prepared[i]->inputs()});
        }
    }
    for (const assign::Outcome& outcome : outcomes) {
        if (outcome.plan->checksValues()) {
            progress.expect(m_destination.count());
        }
    }
    const auto found = assign::countOutcomes(m_destination, outcomes, &progress);
    if (!found) {
        return base::passOn(found);
    }
    base::ThreadPool alone(1);
    for (std::size_t i = 0; i < modes.size(); ++i) {
        counts.changed[modes[i]] = found->changed(i);
        for (std::size_t j = 0; j < modes.size(); ++j) {
            counts.different[modes[i]][modes[j]] = found->different(i, j);
        }
        if (outcomes[i].plan->checksValues()) {
            counts.refused[modes[i]] =
                assign::castReport(*outcomes[i].plan, outcomes[i].inputs, alone, &progress).total;
            if (progress.cancelled()) {
                return base::cancelledError();
            }
        }
    }
    return counts;
}

}  // namespace frisket::session
