// SPDX-License-Identifier: MIT
#include "ui/session/mode_survey.h"

#include <atomic>
#include <new>
#include <utility>

namespace frisket::session {

namespace {
/// While something is counted, so often that is told.
constexpr int kTellMilliseconds = 60;

/// Progress that the window reads and that ends with the task that it is of.
class Watched final : public base::Progress {
public:
    void follow(base::Progress& task) { m_task = &task; }
    [[nodiscard]] bool cancelled() override {
        return Progress::cancelled() || (m_task != nullptr && m_task->cancelled());
    }

private:
    base::Progress* m_task = nullptr;  ///< of the working thread alone
};
}  // namespace

/// Filled by the thread.
struct ModeSurvey::Found {
    Watched progress;
    ModeSnapshot::Pictures pictures;
    std::atomic<bool> hasPictures{false};  ///< then the thread leaves them alone
    std::optional<ModeSnapshot::Counts> counts;
};

ModeSurvey::ModeSurvey(Document& document, int rest, QObject* parent)
    : QObject(parent), m_document(document), m_restMilliseconds(rest), m_mode(document.mode()) {
    m_rest.setSingleShot(true);
    m_copying.setSingleShot(true);
    m_copying.setInterval(0);
    m_tell.setInterval(kTellMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &ModeSurvey::begin);
    connect(&m_copying, &QTimer::timeout, this, &ModeSurvey::copySome);
    connect(&m_tell, &QTimer::timeout, this, [this] {
        takePictures();
        emit changed();
    });
    connect(&document, &Document::planChanged, this, &ModeSurvey::planChanged);
    connect(&document, &Document::pixelsChanged, this, &ModeSurvey::pixelsChanged);
    connect(&document, &Document::layersChanged, this, [this] {
        // What was found is of other arrays.
        m_choices.reset();
        m_pictures.reset();
        ++m_pictureNumber;
        m_counts.reset();
        countAnew();
    });
    connect(&document, &Document::historyChanged, this, &ModeSurvey::countAnew);
    connect(&document, &Document::planeChanged, this, [this] { beginLater(m_restMilliseconds); });
}

ModeSurvey::~ModeSurvey() { stop(); }

void ModeSurvey::setWanted(bool wanted) {
    if (m_wanted == wanted) {
        return;
    }
    m_wanted = wanted;
    stop();
    m_choices.reset();
    m_pictures.reset();
    ++m_pictureNumber;
    m_counts.reset();
    m_problem.clear();
    m_stale = m_countsStale = true;
    if (wanted) {
        beginLater(0);
    }
}

void ModeSurvey::setPictureSize(QSize size) {
    if (size != m_pictureSize) {
        m_pictureSize = size;
        beginLater(m_restMilliseconds);
    }
}

/// Another mode alone makes no other results: only another one of them is the present one.
void ModeSurvey::planChanged() {
    if (std::exchange(m_mode, m_document.mode()) != m_document.mode()) {
        m_modeChanged = true;
        emit changed();
    } else {
        countAnew();
    }
}

void ModeSurvey::pixelsChanged() {
    // The document says that all pixels are new right after it said that the mode is.
    if (!std::exchange(m_modeChanged, false)) {
        countAnew();
    }
}

void ModeSurvey::countAnew() {
    m_countsStale = true;
    beginLater(m_restMilliseconds);
}

void ModeSurvey::stop() {
    m_rest.stop();
    m_copying.stop();
    m_tell.stop();
    m_task.cancel();
    m_found.reset();
    if (m_snapshot) {
        const std::int64_t bytes =
            m_document.condition() == nullptr ? 0 : m_document.condition()->size() / 8;
        m_document.jobs().letGo(std::move(m_snapshot), bytes);
    }
}

void ModeSurvey::beginLater(int milliseconds) {
    if (!m_wanted) {
        return;
    }
    const bool told = std::exchange(m_stale, true) && !m_snapshot && !m_found;
    stop();
    m_rest.start(milliseconds);
    if (!told) {
        emit changed();
    }
}

void ModeSurvey::begin() {
    if (m_document.busy() || m_document.inStroke()) {
        m_rest.start(m_restMilliseconds);
        return;
    }
    m_stale = false;
    m_modeChanged = false;
    m_mode = m_document.mode();
    m_problem.clear();
    ++m_begun;
    if (m_document.destination() == nullptr || m_document.condition() == nullptr) {
        m_choices.reset();
        m_pictures.reset();
        ++m_pictureNumber;
        m_counts.reset();
        emit changed();
        return;
    }
    try {
        m_choices.emplace();
        ModeSnapshot::Plans plans;
        for (const assign::Mode mode : assign::kAllModes) {
            (*m_choices)[indexOf(mode)] = choiceOf(m_document, mode);
            plans[indexOf(mode)] = (*m_choices)[indexOf(mode)].plan;
        }
        auto taken = ModeSnapshot::take(m_document, std::move(plans));
        if (taken) {
            m_snapshot = *std::move(taken);
            m_copying.start();
        } else {
            m_problem = QString::fromStdString(taken.error().text());
        }
    } catch (const std::bad_alloc&) {
        m_problem = tr("There is not enough memory to compare the modes.");
    }
    emit changed();
}

void ModeSurvey::copySome() {
    if (m_document.busy() || m_document.inStroke()) {
        countAnew();
    } else if (m_snapshot->copySome(m_document)) {
        m_copying.start();
    } else {
        start();
    }
}

void ModeSurvey::start() {
    m_found = std::make_shared<Found>();
    auto work = [found = m_found, counts = m_countsStale, size = m_pictureSize,
                 snapshot = std::shared_ptr<ModeSnapshot>(std::move(m_snapshot))](
                    base::Progress& progress) -> base::Status {
        found->progress.follow(progress);
        if (auto status = snapshot->prepare(found->progress); !status) {
            return status;
        }
        auto pictures = snapshot->sample(size, found->progress);
        if (!pictures) {
            return base::passOn(pictures);
        }
        found->pictures = *std::move(pictures);
        found->hasPictures = true;
        if (counts) {
            auto counted = snapshot->count(found->progress);
            if (!counted) {
                return base::passOn(counted);
            }
            found->counts = *std::move(counted);
        }
        return {};
    };
    m_task.start(std::move(work), [this](const base::Status& status) { ended(status); });
    m_tell.start();
}

void ModeSurvey::takePictures() {
    if (m_found && m_found->hasPictures.exchange(false)) {
        m_pictures = std::move(m_found->pictures);
        ++m_pictureNumber;
    }
}

void ModeSurvey::ended(const base::Status& status) {
    m_tell.stop();
    takePictures();
    const std::shared_ptr<Found> found = std::exchange(m_found, nullptr);
    if (!status) {
        m_problem = QString::fromStdString(status.error().text());
    } else if (found->counts) {
        m_counts = found->counts;
        m_countsStale = false;
    }
    emit changed();
}

double ModeSurvey::progress() const {
    if (!m_found) {
        return m_stale || m_snapshot ? 0 : 1;
    }
    const std::int64_t total = m_found->progress.total();
    return total == 0 ? 0
                      : static_cast<double>(m_found->progress.done()) / static_cast<double>(total);
}

}  // namespace frisket::session
