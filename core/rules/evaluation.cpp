// SPDX-License-Identifier: MIT
#include "core/rules/evaluation.h"

#include <algorithm>
#include <new>

#include "core/base/text.h"
#include "core/rules/machine.h"

namespace frisket::rules {

using array::Box;
using array::NdArray;
using base::ErrorCode;
using condition::BitRegion;
using condition::ConditionMask;

namespace {
/// What `work` returns, or OutOfMemory where it throws that.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return base::fail(ErrorCode::OutOfMemory, "There is not enough memory for this rule.",
                          "Close other layers, or ask for less of it at once.");
    }
}

/// What the rule needs in a frame, and what is prepared.
base::Result<StoredNodes> storedFor(const Sources& known, const Frame& frame,
                                    base::Progress* progress, base::ThreadPool* pool) {
    Demands demands;
    if (frame.count() > 0) {
        collectDemands(known, known.rule.root(), frame, true, demands);
    }
    return makeStored(known, std::move(demands), progress, pool);
}

tl::unexpected<base::Error> noCondition() {
    return base::fail(ErrorCode::InvalidArgument, "This rule gives numbers, no condition.");
}

tl::unexpected<base::Error> notPrepared() {
    return base::fail(ErrorCode::InvalidArgument,
                      "This rule looks at whole arrays and was not prepared.");
}
}  // namespace

base::Result<Evaluation> Evaluation::make(const Rule& rule, std::vector<Input> inputs) {
    const auto& types = rule.inputs();
    for (std::size_t i = 0; i < types.size(); ++i) {
        const bool known = i < inputs.size();
        if (!known || inputs[i].dtype() != types[i].dtype || inputs[i].shape() != types[i].shape) {
            return base::fail(
                ErrorCode::InvalidArgument,
                base::joined("The rule was checked with '", types[i].name, "' as ",
                             array::name(types[i].dtype), " of shape ",
                             array::toString(types[i].shape), ", but is given ",
                             known ? base::joined(array::name(inputs[i].dtype()), " of shape ",
                                                  array::toString(inputs[i].shape()))
                                   : std::string("nothing"),
                             "."));
        }
    }
    Evaluation made(rule, std::move(inputs));
    made.m_prepared = rule.isLocal();
    return made;
}

base::Status Evaluation::prepare(base::Progress* progress, base::ThreadPool* pool) {
    if (m_prepared) {
        return {};
    }
    return guarded([&]() -> base::Status {
        const Sources sources{m_rule, m_inputs, m_stored};
        Demands demands;
        for (int place = 0; place < static_cast<int>(m_rule.nodes().size()); ++place) {
            const Node& node = m_rule.at(place);
            if (node.stored && node.reach.global && m_stored.count(place) == 0) {
                demands.emplace(place, Box::wholeOf(node.shape));
            }
        }
        auto stored = makeStored(sources, std::move(demands), progress, pool);
        if (!stored) {
            return base::passOn(stored);
        }
        // What was local on the way is made again where it is looked at.
        std::erase_if(*stored,
                      [this](const auto& entry) { return !m_rule.at(entry.first).reach.global; });
        m_stored = *std::move(stored);
        m_prepared = true;
        return {};
    });
}

void Evaluation::inputChanged(int input) {
    std::vector<bool> changed(m_rule.nodes().size());
    for (int place = 0; place < static_cast<int>(changed.size()); ++place) {
        const Node& node = m_rule.at(place);
        const bool is = (node.op == Op::Input && node.input == input) ||
                        std::any_of(node.args.begin(), node.args.end(), [&](int arg) {
                            return changed[static_cast<std::size_t>(arg)];
                        });
        changed[static_cast<std::size_t>(place)] = is;
        if (is && m_stored.erase(place) > 0) {
            m_prepared = false;
        }
    }
}

base::Result<BitRegion> Evaluation::bits(const PlaneWindow& window) const {
    if (m_rule.kind() != Kind::Bool) {
        return noCondition();
    }
    if (!m_prepared) {
        return notPrepared();
    }
    return guarded([&]() -> base::Result<BitRegion> {
        const base::Rect& rect = window.rect;
        BitRegion region(rect);
        if (rect.empty()) {
            return region;
        }
        Frame frame{Box::wholeOf(m_rule.shape()), {}};
        for (int axis = 0; axis < frame.box.rank(); ++axis) {
            frame.box.begin[axis] = window.at[axis];
            frame.box.end[axis] = window.at[axis] + 1;
        }
        // Rows of a region begin with a word.
        const std::int64_t x0 = region.originX();
        if (window.axisY >= 0) {
            frame.box.begin[window.axisY] = rect.y0;
            frame.box.end[window.axisY] = rect.y1;
            frame.order.push_back(window.axisY);
        }
        if (window.axisX >= 0) {
            frame.box.begin[window.axisX] = x0;
            frame.box.end[window.axisX] = rect.x1;
            frame.order.push_back(window.axisX);
        }
        const Sources known{m_rule, m_inputs, m_stored};
        const auto stored = storedFor(known, frame, nullptr, nullptr);
        if (!stored) {
            return base::passOn(stored);
        }
        Machine machine({m_rule, m_inputs, *stored}, m_rule.root(), frame);
        const std::int64_t width = rect.x1 - x0;
        for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
            machine.bits((y - rect.y0) * width, width, region.row(y));
            region.row(y)[0] &= ~condition::lowBits(rect.x0 - x0);
        }
        return region;
    });
}

base::Result<NdArray> Evaluation::values(const Box& box) const {
    if (!m_prepared) {
        return notPrepared();
    }
    return guarded([&]() -> base::Result<NdArray> {
        const Frame frame = Frame::of(box);
        const Sources known{m_rule, m_inputs, m_stored};
        const auto stored = storedFor(known, frame, nullptr, nullptr);
        if (!stored) {
            return base::passOn(stored);
        }
        return arrayOf({m_rule, m_inputs, *stored}, m_rule.root(), frame, m_rule.dtype(), nullptr,
                       nullptr);
    });
}

base::Result<ConditionMask> Evaluation::toMask(base::Progress* progress, base::ThreadPool* pool) {
    if (m_rule.kind() != Kind::Bool) {
        return noCondition();
    }
    if (auto ready = prepare(progress, pool); !ready) {
        return base::passOn(ready);
    }
    return guarded([&]() -> base::Result<ConditionMask> {
        const Frame frame = Frame::wholeOf(m_rule.shape());
        const Sources known{m_rule, m_inputs, m_stored};
        const auto stored = storedFor(known, frame, progress, pool);
        return stored ? maskOf({m_rule, m_inputs, *stored}, m_rule.root(), frame, progress, pool)
                      : base::Result<ConditionMask>(base::passOn(stored));
    });
}

base::Result<NdArray> Evaluation::toArray(base::Progress* progress, base::ThreadPool* pool) {
    if (auto ready = prepare(progress, pool); !ready) {
        return base::passOn(ready);
    }
    return guarded([&]() -> base::Result<NdArray> {
        const Frame frame = Frame::wholeOf(m_rule.shape());
        const Sources known{m_rule, m_inputs, m_stored};
        const auto stored = storedFor(known, frame, progress, pool);
        return stored ? arrayOf({m_rule, m_inputs, *stored}, m_rule.root(), frame, m_rule.dtype(),
                                progress, pool)
                      : base::Result<NdArray>(base::passOn(stored));
    });
}

}  // namespace frisket::rules
