# The installed files, and CPack's packages of them: a .deb and a .tar.gz, each with its SHA-256.
include(GNUInstallDirs)
include(third_party)

# A static program runs on every Linux; pglint uses nothing that a static C library lacks (users,
# hosts, locales, plugins). If a library has no archive, only the C++ runtime is static.
set(PGLINT_IS_STATIC FALSE)
get_target_property(pg_query_type PgQuery::PgQuery TYPE)
if(PGLINT_STATIC AND CMAKE_SYSTEM_NAME STREQUAL Linux AND pg_query_type STREQUAL STATIC_LIBRARY)
  include(CheckCXXSourceCompiles)
  set(CMAKE_REQUIRED_LINK_OPTIONS -static)
  set(CMAKE_REQUIRED_LIBRARIES ${UTF8PROC_LIBRARY} ${RE2_LIBRARY} Threads::Threads)
  check_cxx_source_compiles(
    "#include <thread>
     extern \"C\" const char* utf8proc_version();
     int main() { std::thread([] { utf8proc_version(); }).join(); }"
    PGLINT_CAN_BE_STATIC)
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
  unset(CMAKE_REQUIRED_LIBRARIES)
  if(PGLINT_CAN_BE_STATIC)
    set(PGLINT_IS_STATIC TRUE)
    target_link_options(pglint PRIVATE -static)
  endif()
endif()

# Every build generates the manual page and completions from the definition of the command line.
file(GLOB cligen_files CONFIGURE_DEPENDS tools/cligen/*.cpp)
add_executable(pglint_cligen ${cligen_files})
target_link_libraries(pglint_cligen PRIVATE pglint_lib pglint_compiler)
set(cli_pages ${PROJECT_BINARY_DIR}/cli)
set(cli_page_files ${cli_pages}/pglint.1 ${cli_pages}/pglint.bash ${cli_pages}/_pglint ${cli_pages}/pglint.fish)
add_custom_command(
  OUTPUT ${cli_page_files}
  COMMAND pglint_cligen ${cli_pages}
  DEPENDS pglint_cligen
  COMMENT "Writing the manual page and the completions"
  VERBATIM)
add_custom_target(pglint_cli_pages ALL DEPENDS ${cli_page_files})

find_program(PGLINT_DPKG dpkg)
mark_as_advanced(PGLINT_DPKG)

pglint_copyright(${PROJECT_BINARY_DIR}/copyright)

install(TARGETS pglint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${cli_pages}/pglint.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${cli_pages}/pglint.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME pglint)
install(FILES ${cli_pages}/_pglint DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
if(PGLINT_DPKG) # Debian's zsh has another folder
  install(FILES ${cli_pages}/_pglint DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
endif()
install(FILES ${cli_pages}/pglint.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${PROJECT_BINARY_DIR}/copyright README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})

string(TOLOWER "${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" platform)
set(CPACK_GENERATOR TGZ)
if(PGLINT_DPKG)
  list(APPEND CPACK_GENERATOR DEB)
endif()
set(CPACK_PACKAGE_FILE_NAME pglint-${PROJECT_VERSION}-${platform})
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_CONTACT "The pglint authors")
set(CPACK_PACKAGE_HOMEPAGE_URL "${PGLINT_HOMEPAGE}")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Reads SQL files as PostgreSQL does, with its own parser, and says what will hurt:
 the wiki's Don't Do This list, the design of schemas, migrations and queries.")
if(NOT PGLINT_IS_STATIC)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
include(CPack)
