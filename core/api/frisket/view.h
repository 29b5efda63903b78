// SPDX-License-Identifier: MIT
#pragma once

#include <iterator>
#include <span>
#include <string_view>
#include <type_traits>

#include "core/array/nd_array.h"

/// The core for programs that bring their own memory: views of it (this header) and the masked
/// assignment over them (frisket.h).
namespace frisket {

using array::ArrayView;
using array::DType;
using array::Layout;
using array::MutableArrayView;
using array::Shape;
using array::Strides;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace detail {
template <class T>
constexpr bool kIsCharacter =
    std::is_same_v<T, char> || std::is_same_v<T, wchar_t> || std::is_same_v<T, char8_t> ||
    std::is_same_v<T, char16_t> || std::is_same_v<T, char32_t>;

template <class T>
constexpr bool kIsSpan = false;
template <class T, std::size_t kExtent>
constexpr bool kIsSpan<std::span<T, kExtent>> = true;

/// Elements of a pointer or a range, const or not.
template <class P>
using PointedTo = std::remove_pointer_t<P>;
template <class R>
using ElementOf = std::remove_pointer_t<decltype(std::data(std::declval<R&>()))>;

/// Whether memory can lie so. `available` is the number of elements at `data`, or -1 where that is
/// unknown; else every place that `layout` reaches must be in [0, available).
[[nodiscard]] base::Status checkMemory(const void* data, DType dtype, const Layout& layout,
                                       std::int64_t available);

/// Whether `shape` has `available` elements.
[[nodiscard]] base::Status checkCount(const Shape& shape, std::int64_t available);
}  // namespace detail

/// C++ types that are elements: bool, the integers of 1 to 8 bytes (not the character types),
/// float, double, and `array::Half` for the bits of a binary16.
template <class T>
concept Element = std::is_same_v<T, array::Bool8> || std::is_same_v<T, array::Half> ||
    std::is_same_v<T, float> || std::is_same_v<T, double> ||
    (std::is_integral_v<T> && sizeof(T) <= 8 && !detail::kIsCharacter<T>);

/// The dtype of elements of type T.
template <Element T>
[[nodiscard]] constexpr DType dtypeOf() {
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, array::Bool8>) {
        return DType::Bool;
    } else if constexpr (std::is_same_v<T, array::Half>) {
        return DType::F16;
    } else if constexpr (std::is_floating_point_v<T>) {
        return sizeof(T) == 4 ? DType::F32 : DType::F64;
    } else if constexpr (sizeof(T) == 1) {
        return std::is_signed_v<T> ? DType::I8 : DType::U8;
    } else if constexpr (sizeof(T) == 2) {
        return std::is_signed_v<T> ? DType::I16 : DType::U16;
    } else if constexpr (sizeof(T) == 4) {
        return std::is_signed_v<T> ? DType::I32 : DType::U32;
    } else {
        return std::is_signed_v<T> ? DType::I64 : DType::U64;
    }
}

template <class P>
concept ElementPointer =
    std::is_pointer_v<P> && Element<std::remove_cv_t<std::remove_pointer_t<P>>>;

/// A container, array or span whose elements lie one after the other and outlive the call that is
/// given it: an lvalue or a span, but not a temporary vector. (`std::vector<bool>` has no such
/// elements; give its bits to `conditionFromBits`.)
template <class R>
concept ElementRange = requires(R& range) {
    requires ElementPointer<decltype(std::data(range))>;
    std::size(range);
}
&&(std::is_lvalue_reference_v<R> || detail::kIsSpan<std::remove_cv_t<R>>);

/// The view of elements of type T: read-only where T is const.
template <class T>
using ViewOf = std::conditional_t<std::is_const_v<T>, ArrayView, MutableArrayView>;

/// Views of memory whose dtype is known at run time. Nothing is copied and nothing is owned: the
/// memory must outlive the view. A `layout` counts in elements from `data`; its strides may be zero
/// or negative, and `Layout{shape, strides}` is what PyTorch calls data_ptr, size and stride
/// (NumPy's strides are in bytes). Elements need no alignment. Bytes of dtype Bool must be 0 or 1.
///
/// Fails with InvalidArgument where a size is negative, shape and strides differ in length, or
/// elements are said to be at a null pointer; with TooLarge where 63 bits don't count the bytes.
[[nodiscard]] Result<ArrayView> view(const void* data, DType dtype, const Layout& layout);
[[nodiscard]] Result<MutableArrayView> view(void* data, DType dtype, const Layout& layout);
/// The same, packed in C order.
[[nodiscard]] Result<ArrayView> view(const void* data, DType dtype, const Shape& shape);
[[nodiscard]] Result<MutableArrayView> view(void* data, DType dtype, const Shape& shape);

/// Views of typed memory, packed in C order or with a layout. How long the memory is, is the
/// caller's word.
template <ElementPointer Pointer>
[[nodiscard]] auto view(const Pointer& data, const Shape& shape)
    -> Result<ViewOf<detail::PointedTo<Pointer>>> {
    return view(data, dtypeOf<std::remove_cv_t<detail::PointedTo<Pointer>>>(), shape);
}
template <ElementPointer Pointer, class SomeLayout>
requires std::is_same_v<SomeLayout, Layout>
[[nodiscard]] auto view(const Pointer& data, const SomeLayout& layout)
    -> Result<ViewOf<detail::PointedTo<Pointer>>> {
    return view(data, dtypeOf<std::remove_cv_t<detail::PointedTo<Pointer>>>(), layout);
}

/// Views of a range: 1-d, packed in C order, or with a layout. A range knows its length, so these
/// also fail (InvalidArgument) where the shape does not have exactly so many elements, or the
/// layout reaches beyond them.
template <ElementRange Range>
[[nodiscard]] auto view(Range&& range) -> Result<ViewOf<detail::ElementOf<Range>>> {
    return view(std::data(range), Shape{static_cast<std::int64_t>(std::size(range))});
}
template <ElementRange Range>
[[nodiscard]] auto view(Range&& range, const Shape& shape)
    -> Result<ViewOf<detail::ElementOf<Range>>> {
    if (auto status = detail::checkCount(shape, static_cast<std::int64_t>(std::size(range)));
        !status) {
        return base::passOn(status);
    }
    return view(std::data(range), shape);
}
template <ElementRange Range, class SomeLayout>
requires std::is_same_v<SomeLayout, Layout>
[[nodiscard]] auto view(Range&& range, const SomeLayout& layout)
    -> Result<ViewOf<detail::ElementOf<Range>>> {
    constexpr DType kType = dtypeOf<std::remove_cv_t<detail::ElementOf<Range>>>();
    const auto available = static_cast<std::int64_t>(std::size(range));
    if (auto status = detail::checkMemory(std::data(range), kType, layout, available); !status) {
        return base::passOn(status);
    }
    return view(std::data(range), layout);
}

/// The same memory seen through NumPy's basic indexing: "[:, None]", "[..., ::-1]", "[0].T",
/// ".transpose(1, 0)". `viewAfter("")` of a refusal's fix is such an expression. An error in `seen`
/// is handed on; one in the expression is InvalidArgument and names the column or the axis.
[[nodiscard]] Result<ArrayView> through(const Result<ArrayView>& seen, std::string_view expression);
[[nodiscard]] Result<MutableArrayView> through(const Result<MutableArrayView>& seen,
                                               std::string_view expression);

}  // namespace frisket
