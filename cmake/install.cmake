# Installing: the command with its grammars, and the rooms as a CMake package. Every build also
# checks here that includes follow the order of the rooms, for what is shipped depends on it.
include(CMakePackageConfigHelpers)
include(${CMAKE_CURRENT_LIST_DIR}/includes.cmake)

file(GLOB bangvang_sources CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/extractor/*/*.h ${PROJECT_SOURCE_DIR}/extractor/*/*.cc)
add_custom_command(
  OUTPUT ${PROJECT_BINARY_DIR}/layers.checked
  COMMAND ${CMAKE_COMMAND} -D STAMP=${PROJECT_BINARY_DIR}/layers.checked
          -P ${CMAKE_CURRENT_LIST_DIR}/check_layers.cmake
  DEPENDS ${bangvang_sources} ${CMAKE_CURRENT_LIST_DIR}/check_layers.cmake
          ${CMAKE_CURRENT_LIST_DIR}/includes.cmake
  COMMENT "Checking that includes follow the order of the rooms")
add_custom_target(bangvang_layers_checked ALL DEPENDS ${PROJECT_BINARY_DIR}/layers.checked)

# The command, and the words it reads by.
set(bangvang_data ${CMAKE_INSTALL_DATADIR}/bangvang)
if(TARGET bangvang_cli)
  install(TARGETS bangvang_cli RUNTIME COMPONENT command)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/grammars/ DESTINATION ${bangvang_data}/grammars
  COMPONENT command FILES_MATCHING PATTERN "*.toml" PATTERN "*.tsv" PATTERN "*.json")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/NOTICE
              ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT command)

# The rooms, for programs that link them.
get_property(bangvang_layers GLOBAL PROPERTY BANGVANG_LAYERS)
install(TARGETS ${bangvang_layers} EXPORT bangvangTargets ARCHIVE COMPONENT development)
bangvang_public_headers(${PROJECT_SOURCE_DIR} bangvang_headers)
foreach(header IN LISTS bangvang_headers)
  cmake_path(GET header PARENT_PATH folder)
  install(FILES ${PROJECT_SOURCE_DIR}/${header}
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/bangvang/${folder} COMPONENT development)
endforeach()

set(bangvang_package ${CMAKE_INSTALL_LIBDIR}/cmake/bangvang)
install(EXPORT bangvangTargets NAMESPACE bangvang:: DESTINATION ${bangvang_package}
  COMPONENT development)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/bangvangConfig.cmake.in
  ${PROJECT_BINARY_DIR}/bangvangConfig.cmake
  INSTALL_DESTINATION ${bangvang_package} PATH_VARS bangvang_data)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/bangvangConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/bangvangConfig.cmake
              ${PROJECT_BINARY_DIR}/bangvangConfigVersion.cmake
  DESTINATION ${bangvang_package} COMPONENT development)

# The Debian package holds the command alone; who links the rooms builds them.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME bangvang)
set(CPACK_PACKAGE_CONTACT "Bảng Vàng authors <authors@bangvang.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "reads Vietnamese department news into award history")
set(CPACK_COMPONENT_COMMAND_DESCRIPTION
"The command bangvang reads news pages of Vietnamese departments and writes
their dates, agencies, emulation blocs, officials, awards and cited documents
as JSON, each with the words it was read from.")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_SOURCE_DIR}/dist)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL command)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME bangvang)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
