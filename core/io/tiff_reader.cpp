// SPDX-License-Identifier: MIT
#include "core/io/tiff_reader.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "core/base/text.h"
#include "core/io/tiff_notes.h"
#include "core/io/tiff_pixels.h"
#include "core/io/tiff_stack.h"
#include "core/io/tiff_tags.h"

namespace frisket::io {

namespace {
using array::DType;
using base::ErrorCode;
using base::fail;
using base::joined;

/// What libtiff may take at a time: a block and what it was packed to.
std::int64_t mostBytes(const ReadLimits& limits) {
    constexpr std::int64_t kTables = std::int64_t{32} << 20;
    const std::int64_t budget =
        std::min(limits.memoryBudget, std::numeric_limits<std::int64_t>::max() / 2 - kTables);
    return budget + budget / 8 + kTables;
}

class Reader {
public:
    Reader(ByteSource& source, const ReadRequest& request) : m_source(source), m_request(request) {}

    base::Status open() {
        auto handle = TiffHandle::reader(m_source, mostBytes(m_request.limits));
        if (!handle) {
            return base::passOn(handle);
        }
        m_handle = *std::move(handle);
        return scan();
    }

    base::Result<MaskFile> read() {
        const auto chosen = choose();
        if (!chosen) {
            return base::passOn(chosen);
        }
        m_chosen = *chosen;
        const auto dtype = dtypeOf(first(), nameOf(m_chosen.front()));
        if (!dtype) {
            return base::passOn(dtype);
        }
        for (const std::int64_t number : m_chosen) {
            if (const auto fits = checkSize(page(number), *dtype, m_request.limits, name());
                !fits) {
                return base::passOn(fits);
            }
        }
        if (const auto there = goTo(m_chosen.front()); !there) {
            return base::passOn(there);
        }
        if (const auto certain = m_handle->requireNoDoubt(); !certain) {
            return base::passOn(certain);
        }
        return readArray(*dtype);
    }

    base::Result<FileContents> list() {
        FileContents contents;
        contents.format = Format::Tiff;
        if (const auto together = choose(); together) {
            m_chosen = *together;
            if (const auto there = goTo(m_chosen.front()); !there) {
                return base::passOn(there);
            }
            std::vector<std::string> dropped;
            const TiffMeta meta = readTiffMeta(*m_handle, first(), dropped);
            const auto stack = findStack(meta);
            if (!stack) {
                return base::passOn(stack);
            }
            contents.items.push_back(itemOf(first()));
            contents.items.back().shape = stack->shape;
            contents.facts = tiffFacts(meta, first());
            return contents;
        }
        for (const TiffPage& each : m_pages) {
            contents.items.push_back(itemOf(each));
            contents.items.back().part.page = static_cast<std::int64_t>(contents.items.size()) - 1;
        }
        return contents;
    }

private:
    [[nodiscard]] const std::string& name() const { return m_source.name(); }
    [[nodiscard]] const TiffPage& page(std::int64_t number) const {
        return m_pages[static_cast<std::size_t>(number)];
    }
    [[nodiscard]] std::uint64_t placeOf(std::int64_t number) const {
        return m_places[static_cast<std::size_t>(number)];
    }
    [[nodiscard]] const TiffPage& first() const { return page(m_chosen.front()); }
    [[nodiscard]] std::string nameOf(std::int64_t number) const {
        return m_pages.size() == 1 ? name() : joined(name(), ", page ", number);
    }

    [[nodiscard]] FileItem itemOf(const TiffPage& each) const {
        FileItem item;
        item.shape = each.shape();
        if (const auto dtype = dtypeOf(each, name())) {
            item.dtype = *dtype;
            item.note = each.isAside() ? "of lower resolution, or transparency" : "";
        } else {
            item.note = dtype.error().message;
        }
        return item;
    }

    /// Reads all directories, and no values.
    base::Status scan() {
        while (true) {
            const auto page = readTiffPage(*m_handle);
            if (!page) {
                return base::passOn(page);
            }
            m_pages.push_back(*page);
            m_places.push_back(TIFFCurrentDirOffset(m_handle->tiff()));
            if (auto whole = requireWholeDirectory(*m_handle, m_source); !whole) {
                return whole;
            }
            if (TIFFLastDirectory(m_handle->tiff()) != 0) {
                break;
            }
            if (static_cast<std::int64_t>(m_pages.size()) == kMostTiffPages) {
                return fail(ErrorCode::TooLarge,
                            joined(name(), " has more than ", kMostTiffPages, " pages."),
                            "Split it, or convert it in Python to NPY.");
            }
            if (TIFFReadDirectory(m_handle->tiff()) == 0) {
                return tl::unexpected(
                    m_handle->failure(joined("its page ", m_pages.size(), " can't be read")));
            }
            if (auto goOn = base::proceed(m_source.progress()); !goOn) {
                return goOn;
            }
        }
        m_current = static_cast<std::int64_t>(m_pages.size()) - 1;
        return {};
    }

    base::Status goTo(std::int64_t number) {
        // By place: libtiff walks from the first page to one that is told by number.
        if (m_current != number && TIFFSetSubDirectory(m_handle->tiff(), placeOf(number)) == 0) {
            return tl::unexpected(m_handle->failure(joined("its page ", number, " can't be read")));
        }
        m_current = number;
        return {};
    }

    /// The directories that make up the array.
    [[nodiscard]] base::Result<std::vector<std::int64_t>> choose() const {
        const auto count = static_cast<std::int64_t>(m_pages.size());
        if (const auto wanted = m_request.part.page) {
            if (*wanted < 0 || *wanted >= count) {
                return fail(ErrorCode::InvalidArgument,
                            joined(name(), ": there is no page ", *wanted, "; the file has ", count,
                                   count == 1 ? " page." : " pages, counted from 0."),
                            "Choose another page.");
            }
            return std::vector{*wanted};
        }
        std::vector<std::int64_t> pages;
        for (std::int64_t number = 0; number < count; ++number) {
            if (!page(number).isAside()) {
                pages.push_back(number);
            }
        }
        if (pages.empty()) {
            pages.push_back(0);
        }
        const bool alike = std::all_of(pages.begin(), pages.end(), [&](std::int64_t number) {
            const TiffPage& one = page(pages.front());
            const TiffPage& other = page(number);
            return one.shape() == other.shape() && one.bits == other.bits &&
                   one.sampleFormat == other.sampleFormat &&
                   (dtypeOf(one, {}).has_value() == dtypeOf(other, {}).has_value());
        });
        return alike ? base::Result<std::vector<std::int64_t>>(std::move(pages)) : unlike(pages);
    }

    [[nodiscard]] tl::unexpected<base::Error> unlike(const std::vector<std::int64_t>& pages) const {
        constexpr std::size_t kMostShown = 6;
        std::string text;
        for (std::size_t i = 0; i < std::min(pages.size(), kMostShown); ++i) {
            const TiffPage& each = page(pages[i]);
            const auto dtype = dtypeOf(each, {});
            text +=
                joined(i == 0 ? "" : ", ", "page ", pages[i], " is ",
                       dtype ? array::name(*dtype) : "no mask", " ", array::toString(each.shape()));
        }
        return fail(ErrorCode::InvalidArgument,
                    joined(name(), " has ", pages.size(), " pages that differ: ", text,
                           pages.size() > kMostShown ? ", and more." : "."),
                    "Choose one of them (--page N).");
    }

    [[nodiscard]] bool isPartOfAll() const {
        return m_request.part.page.has_value() && m_pages.size() > 1;
    }

    /// How the chosen pages make up the array, the first being the current one.
    base::Result<TiffStack> findStack(const TiffMeta& meta) {
        const auto count = static_cast<std::int64_t>(m_chosen.size());
        // A description speaks of the whole file.
        const std::string said = m_request.part.page ? std::string() : meta.description;
        TiffStack stack = stackOf(said, count, first().shape(), first().samplesApart);
        m_planesAt = {};
        if (stack.planes == 1) {
            return stack;
        }
        const auto begin = contiguousAt(*m_handle, first());
        if (!begin) {
            return base::passOn(begin);
        }
        m_planesAt = *begin;
        if (!m_planesAt) {
            const std::int64_t planes = stack.planes;
            stack = stackOf({}, count, first().shape(), first().samplesApart);
            stack.note =
                joined("The description speaks of ", planes, " planes; the file has one page.");
        }
        return stack;
    }

    base::Result<MaskFile> readArray(DType dtype) {
        MaskFile mask;
        mask.format = Format::Tiff;
        std::vector<std::string> dropped;
        TiffMeta meta = readTiffMeta(*m_handle, first(), dropped);
        const auto stack = findStack(meta);
        if (!stack) {
            return base::passOn(stack);
        }
        const auto bytes = checkStack(*stack, dtype);
        if (!bytes) {
            return base::passOn(bytes);
        }
        std::int64_t stored = 0;
        if (const auto there = checkBytes(*bytes, stored); !there) {
            return base::passOn(there);
        }
        auto buffer = array::Buffer::allocate(*bytes);
        if (!buffer) {
            return base::passOn(buffer);
        }
        if (const auto read = readValues({(*buffer)->data(), static_cast<std::size_t>(*bytes)},
                                         stored, meta, mask.notes);
            !read) {
            return base::passOn(read);
        }
        mask.array =
            array::NdArray(dtype, array::Layout::rowMajor(stack->shape), *std::move(buffer));
        mask.axisNames = stack->names;
        mask.bigEndian = meta.bigEndian && meta.bits > 8;
        mask.facts = tiffFacts(meta, first());
        if (m_request.part.page) {
            mask.part.page = m_request.part.page;
            if (isPartOfAll() && dialectOf(meta.description) != TiffDialect::Plain) {
                meta.description.clear();
                mask.notes.emplace_back(
                    "The description speaks of all pages together and is not "
                    "kept when this one is saved by itself.");
            }
        }
        meta.shape = stack->shape;
        meta.dtype = dtype;
        addNotes(*stack, meta, dropped, mask.notes);
        mask.meta = std::move(meta);
        return mask;
    }

    [[nodiscard]] base::Result<std::int64_t> checkStack(const TiffStack& stack, DType dtype) const {
        const auto bytes = array::byteCount(dtype, stack.shape);
        if (!bytes) {
            return fail(bytes.error().code, joined(name(), ": ", bytes.error().message));
        }
        const ReadLimits& limits = m_request.limits;
        if (*bytes > limits.memoryBudget) {
            return fail(ErrorCode::TooLarge,
                        joined(name(), ": ", array::name(dtype), " ", array::toString(stack.shape),
                               " needs ", *bytes, " bytes; the memory budget is ",
                               limits.memoryBudget, "."));
        }
        const std::int64_t longest = *std::max_element(stack.shape.begin(), stack.shape.end());
        if (stack.shape.rank() > 1 && longest > limits.maxSide) {
            return fail(
                ErrorCode::TooLarge,
                joined(name(), ": ", array::toString(stack.shape),
                       " is too long; the longest side that is read is ", limits.maxSide, "."));
        }
        return bytes;
    }

    /// Before memory is taken. The first page is the current one.
    base::Status checkBytes(std::int64_t bytes, std::int64_t& stored) {
        if (m_planesAt) {
            return checkTiffPlanes(*m_handle, m_source, *m_planesAt, bytes);
        }
        if (auto room = checkTiffRoom(m_pages, m_chosen, m_source); !room) {
            return room;
        }
        return checkTiffPlaces(*m_handle, first(), m_source, stored);
    }

    base::Status readValues(std::span<std::byte> to, std::int64_t stored, const TiffMeta& meta,
                            std::vector<std::string>& notes) {
        if (m_planesAt) {
            return readTiffPlanes(*m_handle, first(), m_source, *m_planesAt, to);
        }
        const std::size_t pageBytes = to.size() / m_chosen.size();
        bool differ = false;
        for (std::size_t i = 0; i < m_chosen.size(); ++i) {
            if (auto there = goTo(m_chosen[i]); !there) {
                return there;
            }
            const TiffPage& each = page(m_chosen[i]);
            auto all = i > 0 ? checkTiffPlaces(*m_handle, each, m_source, stored) : base::Status();
            if (!all) {
                return all;
            }
            if (auto read = readTiffPixels(*m_handle, each, m_source, &to[i * pageBytes]); !read) {
                return read;
            }
            std::vector<std::string> ignored;
            if (i > 0 && !differ) {
                const TiffMeta own = readTiffMeta(*m_handle, each, ignored);
                differ = own.colourMap != meta.colourMap || own.tags != meta.tags ||
                         own.photometric != meta.photometric ||
                         own.orientation != meta.orientation ||
                         (!own.description.empty() && own.description != meta.description);
            }
        }
        if (differ) {
            notes.emplace_back(
                "Pages after the first have tags of their own, which are not kept "
                "when the file is saved.");
        }
        return {};
    }

    void addNotes(const TiffStack& stack, const TiffMeta& meta,
                  const std::vector<std::string>& dropped, std::vector<std::string>& notes) const {
        for (std::string& note : tiffNotes(meta, first(), dropped)) {
            notes.push_back(std::move(note));
        }
        if (!stack.note.empty()) {
            notes.push_back(stack.note);
        }
        const auto aside = std::count_if(m_pages.begin(), m_pages.end(),
                                         [](const TiffPage& each) { return each.isAside(); });
        if (aside > 0 && m_pages.size() > 1 && !m_request.part.page) {
            notes.push_back(joined(aside, aside == 1 ? " page" : " pages",
                                   " of lower resolution or transparency: not read, and not kept "
                                   "when the file is saved."));
        }
        for (const std::string& warning : m_handle->warnings()) {
            notes.push_back(joined("libtiff: ", warning, "."));
        }
    }

    ByteSource& m_source;
    const ReadRequest& m_request;
    std::unique_ptr<TiffHandle> m_handle;
    std::vector<TiffPage> m_pages;        ///< all directories
    std::vector<std::uint64_t> m_places;  ///< of them in the file
    std::int64_t m_current = 0;           ///< where libtiff is
    std::vector<std::int64_t> m_chosen;
    std::optional<std::int64_t> m_planesAt;  ///< planes without directories of their own
};
}  // namespace

base::Result<MaskFile> readTiff(ByteSource& source, const ReadRequest& request) {
    Reader reader(source, request);
    if (const auto opened = reader.open(); !opened) {
        return base::passOn(opened);
    }
    return reader.read();
}

base::Result<FileContents> listTiff(ByteSource& source, const ReadRequest& request) {
    Reader reader(source, request);
    if (const auto opened = reader.open(); !opened) {
        return base::passOn(opened);
    }
    return reader.list();
}

}  // namespace frisket::io
