// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/run.h"

namespace frisket::assign {

/// The plan done one element at a time, straight from the definition: the oracle of the kernels in
/// tests and fuzzers. No vector code, no runs, no threads, no check of values. `destination` is the
/// element at place 0 of the destination's storage.
void assignReference(const AssignPlan& plan, const Inputs& inputs, std::byte* destination);

}  // namespace frisket::assign
