// SPDX-License-Identifier: MIT
#include "ui/session/instance_edits.h"

#include <utility>

#include <QCoreApplication>

#include "core/refine/components.h"
#include "ui/session/core_text.h"
#include "ui/session/instance_regions.h"
#include "ui/session/layer_values.h"
#include "ui/session/plane_job.h"
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

/// What is answered where nothing can be written there now: why, or words for a place beside the
/// image.
std::optional<base::Result<QString>> whyNotAt(const Document& document, base::Pixel pixel) {
    if (document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    if (!document.has(LayerId::Destination) || document.inStroke()) {
        return base::fail(
            base::ErrorCode::Refused,
            words(QT_TRANSLATE_NOOP("InstanceEdits", "There is nothing to change.")).toStdString());
    }
    if (!document.planeRect().contains(pixel.x, pixel.y)) {
        return words(
            QT_TRANSLATE_NOOP("InstanceEdits", "That is beside the image. Point at an instance."));
    }
    return std::nullopt;
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

/// What an edit works on: another plane may be shown while its jobs run.
struct Shown {
    explicit Shown(const Document& document)
        : plane(document.shownPlane()), rect(document.planeRect()) {}

    ShownPlane plane;
    base::Rect rect;
};

/// Puts what was made into `out`.
template <class T>
base::Status take(base::Result<T> made, T& out) {
    if (!made) {
        return base::passOn(made);
    }
    out = *std::move(made);
    return {};
}

/// One step; the words of `done`, or that nothing changed.
base::Result<QString> write(Document& document, std::span<const LabelledRegions> parts,
                            const QString& name, const QString& done) {
    const auto written = document.writeLabels(parts, name);
    if (!written) {
        return base::passOn(written);
    }
    return *written ? done : unchanged();
}

base::Result<QString> write(Document& document, BitRegion region, const Scalar& value,
                            const QString& name, const QString& done) {
    LabelledRegions part{{}, value};
    part.regions.push_back(std::move(region));
    return write(document, {&part, 1}, name, done);
}

base::Result<QString> fillThisHole(Document& document, base::Pixel pixel) {
    const Shown shown(document);
    // As the instance's pixels hang together by corners too, what is between them does by sides.
    auto hole = instanceAt(document, LayerId::Destination, pixel, Connectivity::Four);
    if (!hole) {
        return base::passOn(hole);
    }
    const base::Rect& box = hole->box();
    if (box.x0 == 0 || box.y0 == 0 || box.x1 == shown.rect.x1 || box.y1 == shown.rect.y1) {
        return words(QT_TRANSLATE_NOOP("InstanceEdits",
                                       "That is no hole, as it reaches the edge of the image. "
                                       "Point at an instance or a hole."));
    }
    const QString name = Document::tr("Fill hole");
    const auto values = layerValues(document, LayerId::Destination);
    Scalar label;
    const base::Status looked =
        lookAtPlane(document, shown.plane, name, [&](base::Progress& progress) {
            return take(valueAround(*values, shown.plane, *hole, shown.rect, progress), label);
        });
    if (!looked) {
        return base::passOn(looked);
    }
    const std::int64_t count = hole->count();
    return write(document, *std::move(hole), label, name,
                 words(QT_TRANSLATE_NOOP("InstanceEdits", "A hole of %L1 px now has label %2."))
                     .arg(count)
                     .arg(textOf(label)));
}
}  // namespace

base::Result<QString> takeInstance(Document& document, base::Pixel pixel, Enclosed enclosed) {
    if (auto why = whyNotAt(document, pixel)) {
        return *std::move(why);
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
    const Shown shown(document);
    auto instance = instanceAt(document, LayerId::Source, pixel, Connectivity::Eight);
    if (!instance) {
        return base::passOn(instance);
    }
    std::vector<LabelledRegions> parts;
    std::int64_t count = instance->count();
    const QString name = Document::tr("Take label %1").arg(*text);
    if (enclosed == Enclosed::Too) {
        const auto values = layerValues(document, LayerId::Source);
        const auto found =
            lookAtPlane(document, shown.plane, name, [&](base::Progress& progress) -> base::Status {
                auto whole = refine::fillHoles(*instance, shown.rect, Connectivity::Eight,
                                               refine::kAnySize, &progress);
                if (!whole) {
                    return base::passOn(whole);
                }
                count = whole->count();
                whole->remove(*instance);
                return collect(*values, shown.plane, *whole, value->dtype, parts, progress);
            });
        if (!found) {
            return base::passOn(found);
        }
    }
    parts.push_back({{}, *value});
    parts.back().regions.push_back(*std::move(instance));
    return write(document, parts, name,
                 words(QT_TRANSLATE_NOOP("InstanceEdits",
                                         "The source's instance of label %1, %L2 px, is in the "
                                         "destination."))
                     .arg(*text)
                     .arg(count));
}

base::Result<QString> fillHolesAt(Document& document, base::Pixel pixel) {
    if (auto why = whyNotAt(document, pixel)) {
        return *std::move(why);
    }
    const Scalar label = valueAt(document, pixel);
    if (isBackground(label)) {
        return fillThisHole(document, pixel);
    }
    const Shown shown(document);
    const auto instance = instanceAt(document, LayerId::Destination, pixel, Connectivity::Eight);
    if (!instance) {
        return base::passOn(instance);
    }
    const QString name = Document::tr("Fill holes");
    const auto values = layerValues(document, LayerId::Destination);
    BitRegion holes;
    const base::Status found =
        lookAtPlane(document, shown.plane, name, [&](base::Progress& progress) {
            return take(holesOf(*values, shown.plane, *instance, shown.rect, pixel, progress),
                        holes);
        });
    if (!found) {
        return base::passOn(found);
    }
    const std::int64_t count = holes.count();
    if (count == 0) {
        return words(QT_TRANSLATE_NOOP("InstanceEdits", "This instance has no holes."));
    }
    return write(document, std::move(holes), label, name,
                 words(QT_TRANSLATE_NOOP("InstanceEdits", "Holes of %L1 px now have label %2."))
                     .arg(count)
                     .arg(textOf(label)));
}

base::Result<QString> removeInstance(Document& document, base::Pixel pixel) {
    if (auto why = whyNotAt(document, pixel)) {
        return *std::move(why);
    }
    const Scalar label = valueAt(document, pixel);
    if (isBackground(label)) {
        return words(
            QT_TRANSLATE_NOOP("InstanceEdits", "That is background. Point at an instance."));
    }
    const Shown shown(document);
    auto instance = instanceAt(document, LayerId::Destination, pixel, Connectivity::Eight);
    if (!instance) {
        return base::passOn(instance);
    }
    const QString name = Document::tr("Remove instance of label %1").arg(textOf(label));
    const auto values = layerValues(document, LayerId::Destination);
    Scalar around;
    const base::Status looked =
        lookAtPlane(document, shown.plane, name, [&](base::Progress& progress) {
            return take(valueAround(*values, shown.plane, *instance, shown.rect, progress), around);
        });
    if (!looked) {
        return base::passOn(looked);
    }
    const std::int64_t count = instance->count();
    return write(document, *std::move(instance), around, name,
                 words(QT_TRANSLATE_NOOP("InstanceEdits", "Removed: %L1 px now have label %2."))
                     .arg(count)
                     .arg(textOf(around)));
}

base::Result<QString> splitInstance(Document& document, base::Pixel pixel, int neck) {
    if (auto why = whyNotAt(document, pixel)) {
        return *std::move(why);
    }
    if (isBackground(valueAt(document, pixel))) {
        return words(
            QT_TRANSLATE_NOOP("InstanceEdits", "That is background. Point at what touches."));
    }
    const Shown shown(document);
    const auto instance = instanceAt(document, LayerId::Destination, pixel, Connectivity::Eight);
    if (!instance) {
        return base::passOn(instance);
    }
    const QString name = Document::tr("Split");
    Cut cut;
    const base::Status found =
        lookAtPlane(document, shown.plane, name, [&](base::Progress& progress) {
            return take(cutOf(*instance, shown.rect, pixel, neck, progress), cut);
        });
    if (!found) {
        return base::passOn(found);
    }
    if (cut.parts < 2) {
        return words(QT_TRANSLATE_NOOP("InstanceEdits", "It can't be split here."));
    }
    const QString done =
        (cut.atNecks
             ? words(QT_TRANSLATE_NOOP("InstanceEdits", "Split at its necks into %1 parts."))
             : words(QT_TRANSLATE_NOOP("InstanceEdits",
                                       "There is no neck: split along the shortest line "
                                       "through the pointer into %1 parts.")))
            .arg(cut.parts);
    return write(document, std::move(cut.lines), {document.dtype(LayerId::Destination), {}}, name,
                 done);
}

}  // namespace frisket::session
