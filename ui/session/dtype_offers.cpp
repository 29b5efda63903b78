// SPDX-License-Identifier: MIT
#include "ui/session/dtype_offers.h"

#include <algorithm>

#include "core/assign/astype.h"
#include "core/assign/casting.h"
#include "core/assign/holding.h"
#include "core/io/format_holds.h"
#include "core/io/sniff.h"
#include "ui/session/paths.h"

namespace frisket::session {

namespace {
using array::DType;
using assign::Holds;
using assign::HoldsWritten;
using assign::Mode;
using Why = DTypeOffer::Why;

/// Finds the offers for one document as it is now.
class Offers {
public:
    Offers(Document& document, std::int64_t most)
        : m_document(document), m_destination(*document.destination()), m_most(most) {
        // The value that fills is one, wherever it goes.
        m_few = document.mode() == Mode::Fill || document.selectedElements().value_or(0) <= most;
        m_small = m_destination.count() <= most;
    }

    std::vector<DTypeOffer> find() {
        const HoldsWritten written = whatIsWritten();
        if (written && m_few && written(own()) != Holds::All) {
            if (const auto least = leastFor(written)) {
                add(*least, Why::HoldsValues);
            }
        }
        addCommon(written);
        if (m_document.savedDType() != own()) {
            addChecked(m_document.savedDType(), Why::Back);
        }
        if (m_small && m_few && (written || !casts())) {
            addSmaller(written);
        }
        return std::move(m_offers);
    }

private:
    [[nodiscard]] DType own() const { return m_destination.dtype(); }
    [[nodiscard]] bool casts() const {
        return m_document.source() != nullptr && m_document.mode() != Mode::Fill;
    }

    /// Whether a dtype takes what is written, by its values and by the casting; nothing where
    /// nothing can be.
    HoldsWritten whatIsWritten() {
        if (m_document.mode() == Mode::Fill) {
            return [text = m_document.valueText().toStdString()](DType dtype) {
                return assign::parseScalar(text, dtype) ? Holds::All : Holds::NotAll;
            };
        }
        if (!casts() || m_document.condition() == nullptr) {
            return {};
        }
        assign::PlanRequest request = m_document.planRequest();
        request.casting = assign::Casting::Unsafe;
        const auto plan = assign::AssignPlan::make(request);
        if (!plan) {
            return {};
        }
        auto prepared = assign::PreparedInputs::make(*plan, m_document.source()->view().data,
                                                     *m_document.condition(), m_document.pool());
        if (!prepared) {
            return {};
        }
        m_prepared = *std::move(prepared);
        const HoldsWritten values =
            assign::holdsSelected(request, m_prepared->inputs(), m_document.pool());
        return [this, values](DType dtype) {
            return assign::canCast(m_document.dtype(LayerId::Source), dtype, m_document.casting())
                       ? values(dtype)
                       : Holds::NotAll;
        };
    }

    std::optional<DType> leastFor(const HoldsWritten& written) {
        return assign::leastHolding(m_destination, written, m_document.pool(), m_most);
    }

    /// Where the present dtypes may lose something.
    void addCommon(const HoldsWritten& written) {
        if (!casts() || !written || (m_few && m_offers.empty())) {
            return;
        }
        const DType source = m_document.dtype(LayerId::Source);
        const auto common = assign::commonType(own(), source);
        if (common && *common != own() && assign::canCast(source, *common, m_document.casting())) {
            add(*common, Why::HoldsTypes);
        }
    }

    void addSmaller(const HoldsWritten& written) {
        const auto formats = io::formatsHolding(own(), m_destination.shape());
        for (const DType dtype : {DType::U8, DType::I8, DType::U16, DType::I16, DType::U32,
                                  DType::I32, DType::U64, DType::I64}) {
            const auto then = io::formatsHolding(dtype, m_destination.shape());
            const bool gains = std::any_of(then.begin(), then.end(), [&](io::Format format) {
                return std::find(formats.begin(), formats.end(), format) == formats.end();
            });
            if (gains && array::itemSize(dtype) <= array::itemSize(own()) &&
                (!written || written(dtype) == Holds::All) &&
                !assign::findMisfit(m_destination, dtype, m_document.pool())) {
                add(dtype, Why::Smaller);
                return;
            }
        }
    }

    /// Unless a look says that some value does not fit.
    void addChecked(DType dtype, Why why) {
        const bool certain = m_small || assign::isLossless(own(), dtype);
        if (!certain || !assign::findMisfit(m_destination, dtype, m_document.pool())) {
            add(dtype, why, certain);
        }
    }

    void add(DType dtype, Why why, bool certain = true) {
        if (std::any_of(m_offers.begin(), m_offers.end(),
                        [dtype](const DTypeOffer& offer) { return offer.dtype == dtype; })) {
            return;
        }
        DTypeOffer offer;
        offer.dtype = dtype;
        offer.why = why;
        offer.certain = certain;
        offer.bytes = m_destination.count() * array::itemSize(dtype);
        offer.formats = io::formatsHolding(dtype, m_destination.shape());
        offer.savesInPlace = fileHolds(m_document, dtype).has_value();
        m_offers.push_back(std::move(offer));
    }

    Document& m_document;
    const array::BandedArray& m_destination;
    std::int64_t m_most;
    bool m_few = false;    ///< values that are written: all are looked at
    bool m_small = false;  ///< so is the destination
    std::optional<assign::PreparedInputs> m_prepared;
    std::vector<DTypeOffer> m_offers;
};
}  // namespace

std::vector<DTypeOffer> dtypeOffers(Document& document, std::int64_t most) {
    if (document.destination() == nullptr || document.busy() || document.inStroke()) {
        return {};
    }
    return Offers(document, most).find();
}

base::Status fileHolds(const Document& document, DType dtype) {
    const LayerFile& file = document.file(LayerId::Destination);
    const std::filesystem::path path = toPath(file.path);
    if (file.path.isEmpty() || !io::formatForPath(path)) {
        return {};
    }
    return io::formatHolds(path, dtype, document.shape(LayerId::Destination),
                           file.mask ? file.mask->meta : std::any());
}

}  // namespace frisket::session
