// SPDX-License-Identifier: MIT
#include "ui/session/time_left.h"

#include <algorithm>
#include <cmath>

namespace frisket::session {

namespace {
constexpr double kFirstGuess = 1;    ///< seconds
constexpr double kMemory = 3;        ///< seconds that the rate looks back, about
constexpr double kShortest = 0.001;  ///< seconds between two calls that say anything
}  // namespace

void TimeLeft::add(double seconds, double fraction) {
    const double passed = seconds - m_seconds;
    if (passed < kShortest) {
        return;
    }
    const double rate = std::max(0.0, fraction - m_fraction) / passed;
    // The mean of all at first, of the last seconds later on.
    const double weight = 1 - std::exp(-passed / std::min(kMemory, seconds));
    m_rate = m_seconds == 0 ? fraction / seconds : m_rate + weight * (rate - m_rate);
    m_seconds = seconds;
    m_fraction = std::max(fraction, m_fraction);
}

std::optional<double> TimeLeft::seconds() const {
    if (m_seconds < kFirstGuess || m_rate <= 0) {
        return std::nullopt;
    }
    return std::max(0.0, (1 - m_fraction) / m_rate);
}

}  // namespace frisket::session
