// SPDX-License-Identifier: MIT
#include "ui/layer_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/session/file_survey.h"

namespace frisket::ui {

using session::LayerId;

namespace {
/// The context of the words for translators.
class LayerWordsText {
    Q_DECLARE_TR_FUNCTIONS(LayerWords)
};

QString fileWords(const io::MaskFile& mask) {
    const io::PngMeta* const png = mask.png();
    const QString format = session::formatWord(mask.format);
    const QString words =
        png != nullptr && png->paletteSize() > 0
            ? LayerWordsText::tr("%1, palette of %2").arg(format).arg(png->paletteSize())
            : format;
    const QString part = session::partWords(mask.part);
    return part.isEmpty() ? words : LayerWordsText::tr("%1: %2").arg(words, part);
}
}  // namespace

QString layerDetail(const session::Document& document, LayerId id) {
    if (id == LayerId::Backdrop) {
        return LayerWordsText::tr("%1×%2 · picture")
            .arg(document.backdrop().height())
            .arg(document.backdrop().width());
    }
    QStringList parts{session::typeWords(document.dtype(id), document.shape(id))};
    const auto& mask = document.file(id).mask;
    if (id == LayerId::Result) {
        parts << (document.plan() != nullptr ? LayerWordsText::tr("live")
                                             : LayerWordsText::tr("equals the destination"));
    } else if (!mask) {
        parts << LayerWordsText::tr("painted");
    } else {
        parts << fileWords(*mask);
    }
    if (id == LayerId::Source && document.sourceIsList()) {
        parts << LayerWordsText::tr("in order, not drawn");
    }
    return parts.join(QStringLiteral(" · "));
}

LayerWarning layerWarning(const session::Document& document, LayerId id) {
    if (!document.has(id) || !document.has(LayerId::Destination)) {
        return {};
    }
    const QImage& picture = document.backdrop();
    if (id == LayerId::Backdrop &&
        (picture.width() != document.planeWidth() || picture.height() != document.planeHeight())) {
        const QString sizes =
            LayerWordsText::tr("The picture is %1×%2 and the destination %3×%4 (rows×columns).")
                .arg(picture.height())
                .arg(picture.width())
                .arg(document.planeHeight())
                .arg(document.planeWidth());
        return fittingView(document).asStored
                   ? LayerWarning{sizes + QLatin1Char(' ') +
                                      LayerWordsText::tr("Its EXIF orientation turns it; the masks "
                                                         "are not turned."),
                                  LayerWordsText::tr("Don't turn")}
                   : LayerWarning{sizes, LayerWordsText::tr("Stretch")};
    }
    const bool isList = id == LayerId::Source && document.sourceIsList();
    if ((id == LayerId::Source || id == LayerId::Condition) && !isList &&
        !document.broadcastLayout(id)) {
        return {LayerWordsText::tr("Its shape does not fit the destination; see Broadcast."),
                LayerWordsText::tr("Broadcast…")};
    }
    return {};
}

session::PictureView fittingView(const session::Document& document) {
    const session::PictureFacts& facts = document.file(LayerId::Backdrop).picture;
    const QSize plane(static_cast<int>(document.planeWidth()),
                      static_cast<int>(document.planeHeight()));
    session::PictureView view;
    if (facts.turned && !facts.view.asStored && facts.stored == plane) {
        view.asStored = true;
    } else {
        view.asStored = facts.view.asStored;
        view.stretchedTo = plane;
    }
    return view;
}

}  // namespace frisket::ui
