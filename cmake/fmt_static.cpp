// fmt, compiled into the program. Distributions carry its shared library only, which would tie the program to one release of
// one distribution (and load the C++ runtime a second time); header-only use costs every file that formats several seconds.
#include <fmt/format-inl.h>

// The templates that fmt's headers promise to be instantiated elsewhere.
template auto fmt::detail::thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template auto fmt::detail::decimal_point_impl<char>(locale_ref) -> char;
#if FMT_VERSION / 10000 == 10
template void fmt::detail::vformat_to<char>(buffer<char>&, basic_string_view<char>, vformat_args<char>::type, locale_ref);
#endif
