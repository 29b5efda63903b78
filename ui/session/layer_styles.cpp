// SPDX-License-Identifier: MIT
#include "ui/session/layer_styles.h"

#include <QCoreApplication>

namespace frisket::session {

QString displayName(LayerId id) {
    switch (id) {
        case LayerId::Backdrop:
            return QCoreApplication::translate("LayerId", "Backdrop");
        case LayerId::Destination:
            return QCoreApplication::translate("LayerId", "Destination");
        case LayerId::Source:
            return QCoreApplication::translate("LayerId", "Source");
        case LayerId::Result:
            return QCoreApplication::translate("LayerId", "Result");
        case LayerId::Condition:
            return QCoreApplication::translate("LayerId", "Condition");
    }
    return {};
}

QString key(LayerId id) {
    static constexpr std::array<const char*, kAllLayers.size()> kKeys{
        "backdrop", "destination", "source", "result", "condition"};
    return QString::fromLatin1(kKeys[indexOf(id)]);
}

LayerStyles::LayerStyles(QObject* parent) : QObject(parent) {
    // What a person wants to see first: the live result filled over the photo, what the source
    // would bring as outlines, and where it is taken from as a light tint.
    m_styles[indexOf(LayerId::Destination)].visible = false;
    m_styles[indexOf(LayerId::Destination)].opacity = 0.5;
    m_styles[indexOf(LayerId::Source)].draw = Draw::Contour;
    m_styles[indexOf(LayerId::Source)].opacity = 0.9;
    m_styles[indexOf(LayerId::Result)].opacity = 0.45;
    m_styles[indexOf(LayerId::Condition)].colours = ColourChoice::Tint;
    m_styles[indexOf(LayerId::Condition)].opacity = 0.3;
    m_styles[indexOf(LayerId::Condition)].draw = Draw::Both;
    m_styles[indexOf(LayerId::Condition)].contourWidth = 1;
}

void LayerStyles::setStyle(LayerId id, const LayerStyle& style) {
    if (m_styles[indexOf(id)] == style) {
        return;
    }
    m_styles[indexOf(id)] = style;
    emit styleChanged(id);
}

}  // namespace frisket::session
