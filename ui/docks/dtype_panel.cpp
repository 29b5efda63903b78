// SPDX-License-Identifier: MIT
#include "ui/docks/dtype_panel.h"

#include <algorithm>

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/byte_words.h"
#include "ui/session/core_text.h"
#include "ui/session/file_survey.h"

namespace frisket::ui {

namespace {
using session::DTypeOffer;
using session::fromCore;
using session::LayerId;
using Why = DTypeOffer::Why;

constexpr std::array kNames{"values", "types", "back", "smaller"};

QLabel* words() {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1);  // the dock decides
    return label;
}

QString typeName(array::DType dtype) { return fromCore(array::name(dtype)); }

QString reasonWords(const DTypeOffer& offer, const session::Document& document) {
    switch (offer.why) {
        case Why::HoldsValues:
            return document.mode() == assign::Mode::Fill
                       ? DTypePanel::tr("Holds the destination's values and the one that fills.")
                       : DTypePanel::tr(
                             "Holds the destination's values and all that are selected "
                             "of the source.");
        case Why::HoldsTypes:
            return DTypePanel::tr("Holds whatever %1 and %2 hold.")
                .arg(typeName(document.dtype(LayerId::Destination)),
                     typeName(document.dtype(LayerId::Source)));
        case Why::Back:
            return offer.certain ? DTypePanel::tr("As in its file; every value fits.")
                                 : DTypePanel::tr(
                                       "As in its file; refused if a value does not "
                                       "fit.");
        case Why::Smaller:
            return DTypePanel::tr("Every value fits.");
    }
    return {};
}

/// "NPY and PNG hold it."
QString formatWords(const DTypeOffer& offer, const session::Document& document) {
    QStringList names;
    for (const io::Format format : offer.formats) {
        names << session::formatWord(format);
    }
    QString list = names.value(0);
    for (qsizetype i = 1; i < names.size(); ++i) {
        list = (i + 1 < names.size() ? DTypePanel::tr("%1, %2") : DTypePanel::tr("%1 and %2"))
                   .arg(list, names[i]);
    }
    const QString holds = names.size() > 1 ? DTypePanel::tr("%1 hold it").arg(list)
                                           : DTypePanel::tr("%1 holds it").arg(list);
    const QString file = QFileInfo(document.file(LayerId::Destination).path).fileName();
    return offer.savesInPlace
               ? DTypePanel::tr("%1.").arg(holds)
               : DTypePanel::tr("%1, but not %2 as it is: Save will ask for another file.")
                     .arg(holds, file);
}

QString offerWords(const DTypeOffer& offer, const session::Document& document) {
    const array::DType own = document.dtype(LayerId::Destination);
    const std::int64_t bytes = document.destination()->count() * array::itemSize(own);
    const QString memory =
        bytes == offer.bytes
            ? DTypePanel::tr("%1 in memory, as now.").arg(byteWords(bytes))
            : DTypePanel::tr("%1 in memory, now %2.").arg(byteWords(offer.bytes), byteWords(bytes));
    return QStringLiteral("%1 %2 %3")
        .arg(reasonWords(offer, document), memory, formatWords(offer, document));
}
}  // namespace

DTypePanel::DTypePanel(QWidget* parent) : QWidget(parent), m_title(words()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_title);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        row = {new QPushButton, words()};
        row.button->setObjectName(QStringLiteral("dtype.") + QLatin1String(kNames[i]));
        column->addWidget(row.button, 0, Qt::AlignLeft);
        column->addWidget(row.words);
        connect(row.button, &QPushButton::clicked, this, [this, i] {
            const auto offer = std::find_if(
                m_offers.begin(), m_offers.end(),
                [i](const DTypeOffer& each) { return static_cast<std::size_t>(each.why) == i; });
            if (offer != m_offers.end()) {
                const array::DType dtype = offer->dtype;  // others may be offered before the end
                emit dtypeWanted(dtype);
            }
        });
    }
    setVisible(false);
}

void DTypePanel::setOffers(const std::vector<DTypeOffer>& offers,
                           const session::Document& document) {
    const bool hadKeys = isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    m_offers = offers;
    std::array<const DTypeOffer*, 4> byRow{};
    for (const DTypeOffer& offer : m_offers) {
        byRow[static_cast<std::size_t>(offer.why)] = &offer;
    }
    m_title->setText(byRow[0] != nullptr || byRow[1] != nullptr
                         ? tr("Or change the dtype of the destination, whose values all stay:")
                         : tr("The destination's dtype can be another one, and all values stay:"));
    QPushButton* first = nullptr;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const DTypeOffer* const offer = byRow[i];
        row.button->setVisible(offer != nullptr);
        row.words->setVisible(offer != nullptr);
        if (offer == nullptr) {
            continue;
        }
        first = first != nullptr ? first : row.button;
        const QString name = typeName(offer->dtype);
        const QString text = offerWords(*offer, document);
        row.button->setText(
            (offer->why == Why::Back ? tr("Change back to %1") : tr("Change to %1")).arg(name));
        row.button->setToolTip(tr("Makes the destination %1; no value changes. Undo takes it back, "
                                  "the file stays as it is until you save.")
                                   .arg(name));
        row.button->setAccessibleName(QStringLiteral("%1: %2").arg(row.button->text(), text));
        row.words->setText(text);
    }
    setVisible(first != nullptr);
    if (hadKeys && first == nullptr) {
        emit left();
    } else if (hadKeys && !(focusWidget() != nullptr && focusWidget()->isVisibleTo(this))) {
        first->setFocus(Qt::OtherFocusReason);
    }
}

void DTypePanel::setQuiet(const QPalette& quiet) {
    for (const Row& row : m_rows) {
        row.words->setPalette(quiet);
    }
}

}  // namespace frisket::ui
