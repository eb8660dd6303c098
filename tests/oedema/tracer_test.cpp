#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <string>

#include "base/math.h"
#include "base/units.h"
#include "oedema/constants.h"
#include "oedema/oedema.h"
#include "tests/oedema/brick.h"

namespace lac::oedema {
namespace {

using oedema_test::make_brick;

anatomy::Breast coarse_breast() {
  Expected<anatomy::Breast> breast = anatomy::build_breast({}, anatomy::Level::Coarse, "assets");
  REQUIRE(breast);
  return std::move(*breast);
}

double whole(const OedemaState& s) {
  double sum = tracer_left(s);
  for (int g = 0; g < kNodeGroups; ++g) sum += s.tracer_on_way[g] + s.tracer_reached[g];
  return sum;
}

/// A depot of 0.5 mL half way out from the nipple at this clock, 15 mm deep, left for an hour;
/// shares of what arrived by node group.
GroupValues shares(const anatomy::Breast& breast, const OedemaModel& model, double clock_rad) {
  const Vec3 base = breast.landmarks.nipple_base_m, in = -breast.landmarks.nipple_axis;
  const Vec3 right = {1.0, 0.0, 0.0}, up = {0.0, 1.0, 0.0};
  const Vec3 at = base + 0.04 * (sin(clock_rad) * right + cos(clock_rad) * up) + 0.030 * in;
  OedemaState state = initial_state(model);
  OedemaFlow flow;
  inject(model, breast.mesh, at, 0.012, 0.5e-6, 1.0, state);
  for (int t = 0; t < 3600; ++t) step(model, {}, kRestTick_s, state, flow);
  CHECK(whole(state) == doctest::Approx(1.0).epsilon(1e-12));
  GroupValues share = state.tracer_reached;
  const double sum = std::accumulate(share.begin(), share.end(), 0.0);
  CHECK(sum > 0.02);
  for (double& s : share) s /= sum;
  return share;
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("oedema: an injection is all there, and counts as fluid given") {
    const anatomy::Breast breast = make_brick({});
    const OedemaModel model = make_model(breast, {});
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    inject(model, breast.mesh, {0.02, 0.02, 0.02}, 0.008, 0.2e-6, 5.0, state);
    CHECK(whole(state) == doctest::Approx(5.0).epsilon(1e-12));
    CHECK(fluid_m3(model, state) == doctest::Approx(0.2e-6).epsilon(1e-9));
    for (int i = 0; i < 600; ++i) step(model, {}, 1.0, state, flow);
    CHECK(whole(state) == doctest::Approx(5.0).epsilon(1e-12));
    CHECK(std::fabs(flow.mass_error_m3) < 1e-15);

    // a depot smaller than a cell goes to the nearest node
    OedemaState small = initial_state(model);
    inject(model, breast.mesh, {0.0201, 0.0199, 0.02}, 1e-4, 0.1e-6, 1.0, small);
    CHECK(whole(small) == 1.0);
  }

  TEST_CASE("oedema: an undisturbed tracer clears with k_0 and the resting lymph") {
    const double side_m = std::cbrt(650e-6), phi_0 = 100.0 / 650.0;
    const anatomy::Breast breast =
        make_brick({.cells = {1, 1, 1}, .size_m = {side_m, side_m, side_m}, .phi_0 = phi_0});
    const OedemaModel model = make_model(breast, {});
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    // a tracer without volume leaves the fluid as it is
    inject(model, breast.mesh, {0.5 * side_m, 0.5 * side_m, 0.5 * side_m}, 1.0, 0.0, 1.0, state);
    for (int i = 0; i < 3600; ++i) step(model, {}, 1.0, state, flow);
    const double per_s = model.params.k_0_per_s + 3.9e-9 * kRestFiltration_Pa / phi_0;
    // explicit in steps of 1 s: (lambda dt)^2/2 a step, 1e-6 in an hour
    CHECK(tracer_left(state) == doctest::Approx(std::exp(-3600.0 * per_s)).epsilon(1e-5));
    CHECK(60.0 * per_s > 0.001);  // [E2.8] 0.001-0.003 a minute
    CHECK(60.0 * per_s < 0.003);
  }

  TEST_CASE("oedema: pressed fluid carries the tracer away, none is lost and none is negative") {
    OedemaParams params;
    params.excess_frac = params.areola_excess_frac = 0.8;
    const anatomy::Breast breast = make_brick({.phi_0 = 0.4});
    const OedemaModel model = make_model(breast, params);
    OedemaState state = initial_state(model);
    OedemaFlow flow;
    inject(model, breast.mesh, {0.01, 0.02, 0.02}, 0.008, 0.0, 1.0, state);
    // 6 kPa on the half x < 15 mm pushes it along +x
    std::vector<double> p(model.volume_m3.size(), 0.0);
    oedema_test::for_each_node(breast, [&](int i, Vec3 at) { p[i] = at.x < 0.015 ? 6e3 : 0.0; });
    const auto centre_m = [&] {
      double sum = 0.0, x = 0.0;
      oedema_test::for_each_node(
          breast, [&](int i, Vec3 at) { sum += state.tracer[i], x += state.tracer[i] * at.x; });
      return x / sum;
    };
    const double before_m = centre_m();
    for (int i = 0; i < 60; ++i) step(model, {.p_ext_Pa = p}, 1.0, state, flow);
    CHECK(centre_m() > before_m + 0.002);
    CHECK(whole(state) == doctest::Approx(1.0).epsilon(1e-12));
    for (const double t : state.tracer) CHECK(t >= 0.0);
  }
}

TEST_SUITE("validation") {
  TEST_CASE("oedema: outer quadrants drain to the armpit, inner ones share with the breast bone") {
    const anatomy::Breast breast = coarse_breast();
    const OedemaModel model = make_model(breast, {});
    // the left breast: its outer side is the patient's left, 3 o'clock
    const GroupValues upper_outer = shares(breast, model, 0.25 * kPi);
    const GroupValues lower_outer = shares(breast, model, 0.75 * kPi);
    const GroupValues lower_inner = shares(breast, model, 1.25 * kPi);
    const GroupValues upper_inner = shares(breast, model, 1.75 * kPi);
    for (const auto& [name, s] : {std::pair{"upper outer", upper_outer},
                                  {"lower outer", lower_outer},
                                  {"lower inner", lower_inner},
                                  {"upper inner", upper_inner}})
      MESSAGE(std::string(name), ": axillary ", s[0], ", parasternal ", s[1], ", clavicular ",
              s[2]);
    CHECK(upper_outer[0] > 0.85);
    CHECK(lower_outer[0] > 0.75);
    for (const GroupValues& inner : {lower_inner, upper_inner}) {
      CHECK(inner[1] > 0.2);  // [E2.1] internal mammary in 45 % of patients, more from inside
      CHECK(inner[1] < 0.75);
      CHECK(inner[0] > 0.2);  // [E2.1] the armpit in 93 %, wherever the tumour
    }
    CHECK(upper_inner[2] > lower_outer[2]);

    // the whole breast: at least 75 % to the armpit, at most 25 % to the breast bone [E2.3]
    double all = 0.0;
    for (const double v : model.collector_rest_m3) all += v;
    MESSAGE("whole: ", model.collector_rest_m3[0] / all, ", ", model.collector_rest_m3[1] / all,
            ", ", model.collector_rest_m3[2] / all);
    CHECK(model.collector_rest_m3[0] / all >= 0.75);
    CHECK(model.collector_rest_m3[1] / all <= 0.25);
    CHECK(model.collector_rest_m3[2] / all <= 0.13);
  }
}

}  // namespace lac::oedema
