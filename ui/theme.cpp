// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include <algorithm>
#include <cmath>

#include <QApplication>

#include "ui/style.h"

namespace frisket::ui {

namespace {
struct Tone {
    QPalette::ColorRole role;
    QRgb light;
    QRgb dark;
};

constexpr Tone kTones[]{
    {QPalette::Window, 0xfff0f0f0, 0xff2b2b2b},
    {QPalette::WindowText, 0xff1c1c1c, 0xffe6e6e6},
    {QPalette::Base, 0xffffffff, 0xff202020},
    {QPalette::AlternateBase, 0xfff6f6f6, 0xff272727},
    {QPalette::Text, 0xff1c1c1c, 0xffe6e6e6},
    {QPalette::PlaceholderText, 0xff5f5f5f, 0xffa2a2a2},
    {QPalette::Button, 0xfff4f4f4, 0xff373737},
    {QPalette::ButtonText, 0xff1c1c1c, 0xffe6e6e6},
    {QPalette::BrightText, 0xffb3261e, 0xffff8a80},
    {QPalette::ToolTipBase, 0xff2b2b2b, 0xff454545},
    {QPalette::ToolTipText, 0xfff2f2f2, 0xfff2f2f2},
    {QPalette::Highlight, 0xff1f6bc4, 0xff2f6fbf},
    {QPalette::HighlightedText, 0xffffffff, 0xffffffff},
    {QPalette::Link, 0xff1a5fb4, 0xff82b4f5},
    {QPalette::LinkVisited, 0xff7a3f9e, 0xffc69be0},
    // Edges and shadows, from which Fusion draws its frames.
    {QPalette::Light, 0xffffffff, 0xff4a4a4a},
    {QPalette::Midlight, 0xffe8e8e8, 0xff3e3e3e},
    {QPalette::Mid, 0xffc4c4c4, 0xff1e1e1e},
    {QPalette::Dark, 0xffa6a6a6, 0xff181818},
    {QPalette::Shadow, 0xff707070, 0xff101010},
};

constexpr Tone kDisabledTones[]{
    {QPalette::WindowText, 0xff8a8a8a, 0xff808080},
    {QPalette::Text, 0xff8a8a8a, 0xff808080},
    {QPalette::PlaceholderText, 0xff8f8f8f, 0xff7c7c7c},
    {QPalette::Base, 0xfff5f5f5, 0xff262626},
    {QPalette::Button, 0xffeeeeee, 0xff303030},
    {QPalette::ButtonText, 0xff8a8a8a, 0xff808080},
    {QPalette::Highlight, 0xffb8b8b8, 0xff4f4f4f},
    {QPalette::HighlightedText, 0xff505050, 0xffb4b4b4},
    {QPalette::Link, 0xff8a8a8a, 0xff808080},
    {QPalette::LinkVisited, 0xff8a8a8a, 0xff808080},
};

/// Relative luminance, 0..1.
double luminance(const QColor& colour) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}
}  // namespace

double contrastRatio(const QColor& a, const QColor& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

QColor mixed(const QColor& bottom, const QColor& top, double share) {
    const auto channel = [share](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * share));
    };
    return {channel(bottom.red(), top.red()), channel(bottom.green(), top.green()),
            channel(bottom.blue(), top.blue())};
}

bool isDark(const QPalette& palette) {
    return luminance(palette.color(QPalette::Active, QPalette::WindowText)) >
           luminance(palette.color(QPalette::Active, QPalette::Window));
}

QPalette themePalette(bool dark) {
    QPalette palette;
    for (const Tone& tone : kTones) {
        palette.setColor(QPalette::All, tone.role, QColor(dark ? tone.dark : tone.light));
    }
    for (const Tone& tone : kDisabledTones) {
        palette.setColor(QPalette::Disabled, tone.role, QColor(dark ? tone.dark : tone.light));
    }
    return palette;
}

void applyTheme(QApplication& application, Theme theme) {
    bool dark = theme == Theme::Dark;
    if (theme == Theme::System) {
        // An empty palette lets the platform's own show again.
        application.setPalette(QPalette());
        dark = isDark(application.palette());
    }
    if (qobject_cast<Style*>(application.style()) == nullptr) {
        application.setStyle(new Style);
    }
    application.setPalette(themePalette(dark));
}

QColor canvasSurround(const QPalette& palette) {
    return isDark(palette) ? QColor(0x4d, 0x4d, 0x4d) : QColor(0x80, 0x80, 0x80);
}

QColor chosenBackground(const QPalette& palette) {
    return mixed(palette.color(QPalette::Active, QPalette::Window),
                 palette.color(QPalette::Active, QPalette::Highlight), 0.15);
}

QColor hoverBackground(const QPalette& palette) {
    return mixed(palette.color(QPalette::Active, QPalette::Window),
                 palette.color(QPalette::Active, QPalette::Highlight), 0.07);
}

QColor warningText(const QPalette& palette) {
    return isDark(palette) ? QColor(0xf2, 0xb8, 0x4b) : QColor(0x80, 0x52, 0x00);
}

QColor errorText(const QPalette& palette) {
    return palette.color(QPalette::Active, QPalette::BrightText);
}

QColor quietText(const QPalette& palette) {
    return palette.color(QPalette::Active, QPalette::PlaceholderText);
}

}  // namespace frisket::ui
