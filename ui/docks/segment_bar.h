// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QWidget>

class QPushButton;

namespace frisket::ui {

/// A few choices side by side of which one holds; the one is seen on light and on dark ground.
class SegmentBar : public QWidget {
    Q_OBJECT

public:
    explicit SegmentBar(QWidget* parent = nullptr);

    /// `icon` is the name of a drawing, or empty. Segments are numbered from 0.
    void addSegment(const QString& text, const QString& tooltip, const QString& icon = {});
    [[nodiscard]] int current() const;
    /// Tells nobody.
    void setCurrent(int segment);

signals:
    /// A person chose another segment.
    void chosen(int segment);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Segment {
        QPushButton* button;
        QString icon;
    };
    void updateLook();

    QList<Segment> m_segments;
};

}  // namespace frisket::ui
