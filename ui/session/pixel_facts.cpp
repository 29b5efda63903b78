// SPDX-License-Identifier: MIT
#include "ui/session/pixel_facts.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>

#include <QCoreApplication>
#include <QStringList>

#include "core/array/half.h"
#include "core/assign/rank_index.h"
#include "core/assign/scalar.h"
#include "core/assign/source_order.h"
#include "core/labels/colour_map.h"
#include "ui/session/core_text.h"
#include "ui/session/layer_colours.h"
#include "ui/session/layer_values.h"

namespace frisket::session {

namespace {
QString tr(const char* text) { return QCoreApplication::translate("PixelFacts", text); }

/// The index of the element at storage place `place` of an array without overlaps: along the widest
/// stride first.
array::Index indexIn(const array::Layout& layout, std::int64_t place) {
    array::Index index = array::Index::filled(layout.rank(), 0);
    std::vector<int> axes;
    for (int axis = 0; axis < layout.rank(); ++axis) {
        if (layout.shape[axis] > 1) {
            axes.push_back(axis);
        }
    }
    std::sort(axes.begin(), axes.end(),
              [&](int a, int b) { return layout.strides[a] > layout.strides[b]; });
    std::int64_t rest = place - layout.offset;
    for (const int axis : axes) {
        index[axis] = rest / layout.strides[axis];
        rest %= layout.strides[axis];
    }
    return index;
}

std::int64_t flatOf(const array::Index& index, const array::Shape& shape) {
    return array::Layout::rowMajor(shape).at(index);
}

void addListed(const Document& document, std::int64_t x, std::int64_t y, PixelFacts& facts) {
    const auto taken = takenInOrder(document, x, y);
    const bool isList = document.sourceIsList();
    if (!taken) {
        if (isList) {
            facts.value = QStringLiteral("–");
            facts.note = document.plan() == nullptr ? tr("in order; the mode can't be done")
                                                    : tr("in order; not selected here");
        }
        return;
    }
    if (isList) {
        facts.value = taken->element.text();
        facts.place = indexText(indexIn(document.source()->layout(), taken->place));
    }
    facts.note = tr("index %L1 of %L2 goes here").arg(taken->index).arg(taken->count);
    if (taken->round > 0) {
        facts.note = tr("%1, in round %L2").arg(facts.note).arg(taken->round + 1);
    }
}

PixelFacts backdropFacts(const Document& document, std::int64_t x, std::int64_t y) {
    PixelFacts facts;
    const QImage& picture = document.backdrop();
    facts.isThere = base::Rect{0, 0, picture.width(), picture.height()}.contains(x, y);
    if (!facts.isThere) {
        return facts;
    }
    const QRgb pixel = picture.pixel(static_cast<int>(x), static_cast<int>(y));
    facts.value = tr("%1 %2 %3").arg(qRed(pixel)).arg(qGreen(pixel)).arg(qBlue(pixel));
    facts.type = tr("RGB");
    facts.place = indexText({y, x});
    facts.colour = QColor(pixel);
    return facts;
}

PixelFacts conditionFacts(const Document& document, const LayerStyles& styles,
                          const array::Index& index) {
    PixelFacts facts;
    facts.isThere = true;
    facts.type = fromCore(array::name(document.dtype(LayerId::Condition)));
    const auto layout = document.broadcastLayout(LayerId::Condition);
    if (!layout) {
        facts.value = QStringLiteral("–");
        facts.note = tr("does not fit the destination");
        return facts;
    }
    const std::int64_t place = layout->at(index);
    const bool selected = document.condition()->at(place);
    facts.value = selected ? tr("true") : tr("false");
    facts.place = indexText(array::unravel(place, document.condition()->shape()));
    facts.colour = selected ? styles.style(LayerId::Condition).tint : QColor(Qt::transparent);
    return facts;
}
}  // namespace

std::optional<TakenElement> takenInOrder(const Document& document, std::int64_t x, std::int64_t y) {
    const assign::AssignPlan* plan = document.plan();
    if (plan == nullptr || !assign::hasOrder(*plan) || !document.planeRect().contains(x, y)) {
        return std::nullopt;
    }
    const array::Index index = document.shownPlane().at(x, y);
    const assign::Inputs inputs = document.inputs();
    if (!inputs.condition->at(plan->condition().at(index))) {
        return std::nullopt;
    }
    const array::Layout& layout = plan->source();
    TakenElement taken;
    taken.count = layout.count();
    taken.index = flatOf(index, plan->shape());
    if (plan->addressing() == assign::Addressing::ByRank) {
        taken.index = inputs.ranks->rank(*inputs.condition, taken.index);
    }
    taken.round = taken.index / taken.count;
    taken.index %= taken.count;
    taken.place = layout.at(array::unravel(taken.index, layout.shape));
    taken.element.dtype = document.source()->dtype();
    std::memcpy(taken.element.bytes.data(), document.source()->view().at(taken.place),
                static_cast<std::size_t>(array::itemSize(taken.element.dtype)));
    return taken;
}

double numberOf(array::DType dtype, const std::byte* element) {
    return array::visitType(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        T value;
        std::memcpy(&value, element, sizeof(T));
        if constexpr (std::is_same_v<T, array::Half>) {
            return static_cast<double>(array::toFloat(value));
        } else {
            return static_cast<double>(value);
        }
    });
}

bool isSelected(const Document& document, base::Pixel pixel) {
    if (!document.planeRect().contains(pixel.x, pixel.y) ||
        !document.broadcastLayout(LayerId::Condition)) {
        return false;
    }
    const condition::Plane plane = document.conditionPlane();
    return document.condition()->at(plane.origin + pixel.y * plane.strideY +
                                    pixel.x * plane.strideX);
}

std::optional<std::int64_t> labelOf(array::DType dtype, const std::byte* element) {
    return array::visitType(dtype, [&](auto type) -> std::optional<std::int64_t> {
        using T = typename decltype(type)::type;
        if constexpr (std::is_integral_v<T> || std::is_same_v<T, array::Bool8>) {
            T value;
            std::memcpy(&value, element, sizeof(T));
            return static_cast<std::int64_t>(value);
        } else {
            return std::nullopt;
        }
    });
}

QString labelText(array::DType dtype, std::int64_t label) {
    return dtype == array::DType::U64 ? QString::number(static_cast<std::uint64_t>(label))
                                      : QString::number(label);
}

QString namedLabel(const LabelLooks& looks, array::DType dtype, std::int64_t label) {
    const QString text = labelText(dtype, label);
    const QString name = QString::fromStdString(looks.table().name(label));
    return name.isEmpty() ? text : tr("%1 %2").arg(text, name);
}

base::Pixel pixelAt(base::Point place) {
    return {static_cast<std::int64_t>(std::floor(place.x)),
            static_cast<std::int64_t>(std::floor(place.y))};
}

QString indexText(const array::Index& index) {
    QStringList places;
    for (const std::int64_t place : index) {
        places << QString::number(place);
    }
    return QLatin1Char('[') + places.join(QStringLiteral(", ")) + QLatin1Char(']');
}

QColor valueColour(const Document& document, const LayerStyles& styles, LayerId id,
                   array::DType dtype, const std::byte* element) {
    const LayerStyle& style = styles.style(id);
    const auto ramp = rampOf(style.colours);
    const auto label = labelOf(dtype, element);
    if (ramp) {
        const ValueRange window = colourWindow(document, id, style);
        const labels::ColourMap map(*ramp, window.low, window.high);
        return qColorOf(map.colour(numberOf(dtype, element)));
    }
    return label ? qColorOf(schemeColours(document, id, style)
                                .with(styles.labels().table())
                                .colour(*label))
                 : QColor();
}

std::optional<std::int64_t> labelAt(const Document& document, LayerId id, std::int64_t x,
                                    std::int64_t y) {
    const auto element = elementAt(document, id, x, y);
    return element ? labelOf(element->dtype, element->bytes.data()) : std::nullopt;
}

QString nameOf(const LabelLooks& looks, const Element& element) {
    if (looks.table().entries().empty()) {
        return {};
    }
    const auto label = labelOf(element.dtype, element.bytes.data());
    return label ? QString::fromStdString(looks.table().name(*label)) : QString();
}

QString labelNameAt(const Document& document, const LabelLooks& looks, LayerId id, std::int64_t x,
                    std::int64_t y) {
    if (looks.table().entries().empty()) {
        return {};
    }
    const auto element = elementAt(document, id, x, y);
    return element ? nameOf(looks, *element) : QString();
}

PixelFacts pixelFacts(const Document& document, const LayerStyles& styles, LayerId id,
                      std::int64_t x, std::int64_t y) {
    if (id == LayerId::Backdrop) {
        return backdropFacts(document, x, y);
    }
    PixelFacts facts;
    if (!document.has(id) || document.destination() == nullptr ||
        !document.planeRect().contains(x, y)) {
        return facts;
    }
    const array::Index index = document.shownPlane().at(x, y);
    if (id == LayerId::Condition) {
        return conditionFacts(document, styles, index);
    }
    facts.isThere = true;
    facts.type = fromCore(array::name(document.dtype(id)));
    if (const auto element = elementAt(document, id, x, y)) {
        facts.value = element->text();
        facts.name = nameOf(styles.labels(), *element);
        facts.colour = valueColour(document, styles, id, element->dtype, element->bytes.data());
        facts.place = indexText(index);
    }
    if (id != LayerId::Source) {
        return facts;
    }
    if (const auto layout = document.broadcastLayout(id)) {
        facts.place = indexText(indexIn(document.source()->layout(), layout->at(index)));
    } else if (!document.sourceIsList()) {
        facts.value = QStringLiteral("–");
        facts.note = tr("does not fit the destination");
    }
    addListed(document, x, y, facts);
    return facts;
}

}  // namespace frisket::session
