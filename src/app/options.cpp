#include "app/options.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace lac::app {
namespace {

// A whole number or decimal within [low, high]; nothing else in the text.
bool read_number(const char* text, double low, double high, double& out) {
  char* end = nullptr;
  out = std::strtod(text, &end);
  return end != text && *end == '\0' && out >= low && out <= high;
}

}  // namespace

Expected<Options> take_options(std::vector<char*>& arguments) {
  Options options;
  std::vector<char*> rest;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string name = arguments[i];
    const bool ours = name == "--screenshot" || name == "--after" || name == "--size" ||
                      name == "--text" || name == "--gamepad" || name == "--script";
    // everything after a command's own words stays the command's
    if (!ours || i == 0) {
      rest.push_back(arguments[i]);
      continue;
    }
    if (i + 1 >= arguments.size()) return problem(name + " needs a value after it");
    const char* const value = arguments[++i];
    double number = 0.0;
    if (name == "--screenshot") {
      options.screenshot = value;
    } else if (name == "--script") {
      options.input_script = value;
    } else if (name == "--gamepad") {
      options.gamepad_script = value;
    } else if (name == "--after") {
      if (!read_number(value, 0.0, 3600.0, options.after_s))
        return problem("--after takes seconds from 0 to 3600, not `" + std::string(value) + "`");
    } else if (name == "--text") {
      if (!read_number(value, 80.0, 200.0, number))
        return problem("--text takes a percentage from 80 to 200, not `" + std::string(value) +
                       "`");
      options.text_scale = static_cast<float>(number / 100.0);
      options.text_scale_set = true;
    } else {
      char tail = 0;
      if (std::sscanf(value, "%dx%d%c", &options.width, &options.height, &tail) != 2 ||
          options.width < 640 || options.height < 480 || options.width > 7680 ||
          options.height > 4320)
        return problem("--size takes WIDTHxHEIGHT from 640x480 to 7680x4320, not `" +
                       std::string(value) + "`");
      options.sized = true;
    }
  }
  arguments = std::move(rest);
  return options;
}

}  // namespace lac::app
