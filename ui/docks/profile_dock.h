// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>

#include "ui/docks/refresh_when_seen.h"
#include "ui/session/layer_styles.h"
#include "ui/session/profile.h"
#include "ui/session/tool_options.h"

class QCheckBox;
class QLabel;

namespace frisket::ui {

class ElidedLabel;
class ProfileView;

/// The values of the layers along the line of the profile tool. Reads at most 20 times a second,
/// and only while it is seen.
class ProfileDock : public QDockWidget {
    Q_OBJECT

public:
    /// All outlive the dock.
    ProfileDock(const session::Document& document, const session::LayerStyles& styles,
                const session::ToolOptions& options, QWidget* parent = nullptr);

    /// Whether it is in front.
    [[nodiscard]] bool isSeen() const { return m_refresh.isSeen(); }
    /// What is said of the sample that is pointed at, or of the line.
    [[nodiscard]] QString text() const;
    [[nodiscard]] const session::Profile& profile() const { return m_profile; }

signals:
    /// The pixel of the sample that is pointed at, or none.
    void pointed(const std::optional<frisket::base::Point>& place);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void describe(int sample);
    void showLegend();

    const session::Document& m_document;
    const session::LayerStyles& m_styles;
    const session::ToolOptions& m_options;
    session::Profile m_profile;
    RefreshWhenSeen m_refresh;
    ElidedLabel* m_text;
    QLabel* m_values;
    ProfileView* m_view;
    std::array<QCheckBox*, session::kAllLayers.size()> m_boxes{};
};

}  // namespace frisket::ui
