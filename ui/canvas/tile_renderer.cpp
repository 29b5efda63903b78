// SPDX-License-Identifier: MIT
#include "ui/canvas/tile_renderer.h"

#include <cstring>

#include "core/assign/window.h"
#include "core/render/compositor.h"
#include "core/render/difference.h"

namespace frisket::ui {

namespace {
using session::LayerId;

/// Bottom to top.
constexpr std::array kLabelLayers{LayerId::Destination, LayerId::Source, LayerId::Result};
}  // namespace

TileRenderer::TileRenderer(const session::Document& document, const session::LayerStyles& styles)
    : m_document(document), m_looks(document, styles) {}

void TileRenderer::render(QImage& tile, QPoint corner, const QRect& part, double scale) {
    const base::Rect wanted{part.left(), part.top(), part.right() + std::int64_t{1},
                            part.bottom() + std::int64_t{1}};
    const base::Rect image{0, 0, deviceExtent(m_document.planeWidth(), scale),
                           deviceExtent(m_document.planeHeight(), scale)};
    m_covers = wanted.grown(m_looks.reach()).intersected(image);
    m_layers.clear();
    if (!m_covers.empty()) {
        m_step = samplingStep(scale);
        m_columns = sampleAxis(m_covers.x0, m_covers.x1, m_document.planeWidth(), scale);
        m_rows = sampleAxis(m_covers.y0, m_covers.y1, m_document.planeHeight(), scale);
        for (const LayerId id : kLabelLayers) {
            if (m_looks.drawn(id)) {
                addLabels(id);
            }
        }
        if (m_looks.drawn(LayerId::Condition)) {
            addCondition();
        }
    }
    const auto stride = tile.bytesPerLine() / std::int64_t{sizeof(render::Argb)};
    auto* pixels = reinterpret_cast<render::Argb*>(tile.bits());
    render::compose(m_layers, wanted, 0,
                    pixels + (wanted.y0 - corner.y()) * stride + (wanted.x0 - corner.x()), stride);
}

void TileRenderer::sampleLabels(LayerId id, Sampled& into) const {
    const base::Rect samples{m_columns.first, m_rows.first, m_columns.first + m_columns.count,
                             m_rows.first + m_rows.count};
    const assign::PlaneWindow window = m_document.window(samples, m_step);
    const std::int64_t size = array::itemSize(m_document.dtype(id));
    const std::int64_t rowBytes = m_columns.count * size;
    into.samples.resize(static_cast<std::size_t>(m_rows.count * rowBytes));
    std::byte* out = into.samples.data();
    if (id == LayerId::Result && m_document.plan() != nullptr) {
        assign::evaluateWindow(*m_document.plan(), m_document.inputs(), *m_document.destination(),
                               window, out);
    } else if (id != LayerId::Source) {
        const auto layout = assign::planeLayout(
            array::Layout::rowMajor(m_document.shape(LayerId::Destination)), window);
        for (std::int64_t y = 0; y < m_rows.count; ++y, out += rowBytes) {
            m_document.destination()->gather(layout.offset + y * layout.strides[0],
                                             layout.strides[1], m_columns.count, out);
        }
    } else {
        const auto layout = assign::planeLayout(*m_document.broadcastLayout(id), window);
        const array::ArrayView source = m_document.source()->view();
        for (std::int64_t y = 0; y < m_rows.count; ++y, out += rowBytes) {
            array::copyStrided(source.at(layout.offset + y * layout.strides[0]), layout.strides[1],
                               m_columns.count, size, out);
        }
    }
}

void TileRenderer::addLabels(LayerId id) {
    if (id == LayerId::Source && !m_document.broadcastLayout(id)) {
        return;  // it has no place in the destination; the Broadcast dock says why
    }
    Sampled& sampled = m_sampled[session::indexOf(id)];
    sampleLabels(id, sampled);
    if (m_looks.showsDifference(id)) {
        makeDifference(sampled);
    }
    const array::DType dtype = m_looks.drawnType(id);
    const std::int64_t size = array::itemSize(dtype);
    render::LabelPixels labels;
    labels.dtype = dtype;
    labels.pixels = sampled.samples.data();
    labels.rowBytes = m_columns.count * size;
    if (!m_columns.identity || !m_rows.identity) {
        const std::int64_t deviceBytes = m_covers.width() * size;
        sampled.expanded.resize(static_cast<std::size_t>(m_covers.height() * deviceBytes));
        std::byte* out = sampled.expanded.data();
        for (std::size_t y = 0; y < m_rows.index.size(); ++y, out += deviceBytes) {
            if (y > 0 && m_rows.index[y] == m_rows.index[y - 1]) {
                std::memcpy(out, out - deviceBytes, static_cast<std::size_t>(deviceBytes));
            } else {
                expandRow(sampled.samples.data() + m_rows.index[y] * labels.rowBytes, size,
                          m_columns.index, out);
            }
        }
        labels.pixels = sampled.expanded.data();
        labels.rowBytes = deviceBytes;
    }
    labels.paints = m_looks.paints(id);
    m_layers.push_back({m_covers, labels, m_looks.renderStyle(id)});
}

void TileRenderer::makeDifference(Sampled& result) {
    const std::int64_t count = m_rows.count * m_columns.count;
    sampleLabels(LayerId::Destination, m_under);
    m_under.expanded.resize(static_cast<std::size_t>(count));
    render::differenceClasses(m_document.dtype(LayerId::Result), result.samples.data(),
                              m_under.samples.data(), count,
                              reinterpret_cast<std::uint8_t*>(m_under.expanded.data()));
    result.samples.swap(m_under.expanded);
}

void TileRenderer::sampleBits(Sampled& into) const {
    const condition::Plane plane = m_document.conditionPlane();
    const std::int64_t words = condition::wordsFor(m_columns.count);
    into.words.resize(static_cast<std::size_t>(m_rows.count * words));
    for (std::int64_t y = 0; y < m_rows.count; ++y) {
        m_document.condition()->gather(plane.origin + (m_rows.first + y) * m_step * plane.strideY +
                                           m_columns.first * m_step * plane.strideX,
                                       m_step * plane.strideX, m_columns.count,
                                       into.words.data() + y * words);
    }
}

void TileRenderer::addCondition() {
    if (!m_document.broadcastLayout(LayerId::Condition)) {
        return;
    }
    Sampled& sampled = m_sampled[session::indexOf(LayerId::Condition)];
    sampleBits(sampled);
    render::BitPixels bits;
    bits.words = sampled.words.data();
    bits.wordsPerRow = condition::wordsFor(m_columns.count);
    if (!m_columns.identity || !m_rows.identity) {
        const std::int64_t words = condition::wordsFor(m_covers.width());
        sampled.expandedWords.resize(static_cast<std::size_t>(m_covers.height() * words));
        condition::Word* out = sampled.expandedWords.data();
        for (std::size_t y = 0; y < m_rows.index.size(); ++y, out += words) {
            if (y > 0 && m_rows.index[y] == m_rows.index[y - 1]) {
                std::memcpy(out, out - words,
                            static_cast<std::size_t>(words) * sizeof(condition::Word));
            } else {
                expandBits(sampled.words.data() + m_rows.index[y] * bits.wordsPerRow,
                           m_columns.index, out);
            }
        }
        bits.words = sampled.expandedWords.data();
        bits.wordsPerRow = words;
    }
    bits.tint = m_looks.tint(LayerId::Condition);
    m_layers.push_back({m_covers, bits, m_looks.renderStyle(LayerId::Condition)});
}

}  // namespace frisket::ui
