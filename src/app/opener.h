#pragma once
#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace lac::app {

/// Hands files to the desktop's own viewer, and notices when there is none or it gives up.
class Opener {
 public:
  void open(const std::string& file);
  /// A file whose viewer ended with an error since this was asked last.
  std::optional<std::string> failed();

 private:
  struct Try {
    pid_t child = -1;
    std::string file;
  };
  std::vector<Try> tries_;
};

}  // namespace lac::app
