#include <cmath>

#include "base/rng.h"
#include "tissue/constants.h"
#include "tissue/skin_kernel.h"
#include "tissue/slow_kernel.h"
#include "tissue/tet_kernel.h"

using namespace lac;
using namespace lac::tissue;

namespace {

// central differences in double: truncation (1e-5)^2 of the third derivative, far below the limit
constexpr double kStep = 1e-6;
constexpr double kLimit_frac = 1e-5;

// `slow`: with a slow response that pulls along an arbitrary metric
TetRest<double> unit_tet(double stiffening, bool slow = false) {
  TetRest<double> rest{};
  for (int i = 0; i < 3; ++i) rest.grad[i][i] = 1.0;
  rest.det_grad = 1.0;
  rest.volume = 1.0 / 6.0;
  rest.mu = 2.0;
  rest.stiffening = stiffening;
  rest.lambda_local = 5.0;
  if (slow) {
    const double metric[6] = {2.3, 0.2, -0.4, 1.7, 0.3, 2.9};
    std::copy(metric, metric + 6, rest.slow);
    rest.slow_mu = 2.1;
  }
  return rest;
}

void random_tet(Rng& rng, double x[4][3]) {
  const double rest[4][3] = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  for (int a = 0; a < 4; ++a)
    for (int i = 0; i < 3; ++i) x[a][i] = rest[a][i] + rng.uniform(-0.25, 0.25);
}

void forces(const double x[4][3], const TetRest<double>& rest, double out[4][3]) {
  const auto s = tet_strain(x, rest);
  double t[3][3];
  tet_modulus(s, rest, t);
  tet_force(s, rest, tet_q(s, rest, 0.0), t, out);
}

SkinRest<double> unit_triangle() {
  // rest corners (0,0) (1,0) (0.3,0.8)
  return {{1.0, -0.3 / 0.8, 1.0 / 0.8}, 1.5, 40.0};
}

void skin_forces(const double x[3][3], const SkinLaw& law, double out[3][3]) {
  const auto s = skin_strain(x, unit_triangle(), law);
  skin_force(s, skin_stress(s, unit_triangle(), law), out);
}

// stretched by random factors and turned out of its plane
void random_triangle(Rng& rng, double low, double high, double x[3][3]) {
  const double rest[3][2] = {{0, 0}, {1, 0}, {0.3, 0.8}};
  const double sx = rng.uniform(low, high), sy = rng.uniform(low, high),
               shear = rng.uniform(-0.2, 0.2);
  const double angle = rng.uniform(0.0, 3.0);
  for (int a = 0; a < 3; ++a) {
    const double u = sx * rest[a][0] + shear * rest[a][1], v = sy * rest[a][1];
    x[a][0] = u;
    x[a][1] = std::cos(angle) * v;
    x[a][2] = std::sin(angle) * v;
  }
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("tissue: tet forces are minus the gradient of the energy") {
    Rng rng(7);
    for (int trial = 0; trial < 20; ++trial) {
      const TetRest<double> rest = unit_tet(trial % 2 ? 1.1 : 0.0, trial % 3 == 0);
      double x[4][3], f[4][3];
      random_tet(rng, x);
      forces(x, rest, f);
      for (int a = 0; a < 4; ++a)
        for (int i = 0; i < 3; ++i) {
          const double keep = x[a][i];
          x[a][i] = keep + kStep;
          const double up = tet_energy(tet_strain(x, rest), rest);
          x[a][i] = keep - kStep;
          const double down = tet_energy(tet_strain(x, rest), rest);
          x[a][i] = keep;
          CHECK(f[a][i] ==
                doctest::Approx(-(up - down) / (2 * kStep)).epsilon(kLimit_frac).scale(1.0));
        }
    }
  }

  TEST_CASE("tissue: tet blocks are the derivative of the forces") {
    Rng rng(8);
    for (int trial = 0; trial < 20; ++trial) {
      const TetRest<double> rest = unit_tet(trial % 2 ? 1.1 : 0.0, trial % 3 == 0);
      double x[4][3], t[3][3];
      random_tet(rng, x);
      const auto s = tet_strain(x, rest);
      tet_modulus(s, rest, t);
      TetRecord<double> r;
      tet_record(s, rest, tet_q(s, rest, 0.0), t, 1.0, -1e9, 1e9, r);
      for (int e = 0; e < 6; ++e) {
        const int a = kPairA[e], b = kPairB[e];
        double block[3][3];
        tet_block(r, e, block);
        for (int j = 0; j < 3; ++j) {
          double up[4][3], down[4][3];
          const double keep = x[b][j];
          x[b][j] = keep + kStep;
          forces(x, rest, up);
          x[b][j] = keep - kStep;
          forces(x, rest, down);
          x[b][j] = keep;
          for (int i = 0; i < 3; ++i) {
            CHECK(block[i][j] == doctest::Approx(-(up[a][i] - down[a][i]) / (2 * kStep))
                                     .epsilon(kLimit_frac)
                                     .scale(1.0));
          }
        }
      }
    }
  }

  TEST_CASE("tissue: the stiffening term gives the uniaxial tangent of physiology A2's table") {
    // incompressible uniaxial compression by 20 %: tangent / initial tangent = 3.0 at C20/C10
    // = 1.1, 1.64 for neo-Hookean; the table has two figures, hence 4 %
    const auto tangent = [](double k, double stretch) {
      const auto energy = [k](double l) {
        const double i3 = l * l + 2.0 / l - 3.0;
        TetRest<double> rest = unit_tet(k);
        rest.volume = 1.0;
        TetStrain<double> s{};
        s.I = i3 + 3.0;
        s.J = 1.0;
        return tet_energy(s, rest);
      };
      const double d = 1e-4;
      return (energy(stretch + d) - 2.0 * energy(stretch) + energy(stretch - d)) / (d * d);
    };
    CHECK(tangent(0.0, 0.8) / tangent(0.0, 1.0) == doctest::Approx(1.64).epsilon(0.04));
    CHECK(tangent(1.11, 0.8) / tangent(1.11, 1.0) == doctest::Approx(3.0).epsilon(0.04));
  }

  TEST_CASE("tissue: a relaxed branch pulls with nothing, however the element is deformed") {
    Rng rng(21);
    for (int trial = 0; trial < 20; ++trial) {
      TetRest<double> rest = unit_tet(0.0);
      double x[4][3], with[4][3], without[4][3], metric[6];
      random_tet(rng, x);
      forces(x, rest, without);
      relaxed_metric(tet_strain(x, rest), metric);
      rest.slow_mu = 3.0;
      for (int i = 0; i < 6; ++i) rest.slow[i] = rest.slow_mu * metric[i];
      forces(x, rest, with);
      for (int a = 0; a < 4; ++a)
        for (int i = 0; i < 3; ++i) CHECK(with[a][i] == doctest::Approx(without[a][i]).scale(1.0));
    }
  }

  TEST_CASE("tissue: skin forces are minus the gradient of the energy, stretched or crumpled") {
    Rng rng(9);
    const SkinLaw law;
    for (int trial = 0; trial < 40; ++trial) {
      double x[3][3], f[3][3];
      random_triangle(rng, trial % 2 ? 0.4 : 0.9, trial % 2 ? 0.9 : 1.6, x);
      skin_forces(x, law, f);
      for (int a = 0; a < 3; ++a)
        for (int i = 0; i < 3; ++i) {
          const double keep = x[a][i];
          x[a][i] = keep + kStep;
          const double up = skin_energy(skin_strain(x, unit_triangle(), law), unit_triangle(), law);
          x[a][i] = keep - kStep;
          const double down =
              skin_energy(skin_strain(x, unit_triangle(), law), unit_triangle(), law);
          x[a][i] = keep;
          CHECK(f[a][i] ==
                doctest::Approx(-(up - down) / (2 * kStep)).epsilon(kLimit_frac).scale(1.0));
        }
    }
  }

  TEST_CASE("tissue: skin blocks are the derivative of the forces while the skin is taut") {
    Rng rng(10);
    const SkinLaw law;
    for (int trial = 0; trial < 20; ++trial) {
      double x[3][3], block[3][9];
      random_triangle(rng, 1.2, 1.6, x);
      const auto s = skin_strain(x, unit_triangle(), law);
      const auto p = skin_stress(s, unit_triangle(), law);
      REQUIRE(p.S[0] > 0.0);
      REQUIRE(p.S[1] > 0.0);
      skin_blocks(s, p, 1.0, block);
      const int corner_a[3] = {0, 0, 1}, corner_b[3] = {1, 2, 2};
      for (int e = 0; e < 3; ++e)
        for (int j = 0; j < 3; ++j) {
          double up[3][3], down[3][3];
          double& v = x[corner_b[e]][j];
          const double keep = v;
          v = keep + kStep;
          skin_forces(x, law, up);
          v = keep - kStep;
          skin_forces(x, law, down);
          v = keep;
          for (int i = 0; i < 3; ++i) {
            const double fd = -(up[corner_a[e]][i] - down[corner_a[e]][i]) / (2 * kStep);
            // where the recruitment has a kink inside the step the tangent jumps: 1e-4 covers it
            CHECK(block[e][3 * i + j] == doctest::Approx(fd).epsilon(1e-4).scale(10.0));
          }
        }
    }
  }

  TEST_CASE("tissue: skin has the toe's modulus at rest and the late one beyond lock-up") {
    SkinLaw law;
    law.mix = 2.0 * 0.45 / 0.55 - 1.0;
    law.slack = 1.15;
    law.ramp = 0.20;
    const double toe_E = 12e3, late_E = 340e3, nu = 0.45;
    const SkinRest<double> rest{{1.0, 0.0, 1.0}, toe_E / (2 * (1 + nu)), late_E - toe_E};
    // uniaxial: the free side takes the width of least energy
    const auto energy = [&](double stretch) {
      double best = 1e30;
      double low = 0.3, high = 1.2;
      for (int i = 0; i < 80; ++i) {
        const double a = low + (high - low) / 3, b = high - (high - low) / 3;
        const auto at = [&](double width) {
          const double x[3][3] = {{0, 0, 0}, {stretch, 0, 0}, {0, width, 0}};
          return skin_energy(skin_strain(x, rest, law), rest, law);
        };
        at(a) < at(b) ? high = b : low = a;
        best = std::min(at(a), at(b));
      }
      return best;
    };
    const auto tangent = [&](double l) {
      const double d = 2e-3;
      return (energy(l + d) - 2 * energy(l) + energy(l - d)) / (d * d);
    };
    // second differences over 0.4 % strain of a law that softens by about 4 strain: 2 %
    CHECK(tangent(1.0) == doctest::Approx(toe_E).epsilon(0.02));
    // beyond lock-up the toe adds a little, at most its own modulus (3.5 %)
    CHECK(tangent(1.40) == doctest::Approx(late_E).epsilon(0.035));
    CHECK(tangent(1.10) < 1.2 * toe_E);
  }
}

TEST_SUITE("unit") {
  TEST_CASE("tissue: the skin's matrix never has negative curvature, even crumpled to a third") {
    Rng rng(11);
    const SkinLaw law;
    for (int trial = 0; trial < 200; ++trial) {
      double x[3][3], block[3][9];
      random_triangle(rng, 0.3, 1.6, x);
      const auto s = skin_strain(x, unit_triangle(), law);
      skin_blocks(s, skin_stress(s, unit_triangle(), law), 1.0, block);
      // rows sum to zero, so v K v = - sum over pairs of (v_a - v_b) K_ab (v_a - v_b)
      double v[3][3], product = 0.0, size = 0.0;
      for (auto& corner : v)
        for (double& c : corner) c = rng.uniform(-1.0, 1.0);
      const int corner_a[3] = {0, 0, 1}, corner_b[3] = {1, 2, 2};
      for (int e = 0; e < 3; ++e)
        for (int i = 0; i < 3; ++i)
          for (int j = 0; j < 3; ++j) {
            const double di = v[corner_a[e]][i] - v[corner_b[e]][i];
            const double dj = v[corner_a[e]][j] - v[corner_b[e]][j];
            product -= di * block[e][3 * i + j] * dj;
            size += std::fabs(di * block[e][3 * i + j] * dj);
          }
      CHECK(product >= -1e-12 * size);
    }
  }

  TEST_CASE("tissue: skin never goes limp, pinched to a quarter of its length, width or both") {
    // the energy's second derivative along the pinch; St.Venant-Kirchhoff loses it at 0.58
    const SkinLaw law;
    const auto energy = [&](double a, double b) {
      const double x[3][3] = {{0, 0, 0}, {a, 0, 0}, {0.3 * a, 0.8 * b, 0}};
      return skin_energy(skin_strain(x, unit_triangle(), law), unit_triangle(), law);
    };
    const double d = 1e-4;
    const auto tangent = [&](double a, double b, double da, double db) {
      return (energy(a + d * da, b + d * db) - 2.0 * energy(a, b) +
              energy(a - d * da, b - d * db)) /
             (d * d);
    };
    double last[3] = {};
    // down to the area of kLeastSkinArea
    for (double l = 1.0; l >= 0.24; l -= 0.02) {
      // free to widen, held, and pinched both ways
      const double now[3] = {tangent(l, 1.0 / std::sqrt(l), 1.0, -0.5 / (l * std::sqrt(l))),
                             tangent(l, 1.0, 1.0, 0.0), tangent(l, l, 1.0, 1.0)};
      INFO("stretch ", l);
      for (int k = 0; k < 3; ++k) {
        CHECK(now[k] > 0.0);
        CHECK(now[k] >= 0.98 * last[k]);  // and it stiffens on the way; 2 % for the toe's slack
        last[k] = now[k];
      }
    }
  }

  TEST_CASE("tissue: eight lanes and one double agree") {
    Rng rng(12);
    double x[4][3];
    random_tet(rng, x);
    const TetRest<double> rest = unit_tet(1.1);
    TetRest<F8> wide{};
    F8 x8[4][3];
    for (int i = 0; i < 9; ++i) wide.grad[i / 3][i % 3] = splat<F8>(rest.grad[i / 3][i % 3]);
    wide.det_grad = splat<F8>(rest.det_grad);
    wide.volume = splat<F8>(rest.volume);
    wide.mu = splat<F8>(rest.mu);
    wide.stiffening = splat<F8>(rest.stiffening);
    wide.lambda_local = splat<F8>(rest.lambda_local);
    for (int a = 0; a < 4; ++a)
      for (int i = 0; i < 3; ++i) x8[a][i] = splat<F8>(x[a][i]);
    // float round-off of a few dozen operations
    CHECK(sum_lanes(tet_energy(tet_strain(x8, wide), wide)) / 8 ==
          doctest::Approx(tet_energy(tet_strain(x, rest), rest)).epsilon(1e-5));
  }

  TEST_CASE("tissue: every numerical setting lies in its range and says what it does") {
    for (const NamedConstant& c : constants()) {
      INFO(c.name);
      CHECK(c.constant.low <= c.constant.value);
      CHECK(c.constant.value <= c.constant.high);
      CHECK((c.constant.evidence == Evidence::Assumed) == c.constant.source.empty());
      CHECK_FALSE(c.constant.note.empty());
    }
  }
}
