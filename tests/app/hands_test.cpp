#include <doctest/doctest.h>

#include "app/constants.h"
#include "app/hands.h"
#include "app/options.h"
#include "ui/panels.h"

#include "base/math.h"

using namespace lac;

namespace {

constexpr double kDt_s = 1.0 / 60.0, kAreola_m = 0.024;
const render::V3 kNipple{0.0f, 0.0f, 0.07f}, kAxis{0.0f, 0.0f, 1.0f};

// Pointer over the skin above the nipple, `r_m` from it toward 12 o'clock.
app::Pointer above(double r_m, bool touch, bool started = false) {
  app::Pointer p;
  const float r = static_cast<float>(r_m);
  p.skin = render::Pick{.position_m = kNipple + render::V3{0.0f, r, 0.0f},
                        .normal = kAxis,
                        .r_m = r,
                        .u_m = 0.0f,
                        .v_m = r};
  p.touch = touch;
  p.touch_started = started;
  return p;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("app: a hand touches only while the button is down, and only with a posture") {
    app::HandControl hand;
    CHECK_FALSE(hand.update(above(0.05, true, true), kNipple, kAxis, kAreola_m, kDt_s).touching);
    hand.choose(input::Posture::SingleTip);
    CHECK_FALSE(hand.update(above(0.05, false), kNipple, kAxis, kAreola_m, kDt_s).touching);
    const auto touching = hand.update(above(0.05, true, true), kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(touching.touching);
    CHECK(touching.press_N > 0.0);
    CHECK(touching.aim_m.y == doctest::Approx(0.05));
    const auto lifted = hand.update(above(0.05, false), kNipple, kAxis, kAreola_m, kDt_s);
    CHECK_FALSE(lifted.touching);
    CHECK(lifted.press_N == 0.0);
  }

  TEST_CASE("app: a touch waits until the hand is there, so that the way is no slide") {
    app::HandControl hand;
    hand.choose(input::Posture::SingleTip);
    hand.update(above(0.10, false), kNipple, kAxis, kAreola_m, kDt_s);
    // a press far away, in a frame in which little time was simulated
    app::Pointer far = above(0.02, true, true);
    far.sim_dt_s = kDt_s;
    auto out = hand.update(far, kNipple, kAxis, kAreola_m, 0.2);
    CHECK_FALSE(out.touching);
    CHECK(hand.landing());
    CHECK(out.aim_m.y == doctest::Approx(0.02));
    // the pointer goes on meanwhile: the touch stays where it was asked for
    app::Pointer on = above(0.05, true);
    on.sim_dt_s = kDt_s;
    int ticks = 1;
    while (!out.touching && ticks < 100) {
      out = hand.update(on, kNipple, kAxis, kAreola_m, 0.2);
      CHECK(out.aim_m.y == doctest::Approx(0.02));
      ++ticks;
    }
    // 80 mm at 4 mm a tick, less the 3 mm that are near enough
    CHECK(ticks == 20);
    CHECK_FALSE(hand.landing());
    // from there on it follows
    out = hand.update(on, kNipple, kAxis, kAreola_m, 0.2);
    CHECK(out.touching);
    CHECK(out.aim_m.y == doctest::Approx(0.05));
  }

  TEST_CASE("app: by keys a ring begins round the nipple, and a hold turns to where it is led") {
    app::HandControl hand;
    hand.choose(input::Posture::SingleTip);
    hand.update(above(0.05, false), kNipple, kAxis, kAreola_m, kDt_s);
    // the pointer rests: keys choose and touch
    hand.choose(input::Posture::RpsRing);
    app::Pointer keys;
    keys.touch = keys.touch_started = true;
    input::HandInput out;
    for (int tick = 0; tick < 60; ++tick)
      out = hand.update(keys, kNipple, kAxis, kAreola_m, kDt_s), keys.touch_started = false;
    CHECK(out.touching);
    CHECK(length(render::V3{float(out.aim_m.x), float(out.aim_m.y), float(out.aim_m.z)} - kNipple) <
          1e-4f);
    hand.choose(input::Posture::None);
    hand.choose(input::Posture::CHold);
    app::Pointer right;
    hand.update(right, kNipple, kAxis, kAreola_m, kDt_s);
    right.move_m = {0.001f, 0.0f, 0.0f};
    for (int step = 0; step < 30; ++step)
      out = hand.update(right, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out.twist_rad == doctest::Approx(0.5 * kPi).epsilon(0.01));  // thumb at 3 o'clock
    CHECK(out.span_m == doctest::Approx(0.030).epsilon(0.01));
    // it hangs over the breast, and its thumb's distance is told, though no pointer does
    CHECK(hand.view().over_skin);
    CHECK(hand.view().grip_mm == doctest::Approx(30.0).epsilon(0.01));
  }

  TEST_CASE("app: a button that was let go before the hand was there touches nothing") {
    app::HandControl hand;
    hand.choose(input::Posture::FlatPads);
    hand.update(above(0.10, false), kNipple, kAxis, kAreola_m, kDt_s);
    hand.update(above(0.02, true, true), kNipple, kAxis, kAreola_m, kDt_s);
    CHECK_FALSE(hand.update(above(0.02, false), kNipple, kAxis, kAreola_m, kDt_s).touching);
    CHECK_FALSE(hand.landing());
  }

  TEST_CASE("app: a click of the tapping hand is a whole tap, on its way or there") {
    app::HandControl hand;
    hand.choose(input::Posture::TappingTips);
    hand.update(above(0.10, false), kNipple, kAxis, kAreola_m, kDt_s);
    // pressed and let go while the hand is still on its way
    hand.update(above(0.02, true, true), kNipple, kAxis, kAreola_m, kDt_s);
    int touching = 0;
    for (int tick = 0; tick < 120; ++tick)
      touching += hand.update(above(0.02, false), kNipple, kAxis, kAreola_m, kDt_s).touching;
    CHECK(touching * kDt_s >= app::kTapTouch_s);
    CHECK(touching * kDt_s < 0.32);  // a longer touch is a press
    CHECK_FALSE(hand.touching());
    // a click that begins and ends between two frames
    app::Pointer click = above(0.02, false);
    click.touch_started = true;
    touching = hand.update(click, kNipple, kAxis, kAreola_m, kDt_s).touching;
    for (int tick = 0; tick < 120; ++tick)
      touching += hand.update(above(0.02, false), kNipple, kAxis, kAreola_m, kDt_s).touching;
    CHECK(touching * kDt_s >= app::kTapTouch_s);
    CHECK(touching * kDt_s < 0.32);
  }

  TEST_CASE("app: hands that are put away are both away, a parked one too") {
    app::TwoHands hands;
    hands.led().choose(input::Posture::Support);
    hands.update(above(0.06, true, true), nullptr, kNipple, kAxis, kAreola_m, kDt_s);
    hands.park();
    hands.led().choose(input::Posture::SingleTip);
    hands.put_away();
    const auto out =
        hands.update(above(0.02, true, true), nullptr, kNipple, kAxis, kAreola_m, kDt_s);
    for (const input::HandInput& hand : out) {
      CHECK(hand.posture == input::Posture::None);
      CHECK_FALSE(hand.touching);
    }
    CHECK_FALSE(hands.parked());
  }

  TEST_CASE("app: a hand that rests over the breast is still over it") {
    app::HandControl hand;
    hand.choose(input::Posture::SingleTip);
    app::Pointer pointer;
    pointer.over = true;
    hand.update(pointer, {}, {0, 0, 1}, 0.02, 0.02);
    CHECK(hand.view().over_skin);
    pointer.over = false;
    hand.update(pointer, {}, {0, 0, 1}, 0.02, 0.02);
    CHECK_FALSE(hand.view().over_skin);
  }

  TEST_CASE("app: the press level stays within the input's range however the wheel turns") {
    app::HandControl hand;
    hand.choose(input::Posture::FlatPads);
    app::Pointer p = above(0.05, true, true);
    for (int notch = 0; notch < 100; ++notch) {
      p.notches = 3;
      const auto out = hand.update(p, kNipple, kAxis, kAreola_m, kDt_s);
      CHECK(out.press_N <= 15.0);
      p.touch_started = false;
    }
    p.notches = -400;
    CHECK(hand.update(p, kNipple, kAxis, kAreola_m, kDt_s).press_N >= 0.1);
  }

  TEST_CASE("app: dragging while compressed rolls up to the limit, then slides") {
    app::HandControl hand;
    hand.choose(input::Posture::CHold);
    hand.update(above(0.032, false), kNipple, kAxis, kAreola_m, kDt_s);
    auto out = hand.update(above(0.032, true, true), kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out.span_m == doctest::Approx(0.032));
    CHECK(out.squeeze_N == 0.0);
    // the second button ramps compression, it does not jump
    app::Pointer p = above(0.032, true);
    p.compress = true;
    out = hand.update(p, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out.squeeze_N > 0.0);
    CHECK(out.squeeze_N < 0.2);
    for (int tick = 0; tick < 120; ++tick) out = hand.update(p, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out.squeeze_N == doctest::Approx(1.5));
    CHECK(out.roll_m == 0.0);
    // 12 mm toward the nipple: all roll
    p = above(0.020, true);
    p.compress = true;
    out = hand.update(p, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out.roll_m == doctest::Approx(0.012).epsilon(1e-4));
    CHECK(out.aim_m.y == doctest::Approx(0.0));
    // 27 mm: 20 mm of roll, the rest moves the hand
    p = above(0.005, true);
    p.compress = true;
    out = hand.update(p, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out.roll_m == doctest::Approx(0.020).epsilon(1e-4));
    CHECK(out.aim_m.y == doctest::Approx(-0.007).epsilon(1e-3));
    // letting go of the second button lets go of the compression
    p = above(0.005, true);
    for (int tick = 0; tick < 30; ++tick) out = hand.update(p, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out.squeeze_N == 0.0);
    CHECK(out.roll_m == 0.0);
    CHECK(out.touching);
  }

  TEST_CASE("app: a C-hold begun on the nipple keeps its own distance and rolls by any drag") {
    app::HandControl hand;
    hand.choose(input::Posture::CHold);
    hand.update(above(0.003, false), kNipple, kAxis, kAreola_m, kDt_s);
    auto out = hand.update(above(0.003, true, true), kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out.span_m == 0.0);  // 0: the posture's own, 30 mm
    app::Pointer p = above(0.003, true);
    p.compress = true;
    hand.update(p, kNipple, kAxis, kAreola_m, kDt_s);
    p = above(0.013, true);
    p.compress = true;
    out = hand.update(p, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out.roll_m == doctest::Approx(0.010).epsilon(1e-3));
  }

  TEST_CASE("app: a parked hand keeps doing what it did while the other one works") {
    app::TwoHands hands;
    hands.led().choose(input::Posture::Support);
    hands.update(above(0.06, true, true), nullptr, kNipple, kAxis, kAreola_m, kDt_s);
    const auto supporting =
        hands.update(above(0.06, true), nullptr, kNipple, kAxis, kAreola_m, kDt_s)[0];
    CHECK(supporting.touching);
    hands.park();
    CHECK(hands.parked());
    CHECK(hands.led().posture() == input::Posture::None);
    hands.led().choose(input::Posture::SingleTip);
    auto out = hands.update(above(0.02, true, true), nullptr, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out[0].posture == input::Posture::Support);
    CHECK(out[0].touching);
    CHECK(out[0].aim_m.y == doctest::Approx(supporting.aim_m.y));
    CHECK(out[1].posture == input::Posture::SingleTip);
    CHECK(out[1].touching);
    // and is taken away again
    hands.park();
    out = hands.update(above(0.02, true), nullptr, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out[0].posture == input::Posture::None);
    CHECK(out[1].touching);
  }

  TEST_CASE("app: the parent's own hands are marked as such") {
    app::TwoHands hands;
    hands.led().choose(input::Posture::FlatPads);
    hands.set_coached(true);
    const auto out =
        hands.update(above(0.06, true, true), nullptr, kNipple, kAxis, kAreola_m, kDt_s);
    CHECK(out[0].coached);
    CHECK(out[1].coached);
  }

  TEST_CASE("app: its own options are taken out and checked") {
    std::string words[] = {"lactasim", "play", "x",      "--screenshot", "a.png",
                           "--after",  "2.5",  "--size", "1920x1080"};
    std::vector<char*> arguments;
    for (std::string& w : words) arguments.push_back(w.data());
    const auto options = app::take_options(arguments);
    REQUIRE(options);
    CHECK(arguments.size() == 3);
    CHECK(options->screenshot == "a.png");
    CHECK(options->after_s == 2.5);
    CHECK(options->width == 1920);
    for (const char* bad : {"nan", "-1", "", "2s"}) {
      std::string program = "lactasim", name = "--after", value = bad;
      std::vector<char*> wrong{program.data(), name.data(), value.data()};
      CHECK_FALSE(bool(app::take_options(wrong)));
    }
    std::string program = "lactasim", name = "--size";
    std::vector<char*> unfinished{program.data(), name.data()};
    CHECK_FALSE(bool(app::take_options(unfinished)));
  }

  TEST_CASE("ui: the picture has 60 % of the window at the two tested sizes") {
    for (const auto& [w, h] : {std::pair{1280.0f, 720.0f}, std::pair{1920.0f, 1080.0f}}) {
      const ui::Layout l = ui::working_layout(w, h, 1.0f);
      CHECK(l.picture.w * l.picture.h >= 0.60f * w * h);
    }
    // at 200 % text and in the smallest window nothing is left without room
    for (const auto& [w, h] : {std::pair{1280.0f, 720.0f}, std::pair{640.0f, 480.0f}}) {
      const ui::Layout l = ui::working_layout(w, h, 2.0f);
      CHECK(l.picture.w > 0.4f * w);
      CHECK(l.picture.h > 0.5f * h);
    }
  }

  TEST_CASE("ui: words for pressure go up with pressure") {
    int last = 0;
    for (double kPa = 0.0; kPa < 100.0; kPa += 0.5) {
      CHECK(ui::pressure_class(kPa) >= last);
      last = ui::pressure_class(kPa);
    }
    CHECK(last == 3);
    CHECK(std::string(ui::pressure_class_name(0)) == "skin-stretch");
    CHECK(ui::clock_text(3671.0) == "1:01:11");
  }

  TEST_CASE("app: a hand whose button was let go on the way rests where it touched last") {
    app::TwoHands hands;
    hands.led().choose(input::Posture::FlatPads);
    const auto update = [&](const app::Pointer& p) {
      return hands.update(p, nullptr, kNipple, kAxis, kAreola_m, kDt_s);
    };
    update(above(0.05, false));
    update(above(0.05, true, true));
    for (int k = 0; k < 5; ++k) update(above(0.05, true));
    REQUIRE(hands.led().touching());
    app::Pointer away;  // on its way to the button there is no skin under the pointer
    for (int k = 0; k < 60; ++k) update(away);
    CHECK_FALSE(hands.led().touching());
    hands.park();
    CHECK(hands.parked());
    const auto out = update(away);
    const input::HandInput& rests = out[0].posture == input::Posture::FlatPads ? out[0] : out[1];
    CHECK(rests.posture == input::Posture::FlatPads);
    CHECK(rests.touching);
    CHECK(rests.aim_m.y == doctest::Approx(0.05));
    CHECK(rests.press_N > 0.0);
    // the other hand, of the same shape, has touched nothing yet: it rests in the air
    hands.park();
    hands.led().choose(input::Posture::FlatPads);
    update(above(0.03, false));
    hands.park();
    for (const input::HandInput& hand : update(away)) CHECK_FALSE(hand.touching);
  }
}
