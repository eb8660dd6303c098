#include "base/expected.h"

#include <fmt/format.h>

#include <algorithm>

namespace lac {

std::string Problem::text() const {
  std::string out = file;
  if (line > 0)
    out += fmt::format("{}{}:{}", out.empty() ? "line " : ":", line, std::max(column, 1));
  if (!out.empty()) out += ": ";
  out += message;
  if (line > 0 && !source_line.empty()) {
    const int lead = std::max(column, 1) - 1;
    out += fmt::format("\n{:>5} | {}\n      | {:>{}}^{:~>{}}", line, source_line, "", lead, "",
                       std::max(length, 1) - 1);
  }
  return out;
}

}  // namespace lac
