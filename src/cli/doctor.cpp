#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;

struct Finding {
  const char* what;
  bool ok = false;
  std::string text;    // what was found, or what to do
  bool needed = true;  // false: the commands do without it
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

Finding processor() {
  // the level that the program is built for: x86-64-v3
  const bool ok = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                  __builtin_cpu_supports("bmi2");
  return {"processor", ok,
          ok ? "x86-64-v3 (AVX2, FMA, BMI2)"
             : "lacks AVX2, FMA or BMI2; use a machine from about 2015 or later"};
}

Finding display() {
  const std::string x11 = environment("DISPLAY"), wayland = environment("WAYLAND_DISPLAY");
  if (!x11.empty()) return {"display", true, "X11 " + x11};
  if (!wayland.empty()) return {"display", true, "Wayland " + wayland};
  return {"display", false,
          "none: the app cannot open here, the commands need none; for the app use a desktop, or "
          "ssh -X",
          false};
}

Finding graphics(const Finding& screen) {
  if (!screen.ok) return {"OpenGL", false, "not asked: there is no display", false};
  return {"OpenGL", true, "3.3 is needed; the app checks it when it opens its window"};
}

Finding font() {
  for (const char* path : {"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
                           "/usr/share/fonts/noto/NotoSans-Regular.ttf",
                           "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"}) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return {"fonts", true, path};
  }
  return {"fonts", false, "Noto Sans is missing; install the package fonts-noto-core"};
}

Finding data() {
  const auto folder = data_folder();
  if (!folder) return {"data", false, folder.problems().front().message};
  return {"data", true, folder->string()};
}

Finding users_folder() {
  if (environment("XDG_DATA_HOME").empty() && environment("HOME").empty()) {
    return {"user folder", false, "HOME is not set; set it to a folder you may write to"};
  }
  const fs::path folder = lac::user_folder();
  const Outcome made = make_writable_folder(folder);
  if (!made) return {"user folder", false, made.problems().front().text()};
  return {"user folder", true, folder.string()};
}

}  // namespace

int doctor(bool json) {
  const Finding screen = display();
  const Finding findings[] = {processor(), screen, graphics(screen),
                              font(),      data(), users_folder()};
  bool well = true;
  auto list = nlohmann::ordered_json::array();
  for (const Finding& f : findings) {
    well = well && (f.ok || !f.needed);
    list.push_back({{"what", f.what}, {"ok", f.ok}, {"needed", f.needed}, {"text", f.text}});
    const char* verdict = f.ok ? "ok" : f.needed ? "fix" : "note";
    if (!json) fmt::print("{:<4} {:<12} {}\n", verdict, f.what, f.text);
  }
  using Json = nlohmann::ordered_json;
  if (json) fmt::print("{}\n", list.dump(2, ' ', false, Json::error_handler_t::replace));
  return well ? kOk : complain("something needs fixing, see the lines marked fix", kNotGood);
}

}  // namespace lac::cli
