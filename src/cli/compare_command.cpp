#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "debrief/report.h"
#include "session/session.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostReportBytes = std::size_t{64} << 20;
constexpr double kSameCredit = 0.005;

/// Two reports and what to call them.
struct Pair {  // NOLINT(bugprone-exception-escape): Json's move is what the library says
  Json first, second;
  std::string first_name, second_name;
};

Expected<Json> parse_report(const fs::path& file) {
  const Expected<std::string> text = read_file(file, kMostReportBytes);
  if (!text) return text.problems();
  Json report = Json::parse(*text, nullptr, false);
  if (report.is_discarded() || !report.contains("criteria") || !report.contains("score"))
    return problem("this is not a report.json that lactasim wrote", file.string());
  return report;
}

/// What a run is called by: its folder, where the file has the name that all runs' files have.
std::string folder_name(const std::string& named) {
  const fs::path file(named), folder = file.parent_path().filename();
  const bool common = file.filename() == "session.lacrec" || file.filename() == "report.json";
  return common && !folder.empty() ? folder.string() : named;
}

/// The report of a run: its file, its folder's, or made anew from a recording.
Expected<Json> report_of(const std::string& named, const fs::path& data, int threads) {
  std::error_code error;
  fs::path file(named);
  if (fs::is_directory(file, error)) file /= "report.json";
  if (file.extension() != ".lacrec") return parse_report(file);
  const auto recording = session::read_recording(file);
  if (!recording) return recording.problems();
  Progress progress("compare", replay_words(*recording));
  const auto replayed = session::replay(
      *recording, threads, data, [&](double done) { return progress.tell(done); }, steady_s);
  if (!replayed) return replayed.problems();
  return Json::parse(debrief::to_json(replayed->log));
}

/// One recording, marked by two packs: the run is played once.
Expected<Pair> by_packs(const std::string& named, const std::vector<std::string>& packs,
                        const fs::path& data, int threads) {
  const auto recording = find_recording(named);
  if (!recording) return recording.problems();
  Progress progress("compare", fmt::format("{}, then marks it by {} and by {}",
                                           replay_words(*recording), packs[0], packs[1]));
  const auto replayed = session::replay(
      *recording, session::ReplayOptions{.threads = threads, .compare = packs}, data,
      [&](double done) { return progress.tell(done); }, steady_s);
  if (!replayed) return replayed.problems();
  Pair pair{.first_name = packs[0], .second_name = packs[1]};
  session::SessionLog log = replayed->log;
  for (std::size_t i = 0; i < packs.size(); ++i) {
    log.score = replayed->by_pack[i].sheet;
    log.scenario.pack = replayed->by_pack[i].pack;
    log.scenario.pack_edition = replayed->by_pack[i].edition;
    (i == 0 ? pair.first : pair.second) = Json::parse(debrief::to_json(log));
  }
  return pair;
}

const Json* row_of(const Json& report, const std::string& id) {
  for (const Json& row : report["criteria"])
    if (row.value("id", "") == id) return &row;
  return nullptr;
}

double number_of(const Json& row, const char* key) {
  const auto it = row.find(key);
  return it != row.end() && it->is_number() ? it->get<double>() : std::nan("");
}

std::string credit_text(const Json* row) {
  if (row == nullptr) return "-";
  if (!row->value("arose", true)) return "n/a";
  return fmt::format("{:.0f} %", 100.0 * number_of(*row, "credit"));
}

std::string total_text(const Json& report) {
  const Json& score = report["score"];
  const double total = number_of(score, "total");
  return score.value("safe", false) ? fmt::format("{:.1f}", total)
                                    : fmt::format("NOT SAFE ({:.1f})", total);
}

/// Why a row differs: in one sheet alone, or what each run showed.
std::string reason(const Json* a, const Json* b, const Pair& pair) {
  if (a == nullptr || b == nullptr) {
    const Json& row = a == nullptr ? *b : *a;
    return fmt::format("only {} marks this [{}]: {} {}",
                       a == nullptr ? pair.second_name : pair.first_name,
                       row.value("source", "").empty() ? "assumed" : row.value("source", ""),
                       row.value("why", ""), row.value("explanation", ""));
  }
  return fmt::format("{}: {}  {}: {}", pair.first_name, a->value("explanation", ""),
                     pair.second_name, b->value("explanation", ""));
}

struct Line {
  std::string id, first, second, text, why;
  bool differs = false;
};

std::vector<Line> lines_of(const Pair& pair) {
  std::vector<Line> out;
  const auto add = [&](const Json* a, const Json* b) {
    const Json& row = a != nullptr ? *a : *b;
    Line line{.id = row.value("id", ""),
              .first = credit_text(a),
              .second = credit_text(b),
              .text = row.value("text", "")};
    const auto arose = [](const Json* r) { return r->value("arose", true); };
    line.differs =
        a == nullptr || b == nullptr || arose(a) != arose(b) ||
        (arose(a) && !(std::fabs(number_of(*a, "credit") - number_of(*b, "credit")) < kSameCredit));
    if (line.differs) line.why = reason(a, b, pair);
    out.push_back(std::move(line));
  };
  for (const Json& row : pair.first["criteria"])
    add(&row, row_of(pair.second, row.value("id", "")));
  for (const Json& row : pair.second["criteria"])
    if (row_of(pair.first, row.value("id", "")) == nullptr) add(nullptr, &row);
  return out;
}

void print_pair(const Pair& pair) {
  const std::vector<Line> lines = lines_of(pair);
  fmt::print("{:<44} {:>18} {:>18}\n", "", pair.first_name, pair.second_name);
  fmt::print("{:<44} {:>18} {:>18}\n\n", "total of 100", total_text(pair.first),
             total_text(pair.second));
  for (const Line& line : lines)
    fmt::print("{} {:<42} {:>18} {:>18}\n", line.differs ? '*' : ' ', line.id, line.first,
               line.second);
  fmt::print("\nWhat makes them differ\n");
  bool any = false;
  for (const Line& line : lines) {
    if (!line.differs) continue;
    any = true;
    fmt::print("\n* {} ({})\n  {}\n", line.id, line.text, line.why);
  }
  if (!any) fmt::print("  nothing: every row has the same credit\n");
}

void print_json(const Pair& pair) {
  Json rows = Json::array();
  for (const Line& line : lines_of(pair))
    rows.push_back({{"id", line.id},
                    {"first", line.first},
                    {"second", line.second},
                    {"differs", line.differs},
                    {"why", line.why}});
  const Json out{{"first", {{"name", pair.first_name}, {"score", pair.first["score"]}}},
                 {"second", {{"name", pair.second_name}, {"score", pair.second["score"]}}},
                 {"rows", rows}};
  fmt::print("{}\n", out.dump(2, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

int compare_runs(const std::string& a, const std::string& b, const std::vector<std::string>& packs,
                 bool json, int threads) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  if (b.empty() == packs.empty())
    return complain("compare needs either a second run or --packs with two packs", kBadUsage);
  Pair pair;
  if (!packs.empty()) {
    const auto marked = by_packs(a, packs, *data, threads);
    if (!marked) return complain(marked.problems(), kBadUsage);
    pair = *marked;
  } else {
    const auto first = report_of(a, *data, threads), second = report_of(b, *data, threads);
    if (!first) return complain(first.problems(), kBadUsage);
    if (!second) return complain(second.problems(), kBadUsage);
    const auto name = [](const Json& report, const std::string& other) {
      const std::string input = report["run"].value("input", "");
      return input.empty() ? other : input;
    };
    pair = {*first, *second, name(*first, a), name(*second, b)};
    if (pair.first_name == pair.second_name)
      pair.first_name = folder_name(a), pair.second_name = folder_name(b);
    if (pair.first_name == pair.second_name) pair.first_name = a, pair.second_name = b;
  }
  if (json)
    print_json(pair);
  else
    print_pair(pair);
  return kOk;
}

}  // namespace lac::cli
