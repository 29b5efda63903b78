// SPDX-License-Identifier: MIT
#include "app/cli/dtype_option.h"

#include "core/assign/astype.h"
#include "core/base/text.h"

namespace frisket::cli {

using base::joined;

void addDTypeOption(CLI::App& command, std::string& dtype) {
    command
        .add_option("--destination-dtype", dtype,
                    "Change the destination to this dtype first, such as uint16; refused where a "
                    "value has no equal in it")
        ->type_name("DTYPE")
        ->check([](const std::string& name) {
            return array::dtypeFromName(name)
                       ? std::string()
                       : joined("'", name, "' is no dtype such as uint8, int32 or float64");
        });
}

base::Result<bool> changeDType(io::MaskFile& file, const std::string& dtype,
                               const std::string& path, const ReadOptions& read) {
    const auto to = array::dtypeFromName(dtype);
    const array::DType from = file.array.dtype();
    if (!to || *to == from) {
        return false;
    }
    const auto bytes = array::byteCount(*to, file.array.shape());
    if (!bytes || *bytes > read.limits.memoryBudget) {
        return base::fail(
            base::ErrorCode::TooLarge,
            joined(path, ": as ", array::name(*to), " of shape ",
                   array::toString(file.array.shape()), " it takes more than the memory budget."),
            "Raise --memory-budget.");
    }
    const auto banded = array::BandedArray::from(std::move(file.array));
    if (!banded) {
        return base::passOn(banded);
    }
    base::ThreadPool pool;
    auto changed = assign::exactlyAs(*banded, *to, pool);
    if (!changed) {
        changed.error().message = joined(path, ": ", changed.error().message);
        return base::passOn(changed);
    }
    file.array = *std::move(changed);
    file.notes.push_back(joined("The destination is changed from ", array::name(from), " to ",
                                array::name(*to), "; all values are as they were."));
    return true;
}

}  // namespace frisket::cli
