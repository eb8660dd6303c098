#include "app/worker.h"

#include <algorithm>
#include <chrono>

#include "base/units.h"

namespace lac::app {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double kMostLag_s = 0.1;          // further behind than this, lost time stays lost
constexpr double kSpeedWindow_s = 1.0;      // over which the speed is told
constexpr std::size_t kMostSamples = 3000;  // of the curves: five minutes at ten a second
constexpr double kRestSlice_s = 0.015;      // wall time of waiting done at a stretch
constexpr double kStill_s = 0.03;           // between looks while a playback stands still
constexpr double kLeastToldOf = 0.05;       // share played from which the time left can be told

double wall_s() { return std::chrono::duration<double>(Clock::now().time_since_epoch()).count(); }

}  // namespace

Worker::Worker(scenario::ScenarioSpec spec, anatomy::Level level, session::Mode mode, int threads,
               std::filesystem::path data, tissue::ReferenceShapes& shapes)
    : spec_(std::move(spec)),
      level_(level),
      mode_(mode),
      threads_(threads),
      data_(std::move(data)),
      shapes_(shapes) {
  start();
}

Worker::Worker(scenario::ScenarioSpec spec, session::Recording recording, int threads,
               std::filesystem::path data, tissue::ReferenceShapes& shapes)
    : spec_(std::move(spec)),
      level_(recording.level),
      mode_(recording.mode),
      threads_(threads),
      data_(std::move(data)),
      shapes_(shapes),
      given_(std::move(recording)) {
  start();
}

void Worker::start() {
  shared_spec_ = std::make_shared<const scenario::ScenarioSpec>(spec_);
  thread_ = std::thread([this] { run(); });
}

Worker::~Worker() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

std::string Worker::trouble() const {
  const std::scoped_lock lock(mutex_);
  return trouble_;
}

void Worker::set_hands(const std::array<input::HandInput, 2>& hands, const input::Device& device,
                       const HandNow& now) {
  const std::scoped_lock lock(mutex_);
  hands_ = hands;
  device_ = device;
  hand_now_ = now;
}

void Worker::command(std::string id, double value) {
  const std::scoped_lock lock(mutex_);
  commands_.push_back({std::move(id), value});
}

std::shared_ptr<const ui::LiveView> Worker::view() {
  taken_ = true;
  const std::scoped_lock lock(mutex_);
  return view_;
}

void Worker::perform(scenario::Choreography gestures) {
  const std::scoped_lock lock(mutex_);
  gestures_ = std::move(gestures);
}

void Worker::record_to(std::filesystem::path file) {
  const std::scoped_lock lock(mutex_);
  record_to_ = std::move(file);
}

void Worker::stop_performing() {
  const std::scoped_lock lock(mutex_);
  stop_gestures_ = true;
}

session::SessionLog Worker::finish() {
  finish_ = true;
  marked_.get_future().wait();
  return log_;
}

void Worker::seek(double time_s) {
  const std::scoped_lock lock(mutex_);
  seek_s_ = time_s;
}

void Worker::step(int ticks) {
  const std::scoped_lock lock(mutex_);
  steps_ += ticks;
  playing_ = false;
}

void Worker::play(bool playing, double pace) {
  const std::scoped_lock lock(mutex_);
  playing_ = playing;
  pace_ = pace;
}

bool Worker::on_progress(double done, void* self) {
  Worker& worker = *static_cast<Worker*>(self);
  worker.progress_ = worker.given_ ? 0.1 * done : done;
  return !worker.stop_;
}

// A long run keeps its curves at half the pace, so that they never grow beyond what is drawn.
void Worker::thin_curves() {
  const auto thin = [](std::vector<float>& values) {
    std::size_t kept = 0;
    for (std::size_t k = 0; k < values.size(); k += 2) values[kept++] = values[k];
    values.resize(kept);
  };
  for (auto* values : {&curves_.time_s, &curves_.force_N, &curves_.pressure_kPa, &curves_.nrs,
                       &curves_.flow_mL_per_s})
    thin(*values);
  for (std::vector<float>& values : curves_.watch) thin(values);
  sample_every_s_ *= 2.0;
}

// Curves at a fixed pace of simulated time.
void Worker::sample(const session::Session& session) {
  const double now_s = session.time_s();
  if (!curves_.time_s.empty() &&
      now_s - static_cast<double>(curves_.time_s.back()) < sample_every_s_)
    return;
  if (curves_.time_s.size() >= kMostSamples) thin_curves();
  const auto snapshot = session.simulation().snapshot();
  curves_.time_s.push_back(static_cast<float>(now_s));
  curves_.force_N.push_back(static_cast<float>(snapshot->hand_force_N));
  curves_.pressure_kPa.push_back(static_cast<float>(snapshot->hand_mean_pressure_kPa));
  curves_.nrs.push_back(static_cast<float>(snapshot->nrs_shown));
  curves_.flow_mL_per_s.push_back(static_cast<float>(snapshot->flow_mL_per_s));
  const auto list = ui::watch_list();
  curves_.watch.resize(list.size());
  for (std::size_t k = 0; k < list.size(); ++k)
    curves_.watch[k].push_back(static_cast<float>(list[k].get(*snapshot)));
  shown_curves_ = std::make_shared<const ui::Curves>(curves_);
}

void Worker::publish(session::Session& session, double speed_frac, double wait_total_s) {
  const bool over = finish_ || given_;  // from now on the moment shown is one of the past
  if (!over) sample(session);
  if (!shown_curves_) shown_curves_ = std::make_shared<const ui::Curves>();
  // lists are copied only when they grew
  if (!shown_lines_ || shown_lines_->size() != session.lines().size()) {
    shown_lines_ = std::make_shared<const std::vector<session::LogLine>>(session.lines());
    std::vector<std::string> done;
    for (const scenario::Action& action : spec_.actions)
      if (session.done(action.id)) done.push_back(action.id);
    shown_done_ = std::make_shared<const std::vector<std::string>>(std::move(done));
  }
  auto view = std::make_shared<ui::LiveView>();
  view->snapshot = session.simulation().snapshot();
  view->spec = shared_spec_;
  view->mode = mode_taken_.value_or(mode_);
  view->phase = session.phase();
  view->done = shown_done_;
  view->lines = shown_lines_;
  view->curves = shown_curves_;
  view->technique = session.current_technique();
  view->manner = session.current_manner();
  view->latch_s = session.last_latch().time_s;
  view->latch_ok = session.last_latch().ok;
  view->time_s = session.time_s();
  view->wait_left_s = session.wait_left_s();
  view->wait_total_s = wait_total_s;
  view->finished = session.finished();
  view->failed = session.failed();
  view->trouble = session.trouble().said();
  view->paused = paused_;
  view->speed_frac = speed_frac;
  if (!over) tell_guide(session, *view);
  view->performing = performer_ ? performer_->progress() : -1.0;
  view->playback = over;
  if (over) {
    view->length_s = playback_.length_s();
    view->paused = false;
    const std::scoped_lock lock(mutex_);
    view->playing = playing_;
    view->play_pace = pace_;
    view->seeking = seek_s_.has_value();
  }
  const std::scoped_lock lock(mutex_);
  view_ = std::move(view);
  taken_ = false;
}

void Worker::run() {
  auto opened = session::Session::open(spec_, level_, mode_, threads_, data_, &Worker::on_progress,
                                       this, &shapes_);
  if (!opened) {
    const std::scoped_lock lock(mutex_);
    for (const Problem& p : opened.problems())
      trouble_ += (trouble_.empty() ? "" : "\n") + p.text();
    marked_.set_value();
    return;
  }
  session::Session& session = **opened;
  if (given_) {
    run_recorded(session);
  } else {
    take_mode(session);
    session.simulation().set_clock(&wall_s);
    publish(session, 1.0, 0.0);
    progress_ = 1.0;
    ready_ = true;
    run_live(session);
  }
  log_ = session.finish();
  recording_ = session.recording();
  playback_.close(session);
  publish(session, 1.0, 0.0);
  progress_ = 1.0;
  ready_ = true;
  marked_.set_value();
  if (!stop_) run_playback(session);
}

void Worker::run_recorded(session::Session& session) {
  playback_.keep(session);
  const auto all = static_cast<double>(std::max<std::size_t>(1, given_->frames.size()));
  double done = 0.0;
  const double begun_s = wall_s();
  for (const input::InputFrame& frame : given_->frames) {
    if (stop_) return;
    session.advance(frame);
    playback_.keep(session);
    sample(session);
    // opening took the first tenth
    ++done;
    progress_ = 0.1 + 0.9 * done / all;
    if (done > kLeastToldOf * all) left_s_ = (wall_s() - begun_s) * (all - done) / done;
  }
}

// The learner's hands now; while a built gesture is performed, its hands instead.
input::InputFrame Worker::next_frame(session::Session& session) {
  input::InputFrame frame;
  std::optional<scenario::Choreography> gestures;
  bool stop = false;
  {
    const std::scoped_lock lock(mutex_);
    frame.hands = hands_;
    frame.device = device_;
    frame.commands.swap(commands_);
    gestures.swap(gestures_);
    std::swap(stop, stop_gestures_);
  }
  if (stop) performer_.reset();
  if (gestures) {
    performer_ = std::make_unique<session::ChoreographyPlayer>(*gestures, session.simulation());
    frame.commands.push_back({.id = std::string(session::kBuilderCommand)});
  }
  if (!performer_) return frame;
  auto built = performer_->next(session.simulation(), session.wait_left_s());
  if (!built) {
    performer_.reset();
    return frame;
  }
  built->commands.insert(built->commands.end(), frame.commands.begin(), frame.commands.end());
  return *built;
}

// A run that cannot be written goes on: its end says so, when the rest cannot be written either.
void Worker::start_recording(session::Session& session) {
  std::filesystem::path file;
  {
    const std::scoped_lock lock(mutex_);
    file.swap(record_to_);
  }
  if (!file.empty()) (void)session.record_to(file);
}

void Worker::run_live(session::Session& session) {
  playback_.keep(session);
  double due_s = wall_s(), window_start_s = due_s, window_sim_s = session.time_s(),
         speed_frac = 1.0;
  double wait_total_s = 0.0;
  while (!stop_ && !finish_) {
    take_mode(session);
    // asleep while paused or over
    if (paused_ || session.finished()) {
      publish(session, 1.0, wait_total_s);
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      due_s = window_start_s = wall_s();
      window_sim_s = session.time_s();
      continue;
    }
    input::InputFrame frame = next_frame(session);
    start_recording(session);

    // a wait runs as fast as it can, in slices so that the picture keeps moving
    if (session.wait_left_s() > 0.0) {
      wait_total_s = std::max(wait_total_s, session.wait_left_s());
      const double slice_end_s = wall_s() + kRestSlice_s;
      frame.kind = input::TickKind::Rest;
      frame.hands = {};
      frame.device = {};
      do {
        session.advance(frame);
        playback_.keep(session);
        frame.commands.clear();
      } while (session.wait_left_s() > 0.0 && wall_s() < slice_end_s && !stop_ && !finish_);
      publish(session, 1.0, wait_total_s);
      due_s = window_start_s = wall_s();
      window_sim_s = session.time_s();
      continue;
    }
    wait_total_s = 0.0;
    session.advance(frame);
    playback_.keep(session);
    const double now_s = wall_s();
    if (now_s - window_start_s >= kSpeedWindow_s) {
      speed_frac = std::min(1.0, (session.time_s() - window_sim_s) / (now_s - window_start_s));
      window_start_s = now_s;
      window_sim_s = session.time_s();
    }
    if (taken_) publish(session, speed_frac, wait_total_s);

    // the next tick is due a sixtieth later; time that cannot be caught up is let go
    due_s += kTick_s;
    if (now_s - due_s > kMostLag_s) due_s = now_s;
    if (due_s > now_s) std::this_thread::sleep_for(std::chrono::duration<double>(due_s - now_s));
  }
}

// The finished run, moved about by seek(), step() and play().
void Worker::run_playback(session::Session& session) {
  double due_s = wall_s();
  while (!stop_) {
    std::optional<double> to_s;
    int steps = 0;
    bool playing = false;
    double pace = 1.0;
    {
      const std::scoped_lock lock(mutex_);
      to_s.swap(seek_s_);
      std::swap(steps, steps_);
      if (playback_.at_end() && !to_s) playing_ = false;
      playing = playing_;
      pace = pace_;
    }
    // a newer wish ends the way to an older one
    const auto newer = [this] {
      const std::scoped_lock lock(mutex_);
      return stop_ || seek_s_.has_value();
    };
    if (to_s) playback_.seek(*to_s, session, newer);
    for (; steps > 0; --steps) playback_.step(session);
    for (; steps < 0; ++steps) playback_.step_back(session);
    const double now_s = wall_s();
    if (playing) {
      playback_.step(session);
      due_s = std::max(due_s, now_s - kMostLag_s) + kTick_s / pace;
    } else {
      due_s = now_s + kStill_s;
    }
    publish(session, 1.0, 0.0);
    if (due_s > now_s) std::this_thread::sleep_for(std::chrono::duration<double>(due_s - now_s));
  }
}

}  // namespace lac::app
