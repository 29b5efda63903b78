// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "tests/support/random.h"
#include "ui/session/document.h"
#include "ui/session/tool_options.h"

namespace frisket::test {

/// Tells tools and the document anything that a person can tell them.
class AnyOptions {
public:
    AnyOptions(session::Document& document, session::ToolOptions& options, Random& random)
        : m_document(document), m_options(options), m_random(random) {}

    /// One thing; says which.
    std::string change() {
        switch (any(0, 7)) {
            case 0:
                m_options.setBrushSize(static_cast<int>(any(1, 60)));
                return "set size";
            case 1:
                m_options.setNibShape(static_cast<paint::NibShape>(any(0, 2)));
                return "set nib";
            case 2:
                m_options.setBrushHelp(
                    {.steadiness = static_cast<int>(m_random.chance(30) ? any(1, 60) : 0),
                     .symmetry = static_cast<paint::SymmetryKind>(any(0, 4)),
                     .arms = static_cast<int>(any(2, 7))});
                return "set help";
            case 3:
                m_options.setJoin(static_cast<session::Join>(any(0, 3)));
                return "set join";
            case 4:
                m_options.setSimilarity(
                    {static_cast<LayerId>(any(0, 4)), static_cast<double>(any(0, 3)),
                     m_random.chance(80),
                     m_random.chance(50) ? paint::Connectivity::Four : paint::Connectivity::Eight});
                return "set similarity";
            case 5:
                m_document.setPaintTarget({m_random.chance(40) ? session::PaintInto::Destination
                                                               : session::PaintInto::Condition,
                                           QString::number(any(0, 9))});
                return "set target";
            case 6:
                m_document.setLimits(m_random.chance(60) ? session::PaintLimits() : someLimits());
                return "set limits";
            default: {
                auto pick = m_options.pick();
                pick.action = static_cast<session::PickAction>(any(0, 2));
                m_options.setPick(pick);
                return "set pick";
            }
        }
    }

private:
    using LayerId = session::LayerId;

    [[nodiscard]] std::int64_t any(std::int64_t low, std::int64_t high) {
        return m_random.between(low, high);
    }
    session::PaintLimits someLimits() {
        session::PaintLimits limits;
        if (m_random.chance(50)) {
            session::LimitTerm term;
            term.layer = m_random.chance(50) ? LayerId::Destination : LayerId::Source;
            term.labels = {0, any(1, 3), 4};
            term.negated = m_random.chance(50);
            limits.terms = {term};
        }
        limits.side = static_cast<session::Side>(any(0, 2));
        if (m_random.chance(30)) {
            limits.locks.setLocked(any(0, 5), true);
        }
        return limits;
    }

    session::Document& m_document;
    session::ToolOptions& m_options;
    Random& m_random;
};

}  // namespace frisket::test
