// SPDX-License-Identifier: MIT
#include "ui/session/change_finder.h"

#include <algorithm>
#include <new>

#include "core/condition/row_edges.h"
#include "core/measure/transitions.h"
#include "ui/session/change_reader.h"
#include "ui/session/plane_job.h"

namespace frisket::session {

namespace {
using condition::kWordBits;
using condition::Word;

/// Runs of set bits among the first `count`.
void appendRuns(const Word* bits, std::int64_t count, std::vector<measure::PixelRun>& runs) {
    for (std::int64_t x = 0; x < count;) {
        const std::int64_t length = condition::sameBits(bits, x, count - x);
        if ((bits[x / kWordBits] >> static_cast<unsigned>(x % kWordBits) & 1U) != 0) {
            runs.push_back({x, x + length});
        }
        x += length;
    }
}
}  // namespace

ChangeFinder::ChangeFinder(Document& document, QObject* parent)
    : QObject(parent), m_document(document) {
    for (const auto signal : {&Document::layersChanged, &Document::planChanged,
                              &Document::planeChanged, &Document::historyChanged}) {
        connect(&document, signal, this, [this] { ++m_edits; });
    }
    connect(&document, &Document::pixelsChanged, this, [this] { ++m_edits; });
    connect(&document, &Document::planeChanged, this, [this] { m_last.reset(); });
}

base::Status ChangeFinder::look() {
    if (m_document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    m_document.abortStroke();
    if (m_document.plan() == nullptr) {
        return base::fail(base::ErrorCode::Refused, m_document.problem().toStdString());
    }
    const std::uint64_t looked = m_edits;
    const auto reader = ChangeReader::of(m_document);
    if (!reader) {  // there is no pixel
        m_components.clear();
        m_looked = looked;
        return {};
    }
    measure::ComponentFinder finder;
    const Jobs::Busy busy(m_document.jobs(), tr("Looking for changes"));
    const base::Status done = m_document.jobs().inBackground(
        Jobs::OnCancel::Wait, [&](base::Progress& progress) -> base::Status {
            ChangeReader::Buffers buffers;
            std::vector<Word> row(static_cast<std::size_t>(condition::wordsFor(reader->width())));
            std::vector<measure::PixelRun> runs;
            progress.expect(reader->height());
            for (std::int64_t y = 0; y < reader->height(); ++y) {
                keepInRow(*reader, y, buffers, row.data(),
                          [&](const ChangeReader::Values& values, std::int64_t count, Word* words) {
                              measure::keepChanged(reader->dtype(), values.before, values.after,
                                                   count, words);
                          });
                runs.clear();
                appendRuns(row.data(), reader->width(), runs);
                if (!finder.addRow(runs)) {
                    return base::fail(
                        base::ErrorCode::TooLarge,
                        tr("There are more than %L1 areas of changes; that is too many to go "
                           "through.")
                            .arg(measure::ComponentFinder::kMostComponents)
                            .toStdString());
                }
                if (auto goOn = base::proceed(&progress, 1); !goOn) {
                    return base::passOn(goOn);
                }
            }
            return {};
        });
    if (!done) {
        return done;
    }
    m_components = finder.take().components;
    m_looked = looked;
    return {};
}

base::Result<std::optional<ChangeFinder::Found>> ChangeFinder::find(bool forward) {
    if (m_looked != m_edits) {
        if (const base::Status done = look(); !done) {
            return base::passOn(done);
        }
        if (m_looked != m_edits) {
            return tl::unexpected(planeLeftError());
        }
    }
    if (m_components.empty()) {
        return std::nullopt;
    }
    const auto place = [](const measure::Component& each) {
        return std::pair(each.box.y0, each.firstX);
    };
    const auto size = m_components.size();
    std::size_t number = forward ? 0 : size - 1;
    bool isRound = false;
    if (m_last) {
        const std::pair last(m_last->y, m_last->x);
        const auto at = [&](std::size_t i) { return place(m_components[i]); };
        if (forward) {
            while (number < size && at(number) <= last) {
                ++number;
            }
        } else {
            while (number < size && at(number) >= last) {
                --number;  // past the first one it is no number any more
            }
        }
        isRound = number >= size;
        number = !isRound ? number : forward ? 0 : size - 1;
    }
    const measure::Component& found = m_components[number];
    m_last = base::Pixel{found.firstX, found.box.y0};
    return Found{found, number, size, isRound};
}

}  // namespace frisket::session
