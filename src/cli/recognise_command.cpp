#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "scenario/scenario.h"
#include "session/session.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using technique::TechniqueEvent;

const char* side_name(const TechniqueEvent& event) {
  return event.side == anatomy::Side::Left ? "left" : "right";
}

Json json_of(const TechniqueEvent& event) {
  Json measures = Json::array();
  for (const auto& [name, value] : event.measures) {
    const technique::MeasureInfo* info = technique::find_measure(event.id, name);
    Json shown = std::isfinite(value) ? Json(value) : Json(nullptr);
    measures.push_back({{"name", name}, {"value", shown}, {"unit", info ? info->unit : ""}});
  }
  Json told = {
      {"id", event.id},           {"start_s", event.start_s},           {"end_s", event.end_s},
      {"side", side_name(event)}, {"because", event.because.english()}, {"nearest", event.nearest},
      {"measures", measures}};
  if (!event.map_s.empty()) told["map_s"] = event.map_s;
  return told;
}

// What was recognised, a block each: when, what, why, the measures.
void print_events(const std::vector<TechniqueEvent>& events) {
  if (events.empty()) fmt::print("no technique was recognised\n");
  for (const TechniqueEvent& event : events) {
    fmt::print("{:7.1f} .. {:7.1f} s  {:<5}  {}\n", event.start_s, event.end_s, side_name(event),
               event.id);
    fmt::print("      {}\n", event.because.english());
    if (!event.nearest.empty()) fmt::print("      {}\n", event.nearest);
    for (const auto& [name, value] : event.measures) {
      const technique::MeasureInfo* info = technique::find_measure(event.id, name);
      fmt::print("        {:<22} {:>11.4g} {:<4} {}\n", name, value, info ? info->unit : "",
                 info ? info->meaning : "");
    }
  }
}

// The case a demonstration belongs to: as told, or the folder it lies in.
Expected<fs::path> case_of(const RecogniseOptions& options, const fs::path& data) {
  if (!options.case_name.empty()) return find_case(options.case_name, data);
  const fs::path file(options.input);
  const fs::path folder = file.parent_path().parent_path();
  std::error_code ignored;
  if (fs::is_regular_file(file, ignored) && fs::exists(folder / "scenario.toml", ignored))
    return folder;
  return problem("say which case the demonstration belongs to: --case NAME");
}

Expected<session::SessionLog> play(const RecogniseOptions& options, const fs::path& data) {
  Progress progress("recognise");
  const auto tell = [&](double done) { return progress.tell(done); };
  std::error_code error;
  if (fs::path(options.input).extension() == ".lacrec" || fs::is_directory(options.input, error)) {
    const auto recording = find_recording(options.input);
    if (!recording) return recording.problems();
    auto replayed = session::replay(*recording, options.threads, data, tell, steady_s);
    if (!replayed) return replayed.problems();
    return std::move(replayed->log);
  }
  const auto folder = case_of(options, data);
  if (!folder) return folder.problems();
  const auto input = find_input(options.input, *folder);
  if (!input) return input.problems();
  const auto spec = scenario::read_scenario(*folder, data);
  if (!spec) return spec.problems();
  const auto demo = scenario::read_choreography(*input);
  if (!demo) return demo.problems();
  const anatomy::Level level = options.level == "standard" ? anatomy::Level::Standard
                               : options.level == "fine"   ? anatomy::Level::Fine
                                                           : anatomy::Level::Coarse;
  return session::run_headless(*spec, *demo, level, options.threads, data, nullptr, tell, steady_s);
}

}  // namespace

int recognise(const RecogniseOptions& options) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  const auto log = play(options, *data);
  if (!log) return complain(log.problems(), kBadUsage);
  Json events = Json::array();
  for (const TechniqueEvent& event : log->techniques) events.push_back(json_of(event));
  const Json all = {{"case", log->scenario.name}, {"input", options.input}, {"events", events}};
  const Outcome written =
      write_file(options.out, all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  if (!written) return complain(written.problems(), kBadUsage);
  print_events(log->techniques);
  fmt::print("{} technique{}, in full in {}\n", log->techniques.size(),
             log->techniques.size() == 1 ? "" : "s", options.out);
  return log->failed ? complain(log->trouble, kNotGood) : kOk;
}

}  // namespace lac::cli
