// SPDX-License-Identifier: MIT
// The part of ConditionStack that a person's edits go through.
#include <algorithm>
#include <new>
#include <utility>

#include "ui/session/condition_stack.h"
#include "ui/session/document.h"
#include "ui/session/document_entries.h"
#include "ui/session/reporting.h"

namespace frisket::session {

namespace {
using condition::ConditionMask;

/// Other layers of the condition.
class LayersEntry final : public edit::Entry {
public:
    using Announce = std::function<void(const ConditionLayers&, bool)>;
    LayersEntry(ConditionLayers before, ConditionLayers after, std::string name, Announce announce)
        : m_before(std::move(before)),
          m_after(std::move(after)),
          m_name(std::move(name)),
          m_announce(std::move(announce)) {}

    void undo() override { m_announce(m_before, false); }
    void redo() override { m_announce(m_after, true); }
    /// With what is painted in layers that came or went.
    [[nodiscard]] std::int64_t byteSize() const override {
        return kAround + static_cast<std::int64_t>(sizeof(*this) + m_name.capacity()) +
               onlyIn(m_before, m_after) + onlyIn(m_after, m_before);
    }
    [[nodiscard]] std::string_view name() const override { return m_name; }
    [[nodiscard]] bool canFlip() const override { return true; }
    [[nodiscard]] base::Status flip(edit::StateCopy& copy, bool redo, base::ThreadPool& /*pool*/,
                                    base::Progress* /*progress*/) const override {
        copy.layers = toState(redo ? m_after : m_before);
        return {};
    }

private:
    [[nodiscard]] static std::int64_t onlyIn(const ConditionLayers& some,
                                             const ConditionLayers& others) {
        std::int64_t bytes = 0;
        for (const ConditionLayer& layer : some.layers) {
            bytes += static_cast<std::int64_t>(sizeof(layer)) + 2 * layer.rule.size();
            const bool there =
                std::any_of(others.layers.begin(), others.layers.end(),
                            [&](const ConditionLayer& other) { return other.bits == layer.bits; });
            if (layer.bits && !there) {
                bytes += layer.bits->rows() * layer.bits->wordsPerRow() * 8;
            }
        }
        return bytes;
    }

    ConditionLayers m_before;
    ConditionLayers m_after;
    std::string m_name;
    Announce m_announce;
};

/// Whether they differ in names alone.
bool giveTheSame(const ConditionLayers& a, const ConditionLayers& b) {
    return a.active == b.active &&
           std::equal(
               a.layers.begin(), a.layers.end(), b.layers.begin(), b.layers.end(),
               [](const ConditionLayer& x, const ConditionLayer& y) { return x.givesTheSame(y); });
}
}  // namespace

/// The document's condition becomes what these layers give.
void ConditionStack::adopt(ConditionLayers layers) {
    if (giveTheSame(layers, m_layers)) {
        m_layers = std::move(layers);
        emit changed();
        return;
    }
    install(std::move(layers));
    m_document.conditionReplaced();
}

base::Status ConditionStack::change(const QString& name, ConditionLayers layers) {
    if (m_document.busy() || m_document.inStroke()) {
        return tl::unexpected(Document::busyError());
    }
    keep();
    if (layers == m_layers) {
        return {};
    }
    const ConditionLayers before = m_layers;
    const std::uint64_t version = m_document.m_versions.condition;
    const base::Status done = m_document.attempted([&] { adopt(std::move(layers)); });
    if (done) {
        m_document.m_versions.condition = ++m_document.m_versions.newest;
        record(name, before, version);
    }
    return done;
}

base::Status ConditionStack::preview(ConditionLayers layers) {
    if (m_document.busy() || m_document.inStroke()) {
        return tl::unexpected(Document::busyError());
    }
    if (!m_before) {
        m_before = m_layers;
        m_versionBefore = m_document.m_versions.condition;
    }
    return m_document.attempted([&] {
        adopt(std::move(layers));
        m_document.m_versions.condition = ++m_document.m_versions.newest;
    });
}

void ConditionStack::keep() {
    if (!m_before) {
        return;
    }
    ConditionLayers before = *std::exchange(m_before, std::nullopt);
    if (before == m_layers) {
        m_document.m_versions.condition = m_versionBefore;
        return;
    }
    const bool more = m_layers.layers.size() > before.layers.size();
    record(more ? tr("Add rule") : tr("Change rule"), std::move(before), m_versionBefore);
}

void ConditionStack::drop() {
    if (!m_before) {
        return;
    }
    const ConditionLayers before = *std::exchange(m_before, std::nullopt);
    const base::Status done = m_document.attempted([&] { adopt(before); });
    if (done) {
        m_document.m_versions.condition = m_versionBefore;
    } else {
        report(m_document, done.error());
    }
    emit m_document.historyChanged();
}

void ConditionStack::record(const QString& name, ConditionLayers before,
                            std::uint64_t versionBefore) {
    Document& document = m_document;
    // A preview had its number when it was shown, by which somebody may know it.
    const std::uint64_t after = document.m_versions.condition;
    document.record(std::make_unique<LayersEntry>(
        std::move(before), m_layers, name.toStdString(),
        [this, &document, versionBefore, after](const ConditionLayers& layers, bool redone) {
            adopt(layers);
            document.m_versions.condition = redone ? after : versionBefore;
        }));
    emit document.historyChanged();
}

ConditionLayer ConditionStack::painted(const QString& name, std::shared_ptr<ConditionMask> bits) {
    ConditionLayer layer;
    layer.id = newId();
    layer.name = name;
    layer.bits = std::move(bits);
    return layer;
}

base::Result<ConditionLayer> ConditionStack::painted(const QString& name) {
    auto bits = ConditionMask::create(m_layers.painted()->shape());
    if (!bits) {
        return base::passOn(bits);
    }
    return painted(name, std::make_shared<ConditionMask>(*std::move(bits)));
}

void ConditionStack::reset(std::shared_ptr<ConditionMask> bits, bool keepRules) {
    m_before.reset();
    ConditionLayers layers;
    layers.layers.push_back(painted(tr("Painted"), std::move(bits)));
    if (keepRules) {
        std::copy_if(m_layers.layers.begin(), m_layers.layers.end(),
                     std::back_inserter(layers.layers),
                     [](const ConditionLayer& layer) { return layer.isRule(); });
    }
    install(std::move(layers));
}

base::Status ConditionStack::freeze(std::uint64_t id) {
    keep();
    if (const base::Status settled = m_document.settleRules(); !settled) {
        return settled;
    }
    const auto rule = m_rules.find(id);
    const ConditionLayer* layer = find(id);
    if (layer == nullptr || rule == m_rules.end() || !rule->second.bits || rule->second.stale) {
        return base::fail(base::ErrorCode::Refused,
                          tr("This rule gives nothing that could be painted.").toStdString(),
                          tr("Switch it on, and mend what is wrong with it.").toStdString());
    }
    auto bits = rule->second.bits->clone();
    if (!bits) {
        return base::passOn(bits);
    }
    ConditionLayers layers = m_layers;
    for (ConditionLayer& each : layers.layers) {
        if (each.id == id) {
            ConditionLayer frozen =
                painted(each.name, std::make_shared<ConditionMask>(*std::move(bits)));
            frozen.combine = each.combine;
            frozen.on = each.on;
            each = std::move(frozen);
            // To be corrected by hand, which is what it was frozen for.
            layers.active = static_cast<std::size_t>(&each - layers.layers.data());
            break;
        }
    }
    return change(tr("Freeze rule to paint"), std::move(layers));
}

base::Status ConditionStack::flatten() {
    keep();
    if (const base::Status settled = m_document.settleRules(); !settled) {
        return settled;
    }
    if (const QString wrong = problem(); !wrong.isEmpty()) {
        return base::fail(base::ErrorCode::Refused, wrong.toStdString());
    }
    auto bits = m_condition->clone();
    if (!bits) {
        return base::passOn(bits);
    }
    ConditionLayers layers;
    layers.layers.push_back(
        painted(tr("Painted"), std::make_shared<ConditionMask>(*std::move(bits))));
    return change(tr("Flatten layers"), std::move(layers));
}

}  // namespace frisket::session
