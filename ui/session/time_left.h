// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

namespace frisket::session {

/// Guesses from how work went until now when it will be done.
class TimeLeft {
public:
    /// At `seconds` since its beginning `fraction` (0..1) of the work was done. Call it now and
    /// then, with growing `seconds`.
    void add(double seconds, double fraction);
    /// From now on; nothing in the first second or while nothing moves.
    [[nodiscard]] std::optional<double> seconds() const;

private:
    double m_seconds = 0;
    double m_fraction = 0;
    double m_rate = 0;  ///< fraction a second, smoothed
};

}  // namespace frisket::session
