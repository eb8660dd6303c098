#include "input/input_frame.h"

#include <doctest/doctest.h>

#include <limits>

#include "input/limits.h"

using namespace lac::input;

TEST_SUITE("unit") {
  TEST_CASE("input: a proper frame is left alone") {
    InputFrame f;
    f.hands[0] = {Posture::CHold, true, {0.01, 0.02, 0.07}, 0.3, 2.0, 3.0, 0.01, 0.03};
    f.hands[1] = {.posture = Posture::Massager, .coached = true};
    f.commands.push_back({"consent", 0.0});
    f.device = {2e4, 0.9, 80.0, 1e-3};
    CHECK_FALSE(sanitise(f));
    CHECK(f.hands[0].squeeze_N == 3.0);
  }
  TEST_CASE("input: a number that is not one idles that hand alone") {
    InputFrame f;
    f.hands[0].posture = f.hands[1].posture = Posture::SingleTip;
    f.hands[0].press_N = std::numeric_limits<double>::quiet_NaN();
    f.hands[1].press_N = 1e9;
    CHECK(sanitise(f));
    CHECK(f.hands[0].posture == Posture::None);
    CHECK(f.hands[1].press_N == kMostForce_N);
  }
  TEST_CASE("input: a device is kept in its ranges, and one that is not a number is off") {
    InputFrame f;
    f.device = {1e9, -1.0, 1e9, 1.0};
    CHECK(sanitise(f));
    CHECK(f.device.vacuum_Pa == kMostVacuum_Pa);
    CHECK(f.device.cycle_Hz == 0.0);
    CHECK(f.device.vibration_Hz == kMostVibration_Hz);
    CHECK(f.device.amplitude_m == kMostAmplitude_m);
    f.device = {2e4, std::numeric_limits<double>::infinity(), 0.0, 0.0};
    CHECK(sanitise(f));
    CHECK(f.device.vacuum_Pa == 0.0);
  }
  TEST_CASE("input: postures are known by name, and only those") {
    for (int p = 1; p < static_cast<int>(Posture::kCount); ++p) {
      const auto posture = static_cast<Posture>(p);
      REQUIRE_FALSE(posture_id(posture).empty());
      CHECK(posture_named(posture_id(posture)) == posture);
    }
    CHECK(posture_named("two-finger-c") == Posture::TwoFingerC);
    CHECK_FALSE(posture_named("Support"));
    CHECK_FALSE(posture_named(""));
    CHECK(posture_id(Posture::kCount).empty());
  }
  TEST_CASE("input: endless names and lists are cut") {
    InputFrame f;
    for (int i = 0; i < 100; ++i) f.commands.push_back({std::string(1000, 'x'), 1.0});
    CHECK(sanitise(f));
    CHECK(f.commands.size() == kMostCommands);
    CHECK(f.commands[0].id.size() == kMostIdLength);
  }
  TEST_CASE("input: every field changes the hash") {
    const auto hash = [](const InputFrame& f) {
      lac::Hasher h;
      hash_into(h, f);
      return h.digest();
    };
    InputFrame a, b = a;
    CHECK(hash(a) == hash(b));
    b.hands[1].span_m = 0.01;
    CHECK(hash(a) != hash(b));
    b = a;
    b.kind = TickKind::Rest;
    CHECK(hash(a) != hash(b));
    b = a;
    b.hands[0].coached = true;
    CHECK(hash(a) != hash(b));
    b = a;
    b.device.cycle_Hz = 0.5;
    CHECK(hash(a) != hash(b));
    b = a;
    b.commands.push_back({"wait", 8.0});
    CHECK(hash(a) != hash(b));
  }
}
