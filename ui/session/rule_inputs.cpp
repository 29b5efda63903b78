// SPDX-License-Identifier: MIT
#include "ui/session/rule_inputs.h"

#include <algorithm>
#include <new>
#include <utility>

#include "ui/session/document.h"
#include "ui/session/layer_values.h"
#include "ui/session/rule_arrays.h"
#include "ui/session/source_rule.h"

namespace frisket::session {

namespace {
constexpr const char* kSource = "source";
constexpr const char* kDestination = "destination";
constexpr const char* kCondition = "condition";
constexpr const char* kBackdrop = "backdrop";

rules::InputType typeOf(const char* name, array::DType dtype, const array::Shape& shape,
                        const labels::LabelTable* labels) {
    rules::InputType type;
    type.name = name;
    type.dtype = dtype;
    type.shape = shape;
    type.labels = labels;
    const RulePlane plane = rulePlaneOf(shape);
    type.planeY = plane.y;
    type.planeX = plane.x;
    return type;
}
}  // namespace

RulePlane rulePlaneOf(const array::Shape& shape) {
    // As a layer is shown at first, whatever is shown now: a rule does not change with the view.
    const ShownPlane plane = ShownPlane::firstOf(shape);
    return plane.axisY < 0 ? RulePlane()
                           : RulePlane{plane.axisY - shape.rank(), plane.axisX - shape.rank()};
}

base::Result<array::NdArray> luminanceOf(const QImage& picture) {
    const std::int64_t width = picture.width();
    const std::int64_t height = picture.height();
    auto buffer = array::Buffer::allocate(width * height);
    if (!buffer) {
        return base::passOn(buffer);
    }
    auto* to = reinterpret_cast<std::uint8_t*>((*buffer)->data());
    for (std::int64_t y = 0; y < height; ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(picture.constScanLine(static_cast<int>(y)));
        std::transform(row, row + width, to + y * width, luminance);
    }
    return array::NdArray(array::DType::U8, array::Layout::rowMajor({height, width}),
                          *std::move(buffer));
}

std::vector<rules::InputType> RuleInputs::typesOf(const Document& document, For whom,
                                                  const labels::LabelTable* labels) {
    std::vector<rules::InputType> types;
    const array::NdArray* source =
        whom == For::Source ? document.sourceRule().before() : document.source();
    if (source != nullptr) {
        types.push_back(typeOf(kSource, source->dtype(), source->shape(), labels));
    }
    if (const array::BandedArray* destination = document.destination()) {
        types.push_back(typeOf(kDestination, destination->dtype(), destination->shape(), labels));
    }
    if (document.condition() != nullptr && whom == For::Condition) {
        types.push_back(
            typeOf(kCondition, array::DType::Bool, document.condition()->shape(), nullptr));
    }
    if (document.has(LayerId::Backdrop)) {
        const QImage& picture = document.backdrop();
        types.push_back(
            typeOf(kBackdrop, array::DType::U8, {picture.height(), picture.width()}, nullptr));
    }
    for (const NamedArray& each : document.ruleArrays().all()) {
        types.push_back(
            typeOf(each.name.toUtf8().constData(), each.array.dtype(), each.array.shape(), labels));
    }
    return types;
}

std::optional<RuleInputs> RuleInputs::snapshot(Document& document, For whom,
                                               const rules::Rule& rule) {
    return take(document, whom, rule, true);
}

std::optional<RuleInputs> RuleInputs::present(Document& document, For whom,
                                              const rules::Rule& rule) {
    return take(document, whom, rule, false);
}

std::optional<RuleInputs> RuleInputs::take(Document& document, For whom, const rules::Rule& rule,
                                           bool shares) {
    RuleInputs inputs;
    for (const rules::InputType& type : rule.inputs()) {
        if (type.name == kDestination && shares) {
            inputs.m_ownDestination = document.destinationSnapshot();
            if (!inputs.m_ownDestination) {
                return std::nullopt;
            }
        } else if (type.name == kDestination) {
            inputs.m_destination = document.destination();
        } else if (type.name == kSource) {
            inputs.m_source =
                whom == For::Source ? *document.sourceRule().before() : *document.source();
        } else if (type.name == kBackdrop) {
            inputs.m_picture = document.backdrop();
        }
    }
    inputs.m_arrays = document.ruleArrays().all();
    return inputs;
}

bool RuleInputs::names(const rules::Rule& rule, std::string_view input) {
    return std::any_of(rule.inputs().begin(), rule.inputs().end(),
                       [input](const rules::InputType& type) { return type.name == input; });
}

base::Result<rules::Evaluation> RuleInputs::evaluation(const rules::Rule& rule) {
    auto inputs = inputsOf(rule);
    return inputs ? rules::Evaluation::make(rule, *std::move(inputs)) : base::passOn(inputs);
}

base::Result<std::vector<rules::Input>> RuleInputs::inputsOf(const rules::Rule& rule) {
    std::vector<rules::Input> inputs;
    for (const rules::InputType& type : rule.inputs()) {
        const array::Layout whole = array::Layout::rowMajor(type.shape);
        if (type.name == kDestination) {
            inputs.emplace_back(m_ownDestination ? *m_ownDestination : *m_destination, whole);
        } else if (type.name == kSource) {
            inputs.emplace_back(m_source->view());
        } else if (type.name == kCondition) {
            inputs.emplace_back(*m_below, whole);
        } else if (type.name == kBackdrop) {
            if (!m_backdrop) {
                auto brightness = luminanceOf(m_picture);
                if (!brightness) {
                    return base::passOn(brightness);
                }
                m_backdrop = *std::move(brightness);
            }
            inputs.emplace_back(m_backdrop->view());
        } else {
            const auto named = std::find_if(
                m_arrays.begin(), m_arrays.end(),
                [&](const NamedArray& each) { return each.name.toStdString() == type.name; });
            if (named == m_arrays.end()) {
                return base::fail(base::ErrorCode::InvalidArgument,
                                  "There is no array " + type.name + ".");
            }
            inputs.emplace_back(named->array.view());
        }
    }
    return inputs;
}

rules::RuleResult<rules::Rule> checkedRule(const QString& text, std::vector<rules::InputType> types,
                                           rules::Purpose purpose) {
    const auto expression = rules::parse(text.toStdString());
    if (!expression) {
        return tl::unexpected(expression.error());
    }
    const std::vector<std::string> names = rules::namesIn(*expression);
    const auto known = [&](const std::string& name) {
        return std::any_of(types.begin(), types.end(),
                           [&](const rules::InputType& type) { return type.name == name; });
    };
    if (std::all_of(names.begin(), names.end(), known)) {
        std::erase_if(types, [&](const rules::InputType& type) {
            return std::find(names.begin(), names.end(), type.name) == names.end();
        });
    }
    return rules::check(*expression, types, purpose);
}

}  // namespace frisket::session
