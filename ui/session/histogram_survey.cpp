// SPDX-License-Identifier: MIT
#include "ui/session/histogram_survey.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

#include <QElapsedTimer>
#include <QThread>

#include "ui/session/layer_values.h"

namespace frisket::session {

namespace {
/// Between two looks at the clock.
constexpr std::int64_t kPiece = std::int64_t{1} << 15U;
constexpr qint64 kSliceNanoseconds = 1'000'000;
}  // namespace

/// Reads the region's values row by row into one packed list.
struct HistogramSurvey::Collecting {
    Collecting(Document& from, const Question& question)
        : document(from), layer(layerValues(from, question.layer)), isSelected(false) {
        const bool isPicture = question.layer == LayerId::Backdrop;
        const QImage& picture = from.backdrop();
        hasLayer = layer.has_value() || (isPicture && !picture.isNull());
        region = from.planeRect();
        if (isPicture) {
            region = region.intersected({0, 0, picture.width(), picture.height()});
        }
        if (question.region == Region::Visible) {
            region = region.intersected(question.visible);
        }
        isSelected = question.region == Region::Selected;
        if (isSelected && !from.broadcastLayout(LayerId::Condition)) {
            hasLayer = false;
        }
        dtype = layer ? layer->dtype : array::DType::U8;
        if (!isSelected) {
            pixels = region.width() * region.height();
            while (samplesAt(step) > kMostSamples) {
                ++step;
            }
            rowStep = step;
            reserve(hasLayer ? samplesAt(step) : 0);
        }
        y = region.y0;
        x = region.x0;
    }

    /// So that no piece waits until all before it were moved.
    void reserve(std::int64_t count) {
        values.reserve(static_cast<std::size_t>(count * array::itemSize(dtype)));
    }

    [[nodiscard]] std::int64_t samplesAt(std::int64_t wide) const {
        return ((region.width() + wide - 1) / wide) * ((region.height() + wide - 1) / wide);
    }

    /// Reads one piece; whether there is more.
    bool advance() {
        if (!hasLayer || region.empty() || y >= region.y1) {
            return isSelected && startReading();
        }
        const std::int64_t count =
            std::min(kPiece, (region.x1 - x + step - 1) / step);  // samples of this piece
        if (!isSelected) {
            append(x, count, step);
        } else {
            readSelected(x, count);
        }
        x += count * step;
        if (x >= region.x1) {
            x = region.x0;
            y += rowStep;
        }
        return true;
    }

    /// The selected ones were counted: now they are read, of many every so many-th.
    bool startReading() {
        if (isReading || pixels == 0) {
            return false;
        }
        isReading = true;
        every = (pixels + kMostSamples - 1) / kMostSamples;
        // A piece is read whole before those of it are picked that are kept.
        reserve((pixels + every - 1) / every + kPiece);
        y = region.y0;
        x = region.x0;
        return true;
    }

    void readSelected(std::int64_t first, std::int64_t count) {
        const condition::Plane plane = document.conditionPlane();
        bits.resize(static_cast<std::size_t>(condition::wordsFor(count)));
        document.condition()->gather(plane.origin + y * plane.strideY + first * plane.strideX,
                                     plane.strideX, count, bits.data());
        std::int64_t selected = 0;
        for (const condition::Word word : bits) {
            selected += std::popcount(word);
        }
        if (!isReading) {
            pixels += selected;
            return;
        }
        if (skip >= selected) {
            skip -= selected;
        } else {
            appendSelected(first, count);
        }
    }

    [[nodiscard]] bool bit(std::int64_t at) const {
        return (bits[static_cast<std::size_t>(at / 64)] >> (at % 64) & 1U) != 0;
    }

    /// Of a piece in a few runs those, else what is kept of the whole piece.
    void appendSelected(std::int64_t first, std::int64_t count) {
        constexpr int kMostRuns = 32;
        int runs = 0;
        condition::Word before = 0;
        for (const condition::Word word : bits) {
            runs += std::popcount(word & ~(word << 1U | before >> 63U));
            before = word;
        }
        if (runs <= kMostRuns && every == 1) {
            for (std::int64_t at = 0; at < count; ++at) {
                const std::int64_t begin = at;
                while (at < count && bit(at)) {
                    ++at;
                }
                if (at > begin) {
                    append(first + begin, at - begin, 1);
                }
            }
            return;
        }
        const std::size_t size = static_cast<std::size_t>(array::itemSize(dtype));
        const std::size_t kept = values.size();
        const std::int64_t keptSamples = samples;
        append(first, count, 1);
        std::byte* to = values.data() + kept;
        for (std::int64_t at = 0; at < count; ++at) {
            if (at % 64 == 0) {
                const auto inWord = std::popcount(bits[static_cast<std::size_t>(at / 64)]);
                if (skip >= inWord) {
                    skip -= inWord;
                    at += 63;
                    continue;
                }
            }
            if (bit(at) && skip-- == 0) {
                std::memmove(to, values.data() + kept + static_cast<std::size_t>(at) * size, size);
                to += size;
                skip = every - 1;
            }
        }
        values.resize(static_cast<std::size_t>(to - values.data()));
        samples = keptSamples + static_cast<std::int64_t>((values.size() - kept) / size);
    }

    void append(std::int64_t first, std::int64_t count, std::int64_t stride) {
        const std::int64_t size = array::itemSize(dtype);
        const std::size_t before = values.size();
        values.resize(before + static_cast<std::size_t>(count * size));
        samples += count;
        if (layer) {
            assign::PlaneWindow window = document.window({0, 0, count, 1}, stride);
            window.x0 = first;
            window.y0 = y;
            layer->read(window, values.data() + before);
            return;
        }
        const auto* row =
            reinterpret_cast<const QRgb*>(document.backdrop().constScanLine(static_cast<int>(y)));
        for (std::int64_t i = 0; i < count; ++i) {
            values[before + static_cast<std::size_t>(i)] =
                static_cast<std::byte>(luminance(row[first + i * stride]));
        }
    }

    Document& document;
    std::optional<LayerValues> layer;
    array::DType dtype;
    bool hasLayer;
    base::Rect region;
    bool isSelected;
    bool isReading = false;
    std::int64_t pixels = 0;
    std::int64_t samples = 0;
    std::int64_t step = 1;
    std::int64_t rowStep = 1;
    std::int64_t every = 1;  ///< of the selected ones in reading order, one of so many is kept
    std::int64_t skip = 0;   ///< so many more before the next one that is kept
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::vector<condition::Word> bits;
    std::vector<std::byte> values;
};

/// Counts a list that is its own.
struct HistogramSurvey::Counting {
    std::vector<std::byte> values;
    std::int64_t samples = 0;
    Answer answer;
    std::unique_ptr<QThread> thread;

    void run() {
        try {
            answer.histogram = measure::histogram(answer.dtype, values.data(), samples);
        } catch (const std::bad_alloc&) {
            answer.problem = HistogramSurvey::tr("There is not enough memory to count.");
        }
    }
};

HistogramSurvey::HistogramSurvey(Document& document, QObject* parent)
    : QObject(parent), m_document(document) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMilliseconds);
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_rest, &QTimer::timeout, this, &HistogramSurvey::begin);
    connect(&m_more, &QTimer::timeout, this, &HistogramSurvey::collectSome);
    connect(&document, &Document::layersChanged, this, &HistogramSurvey::refreshLater);
    connect(&document, &Document::planChanged, this, &HistogramSurvey::refreshLater);
    connect(&document, &Document::planeChanged, this, &HistogramSurvey::refreshLater);
    connect(&document, &Document::historyChanged, this, &HistogramSurvey::refreshLater);
    connect(&document, &Document::pixelsChanged, this, &HistogramSurvey::refreshLater);
}

HistogramSurvey::~HistogramSurvey() { stopCounting(); }

void HistogramSurvey::ask(const Question& question) {
    const bool sameRegion =
        question.region != Region::Visible || question.visible == m_question.visible;
    const bool same =
        question.layer == m_question.layer && question.region == m_question.region && sameRegion;
    m_question = question;
    if (!same) {
        refreshLater();
    }
}

void HistogramSurvey::setWanted(bool wanted) {
    m_wanted = wanted;
    if (!wanted) {
        m_rest.stop();
        m_more.stop();
        m_collecting.reset();
    } else if (m_stale) {
        refreshLater();
    }
}

void HistogramSurvey::refreshLater() {
    m_stale = true;
    m_collecting.reset();  // it points into what changed
    m_more.stop();
    if (m_wanted) {
        m_rest.start();
    }
}

void HistogramSurvey::begin() {
    if (m_document.inStroke() || m_counting) {
        m_rest.start();
        return;
    }
    try {
        m_collecting = std::make_unique<Collecting>(m_document, m_question);
        m_more.start();
    } catch (const std::bad_alloc&) {
        giveUp();
    }
}

void HistogramSurvey::collectSome() {
    if (m_document.inStroke()) {
        refreshLater();
        return;
    }
    QElapsedTimer clock;
    clock.start();
    try {
        while (m_collecting->advance()) {
            if (clock.nsecsElapsed() > kSliceNanoseconds) {
                m_more.start();
                return;
            }
        }
    } catch (const std::bad_alloc&) {
        giveUp();
        return;
    }
    count();
}

void HistogramSurvey::giveUp() {
    m_collecting.reset();
    m_answer = {};
    m_answer.problem = tr("There is not enough memory to count.");
    m_stale = false;
    emit changed();
}

void HistogramSurvey::count() {
    m_counting = std::make_unique<Counting>();
    m_counting->answer.question = m_question;
    m_counting->answer.dtype = m_collecting->dtype;
    m_counting->answer.hasLayer = m_collecting->hasLayer;
    m_counting->answer.pixels = m_collecting->pixels;
    m_counting->answer.isSampled = m_collecting->samples < m_collecting->pixels;
    m_counting->samples = m_collecting->samples;
    m_counting->values = std::move(m_collecting->values);
    m_collecting.reset();
    m_stale = false;
    m_counting->thread.reset(QThread::create([counting = m_counting.get()] { counting->run(); }));
    connect(m_counting->thread.get(), &QThread::finished, this, &HistogramSurvey::counted);
    m_counting->thread->start(QThread::LowPriority);
}

void HistogramSurvey::counted() {
    if (!m_counting || sender() != m_counting->thread.get()) {
        return;
    }
    m_counting->thread->wait();
    const std::unique_ptr<Counting> counting = std::move(m_counting);
    m_answer = std::move(counting->answer);
    emit changed();
    // Its own thread object must not go inside its own signal.
    counting->thread.release()->deleteLater();
}

void HistogramSurvey::stopCounting() {
    if (m_counting) {
        m_counting->thread->disconnect(this);
        m_counting->thread->wait();
        m_counting.reset();
    }
}

}  // namespace frisket::session
