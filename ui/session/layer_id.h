// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include <QString>

namespace frisket::session {

/// The layers of a document, from the bottom of the canvas to the top.
enum class LayerId { Backdrop, Destination, Source, Result, Condition };

inline constexpr std::array kAllLayers{LayerId::Backdrop, LayerId::Destination, LayerId::Source,
                                       LayerId::Result, LayerId::Condition};

/// Those that are read from files.
inline constexpr std::array kFileLayers{LayerId::Backdrop, LayerId::Destination, LayerId::Source,
                                        LayerId::Condition};

[[nodiscard]] constexpr std::size_t indexOf(LayerId id) { return static_cast<std::size_t>(id); }

/// Name as the window shows it, translated: "Destination".
[[nodiscard]] QString displayName(LayerId id);

/// Name as options and settings spell it: "destination".
[[nodiscard]] QString key(LayerId id);

}  // namespace frisket::session
