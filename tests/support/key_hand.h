// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/tool_bench.h"

namespace frisket::test {

/// A key, pressed and let go, so many times.
struct Press {
    Qt::Key key;
    Qt::KeyboardModifiers modifiers;
    int times = 1;
};
using Presses = QList<Press>;

/// A person without a mouse at the canvas of a bench.
class KeyHand {
public:
    explicit KeyHand(ToolBench& bench) : m_bench(bench) {
        QObject::connect(&bench.canvas, &ui::Canvas::hovered, &bench.canvas,
                         [this](const auto& place) {
                             m_hovered.clear();
                             if (place) {
                                 m_hovered.push_back(*place);
                             }
                         });
        bench.canvas.setFocus();
    }

    /// Whether the canvas tells of a place at all, and which.
    [[nodiscard]] bool hovers() const { return !m_hovered.empty(); }
    [[nodiscard]] base::Point hover() const { return m_hovered.front(); }
    /// Shows the cursor and tells where it is.
    base::Point shown() {
        press({Qt::Key_Right, {}});
        press({Qt::Key_Left, {}});
        return hover();
    }
    void key(QEvent::Type type, Qt::Key key, Qt::KeyboardModifiers modifiers = {},
             bool repeats = false) {
        QKeyEvent event(type, key, modifiers, {}, repeats);
        QCoreApplication::sendEvent(&m_bench.canvas, &event);
    }
    void press(const Press& press) {
        for (int i = 0; i < press.times; ++i) {
            key(QEvent::KeyPress, press.key, press.modifiers);
            key(QEvent::KeyRelease, press.key, press.modifiers);
        }
    }
    void tap(Qt::Key key) { press({key, {}}); }
    [[nodiscard]] bool isInSight() const {
        return m_bench.canvas.viewport()->rect().contains(
            m_bench.canvas.widgetPosition(hover()).toPoint());
    }

private:
    ToolBench& m_bench;
    std::vector<base::Point> m_hovered;  ///< one, or none
};

}  // namespace frisket::test
