#include "bench.h"

#include <algorithm>

namespace lac::cases {
namespace {

using scenario::Gesture;

const std::filesystem::path kData = ".";

// A nervous hand, as in tools/sweep_cases. Assumed.
constexpr double kTremor_m = 0.6e-3, kAimError_m = 3e-3;

Run play(const std::string& name, const std::string& demo_name, std::uint64_t tremble_seed) {
  Run run;
  const std::filesystem::path folder = kData / "scenarios" / name;
  const auto spec = scenario::read_scenario(folder, kData);
  REQUIRE_MESSAGE(spec, (spec ? "" : spec.problems().front().text()));
  run.spec = *spec;
  auto demo = scenario::read_choreography(folder / "demo" / (demo_name + ".toml"));
  REQUIRE_MESSAGE(demo, (demo ? "" : demo.problems().front().text()));
  if (tremble_seed != 0) {
    demo->tremor_m = kTremor_m;
    demo->aim_error_m = kAimError_m;
    demo->seed = tremble_seed;
  }
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

    // hands in a frame that was given none are the learner's own again
    if (session.done_frame().kind != frame->kind) continue;
    run.seen.push_back(session.seen());
    run.step.push_back(step);
  }
  run.log = session.finish();
  return run;
}

/// Steps that the session would refuse without those in `out`.
void add_refused(const Run& run, std::set<std::size_t>& out) {
  const auto action_of = [&](std::size_t step) -> const scenario::Action* {
    for (const scenario::Action& a : run.spec.actions)
      if (a.id == run.demo.gestures[step].action) return &a;
    return nullptr;
  };
  for (std::size_t i = 0; i < run.demo.gestures.size(); ++i) {
    const scenario::Action* action = action_of(i);
    if (action == nullptr || action->needs.empty()) continue;
    bool had = false;
    for (std::size_t before = 0; before < i; ++before)
      had |= !out.contains(before) && run.demo.gestures[before].action == action->needs;
    if (!had) out.insert(i);
  }
}

/// One hand as if it were not there.
void take_away(sim::Observation& seen, int hand) {
  std::erase_if(seen.finger, [&](const sim::FingerSeen& f) { return f.hand == hand; });
  const auto h = static_cast<std::size_t>(hand);
  seen.touching[h] = seen.coached[h] = false;
  seen.press_axis_N[h] = 0.0;
  seen.node[h] = {};
}

/// What was seen, without the steps left out; in the order of the ticks.
class Editor {
 public:
  Editor(const Run& run, std::set<std::size_t> out) : run_(run), out_(std::move(out)) {
    add_refused(run_, out_);
  }

  sim::Observation edited(std::size_t tick) {
    sim::Observation seen = run_.seen[tick];
    const std::size_t step = run_.step[tick];
    const Gesture& gesture = run_.demo.gestures[step];
    const bool out = out_.contains(step);
    if (gesture.kind == Gesture::Kind::Hold) held_ = true, held_out_ = out;
    if (gesture.kind == Gesture::Kind::LetGo) held_ = false;

    // the other hand that was laid on stays, whatever the first does
    if (out) take_away(seen, 0);
    if (held_ ? held_out_ : out) take_away(seen, 1);
    if (out && gesture.action == "oil") no_oil_ = true;
    if (out && gesture.action == "cup") no_cup_ = true;
    if (no_oil_) seen.oil_frac = 0.0;
    if (no_cup_) seen.receiver = sim::Receiver::None;
    if (!out) return seen;
    seen.spoken_nrs = -1;
    seen.pack = {};
    seen.vacuum_Pa = seen.vibration_Hz = 0.0;
    std::erase_if(seen.events, [](const sim::Event& e) { return !e.id.starts_with("says:"); });
    return seen;
  }

 private:
  const Run& run_;
  std::set<std::size_t> out_;
  bool held_ = false, held_out_ = false, no_oil_ = false, no_cup_ = false;
};

}  // namespace

const Run& played(const std::string& name, const std::string& demo, std::uint64_t tremble_seed) {
  static std::map<std::string, std::unique_ptr<Run>> all;
  std::unique_ptr<Run>& run = all[name + "/" + demo + "/" + std::to_string(tremble_seed)];
  if (!run) run = std::make_unique<Run>(play(name, demo, tremble_seed));
  return *run;
}

rubric::ScoreSheet marked_without(const Run& run, const std::set<std::size_t>& left_out,
                                  const std::vector<rubric::Criterion>* rows) {
  technique::Recogniser recogniser;
  rubric::Watcher watcher;
  Editor editor(run, left_out);
  for (std::size_t tick = 0; tick < run.seen.size(); ++tick) {
    const sim::Observation seen = editor.edited(tick);
    recogniser.push(seen);
    watcher.push(seen);
  }
  recogniser.finish();
  watcher.finish();
  return rubric::score(rows != nullptr ? *rows : run.spec.criteria, recogniser.events(),
                       watcher.evidence(), watcher.critical_errors(), run.spec.patient.breast.side);
}

rubric::ScoreSheet marked_by(const Run& run, const std::string& name, const std::string& pack) {
  const scenario::CaseTexts texts{.scenario = run.spec.text, .pack_name = pack};
  const auto other = scenario::parse_scenario(texts, "scenarios/" + name + "/scenario.toml", kData);
  REQUIRE_MESSAGE(other, (other ? "" : other.problems().front().text()));
  return marked_without(run, {}, &other->criteria);
}

const rubric::ScoreRow& row_of(const rubric::ScoreSheet& sheet, const std::string& row) {
  const auto at = std::find_if(sheet.rows.begin(), sheet.rows.end(),
                               [&](const rubric::ScoreRow& r) { return r.criterion.id == row; });
  // no assertion where it holds: messages of other assertions are composed with this
  if (at == sheet.rows.end()) FAIL("no such row: " << row);
  return *at;
}

double credit(const rubric::ScoreSheet& sheet, const std::string& row) {
  return row_of(sheet, row).credit;
}

double fall(const rubric::ScoreSheet& better, const rubric::ScoreSheet& worse,
            const std::string& row) {
  const rubric::ScoreRow &before = row_of(better, row), &after = row_of(worse, row);
  return before.arose && after.arose ? before.credit - after.credit : 0.0;
}

}  // namespace lac::cases
