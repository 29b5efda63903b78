// SPDX-License-Identifier: MIT
#include "ui/dialogs/about_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/icons.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr int kIconSide = 96;
constexpr int kWidth = 480;

QLabel* line(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}
}  // namespace

AboutDialog::AboutDialog(const QString& version, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("About Frisket"));
    auto* picture = new QLabel(this);
    picture->setPixmap(applicationIcon().pixmap(QSize(kIconSide, kIconSide), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignTop);

    QLabel* name = line(tr("Frisket %1").arg(version), this);
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    name->setFont(large);
    QLabel* formula = line(QStringLiteral("destination[condition] = source[condition]"), this);
    QFont mono = formula->font();
    mono.setFamilies({QStringLiteral("monospace")});
    mono.setStyleHint(QFont::Monospace);
    formula->setFont(mono);
    QLabel* purpose = line(tr("Refines segmentation masks: takes over from another mask what you "
                              "select, and nothing else."),
                           this);
    QLabel* facts = line(tr("MIT licence. Built with Qt %1, Eigen, OpenCV, libpng, Zstandard "
                            "and nlohmann-json.")
                             .arg(QString::fromLatin1(qVersion())),
                         this);
    QPalette quiet = facts->palette();
    quiet.setColor(QPalette::WindowText, quietText(palette()));
    facts->setPalette(quiet);

    auto* texts = new QVBoxLayout;
    texts->setSpacing(8);
    for (QLabel* label : {name, formula, purpose, facts}) {
        texts->addWidget(label);
    }
    texts->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(20);
    row->addWidget(picture);
    row->addLayout(texts, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(16);
    column->addLayout(row);
    column->addWidget(buttons);
    setFixedSize(kWidth, column->heightForWidth(kWidth));
}

}  // namespace frisket::ui
