# One function declares every room of the extractor, so that the rules which hold for all of them
# (warnings as errors, the include root, the direction of use) are written once.

# Compiler settings of our own code. Consumers of the installed package do not inherit them.
add_library(bangvang_options INTERFACE)
target_compile_features(bangvang_options INTERFACE cxx_std_23)
target_compile_options(bangvang_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized> $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations> -Werror)
# -Wno-sign-conversion: iterator arithmetic over unsigned sizes trips it in most standard containers.
# -Wno-missing-field-initializers: GCC 12 warns of designated initialisers that leave members to
# their defaults, which is what they are for.
# -Wno-deprecated-declarations: Clang sees inside GCC 12's std::stable_sort, which uses what C++20
# took away.
# -Wno-restrict: GCC 12 at -O3 warns of its own std::string (GCC bug 105651).
# -Wno-maybe-uninitialized: GCC 12 warns of empty std::optional at -O1, which the sanitizers use.

# A room may use only rooms already declared, so the order of the calls is the order data flows in.
function(layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;HIDES")
  foreach(use IN LISTS arg_USES)
    if(NOT TARGET ${use})
      message(FATAL_ERROR "${name} cannot use ${use}: it comes later in the flow")
    endif()
  endforeach()
  add_library(bangvang_${name} STATIC ${arg_SOURCES})
  add_library(bangvang::${name} ALIAS bangvang_${name})
  set_target_properties(bangvang_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_include_directories(bangvang_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/bangvang>)
  target_compile_features(bangvang_${name} PUBLIC cxx_std_23)
  target_link_libraries(bangvang_${name}
    PUBLIC ${arg_USES} PRIVATE ${arg_HIDES} $<BUILD_INTERFACE:bangvang_options>)
  set_property(GLOBAL APPEND PROPERTY BANGVANG_LAYERS bangvang_${name})
endfunction()
