// SPDX-License-Identifier: MIT
#include "ui/session/rule_arrays.h"

#include <algorithm>
#include <utility>

#include <QFileInfo>

#include "core/rules/stack.h"
#include "ui/session/core_text.h"
#include "ui/session/document.h"
#include "ui/session/layer_reading.h"

namespace frisket::session {

namespace {
bool isLetter(QChar c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isDigit(QChar c) { return c >= '0' && c <= '9'; }
}  // namespace

base::Status RuleArrays::checkName(const QString& name) const {
    if (auto good = rules::checkArrayName(name.toStdString()); !good) {
        return good;
    }
    const bool taken = std::any_of(m_arrays.begin(), m_arrays.end(),
                                   [&](const NamedArray& each) { return each.name == name; });
    if (taken) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          tr("'%1' is the name of something else.").arg(name).toStdString());
    }
    return {};
}

QString RuleArrays::nameFor(const QString& path, const io::Part& part) const {
    QString stem;
    for (const QChar c :
         part.key.empty() ? QFileInfo(path).completeBaseName() : fromCore(part.key)) {
        stem += isLetter(c) || isDigit(c) ? c : QChar('_');
    }
    if (stem.isEmpty() || isDigit(stem[0])) {
        stem.prepend(QLatin1Char('a'));
    }
    QString name = stem;
    for (int number = 2; !checkName(name); ++number) {
        name = stem + QLatin1Char('_') + QString::number(number);
    }
    return name;
}

base::Status RuleArrays::open(const QString& path, const io::Part& part,
                              const io::ReadLimits& limits) {
    if (m_document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    const auto read = std::make_shared<ReadLayer>();
    {
        const Jobs::Busy busy(m_document.jobs(), tr("Opening %1").arg(QFileInfo(path).fileName()));
        m_document.jobs().progress().expect(QFileInfo(path).size());
        const auto work = [read, path, part, limits](base::Progress& progress) -> base::Status {
            auto layer = readLayer({LayerId::Source, path, part}, limits, &progress);
            if (!layer) {
                return base::passOn(layer);
            }
            *read = *std::move(layer);
            return {};
        };
        if (auto done = m_document.jobs().inBackground(Jobs::OnCancel::Leave, work); !done) {
            return done;
        }
    }
    m_arrays.push_back(
        {nameFor(path, read->mask->part), path, *std::move(read->source), *std::move(read->mask)});
    replaced();
    return {};
}

base::Status RuleArrays::rename(const QString& name, const QString& to) {
    if (m_document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    if (name == to) {
        return {};
    }
    if (const base::Status good = checkName(to); !good) {
        return good;
    }
    for (NamedArray& each : m_arrays) {
        if (each.name == name) {
            each.name = to;
            replaced();
            break;
        }
    }
    return {};
}

base::Status RuleArrays::remove(const QString& name) {
    if (m_document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    if (std::erase_if(m_arrays, [&](const NamedArray& each) { return each.name == name; }) > 0) {
        replaced();
    }
    return {};
}

void RuleArrays::replaced() {
    emit changed();
    m_document.ruleInputsReplaced();
}

}  // namespace frisket::session
