// What a run's thread tells the learner beside the simulation: the next step, what a touch lacked.
#include <algorithm>

#include "app/worker.h"

namespace lac::app {

// The mode in which the run begins: with it, who can be asked what comes next, what is missing, and
// what a touch lacked.
void Worker::take_mode(session::Session& session) {
  const session::Mode mode = mode_;
  if (mode == mode_taken_ || session.time_s() > 0.0) return;
  mode_taken_ = mode;
  session.set_mode(mode);
  guidance_.reset();
  touch_news_.reset();
  const auto read = [&](const char* name) -> std::optional<scenario::Choreography> {
    auto demo = scenario::read_choreography(spec_.folder / "demo" / (std::string(name) + ".toml"));
    if (!demo) return {};
    return scenario::follow(*demo, spec_);
  };
  static constexpr std::array kWays{"expert", "coach"};
  for (std::size_t way = 0; way < kWays.size(); ++way) {
    std::optional<scenario::Choreography> demo = read(kWays[way]);
    if (!demo) continue;
    std::vector<std::string> ids;
    for (const scenario::Gesture& g : demo->gestures)
      if (!g.action.empty() && std::find(ids.begin(), ids.end(), g.action) == ids.end())
        ids.push_back(g.action);
    asked_[way] = std::make_shared<const std::vector<std::string>>(std::move(ids));
    if (way > 0) continue;
    if (mode != session::Mode::Exam)
      touch_news_ = std::make_unique<TouchNews>(*demo, mode == session::Mode::Guided);
    if (mode == session::Mode::Guided) guidance_ = std::make_unique<Guidance>(std::move(*demo));
  }
}

void Worker::tell_guide(session::Session& session, ui::LiveView& view) {
  if (guidance_) {
    if (skip_step_.exchange(false)) guidance_->skip();
    if (unskip_step_.exchange(false)) guidance_->unskip();
    Guidance::Next next = guidance_->next(session);
    view.next_title = std::move(next.title);
    view.next_how = std::move(next.how);
    view.next_why = std::move(next.why);
    view.next_so_far = std::move(next.so_far);
    view.next_action = std::move(next.action);
    view.can_unskip = guidance_->can_unskip();
    view.phase_done = guidance_->phases(session);
    view.ghost = guidance_->ghost(session.simulation());
  }
  if (touch_news_) {
    touch_news_->watch(session);
    view.touch_news = touch_news_->said();
    view.touch_news_s = touch_news_->said_s();
  }
  const bool coached = asked_[1] && session.done("coach-agreed") && !session.done("consent");
  view.asked = asked_[coached ? 1 : 0];
}

}  // namespace lac::app
