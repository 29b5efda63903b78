// SPDX-License-Identifier: MIT
// The part of Document that gives the destination another dtype.
#include <algorithm>
#include <new>
#include <utility>

#include "core/assign/astype.h"
#include "core/assign/casting.h"
#include "ui/session/core_text.h"
#include "ui/session/document.h"
#include "ui/session/document_entries.h"
#include "ui/session/reporting.h"

namespace frisket::session {

void Versions::saved(array::DType dtype) {
    savedDestination = destination;
    const auto known = std::find_if(ofFile.begin(), ofFile.end(), [this](const OfFile& each) {
        return each.version == destination;
    });
    if (known == ofFile.end()) {
        ofFile = {{destination, dtype}};
    } else {
        std::iter_swap(ofFile.begin(), known);
    }
}

std::uint64_t Versions::changedDType(array::DType from, array::DType to) {
    if (!hasValuesOfFile()) {
        return ++newest;
    }
    const auto known = std::find_if(ofFile.begin(), ofFile.end(),
                                    [to](const OfFile& each) { return each.dtype == to; });
    if (known == ofFile.end()) {
        ofFile.push_back({++newest, to});
        return newest;
    }
    // Whole numbers that went through a type which holds them all are the same again, bit by bit.
    // Floats may have lost what no comparison sees: the sign of a zero, the payload of a NaN.
    return assign::isLossless(to, from) && !array::isFloat(to) ? known->version : ++newest;
}

bool Versions::hasValuesOfFile() const {
    return std::any_of(ofFile.begin(), ofFile.end(),
                       [this](const OfFile& each) { return each.version == destination; });
}

/// Makes the destination another array with the same values.
class Document::Retyping {
public:
    explicit Retyping(Document& document) : m_document(document) {}

    /// A job. Refused where a value does not fit.
    [[nodiscard]] base::Result<array::BandedArray> converted(array::DType dtype,
                                                             const QString& words);
    /// Puts `array`, whose content has that number, in place of the destination, which it hands
    /// out, and tells everybody but of the history. Where memory runs out for those, that is said
    /// by `failed`, since the change is done.
    array::BandedArray put(array::BandedArray array, std::uint64_t version);
    /// Frees it, on another thread where it is large.
    void letGo(array::BandedArray array);

private:
    Document& m_document;
};

base::Result<array::BandedArray> Document::Retyping::converted(array::DType dtype,
                                                               const QString& words) {
    const array::BandedArray& destination = *m_document.m_destination;
    const Jobs::Busy busy(m_document.m_jobs, words);
    m_document.m_jobs.progress().expect(destination.count());
    std::optional<array::BandedArray> made;
    // Nobody writes the destination while the document is busy.
    const auto work = [&](base::Progress& progress) -> base::Status {
        base::ThreadPool pool(m_document.m_pool.threads());  // the document's is the canvas's now
        auto values = assign::exactlyAs(destination, dtype, pool, &progress);
        if (!values) {
            return base::passOn(values);
        }
        auto banded = array::BandedArray::from(*std::move(values));
        if (!banded) {
            return base::passOn(banded);
        }
        made = *std::move(banded);
        return {};
    };
    const base::Status done = m_document.m_jobs.inBackground(Jobs::OnCancel::Wait, work);
    if (!done) {
        return base::passOn(done);
    }
    return *std::move(made);
}

array::BandedArray Document::Retyping::put(array::BandedArray array, std::uint64_t version) {
    m_document.m_plan.reset();  // it is of the other dtype
    m_document.m_prepared.reset();
    std::swap(*m_document.m_destination, array);
    m_document.m_versions.destination = version;
    const base::Status told = m_document.attempted([this] {
        m_document.ruleInputsReplaced();
        emit m_document.layersChanged();
        emit m_document.pixelsChanged(m_document.planeRect());
    });
    if (!told) {
        report(m_document, told.error());
    }
    return array;
}

void Document::Retyping::letGo(array::BandedArray array) {
    const std::int64_t bytes = array.count() * array::itemSize(array.dtype());
    m_document.m_jobs.letGo(std::move(array), bytes);
}

base::Status Document::changeDType(array::DType dtype) {
    if (busy()) {
        return tl::unexpected(busyError());
    }
    if (m_inStroke || !m_destination) {
        return base::fail(
            base::ErrorCode::Refused,
            (m_inStroke ? tr("A stroke is being painted.") : tr("There is no destination."))
                .toStdString(),
            (m_inStroke ? tr("End it first.") : tr("Open one first.")).toStdString());
    }
    const array::DType from = m_destination->dtype();
    if (dtype == from) {
        return {};
    }
    const QString name = tr("Change dtype from %1 to %2")
                             .arg(fromCore(array::name(from)), fromCore(array::name(dtype)));
    base::Status done;
    const base::Status attempt = attempted([&] {
        Retyping retyping(*this);
        auto made = retyping.converted(dtype, name);
        if (!made) {
            done = base::passOn(made);
            return;
        }
        const std::uint64_t before = m_versions.destination;
        const std::uint64_t after = m_versions.changedDType(from, dtype);
        auto entry = std::make_unique<DTypeEntry>(
            m_destination->snapshot(), name.toStdString(),
            [this, before](array::BandedArray old) {
                Retyping back(*this);
                back.letGo(back.put(std::move(old), before));
            },
            [this, dtype, after, name] {
                Retyping again(*this);
                auto remade = again.converted(dtype, tr("Again: %1").arg(name));
                if (!remade && remade.error().code == base::ErrorCode::Cancelled) {
                    throw edit::StepCancelled();
                }
                if (!remade) {
                    throw std::bad_alloc();  // the values are those that fitted before
                }
                return again.put(*std::move(remade), after);
            });
        record(std::move(entry));  // which may find no memory, and holds what the destination was
        (void)retyping.put(*std::move(made), after);
    });
    emit historyChanged();  // who asked meanwhile was told that nothing can be done
    return attempt ? done : attempt;
}

}  // namespace frisket::session
