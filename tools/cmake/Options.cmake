# Compile options shared by every target of ours. One ISA everywhere, no fused contraction, no fast-math:
# the same build, scenario and input must give the same bits on every machine.
option(LAC_WERROR "Warnings are errors" OFF)
option(LAC_SANITIZE "Address and undefined-behaviour sanitizers" OFF)

add_library(lac_options INTERFACE)
target_compile_features(lac_options INTERFACE cxx_std_20)
target_compile_options(lac_options INTERFACE
  -march=x86-64-v3 -ffp-contract=off -Wall -Wextra -Wshadow -Wpedantic
  -Wno-missing-field-initializers -fno-math-errno
  -Wno-restrict  # GCC 12 warns falsely of std::string concatenation
  $<$<CONFIG:Release>:$<IF:$<BOOL:$<TARGET_PROPERTY:LAC_TEST>>,-O1,-O3>>)
target_compile_definitions(lac_options INTERFACE $<$<CONFIG:Debug>:LAC_DEBUG>)
if(LAC_WERROR)
  target_compile_options(lac_options INTERFACE -Werror)
endif()
if(LAC_SANITIZE)
  target_compile_options(lac_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(lac_options INTERFACE -fsanitize=address,undefined)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()
