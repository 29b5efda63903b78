// SPDX-License-Identifier: MIT
#include "ui/session/instance_edits.h"

#include <algorithm>
#include <map>
#include <utility>

#include <QCoreApplication>

#include "core/refine/components.h"
#include "core/smart/split.h"
#include "ui/session/core_text.h"
#include "ui/session/layer_values.h"
#include "ui/session/similar_pixels.h"

namespace frisket::session {

namespace {
using assign::Scalar;
using condition::BitRegion;
using condition::Connectivity;
using condition::kWordBits;
using condition::Word;

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

bool isBackground(const Scalar& value) {
    const auto zero = assign::parseScalar("0", value.dtype);
    const auto minus =
        array::isFloat(value.dtype) ? assign::parseScalar("-0.0", value.dtype) : zero;
    return (zero && zero->bytes == value.bytes) || (minus && minus->bytes == value.bytes);
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

/// `region` in a box of one pixel more on each side, as far as `plane` goes.
BitRegion widened(const BitRegion& region, const base::Rect& plane) {
    BitRegion wide(region.box().grown(1).intersected(plane));
    const std::int64_t shift = (region.originX() - wide.originX()) / kWordBits;
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        std::copy_n(region.row(y), region.wordsPerRow(), wide.row(y) + shift);
    }
    return wide;
}

/// What touches a side of a pixel of `wide` and is none of it.
BitRegion ringOf(const BitRegion& wide) {
    BitRegion ring(wide.box());
    const std::int64_t words = wide.wordsPerRow();
    const Word last = condition::lowBits(wide.box().x1 - wide.originX() - (words - 1) * kWordBits);
    for (std::int64_t y = wide.box().y0; y < wide.box().y1; ++y) {
        const Word* row = wide.row(y);
        const Word* above = y > wide.box().y0 ? wide.row(y - 1) : row;
        const Word* below = y + 1 < wide.box().y1 ? wide.row(y + 1) : row;
        Word* out = ring.row(y);
        for (std::int64_t i = 0; i < words; ++i) {
            const Word before = i > 0 ? row[i - 1] >> (kWordBits - 1) : 0;
            const Word after = i + 1 < words ? row[i + 1] << (kWordBits - 1) : 0;
            out[i] =
                (above[i] | below[i] | (row[i] << 1U) | before | (row[i] >> 1U) | after) & ~row[i];
        }
        out[0] &= ~condition::lowBits(wide.box().x0 - wide.originX());
        out[words - 1] &= last;
    }
    return ring;
}

/// Calls `visit(x, y, element)` for the pixels of `region`, with the destination's values.
template <class Visit>
void forEachValue(const LayerValues& values, const ShownPlane& plane, const BitRegion& region,
                  Visit&& visit) {
    assign::PlaneWindow window;
    window.axisX = plane.axisX;
    window.axisY = plane.axisY;
    window.fixed = plane.index;
    window.x0 = region.box().x0;
    window.width = region.box().width();
    window.height = 1;
    const std::int64_t size = values.itemSize();
    std::vector<std::byte> row(static_cast<std::size_t>(window.width * size));
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        window.y0 = y;
        values.read(window, row.data());
        for (std::int64_t x = window.x0; x < region.box().x1; ++x) {
            if (region.at(x, y)) {
                visit(x, y, row.data() + (x - window.x0) * size);
            }
        }
    }
}

/// The value that most of the pixels of `ring` have.
Scalar mostFrequent(const LayerValues& values, const ShownPlane& plane, const BitRegion& ring) {
    std::map<std::array<std::byte, 8>, std::int64_t> counts;
    forEachValue(values, plane, ring, [&](std::int64_t, std::int64_t, const std::byte* element) {
        std::array<std::byte, 8> bytes{};
        std::copy_n(element, values.itemSize(), bytes.begin());
        ++counts[bytes];
    });
    Scalar most{values.dtype, {}};
    std::int64_t count = 0;
    for (const auto& [bytes, times] : counts) {
        if (times > count) {
            most.bytes = bytes;
            count = times;
        }
    }
    return most;
}

/// The background that `instance`, which has `seed`, encloses and touches.
base::Result<BitRegion> holesOf(const LayerValues& values, const ShownPlane& shown,
                                const BitRegion& instance, const base::Rect& plane,
                                base::Pixel seed, base::Progress& progress) {
    auto filled =
        refine::fillHoles(instance, plane, Connectivity::Eight, refine::kAnySize, &progress);
    if (!filled) {
        return base::passOn(filled);
    }
    BitRegion enclosed = *filled;
    enclosed.remove(instance);
    BitRegion others(enclosed.box());
    forEachValue(values, shown, enclosed,
                 [&](std::int64_t x, std::int64_t y, const std::byte* element) {
                     Scalar value{values.dtype, {}};
                     std::copy_n(element, values.itemSize(), value.bytes.begin());
                     if (!isBackground(value)) {
                         others.setSpan(y, x, x + 1);
                     }
                 });
    filled->remove(others);
    // What another label in it encloses is that one's.
    auto reached = refine::componentAt(*filled, plane, Connectivity::Eight, seed, &progress);
    if (reached) {
        reached->remove(instance);
    }
    return reached;
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
        label = mostFrequent(*values, document.shownPlane(), ringOf(widened(*hole, plane)));
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

base::Result<QString> takeInstance(Document& document, base::Pixel pixel) {
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
    const std::int64_t count = instance->count();
    if (!write(document, *std::move(instance), *value, Document::tr("Take label %1").arg(*text))) {
        return unchanged();
    }
    return words(QT_TRANSLATE_NOOP("InstanceEdits",
                                   "The source's instance with label %1, %L2 px, is in the "
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
    BitRegion lines;
    std::size_t parts = 0;
    const base::Status found = run(document, name, [&](base::Progress& progress) -> base::Status {
        const base::Rect plane = document.planeRect();
        const auto whole =
            refine::fillHoles(*instance, plane, Connectivity::Eight, refine::kAnySize, &progress);
        if (!whole) {
            return base::passOn(whole);
        }
        auto made = smart::splitLines(*whole, neck / 100.0, &progress);
        if (!made) {
            return base::passOn(made);
        }
        BitRegion rest = *instance;
        rest.remove(*made);
        const auto islands = refine::islands(rest, plane, Connectivity::Eight, &progress);
        if (!islands) {
            return base::passOn(islands);
        }
        lines = *instance;
        lines.remove(rest);
        parts = islands->size();
        return {};
    });
    if (!found) {
        return base::passOn(found);
    }
    if (parts < 2) {
        return words(QT_TRANSLATE_NOOP("InstanceEdits",
                                       "No neck is thinner than %1 % of the part beside it. Draw "
                                       "a line with the eraser, or change the watershed's "
                                       "\"Neck below\"."))
            .arg(neck);
    }
    if (!write(document, std::move(lines), {document.dtype(LayerId::Destination), {}}, name)) {
        return unchanged();
    }
    return words(QT_TRANSLATE_NOOP("InstanceEdits", "Split into %1 parts.")).arg(parts);
}

}  // namespace frisket::session
