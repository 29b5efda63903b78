// SPDX-License-Identifier: MIT
#pragma once

#include <QTest>

#include "tests/support/pointer.h"
#include "ui/main_window.h"

namespace frisket::test {

/// What a person does with one hand on a mouse and the other on the keys; each press counts one.
class Hand {
public:
    explicit Hand(ui::MainWindow& window) : m_window(window), m_pointer(window.canvas()) {}

    [[nodiscard]] int presses() const { return m_presses; }
    void point(base::Point image) { m_pointer.moveTo(m_window.canvas().widgetPosition(image)); }
    void click(base::Point image, Qt::KeyboardModifiers modifiers = {}) {
        point(image);
        ++m_presses;
        m_pointer.stroke({image}, Qt::LeftButton, modifiers);
        QCoreApplication::processEvents();
    }
    void drag(const std::vector<base::Point>& way, Qt::MouseButton button = Qt::LeftButton) {
        point(way.front());
        ++m_presses;
        m_pointer.stroke(way, button);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        ++m_presses;
        QTest::keyClick(&m_window.canvas(), key, modifiers);
        QCoreApplication::processEvents();
    }
    /// Any number of notches in one go.
    void turnWheel(base::Point image, int notches, Qt::KeyboardModifiers modifiers) {
        ++m_presses;
        m_pointer.turnWheel(m_window.canvas().widgetPosition(image), notches, modifiers);
    }

private:
    ui::MainWindow& m_window;
    Pointer m_pointer;
    int m_presses = 0;
};

}  // namespace frisket::test
