// SPDX-License-Identifier: MIT
#include "ui/session/photo.h"

#include <algorithm>

namespace frisket::session {

namespace {
/// Halving what is no larger than this is done within a frame.
constexpr int kSmallSide = 1024;
}  // namespace

const QImage& Photo::level(int halvings) {
    while (static_cast<int>(m_levels.size()) <= halvings) {
        const QImage& last = m_levels.back();
        m_levels.push_back(last.scaled(std::max(1, (last.width() + 1) / 2),
                                       std::max(1, (last.height() + 1) / 2), Qt::IgnoreAspectRatio,
                                       Qt::SmoothTransformation));
    }
    return m_levels[static_cast<std::size_t>(halvings)];
}

void Photo::halve() {
    while (std::max(m_levels.back().width(), m_levels.back().height()) > kSmallSide) {
        static_cast<void>(level(static_cast<int>(m_levels.size())));
    }
}

qint64 Photo::byteCount() const {
    qint64 bytes = 0;
    for (const QImage& each : m_levels) {
        bytes += each.sizeInBytes();
    }
    return bytes;
}

}  // namespace frisket::session
