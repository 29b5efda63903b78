// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QObject>

#include "core/measure/components.h"
#include "ui/session/document.h"

namespace frisket::session {

/// Goes from one area of changed pixels to the next: pixels that the assignment would change and
/// that hang together by sides or corners, in the shown plane, in reading order.
class ChangeFinder : public QObject {
    Q_OBJECT

public:
    /// `document` outlives it.
    explicit ChangeFinder(Document& document, QObject* parent = nullptr);

    struct Found {
        measure::Component component;
        std::size_t number = 0;  ///< from 0
        std::size_t count = 0;
        bool isRound = false;  ///< past the last one, or the first
    };
    /// The one after, or before, that which was found last; or what follows on its place, if it is
    /// no more. A job where something changed since. Nothing where nothing would change. Fails with
    /// Refused where there is no plan or something else is done, with TooLarge where there are too
    /// many areas, with OutOfMemory and Cancelled.
    [[nodiscard]] base::Result<std::optional<Found>> find(bool forward);

private:
    [[nodiscard]] base::Status look();

    Document& m_document;
    std::uint64_t m_edits = 0;
    std::optional<std::uint64_t> m_looked;  ///< at the state after so many edits
    std::vector<measure::Component> m_components;
    std::optional<base::Pixel> m_last;  ///< first pixel of the area that was found last
};

}  // namespace frisket::session
