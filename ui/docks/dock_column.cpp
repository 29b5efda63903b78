// SPDX-License-Identifier: MIT
#include "ui/docks/dock_column.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/docks/swatch.h"

namespace frisket::ui {

QVBoxLayout* makeColumn(QDockWidget& dock) {
    auto* content = new QWidget(&dock);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(6);
    dock.setWidget(content);
    return column;
}

void listRows(QTableView& table) {
    constexpr int kRowHeight = 24;
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setShowGrid(false);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.setIconSize({kSwatchSide, kSwatchSide});
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(kRowHeight);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

}  // namespace frisket::ui
