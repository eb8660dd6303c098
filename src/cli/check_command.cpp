#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/math.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "rubric/rubric.h"
#include "scenario/experiment.h"
#include "scenario/repair.h"
#include "scenario/scenario.h"
#include "study/quantities.h"
#include "technique/technique.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostRepaired = std::size_t{1} << 20;

Json problem_json(const Problem& p) {
  return {{"file", p.file}, {"line", p.line}, {"column", p.column}, {"message", p.message}};
}

/// How several events become one number.
const char* over_word(technique::Over over) {
  return over == technique::Over::Sum    ? "sum over the run"
         : over == technique::Over::Most ? "most over the run"
                                         : "mean over the run, by length";
}

/// A measure's example as a bound in a file would be written: "8 mm", "9 kPa", 0.8.
std::string as_written(const technique::MeasureInfo& m) {
  struct Spoken {
    std::string_view unit, spoken;
    double per_SI;
  };
  constexpr Spoken kSpoken[] = {
      {"m", "mm", 1e3},     {"Pa", "kPa", 1e-3}, {"rad", "deg", 180.0 / kPi},
      {"m/s", "mm/s", 1e3}, {"m3", "mL", 1e6},   {"s", "s", 1.0},
      {"N", "N", 1.0},      {"Hz", "Hz", 1.0}};
  const std::size_t colon = std::min(m.example.find(": "), m.example.size());
  const std::string number = m.example.substr(0, colon);
  std::string written = number, tells = m.example.substr(std::min(colon + 2, m.example.size()));
  for (const Spoken& row : kSpoken) {
    if (row.unit != m.unit) continue;
    const std::string quantity =
        fmt::format("{:.3g} {}", std::strtod(number.c_str(), nullptr) * row.per_SI, row.spoken);
    written = "\"" + quantity + "\"";
    if (tells == quantity) tells.clear();
  }
  return tells.empty() ? written : written + ": " + tells;
}

/// Mends the characters of a file or a case's files; what was there stays beside it.
Outcome repair_files(const fs::path& file_or_folder) {
  for (const fs::path& file : scenario::files_of(file_or_folder)) {
    const auto bytes = read_file(file, kMostRepaired);
    if (!bytes) return bytes.problems();
    std::vector<std::string> done;
    const std::string better = scenario::repaired(*bytes, done);
    if (better == *bytes) continue;
    const fs::path before = file.string() + ".before";
    std::error_code error;
    if (fs::exists(before, error))
      return problem("is there already; look at it and delete it, then repair again",
                     before.string());
    if (Outcome kept = write_file(before, *bytes); !kept) return kept;
    if (Outcome written = write_file(file, better); !written) return written;
    fmt::print(stderr, "{}: mended: {}; what it was is in {}\n", file.string(),
               fmt::join(done, ", "), before.filename().string());
  }
  return success();
}

}  // namespace

int check_files(const std::vector<std::string>& files, bool json, bool repair) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  Json all = Json::array();
  int missing = 0, bad = 0;
  std::size_t problems = 0;
  for (const std::string& file : files) {
    std::error_code error;
    fs::path path = find_file(file, *data);
    if (!fs::exists(path, error)) {
      // a bare name may mean a case
      const auto folder = find_case(file, *data);
      if (folder) {
        path = *folder;
      } else {
        ++missing;
        const bool bare = file.find_first_of("/.") == std::string::npos;
        complain(bare ? folder.problems().front().message : "there is no file " + file, kBadUsage);
        all.push_back({{"file", file}, {"line", 0}, {"column", 0}, {"message", "no such file"}});
        continue;
      }
    }
    if (repair)
      if (const Outcome mended = repair_files(path); !mended)
        return complain(mended.problems(), kBadUsage);
    const Outcome checked = scenario::check_file(path, *data, study::quantity_names());
    if (checked) {
      if (!json) fmt::print("{}: good\n", file);
      continue;
    }
    ++bad;
    problems += checked.problems().size();
    for (const Problem& p : checked.problems()) {
      if (json) {
        all.push_back(problem_json(p));
      } else {
        fmt::print("{}\n", p.text());
      }
    }
  }
  if (json) fmt::print("{}\n", all.dump(2, ' ', false, Json::error_handler_t::replace));
  if (bad > 0) {
    complain(fmt::format("{} problem{} in {} file{}, listed on standard output", problems,
                         problems == 1 ? "" : "s", bad, bad == 1 ? "" : "s"),
             kNotGood);
  }
  return missing > 0 ? kBadUsage : bad > 0 ? kNotGood : kOk;
}

int print_metrics(bool json) {
  Json techniques = Json::array(), metrics = Json::array();
  for (const technique::MeasureInfo& m : technique::measure_table()) {
    techniques.push_back({{"technique", m.technique},
                          {"name", m.name},
                          {"unit", m.unit},
                          {"meaning", m.meaning},
                          {"over", over_word(m.over)},
                          {"example", m.example}});
  }
  for (const rubric::MetricInfo& m : rubric::metric_table()) {
    metrics.push_back({{"name", m.name},
                       {"unit", m.unit},
                       {"meaning", m.meaning},
                       {"example", rubric::example_bound(m.unit)}});
  }
  if (json) {
    fmt::print("{}\n", Json{{"techniques", techniques}, {"metrics", metrics}}.dump(2));
    return kOk;
  }
  fmt::print(
      "Measures of a recognised technique (kinds measure, coverage, rhythm, limit, avoid):\nname, "
      "unit, a bound as it is written, meaning\n");
  std::string last;
  for (const technique::MeasureInfo& m : technique::measure_table()) {
    if (m.technique != last) fmt::print("\n  {}\n", m.technique);
    last = m.technique;
    fmt::print("    {:<22} {:<5} {} ({}); as {}\n", m.name, m.unit, m.meaning, over_word(m.over),
               as_written(m));
  }
  fmt::print(
      "\nObserved quantities (kinds limit, outcome): name, unit, a bound as it is written, "
      "meaning\n\n");
  for (const rubric::MetricInfo& m : rubric::metric_table()) {
    fmt::print("    {:<28} {:<5} {:<11} {}\n", m.name, m.unit, rubric::example_bound(m.unit),
               m.meaning);
  }
  return kOk;
}

int print_schema(const std::string& kind, bool page) {
  if (page) {
    fmt::print("{}", scenario::reference_page());
    return kOk;
  }
  const auto schema = scenario::json_schema(kind);
  if (!schema) return complain(schema.problems(), kBadUsage);
  fmt::print("{}", *schema);
  return kOk;
}

}  // namespace lac::cli
