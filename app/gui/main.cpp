// SPDX-License-Identifier: MIT
#include <csignal>
#include <cstdio>
#include <new>

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QTimer>

#include "app/gui/file_options.h"
#include "app/gui/walkthrough.h"
#include "ui/main_window.h"
#include "ui/theme.h"

namespace {
using frisket::session::Theme;

/// QImageReader refuses pictures above 128 MiB by default; the document has a budget of its own.
constexpr int kNoReaderLimit = 0;

QString sampleFolder() {
    return QDir(QApplication::applicationDirPath())
        .absoluteFilePath(QStringLiteral("../share/frisket/sample"));
}

/// Nothing where the word is unknown.
std::optional<Theme> themeFromName(const QString& name) {
    if (name == QLatin1String("light")) {
        return Theme::Light;
    }
    if (name == QLatin1String("dark")) {
        return Theme::Dark;
    }
    return name == QLatin1String("system") ? std::optional(Theme::System) : std::nullopt;
}

/// The last net: memory that runs out in an event handler is a message, not the end of the work.
class Application : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        try {
            return QApplication::notify(receiver, event);
        } catch (const std::bad_alloc&) {
            std::fprintf(stderr, "frisket: out of memory; save your work.\n");
            return false;
        }
    }
};
}  // namespace

int main(int argc, char** argv) {
    // A file beyond the size limit shall be an error of `write`, not the end of the editor.
    std::signal(SIGXFSZ, SIG_IGN);
    Application application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("frisket"));
    QApplication::setApplicationDisplayName(QStringLiteral("Frisket"));
    QApplication::setApplicationVersion(QStringLiteral(FRISKET_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("frisket"));
    QImageReader::setAllocationLimit(kNoReaderLimit);

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate(
        "main",
        "Mask editor: takes values from a source mask into a destination mask, where a "
        "condition is true."));
    parser.addHelpOption();
    parser.addVersionOption();
    const frisket::app::FileOptions files(parser);
    const QCommandLineOption sample(QStringLiteral("sample"), QStringLiteral("Open the sample."));
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QStringLiteral("Colours for this start: light, dark or system."),
                                   QStringLiteral("NAME"));
    const QCommandLineOption walkthrough(
        QStringLiteral("walkthrough"),
        QStringLiteral("Do the sample's job without a person, leave the files in FOLDER and quit."),
        QStringLiteral("FOLDER"));
    parser.addOptions({sample, theme, walkthrough});
    parser.addPositionalArgument(QStringLiteral("files"),
                                 QStringLiteral("Files; their names tell what they are."),
                                 QStringLiteral("[FILE...]"));
    parser.process(application);

    const bool byItself = parser.isSet(walkthrough);
    // A walkthrough starts from the defaults and leaves the person's settings alone.
    frisket::session::Settings settings(byItself ? QString()
                                                 : frisket::session::Settings::defaultPath());
    Theme colours = settings.theme();
    if (parser.isSet(theme)) {
        const auto known = themeFromName(parser.value(theme));
        if (!known) {
            std::fprintf(stderr, "frisket: --theme takes light, dark or system, not '%s'.\n",
                         qPrintable(parser.value(theme)));
            return 2;
        }
        colours = *known;
    }
    const auto named = files.files();
    const auto budget = files.memoryBudget();
    if (!named || !budget) {
        std::fprintf(stderr, "frisket: %s\n",
                     (named ? budget.error() : named.error()).text().c_str());
        return 2;
    }
    frisket::ui::applyTheme(application, colours);

    frisket::ui::MainWindow window(settings, sampleFolder());
    if (*budget) {
        window.files().setMemoryBudget(**budget);
    }
    window.show();
    if (byItself) {
        window.openSample();
        QApplication::processEvents();
        return frisket::app::runWalkthrough(window, parser.value(walkthrough));
    }
    // Once the window is up, so that questions have something to stand on.
    QTimer::singleShot(0, &window, [&] {
        if (parser.isSet(sample)) {
            window.openSample();
        }
        window.files().openLayers(*named);
        if (!parser.positionalArguments().isEmpty()) {
            window.files().openFiles(parser.positionalArguments());
        }
    });
    const int status = QApplication::exec();
    const auto saved = settings.save();
    if (!saved) {
        std::fprintf(stderr, "frisket: %s\n", saved.error().text().c_str());
    }
    return status;
}
