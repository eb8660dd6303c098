#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "session/finding.h"
#include "session/frame_store.h"
#include "session/log_book.h"
#include "session/recording_file.h"
#include "session/session.h"
#include "session/voice.h"

namespace lac::session {

/// The command that takes a run to a phase, before the phase's name.
inline constexpr std::string_view kPhaseCommand = "phase:";

struct Session::Impl {
  scenario::ScenarioSpec spec;
  std::unique_ptr<sim::Simulation> simulation;
  technique::Recogniser recogniser;
  rubric::Watcher watcher;
  Voice voice;
  LogBook book;
  Recording recording;  // but for its frames, until somebody asks
  FrameStore frames;
  std::vector<LogLine> lines;
  std::vector<std::string> done_ids;
  std::vector<double> done_s;  // [done_ids] when each was done last
  std::string wanted_phase;    // set_phase was called; goes out with the next frame
  Wording trouble;
  sim::Observation seen;                 // the tick's Observation with the session's own events
  input::InputFrame frame;               // the tick's frame as the simulation gets it
  std::vector<std::string> latches;      // latch attempts of this tick
  std::vector<std::size_t> told;         // utterances that the instructor asked for
  std::vector<std::string> finds;        // what is to be told of the body after this tick
  std::vector<input::InputFrame> cycle;  // the learner's own, done again
  std::size_t cycle_at = 0;
  double carry_left_s = 0.0;
  LumpFelt lump;
  double wait_left_s = 0.0;
  int phase = 0;
  bool decided = false, failed = false, closed = false;
  LatchSeen last_latch;
  double stays_on_until_s = -1.0;  // the baby that latched, if no hand comes
  anatomy::Side latched_side = anatomy::Side::Left;
  bool at_breast = false;       // the baby, and
  double before_feed_m3 = 0.0;  // what it had taken before this feed
  bool unasked_told = false;    // she said that nobody had asked
  std::unique_ptr<RecordingFile> file;
  bool recorded = true;     // the disk took everything so far
  int unwritten_ticks = 0;  // since the last append

  double time_s() const { return sim_time_s(simulation->state()); }
  bool is_done(std::string_view id) const {
    return std::find(done_ids.begin(), done_ids.end(), id) != done_ids.end();
  }
  void say(std::string who, Wording text) {
    lines.push_back({time_s(), std::move(who), std::move(text)});
  }
  void enter_phase(std::string_view id);
  bool take(input::Command& command);
  bool answered(std::string_view topic) const;
  void inject(std::string_view id);
  void ask_about_touch();
  void do_action(const scenario::Action& action, double minutes);
  void carry_on(double minutes);
  bool stays_on() const;
  bool baby_takes(double minutes);
  bool give_cup();
  void watch_feed();
  void tell_findings();
  void take_commands(const input::InputFrame& given);
  void hear(const sim::State& state);
  void try_latch();
  bool repeat();
  void check_point();
  void write_on();
};

}  // namespace lac::session
