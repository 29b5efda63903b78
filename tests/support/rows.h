// SPDX-License-Identifier: MIT
#pragma once

#include <QTest>

namespace frisket::test {

/// A row for each of `cases`, by its name, with its place in them as column "index" (int).
template <class Cases>
void addRows(const Cases& cases) {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const auto& each : cases) {
        QTest::newRow(each.name) << index++;
    }
}

}  // namespace frisket::test
