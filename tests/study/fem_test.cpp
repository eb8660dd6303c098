#include <doctest/doctest.h>

#include <cmath>

#include "study/runner.h"
#include "study/table.h"
#include "study/tissue_view.h"
#include "study/validate.h"

using namespace lac;
using namespace lac::study;

namespace {

const std::string kHead = R"(format = 1
title = "Finite elements"
mechanics = "fem"
[patient]
base = "primiparous_medium"
recline = "90 deg"
)";

Results run_text(const std::string& text) {
  const auto e = scenario::parse_experiment(kHead + text, "fem.toml", ".", quantity_names());
  if (!e) FAIL(e.problems().front().text());
  auto results = run(*e, {.data = ".", .progress = {}});
  if (!results) FAIL(results.problems().front().text());
  return *results;
}

double value_of(const Results& results, const std::string& measure) {
  const auto values = values_of(results, measure);
  if (!values) FAIL(values.problems().front().text());
  return values->front();
}

/// The breast, and itself drawn out by three factors along the axes.
struct Drawn {
  anatomy::Breast breast;
  std::vector<float> start_m, now_m;
  std::vector<double> still_Pa;
  explicit Drawn(Vec3 by)
      : breast(*anatomy::build_breast({}, anatomy::Level::Coarse, "assets")),
        start_m(rest_of(breast)),
        now_m(start_m),
        still_Pa(breast.mesh.node_m.size(), 0.0) {
    for (std::size_t i = 0; i < now_m.size(); ++i)
      if (i % 4 < 3) now_m[i] *= static_cast<float>(by[static_cast<int>(i % 4)]);
  }
  TissueView view() const {
    return {.breast = &breast, .x_m = now_m, .start_m = start_m, .pressure_Pa = still_Pa};
  }
};

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("study: what is read of a body drawn out evenly is the draw itself") {
    const Drawn drawn({1.2, 1.2, 1.2});
    const TissueView view = drawn.view();
    const scenario::Site site{.clock_rad = 1.0, .r_m = 0.04};
    // floats of the shape: 1e-5
    CHECK(skin_stretch(view, site, true) == doctest::Approx(1.2).epsilon(1e-5));
    CHECK(skin_stretch(view, site, false) == doctest::Approx(1.2).epsilon(1e-5));
    TissueView before = view;
    before.x_m = drawn.start_m;
    CHECK(volume_m3(view) == doctest::Approx(1.728 * volume_m3(before)).epsilon(1e-5));
    CHECK(nipple_length_m(view) == doctest::Approx(1.2 * nipple_length_m(before)).epsilon(1e-5));
    CHECK(nipple_diameter_m(view) ==
          doctest::Approx(1.2 * nipple_diameter_m(before)).epsilon(1e-5));
    CHECK(gland_strain(view, site) == doctest::Approx(-0.2).epsilon(1e-4));
    CHECK(gland_thickness_m(before, site) < tissue_thickness_m(before, site));
  }

  TEST_CASE("study: principal stretches of skin drawn one way lie between that way and none") {
    const Drawn drawn({1.0, 1.3, 1.0});
    const TissueView view = drawn.view();
    // the crest of the breast faces forward: its skin is drawn whole along y, not along x
    const scenario::Site crest{.clock_rad = 0.0, .r_m = 0.03};
    CHECK(skin_stretch(view, crest, true) > 1.15);
    CHECK(skin_stretch(view, crest, true) <= 1.3 + 1e-5);
    CHECK(skin_stretch(view, crest, false) >= 1.0 - 1e-5);
    CHECK(skin_stretch(view, crest, false) < 1.1);
    // area of a triangle grows by the product of the two
    CHECK(skin_stretch(view, crest, true) * skin_stretch(view, crest, false) > 1.15);
  }
}

TEST_SUITE("unit") {
  TEST_CASE("study: a held load creeps, a pull lifts, and both vanish when it is taken away") {
    const Results r = run_text(R"(
[[arm]]
name = "press"
[[arm]]
name = "pull"
[[step]]
do = "press"
id = "load"
pressure = "2 kPa"
area = "12 cm2"
at = "12 o'clock"
r = "45 mm"
lasts = "60 s"
arms = ["press"]
[[step]]
do = "press"
id = "load"
pressure = "2 kPa"
area = "12 cm2"
at = "12 o'clock"
r = "45 mm"
lasts = "60 s"
pull = true
arms = ["pull"]
[[step]]
do = "wait"
lasts = "4 min"
[[measure]]
name = "early"
quantity = "indentation"
at = "12 o'clock"
r = "45 mm"
step = "load"
until = "2 s"
[[measure]]
name = "late"
quantity = "indentation"
at = "12 o'clock"
r = "45 mm"
step = "load"
[[measure]]
name = "under"
quantity = "tissue_pressure"
unit = "kPa"
at = "12 o'clock"
r = "45 mm"
depth = "8 mm"
step = "load"
[[measure]]
name = "left"
quantity = "indentation"
at = "12 o'clock"
r = "45 mm"
)");
    const double early = value_of(r, "press:early"), late = value_of(r, "press:late");
    MESSAGE("indentation ", early, " mm, after a minute ", late, ", under it ",
            value_of(r, "press:under"), " kPa, left ", value_of(r, "press:left"));
    CHECK(early > 1.0);
    CHECK(late > 1.2 * early);  // creeps by more than a fifth [A4.2]
    CHECK(value_of(r, "pull:late") < -1.0);
    // a disc's own pressure at a third of its radius: 0.7 of it in a half-space; within a third
    CHECK(value_of(r, "press:under") > 0.7 * 0.7 * 2.0);
    CHECK(value_of(r, "press:under") < 1.3 * 2.0);
    // eight of the slower time later
    CHECK(std::fabs(value_of(r, "press:left")) < 0.05 * late);
    CHECK(std::fabs(value_of(r, "pull:left")) < 0.05 * late);
  }

  TEST_CASE(
      "study: plates close until they bear what they shall, and more force closes them more") {
    const Results r = run_text(R"(
[[arm]]
name = "light"
[[arm]]
name = "firm"
[[step]]
do = "press"
id = "plates"
shape = "plates"
force = "20 N"
area = "90 cm2"
lasts = "30 s"
arms = ["light"]
[[step]]
do = "press"
id = "plates"
shape = "plates"
force = "60 N"
area = "90 cm2"
lasts = "30 s"
arms = ["firm"]
[[measure]]
name = "gap"
quantity = "plate_gap"
step = "plates"
[[measure]]
name = "force"
quantity = "plate_force"
take = "mean"
from = "20 s"
step = "plates"
)");
    // the loop ends within a twentieth: the tissue gives meanwhile
    CHECK(value_of(r, "light:force") == doctest::Approx(20.0).epsilon(0.05));
    CHECK(value_of(r, "firm:force") == doctest::Approx(60.0).epsilon(0.05));
    CHECK(value_of(r, "firm:gap") < 0.95 * value_of(r, "light:gap"));
  }

  TEST_CASE("study: what finite elements cannot do is said in one sentence") {
    const auto refuse = [](const std::string& mechanics, const std::string& step) {
      const auto e = scenario::parse_experiment(
          "format = 1\ntitle = \"x\"\nmechanics = \"" + mechanics +
              "\"\n[patient]\nbase = \"primiparous_medium\"\n[[measure]]\nquantity = "
              "\"pain\"\n[[step]]\n" +
              step,
          "x.toml", ".", quantity_names());
      REQUIRE(e);
      const auto results = run(*e, {.data = ".", .progress = {}});
      REQUIRE_FALSE(results);
      return results.problems().front().message;
    };
    CHECK(refuse("fem", "do = \"express\"\nforce = \"3 N\"\nlasts = \"1 min\"\n").find("lumped") !=
          std::string::npos);
    CHECK(refuse("lumped", "do = \"position\"\nposition = \"prone\"\n").find("fem") !=
          std::string::npos);
  }
}
