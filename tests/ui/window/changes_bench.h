// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include "tests/ui/window/window_test.h"
#include "ui/docks/change_totals.h"
#include "ui/docks/changes_dock.h"
#include "ui/docks/scores_model.h"
#include "ui/docks/transitions_model.h"

namespace frisket::test {

using session::LayerId;
using ui::ChangesDock;
using ui::TransitionsModel;

/// A window with the Changes dock, and what is read from and done to that.
class ChangesBench {
protected:
    void open() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.resize(1360, 860);
        m_bench->window.show();
        m_bench->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        m_dock = m_bench->window.findChild<ChangesDock*>();
        QVERIFY(m_dock != nullptr);
    }
    void close() { m_bench.reset(); }

    [[nodiscard]] session::Document& document() { return m_bench->document(); }
    /// A destination of 60 x 80 with 1 on the left half, and a source with 2 in the upper half: of
    /// all pixels a quarter each is 0 -> 0, 0 -> 2, 1 -> 0 and 1 -> 2. Of so many slices
    /// alike, or one picture.
    void openLayers(std::int64_t slices = 0) {
        const auto count = static_cast<std::size_t>(std::max<std::int64_t>(1, slices)) * 60 * 80;
        std::vector<std::uint8_t> destination(count);
        std::vector<std::uint8_t> source(count);
        for (std::size_t i = 0; i < count; ++i) {
            destination[i] = i % 80 < 40 ? 1 : 0;
            source[i] = i / 80 % 60 < 30 ? 2 : 0;
        }
        const array::Shape shape =
            slices == 0 ? array::Shape{60, 80} : array::Shape{slices, 60, 80};
        FRISKET_VERIFY(document().open(
            LayerId::Destination,
            m_bench->folder.write("d.npy", makeArray<std::uint8_t>(shape, destination))));
        FRISKET_VERIFY(document().open(
            LayerId::Source,
            m_bench->folder.write("s.npy", makeArray<std::uint8_t>(shape, source))));
    }
    /// Asks for the menu of the chosen row, and chooses there.
    void fromMenu(const QString& text) {
        bool found = false;
        QTimer::singleShot(0, m_dock, [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (menu == nullptr) {
                return;
            }
            for (QAction* action : menu->actions()) {
                if (action->text().remove('&') == text) {
                    found = action->isEnabled();
                    action->trigger();
                }
            }
            menu->close();
        });
        emit table().customContextMenuRequested(QPoint(5, 5));
        QVERIFY2(found, qPrintable(text));
    }
    void see() {
        m_dock->show();
        m_dock->raise();
        QTRY_VERIFY(m_dock->widget()->isVisible());
    }
    [[nodiscard]] QTableView& table() const {
        for (auto* each : m_dock->findChildren<QTableView*>()) {
            if (each->model() == m_dock->findChild<TransitionsModel*>()) {
                return *each;
            }
        }
        qFatal("no table");
    }
    [[nodiscard]] QString totals() const {
        return m_dock->findChild<ui::ChangeTotalsView*>()->text();
    }
    [[nodiscard]] QStringList rows() const {
        QStringList lines;
        const auto* model = m_dock->findChild<TransitionsModel*>();
        for (int row = 0; row < model->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column) {
                cells << model->index(row, column).data().toString();
            }
            lines << cells.join(' ');
        }
        return lines;
    }
    [[nodiscard]] QStringList firsts() const {
        QStringList pairs;
        for (const QString& row : rows()) {
            pairs << row.section(' ', 0, 1);
        }
        return pairs;
    }
    [[nodiscard]] int rowOf(const QString& pair) const {
        return static_cast<int>(firsts().indexOf(pair));
    }
    [[nodiscard]] QString texts() const {
        QString all;
        for (const auto* label : m_dock->findChildren<QLabel*>()) {
            all += label->text() + '\n';
        }
        return all;
    }
    [[nodiscard]] QPushButton& button(const QString& text) const {
        for (auto* each : m_dock->findChildren<QPushButton*>()) {
            if (each->text().remove('&') == text) {
                return *each;
            }
        }
        qFatal("no button %s", qPrintable(text));
    }
    void click(int row) {
        QTest::mouseClick(
            table().viewport(), Qt::LeftButton, {},
            table().visualRect(table().model()->index(row, TransitionsModel::Pixels)).center());
    }
    [[nodiscard]] const condition::BitRegion* marks() {
        return m_bench->window.canvas().marks().found();
    }

    std::unique_ptr<WindowBench> m_bench;
    ChangesDock* m_dock = nullptr;
};

}  // namespace frisket::test
