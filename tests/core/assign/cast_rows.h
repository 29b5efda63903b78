// SPDX-License-Identifier: MIT
#pragma once

#include <QTest>

#include "core/array/dtype.h"

namespace frisket::test {

/// A row for each pair of dtypes, with columns "from" and "to" (int).
inline void pairRows() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (const array::DType from : array::kAllDTypes) {
        for (const array::DType to : array::kAllDTypes) {
            QTest::addRow("%s -> %s", array::name(from).data(), array::name(to).data())
                << static_cast<int>(from) << static_cast<int>(to);
        }
    }
}

}  // namespace frisket::test
