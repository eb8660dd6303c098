#include "app/first_steps.h"

#include <algorithm>
#include <array>

namespace lac::app {
namespace {

enum Step { Move, Touch, Harder, LetGo, Hold, Compress, Roll, Closing, kSteps };

struct Words {
  const char* title;
  const char* what;
  double hold_s;  // how long it must last to count
};

constexpr std::array<Words, kSteps> kWords{{
    {mark("Move"),
     mark("Move the pointer over the balloon. The hand follows and finds the surface itself."),
     0.3},
    {mark("Touch"),
     mark("Hold the left button: the fingertip goes down and stays while you hold. By keys, F sets "
          "it "
          "down, and F lifts it."),
     0.8},
    {mark("Press harder"),
     mark("Keep touching and turn the wheel up, or press W. You command a force; how deep it goes "
          "is "
          "the body's answer."),
     0.4},
    {mark("Let go"), mark("Release the button, or press F again. Watch the dent fill."), 0.4},
    {mark("Choose the C-hold"),
     mark(
         "Choose C-hold on the left, or press 4. Thumb and fingers lie on either side; the pointer "
         "says where the thumb goes."),
     0.3},
    {mark("Compress"),
     mark(
         "Touch, then hold the right button as well, or hold C. Thumb and fingers come toward each "
         "other."),
     0.5},
    {mark("Roll"),
     mark("While you compress, drag a little toward the middle, or hold V. Then release both."),
     0.2},
    {mark("That is all the hand does"),
     mark("Now the three tasks on the right, in any order: press in three places, hold a ring, "
          "roll. Nobody can be hurt here, and nothing hurries you."),
     0.8},
}};

constexpr double kHarder = 1.4;  // ratio of the press level that counts as harder
constexpr double kRolled_mm = 3.0;

}  // namespace

bool FirstSteps::watch(const ui::HandView& hand, double dt_s) {
  if (!on_) return false;
  if (press_from_N_ < 0.0) press_from_N_ = hand.press_N;
  bool doing = false;
  switch (step_) {
    case Move:
      doing = hand.over_skin || hand.touching;  // keys and sticks have no pointer over it
      break;
    case Touch:
      doing = hand.touching;
      break;
    case Harder:
      doing = hand.touching && hand.press_N >= kHarder * press_from_N_;
      break;
    case LetGo:
      doing = !hand.touching;
      break;
    case Hold:
      doing = hand.posture == input::Posture::CHold;
      break;
    case Compress:
      doing = hand.touching && hand.squeeze_N > 0.5;
      break;
    case Roll:
      doing = hand.roll_mm >= kRolled_mm;
      break;
    case Closing:
      // the next touch begins the tasks, once the last one was let go
      let_go_ = let_go_ || !hand.touching;
      doing = let_go_ && hand.touching;
      break;
    default:
      break;
  }
  held_s_ = doing ? held_s_ + dt_s : 0.0;
  return held_s_ >= kWords[std::clamp(step_, 0, kSteps - 1)].hold_s && skip();
}

bool FirstSteps::skip() {
  held_s_ = 0.0;
  press_from_N_ = -1.0;
  let_go_ = false;
  if (++step_ < kSteps) return false;
  on_ = false;
  return true;
}

ui::GuideView FirstSteps::view() const {
  const Words& words = kWords[std::clamp(step_, 0, kSteps - 1)];
  std::vector<const char*> all;
  all.reserve(kSteps);
  for (const Words& w : kWords) all.push_back(tr(w.what));
  return {.on = on_,
          .step = step_,
          .steps = kSteps,
          .title = tr(words.title),
          .what = tr(words.what),
          .all = std::move(all)};
}

}  // namespace lac::app
