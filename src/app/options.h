#pragma once
#include <string>
#include <vector>

#include "anatomy/params.h"
#include "base/expected.h"
#include "session/session.h"

namespace lac::app {

/// What the window was asked for on the command line, beside the commands.
struct Options {
  std::string case_folder;  // open this case at once; empty: the case browser
  session::Mode mode = session::Mode::Practice;
  std::string screenshot;      // write a PNG of the window here, then end
  std::string input_script;    // plays mouse and keys, script.h; the exit code tells how it went
  std::string gamepad_script;  // tests: a file that plays a gamepad, gamepad.h
  double after_s = 3.0;        // how long after opening
  int width = 1280, height = 720;
  float text_scale = 1.0f;
  bool sized = false, text_scale_set = false;
};

/// Takes --script FILE, --gamepad FILE, --screenshot FILE, --after SECONDS, --size WxH and --text
/// PERCENT out of the arguments.
/// @return one sentence if a value is missing or out of range.
Expected<Options> take_options(std::vector<char*>& arguments);

}  // namespace lac::app
