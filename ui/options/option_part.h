// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
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
        session::Document& document;
        QWidget& canvas;
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
    /// At the end of the part.
    void add(QWidget* widget);
    void addText(const QString& text);
    void addSeparator();
    QAction* addButton(const QString& text, const QString& tip);
    void giveKeysBackAfter(QWidget& numberBox) const;

private:
    Context m_context;
    QList<QAction*> m_actions;
};

}  // namespace frisket::ui
