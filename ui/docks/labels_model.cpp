// SPDX-License-Identifier: MIT
#include "ui/docks/labels_model.h"

#include <algorithm>
#include <map>

#include <QLocale>

#include "ui/docks/swatch.h"
#include "ui/icons.h"
#include "ui/session/layer_colours.h"
#include "ui/session/pixel_facts.h"

namespace frisket::ui {

LabelsModel::LabelsModel(session::LabelLooks& looks, const session::LabelSurvey& survey,
                         const session::Document& document, QObject* parent)
    : QAbstractTableModel(parent), m_looks(looks), m_survey(survey), m_document(document) {
    connect(&document, &session::Document::limitsChanged, this, [this] {
        if (m_document.limits().locks != m_locks) {
            refresh();
        }
    });
    connect(&looks, &session::LabelLooks::changed, this, &LabelsModel::looksChanged);
    connect(&survey, &session::LabelSurvey::changed, this, &LabelsModel::refresh);
}

std::vector<LabelsModel::Row> LabelsModel::rows() const {
    std::map<std::int64_t, Row> found;
    const auto row = [&found](std::int64_t label) -> Row& {
        return found.try_emplace(label, Row{label, 0, 0}).first->second;
    };
    for (const measure::LabelShare& share : m_survey.destination().labels) {
        row(share.label).inDestination = share.count;
    }
    for (const measure::LabelShare& share : m_survey.source().labels) {
        row(share.label).inSource = share.count;
    }
    for (const auto& entry : m_looks.table().entries()) {
        row(entry.first);
    }
    for (const std::int64_t label : m_locks.labels) {
        row(label);
    }
    std::vector<Row> rows;
    rows.reserve(found.size());
    for (const auto& entry : found) {
        rows.push_back(entry.second);
    }
    if (m_dtype == array::DType::U64) {
        std::stable_partition(rows.begin(), rows.end(), [](const Row& r) { return r.label >= 0; });
    }
    return rows;
}

void LabelsModel::refresh() {
    m_locks = m_document.limits().locks;
    std::vector<Row> now = rows();
    const bool sameLabels =
        std::equal(now.begin(), now.end(), m_rows.begin(), m_rows.end(),
                   [](const Row& a, const Row& b) { return a.label == b.label; });
    if (sameLabels) {
        m_rows = std::move(now);  // other counts: what is selected stays selected
        tellAll();
        return;
    }
    beginResetModel();
    m_rows = std::move(now);
    m_known.clear();
    for (const Row& row : m_rows) {
        m_known.insert(row.label);
    }
    endResetModel();
}

void LabelsModel::looksChanged() {
    const auto& entries = m_looks.table().entries();
    const bool allKnown = std::all_of(entries.begin(), entries.end(), [this](const auto& entry) {
        return m_known.count(entry.first) > 0;
    });
    if (allKnown) {
        tellAll();
    } else {
        refresh();
    }
}

void LabelsModel::tellAll() {
    if (!m_rows.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
    }
}

void LabelsModel::setColours(labels::LabelColours colours) {
    m_colours = std::move(colours);
    tellAll();
}

void LabelsModel::setPalette(const QPalette& palette, qreal ratio) {
    m_palette = palette;
    m_ratio = ratio;
    m_open = icon(QStringLiteral("visible"), palette);
    m_closed = icon(QStringLiteral("hidden"), palette);
    m_locked = icon(QStringLiteral("locked"), palette);
    m_unlocked = icon(QStringLiteral("unlocked"), palette);
    tellAll();
}

QColor LabelsModel::colourOf(std::int64_t label) const {
    const auto given = m_looks.table().colour(label);
    return session::qColorOf(given ? labels::opaque(*given) : m_colours.colour(label));
}

QString LabelsModel::text(std::int64_t label) const { return session::labelText(m_dtype, label); }

int LabelsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LabelsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{kColumns};
}

QString LabelsModel::shownText(const Row& row, int column) const {
    const auto count = [](std::int64_t number, bool isSampled) {
        const QString digits = QLocale().toString(static_cast<qlonglong>(number));
        return isSampled && number > 0 ? QStringLiteral("≈ ") + digits : digits;
    };
    switch (column) {
        case Value:
            return text(row.label);
        case Name:
            return QString::fromStdString(m_looks.table().name(row.label));
        case InDestination:
            return count(row.inDestination, m_survey.destination().isSampled);
        case InSource:
            return count(row.inSource, m_survey.source().isSampled);
        default:
            return {};
    }
}

QVariant LabelsModel::data(const QModelIndex& index, int role) const {
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool shown = m_looks.table().isShown(row.label);
    const bool locked = m_locks.isLocked(row.label);
    switch (role) {
        case kLabelRole:
            return static_cast<qlonglong>(row.label);
        case kFilterRole:
            return text(row.label) + u' ' + shownText(row, Name);
        case Qt::DisplayRole:
        case Qt::EditRole:
            return shownText(row, index.column());
        case Qt::DecorationRole:
            if (index.column() == Shown) {
                return shown ? m_open : m_closed;
            }
            if (index.column() == Locked) {
                return locked ? m_locked : m_unlocked;
            }
            return index.column() == Value ? swatch(colourOf(row.label), m_palette, m_ratio)
                                           : QVariant();
        case Qt::ForegroundRole:
            return shown ? QVariant() : m_palette.color(QPalette::Disabled, QPalette::WindowText);
        case Qt::TextAlignmentRole:
            return index.column() == InDestination || index.column() == InSource
                       ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                       : QVariant();
        case Qt::ToolTipRole:
            return toolTip(row, index.column());
        case Qt::AccessibleTextRole:
            return index.column() == Shown    ? (shown ? tr("shown") : tr("hidden"))
                   : index.column() == Locked ? (locked ? tr("protected") : tr("not protected"))
                                              : shownText(row, index.column());
        default:
            return {};
    }
}

QString LabelsModel::toolTip(const Row& row, int column) const {
    const QString name = text(row.label);
    switch (column) {
        case Shown:
            return m_looks.table().isShown(row.label)
                       ? tr("Hide label %1; Alt+click: show only this one").arg(name)
                       : tr("Show label %1; Alt+click: show only this one").arg(name);
        case Locked:
            return m_locks.isLocked(row.label)
                       ? tr("Label %1 is protected: painting can't select its pixels in the "
                            "destination. Click to allow it.")
                             .arg(name)
                       : tr("Protect label %1: painting can't select pixels that have it in the "
                            "destination; Alt+click: protect all others")
                             .arg(name);
        case Value:
            return tr("Label %1. Click the colour to choose another.").arg(name);
        case Name:
            return tr("Double-click to name label %1").arg(name);
        default:
            return {};
    }
}

QVariant LabelsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section >= InDestination ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                        : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && section >= InDestination) {
        return section == InDestination ? tr("Pixels of the destination with this label")
                                        : tr("Pixels of the source with this label");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Value:
            return tr("Label");
        case Name:
            return tr("Name");
        case InDestination:
            return tr("Destination");
        case InSource:
            return tr("Source");
        default:
            return QString();
    }
}

Qt::ItemFlags LabelsModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == Name ? plain | Qt::ItemIsEditable : plain;
}

bool LabelsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || index.column() != Name) {
        return false;
    }
    const std::int64_t label = labelAt(index.row());
    m_looks.edit([&](labels::LabelTable& table) {
        table.setName(label, value.toString().trimmed().toStdString());
    });
    return true;
}

}  // namespace frisket::ui
