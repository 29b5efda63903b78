// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QObject>

#include "core/base/result.h"
#include "ui/session/rule_inputs.h"

namespace frisket::session {

/// Further arrays that rules know by a name, as read from their files.
class RuleArrays : public QObject {
    Q_OBJECT

public:
    explicit RuleArrays(Document& document) : m_document(document) {}

    [[nodiscard]] const std::vector<NamedArray>& all() const { return m_arrays; }
    /// Reads an array of a file, as a job, under a name made of its key or of the file's. Fails as
    /// Document::open.
    [[nodiscard]] base::Status open(const QString& path, const io::Part& part = {},
                                    const io::ReadLimits& limits = {});
    /// Fails with InvalidArgument where rules can't know it by that name. Rules that name the old
    /// one are left as they are.
    [[nodiscard]] base::Status rename(const QString& name, const QString& to);
    [[nodiscard]] base::Status remove(const QString& name);

signals:
    void changed();

private:
    [[nodiscard]] base::Status checkName(const QString& name) const;
    [[nodiscard]] QString nameFor(const QString& path, const io::Part& part) const;
    void replaced();

    Document& m_document;
    std::vector<NamedArray> m_arrays;
};

}  // namespace frisket::session
