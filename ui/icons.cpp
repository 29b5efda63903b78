// SPDX-License-Identifier: MIT
#include "ui/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

// In no namespace, as the macro demands. Without this reference the linker would leave the drawings
// of a static library out.
static void linkDrawings() { Q_INIT_RESOURCE(frisket); }

namespace frisket::ui {

namespace {
struct Ink {
    QColor normal;
    QColor disabled;
    QColor selected;
};

class DrawingEngine final : public QIconEngine {
public:
    DrawingEngine(QByteArray svg, const Ink& ink) : m_svg(std::move(svg)), m_ink(ink) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray svg = m_svg;
        svg.replace("currentColor", colour(mode).name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
    }

    /// `size` is in device pixels.
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new DrawingEngine(*this); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const {
        switch (mode) {
            case QIcon::Disabled:
                return m_ink.disabled;
            case QIcon::Selected:
                return m_ink.selected;
            default:
                return m_ink.normal;
        }
    }

    QByteArray m_svg;
    Ink m_ink;
};

QIcon drawing(const QString& name, const Ink& ink) {
    linkDrawings();
    QFile file(QStringLiteral(":/frisket/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QIcon(new DrawingEngine(file.readAll(), ink));
}
}  // namespace

QIcon icon(const QString& name, const QPalette& palette) {
    return drawing(name, {palette.color(QPalette::Active, QPalette::ButtonText),
                          palette.color(QPalette::Disabled, QPalette::ButtonText),
                          palette.color(QPalette::Active, QPalette::HighlightedText)});
}

QIcon icon(const QString& name, const QColor& colour) {
    return drawing(name, {colour, colour, colour});
}

QIcon applicationIcon() {
    const QIcon drawn = drawing(QStringLiteral("frisket"), {});
    // Window managers take the sizes that an icon lists, and a drawing lists none.
    QIcon icon;
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        icon.addPixmap(drawn.pixmap(QSize(side, side), 1.0));
    }
    return icon;
}

}  // namespace frisket::ui
