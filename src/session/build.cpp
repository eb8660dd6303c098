#include "session/build.h"

#ifndef LAC_VERSION
#define LAC_VERSION "0.1.0"
#endif

namespace lac::session {

std::string build_name() { return "lactasim " LAC_VERSION " (GCC " __VERSION__ ", x86-64-v3)"; }

}  // namespace lac::session
