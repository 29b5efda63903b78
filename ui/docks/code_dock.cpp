// SPDX-License-Identifier: MIT
#include "ui/docks/code_dock.h"

#include <utility>

#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/session/core_text.h"
#include "ui/session/equivalent.h"
#include "ui/session/paths.h"
#include "ui/session/reporting.h"

namespace frisket::ui {

namespace {
/// Rest after the last change before the condition is looked at.
constexpr int kPatienceMs = 250;

QPushButton* button(const QString& text, const QString& tip) {
    auto* made = new QPushButton(text);
    made->setToolTip(tip);
    return made;
}
}  // namespace

CodeDock::CodeDock(session::Document& document, Save save, QWidget* parent)
    : QDockWidget(tr("Code"), parent),
      m_document(document),
      m_save(std::move(save)),
      m_language(new QComboBox),
      m_text(new QPlainTextEdit),
      m_note(new QLabel),
      m_copy(button(tr("Copy"), tr("Copy the program"))),
      m_saveProgram(
          button(tr("Save program…"), tr("Write the program to a file; what was painted goes "
                                         "along in it"))),
      m_saveRecipe(button(tr("Save recipe…"),
                          tr("Write the assignment to a file that frisket-cli replay does again, "
                             "with these files or others"))),
      m_refresh(*this, [this] { refresh(); }) {
    setObjectName(QStringLiteral("CodeDock"));
    auto* content = new QWidget(this);
    m_language->addItem(tr("NumPy"), false);
    m_language->addItem(tr("PyTorch"), true);
    m_language->setAccessibleName(tr("Library"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Equivalent program"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setMinimumWidth(1);
    auto* head = new QHBoxLayout;
    head->addWidget(m_language);
    head->addStretch(1);
    head->addWidget(m_copy);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_saveProgram);
    foot->addWidget(m_saveRecipe);
    foot->addStretch(1);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(10, 10, 10, 10);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_note);
    column->addWidget(m_text, 1);
    column->addLayout(foot);
    setWidget(content);
    const auto soon = [this] { m_refresh.afterRest(kPatienceMs); };
    connect(&document, &session::Document::planChanged, this, soon);
    connect(&document, &session::Document::layersChanged, this, soon);
    connect(&document, &session::Document::historyChanged, this, soon);
    connect(&document.jobs(), &session::Jobs::busyChanged, this, soon);
    connect(m_language, &QComboBox::currentIndexChanged, this, &CodeDock::refresh);
    connect(m_copy, &QPushButton::clicked, this, &CodeDock::copy);
    connect(m_saveProgram, &QPushButton::clicked, this, &CodeDock::saveProgram);
    connect(m_saveRecipe, &QPushButton::clicked, this, &CodeDock::saveRecipe);
}

base::Result<std::string> CodeDock::program(std::size_t mostRuns) const {
    auto program = session::programOf(m_document, "result.npy", mostRuns);
    if (!program) {
        return base::passOn(program);
    }
    return m_language->currentData().toBool()
               ? io::torchProgram(*program)
               : base::Result<std::string>(io::numpyProgram(*program));
}

void CodeDock::refresh() {
    if (m_document.inStroke() || m_document.busy()) {
        return;  // its end asks again
    }
    const base::Status possible = session::checkEquivalent(m_document);
    const bool isLarge =
        possible && !m_document.conditionIsInFile() && m_document.condition()->size() > kLookedAt;
    const base::Result<std::string> text =
        isLarge ? base::Result<std::string>(base::fail(base::ErrorCode::TooLarge, {}))
                : program(kShownRuns);
    const bool tooLong = !text && text.error().code == base::ErrorCode::TooLarge;
    const QString shown = text ? session::fromCore(*text) : QString();
    if (shown != m_text->toPlainText()) {  // else what is chosen in it would be lost
        m_text->setPlainText(shown);
    }
    m_text->setVisible(text.has_value());
    m_note->setText(
        text ? QString()
        : tooLong
            ? tr("What is painted is too much to be shown as text. Save program writes it all.")
            : session::fromCore(text.error().text()));
    m_note->setVisible(!text);
    m_copy->setEnabled(text.has_value());
    m_saveProgram->setEnabled(text.has_value() || tooLong);
    m_saveRecipe->setEnabled(possible.has_value());
}

/// Not what is shown, which may wait for edits to rest.
void CodeDock::copy() {
    const auto text = program(kShownRuns);
    if (!text) {
        session::report(m_document, text.error());
        return;
    }
    QGuiApplication::clipboard()->setText(session::fromCore(*text));
    emit reported(tr("Copied."));
}

void CodeDock::saveProgram() {
    const auto text = program(session::kMostPaintedRuns);
    if (!text) {
        session::report(m_document, text.error());
        return;
    }
    m_save(QStringLiteral("assignment.py"), tr("Python programs (*.py)"),
           [&](const QString&) { return *text; });
}

void CodeDock::saveRecipe() {
    const auto recipe = session::recipeOf(m_document);
    if (!recipe) {
        session::report(m_document, recipe.error());
        return;
    }
    m_save(QStringLiteral("assignment.frisket-recipe.json"), tr("Recipes (*.frisket-recipe.json)"),
           [&](const QString& path) {
               return recipe->toJson(session::toPath(QFileInfo(path).absolutePath()));
           });
}

}  // namespace frisket::ui
