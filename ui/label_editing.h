// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include "ui/actions.h"
#include "ui/session/document.h"
#include "ui/session/layer_styles.h"
#include "ui/session/tool_options.h"

class QMainWindow;
class QMenu;

namespace frisket::ui {

class LabelsDock;
class ReplaceDialog;

/// The part of the window that edits labels of the destination: which one is painted, and what the
/// Labels dock does with one. Connects the dock, the actions and the document.
class LabelEditing : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    struct Parts {
        QMainWindow& window;
        session::Document& document;
        session::LayerStyles& styles;
        session::ToolOptions& options;
        Actions& actions;
        LabelsDock& labels;
    };
    explicit LabelEditing(const Parts& parts, QObject* parent = nullptr);
    ~LabelEditing() override;

    /// Asks which label becomes which, and does it.
    void replace(const session::LabelChange& suggestion);

signals:
    /// Something to tell in the status line.
    void reported(const QString& text);

private:
    void targetChanged();
    void layersChanged();
    void chooseInDock();
    void fillMenu(QMenu& menu, std::int64_t label);
    void paintWith(std::int64_t label);
    void select(session::LayerId layer, std::int64_t label, session::Join join);
    void doReplace(const session::LabelChange& change);
    [[nodiscard]] QString textOf(std::int64_t label) const;

    Parts m_parts;
    ReplaceDialog* m_dialog = nullptr;
    session::PaintTarget m_told;  ///< what the status line last told
};

}  // namespace frisket::ui
