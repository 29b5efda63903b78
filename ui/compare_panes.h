// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QTimer>
#include <QWidget>

#include "ui/canvas/canvas.h"
#include "ui/session/view_options.h"

class QHBoxLayout;
class QLabel;

namespace frisket::ui {

class Minimap;

/// The canvas, and what it is compared with: two linked canvases beside it, or another layer in it.
/// Linked canvases show the same part of the image, have the same tool in hand and show the pointer
/// of each other; any of them can be painted on.
class ComparePanes : public QWidget {
    Q_OBJECT

public:
    /// Takes the canvas as its child.
    ComparePanes(Canvas* canvas, session::Document& document, session::LayerStyles& styles,
                 session::ToolOptions& options, session::ViewOptions& view);

    /// The linked canvases beside the main one; none unless Compare::SideBySide.
    [[nodiscard]] std::vector<Canvas*> linked() const;
    /// That it was made with.
    [[nodiscard]] Canvas& main() { return *m_main; }

public slots:
    /// In whichever of the canvases one is painted.
    void cancelStroke();

signals:
    /// As Canvas::hovered, of any of the canvases.
    void hovered(const std::optional<frisket::base::Point>& position);

private:
    struct Pane {
        QWidget* frame = nullptr;
        QLabel* caption = nullptr;
        Canvas* canvas = nullptr;
    };

    [[nodiscard]] std::vector<Canvas*> all() const;
    void compareChanged();
    void guidesChanged();
    void makePanes();
    void removePanes();
    [[nodiscard]] Pane makePane(session::LayerId id);
    void link(Canvas& one);
    void showLike(const Canvas& from);
    void blink();

    Canvas* m_main;
    QLabel* m_mainCaption;
    session::Document& m_document;
    session::LayerStyles& m_styles;
    session::ToolOptions& m_options;
    session::ViewOptions& m_view;
    Minimap* m_minimap;
    QHBoxLayout* m_row;
    std::vector<Pane> m_panes;
    bool m_linking = false;  ///< views are being made the same
    QTimer m_blink;
    bool m_second = false;  ///< which of the pair Blink shows
};

}  // namespace frisket::ui
