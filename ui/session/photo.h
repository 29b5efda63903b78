// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QImage>

namespace frisket::session {

/// The picture under the masks, and copies of it that are halved again and again, from which it is
/// drawn small. Copies share their pixels.
class Photo {
public:
    Photo() = default;
    /// `picture` is null or has 32 bits a pixel.
    explicit Photo(QImage picture) : m_levels{std::move(picture)} {}

    [[nodiscard]] const QImage& picture() const { return m_levels.front(); }
    [[nodiscard]] bool isNull() const { return picture().isNull(); }
    /// The picture halved `halvings` times, sizes rounded up; made when it is first asked for, in a
    /// pass over the copy before it.
    [[nodiscard]] const QImage& level(int halvings);
    /// Makes what a screen needs to show all of the picture, so that it need not be made while
    /// somebody waits for a frame.
    void halve();
    /// Of the picture and the copies.
    [[nodiscard]] qint64 byteCount() const;

private:
    std::vector<QImage> m_levels{QImage()};  ///< [0] is the picture itself
};

}  // namespace frisket::session
