#pragma once
#include <array>
#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/guidance.h"
#include "app/playback.h"
#include "app/touch_news.h"
#include "session/session.h"
#include "ui/live_view.h"

namespace lac::app {

/// Runs one session on its own thread at 60 ticks a second, whatever the window does. Takes the
/// newest hand input, hands over immutable views.
class Worker {
 public:
  /// Starts opening the case at once.
  /// @param shapes  outlives the worker
  Worker(scenario::ScenarioSpec spec, anatomy::Level level, session::Mode mode, int threads,
         std::filesystem::path data, tissue::ReferenceShapes& shapes);
  /// Plays a recording to its end as fast as it goes; progress() tells how far, then finish().
  Worker(scenario::ScenarioSpec spec, session::Recording recording, int threads,
         std::filesystem::path data, tissue::ReferenceShapes& shapes);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  double progress() const { return progress_; }  // 0..1 while the patient is being made
  double left_s() const { return left_s_; }      // until a recording is played; < 0: not known yet
  bool ready() const { return ready_; }
  /// Why the case could not be opened; empty while all is well.
  std::string trouble() const;
  session::Mode mode() const { return mode_; }
  /// Another mode for the run that has not begun yet: the patient need not be made anew.
  void set_mode(session::Mode mode) { mode_ = mode; }

  /// @param now  the hand that is led, as the guide speaks of it
  void set_hands(const std::array<input::HandInput, 2>& hands, const input::Device& device,
                 const HandNow& now = {});
  void command(std::string id, double value = 0.0);
  /// Writes the run into this file from its first tick on, as it happens.
  void record_to(std::filesystem::path file);
  /// Performs these gestures with the learner's hands, as the gesture builder made them; the run
  /// notes that it was used. Hands of the pointer rest meanwhile.
  void perform(scenario::Choreography gestures);
  void stop_performing();
  /// Guided mode: the learner goes on without the step that is shown.
  void skip_step() { skip_step_ = true; }
  void unskip_step() { unskip_step_ = true; }
  void set_paused(bool paused) { paused_ = paused; }
  bool paused() const { return paused_; }

  /// The newest view; never null once ready().
  std::shared_ptr<const ui::LiveView> view();

  /// Ends the run, waits for its marks and leaves it ready to be looked at again. Call once.
  session::SessionLog finish();
  const session::Recording& recording() const { return recording_; }

  // after finish(): the run again, from any moment
  void seek(double time_s);
  void step(int ticks);  // +1 or -1, and stands still
  void play(bool playing, double pace);

 private:
  void start();
  void run();
  void run_live(session::Session& session);
  void run_recorded(session::Session& session);
  void start_recording(session::Session& session);
  input::InputFrame next_frame(session::Session& session);
  void run_playback(session::Session& session);
  void publish(session::Session& session, double speed_frac, double wait_total_s);
  void take_mode(session::Session& session);
  void tell_guide(session::Session& session, ui::LiveView& view);
  void sample(const session::Session& session);
  void thin_curves();
  static bool on_progress(double done, void* self);

  scenario::ScenarioSpec spec_;
  const anatomy::Level level_;
  std::atomic<session::Mode> mode_;
  const int threads_;
  const std::filesystem::path data_;
  tissue::ReferenceShapes& shapes_;

  std::atomic<double> progress_{0.0}, left_s_{-1.0};
  std::atomic<bool> skip_step_{false}, unskip_step_{false}, ready_{false}, stop_{false},
      finish_{false}, paused_{true}, taken_{true};
  mutable std::mutex mutex_;  // guards what stands below
  std::array<input::HandInput, 2> hands_;
  input::Device device_;
  HandNow hand_now_;
  std::optional<scenario::Choreography> gestures_;  // to be performed next
  bool stop_gestures_ = false;
  std::vector<input::Command> commands_;
  std::shared_ptr<const ui::LiveView> view_;
  std::string trouble_;
  std::filesystem::path record_to_;  // empty: nowhere
  std::optional<double> seek_s_;     // playback: where to
  int steps_ = 0;
  bool playing_ = false;
  double pace_ = 1.0;

  // the thread's own
  std::optional<session::Mode> mode_taken_;
  std::array<std::unique_ptr<Guidance>, 2> guidance_;  // by own hands, by the parent's
  std::unique_ptr<TouchNews> touch_news_;              // not in an exam
  // what each way asks for, as its demonstration has it: the learner's hands, the parent's own
  std::array<std::shared_ptr<const std::vector<std::string>>, 2> asked_;
  std::unique_ptr<session::ChoreographyPlayer> performer_;
  std::shared_ptr<const scenario::ScenarioSpec> shared_spec_;
  ui::Curves curves_;
  double sample_every_s_ = 0.1;
  std::shared_ptr<const ui::Curves> shown_curves_;
  std::shared_ptr<const std::vector<session::LogLine>> shown_lines_;
  std::shared_ptr<const std::vector<std::string>> shown_done_;
  session::SessionLog log_;
  session::Recording recording_;
  std::optional<session::Recording> given_;  // a run of before
  Playback playback_;
  std::promise<void> marked_;
  std::thread thread_;
};

}  // namespace lac::app
