# Fails when an include climbs or a library leaves its room.
# usage: cmake [-D ROOT=DIR] [-D STAMP=FILE] -P cmake/check_layers.cmake
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/includes.cmake)

if(NOT ROOT)
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH ROOT)
endif()
bangvang_layer_faults(${ROOT} faults)
if(faults)
  list(JOIN faults "\n  " text)
  message(FATAL_ERROR "includes against the order of the rooms (docs/architecture.md):\n  ${text}")
endif()
if(STAMP)
  file(TOUCH ${STAMP})
endif()
