#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "scenario/scenario.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;

// What every case needs, filled in as an example that already passes `lactasim check`.
constexpr std::string_view kCase =
    R"toml(# A LactaSim case. Lines that begin with # are notes; delete them as you like.
# Check it:  lactasim check {0}
# Try it:    lactasim run {0} --input expert --out out
format = 1
title = "{1}"
summary = "One or two sentences for the case list."
objectives = ["What the learner will be able to do"]

[prebrief]
text = """
What the learner reads before meeting the patient. Plain words, a few lines.
"""

[patient]
name = "Name the patient gives"
history = "What the notes say."
baby = "Last feed, weight, nappies, colour, alertness."

[[phase]]
id = "meet"
title = "Meet"
goal = "Introduce yourself, explain, ask."

[[phase]]
id = "hands-on"
title = "Hands-on"
goal = "Touch with care, and ask as you go."

[[phase]]
id = "decide"
title = "Decide"
goal = "Close the visit."

[[action]]
id = "consent"
label = "Ask for consent"
phase = "meet"
reply = "\"Yes, that is fine.\""

[[action]]
id = "ask-pain"
label = "Ask about pain"

[[action]]
id = "finish"
label = "Finish the visit"
phase = "decide"
decides = true

[[utterance]]
id = "ouch"
trigger = "pain-5"
text = "That hurts."

[[utterance]]
id = "stop"
trigger = "stop"
text = "Please stop."

[[criterion]]
id = "consent_first"
text = "Asks for consent before any touch"
why = "Touch without consent is never acceptable."
instead = "Say what you would like to do, and wait for a yes."
domain = "communication"
kind = "gate"
first = "consent"
then = "touch"
weight = 10
critical = true
source = "uk-skills"
grade = "guideline"
)toml";

constexpr std::string_view kDemo = R"toml(# A demonstration: what an expert would do, step by step.
format = 1
title = "Expert"
kind = "expert"

[[step]]
do = "action"
action = "consent"

[[step]]
do = "press"
posture = "flat-pads"
at = "3 o'clock"
r = "50 mm"
press = "1 N"
hold = "2 s"

[[step]]
do = "action"
action = "finish"
)toml";

// Every key there is, as notes at the end of the file.
std::string all_keys() {
  std::string text = "\n# ---- every key a case may have ----\n";
  std::string table = "?";
  for (const scenario::FieldInfo& field : scenario::field_table()) {
    if (!field.table.starts_with("scenario")) continue;
    if (field.table != table) text += "#\n# " + field.table + "\n";
    table = field.table;
    text += fmt::format("#   {:<22} {}{}{}\n", field.name, field.help,
                        field.range.empty() ? "" : "; " + field.range,
                        field.fallback.empty() ? "" : "; default " + field.fallback);
  }
  return text;
}

bool good_name(const std::string& name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

}  // namespace

int new_scenario(const std::string& name, const std::string& folder) {
  if (!good_name(name)) {
    return complain("a case's name has lower-case letters, digits, _ and - only, at most 64",
                    kBadUsage);
  }
  std::error_code error;
  const fs::path place =
      (folder.empty()
           ? (fs::is_directory("scenarios", error) ? fs::path("scenarios") : fs::path("."))
           : fs::path(folder)) /
      name;
  if (fs::exists(place, error)) {
    return complain(place.string() + " is there already; choose another name", kBadUsage);
  }
  if (const Outcome made = make_writable_folder(place / "demo"); !made) {
    return complain(made.problems(), kBadUsage);
  }

  // the title in plain words, as a start
  std::string title = name;
  std::replace(title.begin(), title.end(), '_', ' ');
  if (title[0] >= 'a' && title[0] <= 'z') title[0] -= 'a' - 'A';
  std::string text(kCase);
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"{0}", place.string()},
                                 std::pair<std::string, std::string>{"{1}", title}}) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
      text.replace(at, from.size(), to);
      at += to.size();
    }
  }
  for (const Outcome& written : {write_file(place / "scenario.toml", text + all_keys()),
                                 write_file(place / "demo" / "expert.toml", kDemo)}) {
    if (!written) return complain(written.problems(), kBadUsage);
  }
  fmt::print("{}\n{}\n", (place / "scenario.toml").string(),
             (place / "demo" / "expert.toml").string());
  return kOk;
}

}  // namespace lac::cli
