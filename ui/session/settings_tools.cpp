// SPDX-License-Identifier: MIT
// The part of Settings that keeps what tools were told.
#include <cmath>

#include "ui/session/settings.h"
#include "ui/session/stored_names.h"

namespace frisket::session {

namespace {
constexpr QLatin1String kTools("tools");
constexpr QLatin1String kNib("nib");
constexpr QLatin1String kJoin("join");
constexpr QLatin1String kFill("fill");
constexpr QLatin1String kLayer("layer");
constexpr QLatin1String kTolerance("tolerance");
constexpr QLatin1String kContiguous("contiguous");
constexpr QLatin1String kCorners("corners");
constexpr QLatin1String kSteadiness("steadiness");
constexpr QLatin1String kPressure("pressure");
constexpr QLatin1String kArms("arms");

constexpr std::array<const char*, 3> kNibs{"round", "square", "flat"};
constexpr std::array<const char*, 4> kJoins{"add", "subtract", "intersect", "replace"};

LayerId layerNamed(const QString& name, LayerId fallback) {
    const auto found = std::find_if(kAllLayers.begin(), kAllLayers.end(),
                                    [&](LayerId id) { return key(id) == name; });
    return found == kAllLayers.end() ? fallback : *found;
}
}  // namespace

void Settings::restoreTools(ToolOptions& options) const {
    const QJsonObject tools = m_values.value(kTools).toObject();
    options.setNibShape(fromName(kNibs, tools.value(kNib).toString(), options.nibShape()));
    options.setJoin(fromName(kJoins, tools.value(kJoin).toString(), options.join()));
    const QJsonObject fill = tools.value(kFill).toObject();
    Similarity similarity = options.similarity();
    similarity.layer = layerNamed(fill.value(kLayer).toString(), similarity.layer);
    const double tolerance = fill.value(kTolerance).toDouble(similarity.tolerance);
    if (std::isfinite(tolerance) && tolerance >= 0) {
        similarity.tolerance = tolerance;
    }
    similarity.contiguous = fill.value(kContiguous).toBool(similarity.contiguous);
    const bool corners = similarity.connectivity == paint::Connectivity::Eight;
    similarity.connectivity = fill.value(kCorners).toBool(corners) ? paint::Connectivity::Eight
                                                                   : paint::Connectivity::Four;
    options.setSimilarity(similarity);
    BrushHelp help = options.brushHelp();
    help.steadiness = std::clamp(tools.value(kSteadiness).toInt(help.steadiness), 0, kMostSteady);
    help.pressure = tools.value(kPressure).toBool(help.pressure);
    help.arms =
        std::clamp(tools.value(kArms).toInt(help.arms), paint::kFewestArms, paint::kMostArms);
    options.setBrushHelp(help);
}

void Settings::storeTools(const ToolOptions& options) {
    const Similarity& similarity = options.similarity();
    QJsonObject tools = m_values.value(kTools).toObject();
    tools[kNib] = toName(kNibs, options.nibShape());
    tools[kJoin] = toName(kJoins, options.join());
    // That strokes are mirrored is for one image: the next start would be a surprise.
    tools[kSteadiness] = options.brushHelp().steadiness;
    tools[kPressure] = options.brushHelp().pressure;
    tools[kArms] = options.brushHelp().arms;
    tools[kFill] = QJsonObject{{kLayer, key(similarity.layer)},
                               {kTolerance, similarity.tolerance},
                               {kContiguous, similarity.contiguous},
                               {kCorners, similarity.connectivity == paint::Connectivity::Eight}};
    m_values[kTools] = tools;
}

}  // namespace frisket::session
