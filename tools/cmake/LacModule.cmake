# lac_module(NAME DEPENDS folder... USES target...)
#
# One folder under src/ is one static library, lac_NAME. Its sources are the folder's own *.cpp files.
# DEPENDS is the whole list of folders it may include (tools/check_layers.py reads it too);
# USES names third-party targets, private unless given after PUBLIC_USES.
function(lac_module NAME)
  cmake_parse_arguments(M "" "" "DEPENDS;USES;PUBLIC_USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(sources)
    add_library(lac_${NAME} STATIC ${sources})
    target_link_libraries(lac_${NAME} PRIVATE lac_options ${M_USES} PUBLIC ${M_PUBLIC_USES})
    target_include_directories(lac_${NAME} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    set(scope PUBLIC)
  else()
    add_library(lac_${NAME} INTERFACE)
    target_include_directories(lac_${NAME} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(lac_${NAME} INTERFACE ${M_PUBLIC_USES})
    set(scope INTERFACE)
  endif()
  foreach(dep IN LISTS M_DEPENDS)
    target_link_libraries(lac_${NAME} ${scope} lac_${dep})
  endforeach()
endfunction()

# lac_tests(NAME DEPENDS folder... USES target... LABELS label... REMEMBERED)
#
# The folder's *_test.cpp files become one doctest program, lac_test_NAME, run by ctest from the project root.
# REMEMBERED: a program that reads nothing but data files and takes long; a pass counts until it or they change.
function(lac_tests NAME)
  cmake_parse_arguments(T "REMEMBERED" "TIMEOUT" "DEPENDS;USES;LABELS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(lac_test_${NAME} ${sources})
  target_precompile_headers(lac_test_${NAME} PRIVATE <doctest/doctest.h>)
  target_include_directories(lac_test_${NAME} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(lac_test_${NAME} PRIVATE lac_test_main lac_options ${T_USES})
  # the tests' own code is not what is measured, and compiles a third faster so
  set_target_properties(lac_test_${NAME} PROPERTIES LAC_TEST ON)
  foreach(dep IN LISTS T_DEPENDS)
    target_link_libraries(lac_test_${NAME} PRIVATE lac_${dep})
  endforeach()
  # the suite "open" holds what is asked for and does not hold yet: run by hand, named in each file
  set(command lac_test_${NAME})
  if(T_REMEMBERED)
    set(command ${PROJECT_SOURCE_DIR}/tools/lib/remembered.py ${CMAKE_BINARY_DIR}/passed/${NAME}
                $<TARGET_FILE:lac_test_${NAME}>)
  endif()
  add_test(NAME ${NAME} COMMAND ${command} --test-suite-exclude=open WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 600)
  endif()
  # sanitizers take several times as long
  if(LAC_SANITIZE)
    math(EXPR T_TIMEOUT "${T_TIMEOUT} * 8")
  endif()
  set_tests_properties(${NAME} PROPERTIES TIMEOUT ${T_TIMEOUT} LABELS "${T_LABELS}")
endfunction()
