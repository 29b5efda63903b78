// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QDialog>
#include <QString>

#include "ui/session/layer_id.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace frisket::ui {

/// A file and the role that it is offered with; nothing: it is left out unless the person says.
struct FileRole {
    QString path;
    std::optional<session::LayerId> role;
};

/// Asks which file is which layer. Can't be accepted while a role is taken twice or none is taken.
class RoleDialog : public QDialog {
    Q_OBJECT

public:
    /// More files than this are not listed; the dialog says so.
    static constexpr std::size_t kMostFiles = 40;

    explicit RoleDialog(const std::vector<FileRole>& files, QWidget* parent = nullptr);

    /// The path of each layer that was chosen.
    [[nodiscard]] std::map<session::LayerId, QString> chosen() const;

private:
    void check();
    /// What keeps the choice from being accepted; empty if nothing does.
    [[nodiscard]] QString objection() const;
    [[nodiscard]] std::optional<session::LayerId> roleAt(std::size_t file) const;

    QStringList m_paths;
    std::vector<QComboBox*> m_roles;
    QLabel* m_objection;
    QPushButton* m_ok;
};

}  // namespace frisket::ui
