// SPDX-License-Identifier: MIT
#include "ui/session/plane_job.h"

#include <utility>

namespace frisket::session {

using condition::BitRegion;

base::Result<BitRegion> findInPlane(
    Document& document, const QString& words,
    const std::function<base::Result<BitRegion>(base::Progress&)>& work) {
    BitRegion found;
    const base::Status done =
        lookAtPlane(document, document.shownPlane(), words, [&](base::Progress& progress) {
            auto region = work(progress);
            if (!region) {
                return base::Status(base::passOn(region));
            }
            found = *std::move(region);
            return base::Status();
        });
    if (!done) {
        return base::passOn(done);
    }
    return found;
}

base::Status lookAtPlane(Document& document, ShownPlane shown, const QString& words,
                         const Jobs::Work& work) {
    if (document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    const Jobs::Busy busy(document.jobs(), words);
    auto done = document.jobs().inBackground(Jobs::OnCancel::Wait, work);
    if (done && !showSame(shown, document.shownPlane())) {
        return tl::unexpected(planeLeftError());
    }
    return done;
}

bool showSame(const ShownPlane& a, const ShownPlane& b) {
    ShownPlane other = b;
    other.active = a.active;
    return a == other;
}

base::Error planeLeftError() {
    return {base::ErrorCode::Refused,
            Document::tr("Another slice was shown before the work was done; nothing was changed.")
                .toStdString(),
            Document::tr("Do it again there, or stay until it is done.").toStdString()};
}

}  // namespace frisket::session
