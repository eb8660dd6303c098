#include "app/gamepad.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

using namespace lac;

namespace {

struct Script {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("lac-pad-" + std::to_string(getpid()) + ".txt");
  explicit Script(const std::string& text) { std::ofstream(path) << text; }
  ~Script() { std::filesystem::remove(path); }
};

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("gamepad: a script plays in its own time") {
    const Script script(
        "# a press\n0.5 right_trigger 0.5\n0.5 right_x 1\n1 right_trigger 0\n2 a 1\n");
    auto pad = app::scripted_gamepad(script.path);
    REQUIRE(pad);
    CHECK((*pad)->read(0.0).right_trigger == 0.0f);
    CHECK((*pad)->read(0.6).right_trigger == 0.5f);
    CHECK((*pad)->read(0.6).right_x == 1.0f);
    CHECK((*pad)->read(1.5).right_trigger == 0.0f);
    CHECK((*pad)->read(9.0).down[app::PadState::A]);
  }

  TEST_CASE("gamepad: a wrong line of a script is named by its number") {
    for (const char* bad :
         {"0 right_trigger\n", "0 elbow 1\n", "x a 1\n", "1 a 1\n0 a 0\n", "nan a 1\n"}) {
      const Script script(std::string("# first\n") + bad);
      const auto pad = app::scripted_gamepad(script.path);
      REQUIRE_FALSE(pad);
      CHECK(pad.problems().front().text().find("line ") != std::string::npos);
    }
  }

  TEST_CASE("gamepad: sticks move each hand, triggers press, a resting stick does nothing") {
    app::PadState before, now;
    before.connected = now.connected = true;
    now.right_x = 0.05f;
    app::PadFrame f = app::pad_frame(now, before, 1.0 / 60.0);
    CHECK(f.led.move_m.x == 0.0f);
    CHECK_FALSE(f.led.touch);
    CHECK_FALSE(f.uses_other);
    now.right_x = 1.0f;
    now.right_trigger = 0.5f;
    now.left_trigger = 0.3f;
    f = app::pad_frame(now, before, 1.0 / 60.0);
    CHECK(f.led.move_m.x == doctest::Approx(0.08 / 60.0));
    CHECK(f.led.touch_started);
    CHECK(*f.led.trigger == 0.5);
    CHECK(f.uses_other);
    CHECK(f.other.touch_started);
    // held on, it does not start again
    CHECK_FALSE(app::pad_frame(now, now, 1.0 / 60.0).led.touch_started);
  }

  TEST_CASE("gamepad: a harder pull is a harder press, within the input's range") {
    app::HandControl hand;
    hand.choose(input::Posture::SingleTip);
    hand.set_aim({0.0f, 0.05f, 0.07f});
    double last_N = -1.0;
    for (const float pull : {0.1f, 0.4f, 0.7f, 1.0f}) {
      app::PadState before, now;
      before.connected = now.connected = true;
      now.right_trigger = pull;
      const app::PadFrame f = app::pad_frame(now, before, 1.0 / 60.0);
      const auto out =
          hand.update(f.led, {0.0f, 0.0f, 0.07f}, {0.0f, 0.0f, 1.0f}, 0.024, 1.0 / 60.0);
      CHECK(out.touching);
      CHECK(out.press_N > last_N);
      CHECK(out.press_N <= 15.0);
      last_N = out.press_N;
    }
  }

  TEST_CASE("gamepad: the D-pad walks once a press, with the left bumper it turns the view") {
    app::PadState before, now;
    before.connected = now.connected = true;
    now.down[app::PadState::Down] = true;
    CHECK(app::pad_frame(now, before, 0.01).walk == 1);
    CHECK(app::pad_frame(now, now, 0.01).walk == 0);  // held on, it does not run
    now.down[app::PadState::Down] = false;
    now.down[app::PadState::Left] = true;
    CHECK(app::pad_frame(now, before, 0.01).panel == -1);
    CHECK(app::pad_frame(now, before, 0.01).turn == 0.0f);
    now.down[app::PadState::LeftBumper] = true;
    CHECK(app::pad_frame(now, before, 0.01).panel == 0);
    CHECK(app::pad_frame(now, now, 0.01).turn == -1.0f);
    now = before;
    now.down[app::PadState::A] = true;
    CHECK(app::pad_frame(now, before, 0.01).press);
  }

  TEST_CASE("gamepad: pulled out, it says so once") {
    app::PadState before, now;
    before.connected = true;
    CHECK(app::pad_frame(now, before, 0.01).lost);
    CHECK_FALSE(app::pad_frame(now, now, 0.01).lost);
  }
}
