#pragma once
#include <string>

namespace lac::session {

/// The program's name, version and compiler, for recordings and reports: two runs are promised to
/// give the same bits only when this is the same.
std::string build_name();

}  // namespace lac::session
