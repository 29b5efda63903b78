// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QToolBar>

#include "ui/session/tool_options.h"
#include "ui/tools/tool_manager.h"

class QLineEdit;

namespace frisket::ui {

/// Widgets of the options bar that belong together and are there for some of the tools. They edit
/// `session::ToolOptions` and hold nothing themselves.
class OptionPart : public QObject {
    Q_OBJECT

public:
    /// What parts work with; all outlive them. `canvas` gets the keys back when a number was typed.
    struct Context {
        QToolBar& bar;
        session::ToolOptions& options;
        QWidget& canvas;
        session::Document& document;
        const session::LayerStyles& styles;
    };

    /// Whether the tool can be told what this part asks.
    [[nodiscard]] virtual bool serves(ToolId id) const = 0;
    /// Takes over what the options say now.
    virtual void showOptions() = 0;
    /// Draws its icons in the colours of `palette`.
    virtual void setIcons(const QPalette& palette);

    void setVisible(bool visible);

protected:
    explicit OptionPart(const Context& context) : QObject(&context.bar), m_context(context) {}

    [[nodiscard]] session::ToolOptions& options() const { return m_context.options; }
    [[nodiscard]] session::Document& document() const { return m_context.document; }
    [[nodiscard]] const session::LayerStyles& styles() const { return m_context.styles; }
    [[nodiscard]] QWidget& canvas() const { return m_context.canvas; }
    /// At the end of the part.
    void add(QWidget* widget);
    /// Whether `widget`, which was added, is there while the part is.
    void setShown(QWidget* widget, bool shown) { setShown(m_holders.value(widget), shown); }
    void setShown(QAction* action, bool shown);
    void addText(const QString& text);
    void addSeparator();
    QAction* addButton(const QString& text, const QString& tip);
    /// A button that can't be pressed any more, perhaps as it just was, gives the keys back.
    void setUsable(QAction* button, bool usable) const;
    void giveKeysBackAfter(QWidget& numberBox) const;

private:
    Context m_context;
    QList<QAction*> m_actions;
    QHash<QWidget*, QAction*> m_holders;  ///< of what was added
    QSet<QAction*> m_hidden;              ///< though the part is seen
    bool m_visible = true;
};

}  // namespace frisket::ui
