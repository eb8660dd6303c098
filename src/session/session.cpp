#include "session/session.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/units.h"
#include "rubric/constants.h"
#include "session/build.h"
#include "session/constants.h"
#include "session/feeding.h"
#include "session/session_impl.h"

namespace lac::session {
namespace {

bool any_touching(const input::InputFrame& frame) {
  return frame.hands[0].touching || frame.hands[1].touching;
}

Wording spoken(int nrs) { return worded("{} out of 10.", nrs); }

// Which model stopped giving numbers.
Wording trouble_text(const sim::TickReport& report, double time_s) {
  const char* model = report.tissue.flag == StepFlag::NonFinite   ? mark("tissue")
                      : report.ducts.flag == StepFlag::NonFinite  ? mark("milk duct")
                      : report.oedema.flag == StepFlag::NonFinite ? mark("fluid")
                                                                  : mark("physiology");
  return worded(
      "The {} model lost its footing at {} s. The run is paused with the last good state; marking "
      "stops here.",
      worded(model), static_cast<int>(time_s));
}

}  // namespace

// The end of a feed at the breast is seen and heard.
void Session::Impl::watch_feed() {
  if (!at_breast || simulation->state().feed_left_s > 0.0) return;
  at_breast = false;
  stays_on_until_s = -1.0;
  say("finding", breastfed_words(simulation->state().fed_m3 - before_feed_m3));
}

// The baby tries: what came of it is said, and seen by the marking.
void Session::Impl::try_latch() {
  for (std::size_t i = 0; i < latches.size(); ++i) {
    const sim::Simulation::Latch latch = simulation->try_latch();
    const double areola_N_per_mm = latch.areola_N_per_m * 1e-3;
    seen.events.push_back({"latch:" + std::string(latch.result), areola_N_per_mm});
    book.latch(latch.ok);
    last_latch = {.time_s = time_s(), .ok = latch.ok};
    stays_on_until_s = latch.ok ? time_s() + kStaysOn_s : -1.0;
    latched_side = simulation->state().side;
    say("finding", latch_words(latch));
  }
}

// What the learner's eyes and fingers find now, in words.
void Session::Impl::tell_findings() {
  for (const std::string& what : finds) say("finding", finding_text(what, seen, lump));
}

// What the patient says now, into the lines and into what marking hears.
void Session::Impl::hear(const sim::State& state) {
  if (seen.spoken_nrs >= 0) say("patient", spoken(seen.spoken_nrs));
  const Felt felt{.time_s = seen.time_s,
                  .step_s = seen.step_s,
                  .nrs = state.physiology.nrs,
                  .touching = seen.touching[0] || seen.touching[1],
                  .ejections = state.physiology.ejections};
  const int i = voice.listen(felt);
  if (i >= 0) {
    say("patient", spec.utterances[i].text);
    seen.events.push_back({"says:" + spec.utterances[i].id, 0.0});
  }
  for (const std::size_t k : told) {
    say("patient", spec.utterances[k].text);
    seen.events.push_back({"says:" + spec.utterances[k].id, 0.0});
    if (spec.utterances[k].trigger == "stop") {
      carry_left_s = 0.0;
      seen.events.push_back({"stop-word", 0.0});
    }
  }
  told.clear();
  if (voice.said_stop()) {
    // a stop without words in the case is still a stop
    if (i < 0) say("patient", worded("Stop, please."));
    carry_left_s = 0.0;
    seen.events.push_back({"stop-word", 0.0});
  }
}

// A hand on skin that nobody asked about does not go without a word.
void Session::Impl::ask_about_touch() {
  if (unasked_told || spec.patient.breast.kind == anatomy::BodyKind::Balloon ||
      spec.patient_name.empty() ||
      watcher.evidence().contact_without_consent_s < rubric::kBriefContact_s)
    return;
  unasked_told = true;
  say("patient",
      worded("Oh! Would you ask me first, please, and tell me what you are going to do?"));
}

// While carrying on, the frame that came in is one of the learner's own again.
bool Session::Impl::repeat() {
  if (carry_left_s <= 0.0 || !frame.commands.empty()) return false;
  frame.kind = input::TickKind::Hand;
  frame.hands = cycle[cycle_at].hands;
  frame.device = cycle[cycle_at].device;
  cycle_at = (cycle_at + 1) % cycle.size();
  carry_left_s = std::max(carry_left_s - kTick_s, 0.0);
  return true;
}

void Session::Impl::check_point() {
  Recording::Checkpoint point{.tick = seen.tick};
  for (const auto& [name, hash] : sim::module_hashes(simulation->state())) {
    if (recording.checkpoints.empty() && recording.module_names.size() < kMostModules &&
        std::find(recording.module_names.begin(), recording.module_names.end(), name) ==
            recording.module_names.end()) {
      recording.module_names.push_back(name);
    }
    point.module_hash.push_back(hash);
  }
  recording.checkpoints.push_back(std::move(point));
}

// A second of hands, or a few seconds of waiting, at a time.
void Session::Impl::write_on() {
  if (!file) return;
  const bool waits = seen.kind == input::TickKind::Rest;
  if (++unwritten_ticks < (waits ? kRestTicksPerChunk : kHandTicksPerChunk)) return;
  unwritten_ticks = 0;
  recorded = recorded && file->append(frames, recording);
}

Session::Session() : impl_(std::make_unique<Impl>()) {}
Session::~Session() = default;

Expected<std::unique_ptr<Session>> Session::open(const scenario::ScenarioSpec& spec,
                                                 anatomy::Level level, Mode mode, int threads,
                                                 const std::filesystem::path& data,
                                                 bool (*progress)(double, void*), void* user,
                                                 tissue::ReferenceShapes* shapes) {
  Expected<std::unique_ptr<sim::Simulation>> made =
      sim::Simulation::make(spec.patient, level, data / "assets", threads, progress, user, shapes);
  if (!made) return made.problems();

  std::unique_ptr<Session> session(new Session);
  Impl& s = *session->impl_;
  s.spec = spec;
  s.simulation = std::move(*made);
  s.voice = Voice(spec.utterances);
  s.book.open(*s.simulation);
  s.recording.scenario_name = spec.name;
  s.recording.scenario_text = spec.text;
  s.recording.pack = spec.pack;
  s.recording.pack_text = spec.pack_text;
  s.recording.pack_base_text = spec.pack_base_text;
  s.recording.patient_text = spec.patient_text;
  s.recording.build = build_name();
  s.recording.seed = spec.seed;
  s.recording.level = level;
  s.recording.mode = mode;
  if (!spec.phases.empty()) s.say("phase", spec.phases.front().title);
  return session;
}

void Session::set_mode(Mode mode) { impl_->recording.mode = mode; }

void Session::advance(const input::InputFrame& given) {
  Impl& s = *impl_;
  if (s.failed || s.closed) return;
  if (s.frames.size() >= kMostFrames) {
    s.failed = true;
    s.trouble =
        worded("The run reached four hours, the longest that is recorded, and was stopped.");
    return;
  }

  // the frame as it will be recorded: in range, no hands in a rest tick, phase changes included
  input::InputFrame clean = given;
  input::sanitise(clean);
  if (clean.kind == input::TickKind::Rest) clean.hands = {};
  if (!s.wanted_phase.empty()) {
    clean.commands.push_back({.id = std::string(kPhaseCommand) + s.wanted_phase});
    s.wanted_phase.clear();
  }

  // a hand on the skin ends a wait, and the baby comes off
  if (any_touching(clean)) s.wait_left_s = s.carry_left_s = 0.0, s.stays_on_until_s = -1.0;
  s.take_commands(clean);
  const bool repeated = s.repeat();
  const std::int64_t second_before = whole_seconds(s.simulation->state());
  const sim::TickReport report = s.simulation->tick(s.frame);
  if (!report.ok()) {
    s.failed = true;
    s.trouble = trouble_text(report, s.time_s());
    return;
  }
  s.frames.push_back(clean);

  // what a person in the room notices, with what was said and how the baby latched
  s.seen = s.simulation->observation();
  s.wait_left_s = std::max(0.0, s.wait_left_s - s.seen.step_s);
  s.try_latch();
  s.watch_feed();
  s.lump.feel(s.seen);
  s.tell_findings();
  s.hear(s.simulation->state());
  if (!repeated) {
    s.recogniser.push(s.seen);
    s.watcher.push(s.seen);
    s.ask_about_touch();
  }
  s.book.note(*s.simulation, s.seen);
  if (whole_seconds(s.simulation->state()) != second_before) s.check_point();
  s.write_on();
}

double Session::wait_left_s() const { return std::max(impl_->wait_left_s, impl_->carry_left_s); }
double Session::time_s() const { return impl_->time_s(); }
sim::Simulation& Session::simulation() { return *impl_->simulation; }
const sim::Simulation& Session::simulation() const { return *impl_->simulation; }
const scenario::ScenarioSpec& Session::spec() const { return impl_->spec; }
int Session::phase() const { return impl_->phase; }
bool Session::finished() const { return impl_->decided || impl_->failed; }
bool Session::failed() const { return impl_->failed; }
const Wording& Session::trouble() const { return impl_->trouble; }
const std::vector<LogLine>& Session::lines() const { return impl_->lines; }
bool Session::done(std::string_view action) const { return impl_->is_done(action); }
double Session::done_at_s(std::string_view action) const {
  const auto& ids = impl_->done_ids;
  const auto at = std::find(ids.begin(), ids.end(), action);
  return at == ids.end() ? -1.0 : impl_->done_s[static_cast<std::size_t>(at - ids.begin())];
}
technique::Manner Session::current_manner() const { return impl_->recogniser.manner(); }
const technique::Touch& Session::last_touch() const { return impl_->recogniser.last_touch(); }
const technique::Counts& Session::counts() const { return impl_->recogniser.counts(); }
std::string Session::current_technique() const { return impl_->recogniser.current(); }
const input::InputFrame& Session::done_frame() const { return impl_->frame; }
const Recording& Session::recording() const {
  Recording& recording = impl_->recording;
  if (recording.frames.size() != impl_->frames.size()) recording.frames = impl_->frames.all();
  return recording;
}
bool Session::recorded() const { return impl_->recorded; }

Outcome Session::record_to(const std::filesystem::path& file) {
  auto made = RecordingFile::create(file, impl_->recording);
  if (!made) return made.problems();
  impl_->file = std::move(*made);
  impl_->recorded = impl_->file->append(impl_->frames, impl_->recording);
  return success();
}

const std::vector<technique::TechniqueEvent>& Session::techniques() const {
  return impl_->recogniser.events();
}

void Session::set_phase(int phase) {
  if (phase < 0 || phase >= static_cast<int>(impl_->spec.phases.size())) return;
  impl_->wanted_phase = impl_->spec.phases[phase].id;
}

Session::LatchSeen Session::last_latch() const { return impl_->last_latch; }
const sim::Observation& Session::seen() const { return impl_->seen; }

rubric::ScoreSheet Session::live_score() const { return score_by(impl_->spec.criteria); }

rubric::ScoreSheet Session::score_by(const std::vector<rubric::Criterion>& criteria) const {
  // nobody can be hurt on a practice object, so nothing there is a critical error
  const bool practice = impl_->spec.patient.breast.kind == anatomy::BodyKind::Balloon;
  std::vector<rubric::ActionLabel> labels;
  for (const scenario::Action& action : impl_->spec.actions)
    labels.push_back({action.id, action.label, action.decides});
  return rubric::score(
      criteria, impl_->recogniser.events(), impl_->watcher.evidence(),
      practice ? std::vector<rubric::CriticalError>{} : impl_->watcher.critical_errors(),
      impl_->spec.patient.breast.side, labels);
}

SessionLog Session::finish() {
  Impl& s = *impl_;
  if (!s.closed) {
    s.recogniser.finish();
    s.watcher.finish();
    if (s.file) s.recorded = s.recorded && s.file->finish(s.frames, s.recording);
    s.closed = true;
  }
  SessionLog log{.scenario = s.spec,
                 .level = s.recording.level,
                 .mode = s.recording.mode,
                 .input_name = "live",
                 .techniques = s.recogniser.events(),
                 .score = live_score(),
                 .lines = s.lines,
                 .failed = s.failed,
                 .trouble = s.trouble};
  s.book.close(*s.simulation, log);
  std::erase_if(log.scenario.knowledge, [&](const scenario::Knowledge& k) {
    const auto& events = s.recogniser.events();
    return !k.when.empty() && !s.is_done(k.when) &&
           std::none_of(events.begin(), events.end(),
                        [&](const technique::TechniqueEvent& e) { return e.id == k.when; });
  });
  log.module_hashes = sim::module_hashes(s.simulation->state());
  log.final_hash = sim::state_hash(s.simulation->state());
  return log;
}

}  // namespace lac::session
