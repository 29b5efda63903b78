// SPDX-License-Identifier: MIT
// settings_saver TARGET CONTENT: saves the text of CONTENT in the settings at TARGET, through the
// store of the window. Exit status and messages as those of frisket-cli.
#include <csignal>
#include <cstdio>

#include <QFile>

#include "ui/session/settings.h"

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);
    if (argc != 3) {
        std::fputs("usage: settings_saver TARGET CONTENT\n", stderr);
        return 2;
    }
    QFile content(QFile::decodeName(argv[2]));
    if (!content.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "settings_saver: %s can't be read\n", argv[2]);
        return 2;
    }
    const QByteArray text = content.readAll();
    if (content.error() != QFileDevice::NoError) {
        std::fprintf(stderr, "settings_saver: %s can't be read\n", argv[2]);
        return 2;
    }
    frisket::session::Settings settings(QFile::decodeName(argv[1]));
    settings.setLastFolder(QString::fromLatin1(text));
    const auto saved = settings.save();
    if (!saved) {
        std::fprintf(stderr, "settings_saver: %s\n", saved.error().text().c_str());
        return 1;
    }
    return 0;
}
