#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "rubric/contraindications.h"
#include "scenario/scenario.h"
#include "scenario/shelf.h"
#include "technique/technique.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using scenario::Shelf;

/// What is told of one thing, in columns; the first is the name that a file would write.
struct Listed {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  Problems problems;  // of files that could not be read
};

/// A case that was asked for: its folder, and what it brings, where it can be read.
struct Asked {
  Shelf shelf;
  std::optional<scenario::ScenarioSpec> spec;
};

void note(Listed& out, const Problems& problems) {
  out.problems.insert(out.problems.end(), problems.begin(), problems.end());
}

Listed cases(const Asked& asked) {
  Listed out{.columns = {"name", "title", "where"}};
  for (const fs::path& folder : all_cases(asked.shelf.data)) {
    const auto spec = scenario::read_scenario(folder, asked.shelf.data);
    out.rows.push_back({folder.filename().string(), spec ? spec->title : "has problems: check it",
                        folder.string()});
  }
  return out;
}

Listed packs(const Asked& asked) {
  Listed out{.columns = {"name", "edition", "rows", "includes", "title"}};
  for (const std::string& name : asked.shelf.names("packs")) {
    const auto pack = scenario::read_pack(name, asked.shelf);
    if (pack)
      out.rows.push_back({name, pack->edition, std::to_string(pack->criteria.size()),
                          pack->includes.empty() ? "-" : pack->includes, pack->title});
    else
      note(out, pack.problems());
  }
  return out;
}

Listed patients(const Asked& asked) {
  Listed out{.columns = {"name", "title"}};
  for (const std::string& name : asked.shelf.names("patients")) {
    const auto title = scenario::patient_title(name, asked.shelf);
    if (title)
      out.rows.push_back({name, *title});
    else
      note(out, title.problems());
  }
  return out;
}

Listed sources(const Asked& asked) {
  Listed out{.columns = {"key", "status", "year", "author", "title"}};
  const auto all = scenario::read_sources(asked.shelf.data);
  if (!all) {
    note(out, all.problems());
    return out;
  }
  const auto add = [&](const scenario::Source& source) {
    out.rows.push_back({source.key,
                        source.retired ? "retired" : std::string(rubric::name(source.status)),
                        source.year, source.author, source.title});
  };
  for (const scenario::Source& source : all->sources) add(source);
  if (asked.spec)
    for (const scenario::Source& source : asked.spec->sources) add(source);
  return out;
}

Listed conditions() {
  Listed out{.columns = {"name", "rules out"}};
  for (const std::string_view condition : rubric::conditions()) {
    std::string ruled_out;
    for (const rubric::Contraindication& line : rubric::contraindications())
      if (line.condition == condition)
        ruled_out += (ruled_out.empty() ? "" : ", ") + std::string(line.technique) +
                     (line.pack.empty() ? "" : fmt::format(" ({})", line.pack));
    out.rows.push_back({std::string(condition), ruled_out.empty() ? "-" : ruled_out});
  }
  return out;
}

Listed techniques() {
  Listed out{.columns = {"name", "measures"}};
  for (const std::string& id : technique::technique_ids()) {
    std::string names;
    for (const technique::MeasureInfo& measure : technique::measure_table())
      if (measure.technique == id) names += (names.empty() ? "" : ", ") + std::string(measure.name);
    out.rows.push_back({id, names});
  }
  return out;
}

void print_table(const Listed& listed) {
  // every column but the last as wide as its widest
  std::vector<std::size_t> width(listed.columns.size());
  const auto widen = [&](const std::vector<std::string>& row) {
    for (std::size_t c = 0; c < row.size(); ++c) width[c] = std::max(width[c], row[c].size());
  };
  widen(listed.columns);
  for (const auto& row : listed.rows) widen(row);
  const auto print = [&](const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c)
      line += c + 1 < row.size() ? fmt::format("{:<{}}  ", row[c], width[c]) : row[c];
    fmt::print("{}\n", line);
  };
  print(listed.columns);
  for (const auto& row : listed.rows) print(row);
}

void print_json(const Listed& listed) {
  Json out = Json::array();
  for (const auto& row : listed.rows) {
    Json thing = Json::object();
    for (std::size_t c = 0; c < row.size(); ++c) thing[listed.columns[c]] = row[c];
    out.push_back(thing);
  }
  fmt::print("{}\n", out.dump(2, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

int list_things(const std::string& what, const std::string& case_name, bool json) {
  const std::vector<std::string> known = {"cases",   "packs",      "patients",
                                          "sources", "conditions", "techniques"};
  if (std::find(known.begin(), known.end(), what) == known.end())
    return complain(fmt::format("there is no list of `{}`{} (one of: {})", what,
                                did_you_mean(what, known), fmt::join(known, ", ")),
                    kBadUsage);
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  Asked asked{.shelf = {.data = *data}};
  if (!case_name.empty()) {
    const auto folder = find_case(case_name, *data);
    if (!folder) return complain(folder.problems(), kBadUsage);
    std::error_code error;
    asked.shelf.own = fs::is_directory(*folder, error) ? *folder : folder->parent_path();
    const auto spec = scenario::read_scenario(*folder, *data);
    if (!spec) return complain(spec.problems(), kBadUsage);
    asked.spec = *spec;
  }
  const Listed listed = what == "cases"        ? cases(asked)
                        : what == "packs"      ? packs(asked)
                        : what == "patients"   ? patients(asked)
                        : what == "sources"    ? sources(asked)
                        : what == "conditions" ? conditions()
                                               : techniques();
  json ? print_json(listed) : print_table(listed);
  return listed.problems.empty() ? kOk : complain(listed.problems, kNotGood);
}

}  // namespace lac::cli
