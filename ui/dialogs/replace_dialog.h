// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QTimer>

#include "ui/session/document.h"
#include "ui/session/layer_styles.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace frisket::ui {

/// Asks which label of the destination becomes which, and where. Says at once how many pixels that
/// are, or why it can't be. Changes nothing itself.
class ReplaceDialog : public QDialog {
    Q_OBJECT

public:
    /// Both outlive the dialog. `change` fills it at first.
    ReplaceDialog(session::Document& document, const session::LayerStyles& styles,
                  const session::LabelChange& change, QWidget* parent = nullptr);
    ~ReplaceDialog() override;

    [[nodiscard]] session::LabelChange change() const;
    /// What is said of it now.
    [[nodiscard]] QString words() const;

protected:
    void done(int result) override;

private:
    [[nodiscard]] QLineEdit* addLabel(const QString& value, const QString& words);
    void recountSoon();
    void recount();
    void say(const QString& words, bool isProblem, bool canReplace);
    [[nodiscard]] QString named(const QString& value) const;

    session::Document& m_document;
    const session::LayerStyles& m_styles;
    QLineEdit* m_from;
    QLineEdit* m_to;
    QCheckBox* m_swaps;
    QRadioButton* m_slice;
    QRadioButton* m_whole;
    QCheckBox* m_selected;
    QLabel* m_words;
    QPushButton* m_replace = nullptr;
    QTimer m_soon;
    bool m_counting = false;  ///< in whose event loop this is
};

}  // namespace frisket::ui
