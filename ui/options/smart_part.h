// SPDX-License-Identifier: MIT
#pragma once

#include "ui/options/option_part.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace frisket::ui {

/// Which layer the smart tools look at.
class SmartLayerPart final : public OptionPart {
    Q_OBJECT

public:
    explicit SmartLayerPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    QComboBox* m_layer;
};

/// How GrabCut begins, and how thoroughly it looks.
class GrabCutPart final : public OptionPart {
    Q_OBJECT

public:
    explicit GrabCutPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    QComboBox* m_begin;
    QSpinBox* m_rounds;
};

/// Whether the watershed grows scribbles or splits, and how.
class WatershedPart final : public OptionPart {
    Q_OBJECT

public:
    explicit WatershedPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    QComboBox* m_does;
    QCheckBox* m_apart;
    QSpinBox* m_neck;
};

/// Where the smart brush stops.
class SmartBrushPart final : public OptionPart {
    Q_OBJECT

public:
    explicit SmartBrushPart(const Context& context);

    [[nodiscard]] bool serves(ToolId id) const override;
    void showOptions() override;

private:
    QDoubleSpinBox* m_tolerance;
};

}  // namespace frisket::ui
