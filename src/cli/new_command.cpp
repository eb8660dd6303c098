#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "cli/case_template.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "scenario/scenario.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;

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

// What to do with a case that was just made.
void tell_next(const fs::path& place) {
  const bool listed = place.parent_path() == user_folder() / "scenarios";
  fmt::print("{}change it with any text editor, then: lactasim check {}\n",
             listed ? "the app shows it under Cases; " : "", place.string());
}

int copy_case(const std::string& from, const fs::path& place) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  const auto folder = find_case(from, *data);
  if (!folder) return complain(folder.problems(), kBadUsage);
  const auto copied = scenario::copy_case(*folder, place);
  if (!copied) return complain(copied.problems(), kBadUsage);
  fmt::print("{}\n", place.string());
  tell_next(place);
  return kOk;
}

}  // namespace

int new_scenario(const std::string& name, const std::string& folder, const std::string& from) {
  if (!good_name(name)) {
    return complain("a case's name has lower-case letters, digits, _ and - only, at most 64",
                    kBadUsage);
  }
  std::error_code error;
  const fs::path own = user_folder() / "scenarios";
  const fs::path place =
      (folder.empty() ? (fs::is_directory("scenarios", error) ? fs::path("scenarios") : own)
                      : fs::path(folder)) /
      name;
  if (fs::exists(place, error)) {
    return complain(place.string() + " is there already; choose another name", kBadUsage);
  }
  if (!from.empty()) return copy_case(from, place);
  if (const Outcome made = make_writable_folder(place / "demo"); !made) {
    return complain(made.problems(), kBadUsage);
  }

  // the title in plain words, as a start
  std::string title = name;
  std::replace(title.begin(), title.end(), '_', ' ');
  if (title[0] >= 'a' && title[0] <= 'z') title[0] -= 'a' - 'A';
  std::string text(kCaseTemplate);
  for (const auto& [mark, words] : {std::pair<std::string, std::string>{"{0}", place.string()},
                                    std::pair<std::string, std::string>{"{1}", title}}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.replace(at, mark.size(), words);
      at += words.size();
    }
  }
  const std::pair<fs::path, std::string> files[] = {
      {place / "scenario.toml", text + all_keys()},
      {place / "demo" / "expert.toml", std::string(kExpertTemplate)},
      {place / "demo" / "novice.toml", std::string(kNoviceTemplate)}};
  for (const auto& [file, content] : files) {
    if (const Outcome written = write_file(file, content); !written)
      return complain(written.problems(), kBadUsage);
    fmt::print("{}\n", file.string());
  }
  tell_next(place);
  return kOk;
}

}  // namespace lac::cli
