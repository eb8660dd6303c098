#include "base/math.h"
#include "support.h"

using namespace lac;
using namespace lac::scenario;
using namespace lac::scenario::test;

namespace {

const char* const kHead = "format = 1\ntitle = \"D\"\nkind = \"expert\"\n";

std::string said(const std::string& text) {
  const Expected<Choreography> demo = parse_choreography(text, "d.toml");
  return demo ? std::string("fine") : all_text(demo.problems());
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("demo: each kind of step is read in SI") {
  const Expected<Choreography> demo = parse_choreography(
      std::string(kHead) +
          "tremor = \"0.3 mm\"\nseed = 7\n"
          "[[step]]\ndo = \"action\"\naction = \"consent\"\nvalue = 2\n"
          "[[step]]\ndo = \"stroke\"\nposture = \"flat-pads\"\nat = \"2 o'clock\"\nr = \"90 mm\"\n"
          "to = 3\nto_r = 150\npress = \"1 N\"\nspeed = \"3 cm/s\"\nrepeats = 10\n"
          "[[step]]\ndo = \"express\"\nat = \"12 o'clock\"\nspan = 30\npress = 1.5\nsqueeze = \"2 "
          "N\"\n"
          "hold = \"700 ms\"\nroll = \"0.8 cm\"\nrelease = 1\n"
          "[[step]]\ndo = \"wait\"\nminutes = \"90 s\"\n",
      "d.toml");
  REQUIRE(demo);
  REQUIRE(demo->gestures.size() == 4);
  CHECK(demo->tremor_m == doctest::Approx(3e-4).epsilon(1e-12));
  CHECK(demo->seed == 7);
  CHECK(demo->gestures[0].kind == Gesture::Kind::Action);
  CHECK(demo->gestures[0].value == 2.0);
  const Gesture& stroke = demo->gestures[1];
  CHECK(stroke.kind == Gesture::Kind::Stroke);
  CHECK(stroke.posture == "flat-pads");
  CHECK(stroke.clock_rad == doctest::Approx(kPi / 3.0).epsilon(1e-12));
  CHECK(stroke.to_clock_rad == doctest::Approx(kPi / 2.0).epsilon(1e-12));
  CHECK(stroke.to_r_m == doctest::Approx(0.15).epsilon(1e-12));
  CHECK(stroke.speed_m_per_s == doctest::Approx(0.03).epsilon(1e-12));
  CHECK(stroke.repeats == 10);
  const Gesture& express = demo->gestures[2];
  CHECK(express.clock_rad == 0.0);  // 12 o'clock is where the clock begins
  CHECK(express.span_m == doctest::Approx(0.03).epsilon(1e-12));
  CHECK(express.hold_s == doctest::Approx(0.7).epsilon(1e-12));
  CHECK(express.roll_m == doctest::Approx(0.008).epsilon(1e-12));
  CHECK(demo->gestures[3].minutes == doctest::Approx(1.5).epsilon(1e-12));
}

TEST_CASE("demo: a step has what it needs, and nothing it would ignore") {
  CHECK(said(std::string(kHead) + "[[step]]\ndo = \"ring\"\npress = \"1 N\"\n")
            .find("d.toml:4:1: a \"ring\" step needs \"hold\"") == 0);
  CHECK(said(std::string(kHead) + "[[step]]\ndo = \"pause\"\nseconds = 3\nroll = \"3 mm\"\n")
            .find("d.toml:7:1: \"roll\" does nothing in a \"pause\" step; take it out") == 0);
  CHECK(said(std::string(kHead) + "[[step]]\ndo = \"sqeeze\"\n")
            .find("\"sqeeze\" is not known for \"do\"") != std::string::npos);
  CHECK(said(kHead).find("a demo needs at least one [[step]]") != std::string::npos);
  CHECK(said(std::string(kHead) + "[[step]]\ndo = \"ring\"\npress = \"40 N\"\nhold = 3\n")
            .find("\"press\" is 40 N; it must be 0 N to 15 N") != std::string::npos);
}

TEST_CASE("demo: the steps of every technique are read") {
  const Expected<Choreography> demo = parse_choreography(
      std::string(kHead) +
          "[[step]]\ndo = \"circle\"\nposture = \"flat-pads\"\nnode = \"clavicle\"\npress = \"0.3 "
          "N\"\n"
          "[[step]]\ndo = \"sweep\"\nposture = \"flat-palm\"\nat = 2\nr = 30\nnode = \"axilla\"\n"
          "press = \"0.5 N\"\nlength = \"8 cm\"\nbreast = \"right\"\n"
          "[[step]]\ndo = \"ring\"\nposture = \"two-thumbs\"\npress = 1.2\nhold = \"60 "
          "s\"\nrepeats = 2\n"
          "[[step]]\ndo = \"hold\"\nposture = \"flat-pads\"\nat = 4\nr = 75\npress = 1.5\n"
          "[[step]]\ndo = \"knead\"\nat = 6\nr = 60\npress = 3\nhold = 0.8\nboth = true\n"
          "[[step]]\ndo = \"let-go\"\n"
          "[[step]]\ndo = \"pump\"\npress = 4\nvacuum = \"20 kPa\"\ncycle = \"1 Hz\"\nseconds = "
          "60\n"
          "[[step]]\ndo = \"vibrate\"\nat = 4\nr = 40\npress = 1\nvibration = \"80 Hz\"\n"
          "amplitude = \"0.5 mm\"\nseconds = 20\ncoached = true\n",
      "d.toml");
  if (!demo) MESSAGE(all_text(demo.problems()));
  REQUIRE(demo);
  REQUIRE(demo->gestures.size() == 8);
  CHECK(demo->gestures[0].node == "clavicle");
  CHECK(demo->gestures[1].kind == Gesture::Kind::Sweep);
  CHECK(demo->gestures[1].length_m == doctest::Approx(0.08).epsilon(1e-12));
  CHECK(demo->gestures[1].breast == "right");
  CHECK(demo->gestures[2].posture == "two-thumbs");
  CHECK(demo->gestures[4].both);
  CHECK(demo->gestures[5].kind == Gesture::Kind::LetGo);
  CHECK(demo->gestures[6].device.vacuum_Pa == doctest::Approx(2e4));
  CHECK(demo->gestures[7].device.amplitude_m == doctest::Approx(5e-4));
  CHECK(demo->gestures[7].coached);

  CHECK(said(std::string(kHead) + "[[step]]\ndo = \"circle\"\nposture = \"flat-pads\"\npress = 1\n")
            .find("needs \"at\" and \"r\", or \"node\"") != std::string::npos);
  CHECK(said(std::string(kHead) +
             "[[step]]\ndo = \"tap\"\nat = 1\nr = 50\npress = 1\nrate = 2\nto = 3\n")
            .find("\"to\" and \"to_r\" belong together") != std::string::npos);
}

TEST_CASE("demo: novice and harmful name their errors, the others make none") {
  const std::string step = "[[step]]\ndo = \"pause\"\nseconds = 1\n";
  const std::string error = "[[error]]\nname = \"rush\"\ntext = \"Hurries.\"\nlowers = [\"a\"]\n";
  CHECK(said("format = 1\ntitle = \"D\"\nkind = \"novice\"\n" + step).find("names its errors") !=
        std::string::npos);
  CHECK(said("format = 1\ntitle = \"D\"\nkind = \"novice\"\n" + error + step) == "fine");
  CHECK(said(kHead + error + step).find("only novice and harmful demos make errors") !=
        std::string::npos);
}

TEST_CASE("demo: actions and rows are those of the case beside it") {
  const Expected<ScenarioSpec> spec =
      read_scenario(kData / "scenarios" / "first_touch_day4", kData);
  REQUIRE(spec);
  const auto check = [&](const std::string& steps) {
    const Expected<Choreography> demo = parse_choreography(kHead + steps, "d.toml");
    REQUIRE(demo);
    return all_text(check_demo(*demo, *spec, "d.toml"));
  };
  CHECK(check("[[step]]\ndo = \"action\"\naction = \"explian\"\n")
            .find("d.toml:6:10: \"explian\" is not an action of first_touch_day4; did you mean "
                  "\"explain\"?") == 0);
  CHECK(check("[[step]]\ndo = \"action\"\naction = \"consent\"\n")
            .find("\"consent\" is refused here: it needs \"explain\" first") != std::string::npos);
  CHECK(check("[[step]]\ndo = \"pause\"\nseconds = 1\nlowers = [\"rps-hold\", \"nothing\"]\n")
            .find("\"nothing\" is not a row of first_touch_day4") != std::string::npos);
}

TEST_SUITE_END();
