#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>

#include "app/app.h"
#include "app/builder.h"
#include "app/constants.h"
#include "app/view_turn.h"
#include "base/file.h"
#include "debrief/report.h"

namespace lac::app {

using Kind = ui::Wish::Kind;

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
      if (worker_) worker_->set_mode(mode_);
      break;
    case Kind::StartCancelled:
      start_wanted_ = false;
      break;
    case Kind::BackToCases:
      leave_run();
      break;
    case Kind::TextScale:
    case Kind::Theme:
    case Kind::ReducedMotion:
    case Kind::PlainQuality:
    case Kind::NoticeSeen:
    case Kind::Captions:
    case Kind::Sound:
    case Kind::PressureUnit:
    case Kind::TeachingTone:
      carry_out_settings(wish);
      break;
    case Kind::OpenFolder:
      browser_trouble_.clear();
      open_trouble_.clear();
      opener_.open((std::filesystem::path(wish.text) / "report.html").string());
      break;
    case Kind::Again:
      if (watch_) spec_ = watch_->spec();
      case_changed_ = false;
      case_trouble_.clear();
      screen_ = Screen::Prebrief;
      start_wanted_ = false;
      start_worker();
      break;
    default:
      if (screen_ == Screen::Browser) carry_out_browser(wish);
      if (screen_ == Screen::Debrief || screen_ == Screen::Replay) carry_out_review(wish);
      if (screen_ == Screen::Working || screen_ == Screen::Replay) carry_out_working(wish);
      break;
  }
}

void App::carry_out_settings(const ui::Wish& wish) {
  switch (wish.kind) {
    case Kind::TextScale:
      settings_.text_scale = static_cast<float>(wish.value);
      break;
    case Kind::Theme:
      settings_.theme = static_cast<int>(wish.value);
      picture_dirty_ = true;
      break;
    case Kind::ReducedMotion:
      settings_.reduced_motion = !settings_.reduced_motion;
      break;
    case Kind::PlainQuality:
      settings_.plain_quality = !settings_.plain_quality;
      settings_.quality_chosen = true;
      picture_dirty_ = true;
      break;
    case Kind::NoticeSeen:
      settings_.notice_seen = true;
      break;
    case Kind::Captions:
      settings_.captions = !settings_.captions;
      break;
    case Kind::Sound:
      settings_.sound = !settings_.sound;
      break;
    case Kind::PressureUnit:
      settings_.pressure_mmHg = !settings_.pressure_mmHg;
      break;
    case Kind::TeachingTone:
      settings_.teaching_tone =
          std::clamp(static_cast<int>(wish.value), 0, ui::Settings::kThreeTones);
      picture_dirty_ = true;
      break;
    default:
      break;
  }
  keep_settings();
}

void App::carry_out_working(const ui::Wish& wish) {
  switch (wish.kind) {
    case Kind::Pause:
      worker_->set_paused(!worker_->paused());
      notice_.clear();
      break;
    case Kind::Leave:
      asking_ = ui::Asking::Leave;
      worker_->set_paused(true);
      break;
    case Kind::LeaveCancelled:
      asking_ = ui::Asking::Nothing;
      worker_->set_paused(false);
      break;
    case Kind::LeaveConfirmed:
      drop_run();
      break;
    case Kind::Finish:
      // the answer to the question about leaving; else asked about where there is something to mark
      if (asking_ == ui::Asking::Leave || live_->failed || spec_->criteria.empty())
        finish();
      else
        ask_to_end({});
      break;
    case Kind::EndConfirmed:
      asking_ = ui::Asking::Nothing;
      if (ending_by_.empty()) {
        finish();
      } else {
        worker_->command(ending_by_);
        worker_->set_paused(false);
      }
      break;
    case Kind::Action: {
      const auto action = std::find_if(spec_->actions.begin(), spec_->actions.end(),
                                       [&](const auto& a) { return a.id == wish.text; });
      if (action != spec_->actions.end() && action->decides)
        ask_to_end(wish.text);
      else
        worker_->command(wish.text, wish.value);
      break;
    }
    case Kind::Phase:
      worker_->command("phase:" + wish.text);
      break;
    case Kind::Posture:
    case Kind::HandAway:
    case Kind::ParkHand:
    case Kind::SwapHands:
    case Kind::Device:
    case Kind::Builder:
    case Kind::BuilderPlay:
    case Kind::BuilderStop:
    case Kind::Metronome:
      carry_out_hand(wish);
      break;
    case Kind::Watch:
      choice_.watched ^= 1u << static_cast<unsigned>(wish.value);
      break;
    case Kind::Ask:
      notice_ = wish.text;
      worker_->set_paused(true);
      break;
    case Kind::Bookmark:
      if (screen_ == Screen::Working) live_marks_.push_back({wish.value, {}});
      break;
    case Kind::SkipStep:
      worker_->skip_step();
      break;
    case Kind::UnskipStep:
      worker_->unskip_step();
      break;
    case Kind::Inject:
      worker_->command(wish.text);
      break;
    case Kind::Layers:
      choice_.layer =
          std::clamp(static_cast<int>(wish.value), 0, static_cast<int>(render::Layer::kCount) - 1);
      picture_dirty_ = true;
      break;
    case Kind::Cut:
      choice_.cut = !choice_.cut;
      picture_dirty_ = true;
      break;
    case Kind::OtherBreast:
      worker_->command(wish.text);
      break;
    case Kind::Overlay:
      choice_.overlay = std::clamp(static_cast<int>(wish.value), 0,
                                   static_cast<int>(render::Overlay::kCount) - 1);
      picture_dirty_ = true;
      break;
    case Kind::Rings:
      choice_.rings = !choice_.rings;
      picture_dirty_ = true;
      break;
    case Kind::TurnView:
      if (live_) turning_to_ = turned_to(camera_, live_->next_place);
      break;
    case Kind::Preset:
      turning_to_.reset();
      camera_ = render::Camera::preset(static_cast<int>(wish.value), side_sign());
      // the duct cut-away shows the section; the other views put the breast together again
      choice_.cut = wish.value == 3.0 && live_ && live_->mode != session::Mode::Exam;
      picture_dirty_ = true;
      break;
    case Kind::Instructor:
      if (screen_ != Screen::Working) break;
      // an exam hides what this shows: it is asked about first
      if (!choice_.instructor && mode_ == session::Mode::Exam) {
        asking_ = ui::Asking::Instructor;
        worker_->set_paused(true);
        break;
      }
      choice_.instructor = !choice_.instructor;
      builder_open_ = false;
      break;
    case Kind::InstructorConfirmed:
      asking_ = ui::Asking::Nothing;
      choice_.instructor = true;
      builder_open_ = false;
      worker_->command(std::string(session::kInstructorCommand));
      worker_->set_paused(false);
      break;
    case Kind::GuideNext:
      if (first_steps_.skip()) end_first_steps();
      break;
    case Kind::GuideLeave:
      end_first_steps();
      break;
    default:
      break;
  }
}

void App::ask_to_end(const std::string& decision) {
  ending_by_ = decision;
  asking_ = ui::Asking::End;
  worker_->set_paused(true);
}

void App::carry_out_hand(const ui::Wish& wish) {
  switch (wish.kind) {
    case Kind::Posture:
      choose_hand(static_cast<input::Posture>(static_cast<int>(wish.value)));
      wheel_open_ = false;
      break;
    case Kind::HandAway:
      choose_hand(input::Posture::None);
      break;
    case Kind::ParkHand:
      hands_.park();
      break;
    case Kind::SwapHands:
      hands_.swap();
      break;
    case Kind::Device:
      if (wish.text == "coached") hands_.set_coached(!hands_.coached());
      if (wish.text == "vacuum")
        device_.vacuum_Pa = std::clamp(device_.vacuum_Pa + wish.value * kVacuumStep_Pa,
                                       0.0 + kVacuumStep_Pa, 0.0 + kVacuumMost_Pa);
      break;
    case Kind::Builder:
      if (wish.text.empty())
        builder_open_ = !builder_open_, choice_.instructor = false;
      else
        edit(draft_, wish.text, wish.value);
      break;
    case Kind::BuilderPlay:
      choose_hand(input::Posture::None);
      worker_->perform(built(draft_));
      break;
    case Kind::BuilderStop:
      worker_->stop_performing();
      break;
    case Kind::Metronome:
      if (wish.text.empty())
        metronome_.toggle(now_s());
      else
        metronome_.set_rate(static_cast<int>(wish.value));
      break;
    default:
      break;
  }
}

}  // namespace lac::app
