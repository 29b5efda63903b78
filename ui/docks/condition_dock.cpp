// SPDX-License-Identifier: MIT
#include "ui/docks/condition_dock.h"

#include <algorithm>
#include <utility>

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/docks/rule_edit.h"
#include "ui/docks/stack_row.h"
#include "ui/session/core_text.h"
#include "ui/session/rule_arrays.h"
#include "ui/session/source_rule.h"

namespace frisket::ui {

namespace {
using condition::Combine;
using session::ConditionLayer;
using session::ConditionLayers;
using session::fromCore;
using session::RuleInputs;

QToolButton* tool(const QString& text, const QString& tip) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QLabel* noteLabel() {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

template <class Result>
std::optional<rules::RuleError> errorIn(const Result& result) {
    return result ? std::nullopt : std::optional(result.error());
}

QString sentence(const rules::RuleError& error, const QString& text) {
    return fromCore(error.toError(text.toStdString()).text());
}

}  // namespace

ConditionDock::ConditionDock(session::Document& document, AddArrays addArrays, Fail fail,
                             QWidget* parent)
    : QDockWidget(tr("Condition"), parent),
      m_document(document),
      m_addArrays(std::move(addArrays)),
      m_fail(std::move(fail)) {
    setObjectName(QStringLiteral("ConditionDock"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(6);
    column->addWidget(makeStack());
    column->addWidget(makeInputs());
    column->addStretch(1);
    // A small screen has no room for all of it.
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setWidget(content);
    setWidget(area);
    connectParts();
    refresh();
}

QWidget* ConditionDock::makeStack() {
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_add = tool(tr("Add rule"), tr("Type a rule: source == 3 & destination != 0"));
    m_addPainted = tool(tr("Add painted"), tr("An empty layer to paint on, above the others"));
    m_up = tool(tr("↑"), tr("Move the layer up"));
    m_down = tool(tr("↓"), tr("Move the layer down"));
    m_remove = tool(tr("Remove"), tr("Remove the layer"));
    m_freeze = tool(tr("Freeze to paint"),
                    tr("Make a painted layer of what the rule selects now, to correct it by hand"));
    m_flatten = tool(tr("Flatten"), tr("Make one painted layer of all"));
    m_up->setAccessibleName(tr("Move the layer up"));
    m_down->setAccessibleName(tr("Move the layer down"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    for (QToolButton* each : {m_add, m_addPainted, m_up, m_down, m_remove}) {
        buttons->addWidget(each);
    }
    buttons->addStretch(1);
    column->addLayout(buttons);
    auto* rows = new QWidget;
    m_rowColumn = new QVBoxLayout(rows);
    m_rowColumn->setContentsMargins(0, 0, 0, 0);
    m_rowColumn->setSpacing(1);
    column->addWidget(rows);
    m_rule = new RuleEdit(3);
    m_rule->setAccessibleName(tr("Rule"));
    m_rule->setPlaceholderText(tr("A rule: source == 3 & destination != 0"));
    m_rule->setToolTip(
        tr("Enter keeps the rule, Esc takes it back, Ctrl+Space says what can "
           "stand here"));
    column->addWidget(m_rule);
    m_note = noteLabel();
    column->addWidget(m_note);
    auto* below = new QHBoxLayout;
    below->setSpacing(2);
    below->addWidget(m_freeze);
    below->addWidget(m_flatten);
    below->addStretch(1);
    column->addLayout(below);
    return part;
}

QWidget* ConditionDock::makeInputs() {
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(6);
    m_inputs = new QLabel;
    m_inputs->setObjectName(QStringLiteral("inputs"));
    m_inputs->setTextFormat(Qt::RichText);
    m_inputs->setWordWrap(true);
    m_inputs->setMinimumWidth(1);
    m_inputs->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_inputs->setAccessibleName(tr("Arrays that rules can name"));
    column->addWidget(m_inputs);
    auto* title = new QLabel(tr("Source by a rule"));
    column->addWidget(title);
    m_sourceRule = new RuleEdit(2);
    m_sourceRule->setAccessibleName(tr("Source by a rule"));
    m_sourceRule->setPlaceholderText(tr("Such as argmax(p, axis=0) or source + 100"));
    m_sourceRule->setToolTip(
        tr("Values that the assignment takes; Enter sets the rule, and without "
           "text the source is its file's again"));
    title->setBuddy(m_sourceRule);
    column->addWidget(m_sourceRule);
    m_sourceNote = noteLabel();
    column->addWidget(m_sourceNote);
    return part;
}

void ConditionDock::connectParts() {
    m_rule->setCheck([this](const QString& text) { return errorIn(stack().check(text)); });
    m_rule->setInputs([this] {
        return RuleInputs::typesOf(m_document, RuleInputs::For::Condition, stack().labels());
    });
    m_sourceRule->setCheck(
        [this](const QString& text) { return errorIn(m_document.sourceRule().check(text)); });
    m_sourceRule->setInputs([this] {
        return RuleInputs::typesOf(m_document, RuleInputs::For::Source, stack().labels());
    });
    connect(m_rule, &RuleEdit::typed, this, &ConditionDock::typed);
    connect(m_rule, &RuleEdit::accepted, this, &ConditionDock::accept);
    connect(m_rule, &RuleEdit::cancelled, this, &ConditionDock::cancel);
    connect(m_rule, &RuleEdit::left, this, &ConditionDock::finished);
    connect(m_sourceRule, &RuleEdit::left, this, &ConditionDock::finished);
    connect(m_sourceRule, &RuleEdit::typed, this, &ConditionDock::showSource);
    // Later: it is a job, and this may be the press of a button somewhere else.
    connect(m_sourceRule, &RuleEdit::accepted, this, &ConditionDock::acceptSource,
            Qt::QueuedConnection);
    connect(m_sourceRule, &RuleEdit::cancelled, this, [this] {
        m_sourceRule->setRule(m_document.sourceRule().text());
        showSource();
    });
    connect(m_add, &QToolButton::clicked, this, &ConditionDock::beginRule);
    connect(m_addPainted, &QToolButton::clicked, this, &ConditionDock::addPainted);
    connect(m_up, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_remove, &QToolButton::clicked, this, &ConditionDock::remove);
    connect(m_freeze, &QToolButton::clicked, this, &ConditionDock::freezeRule);
    connect(m_flatten, &QToolButton::clicked, this, [this] { done(stack().flatten()); });
    connect(m_inputs, &QLabel::linkActivated, this, &ConditionDock::editArray);
    connect(&stack(), &session::ConditionStack::changed, this, &ConditionDock::refresh);
    connect(&m_document.sourceRule(), &session::SourceRule::changed, this, [this] {
        if (!m_sourceRule->hasFocus()) {
            m_sourceRule->setRule(m_document.sourceRule().text());
        }
        showSource();
    });
    const auto inputs = [this] {
        showInputs();
        m_rule->recheck();
        m_sourceRule->recheck();
        refresh();
        showSource();
    };
    connect(&m_document.ruleArrays(), &session::RuleArrays::changed, this, inputs);
    connect(&m_document, &session::Document::layersChanged, this, inputs);
    showInputs();
    showSource();
}

QString ConditionDock::note() const { return m_note->text(); }

void ConditionDock::done(const base::Status& status) {
    if (!status && status.error().code != base::ErrorCode::Cancelled) {
        m_fail(status.error());
    }
    refresh();
}

void ConditionDock::refresh() {
    const auto& layers = stack().layers().layers;
    if (m_chosen != 0 && stack().find(m_chosen) == nullptr) {
        m_chosen = 0;
    }
    if (m_chosen == 0 && !m_new && !layers.empty()) {
        m_chosen = layers.back().id;
    }
    showRows();
    showRule();
}

void ConditionDock::showRows() {
    const ConditionLayers& layers = stack().layers();
    while (m_rows.size() > static_cast<qsizetype>(layers.layers.size())) {
        m_rows.takeLast()->deleteLater();
    }
    while (m_rows.size() < static_cast<qsizetype>(layers.layers.size())) {
        auto* row = new StackRow;
        m_rowColumn->insertWidget(static_cast<int>(m_rows.size()), row);
        m_rows.append(row);
        connect(row, &StackRow::pressed, this, [this, row] { choose(row->id()); });
        connect(row, &StackRow::switched, this, [this, row](bool on) {
            change(on ? tr("Switch layer on") : tr("Switch layer off"), row->id(),
                   [on](ConditionLayer& layer) { layer.on = on; });
        });
        connect(row, &StackRow::combineChosen, this, [this, row](Combine combine) {
            change(tr("Join layer by %1").arg(wordsOf(combine)), row->id(),
                   [combine](ConditionLayer& layer) { layer.combine = combine; });
        });
        connect(row, &StackRow::renamed, this, [this, row](const QString& name) {
            change(tr("Rename layer"), row->id(),
                   [&name](ConditionLayer& layer) { layer.name = name; });
        });
        connect(row, &StackRow::paintHere, this, [this, row] {
            ConditionLayers other = stack().layers();
            other.active = other.placeOf(row->id());
            done(stack().change(tr("Paint on another layer"), std::move(other)));
        });
    }
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        const std::size_t place = layers.layers.size() - 1 - static_cast<std::size_t>(row);
        const ConditionLayer& layer = layers.layers[place];
        m_rows[row]->show(layer, stack().state(layer.id), place == 0, place == layers.active);
        m_rows[row]->setSelected(layer.id == m_chosen);
    }
}

void ConditionDock::showRule() {
    const ConditionLayer* layer = stack().find(m_chosen);
    const bool isRule = layer != nullptr && layer->isRule();
    if (isRule && !m_rule->hasFocus()) {
        m_rule->setRule(layer->rule);
    } else if (!isRule && !m_new) {
        m_rule->setRule({});
    }
    const auto& layers = stack().layers();
    const std::size_t place = layers.placeOf(m_chosen);
    const bool there = layer != nullptr;
    m_rule->setEnabled(m_new || isRule);
    m_add->setEnabled(!layers.layers.empty());
    m_addPainted->setEnabled(!layers.layers.empty());
    m_up->setEnabled(there && place + 1 < layers.layers.size());
    m_down->setEnabled(there && place > 0);
    // Strokes need one to go to.
    m_remove->setEnabled(there && place != layers.active);
    m_freeze->setEnabled(isRule);
    m_flatten->setEnabled(!layers.layers.empty() && !stack().plain());
    showNote();
}

void ConditionDock::showNote() {
    const auto state = stack().state(m_chosen);
    QString text;
    if (m_rule->error() && (m_new || m_rule->hasFocus() || state.error)) {
        text = sentence(*m_rule->error(), m_rule->toPlainText());
    } else if (m_new && m_rule->rule().isEmpty()) {
        text = tr("Ctrl+Space says what can stand here.");
    } else if (state.error) {
        text = fromCore(state.error->text());
    } else if (state.pending) {
        text = tr("Evaluating…");
    } else if (state.milliseconds >= 0) {
        text =
            tr("%1 · %2 ms for all")
                .arg(state.local ? tr("local: an edit costs what is around it")
                                 : tr("global: evaluated as a whole when edits rest"))
                .arg(QLocale().toString(state.milliseconds, 'f', state.milliseconds < 10 ? 1 : 0));
    }
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void ConditionDock::choose(std::uint64_t id) {
    if (id == m_chosen) {
        return;
    }
    stack().keep();
    m_new = false;
    m_chosen = id;
    const ConditionLayer* layer = stack().find(id);
    m_rule->setRule(layer != nullptr ? layer->rule : QString());
    refresh();
}

void ConditionDock::beginRule() {
    stack().keep();
    m_new = true;
    m_chosen = 0;
    m_rule->setRule({});
    show();
    raise();
    refresh();
    m_rule->setFocus(Qt::OtherFocusReason);
}

}  // namespace frisket::ui
