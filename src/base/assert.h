#pragma once

namespace lac {
/// Prints the broken condition and where it stood, then aborts.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}  // namespace lac

/// A programmer's mistake; compiled out of Release builds only.
#ifdef NDEBUG
#define LAC_ASSERT(condition) static_cast<void>(0)
#else
#define LAC_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::lac::assertion_failed(#condition, __FILE__, __LINE__))
#endif

/// As LAC_ASSERT, for checks that cost O(n): Debug builds only (LAC_DEBUG is set there).
#ifdef LAC_DEBUG
#define LAC_VALIDATE(condition) LAC_ASSERT(condition)
#else
#define LAC_VALIDATE(condition) static_cast<void>(0)
#endif
