// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include "ui/prompts.h"
#include "ui/session/document.h"
#include "ui/session/label_looks.h"
#include "ui/session/settings.h"

namespace frisket::ui {

/// Opening, saving and exporting as a person meets them: which file is which layer, what is asked
/// before work could be lost, what is remembered.
///
/// What the document does as a job goes on in the event loop; a call returns when it is done.
/// Whatever is asked for while another job runs is refused with a word.
class FileController : public QObject {
    Q_OBJECT

public:
    /// All outlive the controller.
    FileController(session::Document& document, session::Settings& settings,
                   session::LabelLooks& labels, Prompts prompts, QObject* parent = nullptr);

    using Others = session::Others;

    /// Opens each file as its layer, backdrop and destination first, all as one job, which it waits
    /// for. Errors are shown, one for each file that can't be opened; the others are opened, but
    /// nothing more after a destination that failed, since it would lie over the wrong one. Asks
    /// before work would be lost.
    void openLayers(const QList<session::LayerPath>& choices, Others others);
    /// The same; several files that bring a new destination are a new image, so what belongs to the
    /// last one is closed.
    void openLayers(const QList<session::LayerPath>& choices);
    /// Guesses the roles of files and asks where they are not clear, or where a lone file would
    /// replace the destination.
    void openFiles(const QStringList& paths);
    /// Asks where to write a text, with a name to begin with, and writes there what `text` gives
    /// for that path.
    using TextFor = std::function<std::string(const QString& path)>;
    void saveText(const QString& name, const QString& filter, const TextFor& text);
    /// Asks for files that are no layers, and makes their arrays known to rules.
    void addArrays();
    /// Memory that a file's array may take, in bytes, in place of what the settings say.
    void setMemoryBudget(std::int64_t bytes) { m_memoryBudget = bytes; }
    /// Opens the sample. It is not remembered, and Save asks for a place of its own.
    void openSample(const QString& folder);

public slots:
    void open();
    void openLayer(frisket::session::LayerId id);
    /// Both return false when the person cancelled or an error was shown.
    bool save();
    bool saveAs();
    void exportFile();
    void apply();
    /// Takes pixels with protected labels out of the condition.
    void deselectProtected();
    void showFailure(const frisket::base::Error& error);
    /// Asks about unsaved work; true when it is saved or given up and the window may go. Not while
    /// the document is busy.
    [[nodiscard]] bool confirmLeaving();

signals:
    /// A short word for the status bar: what was just done.
    void reported(const QString& message);

private:
    [[nodiscard]] io::ReadLimits limits() const;
    /// What the files hold, as a job; nothing where that was cancelled.
    [[nodiscard]] std::optional<std::vector<session::FileHint>> survey(const QStringList& paths);
    /// Asks which array is meant of files that hold several; false where that is declined.
    [[nodiscard]] bool chooseParts(QList<session::LayerPath>& choices);
    [[nodiscard]] session::SaveOptions saveOptions() const;
    /// Takes the lists of names out of `files` and gives the names to labels.
    void takeNames(std::vector<session::FileHint>& files);
    /// Looks for names beside a destination whose file has none; says where they come from.
    [[nodiscard]] QString findNames();
    /// Whether at least one was opened.
    bool openEach(QList<session::LayerPath> choices, Others others);
    /// Whether opening these would lose work that the person does not give up.
    [[nodiscard]] bool keepsWork(const QList<session::LayerPath>& choices);
    /// On Save: whether to go on, the condition applied if that was the answer.
    [[nodiscard]] bool settleUnapplied();
    [[nodiscard]] bool saveTo(const QString& path);
    /// Saves to the destination's own file, or asks for one where it has none of its own.
    [[nodiscard]] bool saveInPlace();
    [[nodiscard]] QString fileNameToSave() const;
    /// Asks for a file and saves to it.
    [[nodiscard]] bool saveElsewhere();
    [[nodiscard]] base::Result<bool> applyOrShow();
    /// Whether a job runs, which it says.
    [[nodiscard]] bool refusesNow();
    /// An error as a message, or a word where the person cancelled: what stays as it was.
    void show(const QString& what, const base::Error& error, const QString& kept);
    [[nodiscard]] UnsavedWork unsavedWork(bool unapplied) const;
    void rememberFiles();
    [[nodiscard]] QString folder() const;

    session::Document& m_document;
    session::Settings& m_settings;
    session::LabelLooks& m_labels;  ///< whose names come from files and go into them
    Prompts m_prompts;
    std::optional<std::int64_t> m_memoryBudget;  ///< of this start alone
    QString m_sampleDestination;                 ///< path that Save must not write
};

}  // namespace frisket::ui
