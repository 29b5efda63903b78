// SPDX-License-Identifier: MIT
#include "app/cli/info_command.h"

#include <cmath>
#include <memory>
#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

#include "app/cli/operand_options.h"
#include "core/base/text.h"
#include "core/measure/label_counts.h"
#include "core/measure/value_summary.h"

namespace frisket::cli {

namespace {
using base::joined;
using measure::Number;
using Json = nlohmann::ordered_json;

struct InfoOptions {
    OperandOptions file;
    ReadOptions read;
    bool json = false;
};

struct Info {
    std::string path;
    io::MaskFile mask;
    measure::ValueSummary values;
    measure::LabelCounts labels;
};

std::string byteOrder(const io::MaskFile& mask) {
    if (mask.format != io::Format::Npy || array::itemSize(mask.array.dtype()) == 1) {
        return "not applicable";
    }
    return mask.bigEndian ? "big" : "little";
}

/// JSON has no infinity; it becomes the text "inf" or "-inf", so that null means "no value".
Json toJson(const Number& number) {
    return std::visit(
        [](auto value) -> Json {
            if constexpr (std::is_floating_point_v<decltype(value)>) {
                if (std::isinf(value)) {
                    return value > 0 ? "inf" : "-inf";
                }
            }
            return value;
        },
        number);
}

Json toJson(const std::optional<Number>& number) { return number ? toJson(*number) : Json(); }

std::string jsonText(const Info& info) {
    const io::MaskFile& mask = info.mask;
    Json shape = Json::array();
    for (const std::int64_t size : mask.array.shape()) {
        shape.push_back(size);
    }
    Json labels = Json::array();
    for (const measure::LabelCount& label : info.labels.labels) {
        labels.push_back({{"value", toJson(label.value)}, {"count", label.count}});
    }
    const bool palette = mask.png && mask.png->kind == io::PngKind::Palette;
    const Json out{
        {"path", info.path},
        {"format", io::name(mask.format)},
        {"dtype", array::name(mask.array.dtype())},
        {"shape", std::move(shape)},
        {"byte_order", byteOrder(mask)},
        {"fortran_order", mask.fortranOrder},
        {"bit_depth", mask.png ? Json(mask.png->bitDepth) : Json()},
        {"palette_size", palette ? Json(mask.png->paletteSize()) : Json()},
        {"min", toJson(info.values.min)},
        {"max", toJson(info.values.max)},
        {"labels", std::move(labels)},
        {"labels_truncated", info.labels.truncated},
        {"true_count", info.values.trueCount},
        {"nan_count", array::isFloat(mask.array.dtype()) ? Json(info.values.nanCount) : Json()},
        {"notes", mask.notes},
    };
    // A path need not be UTF-8; JSON must be.
    constexpr int kIndent = 2;
    return out.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string numberText(const std::optional<Number>& number) {
    return number ? std::visit([](auto value) { return joined(value); }, *number) : "none";
}

std::string plainText(const Info& info) {
    const io::MaskFile& mask = info.mask;
    std::string out = joined(info.path, "\n");
    const auto line = [&out](std::string_view name, const auto&... parts) {
        constexpr std::size_t kColumn = 12;
        out += joined("  ", name, std::string(kColumn - name.size(), ' '), parts..., "\n");
    };
    line("format", io::name(mask.format), mask.fortranOrder ? ", Fortran order" : "");
    line("dtype", array::name(mask.array.dtype()));
    line("shape", array::toString(mask.array.shape()));
    if (mask.format == io::Format::Npy) {
        line("byte order", byteOrder(mask));
    }
    if (mask.png) {
        line("bits", mask.png->bitDepth);
        if (mask.png->kind == io::PngKind::Palette) {
            line("palette", mask.png->paletteSize(), " colours");
        }
    }
    line("min", numberText(info.values.min));
    line("max", numberText(info.values.max));
    line("not zero", info.values.trueCount, " of ", mask.array.count());
    if (array::isFloat(mask.array.dtype())) {
        line("NaN", info.values.nanCount);
    } else {
        line("labels", info.labels.truncated ? "more than " : "", info.labels.labels.size());
    }
    for (const measure::LabelCount& label : info.labels.labels) {
        out += joined("    ", numberText(label.value), ": ", label.count, "\n");
    }
    if (info.labels.truncated) {
        out += "    ... and larger ones\n";
    }
    for (const std::string& note : mask.notes) {
        line("note", note);
    }
    return out;
}

base::Result<Output> run(const InfoOptions& options) {
    auto mask = readOperand(options.file, options.read);
    if (!mask) {
        return base::passOn(mask);
    }
    constexpr std::int64_t kMostLabels = 4096;
    const auto view = mask->array.view();
    const Info info{options.file.path, *mask, measure::summarize(view),
                    measure::countLabels(view, kMostLabels)};
    return Output{options.json ? jsonText(info) : plainText(info), {}};
}
}  // namespace

void addInfoCommand(CLI::App& app, Run& run) {
    CLI::App* const command =
        app.add_subcommand("info", "Show format, dtype, shape and values of a mask");
    const auto options = std::make_shared<InfoOptions>();
    addOperand(*command, options->file, "FILE", "An NPY file, or a palette or grey PNG")
        ->required();
    command->add_flag("--json", options->json, "Print JSON");
    addReadOptions(*command, options->read);
    command->callback([options, &run] { run = [options] { return cli::run(*options); }; });
}

}  // namespace frisket::cli
