// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "core/array/box.h"
#include "core/array/nd_array.h"
#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"
#include "core/rules/rule.h"

namespace frisket::rules {

class Input;

/// What a node gives in a box of its axes: `mask` of booleans or `numbers`. `layout` places an
/// index of the box, counted from its begin, in flat C order of that.
struct Stored {
    array::Box box;
    array::Layout layout;
    std::shared_ptr<const condition::ConditionMask> mask;
    array::NdArray numbers;
};

/// By node.
using StoredNodes = std::map<int, Stored>;

/// What all evaluations of a rule share.
struct Sources {
    const Rule& rule;
    const std::vector<Input>& inputs;
    const StoredNodes& stored;
};

/// Which elements of a node are evaluated, and in what order: `order` names axes of the node, the
/// last runs fastest; axes of `box` that are not in it have size 1.
struct Frame {
    array::Box box;
    std::vector<int> order;

    /// All of `shape`, in C order.
    [[nodiscard]] static Frame wholeOf(const array::Shape& shape);
    [[nodiscard]] static Frame of(const array::Box& box);
    [[nodiscard]] std::int64_t count() const;
};

/// Which stored nodes are needed, and in which boxes.
using Demands = std::map<int, array::Box>;

/// Adds the stored nodes that `node` needs in `frame` and that `sources` does not have; `node` too
/// with `itself`. What those need in turn is left to `makeStored`.
void collectDemands(const Sources& sources, int node, const Frame& frame, bool itself,
                    Demands& demands);

/// Makes them, and what they need, each once; beside copies of what `sources` has, which cost
/// nothing. Throws std::bad_alloc; fails with Cancelled and TooLarge.
[[nodiscard]] base::Result<StoredNodes> makeStored(const Sources& sources, Demands demands,
                                                   base::Progress* progress,
                                                   base::ThreadPool* pool);

/// The planes of the node in a box: in which frame the argument is needed, and what becomes of it.
[[nodiscard]] Frame planeArgument(const Sources& sources, int node, const array::Box& box);
[[nodiscard]] base::Result<Stored> evaluatePlanes(const Sources& sources, int node,
                                                  const array::Box& box, base::Progress* progress,
                                                  base::ThreadPool* pool);
/// A reduction of all elements.
[[nodiscard]] base::Result<Stored> reduceAll(const Sources& sources, int node,
                                             base::Progress* progress, base::ThreadPool* pool);

/// Of `count` elements of the node, how many are evaluated together on one thread, between two
/// looks at the progress: a multiple of 64. Where they are long reductions there are enough pieces
/// for many threads; those look at the progress themselves.
[[nodiscard]] std::int64_t grainOf(const Sources& sources, int node, std::int64_t count);

/// As `refine::forEachPiece`, for bodies that end early where `progress` is cancelled: fails then,
/// even if it happened in the last one.
[[nodiscard]] base::Status forEachGrain(std::int64_t count, base::Progress* progress,
                                        base::ThreadPool* pool,
                                        const std::function<void(std::int64_t)>& body);

/// All of a node in a frame: bits, or packed elements of `dtype`. Stored nodes that it needs must
/// be in `sources`.
[[nodiscard]] base::Result<condition::ConditionMask> maskOf(const Sources& sources, int node,
                                                            const Frame& frame,
                                                            base::Progress* progress,
                                                            base::ThreadPool* pool);
[[nodiscard]] base::Result<array::NdArray> arrayOf(const Sources& sources, int node,
                                                   const Frame& frame, array::DType dtype,
                                                   base::Progress* progress,
                                                   base::ThreadPool* pool);

}  // namespace frisket::rules
