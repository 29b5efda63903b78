// SPDX-License-Identifier: MIT
#include "core/rules/stack.h"
#include "ui/session/condition_stack.h"
#include "ui/session/core_text.h"

namespace frisket::session {

QString quotedTitle(const QString& name, const QString& rule) {
    return fromCore(rules::quotedName((name.isEmpty() ? rule : name).toStdString()));
}

QString givesNothing(const QString& title, const base::Error& error) {
    return ConditionStack::tr("The rule %1 gives nothing: %2").arg(title, fromCore(error.text()));
}

}  // namespace frisket::session
