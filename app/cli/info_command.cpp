// SPDX-License-Identifier: MIT
#include "app/cli/info_command.h"

#include <cmath>
#include <memory>
#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

#include "app/cli/operand_options.h"
#include "core/base/text.h"
#include "core/io/codec.h"
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
    std::optional<io::FileContents> contents;  ///< of a file of several arrays
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

Json factsJson(const std::vector<io::Fact>& facts) {
    Json out = Json::object();
    for (const io::Fact& fact : facts) {
        out[fact.name] = fact.value;
    }
    return out;
}

Json namesJson(const std::vector<io::NamedLabel>& labels) {
    Json out = Json::array();
    for (const io::NamedLabel& label : labels) {
        out.push_back({{"value", label.value}, {"name", label.name}});
    }
    return out;
}

Json arraysJson(const io::FileContents& contents) {
    Json out = Json::array();
    for (const io::FileItem& item : contents.items) {
        Json shape;
        if (item.shape) {
            shape = Json::array();
            for (const std::int64_t size : *item.shape) {
                shape.push_back(size);
            }
        }
        out.push_back({{"key", item.part.key.empty() ? Json() : Json(item.part.key)},
                       {"page", item.part.page ? Json(*item.part.page) : Json()},
                       {"dtype", item.dtype ? Json(array::name(*item.dtype)) : Json()},
                       {"shape", std::move(shape)},
                       {"note", item.note}});
    }
    return out;
}

/// A path need not be UTF-8; JSON must be.
std::string dumped(const Json& json) {
    constexpr int kIndent = 2;
    return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// A file of several arrays of which none was chosen.
std::string listJson(const std::string& path, const io::FileContents& contents) {
    return dumped({{"path", path},
                   {"format", io::name(contents.format)},
                   {"facts", factsJson(contents.facts)},
                   {"names", namesJson(contents.labels)},
                   {"arrays", arraysJson(contents)}});
}

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
    const io::PngMeta* const png = mask.png();
    const bool palette = png != nullptr && png->kind == io::PngKind::Palette;
    const Json out{
        {"path", info.path},
        {"format", io::name(mask.format)},
        {"dtype", array::name(mask.array.dtype())},
        {"shape", std::move(shape)},
        {"byte_order", byteOrder(mask)},
        {"fortran_order", mask.fortranOrder},
        {"bit_depth", png != nullptr ? Json(png->bitDepth) : Json()},
        {"palette_size", palette ? Json(png->paletteSize()) : Json()},
        {"min", toJson(info.values.min)},
        {"max", toJson(info.values.max)},
        {"labels", std::move(labels)},
        {"labels_truncated", info.labels.truncated},
        {"true_count", info.values.trueCount},
        {"nan_count", array::isFloat(mask.array.dtype()) ? Json(info.values.nanCount) : Json()},
        {"notes", mask.notes},
        {"facts", factsJson(mask.facts)},
        {"names", namesJson(mask.labels)},
        {"arrays", info.contents ? arraysJson(*info.contents) : Json::array()},
    };
    return dumped(out);
}

std::string numberText(const std::optional<Number>& number) {
    return number ? std::visit([](auto value) { return joined(value); }, *number) : "none";
}

/// The name that the file gives a label, in front of the line's end; or nothing.
std::string nameText(const std::vector<io::NamedLabel>& labels, const Number& value) {
    for (const io::NamedLabel& label : labels) {
        const auto equals = [&](auto number) {
            if constexpr (std::is_integral_v<decltype(number)>) {
                return std::cmp_equal(number, label.value);
            } else {
                return number == static_cast<decltype(number)>(label.value);
            }
        };
        if (!label.name.empty() && std::visit(equals, value)) {
            return joined("  ", label.name);
        }
    }
    return {};
}

std::string arraysText(const io::FileContents& contents) {
    std::string out = joined("  the file holds ", contents.items.size(), " arrays\n");
    for (const io::FileItem& item : contents.items) {
        out += joined("    ", item.part.page ? joined("page ", *item.part.page) : item.part.key,
                      ": ", item.dtype ? array::name(*item.dtype) : "unknown",
                      item.shape ? joined(" ", array::toString(*item.shape)) : std::string(),
                      item.note.empty() ? "" : "; ", item.note, "\n");
    }
    return out;
}

/// A file of several arrays of which none was chosen.
std::string listText(const std::string& path, const io::FileContents& contents) {
    return joined(path, "\n  format      ", io::name(contents.format), "\n", arraysText(contents),
                  "  Choose one with --key or --page.\n");
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
    if (const io::PngMeta* const png = mask.png(); png != nullptr) {
        line("bits", png->bitDepth);
        if (png->kind == io::PngKind::Palette) {
            line("palette", png->paletteSize(), " colours");
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
        out += joined("    ", numberText(label.value), ": ", label.count,
                      nameText(mask.labels, label.value), "\n");
    }
    if (info.labels.truncated) {
        out += "    ... and larger ones\n";
    }
    for (const io::Fact& fact : mask.facts) {
        out += joined("  ", fact.name, ": ", fact.value, "\n");
    }
    for (const std::string& note : mask.notes) {
        line("note", note);
    }
    if (info.contents && info.contents->items.size() > 1) {
        out += arraysText(*info.contents);
    }
    return out;
}

base::Result<Output> run(const InfoOptions& options) {
    auto mask = readOperand(options.file, options.read);
    if (!mask && !options.file.part.chosen() &&
        mask.error().code == base::ErrorCode::InvalidArgument) {
        // One of several must be chosen; here is what there is to choose from.
        const auto listed = io::listContents(options.file.path, options.read.limits);
        if (!listed) {
            return base::passOn(listed);
        }
        return Output{options.json ? listJson(options.file.path, *listed)
                                   : listText(options.file.path, *listed),
                      {}};
    }
    if (!mask) {
        return base::passOn(mask);
    }
    std::optional<io::FileContents> contents;
    if (io::codecFor(mask->format).list != nullptr) {
        auto listed = io::listContents(options.file.path, options.read.limits);
        if (!listed) {
            return base::passOn(listed);
        }
        contents = *std::move(listed);
    }
    constexpr std::int64_t kMostLabels = 4096;
    const auto view = mask->array.view();
    const Info info{options.file.path, *mask, measure::summarize(view),
                    measure::countLabels(view, kMostLabels), std::move(contents)};
    return Output{options.json ? jsonText(info) : plainText(info), {}};
}
}  // namespace

void addInfoCommand(CLI::App& app, Run& run) {
    CLI::App* const command =
        app.add_subcommand("info", "Show format, dtype, shape and values of a mask");
    const auto options = std::make_shared<InfoOptions>();
    addOperand(*command, options->file, "FILE", "The mask's file")->required();
    addPart(*command, options->file, "--", "");
    command->add_flag("--json", options->json, "Print JSON");
    addReadOptions(*command, options->read);
    command->callback([options, &run] { run = [options] { return cli::run(*options); }; });
}

}  // namespace frisket::cli
