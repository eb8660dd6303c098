#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>

#include "app/app.h"
#include "base/file.h"
#include "debrief/report.h"

namespace lac::app {

using Kind = ui::Wish::Kind;

std::filesystem::path user_folder() {
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0')
    return std::filesystem::path(data) / "lactasim";
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home != nullptr ? home : ".") / ".local" / "share" / "lactasim";
}

void open_with_desktop(const std::string& file) {
  const pid_t child = fork();
  if (child == 0) {
    // the grandchild belongs to nobody, so no one has to wait for it
    if (fork() == 0) {
      execlp("xdg-open", "xdg-open", file.c_str(), static_cast<char*>(nullptr));
      _exit(1);
    }
    _exit(0);
  }
  if (child > 0) waitpid(child, nullptr, 0);
}

void App::save() {
  // a folder of its own, by time and case
  std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char stamp[32];
  std::strftime(stamp, sizeof(stamp), "%Y-%m-%d-%H%M%S", &local);
  const std::filesystem::path folder =
      user_folder() / "runs" / (std::string(stamp) + "-" + log_.scenario.name);
  save_trouble_.clear();
  const Outcome made = make_writable_folder(folder);
  const Outcome saved = made ? debrief::write_run(folder, log_, worker_->recording(), data_) : made;
  if (saved)
    saved_in_ = folder.string();
  else
    save_trouble_ = saved.problems().front().text();
}

void App::carry_out(const ui::Wish& wish) {
  switch (wish.kind) {
    case Kind::OpenCase:
      open_case(wish.text);
      break;
    case Kind::Start:
      start_wanted_ = true;
      break;
    case Kind::Mode:
      if (mode_ == static_cast<session::Mode>(static_cast<int>(wish.value))) break;
      mode_ = static_cast<session::Mode>(static_cast<int>(wish.value));
      if (spec_) start_worker();
      break;
    case Kind::BackToCases:
      leave_run();
      break;
    case Kind::TextScale:
      settings_.text_scale = static_cast<float>(wish.value);
      break;
    case Kind::Dark:
      settings_.dark = !settings_.dark;
      picture_dirty_ = true;
      break;
    case Kind::ReducedMotion:
      settings_.reduced_motion = !settings_.reduced_motion;
      break;
    case Kind::PlainQuality:
      settings_.plain_quality = !settings_.plain_quality;
      picture_dirty_ = true;
      break;
    case Kind::NoticeSeen:
      settings_.notice_seen = true;
      break;
    case Kind::SelfRating:
      self_rating_ = static_cast<int>(wish.value);
      break;
    case Kind::ShowResults:
      results_open_ = true;
      break;
    case Kind::Save:
      save();
      break;
    case Kind::OpenFolder:
      open_with_desktop((std::filesystem::path(wish.text) / "report.html").string());
      break;
    case Kind::Again:
      screen_ = Screen::Prebrief;
      start_wanted_ = false;
      start_worker();
      break;
    default:
      if (screen_ == Screen::Working) carry_out_working(wish);
      break;
  }
}

void App::carry_out_working(const ui::Wish& wish) {
  switch (wish.kind) {
    case Kind::Pause:
      worker_->set_paused(!worker_->paused());
      break;
    case Kind::Leave:
      asking_to_leave_ = true;
      worker_->set_paused(true);
      break;
    case Kind::LeaveCancelled:
      asking_to_leave_ = false;
      worker_->set_paused(false);
      break;
    case Kind::LeaveConfirmed:
      leave_run();
      break;
    case Kind::Finish:
      finish();
      break;
    case Kind::Action:
      worker_->command(wish.text, wish.value);
      break;
    case Kind::Phase:
      worker_->command("phase:" + wish.text);
      break;
    case Kind::Posture:
      hand_.choose(static_cast<input::Posture>(static_cast<int>(wish.value)));
      break;
    case Kind::HandAway:
      hand_.choose(input::Posture::None);
      break;
    case Kind::Overlay:
      choice_.overlay = std::clamp(static_cast<int>(wish.value), 0, 3);
      picture_dirty_ = true;
      break;
    case Kind::Rings:
      choice_.rings = !choice_.rings;
      picture_dirty_ = true;
      break;
    case Kind::Preset:
      camera_ =
          render::Camera::preset(static_cast<int>(wish.value),
                                 spec_->patient.breast.side == anatomy::Side::Left ? 1.0f : -1.0f);
      break;
    case Kind::Instructor:
      choice_.instructor = !choice_.instructor;
      break;
    default:
      break;
  }
}

}  // namespace lac::app
