// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QDialog>
#include <QList>
#include <QString>

#include "ui/session/layer_path.h"
#include "ui/session/role_guess.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace frisket::ui {

/// A file, or one of its arrays, and the role that it is offered with; nothing: it is left out
/// unless the person says.
struct FileRole {
    session::FileHint file;
    std::optional<session::LayerId> role;
};

/// Asks which file is which layer, and which of its arrays is meant. Can't be accepted while a role
/// is taken twice or none is taken.
class RoleDialog : public QDialog {
    Q_OBJECT

public:
    /// More files than this are not listed; the dialog says so.
    static constexpr std::size_t kMostFiles = 40;

    explicit RoleDialog(const std::vector<FileRole>& files, QWidget* parent = nullptr);

    /// The files that got a role, by layer.
    [[nodiscard]] QList<session::LayerPath> chosen() const;

private:
    void check();
    /// What keeps the choice from being accepted; empty if nothing does.
    [[nodiscard]] QString objection() const;
    [[nodiscard]] std::optional<session::LayerId> roleAt(std::size_t row) const;

    /// What stands for a file.
    struct Row {
        session::FileHint file;
        QString name;  ///< of the file, and of the array where that is said
        QComboBox* role = nullptr;
        QComboBox* array = nullptr;  ///< which one is meant; null where there is no choice
    };
    void addRow(const FileRole& offered, QWidget* list, QGridLayout* grid);

    std::vector<Row> m_rows;
    QLabel* m_objection;
    QPushButton* m_ok;
};

}  // namespace frisket::ui
