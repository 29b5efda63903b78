// SPDX-License-Identifier: MIT
#include "ui/transfer_controller.h"

#include <cmath>

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include "ui/actions.h"
#include "ui/canvas/canvas.h"
#include "ui/session/clipboard.h"
#include "ui/session/joining.h"
#include "ui/session/plane_job.h"
#include "ui/session/reporting.h"
#include "ui/session/transfer.h"
#include "ui/tools/tool_manager.h"

namespace frisket::ui {

using session::Floating;

TransferController::TransferController(session::Document& document, session::ToolOptions& options,
                                       Canvas& canvas, const Actions& actions, QObject* parent)
    : QObject(parent), m_document(document), m_options(options), m_canvas(canvas) {
    connect(actions.cut, &QAction::triggered, this, &TransferController::cut);
    connect(actions.copy, &QAction::triggered, this, &TransferController::copy);
    connect(actions.paste, &QAction::triggered, this, &TransferController::paste);
    for (const QAction* action :
         actions.slices() + QList<QAction*>{actions.swapAxes, actions.apply, actions.save,
                                            actions.saveAs, actions.exportFile, actions.selectAll,
                                            actions.clear, actions.invert, actions.interpolate,
                                            actions.deselectProtected, actions.replaceLabel}) {
        connect(action, &QAction::triggered, this, [this] {
            if (!m_document.busy()) {  // whatever the action does meanwhile, it says itself
                settle();
            }
        });
    }
    connect(&canvas.tools(), &ToolManager::toolChanged, this, &TransferController::toolChanged);
    connect(&options.floating(), &Floating::settleRequested, this, &TransferController::settle);
    connect(&document, &session::Document::planeChanged, this, &TransferController::checkGround);
    connect(&document, &session::Document::layersChanged, this, &TransferController::checkGround);
    connect(&document, &session::Document::historyChanged, this, &TransferController::checkGround);
}

bool TransferController::told(const base::Status& done) {
    if (!done) {
        session::report(m_document, done.error());
    }
    return done.has_value();
}

void TransferController::settle() {
    told(session::settle(m_document, m_options.floating(), m_options.join()));
}

void TransferController::undo() {
    if (m_options.floating().pending()) {
        m_options.floating().drop();
    } else {
        m_document.undo();
    }
}

void TransferController::toolChanged(ToolId id) {
    // Not from within the signal, whose other receivers would wait for a job.
    QMetaObject::invokeMethod(
        this,
        [this, transforms = id == ToolId::Transform] {
            if (!transforms) {
                settle();
            } else if (!m_options.floating().present() && !m_document.busy()) {
                told(session::liftSelection(m_document, m_options.floating()));
            }
        },
        Qt::QueuedConnection);
}

void TransferController::checkGround() {
    Floating& floating = m_options.floating();
    if (floating.present() && !floating.fits(session::Ground::of(m_document))) {
        const bool missed = floating.pending();
        floating.drop();
        if (missed) {
            emit reported(tr("What was floating is gone: it no longer fits what is shown."));
        }
    }
}

TransferController::Bits TransferController::copyBits() {
    Floating& floating = m_options.floating();
    auto found = floating.present() ? session::placedPixels(m_document, floating)
                                    : session::selectedPixels(m_document);
    if (!found) {
        told(base::passOn(found));
        return nullptr;
    }
    if (found->count() == 0) {
        emit reported(tr("Nothing is selected in the shown slice."));
        return nullptr;
    }
    const auto bits = std::make_shared<const condition::BitRegion>(*std::move(found));
    auto clip = session::clipOf(m_document, bits);
    if (!clip) {
        told(base::passOn(clip));
        return nullptr;
    }
    QGuiApplication::clipboard()->setMimeData(clip->release());  // which owns it
    return bits;
}

void TransferController::copy() {
    if (copyBits()) {
        emit reported(tr("Copied."));
    }
}

void TransferController::cut() {
    Floating& floating = m_options.floating();
    // Of what was pasted nothing is in the condition yet.
    const bool pasted = floating.present() && floating.origin() == Floating::Origin::Pasted;
    Bits original = floating.present() ? floating.bits() : nullptr;
    if (!m_document.canPaint(session::PaintInto::Condition) || m_document.inStroke()) {
        return;
    }
    const session::Ground ground = session::Ground::of(m_document);
    const Bits copied = copyBits();
    if (copied == nullptr) {
        return;
    }
    if (!pasted && ground != session::Ground::of(m_document)) {
        told(tl::unexpected(session::planeLeftError()));  // on the clipboard it is
        return;
    }
    floating.drop();
    if (!pasted) {
        session::joinRegions(m_document, {original ? original.get() : copied.get(), 1},
                             session::Join::Subtract, tr("Cut"), session::PaintInto::Condition);
    }
}

void TransferController::paste() {
    if (!m_document.canPaint(session::PaintInto::Condition)) {
        emit reported(m_document.busy() ? tr("Wait until what is being done is done.")
                                        : tr("There is nothing to paste into yet: open a mask."));
        return;
    }
    if (m_document.inStroke()) {
        emit reported(tr("Finish the stroke first."));
        return;
    }
    settle();
    if (m_options.floating().present()) {
        return;  // it could not be put down, and said why
    }
    // Asked for only now: it is another one if it changed while something was put down.
    const QMimeData empty;
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    auto clip = session::readClip(m_document, data == nullptr ? empty : *data);
    if (!clip) {
        told(base::passOn(clip));
    } else if (clip->bits.empty() || clip->bits.count() == 0) {
        emit reported(clip->kind == session::Clip::Kind::Image
                          ? tr("The picture on the clipboard is black: no pixel of it counts.")
                          : tr("No pixel is set on the clipboard."));
    } else {
        lay(std::move(clip->bits), clip->width, clip->height);
    }
}

void TransferController::lay(condition::BitRegion bits, std::int64_t width, std::int64_t height) {
    const base::Rect plane = m_document.planeRect();
    const base::Rect seen = m_canvas.visibleRect();
    const base::Rect box = bits.box();
    const bool inPlace = width == plane.width() && height == plane.height();
    Floating& floating = m_options.floating();
    floating.take(std::move(bits), Floating::Origin::Pasted, session::Ground::of(m_document));
    m_canvas.tools().choose(ToolId::Transform);
    if (inPlace) {
        emit reported(tr("Pasted in place: Enter joins it, Esc discards it."));
        return;
    }
    const auto whole = [](std::int64_t both) { return std::floor(static_cast<double>(both) / 2); };
    const base::Rect& around = seen.empty() ? plane : seen;
    floating.moveBy(whole(around.x0 + around.x1 - box.x0 - box.x1),
                    whole(around.y0 + around.y1 - box.y0 - box.y1));
    const QString from = tr("Pasted in the middle of the view, since it is from an image of "
                            "%1×%2 (rows×columns): Enter joins it, Esc discards it.")
                             .arg(height)
                             .arg(width);
    const bool larger = box.width() > plane.width() || box.height() > plane.height();
    emit reported(larger ? tr("%1 What lies beyond the image is lost then.").arg(from) : from);
}

}  // namespace frisket::ui
