#pragma once

namespace lac::cli {

/// What main() must still do after the command line was read.
enum class Next { Exit, OpenApp, PlayCase };
struct Parsed {
  Next next = Next::Exit;
  int exit_code = 0;  // 0 ok, 1 the thing asked about is not good, 2 bad usage or file, 3 internal
  const char* case_name = "";  // PlayCase
  const char* mode = "practice";
};

/// Reads the command line and does every command that needs no window.
Parsed run(int argc, char** argv);

}  // namespace lac::cli
