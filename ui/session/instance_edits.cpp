// SPDX-License-Identifier: MIT
#include "ui/session/instance_edits.h"

#include <utility>

#include <QCoreApplication>

#include "core/refine/components.h"
#include "ui/session/core_text.h"
#include "ui/session/instance_regions.h"
#include "ui/session/layer_values.h"
#include "ui/session/similar_pixels.h"

namespace frisket::session {

namespace {
using assign::Scalar;
using condition::BitRegion;
using condition::Connectivity;

/// The words that a result is told by.
QString words(const char* text) { return QCoreApplication::translate("InstanceEdits", text); }

QString unchanged() {
    return words(QT_TRANSLATE_NOOP(
        "InstanceEdits", "Nothing changed: it is so already, or limits and locks keep it."));
}

/// Refused where nothing can be written there now.
base::Status canWriteAt(const Document& document, base::Pixel pixel) {
    if (document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    if (!document.has(LayerId::Destination) || document.inStroke() ||
        !document.planeRect().contains(pixel.x, pixel.y)) {
        return base::fail(
            base::ErrorCode::Refused,
            words(QT_TRANSLATE_NOOP("InstanceEdits", "There is nothing to change.")).toStdString());
    }
    return {};
}

base::Result<BitRegion> instanceAt(Document& document, LayerId layer, base::Pixel pixel,
                                   Connectivity connectivity) {
    return similarPixels(document, pixel, {layer, 0, true, connectivity});
}

Scalar valueAt(const Document& document, base::Pixel pixel) {
    Scalar value{document.dtype(LayerId::Destination), {}};
    if (const auto element = elementAt(document, LayerId::Destination, pixel.x, pixel.y)) {
        value.bytes = element->bytes;
    }
    return value;
}

QString textOf(const Scalar& value) { return fromCore(assign::toText(value.dtype, value.data())); }

/// Runs `work` as a job.
base::Status run(Document& document, const QString& name, const Jobs::Work& work) {
    const Jobs::Busy busy(document.jobs(), name);
    return document.jobs().inBackground(Jobs::OnCancel::Wait, work);
}

bool write(Document& document, BitRegion region, const Scalar& value, const QString& name) {
    LabelledRegions part{{}, value};
    part.regions.push_back(std::move(region));
    return document.writeLabels({&part, 1}, name);
}

base::Result<QString> fillThisHole(Document& document, base::Pixel pixel) {
    // As the instance's pixels hang together by corners too, what is between them does by sides.
    auto hole = instanceAt(document, LayerId::Destination, pixel, Connectivity::Four);
    if (!hole) {
        return base::passOn(hole);
    }
    const base::Rect plane = document.planeRect();
    const base::Rect& box = hole->box();
    if (box.x0 == 0 || box.y0 == 0 || box.x1 == plane.x1 || box.y1 == plane.y1) {
        return words(QT_TRANSLATE_NOOP("InstanceEdits",
                                       "That is no hole, as it reaches the edge of the image. "
                                       "Point at an instance or a hole."));
    }
    const QString name = Document::tr("Fill hole");
    const auto values = layerValues(document, LayerId::Destination);
    Scalar label;
    const base::Status looked = run(document, name, [&](base::Progress&) -> base::Status {
        label = valueAround(*values, document.shownPlane(), *hole, plane);
        return {};
    });
    if (!looked) {
        return base::passOn(looked);
    }
    const std::int64_t count = hole->count();
    if (!write(document, *std::move(hole), label, name)) {
        return unchanged();
    }
    return words(QT_TRANSLATE_NOOP("InstanceEdits", "A hole of %L1 px now has label %2."))
        .arg(count)
        .arg(textOf(label));
}
}  // namespace

base::Result<QString> takeInstance(Document& document, base::Pixel pixel, Enclosed enclosed) {
    if (const auto can = canWriteAt(document, pixel); !can) {
        return base::passOn(can);
    }
    const auto text = pickedValue(document, LayerId::Source, pixel);
    if (!text) {
        return words(QT_TRANSLATE_NOOP("InstanceEdits", "The source has nothing here."));
    }
    const auto value =
        assign::parseScalar(text->toStdString(), document.dtype(LayerId::Destination));
    if (!value) {
        return base::passOn(value);
    }
    if (isBackground(*value)) {
        return words(QT_TRANSLATE_NOOP(
            "InstanceEdits",
            "The source has background here. Point at an instance of the source."));
    }
    auto instance = instanceAt(document, LayerId::Source, pixel, Connectivity::Eight);
    if (!instance) {
        return base::passOn(instance);
    }
    std::vector<LabelledRegions> parts;
    std::int64_t count = instance->count();
    const QString name = Document::tr("Take label %1").arg(*text);
    if (enclosed == Enclosed::Too) {
        const auto values = layerValues(document, LayerId::Source);
        const auto found = run(document, name, [&](base::Progress& progress) -> base::Status {
            auto whole = refine::fillHoles(*instance, document.planeRect(), Connectivity::Eight,
                                           refine::kAnySize, &progress);
            if (!whole) {
                return base::passOn(whole);
            }
            count = whole->count();
            whole->remove(*instance);
            return collect(*values, document.shownPlane(), *whole, value->dtype, parts);
        });
        if (!found) {
            return base::passOn(found);
        }
    }
    parts.push_back({{}, *value});
    parts.back().regions.push_back(*std::move(instance));
    if (!document.writeLabels(parts, name)) {
        return unchanged();
    }
    return words(QT_TRANSLATE_NOOP("InstanceEdits",
                                   "The source's instance of label %1, %L2 px, is in the "
                                   "destination."))
        .arg(*text)
        .arg(count);
}

base::Result<QString> fillHolesAt(Document& document, base::Pixel pixel) {
    if (const auto can = canWriteAt(document, pixel); !can) {
        return base::passOn(can);
    }
    const Scalar label = valueAt(document, pixel);
    if (isBackground(label)) {
        return fillThisHole(document, pixel);
    }
    const auto instance = instanceAt(document, LayerId::Destination, pixel, Connectivity::Eight);
    if (!instance) {
        return base::passOn(instance);
    }
    const QString name = Document::tr("Fill holes");
    const auto values = layerValues(document, LayerId::Destination);
    BitRegion holes;
    std::size_t count = 0;
    const base::Status found = run(document, name, [&](base::Progress& progress) -> base::Status {
        auto made = holesOf(*values, document.shownPlane(), *instance, document.planeRect(), pixel,
                            progress);
        if (!made) {
            return base::passOn(made);
        }
        const auto islands =
            refine::islands(*made, document.planeRect(), Connectivity::Four, &progress);
        if (!islands) {
            return base::passOn(islands);
        }
        holes = *std::move(made);
        count = islands->size();
        return {};
    });
    if (!found) {
        return base::passOn(found);
    }
    if (count == 0) {
        return words(QT_TRANSLATE_NOOP("InstanceEdits", "This instance has no holes."));
    }
    const std::int64_t pixels = holes.count();
    if (!write(document, std::move(holes), label, name)) {
        return unchanged();
    }
    return words(QT_TRANSLATE_NOOP("InstanceEdits", "Holes filled with label %1: %L2, %L3 px."))
        .arg(textOf(label))
        .arg(count)
        .arg(pixels);
}

base::Result<QString> splitInstance(Document& document, base::Pixel pixel, int neck) {
    if (const auto can = canWriteAt(document, pixel); !can) {
        return base::passOn(can);
    }
    if (isBackground(valueAt(document, pixel))) {
        return words(
            QT_TRANSLATE_NOOP("InstanceEdits", "That is background. Point at what touches."));
    }
    const auto instance = instanceAt(document, LayerId::Destination, pixel, Connectivity::Eight);
    if (!instance) {
        return base::passOn(instance);
    }
    const QString name = Document::tr("Split");
    Cut cut;
    const base::Status found = run(document, name, [&](base::Progress& progress) -> base::Status {
        auto made = cutOf(*instance, document.planeRect(), pixel, neck, progress);
        if (!made) {
            return base::passOn(made);
        }
        cut = *std::move(made);
        return {};
    });
    if (!found) {
        return base::passOn(found);
    }
    if (cut.parts < 2) {
        return words(QT_TRANSLATE_NOOP("InstanceEdits", "It can't be split here."));
    }
    if (!write(document, std::move(cut.lines), {document.dtype(LayerId::Destination), {}}, name)) {
        return unchanged();
    }
    return (cut.atNecks
                ? words(QT_TRANSLATE_NOOP("InstanceEdits", "Split at its necks into %1 parts."))
                : words(QT_TRANSLATE_NOOP("InstanceEdits",
                                          "There is no neck: split along the shortest line "
                                          "through the pointer into %1 parts.")))
        .arg(cut.parts);
}

}  // namespace frisket::session
