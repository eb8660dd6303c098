#include "app/settings_file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"

namespace lac::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

fs::path settings_path() {
  if (const char* config = std::getenv("XDG_CONFIG_HOME"); config != nullptr && *config != '\0')
    return fs::path(config) / "lactasim" / "settings.json";
  const char* home = std::getenv("HOME");
  return fs::path(home != nullptr ? home : ".") / ".config" / "lactasim" / "settings.json";
}

}  // namespace

ui::Settings read_settings() {
  ui::Settings s;
  const auto text = read_file(settings_path());
  if (!text) return s;
  const Json j = Json::parse(*text, nullptr, false);
  if (!j.is_object()) return s;
  const auto flag = [&](const char* key, bool& into) {
    if (const auto at = j.find(key); at != j.end() && at->is_boolean()) into = at->get<bool>();
  };
  if (const auto at = j.find("text_percent"); at != j.end() && at->is_number())
    s.text_scale = std::clamp(at->get<float>() / 100.0f, 0.8f, 2.0f);
  if (const auto at = j.find("theme"); at != j.end() && at->is_number_integer())
    s.theme = std::clamp(at->get<int>(), 0, 3);
  if (const auto at = j.find("teaching_tone"); at != j.end() && at->is_number_integer())
    s.teaching_tone = std::clamp(at->get<int>(), 0, ui::Settings::kThreeTones);
  flag("reduced_motion", s.reduced_motion);
  flag("plain_picture", s.plain_quality);
  flag("plain_picture_chosen", s.quality_chosen);
  flag("notice_seen", s.notice_seen);
  flag("first_steps_done", s.first_steps_done);
  flag("captions", s.captions);
  flag("sound", s.sound);
  flag("pressure_mmHg", s.pressure_mmHg);
  return s;
}

Outcome write_settings(const ui::Settings& s) {
  const fs::path path = settings_path();
  if (Outcome made = make_writable_folder(path.parent_path()); !made) return made;
  const Json j{{"format", 1},
               {"text_percent", static_cast<int>(std::lround(100.0f * s.text_scale))},
               {"theme", s.theme},
               {"reduced_motion", s.reduced_motion},
               {"plain_picture", s.plain_quality},
               {"plain_picture_chosen", s.quality_chosen},
               {"notice_seen", s.notice_seen},
               {"first_steps_done", s.first_steps_done},
               {"captions", s.captions},
               {"sound", s.sound},
               {"pressure_mmHg", s.pressure_mmHg},
               {"teaching_tone", s.teaching_tone}};
  return write_file(path, j.dump(2));
}

}  // namespace lac::app
