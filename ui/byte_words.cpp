// SPDX-License-Identifier: MIT
#include "ui/byte_words.h"

#include <array>

#include <QCoreApplication>
#include <QLocale>

namespace frisket::ui {

QString byteWords(qint64 bytes) {
    constexpr std::array kUnits{
        QT_TRANSLATE_NOOP("byteWords", "%1 B"), QT_TRANSLATE_NOOP("byteWords", "%1 KB"),
        QT_TRANSLATE_NOOP("byteWords", "%1 MB"), QT_TRANSLATE_NOOP("byteWords", "%1 GB")};
    std::size_t unit = 0;
    auto number = static_cast<double>(bytes);
    // 1,023.6 would be shown as 1,024 of the smaller unit.
    while (unit + 1 < kUnits.size() && number >= 1023.5) {
        number /= 1024;
        ++unit;
    }
    const int decimals = unit > 0 && number < 9.95 ? 1 : 0;
    return QCoreApplication::translate("byteWords", kUnits[unit])
        .arg(QLocale().toString(number, 'f', decimals));
}

}  // namespace frisket::ui
