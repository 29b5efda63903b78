// SPDX-License-Identifier: MIT
#include "ui/session/source_rule.h"

#include <utility>

#include <QElapsedTimer>

#include "ui/session/condition_stack.h"
#include "ui/session/core_text.h"
#include "ui/session/document.h"

namespace frisket::session {

namespace {
constexpr int kRestMs = 100;

/// What a thread finds.
struct Found {
    std::optional<array::NdArray> array;
    double milliseconds = 0;
};

base::Status give(RuleInputs& inputs, const rules::Rule& rule, base::Progress& progress,
                  int threads, Found& found) {
    base::ThreadPool pool(threads);
    QElapsedTimer clock;
    clock.start();
    auto evaluation = inputs.evaluation(rule);
    if (!evaluation) {
        return base::passOn(evaluation);
    }
    auto array = evaluation->toArray(&progress, &pool);
    if (!array) {
        return base::passOn(array);
    }
    found.array = *std::move(array);
    found.milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    return {};
}
}  // namespace

SourceRule::SourceRule(Document& document) : m_document(document) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &SourceRule::start);
}

SourceRule::~SourceRule() = default;

const array::NdArray* SourceRule::before() const {
    if (!any()) {
        return m_document.source();
    }
    return m_before ? &*m_before : nullptr;
}

rules::RuleResult<rules::Rule> SourceRule::check(const QString& text) const {
    return checkedRule(
        text, RuleInputs::typesOf(m_document, RuleInputs::For::Source, m_document.stack().labels()),
        rules::Purpose::Values);
}

base::Result<array::NdArray> SourceRule::evaluate(const QString& text) {
    const auto rule = check(text);
    if (!rule) {
        return tl::unexpected(rule.error().toError(text.toStdString()));
    }
    auto present = RuleInputs::present(m_document, RuleInputs::For::Source, *rule);
    Found found;
    const Jobs::Busy busy(m_document.jobs(), tr("Evaluating the source's rule"));
    // Nothing that it reads changes while the document is busy.
    const auto work = [&](base::Progress& progress) {
        return give(*present, *rule, progress, m_document.pool().threads(), found);
    };
    if (auto done = m_document.jobs().inBackground(Jobs::OnCancel::Wait, work); !done) {
        return base::passOn(done);
    }
    m_milliseconds = found.milliseconds;
    m_looksAtDestination = RuleInputs::names(*rule, "destination");
    return *std::move(found.array);
}

base::Status SourceRule::set(const QString& text) {
    if (m_document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    const QString wanted = text.trimmed();
    if (wanted == m_text) {
        return {};
    }
    m_document.abortStroke();
    if (wanted.isEmpty()) {
        m_text.clear();
        m_milliseconds = -1;
        std::optional<array::NdArray> file;
        file.swap(m_before);
        take(std::move(file), {});
        return {};
    }
    const bool first = !any();
    if (first && m_document.source() != nullptr) {
        m_before = *m_document.source();
    }
    const QString old = std::exchange(m_text, wanted);
    auto array = evaluate(wanted);
    if (!array) {
        m_text = old;
        if (first) {
            m_before.reset();
        }
        return base::passOn(array);
    }
    take(*std::move(array), {});
    return {};
}

/// The document's source is that one from now on.
void SourceRule::take(std::optional<array::NdArray> source, const QString& problem) {
    m_task.cancel();
    m_rest.stop();
    m_stale = false;
    m_problem = problem;
    emit changed();
    m_document.setSource(std::move(source));
}

void SourceRule::sourceReplaced(std::optional<array::NdArray> source) {
    if (any()) {
        m_before = std::move(source);
        m_stale = true;
    }
}

void SourceRule::inputsReplaced() {
    if (any()) {
        m_stale = true;
        reevaluate();
    }
}

void SourceRule::reevaluate() {
    auto array = evaluate(m_text);
    if (array) {
        take(*std::move(array), {});
    } else {
        take(std::nullopt,
             tr("The source's rule gives nothing: %1").arg(fromCore(array.error().text())));
    }
}

void SourceRule::destinationChanged() {
    if (looksAtDestination() && !m_stale && m_problem.isEmpty()) {
        m_stale = true;
        m_rest.start();
        emit changed();
    }
}

void SourceRule::start() {
    if (!m_stale || !any()) {
        return;
    }
    const auto rule = check(m_text);
    auto inputs = m_document.inStroke() || m_document.busy() || !rule
                      ? std::nullopt
                      : RuleInputs::snapshot(m_document, RuleInputs::For::Source, *rule);
    if (!inputs) {
        m_rest.start();
        return;
    }
    const auto held = std::make_shared<RuleInputs>(*std::move(inputs));
    const auto found = std::make_shared<Found>();
    m_task.start(
        [held, found, rule = *rule, threads = m_document.pool().threads()](
            base::Progress& progress) { return give(*held, rule, progress, threads, *found); },
        [this, found](const base::Status& done) {
            if (m_document.busy() || m_document.inStroke()) {
                m_rest.start();  // then once more
            } else if (done) {
                m_milliseconds = found->milliseconds;
                take(std::move(found->array), {});
            } else {
                take(std::nullopt,
                     tr("The source's rule gives nothing: %1").arg(fromCore(done.error().text())));
            }
        });
}

base::Status SourceRule::settle() {
    if (m_stale && any()) {
        auto array = evaluate(m_text);
        if (!array) {
            return base::passOn(array);
        }
        take(*std::move(array), {});
    }
    return {};
}

}  // namespace frisket::session
