// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include <QDockWidget>

#include "core/io/program.h"
#include "ui/docks/refresh_when_seen.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace frisket::ui {

/// The assignment as a program of NumPy or PyTorch, with its files, to read, copy and save; and as
/// a recipe that frisket-cli does again.
class CodeDock : public QDockWidget {
    Q_OBJECT

public:
    /// Runs of a painted condition up to which the dock shows it as text.
    static constexpr std::size_t kShownRuns = 2000;
    /// Elements of one up to which it looks for them: it reads all of its bits.
    static constexpr std::int64_t kLookedAt = std::int64_t{1} << 28U;

    /// Asks where to write, and writes what `text` gives for that path.
    using TextFor = std::function<std::string(const QString& path)>;
    using Save =
        std::function<void(const QString& name, const QString& filter, const TextFor& text)>;

    /// `document` outlives the dock.
    CodeDock(session::Document& document, Save save, QWidget* parent);

    [[nodiscard]] QPlainTextEdit& text() { return *m_text; }
    [[nodiscard]] QComboBox& language() { return *m_language; }

signals:
    /// A short word for the status bar.
    void reported(const QString& text);

private:
    void refresh();
    [[nodiscard]] base::Result<std::string> program(std::size_t mostRuns) const;
    void copy();
    void saveProgram();
    void saveRecipe();

    session::Document& m_document;
    Save m_save;
    QComboBox* m_language;
    QPlainTextEdit* m_text;
    QLabel* m_note;
    QPushButton* m_copy;
    QPushButton* m_saveProgram;
    QPushButton* m_saveRecipe;
    RefreshWhenSeen m_refresh;
};

}  // namespace frisket::ui
