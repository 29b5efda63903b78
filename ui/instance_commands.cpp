// SPDX-License-Identifier: MIT
#include "ui/instance_commands.h"

#include "ui/session/instance_edits.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/refine_preview.h"
#include "ui/session/reporting.h"
#include "ui/session/speck_preview.h"

namespace frisket::ui {

using session::Document;
using session::LayerId;

InstanceCommands::InstanceCommands(const Parts& parts, QObject* parent)
    : QObject(parent), m_parts(parts) {
    Document& document = parts.document;
    add(*parts.actions.takeInstance, [&document](base::Pixel pixel) {
        return session::takeInstance(document, pixel, session::Enclosed::Not);
    });
    add(*parts.actions.takeEnclosed, [&document](base::Pixel pixel) {
        return session::takeInstance(document, pixel, session::Enclosed::Too);
    });
    add(*parts.actions.fillHoles,
        [&document](base::Pixel pixel) { return session::fillHolesAt(document, pixel); });
    add(*parts.actions.removeInstance,
        [&document](base::Pixel pixel) { return session::removeInstance(document, pixel); });
    add(*parts.actions.splitInstance, [&document, &options = parts.options](base::Pixel pixel) {
        return session::splitInstance(document, pixel, options.smart().neck);
    });
    connect(&document.specks(), &session::SpeckPreview::reported, this,
            &InstanceCommands::reported);
    connect(&document.refining(), &session::RefinePreview::reported, this,
            &InstanceCommands::reported);
    connect(&document, &Document::layersChanged, this, &InstanceCommands::enable);
    connect(&document.jobs(), &session::Jobs::busyChanged, this, &InstanceCommands::enable);
    enable();
}

void InstanceCommands::add(QAction& action, const Edit& edit) {
    connect(&action, &QAction::triggered, this, [this, edit] {
        if (m_parts.document.inStroke()) {
            return;  // its pixels are not there yet
        }
        if (m_pointer) {
            doAt(*m_pointer, edit);
            return;
        }
        m_parts.options.askForPlace([this, edit](base::Point place, bool) { doAt(place, edit); });
        emit reported(
            tr("Click the instance; with Shift more than one. Esc ends it. With a key "
               "it is the one under the pointer."));
    });
}

void InstanceCommands::doAt(base::Point place, const Edit& edit) {
    const base::Pixel pixel = session::pixelAt(place);
    if (m_parts.document.busy()) {
        return;  // a later edit is not meant for what is there by then
    }
    // Not from within an event of the canvas or a key, since a job turns the event loop.
    QMetaObject::invokeMethod(
        this,
        [this, pixel, edit] {
            if (m_parts.document.busy()) {
                return;
            }
            const auto done = edit(pixel);
            if (done) {
                emit reported(*done);
            } else {
                session::report(m_parts.document, done.error());
            }
        },
        Qt::QueuedConnection);
}

void InstanceCommands::enable() {
    const bool can = m_parts.document.has(LayerId::Destination) && !m_parts.document.busy();
    for (QAction* action : m_parts.actions.instances()) {
        action->setEnabled(can);
    }
    for (QAction* action : {m_parts.actions.takeInstance, m_parts.actions.takeEnclosed}) {
        action->setEnabled(can && m_parts.document.has(LayerId::Source));
    }
}

}  // namespace frisket::ui
