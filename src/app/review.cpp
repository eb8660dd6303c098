// The App's screens after a run, and its list of runs before.
#include <imgui.h>

#include <algorithm>
#include <utility>

#include "app/app.h"
#include "app/runs.h"
#include "app/settings_file.h"
#include "base/file.h"
#include "debrief/report.h"

namespace lac::app {

using Kind = ui::Wish::Kind;

void App::keep_settings() {
  // a full disk is no reason to stop; the choice then lasts until the window closes
  if (options_.screenshot.empty() && options_.input_script.empty()) (void)write_settings(settings_);
}

void App::read_runs() {
  runs_ = list_runs();
  for (ui::CaseCard& card : cards_) {
    const std::string name = std::filesystem::path(card.name).filename().string();
    card.tries = 0;
    card.best = -1.0;
    for (const ui::RunCard& run : runs_) {
      if (run.case_name != name) continue;
      ++card.tries;
      if (run.marked && run.safe) card.best = std::max(card.best, run.total);
    }
  }
}

void App::save() {
  save_trouble_.clear();
  open_trouble_.clear();
  const std::filesystem::path folder =
      saved_in_.empty() ? new_run_folder(log_.scenario.name) : std::filesystem::path(saved_in_);
  const Outcome made = make_writable_folder(folder);
  log_.when = run_when(folder);
  Outcome saved = made ? debrief::write_run(folder, log_, worker_->recording(), data_) : made;
  if (saved) saved = write_run_card(folder, log_, !looked_back_);
  if (saved)
    saved_in_ = folder.string();
  else
    save_trouble_ = saved.problems().front().text();
}

void App::finish() {
  if (!worker_ || !worker_->ready()) return;
  log_ = worker_->finish();
  asking_ = ui::Asking::Nothing;
  words_ = ui::DebriefWords{};
  save_trouble_.clear();
  open_trouble_.clear();
  overruling_.clear();
  comparison_.reset();
  results_open_ = instructor_review_ = false;
  looked_back_ = !reopening_.empty();
  if (looked_back_) {
    // a run of before: its words come from its folder, and its place is known
    log_.review = read_review(reopening_);
    words_.note = log_.review.global_note;
    words_.reaction = log_.review.reaction;
    saved_in_ = reopening_.string();
    reopening_.clear();
    results_open_ = true;
  } else {
    log_.review.bookmarks = live_marks_;
    save();
  }
  read_runs();
  screen_ = Screen::Debrief;
}

void App::open_run(const std::filesystem::path& folder) {
  browser_trouble_.clear();
  const auto recording = session::read_recording(folder / "session.lacrec");
  if (!recording) {
    browser_trouble_ = recording.problems().front().text();
    return;
  }
  auto spec = session::case_of(*recording, data_);
  if (!spec) {
    browser_trouble_ = spec.problems().front().text();
    return;
  }
  // where the case still lies, for its pictures and its demonstration
  for (const std::filesystem::path& known : folders_)
    if (known.filename().string() == recording->scenario_name) spec->folder = known;
  spec_ = std::move(*spec);
  reopening_ = folder;
  watch_.reset();
  live_.reset();
  worker_ = std::make_unique<Worker>(*spec_, *recording, 1, data_, shapes_);
  start_wanted_ = true;
  screen_ = Screen::Prebrief;
}

// The last marked run of this case before the one looked at; null: there is none.
const ui::RunCard* App::earlier_run() const {
  // newest first, so what follows its own card is older
  bool before = saved_in_.empty();
  for (const ui::RunCard& run : runs_) {
    if (before && run.marked && run.case_name == log_.scenario.name) return &run;
    before = before || run.folder <= saved_in_;
  }
  return nullptr;
}

void App::start_compare(const std::string& with) {
  if (const ui::RunCard* const run = earlier_run(); !with.empty() && run != nullptr) {
    comparison_ = std::make_unique<Comparison>(log_, run->folder, run->when);
    return;
  }
  if (log_.scenario.folder.empty() && spec_) log_.scenario.folder = spec_->folder;
  comparison_ = std::make_unique<Comparison>(log_, data_);
}

void App::draw_debrief(const ui::Box& box) {
  const std::vector<ui::CompareRow>* rows =
      comparison_ && comparison_->progress() < 0.0 ? &comparison_->rows() : nullptr;
  const ui::RunCard* const earlier = earlier_run();
  ui::draw_debrief(kit_,
                   {.log = &log_,
                    .results_open = results_open_,
                    .instructor = instructor_review_,
                    .can_replay = worker_ != nullptr,
                    .saved_in = saved_in_,
                    .saved_shown = shown_path(saved_in_),
                    .save_trouble = save_trouble_,
                    .open_trouble = open_trouble_,
                    .overruling = overruling_,
                    .comparing = comparison_ ? comparison_->progress() : -1.0,
                    .compare_title = comparison_ ? comparison_->title() : std::string(),
                    .compare = rows,
                    .compare_earlier = comparison_ && comparison_->earlier(),
                    .earlier = earlier != nullptr ? earlier->folder : std::string(),
                    .earlier_when = earlier != nullptr ? earlier->when : std::string()},
                   words_, box);
}

void App::draw_replay(float width, float height, double dt_s) {
  if (!live_) return;
  const ui::ReplayLayout layout = ui::replay_layout(width, height, kit_.scale);
  const Cloth::Seen before = std::exchange(dressed_, cloth_now());
  if (before.covered != dressed_.covered || before.own != dressed_.own) picture_dirty_ = true;
  draw_picture(layout.picture, dt_s);
  const ui::ReplayView view{.log = &log_, .live = live_.get(), .choice = &choice_};
  ui::draw_replay_side(kit_, view, static_cast<float>(live_->snapshot->face), layout.side);
  ui::draw_replay_timeline(kit_, view, layout.timeline);
  ui::draw_replay_bar(kit_, view, layout.top);
  kit_.begin_panel("picture", layout.picture, IM_COL32(0, 0, 0, 0), 0.0f, ui::Stand::Still);
  const float words_end =
      ui::draw_picture_marks(kit_, *live_, ui::HandView{}, choice_, cursor_, layout.picture,
                             layout.picture.y + layout.picture.h);
  ui::draw_legend(kit_, *live_, choice_, cursor_, layout.picture, words_end);
  kit_.end_panel();
  if (choice_.instructor) ui::draw_instructor(kit_, *live_, choice_, layout.side);
  move_camera(layout.picture);
}

// A copy among the user's own cases, under a name that is free.
void App::copy_case(const std::filesystem::path& folder) {
  const std::filesystem::path own = user_folder() / "scenarios";
  const std::string name = folder.filename().string() + "_copy";
  std::filesystem::path to = own / name;
  std::error_code error;
  for (int k = 2; std::filesystem::exists(to, error); ++k)
    to = own / (name + "_" + std::to_string(k));
  const Outcome copied = scenario::copy_case(folder, to);
  browser_trouble_ = copied ? "" : copied.problems().front().text();
  copied_ = copied ? to.string() : "";
  show_copied_ = true;
  read_cases();
  read_runs();
}

void App::carry_out_browser(const ui::Wish& wish) {
  switch (wish.kind) {
    case Kind::Page:
      page_ = static_cast<ui::BrowserPage>(static_cast<int>(wish.value));
      deleting_.clear();
      browser_trouble_.clear();
      notice_shown_ = !settings_.notice_seen;
      if (page_ == ui::BrowserPage::Cases) read_cases();
      read_runs();
      break;
    case Kind::CopyCase:
      copy_case(wish.text);
      break;
    case Kind::OpenOwnCases: {
      const std::filesystem::path own = user_folder() / "scenarios";
      const Outcome made = make_writable_folder(own);
      browser_trouble_ = made ? "" : made.problems().front().text();
      if (made) opener_.open(own.string());
      break;
    }
    case Kind::OpenRun:
      open_run(wish.text);
      break;
    case Kind::DeleteRun:
      deleting_ = wish.text;
      break;
    case Kind::DeleteCancelled:
      deleting_.clear();
      break;
    case Kind::DeleteConfirmed: {
      const Outcome deleted = delete_run(wish.text);
      browser_trouble_ = deleted ? "" : deleted.problems().front().text();
      deleting_.clear();
      read_runs();
      break;
    }
    case Kind::GuideStart:
      settings_.first_steps_done = false;
      keep_settings();
      for (std::size_t k = 0; k < cards_.size(); ++k)
        if (cards_[k].balloon) {
          page_ = ui::BrowserPage::Cases;
          open_case(cards_[k].name);
          start_wanted_ = spec_.has_value();
          break;
        }
      break;
    default:
      break;
  }
}

void App::carry_out_review(const ui::Wish& wish) {
  session::Review& review = log_.review;
  switch (wish.kind) {
    case Kind::SelfRating:
      review.self_rating = static_cast<int>(wish.value);
      break;
    case Kind::ShowResults:
      // what was said before the results is kept with the run
      if (!results_open_) {
        review.reaction = words_.reaction;
        from_top_ = true;
        save();
      }
      results_open_ = true;
      screen_ = Screen::Debrief;
      worker_->play(false, 1.0);
      break;
    case Kind::Save:
      save();
      break;
    case Kind::Compare:
      start_compare(wish.text);
      break;
    case Kind::Instructor:
      if (screen_ == Screen::Replay)
        choice_.instructor = !choice_.instructor;
      else
        instructor_review_ = !instructor_review_;
      break;
    case Kind::Overrule:
      overruling_ = wish.text;
      words_.reason.clear();
      words_.credit = 1.0;
      words_.show_overrule = overruling_.empty() ? 0 : ui::kShowFrames;
      break;
    case Kind::OverruleReason:
      std::erase_if(review.overrules, [&](const auto& o) { return o.criterion == wish.text; });
      review.overrules.push_back({wish.text, words_.credit, words_.reason});
      overruling_.clear();
      save();
      break;
    case Kind::OverruleTakenBack:
      std::erase_if(review.overrules, [&](const auto& o) { return o.criterion == wish.text; });
      overruling_.clear();
      save();
      break;
    case Kind::GlobalRating:
      review.global_rating = static_cast<int>(wish.value);
      save();
      break;
    case Kind::GlobalNote:
      review.global_note = words_.note;
      break;
    case Kind::Replay:
      screen_ = Screen::Replay;
      choice_.instructor = false;
      picture_dirty_ = true;
      worker_->seek(std::max(0.0, wish.value));
      worker_->play(true, 1.0);
      break;
    case Kind::Seek:
      worker_->seek(wish.value);
      break;
    case Kind::Play:
      worker_->play(wish.text != "still" && wish.value > 0.0,
                    wish.value > 0.0 ? wish.value : live_->play_pace);
      break;
    case Kind::StepTicks:
      worker_->step(static_cast<int>(wish.value));
      break;
    case Kind::Bookmark:
      review.bookmarks.push_back({wish.value, {}});
      save();
      break;
    default:
      break;
  }
}

}  // namespace lac::app
