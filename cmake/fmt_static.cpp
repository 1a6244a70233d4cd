// fmt, compiled into the program. Distributions package only its shared library, which would tie
// the program to one release of one distribution. Its header-only mode adds seconds to compiling
// each file.
#include <fmt/format-inl.h>

// Templates that fmt's headers declare as instantiated elsewhere.
template auto fmt::detail::thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template auto fmt::detail::decimal_point_impl<char>(locale_ref) -> char;
#if FMT_VERSION / 10000 == 10
template void fmt::detail::vformat_to<char>(buffer<char>&, basic_string_view<char>, vformat_args<char>::type, locale_ref);
#endif
