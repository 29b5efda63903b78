// SPDX-License-Identifier: MIT
#include "core/io/tiff_plan.h"

#include <algorithm>
#include <limits>

#include <tiff.h>

#include "core/base/text.h"
#include "core/io/tiff_page.h"
#include "core/io/tiff_reader.h"
#include "core/io/tiff_stack.h"

namespace frisket::io {

namespace {
using array::DType;
using base::ErrorCode;
using base::fail;
using base::joined;

constexpr std::string_view kSaveAsNpy = "Save it as NPY, which holds every dtype and shape.";
/// In the order of kTiffCompressions.
constexpr std::array<std::uint16_t, 5> kCompressionNumbers{COMPRESSION_ADOBE_DEFLATE,
                                                           COMPRESSION_LZW, COMPRESSION_ZSTD,
                                                           COMPRESSION_PACKBITS, COMPRESSION_NONE};

bool hasPredictors(std::uint16_t compression) {
    return compression == COMPRESSION_ADOBE_DEFLATE || compression == COMPRESSION_LZW ||
           compression == COMPRESSION_ZSTD;
}

/// Samples of the array's last axis; 1 where a page has its last two axes.
std::int64_t samplesOf(DType dtype, const array::Shape& shape, const TiffMeta* wanted) {
    if (shape.rank() < 3) {
        return 1;
    }
    if (wanted != nullptr && wanted->shape == shape) {
        return wanted->hasSamples ? shape.back() : 1;
    }
    // By NumPy's custom so short a last axis holds the channels of a pixel.
    return shape.back() >= 2 && shape.back() <= 4 && dtype != DType::Bool ? shape.back() : 1;
}

array::Shape pageShape(const array::Shape& shape, std::int64_t samples) {
    if (shape.rank() == 1) {
        return {1, shape[0]};
    }
    const int axes = samples > 1 ? 3 : 2;
    return array::Shape(std::span<const std::int64_t>(shape.end() - axes, shape.end()));
}

/// The colours that a photometric interpretation needs.
std::int64_t coloursOf(std::uint16_t photometric) {
    return photometric == PHOTOMETRIC_RGB || photometric == PHOTOMETRIC_CIELAB ? 3
           : photometric == PHOTOMETRIC_SEPARATED                              ? 4
                                                                               : 1;
}

tl::unexpected<base::Error> tooManyPages(const array::Shape& shape, std::string_view name) {
    return fail(ErrorCode::TooLarge,
                joined(name, ": ", array::toString(shape), " has more than ", kMostTiffPages,
                       " pages, the most that are written as TIFF."),
                std::string(kSaveAsNpy));
}

class Planner {
public:
    explicit Planner(const EncodingRequest& request)
        : m_request(request),
          m_array(request.array),
          m_wanted(std::any_cast<TiffMeta>(&request.options.meta)) {}

    base::Result<TiffPlan> plan() {
        const std::int64_t samples = samplesOf(m_array.dtype(), m_array.shape(), m_wanted);
        m_plan.page = pageShape(m_array.shape(), samples);
        m_plan.pages = m_array.count() / array::elementCount(m_plan.page).value_or(1);
        if (m_plan.pages > kMostTiffPages) {
            return tooManyPages(m_array.shape(), m_request.name);
        }
        TiffMeta& meta = m_plan.meta;
        if (m_wanted != nullptr) {
            meta = *m_wanted;
        } else {
            meta.compression = 0;
        }
        meta.hasSamples = samples > 1;
        meta.samplesApart = meta.samplesApart && meta.hasSamples;
        meta.shape = m_array.shape();
        meta.dtype = m_array.dtype();
        planBits();
        planColours(samples);
        planCompression();
        planTiles();
        planSize();
        planResolution();
        return describe();
    }

private:
    void note(std::string text) { m_plan.notes.push_back(std::move(text)); }

    void planBits() {
        int& bits = m_plan.meta.bits;
        const int before = m_wanted != nullptr ? bits : 8;
        bits = m_array.dtype() == DType::Bool ? 1 : static_cast<int>(8 * itemSize(m_array.dtype()));
        if (m_array.dtype() != DType::U8 || (before != 2 && before != 4)) {
            return;
        }
        const auto* const first = m_array.view().at(m_array.layout().offset);
        const std::byte largest = *std::max_element(first, first + m_array.byteCount());
        if (static_cast<int>(largest) < (1 << before)) {
            bits = before;
        } else {
            note(joined("Written with 8 bits a pixel instead of ", before,
                        "; the values are unchanged."));
        }
    }

    void planColours(std::int64_t samples) {
        TiffMeta& meta = m_plan.meta;
        if (m_wanted == nullptr || coloursOf(meta.photometric) > samples) {
            const bool picture =
                samples >= 3 && (m_array.dtype() == DType::U8 || m_array.dtype() == DType::U16);
            meta.photometric = picture ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
        }
        takePngPalette();
        if (!meta.colourMap.empty()) {
            fitPalette(samples);
        }
        if (meta.photometric == PHOTOMETRIC_PALETTE && meta.colourMap.empty()) {
            meta.photometric = PHOTOMETRIC_MINISBLACK;
        }
        const auto extras = static_cast<std::size_t>(samples - coloursOf(meta.photometric));
        if (meta.extraSamples.size() != extras) {
            meta.extraSamples.assign(extras, EXTRASAMPLE_UNSPECIFIED);
        }
    }

    void takePngPalette() {
        const auto* const png = std::any_cast<PngMeta>(&m_request.options.meta);
        if (png == nullptr) {
            return;
        }
        if (!png->transparency.empty()) {
            note("TIFF has no transparency of single values; it is not kept.");
        }
        if (png->kind != PngKind::Palette || m_array.dtype() != DType::U8) {
            return;
        }
        m_plan.meta.photometric = PHOTOMETRIC_PALETTE;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            for (std::size_t i = 0; i < 256; ++i) {
                const bool has = i < png->paletteSize();
                m_plan.meta.colourMap.push_back(
                    static_cast<std::uint16_t>(has ? png->palette[3 * i + channel] * 257 : 0));
            }
        }
    }

    void fitPalette(std::int64_t samples) {
        TiffMeta& meta = m_plan.meta;
        const bool holds = meta.bits <= 16 && samples == 1 &&
                           (m_array.dtype() == DType::Bool || m_array.dtype() == DType::U8 ||
                            m_array.dtype() == DType::U16);
        if (!holds) {
            meta.colourMap.clear();
            note(joined("The palette is not kept: one is for uint8 and uint16, and this is ",
                        array::name(m_array.dtype()), " ", array::toString(m_array.shape()), "."));
            return;
        }
        const std::size_t before = meta.colourMap.size() / 3;
        const std::size_t after = std::size_t{1} << static_cast<unsigned>(meta.bits);
        if (before == after) {
            return;
        }
        std::vector<std::uint16_t> fitted(3 * after, 0);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            std::copy_n(&meta.colourMap[channel * before], std::min(before, after),
                        &fitted[channel * after]);
        }
        meta.colourMap = std::move(fitted);
        note(joined("The palette has ", after, " colours instead of ", before,
                    before < after ? "; those added are black." : "."));
    }

    void planCompression() {
        TiffMeta& meta = m_plan.meta;
        const std::uint16_t before = meta.compression;
        const auto chosen = std::find(kTiffCompressions.begin(), kTiffCompressions.end(),
                                      m_request.options.compression);
        if (chosen != kTiffCompressions.end()) {
            meta.compression =
                kCompressionNumbers[static_cast<std::size_t>(chosen - kTiffCompressions.begin())];
        } else if (std::find(kCompressionNumbers.begin(), kCompressionNumbers.end(), before) ==
                   kCompressionNumbers.end()) {
            meta.compression = COMPRESSION_ADOBE_DEFLATE;
            if (m_wanted != nullptr && before != COMPRESSION_DEFLATE) {
                note(joined("Compressed with deflate instead of ", compressionName(before), "."));
            }
        }
        if (m_wanted == nullptr || meta.compression != before || !canPredict(meta.predictor)) {
            meta.predictor = bestPredictor();
        }
    }

    [[nodiscard]] bool canPredict(std::uint16_t predictor) const {
        if (predictor == PREDICTOR_NONE) {
            return true;
        }
        return hasPredictors(m_plan.meta.compression) && m_plan.meta.bits >= 8 &&
               (predictor == PREDICTOR_HORIZONTAL ||
                (predictor == PREDICTOR_FLOATINGPOINT && array::isFloat(m_array.dtype())));
    }

    /// A run of labels is a run of bytes; of wider ones the differences are a run of zeros.
    [[nodiscard]] std::uint16_t bestPredictor() const {
        const bool wide = array::isInteger(m_array.dtype()) && itemSize(m_array.dtype()) > 1;
        return wide && canPredict(PREDICTOR_HORIZONTAL) ? PREDICTOR_HORIZONTAL : PREDICTOR_NONE;
    }

    void planTiles() {
        TiffMeta& meta = m_plan.meta;
        if (meta.tileWidth == 0) {
            return;
        }
        constexpr std::uint32_t kStep = 16;  // of the specification, when writing
        constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20;
        const std::uint64_t samples =
            meta.hasSamples && !meta.samplesApart ? static_cast<std::uint64_t>(m_plan.page[2]) : 1;
        const std::uint64_t row =
            std::uint64_t{meta.tileWidth} * samples * static_cast<std::uint64_t>(meta.bits) / 8;
        if (meta.tileWidth % kStep != 0 || meta.tileHeight % kStep != 0 ||
            row * meta.tileHeight > kMostBytes) {
            note(joined("Written in strips instead of tiles of ", meta.tileWidth, " x ",
                        meta.tileHeight, "."));
            meta.tileWidth = meta.tileHeight = 0;
        }
    }

    /// tifffile takes a small stack that is not compressed for one whose planes follow each other
    /// without directories between them, and would give wrong values.
    void guardSmallStack() {
        TiffMeta& meta = m_plan.meta;
        if (meta.compression != COMPRESSION_NONE || m_plan.pages == 1) {
            return;
        }
        std::size_t directory = 4096 + meta.description.size() + 2 * meta.colourMap.size();
        for (const TiffTag& tag : meta.tags) {
            directory += tag.values.size();
        }
        const std::int64_t others = m_array.byteCount() / m_plan.pages * (m_plan.pages - 1);
        if (others * meta.bits / 8 / itemSize(m_array.dtype()) <
            static_cast<std::int64_t>(directory)) {
            meta.compression = COMPRESSION_ADOBE_DEFLATE;
            note(
                "Compressed with deflate: Python's tifffile misreads stacks that are so small "
                "without it.");
        }
    }

    void planSize() {
        // What does not compress takes a little more than it has, and each page a directory.
        constexpr std::int64_t kDirectoryBytes = 4096;
        const std::int64_t bytes = m_array.byteCount();
        m_plan.meta.bigTiff =
            m_plan.meta.bigTiff ||
            bytes + bytes / 8 + m_plan.pages * kDirectoryBytes >=
                static_cast<std::int64_t>(std::numeric_limits<std::uint32_t>::max());
    }

    /// It is written as fractions of 32 bits.
    void planResolution() {
        auto& resolution = m_plan.meta.resolution;
        const auto fits = [](float value) { return value == 0 || (value > 1e-9F && value < 4e9F); };
        if (resolution && !(fits(resolution->x) && fits(resolution->y) && resolution->unit >= 1 &&
                            resolution->unit <= 3)) {
            note(joined("The resolution (", resolution->x, " x ", resolution->y, ", unit ",
                        resolution->unit, ") is none that can be written, and is not kept."));
            resolution.reset();
        }
    }

    base::Result<TiffPlan> describe() {
        TiffMeta& meta = m_plan.meta;
        const auto dialect = dialectOf(meta.description);
        const std::string before = meta.description;
        if (dialect == TiffDialect::ImageJ || dialect == TiffDialect::Ome) {
            const bool same = m_wanted->shape == m_array.shape() &&
                              m_wanted->dtype == m_array.dtype() && agrees();
            if (!same) {
                dropDescription(dialect);
            }
        }
        if (!agrees() || (meta.description.empty() && m_array.rank() != 2) ||
            dialectOf(meta.description) == TiffDialect::Shaped) {
            meta.description = describedStack(meta.description, m_array.shape(), m_plan.pages,
                                              m_plan.page, meta.samplesApart);
            if (dialect == TiffDialect::Plain && !before.empty()) {
                note(
                    "The description is kept as \"description\" of the JSON that tells the "
                    "shape.");
            }
        }
        if (!agrees()) {
            return fail(ErrorCode::Unsupported,
                        joined(m_request.name, ": TIFF can't tell the shape ",
                               array::toString(m_array.shape()), "."),
                        std::string(kSaveAsNpy));
        }
        guardSmallStack();
        return std::move(m_plan);
    }

    /// Whether the description gives the array's shape.
    [[nodiscard]] bool agrees() const {
        const TiffStack stack =
            stackOf(m_plan.meta.description, m_plan.pages, m_plan.page, m_plan.meta.samplesApart);
        return stack.shape == m_array.shape() && stack.planes == 1;
    }

    void dropDescription(TiffDialect dialect) {
        TiffMeta& meta = m_plan.meta;
        meta.description.clear();
        constexpr std::uint32_t kImageJCounts = 50838;
        meta.tags.erase(std::remove_if(meta.tags.begin(), meta.tags.end(),
                                       [](const TiffTag& tag) {
                                           return tag.tag == kImageJCounts ||
                                                  tag.tag == kImageJCounts + 1;
                                       }),
                        meta.tags.end());
        note(joined("The description of ", dialect == TiffDialect::Ome ? "OME" : "ImageJ",
                    " is not kept: it speaks of another shape or dtype."));
    }

    const EncodingRequest& m_request;
    const array::NdArray& m_array;
    const TiffMeta* m_wanted;
    TiffPlan m_plan;
};
}  // namespace

base::Status tiffCanHold(DType dtype, const array::Shape& shape, const ReadLimits& limits,
                         std::string_view name) {
    const bool empty =
        std::any_of(shape.begin(), shape.end(), [](std::int64_t size) { return size == 0; });
    if (shape.rank() == 0 || empty) {
        return fail(ErrorCode::Unsupported,
                    joined(name, ": TIFF can't hold the shape ", array::toString(shape),
                           "; it holds one axis or more, each at least 1."),
                    std::string(kSaveAsNpy));
    }
    const std::int64_t longest = *std::max_element(shape.begin(), shape.end());
    constexpr std::int64_t kMostSide = std::numeric_limits<std::uint32_t>::max();
    const std::int64_t most = shape.rank() == 1 ? kMostSide : std::min(limits.maxSide, kMostSide);
    if (longest > most) {
        return fail(ErrorCode::TooLarge,
                    joined(name, ": ", array::toString(shape),
                           " is too long for a TIFF of at most ", most, " pixels a side."),
                    std::string(kSaveAsNpy));
    }
    const std::int64_t samples = samplesOf(dtype, shape, nullptr);
    const auto inPage = array::elementCount(pageShape(shape, samples));
    const auto inAll = array::elementCount(shape);
    if (!inPage || !inAll || *inAll / *inPage > kMostTiffPages) {
        return tooManyPages(shape, name);
    }
    return {};
}

base::Result<TiffPlan> planTiff(const EncodingRequest& request) {
    if (const auto holds = tiffCanHold(request.array.dtype(), request.array.shape(),
                                       request.options.limits, request.name);
        !holds) {
        return base::passOn(holds);
    }
    return Planner(request).plan();
}

}  // namespace frisket::io
