#include "app/runs.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/file.h"

namespace lac::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kFormat = 1;
constexpr const char* kCard = "run.json";
// what a run's folder may hold; nothing else is ever deleted
constexpr std::array<const char*, 5> kOwnFiles{kCard, "report.html", "report.json", "marks.csv",
                                               "session.lacrec"};

fs::path runs_folder() { return user_folder() / "runs"; }

std::string stamp(const char* format) {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[40];
  std::strftime(text, sizeof(text), format, &local);
  return text;
}

// A file of ours as JSON; null if it is missing or damaged.
Json read_json(const fs::path& file) {
  const auto text = read_file(file);
  return text ? Json::parse(*text, nullptr, false) : Json();
}

Json review_json(const session::Review& review) {
  Json out{{"self_rating", review.self_rating},
           {"reaction", review.reaction},
           {"global_rating", review.global_rating},
           {"global_note", review.global_note},
           {"overrules", Json::array()},
           {"bookmarks", Json::array()}};
  for (const auto& o : review.overrules)
    out["overrules"].push_back(
        {{"criterion", o.criterion}, {"credit", o.credit}, {"reason", o.reason}});
  for (const auto& b : review.bookmarks)
    out["bookmarks"].push_back({{"time_s", b.time_s}, {"note", b.note}});
  return out;
}

}  // namespace

std::string shown_path(const fs::path& path) {
  const char* const home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') return path.string();
  const fs::path below = path.lexically_relative(home);
  if (below.empty() || *below.begin() == "..") return path.string();
  return (fs::path("~") / below).lexically_normal().string();
}

fs::path new_run_folder(const std::string& case_name) {
  const std::string name = stamp("%Y-%m-%d-%H%M%S") + "-" + case_name;
  fs::path folder = runs_folder() / name;
  std::error_code error;
  for (int k = 2; fs::exists(folder, error); ++k)
    folder = runs_folder() / (name + "-" + std::to_string(k));
  return folder;
}

Expected<fs::path> begin_run(const scenario::ScenarioSpec& spec, session::Mode mode) {
  const fs::path folder = new_run_folder(spec.name);
  if (const Outcome made = make_writable_folder(folder); !made) return made.problems();
  session::SessionLog log{.mode = mode};
  log.scenario.name = spec.name;
  log.scenario.title = spec.title;
  if (const Outcome card = write_run_card(folder, log, false); !card) return card.problems();
  return folder;
}

// The moment of the run stays what it was when the card was first written.
std::string run_when(const fs::path& folder) {
  const Json card = read_json(folder / kCard);
  const bool known = card.is_object() && card.contains("when") && card["when"].is_string();
  return known ? card["when"].get<std::string>() : stamp("%Y-%m-%d %H:%M");
}

Outcome write_run_card(const fs::path& folder, const session::SessionLog& log, bool ended) {
  const Json before = read_json(folder / kCard);
  const Json card{{"format", kFormat},
                  {"when", run_when(folder)},
                  {"case", log.scenario.name},
                  {"title", log.scenario.title},
                  {"finished", ended || (before.is_object() && before.value("finished", true))},
                  {"mode", static_cast<int>(log.mode)},
                  {"safe", log.score.safe},
                  {"total", log.score.total},
                  {"marked", !log.score.rows.empty()},
                  {"length_s", log.timing.simulated_s},
                  {"review", review_json(log.review)}};
  return write_file(folder / kCard, card.dump(2, ' ', false, Json::error_handler_t::replace));
}

session::Review read_review(const fs::path& folder) {
  session::Review out;
  const Json card = read_json(folder / kCard);
  try {
    const Json& r = card.at("review");
    out.self_rating = std::clamp(r.at("self_rating").get<int>(), 0, 5);
    out.reaction = r.at("reaction").get<std::string>();
    out.global_rating = std::clamp(r.at("global_rating").get<int>(), 0, 5);
    out.global_note = r.at("global_note").get<std::string>();
    for (const Json& o : r.at("overrules"))
      out.overrules.push_back({o.at("criterion").get<std::string>(),
                               std::clamp(o.at("credit").get<double>(), 0.0, 1.0),
                               o.at("reason").get<std::string>()});
    for (const Json& b : r.at("bookmarks"))
      out.bookmarks.push_back({b.at("time_s").get<double>(), b.at("note").get<std::string>()});
  } catch (const Json::exception&) {
    // a damaged card loses its review, never the run
  }
  return out;
}

std::vector<EarlierMark> read_marks(const fs::path& folder) {
  std::vector<EarlierMark> out;
  const Json report = read_json(folder / "report.json");
  try {
    for (const Json& row : report.at("criteria")) {
      const Json& value = row.at("value");
      if (row.at("credit").is_null()) continue;  // it did not come up
      out.push_back(
          {row.at("id").get<std::string>(), std::clamp(row.at("credit").get<double>(), 0.0, 1.0),
           value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN()});
    }
  } catch (const Json::exception&) {
    // a damaged report has nothing to compare with
    out.clear();
  }
  return out;
}

std::vector<ui::RunCard> list_runs() {
  std::vector<ui::RunCard> runs;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(runs_folder(), error)) {
    if (!fs::exists(entry.path() / "session.lacrec", error)) continue;
    ui::RunCard run{.folder = entry.path().string(), .title = entry.path().filename().string()};
    const Json card = read_json(entry.path() / kCard);
    try {
      run.when = card.at("when").get<std::string>();
      run.title = card.at("title").get<std::string>();
      run.case_name = card.at("case").get<std::string>();
      run.mode = card.at("mode").get<int>();
      run.safe = card.at("safe").get<bool>();
      run.total = card.at("total").get<double>();
      run.marked = card.at("marked").get<bool>();
      run.length_s = card.at("length_s").get<double>();
      run.finished = card.value("finished", true);
    } catch (const Json::exception&) {
      run.marked = false;
    }
    // marks of what was done before it broke off are nobody's result
    if (!run.finished) run.marked = false;
    runs.push_back(std::move(run));
  }
  // folders begin with the moment, so their names are in order
  std::sort(runs.begin(), runs.end(),
            [](const ui::RunCard& a, const ui::RunCard& b) { return a.folder > b.folder; });
  return runs;
}

Outcome delete_run(const fs::path& folder) {
  std::error_code error;
  const fs::path parent = fs::weakly_canonical(folder, error).parent_path();
  if (error || parent != fs::weakly_canonical(runs_folder(), error) ||
      (!fs::exists(folder / "session.lacrec", error) && !fs::exists(folder / kCard, error)))
    return problem("this is not one of the program's own runs, so it is left alone",
                   folder.string());
  for (const char* name : kOwnFiles) fs::remove(folder / name, error);
  // somebody else's file in there keeps the folder
  fs::remove(folder, error);
  if (fs::exists(folder / "session.lacrec"))
    return problem("the run could not be deleted; look at the folder's permissions",
                   folder.string());
  return success();
}

}  // namespace lac::app
