// SPDX-License-Identifier: MIT
#include "app/cli/rule_inputs.h"

#include "core/array/view_expression.h"
#include "core/base/text.h"
#include "core/rules/expression.h"

namespace frisket::cli {

namespace {
using base::ErrorCode;
using base::joined;

base::Result<RuleFiles::Array> readArray(const io::RecipeArray& from, const ReadOptions& read,
                                         std::vector<std::string>& notes) {
    auto file = readOperand({from.operand.file, from.operand.part}, read);
    if (!file) {
        return base::passOn(file);
    }
    notes.insert(notes.end(), file->notes.begin(), file->notes.end());
    RuleFiles::Array out{from, io::ProgramFile::of(from.operand.file, *file), file->array, {}};
    out.operand = {out.values.dtype(), out.values.layout(), from.operand.view};
    if (!from.operand.view.empty()) {
        auto seen = array::applyViewExpression(out.values.layout(), from.operand.view);
        if (!seen) {
            seen.error().message = joined(from.operand.file, ": ", seen.error().message);
            return base::passOn(seen);
        }
        out.operand.layout = *seen;
    }
    return out;
}

tl::unexpected<base::Error> noBackdrop(const std::string& path, const std::string& found) {
    return base::fail(ErrorCode::Unsupported,
                      joined(path,
                             ": rules take a backdrop as 8-bit grey values, a PNG or an NPY "
                             "file of uint8 and shape (H, W), but ",
                             found),
                      "Save the luminance of a photo, (2126 R + 7152 G + 722 B + 5000) // 10000.");
}

base::Result<io::MaskFile> readBackdrop(const OperandOptions& operand, const ReadOptions& read) {
    auto file = readOperand(operand, read);
    if (!file) {
        return file.error().code == ErrorCode::Unsupported
                   ? noBackdrop(operand.path, joined("this is none. ", file.error().message))
                   : base::Result<io::MaskFile>(base::passOn(file));
    }
    if (file->png() != nullptr &&
        (file->png()->kind != io::PngKind::Grey || file->png()->bitDepth != 8)) {
        return noBackdrop(operand.path, joined("this PNG has ",
                                               file->png()->kind == io::PngKind::Grey
                                                   ? joined(file->png()->bitDepth, " bits a pixel.")
                                                   : std::string("a palette.")));
    }
    if (file->array.dtype() != array::DType::U8 || file->array.rank() != 2) {
        return noBackdrop(operand.path,
                          joined("this is ", array::name(file->array.dtype()), " of shape ",
                                 array::toString(file->array.shape()), "."));
    }
    return file;
}
}  // namespace

void RuleFiles::addTo(NamedInputs& inputs) const {
    if (backdrop) {
        inputs.add({"backdrop", backdrop->dtype(), backdrop->shape()}, backdrop->view());
    }
    for (const Array& array : arrays) {
        const io::RecipeOperand& operand = array.from.operand;
        inputs.add({array.from.name, array.operand.dtype, array.operand.layout.shape, &labels,
                    operand.planeY, operand.planeX},
                   array.values.withLayout(array.operand.layout).view());
    }
}

void RuleFiles::addTo(io::Program& program) const {
    for (const Array& array : arrays) {
        program.arrays.push_back({array.from.name, array.file, array.operand});
    }
    if (backdrop) {
        program.backdrop = io::ProgramBackdrop{backdropFile.path, false, backdropFile};
    }
}

base::Result<RuleFiles> readRuleFiles(const RuleOptions& options, const ReadOptions& read) {
    RuleFiles files;
    for (const io::RecipeArray& from : options.arrays) {
        auto array = readArray(from, read, files.notes);
        if (!array) {
            return base::passOn(array);
        }
        files.arrays.push_back(*std::move(array));
    }
    if (!options.backdrop.path.empty()) {
        auto file = readBackdrop(options.backdrop, read);
        if (!file) {
            return base::passOn(file);
        }
        files.backdropFile = io::ProgramFile::of(options.backdrop.path, *file);
        files.backdrop = std::move(file->array);
    }
    for (const auto& [label, name] : options.labels) {
        files.labels.setName(label, name);
    }
    return files;
}

base::Result<SourceByRule> evaluateSource(const std::string& text, const NamedInputs& inputs,
                                          const ReadOptions& read, base::ThreadPool& pool) {
    const auto failed = [&text](const rules::RuleError& error) {
        base::Error out = error.toError(text);
        out.message = joined("Source rule, column ", rules::columnOf(text, error.span.begin), ": ",
                             error.message);
        return tl::unexpected(std::move(out));
    };
    const auto expression = rules::parse(text);
    if (!expression) {
        return failed(expression.error());
    }
    const auto rule = rules::check(*expression, inputs.types, rules::Purpose::Values);
    if (!rule) {
        return failed(rule.error());
    }
    const auto bytes = array::byteCount(rule->dtype(), rule->shape());
    if (!bytes || *bytes > read.limits.memoryBudget) {
        return base::fail(
            ErrorCode::TooLarge,
            joined("The source's rule gives ", array::name(rule->dtype()), " of shape ",
                   array::toString(rule->shape()), ", more than the memory budget."),
            "Raise --memory-budget.");
    }
    auto evaluation = rules::Evaluation::make(*rule, inputs.values);
    if (!evaluation) {
        return base::passOn(evaluation);
    }
    auto values = evaluation->toArray(nullptr, &pool);
    if (!values) {
        return base::passOn(values);
    }
    return SourceByRule{*std::move(values), *rule};
}

}  // namespace frisket::cli
