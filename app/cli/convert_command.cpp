// SPDX-License-Identifier: MIT
#include "app/cli/convert_command.h"

#include <memory>
#include <string>

#include "app/cli/operand_options.h"
#include "core/base/text.h"
#include "core/io/codec.h"
#include "core/io/sniff.h"

namespace frisket::cli {

namespace {
using base::joined;

struct ConvertOptions {
    OperandOptions in;
    ReadOptions read;
    std::string out;
    std::string format;
    std::string compression;
};

/// The formats that are written: "npy, png, tiff".
std::string formatNames() {
    std::string names;
    for (const io::Codec* const codec : io::codecs()) {
        if (codec->prepare != nullptr) {
            names += joined(names.empty() ? "" : ", ", codec->name);
        }
    }
    return names;
}

base::Result<io::Format> formatOf(const ConvertOptions& options) {
    if (options.format.empty()) {
        return io::formatForPath(options.out);
    }
    const io::Codec* const codec = io::codecNamed(options.format);
    if (codec == nullptr) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          joined("--format: there is no format '", options.format, "'."),
                          joined("Choose one of: ", formatNames(), "."));
    }
    return codec->format;
}

base::Result<Output> run(const ConvertOptions& options) {
    const auto format = formatOf(options);
    if (!format) {
        return base::passOn(format);
    }
    auto mask = readOperand(options.in, options.read);
    if (!mask) {
        return base::passOn(mask);
    }
    io::WriteOptions write;
    write.format = *format;
    write.meta = mask->meta;
    write.labels = mask->labels;
    write.part.key = mask->part.key;
    write.compression = options.compression;
    write.limits = options.read.limits;
    const auto written = io::writeMask(options.out, mask->array, write);
    if (!written) {
        return base::passOn(written);
    }
    Output output{
        joined(options.out, ": ", io::name(*format), ", ", array::name(mask->array.dtype()), " ",
               array::toString(mask->array.shape()), ".\n"),
        {},
        options.out};
    for (const auto& notes : {mask->notes, written->notes}) {
        for (const std::string& note : notes) {
            output.text += joined("note: ", note, "\n");
        }
    }
    if (!written->durable) {
        output.refusal = written->durable.error();
    }
    return output;
}
}  // namespace

void addConvertCommand(CLI::App& app, Run& run) {
    CLI::App* const command = app.add_subcommand(
        "convert", "Write a mask in another format; no value is changed, or it is refused");
    const auto options = std::make_shared<ConvertOptions>();
    addOperand(*command, options->in, "IN", "The file to read")->required();
    addPart(*command, options->in, "--", "");
    command->add_option("OUT", options->out, "The file to write; one that is there is replaced")
        ->type_name("PATH")
        ->required();
    command
        ->add_option("--format", options->format,
                     joined("One of ", formatNames(), "; without it the ending of OUT tells"))
        ->type_name("F");
    command
        ->add_option("--compression", options->compression,
                     "How the format compresses; without it as IN does, or as is best")
        ->type_name("C");
    addReadOptions(*command, options->read);
    command->callback([options, &run] { run = [options] { return cli::run(*options); }; });
}

}  // namespace frisket::cli
