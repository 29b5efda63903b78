// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QDialog>
#include <QString>

#include "ui/session/layer_id.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace frisket::io {
struct Codec;
}

namespace frisket::ui {

/// What a file of the chosen format will hold, or why it can't hold the layer.
struct ExportNote {
    // Implicit, so that a function that returns plain text will do where all can be written.
    ExportNote(QString words, bool canWrite = true) : text(std::move(words)), possible(canWrite) {}

    QString text;
    bool possible;
};

/// Asks which layer goes to which file. The ending of the path names the format. Formats that can't
/// hold the layer are greyed out and say why.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// Called with an absolute path whenever the choice changes, so it must be quick.
    using Describe = std::function<ExportNote(session::LayerId id, const QString& path)>;

    /// `layers` (not empty) are offered in that order and the first is chosen; `path` is absolute.
    ExportDialog(const std::vector<session::LayerId>& layers, const QString& path,
                 Describe describe, QWidget* parent = nullptr);

    [[nodiscard]] session::LayerId layer() const;
    void setLayer(session::LayerId id);
    /// Absolute. What was typed counts from the folder of the path that the dialog began with.
    [[nodiscard]] QString path() const;
    /// See io::WriteOptions; empty where nothing was chosen.
    [[nodiscard]] std::string compression() const;

    /// Asks first where a file would be replaced.
    void accept() override;

private:
    void browse();
    void takeFormat();
    void check();
    /// Greys out the formats that can't hold the layer.
    void checkFormats();
    void offerCompressions(const io::Codec* codec);
    [[nodiscard]] const io::Codec* codec() const;

    QString m_folder;
    Describe m_describe;
    QComboBox* m_layer;
    QComboBox* m_format;
    QComboBox* m_compression;
    QLineEdit* m_path;
    QLabel* m_note;
    QPushButton* m_export;
};

}  // namespace frisket::ui
