// What a run's thread tells the learner beside the simulation: the next step, what a touch lacked.
#include <algorithm>

#include "app/cloth.h"
#include "app/worker.h"

namespace lac::app {

// The mode in which the run begins: with it, who can be asked what comes next, what is missing, and
// what a touch lacked.
void Worker::take_mode(session::Session& session) {
  const session::Mode mode = mode_;
  if (mode == mode_taken_ || session.time_s() > 0.0) return;
  mode_taken_ = mode;
  session.set_mode(mode);
  guidance_ = {};
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
    if (way == 0 && mode != session::Mode::Exam)
      touch_news_ = std::make_unique<TouchNews>(*demo, mode == session::Mode::Guided);
    if (mode == session::Mode::Guided)
      guidance_[way] = std::make_unique<Guidance>(std::move(*demo));
  }
}

void Worker::tell_guide(session::Session& session, ui::LiveView& view) {
  // whose hands: agreed on by what was said
  const bool coached = asked_[1] && session.done("coach-agreed") && !session.done("consent");
  const std::size_t way = coached ? 1 : 0;
  Guidance* const guidance = guidance_[way].get();
  if (guidance != nullptr) {
    if (skip_step_.exchange(false)) guidance->skip();
    if (unskip_step_.exchange(false)) guidance->unskip();
    HandNow hand;
    {
      const std::scoped_lock lock(mutex_);
      hand = hand_now_;
    }
    Guidance::Next next = guidance->next(session, hand);
    // a step by hand takes the run to its phase, as an action does
    const auto& phases = session.spec().phases;
    for (std::size_t p = 0; p < phases.size(); ++p)
      if (next.action.empty() && !next.title.empty() && phases[p].id == next.phase &&
          static_cast<int>(p) > session.phase())
        session.set_phase(static_cast<int>(p));
    view.next_title = std::move(next.title);
    view.next_how = std::move(next.how);
    view.next_why = std::move(next.why);
    view.next_so_far = std::move(next.so_far);
    view.next_action = std::move(next.action);
    view.can_unskip = guidance->can_unskip();
    view.phase_done = guidance->phases(session);
    view.ghost = guidance->ghost(session.simulation());
    view.next_place = guidance->places(session.simulation().skin());
  }
  if (touch_news_) {
    // what a touch felt is no news before she agreed to be touched
    const bool wanted = guidance == nullptr || guidance->wants_touch_words();
    touch_news_->watch(session, wanted && Cloth::may_touch(session));
    view.touch_news = touch_news_->said();
    view.touch_news_s = touch_news_->said_s();
  }
  view.asked = asked_[way];
}

}  // namespace lac::app
