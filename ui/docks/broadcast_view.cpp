// SPDX-License-Identifier: MIT
#include "ui/docks/broadcast_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "ui/theme.h"

namespace frisket::ui {

namespace {
using assign::AlignedAxis;
using assign::AxisFit;
using assign::Role;

constexpr qreal kGap = 5;
constexpr qreal kLabelGap = 10;
constexpr qreal kPadding = 6;
constexpr qreal kRadius = 5;
constexpr qreal kHatchStep = 6;
constexpr qreal kLeastBlock = 34;

void hatch(QPainter& painter, const QRectF& rect, const QColor& colour) {
    QPainterPath inside;
    inside.addRoundedRect(rect, kRadius, kRadius);
    painter.save();
    painter.setClipPath(inside);
    painter.setPen(QPen(colour, 1.2));
    for (qreal x = rect.left() - rect.height(); x < rect.right(); x += kHatchStep) {
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    }
    painter.restore();
}
}  // namespace

BroadcastView::BroadcastView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    setAccessibleName(tr("Shapes"));
}

void BroadcastView::setTable(const assign::BroadcastTable& table,
                             const std::array<RowText, 3>& rows, const Pairing& pairing) {
    m_table = table;
    m_pairing = pairing;
    m_rows = rows;
    arrange();
    QStringList words;
    for (const Role role : {Role::Destination, Role::Source, Role::Condition}) {
        const RowText& row = rows[static_cast<std::size_t>(role)];
        words.append(row.value.isEmpty() ? rowWords(row.name, row.dtype, table, role, pairing)
                                         : row.name + QStringLiteral(": ") + row.value);
    }
    setAccessibleDescription(words.join(u' '));
}

QFont BroadcastView::smallFont() const {
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    return small;
}

AxisFit BroadcastView::blockFit(std::size_t row, std::size_t column) const {
    const AlignedAxis& axis = m_table.rows[row][column];
    return axis.fit == AxisFit::Equal && axis.selected ? AxisFit::InOrder : axis.fit;
}

QString BroadcastView::blockText(std::size_t row, std::size_t column) const {
    const AlignedAxis& axis = m_table.rows[row][column];
    const auto times = repeatedSize(m_table, m_pairing, static_cast<Role>(row), column);
    switch (blockFit(row, column)) {
        case AxisFit::InOrder:
            return tr("%1 in order").arg(axis.size);
        case AxisFit::Missing:
            return QStringLiteral("→ %1").arg(*times);
        case AxisFit::Stretched:
            return QStringLiteral("%1 → %2").arg(axis.size).arg(*times);
        case AxisFit::Absent:
            return {};
        default:
            return QString::number(axis.size);
    }
}

QString BroadcastView::wideText(std::size_t row) const {
    const auto role = static_cast<Role>(row);
    if (!m_rows[row].value.isEmpty()) {
        return m_rows[row].value;
    }
    if (takenInOrder(m_table, m_pairing, role)) {
        return inOrderWords(m_table, role);
    }
    return m_table.columns == 0 ? tr("one element") : QString();
}

QString BroadcastView::hoverText(const Block& block) const {
    const QString& name = m_rows[static_cast<std::size_t>(block.row)].name;
    switch (block.fit) {
        case AxisFit::Missing:
            return tr("%1 has no such axis: it is repeated.").arg(name);
        case AxisFit::Stretched:
            return tr("%1 has one index here: it is repeated.").arg(name);
        case AxisFit::Surplus:
            return tr("A leading axis of size 1, which is dropped.");
        case AxisFit::Clash:
            return tr("These sizes don't pair: only equal sizes, or a size of 1, do.");
        case AxisFit::InOrder:
            return tr("Taken one element after the other, in C order.");
        case AxisFit::Equal:
        case AxisFit::Absent:
            return {};
    }
    return {};
}

bool BroadcastView::repeats(std::size_t block) const {
    const Block& one = m_blocks[block];
    return one.column >= 0 && (one.fit == AxisFit::Missing || one.fit == AxisFit::Stretched);
}

void BroadcastView::hover(const std::optional<QPointF>& place) {
    int found = -1;
    for (std::size_t i = 0; place && i < m_blocks.size(); ++i) {
        if (repeats(i) && m_blocks[i].rect.contains(*place)) {
            found = static_cast<int>(i);
        }
    }
    pointAt(found);
}

void BroadcastView::step(bool forward) {
    const auto count = static_cast<int>(m_blocks.size());
    const int way = forward ? 1 : -1;
    int block = m_hovered < 0 && !forward ? count : m_hovered;
    do {
        block += way;
    } while (block >= 0 && block < count && !repeats(static_cast<std::size_t>(block)));
    if (block >= 0 && block < count) {
        pointAt(block);
    }
}

void BroadcastView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (m_hovered < 0) {
        step(true);
    }
}

void BroadcastView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    pointAt(-1);
}

void BroadcastView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Right:
        case Qt::Key_Down:
            step(true);
            return;
        case Qt::Key_Left:
        case Qt::Key_Up:
            step(false);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void BroadcastView::pointAt(int found) {
    if (std::exchange(m_hovered, found) == found) {
        return;
    }
    if (found < 0) {
        emit repeatLeft();
    } else {
        const Block& block = m_blocks[static_cast<std::size_t>(found)];
        emit repeatHovered(static_cast<Role>(block.row), block.column);
    }
    update();
}

bool BroadcastView::event(QEvent* event) {
    switch (event->type()) {
        case QEvent::MouseMove:
            hover(static_cast<QMouseEvent*>(event)->position());
            break;
        case QEvent::Leave:
        case QEvent::Hide:
            hover(std::nullopt);
            break;
        case QEvent::ToolTip: {
            const auto* help = static_cast<QHelpEvent*>(event);
            const auto at = std::find_if(m_blocks.begin(), m_blocks.end(), [&](const Block& block) {
                return block.rect.contains(help->pos());
            });
            QToolTip::showText(help->globalPos(), at == m_blocks.end() ? QString() : hoverText(*at),
                               this);
            return true;
        }
        default:
            break;
    }
    return QWidget::event(event);
}

void BroadcastView::arrange() {
    hover(std::nullopt);  // the blocks are others
    const QFontMetricsF text(font());
    const QFontMetricsF small(smallFont());
    m_blocks.clear();
    m_columns.clear();
    m_labelWidth = 0;
    for (const RowText& row : m_rows) {
        m_labelWidth = std::max(
            {m_labelWidth, text.horizontalAdvance(row.name), small.horizontalAdvance(row.dtype)});
    }
    const qreal top = small.height() + kGap;
    const qreal height = text.height() + small.height() + 4;
    qreal left = std::ceil(m_labelWidth) + kLabelGap;
    const qreal firstLeft = left;
    const auto rowTop = [&](std::size_t row) {
        return top + static_cast<qreal>(row) * (height + kGap);
    };
    for (std::size_t column = 0; column < static_cast<std::size_t>(m_table.columns); ++column) {
        const std::size_t before = m_blocks.size();
        qreal width = kLeastBlock;
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            const QString words = blockText(row, column);
            if (!words.isEmpty() && wideText(row).isEmpty()) {
                width = std::max(width, text.horizontalAdvance(words) + 2 * kPadding);
                m_blocks.push_back({QRectF(left, rowTop(row), 0, height), words,
                                    blockFit(row, column), static_cast<int>(row),
                                    static_cast<int>(column)});
            }
        }
        if (m_blocks.size() == before) {
            m_columns.emplace_back();  // all that is there is in a wide block
            continue;
        }
        width = std::ceil(width);
        for (std::size_t block = before; block < m_blocks.size(); ++block) {
            m_blocks[block].rect.setWidth(width);
        }
        m_columns.emplace_back(left, 0, width, small.height());
        left += width + kGap;
    }
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const QString words = wideText(row);
        if (!words.isEmpty()) {
            const qreal width = std::max(left - kGap - firstLeft,
                                         std::ceil(text.horizontalAdvance(words) + 2 * kPadding));
            const bool inOrder = takenInOrder(m_table, m_pairing, static_cast<Role>(row));
            m_blocks.push_back({QRectF(firstLeft, rowTop(row), width, height), words,
                                inOrder ? AxisFit::InOrder : AxisFit::Equal,
                                static_cast<int>(row)});
            left = std::max(left, firstLeft + width + kGap);
        }
    }
    // Without a repeated axis there is nothing that keys could point at.
    bool any = false;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        any = any || repeats(i);
    }
    setFocusPolicy(any ? Qt::StrongFocus : Qt::NoFocus);
    m_size = QSizeF(left - kGap + 1, rowTop(m_rows.size()) - kGap + 1).toSize();
    updateGeometry();
    update();
}

QSize BroadcastView::sizeHint() const { return m_size; }

void BroadcastView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        arrange();
    }
    QWidget::changeEvent(event);
}

void BroadcastView::drawBlock(QPainter& painter, const Block& block) const {
    const QColor base = palette().color(QPalette::Active, QPalette::Base);
    const QColor accent = palette().color(QPalette::Active, QPalette::Highlight);
    const QColor bad = errorText(palette());
    QColor ink = palette().color(QPalette::Active, QPalette::Text);
    const QRectF rect = block.rect.adjusted(0.5, 0.5, -0.5, -0.5);
    // On dark ground the same share of the accent is seen less.
    const bool dark = isDark(palette());
    QPen edge(mixed(base, accent, dark ? 0.9 : 0.65));
    QBrush inside(mixed(base, accent, dark ? 0.25 : 0.14));
    QFont face = font();
    switch (block.fit) {
        case AxisFit::Missing:
            ink = quietText(palette());
            edge = QPen(ink, 1, Qt::DashLine);
            inside = Qt::NoBrush;
            break;
        case AxisFit::Surplus:
            ink = quietText(palette());
            edge = QPen(ink);
            inside = Qt::NoBrush;
            face.setStrikeOut(true);
            break;
        case AxisFit::Clash:
            edge = QPen(bad, 1.5);
            inside = mixed(base, bad, 0.2);
            face.setBold(true);
            break;
        case AxisFit::InOrder:
            edge = QPen(mixed(base, accent, dark ? 0.9 : 0.65), 1.6, Qt::DotLine);
            break;
        case AxisFit::Equal:
        case AxisFit::Stretched:
        case AxisFit::Absent:
            break;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(inside);
    painter.drawRoundedRect(rect, kRadius, kRadius);
    if (block.fit == AxisFit::Stretched) {
        hatch(painter, rect, mixed(base, accent, dark ? 0.5 : 0.34));
    }
    painter.setPen(edge);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect, kRadius, kRadius);
    painter.setPen(ink);
    painter.setFont(face);
    painter.drawText(rect, Qt::AlignCenter, block.text);
}

void BroadcastView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor strong = palette().color(QPalette::Active, QPalette::WindowText);
    const QColor quiet = quietText(palette());
    painter.setFont(smallFont());
    painter.setPen(quiet);
    // The numbers are the destination's, so that columns left of it have none.
    int axis = 0;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        if (m_table.row(Role::Destination)[column].fit != AxisFit::Absent) {
            painter.drawText(m_columns[column], Qt::AlignCenter, tr("axis %1").arg(axis++));
        }
    }
    const QFontMetricsF text(font());
    const QFontMetricsF small(smallFont());
    const qreal height = text.height() + small.height() + 4;
    qreal top = small.height() + kGap;
    for (const RowText& row : m_rows) {
        const bool alone = row.dtype.isEmpty();
        painter.setFont(font());
        painter.setPen(strong);
        painter.drawText(QRectF(0, top, m_labelWidth, alone ? height : text.height() + 2),
                         Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter.setFont(smallFont());
        painter.setPen(quiet);
        painter.drawText(QRectF(0, top + text.height() + 2, m_labelWidth, small.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, row.dtype);
        top += height + kGap;
    }
    for (const Block& block : m_blocks) {
        drawBlock(painter, block);
    }
    if (m_hovered >= 0 && hasFocus()) {
        painter.setPen(QPen(strong, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            m_blocks[static_cast<std::size_t>(m_hovered)].rect.adjusted(1, 1, -1, -1), kRadius,
            kRadius);
    }
}

}  // namespace frisket::ui
