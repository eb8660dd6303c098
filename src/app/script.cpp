#include "app/script.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <sstream>

#include "base/file.h"

namespace lac::app {
namespace {

constexpr std::size_t kMostScriptBytes = 1 << 20;
constexpr int kMostWalk = 400;        // steps of the ring that are tried
constexpr float kStill_px = 2.0f;     // a text that moved less stays under the pointer
constexpr double kGuideRest_s = 0.4;  // between steps of the guide: its next one has to come

struct Command {
  const char* name;
  int numbers;  // after it
  bool words;   // instead of numbers
};
constexpr std::array<Command, 22> kCommands{
    {{"screen", 0, true},    {"click", 0, true},   {"expect", 0, true}, {"absent", 0, true},
     {"key", 0, true},       {"hold", 0, true},    {"let", 0, true},    {"type", 0, true},
     {"at", 2, false},       {"down", 0, true},    {"up", 0, true},     {"wheel", 1, false},
     {"pad", 0, true},       {"walk", 0, true},    {"press", 0, true},  {"wait", 1, false},
     {"patience", 1, false}, {"guided", 0, false}, {"size", 2, false},  {"minimise", 0, false},
     {"restore", 0, false},  {"picture", 0, true}}};

std::optional<int> key_named(std::string name) {
  static constexpr std::array<std::pair<const char*, int>, 12> named{
      {{"space", GLFW_KEY_SPACE},
       {"escape", GLFW_KEY_ESCAPE},
       {"enter", GLFW_KEY_ENTER},
       {"tab", GLFW_KEY_TAB},
       {"f5", GLFW_KEY_F5},
       {"f6", GLFW_KEY_F6},
       {"left", GLFW_KEY_LEFT},
       {"right", GLFW_KEY_RIGHT},
       {"end", GLFW_KEY_END},
       {"home", GLFW_KEY_HOME},
       {"pageup", GLFW_KEY_PAGE_UP},
       {"pagedown", GLFW_KEY_PAGE_DOWN}}};
  for (const auto& [key, code] : named)
    if (name == key) return code;
  if (name.size() != 1) return std::nullopt;
  const char c = name[0];
  if (c >= 'a' && c <= 'z') return GLFW_KEY_A + (c - 'a');
  if (c >= '0' && c <= '9') return GLFW_KEY_0 + (c - '0');
  return std::nullopt;
}

// How much of a text can be seen: 1 whole, 0 none of it.
bool visible(const ui::DrawnText& t) {
  return t.box.x < t.clip.x + t.clip.w && t.box.x + t.box.w > t.clip.x &&
         t.box.y + 0.5f * t.box.h < t.clip.y + t.clip.h && t.box.y + 0.5f * t.box.h > t.clip.y;
}

const ui::DrawnText* find(const SeenFrame& seen, const std::string& words, bool hidden_too) {
  // the same words whole come before words that hold them; the newest lies on top
  for (const bool whole : {true, false})
    for (auto t = seen.texts->rbegin(); t != seen.texts->rend(); ++t) {
      const bool fits = whole ? t->words == words : t->words.find(words) != std::string::npos;
      if (fits && (hidden_too || visible(*t))) return &*t;
    }
  return nullptr;
}

double resident_MB() {
  long pages = 0, resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r"); file != nullptr) {
    if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) * 1e-6;
}

}  // namespace

Expected<Script> Script::read(const std::filesystem::path& file) {
  const auto text = read_file(file, kMostScriptBytes);
  if (!text) return text.problems();
  Script script;
  std::istringstream in(*text);
  std::string row;
  for (int number = 1; std::getline(in, row); ++number) {
    if (const auto hash = row.find('#'); hash != std::string::npos) row.resize(hash);
    row.erase(row.find_last_not_of(" \t\r") + 1);
    std::istringstream words(row);
    Line line{.number = number};
    if (!(words >> line.command)) continue;
    if (words >> std::ws; !words.eof()) std::getline(words, line.words);
    const auto known = std::find_if(kCommands.begin(), kCommands.end(),
                                    [&](const Command& c) { return line.command == c.name; });
    bool right = line.command == "memory" || known != kCommands.end();
    if (known != kCommands.end()) {
      std::istringstream numbers(line.words);
      if (known->numbers > 0) right = static_cast<bool>(numbers >> line.a);
      if (known->numbers > 1) right = right && static_cast<bool>(numbers >> line.b);
      if (known->words) right = right && !line.words.empty();
    }
    if (!right)
      return problem("line " + std::to_string(number) + " is no command of a script: `" + row + "`",
                     file.string());
    script.lines_.push_back(std::move(line));
  }
  return script;
}

void Script::fail(const Line& line, const SeenFrame& seen, const std::string& why) {
  trouble_ = "line " + std::to_string(line.number) + ", `" + line.command +
             (line.words.empty() ? "" : " " + line.words) + "`: " + why + " (screen " +
             seen.screen + ")";
}

PlayedInput Script::next(const SeenFrame& seen, Deed& deed) {
  now_.on = true;
  now_.wheel = 0.0f;
  now_.keys.clear();
  now_.typed.clear();
  if (ended()) return now_;
  if (since_s_ < 0.0) since_s_ = seen.now_s;
  const Line& line = lines_[at_];
  if (carry_out(line, seen, now_, deed)) {
    ++at_;
    since_s_ = -1.0;
    stage_ = walked_ = 0;
  } else if (trouble_.empty() && seen.now_s - since_s_ > patience_s_) {
    fail(line, seen, "did not come about");
  }
  return now_;
}

// True when the line is done.
bool Script::carry_out(const Line& line, const SeenFrame& seen, PlayedInput& out, Deed& deed) {
  const std::string& c = line.command;
  if (c == "screen") return seen.screen == line.words;
  if (c == "expect") return find(seen, line.words, false) != nullptr;
  if (c == "absent") {
    if (find(seen, line.words, true) != nullptr) fail(line, seen, "is on the screen");
    return trouble_.empty();
  }
  if (c == "click") return click(line.words, seen, out);
  if (c == "guided") return follow_guide(seen, out);
  if (c == "key" || c == "hold" || c == "let") return key(line, out);
  if (c == "walk") return walk(line, seen, out);
  if (c == "press") return press_pad(line, out);
  if (c == "wait") return seen.now_s - since_s_ >= std::min(line.a, patience_s_);
  if (c == "type") {
    out.typed = line.words;
  } else if (c == "at") {
    out.x = static_cast<float>(line.a) * 1e-3f * seen.width;
    out.y = static_cast<float>(line.b) * 1e-3f * seen.height;
  } else if (c == "down" || c == "up") {
    out.down[line.words == "right" ? 1 : 0] = c == "down";
  } else if (c == "pad") {
    std::istringstream words(line.words);
    std::string name;
    float value = 0.0f;
    out.pad.connected = true;
    if (!(words >> name >> value) || !set_by_name(out.pad, name, value))
      fail(line, seen, "nothing of a gamepad is called so");
  } else if (c == "wheel") {
    out.wheel = static_cast<float>(line.a);
  } else if (c == "patience") {
    patience_s_ = line.a;
  } else if (c == "size") {
    deed = {Deed::Kind::Size, static_cast<int>(line.a), static_cast<int>(line.b), {}};
  } else if (c == "minimise" || c == "restore") {
    deed.kind = c == "minimise" ? Deed::Kind::Minimise : Deed::Kind::Restore;
  } else if (c == "picture") {
    deed = {Deed::Kind::Picture, 0, 0, line.words};
  } else if (c == "memory") {
    const auto heap = mallinfo2();
    std::printf("memory %.1f MB, heap %.1f MB in use\n", resident_MB(),
                1e-6 * static_cast<double>(heap.uordblks + heap.hblkhd));
    std::fflush(stdout);
  }
  return true;
}

bool Script::key(const Line& line, PlayedInput& out) {
  std::string name = line.words;
  const bool control = name.starts_with("ctrl+");
  if (control) name = name.substr(5);
  const std::optional<int> code = key_named(name);
  if (!code) {
    trouble_ = "line " + std::to_string(line.number) + ": no key is called `" + line.words + "`";
    return false;
  }
  if (line.command == "let") std::erase(out.held, *code);
  if (line.command == "hold") out.held.push_back(*code);
  if (line.command != "let") {
    if (control) out.keys.push_back(GLFW_KEY_LEFT_CONTROL);
    out.keys.push_back(*code);
  }
  return true;
}

// One step every few frames, until the ring is round the text.
bool Script::walk(const Line& line, const SeenFrame& seen, PlayedInput& out) {
  const ui::Box& f = seen.focus;
  const bool there =
      std::any_of(seen.texts->begin(), seen.texts->end(), [&](const ui::DrawnText& t) {
        const float x = t.box.x + 0.5f * t.box.w, y = t.box.y + 0.5f * t.box.h;
        return t.words.find(line.words) != std::string::npos && x > f.x && x < f.x + f.w &&
               y > f.y && y < f.y + f.h;
      });
  if (there && stage_ == 0) return true;
  if (stage_ == 0) {
    if (++walked_ > kMostWalk) fail(line, seen, "the ring never came there");
    if (out.pad.connected)
      set_by_name(out.pad, "down", 1.0f);
    else
      out.keys.push_back(GLFW_KEY_TAB);
  }
  if (stage_ == 1 && out.pad.connected) set_by_name(out.pad, "down", 0.0f);
  stage_ = (stage_ + 1) % 4;
  return false;
}

// Down in one frame, up in another, and one for what it does.
bool Script::press_pad(const Line& line, PlayedInput& out) {
  out.pad.connected = true;
  if (stage_ == 0 && !set_by_name(out.pad, line.words, 1.0f)) {
    trouble_ = "line " + std::to_string(line.number) + ": no button is called `" + line.words + "`";
    return false;
  }
  if (stage_ == 2) set_by_name(out.pad, line.words, 0.0f);
  return ++stage_ > 3;
}

bool Script::click(const std::string& text, const SeenFrame& seen, PlayedInput& out) {
  if (stage_ == 0) {
    const ui::DrawnText* const shown = find(seen, text, false);
    if (shown == nullptr) {
      // scrolled away: the wheel brings it, over the panel that holds it
      const ui::DrawnText* const hidden = find(seen, text, true);
      if (hidden == nullptr || !hidden->scrolls) return false;
      out.x = hidden->clip.x + 0.5f * hidden->clip.w;
      out.y = hidden->clip.y + 0.5f * hidden->clip.h;
      out.wheel = hidden->box.y > hidden->clip.y ? -0.5f : 0.5f;
      return false;
    }
    out.x = shown->box.x + 0.5f * shown->box.w;
    out.y = shown->box.y + 0.5f * shown->box.h;
  }
  // what scrolled away from under the pointer meanwhile is gone after, as an eye would
  if (stage_ == 2) {
    const ui::DrawnText* const shown = find(seen, text, false);
    if (shown == nullptr || std::abs(shown->box.x + 0.5f * shown->box.w - out.x) > kStill_px ||
        std::abs(shown->box.y + 0.5f * shown->box.h - out.y) > kStill_px) {
      stage_ = 0;
      return false;
    }
  }
  // over it, down, up, and a frame for what it does
  if (stage_ == 2) out.down[0] = true;
  if (stage_ == 4) out.down[0] = false;
  return ++stage_ > 6;
}

bool Script::follow_guide(const SeenFrame& seen, PlayedInput& out) {
  if (stage_ == 0) {
    if (find(seen, "End the case", false) != nullptr) {
      clicking_ = "End the case";
      if (click(clicking_, seen, now_)) stage_ = 0;
      return false;
    }
    if (find(seen, "Next step", true) == nullptr) return seen.now_s - since_s_ > kGuideRest_s;
    // by hand: the guide goes on; else its own button stands below its heading
    clicking_ = find(seen, "The pale hand shows how.", true) != nullptr ? "Skip" : "";
    if (clicking_.empty()) {
      for (std::size_t k = 0; k + 1 < seen.texts->size(); ++k)
        if ((*seen.texts)[k].words == "Next step") clicking_ = (*seen.texts)[k + 1].words;
    }
    since_s_ = seen.now_s;
  }
  if (click(clicking_, seen, out)) stage_ = 0;
  return false;
}

}  // namespace lac::app
