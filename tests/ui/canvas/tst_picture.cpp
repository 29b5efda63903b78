// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/canvases.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/canvas/picture.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::Picture;

namespace {
constexpr int kSide = 2100;
const QRect kArea(0, 0, kSide, kSide);
}  // namespace

class TestPicture : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        FRISKET_VERIFY(
            m_document->open(LayerId::Backdrop, m_folder.writePhoto("photo.png", 900, 700)));
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination,
            m_folder.write("d.npy", randomArray(array::DType::U8, {kSide, kSide}, 5))));
        m_picture = std::make_unique<Picture>(*m_document, m_styles);
        m_picture->layersChanged();
        m_view.setContent(kSide, kSide);
        m_view.setScale(1);
        m_picture->setView(m_view, kArea, 1);
    }

    /// Frames in haste that end for want of time, one after the other, leave all that they left out
    /// to be painted later.
    void whatIsLeftOutIsNotForgotten() {
        const auto past = Picture::Clock::now();
        QRegion painted;
        for (const QRect& part :
             {QRect(0, 0, kSide, 1000), QRect(0, 1100, 800, 1000), QRect(900, 0, 600, kSide)}) {
            QVERIFY(!m_picture->render(part, past));
            painted += part;
        }
        QRegion missing = m_picture->takeMissing();
        QVERIFY(m_picture->takeMissing().isEmpty());
        QVERIFY(m_picture->render(kArea, std::nullopt));
        // What is not missing was rendered in one of the frames: there are few such tiles.
        const QRegion there = painted.subtracted(missing);
        QVERIFY(!there.isEmpty());
        int pixels = 0;
        for (const QRect& rect : there) {
            pixels += rect.width() * rect.height();
        }
        QVERIFY2(pixels <= 3 * 4 * 256 * 256, qPrintable(QString::number(pixels)));
        // Another view is painted as a whole.
        m_picture->forget();
        QVERIFY(!m_picture->render(kArea, past));
        m_view.setOrigin({-5, 0});
        m_picture->setView(m_view, kArea, 1);
        QVERIFY(m_picture->takeMissing().isEmpty());
    }

    void thePhotoIsHalvedOnce() {
        session::Photo& photo = m_document->photo();
        const QImage half = photo.level(1);
        QCOMPARE(half.size(), QSize(450, 350));
        QCOMPARE(photo.level(3).size(), QSize(113, 88));
        QCOMPARE(photo.level(1).cacheKey(), half.cacheKey());
        QCOMPARE(photo.byteCount(), 4 * (900 * 700 + 450 * 350 + 225 * 175 + 113 * 88));
    }

    void renderingAheadComesToAnEnd() {
        QVERIFY(m_picture->render(kArea, std::nullopt));
        int slices = 0;
        while (!m_picture->renderAhead(std::chrono::milliseconds(1))) {
            QVERIFY(++slices < 1000);
        }
        m_picture->endFrame();
        // And leaves nothing to do: what it rendered is not dropped again.
        QVERIFY(m_picture->renderAhead(std::chrono::milliseconds(0)));
        QVERIFY(m_picture->takeMissing().isEmpty());
    }

private:
    MaskFolder m_folder;
    session::LayerStyles m_styles;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<Picture> m_picture;
    ui::ViewTransform m_view;
};

QTEST_MAIN(TestPicture)
#include "tst_picture.moc"
