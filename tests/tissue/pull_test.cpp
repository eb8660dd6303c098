#include <cmath>

#include "base/math.h"
#include "tests/element_force.h"
#include "tests/tissue/block.h"
#include "tissue/pull.h"
#include "tissue/tissue.h"

using namespace lac;
using namespace lac::tissue;

namespace {

constexpr double kE_Pa = 3000.0, kPoisson = 0.3;

TissueParams soft() {
  TissueParams p;
  p.poisson = kPoisson, p.least_bulk_Pa = 0.0;
  p.balloon = {kE_Pa / (2.0 * (1.0 + kPoisson)), 0.0, 1000.0};
  return p;
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE(
      "tissue: suction on a wide slab lifts it by p H / (lambda + 2 mu), and the base bears it") {
    const double H = 0.01, pull = 60.0;
    const anatomy::Breast body =
        test::make_block({.cells = {20, 20, 4}, .size_m = {0.10, 0.10, H}});
    const TissueModelPtr model = make_model(body, soft());
    const TissueScratchPtr scratch = make_scratch(*model);
    TissueState state = initial_state(*model);
    TissueFields fields;

    // the top alone: its rim nodes share their triangles with the sides, so they stay free of it
    std::vector<float> pull_Pa(model->skin_nodes, 0.0f);
    for (int i = 0; i < model->nodes; ++i) {
      const Vec3 p = model->shape_m[i];
      const bool rim = std::fabs(p.x) > 0.0499 || std::fabs(p.y) > 0.0499;
      if (p.z > H - 1e-9 && !rim) pull_Pa[model->skin_index[i]] = static_cast<float>(pull);
    }
    TissueLoad load;
    load.pull_Pa = pull_Pa;
    settle(*model, load, 200, 1e-6, state, *scratch, fields);
    double rise = 0.0;
    Vec3 sum;
    for (int i = 0; i < model->free_nodes; ++i) {
      if (norm(model->shape_m[i] - Vec3{0, 0, H}) < 1e-6) rise = state.x_m[4 * i + 2] - H;
      for (int a = 0; a < 3; ++a) sum[a] += scratch->pull[4 * i + a];
    }
    const double modulus = kE_Pa * (1 - kPoisson) / ((1 + kPoisson) * (1 - 2 * kPoisson));
    // large strain of 1.5 % and nodal dilation at the faces (h/H = 1/4): a few per cent, as under
    // its own weight
    CHECK(rise == doctest::Approx(pull * H / modulus).epsilon(0.06));
    // 19 x 19 of 20 x 20 cells' worth of nodes
    CHECK(sum.z == doctest::Approx(pull * 0.01 * (19.0 * 19.0) / (20.0 * 20.0)).epsilon(0.01));
    CHECK(test::force_on_held(*model, *scratch).z == doctest::Approx(sum.z).epsilon(2e-3));
  }

  TEST_CASE("tissue: suction follows the skin, and all round a closed body it adds up to nothing") {
    const anatomy::Breast body = test::make_block({.held_base = false});
    const TissueModelPtr model = make_model(body, soft());
    const TissueScratchPtr scratch = make_scratch(*model);
    const std::vector<float> pull_Pa(model->skin_nodes, 1000.0f);
    const double c = std::cos(0.7), n = std::sin(0.7);
    std::vector<float> x(4 * model->nodes, 0.0f), turned = x;
    for (int i = 0; i < model->nodes; ++i) {
      const Vec3 p = model->shape_m[i];
      for (int k = 0; k < 3; ++k) x[4 * i + k] = static_cast<float>(p[k]);
      turned[4 * i] = static_cast<float>(c * p.x - n * p.y);
      turned[4 * i + 1] = static_cast<float>(n * p.x + c * p.y);
      turned[4 * i + 2] = static_cast<float>(p.z);
    }
    TissueScratch& s = *scratch;
    add_pull(*model, pull_Pa, x.data(), s);
    const Floats straight = s.pull;
    add_pull(*model, pull_Pa, turned.data(), s);
    Vec3 sum;
    double off = 0.0, size = 0.0;
    for (int i = 0; i < model->nodes; ++i) {
      const float* f = &straight[4 * i];
      const float* g = &s.pull[4 * i];
      off = std::max(
          {off, std::fabs(c * f[0] - n * f[1] - g[0]), std::fabs(n * f[0] + c * f[1] - g[1])});
      for (int a = 0; a < 3; ++a) sum[a] += f[a], size = std::max(size, std::fabs(double{f[a]}));
    }
    // float positions of 0.02 m: 1e-7 of an edge of 0.01 m, hundreds of nodes
    CHECK(norm(sum) < 1e-4 * size);
    CHECK(off < 1e-5 * size);
  }

  TEST_CASE(
      "tissue: uniform suction round a free body swells it as much as the bulk modulus says") {
    const double pull = 100.0;
    const anatomy::Breast body = test::make_block({.held_base = false});
    const TissueModelPtr model = make_model(body, soft());
    const TissueScratchPtr scratch = make_scratch(*model);
    TissueState state = initial_state(*model);
    TissueFields fields;
    const std::vector<float> pull_Pa(model->skin_nodes, static_cast<float>(pull));
    TissueLoad load;
    load.pull_Pa = pull_Pa;
    settle(*model, load, 300, 1e-7, state, *scratch, fields);
    double volume = 0.0;
    for (const auto& t : body.mesh.tet) {
      Vec3 p[4];
      for (int a = 0; a < 4; ++a)
        p[a] = {state.x_m[4 * t[a]], state.x_m[4 * t[a] + 1], state.x_m[4 * t[a] + 2]};
      volume += dot(p[1] - p[0], cross(p[2] - p[0], p[3] - p[0])) / 6.0;
    }
    const double bulk = kE_Pa / (3.0 * (1.0 - 2.0 * kPoisson));
    // 4 % of volume: the law's own second order is about as large as that, squared
    CHECK(volume / 6.4e-5 - 1.0 == doctest::Approx(pull / bulk).epsilon(0.06));
    for (float p : fields.pressure_Pa) CHECK(p < 0.0f);
  }

  TEST_CASE("tissue: a suction that is not a number is refused") {
    const anatomy::Breast body = test::make_block({});
    const TissueModelPtr model = make_model(body, soft());
    const TissueScratchPtr scratch = make_scratch(*model);
    TissueState state = initial_state(*model);
    const TissueState before = state;
    TissueFields fields;
    std::vector<float> pull_Pa(model->skin_nodes, 10.0f);
    pull_Pa[3] = std::nanf("");
    TissueLoad load;
    load.pull_Pa = pull_Pa;
    CHECK(step(*model, load, 1.0 / 60.0, state, *scratch, fields).flag == StepFlag::NonFinite);
    CHECK(state.x_m == before.x_m);
  }
}
