// SPDX-License-Identifier: MIT
#include "ui/session/transition_search.h"

#include <utility>

#include "core/measure/label_set.h"
#include "ui/session/change_reader.h"
#include "ui/session/plane_job.h"

namespace frisket::session {

using condition::BitRegion;
using condition::Word;

base::Result<BitRegion> findTransition(Document& document, const ChangeSurvey::Pair& pair) {
    document.abortStroke();
    if (document.plan() == nullptr) {
        return base::fail(base::ErrorCode::Refused, document.problem().toStdString());
    }
    const auto reader = ChangeReader::of(document);
    if (!reader) {
        return BitRegion();  // there is no pixel
    }
    const measure::LabelSet before(reader->dtype(), {&pair.before, 1});
    const measure::LabelSet after(reader->dtype(), {&pair.after, 1});
    return findInPlane(
        document, Document::tr("Looking for changes"),
        [&](base::Progress& progress) -> base::Result<BitRegion> {
            BitRegion found({0, 0, reader->width(), reader->height()});
            ChangeReader::Buffers buffers;
            std::vector<Word> match(ChangeReader::kMost / condition::kWordBits);
            progress.expect(reader->height());
            for (std::int64_t y = 0; y < reader->height(); ++y) {
                keepInRow(
                    *reader, y, buffers, found.row(y),
                    [&](const ChangeReader::Values& values, std::int64_t count, Word* words) {
                        for (const auto& [labels, elements] :
                             {std::pair(&before, values.before), std::pair(&after, values.after)}) {
                            labels->match(elements, count, match.data());
                            for (std::int64_t w = 0; w < condition::wordsFor(count); ++w) {
                                words[w] &= match[static_cast<std::size_t>(w)];
                            }
                        }
                    });
                if (auto goOn = base::proceed(&progress, 1); !goOn) {
                    return base::passOn(goOn);
                }
            }
            return found;
        });
}

}  // namespace frisket::session
