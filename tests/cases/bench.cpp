#include "bench.h"

#include <algorithm>

namespace lac::cases {
namespace {

const std::filesystem::path kData = ".";

Run play(const std::string& name, const std::string& demo_name) {
  Run run;
  const std::filesystem::path folder = kData / "scenarios" / name;
  const auto spec = scenario::read_scenario(folder, kData);
  REQUIRE_MESSAGE(spec, (spec ? "" : spec.problems().front().text()));
  run.spec = *spec;
  const auto demo = scenario::read_choreography(folder / "demo" / (demo_name + ".toml"));
  REQUIRE_MESSAGE(demo, (demo ? "" : demo.problems().front().text()));
  run.demo = scenario::follow(*demo, run.spec);
  auto opened =
      session::Session::open(run.spec, anatomy::Level::Coarse, session::Mode::Practice, 1, kData);
  REQUIRE(opened);
  session::Session& session = **opened;
  session::ChoreographyPlayer player(run.demo, session.simulation());
  while (const auto frame = player.next(session.simulation(), session.wait_left_s())) {
    const std::size_t step = player.step();
    session.advance(*frame);
    REQUIRE_FALSE(session.failed());
    run.seen.push_back(session.seen());
    run.step.push_back(step);
  }
  run.log = session.finish();
  return run;
}

}  // namespace

const Run& played(const std::string& name, const std::string& demo) {
  static std::map<std::string, std::unique_ptr<Run>> all;
  std::unique_ptr<Run>& run = all[name + "/" + demo];
  if (!run) run = std::make_unique<Run>(play(name, demo));
  return *run;
}

rubric::ScoreSheet marked_without(const Run& run, const std::vector<std::size_t>& left_out) {
  technique::Recogniser recogniser;
  rubric::Watcher watcher;
  for (std::size_t tick = 0; tick < run.seen.size(); ++tick) {
    const bool out = std::find(left_out.begin(), left_out.end(), run.step[tick]) != left_out.end();
    if (!out) {
      recogniser.push(run.seen[tick]);
      watcher.push(run.seen[tick]);
      continue;
    }
    sim::Observation bare = run.seen[tick];
    bare.finger.clear();
    bare.touching = {};
    bare.press_axis_N = {};
    bare.spoken_nrs = -1;
    std::erase_if(bare.events, [](const sim::Event& e) { return !e.id.starts_with("says:"); });
    recogniser.push(bare);
    watcher.push(bare);
  }
  recogniser.finish();
  watcher.finish();
  return rubric::score(run.spec.criteria, recogniser.events(), watcher.evidence(),
                       watcher.critical_errors(), run.spec.patient.breast.side);
}

double credit(const rubric::ScoreSheet& sheet, const std::string& row) {
  const auto at = std::find_if(sheet.rows.begin(), sheet.rows.end(),
                               [&](const rubric::ScoreRow& r) { return r.criterion.id == row; });
  REQUIRE_MESSAGE(at != sheet.rows.end(), row);
  return at->credit;
}

}  // namespace lac::cases
