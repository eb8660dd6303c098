// The whole breast: how it lies in each position, what instruments feel, how it comes to rest.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "anatomy/breast.h"
#include "anatomy/surface_view.h"
#include "base/math.h"
#include "tissue/model.h"
#include "tissue/tissue.h"

using namespace lac;
using namespace lac::tissue;

namespace {

constexpr double kDt = 1.0 / 60.0, kG = 9.81;

struct Body {
  explicit Body(anatomy::Level level, TissueParams p = {}, bool reference = false,
                const anatomy::BreastParams& shape = {})
      : params(p) {
    auto built = anatomy::build_breast(shape, level, "assets");
    REQUIRE(static_cast<bool>(built));
    breast = std::move(*built);
    load.gravity_m_per_s2 = {0.0, -kG * std::sqrt(0.5), -kG * std::sqrt(0.5)};
    model = make_model(breast, params);
    if (reference) solve_reference(breast, load, 30, *model);
    scratch = make_scratch(*model);
    state = initial_state(*model);
  }
  void tick() {
    REQUIRE(step(*model, load, kDt, state, *scratch, fields).flag != StepFlag::NonFinite);
  }
  Vec3 node(const TissueState& s, int i) const {
    return {s.x_m[4 * i], s.x_m[4 * i + 1], s.x_m[4 * i + 2]};
  }
  double volume(const TissueState& s) const {
    double sum = 0.0;
    for (const auto& t : breast.mesh.tet) {
      const Vec3 o = node(s, t[0]);
      sum += dot(node(s, t[1]) - o, cross(node(s, t[2]) - o, node(s, t[3]) - o)) / 6.0;
    }
    return sum;
  }
  double rms_speed() const {
    double sum = 0.0;
    for (int i = 0; i < breast.mesh.free_nodes; ++i)
      for (int k = 0; k < 3; ++k) sum += std::pow(state.v_m_per_s[4 * i + k], 2);
    return std::sqrt(sum / breast.mesh.free_nodes);
  }
  /// Where a rod stands straight on the skin as it is now.
  anatomy::SkinPoint place(double clock_rad, double r_m) const {
    const anatomy::SurfaceView skin{&breast, state.x_m};
    return skin.at({clock_rad, r_m});
  }

  TissueParams params;
  anatomy::Breast breast;
  TissueModelPtr model;
  TissueScratchPtr scratch;
  TissueState state;
  TissueFields fields;
  TissueLoad load;
};

TissueParams elastic() {
  TissueParams p;
  p.viscoelastic = false;
  return p;
}

/// The softest of A2's ranges and of the skin's toe.
TissueParams softest() {
  TissueParams p = elastic();
  p.adipose.mu_Pa = 100.0;
  p.gland.mu_Pa = 300.0;
  p.subareolar.mu_Pa = 700.0;
  p.skin_toe_E_Pa = 4000.0;
  return p;
}

/// Bodies that move together, with what they did in the last tick.
struct Tool {
  std::vector<FingerBody> part;
  Vec3 at, in;
  // goes to `depth` along `in` from where it stood
  void to(double depth, Body& b) {
    const Vec3 move = (depth - depth_m) * in;
    depth_m = depth;
    for (FingerBody& f : part) {
      f.a_m += move;
      f.b_m += move;
      f.a_move_m = f.b_move_m = move;
    }
    b.load.finger = part;
    b.tick();
  }
  double force_N(const Body& b) const {
    double sum = 0.0;
    for (const ContactPatch& p : b.fields.patch) sum -= dot(p.force_N, in);
    return sum;
  }
  double depth_m = 0.0;
};

/// Two unit directions across `n`.
std::pair<Vec3, Vec3> across(Vec3 n) {
  const Vec3 u = unit(cross(n, std::fabs(n.y) < 0.8 ? Vec3{0, 1, 0} : Vec3{1, 0, 0}));
  return {u, cross(n, u)};
}

/// Capsules side by side whose lowest lines lie in one plane: a palm, a row of knuckles, a plate.
Tool slab(const anatomy::SkinPoint& p, int count, double width_m, double length_m,
          double radius_m) {
  const auto [u, v] = across(p.normal);
  Tool tool{.part = {}, .at = p.position_m, .in = -p.normal};
  for (int i = 0; i < count; ++i) {
    const double off = count > 1 ? width_m * (1.0 * i / (count - 1) - 0.5) : 0.0;
    const Vec3 middle = p.position_m + (radius_m + 0.001) * p.normal + off * u;
    FingerBody f;
    f.id = i;
    f.radius_m = radius_m;
    f.a_m = middle - 0.5 * length_m * v;
    f.b_m = middle + 0.5 * length_m * v;
    tool.part.push_back(f);
  }
  return tool;
}

/// The rim of a funnel: short capsules round a circle.
Tool rim(const anatomy::SkinPoint& p, int count, double ring_m, double radius_m) {
  const auto [u, v] = across(p.normal);
  Tool tool{.part = {}, .at = p.position_m, .in = -p.normal};
  const auto on_ring = [&, u = u, v = v](double turn) {
    const double a = 2.0 * kPi * turn / count;
    return p.position_m + radius_m * p.normal + ring_m * (std::cos(a) * u + std::sin(a) * v);
  };
  for (int i = 0; i < count; ++i) {
    FingerBody f;
    f.id = i;
    f.radius_m = radius_m;
    f.a_m = on_ring(i);
    f.b_m = on_ring(i + 1);
    tool.part.push_back(f);
  }
  return tool;
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("tissue: from position to position the breast goes gently and never inside out") {
    Body b(anatomy::Level::Coarse, {}, true);
    const auto gravity = [](double recline, double roll) {
      return kG * Vec3{std::sin(roll), -std::cos(recline) * std::cos(roll),
                       -std::sin(recline) * std::cos(roll)};
    };
    // supine, reclined, upright, leaning forward, prone, back to supine by the side
    const double way[][2] = {{0.5, 0},   {0.25, 0}, {0, 0},   {-0.17, 0},  {-0.5, 0},
                             {-0.17, 0}, {0.25, 0}, {0.5, 0}, {0.5, 0.47}, {0.5, 0}};
    double most_speed = 0.0, least_J = 1.0;
    const double rest_volume = b.volume(b.state);
    double recline = 0.25 * kPi, roll = 0.0, volume_off = 0.0;
    for (const auto& to : way) {
      const double from_recline = recline, from_roll = roll;
      const double angle =
          std::max(std::fabs(to[0] * kPi - recline), std::fabs(to[1] * kPi - roll));
      const int ticks =
          std::max(60, static_cast<int>(angle / 0.5 / kDt));  // half a radian a second
      for (int t = 1; t <= ticks + 120; ++t) {
        const double s = smoothstep(std::min(1.0, 1.0 * t / ticks));
        recline = lerp(from_recline, to[0] * kPi, s);
        roll = lerp(from_roll, to[1] * kPi, s);
        b.load.gravity_m_per_s2 = gravity(recline, roll);
        b.tick();
        most_speed = std::max(most_speed, b.fields.max_speed_m_per_s);
        least_J = std::min(least_J, b.fields.min_volume_ratio);
      }
      volume_off = std::max(volume_off, std::fabs(b.volume(b.state) / rest_volume - 1.0));
    }
    MESSAGE("most speed ", most_speed, " m/s, least J ", least_J, ", volume off ", volume_off);
    CHECK(most_speed < 0.5);
    CHECK(least_J > 0.0);
    // lambda 50 mu, and the weight of 70 mm of tissue carried by pressure from the start
    CHECK(volume_off < 0.005);
  }

  TEST_CASE("tissue: from supine to prone the inside moves as far as is reported for its size") {
    // A5.15: 30 to 60 mm in medium and large breasts, not lactating, at second hand. The softest of
    // A2's ranges and of the skin's toe is what it takes; A2's own values are firm (MODEL.md,
    // limits)
    struct Case {
      std::string name;
      double volume_m3, base_width_m;
      bool soft;
      double least_m, most_m, volume_frac;
    };
    // as wide as they are large: 650 mL on 136 mm
    const Case cases[] = {{"650 mL, A2", 650e-6, 0.136, false, 0.008, 0.030, 0.005},
                          {"650 mL, softest", 650e-6, 0.136, true, 0.020, 0.030, 0.005},
                          {"900 mL, softest", 900e-6, 0.151, true, 0.030, 0.060, 0.005},
                          {"1200 mL, softest", 1200e-6, 0.166, true, 0.030, 0.060, 0.005}};
    double before_m = 0.0;
    for (const Case& c : cases) {
      anatomy::BreastParams shape;
      shape.volume_m3 = c.volume_m3;
      shape.base_width_m = c.base_width_m;
      Body b(anatomy::Level::Coarse, c.soft ? softest() : elastic(), true, shape);
      TissueState lying[2] = {b.state, b.state};
      for (int prone = 0; prone < 2; ++prone) {
        b.load.gravity_m_per_s2 = {0.0, 0.0, prone ? kG : -kG};
        settle(*b.model, b.load, 400, 1e-4, lying[prone], *b.scratch, b.fields);
        CHECK(b.fields.min_volume_ratio > 0.0);
      }
      double inside_m = 0.0;
      for (int i = 0; i < b.breast.mesh.free_nodes; ++i)
        if (b.breast.mesh.skin_index[i] < 0)
          inside_m = std::max(inside_m, norm(b.node(lying[1], i) - b.node(lying[0], i)));
      const double change = b.volume(lying[1]) / b.volume(lying[0]) - 1.0;
      INFO(c.name);
      MESSAGE(c.name, ": inside moves ", 1e3 * inside_m, " mm, volume ", 1e2 * change, " %");
      CHECK(inside_m > c.least_m);
      CHECK(inside_m < c.most_m);
      CHECK(inside_m > before_m);  // softer, then larger: farther
      CHECK(std::fabs(change) < c.volume_frac);
      before_m = inside_m;
    }
  }

  TEST_CASE("tissue: the softest breast, all but incompressible, is solved as well within a tick") {
    double force_N[2];
    for (int converged = 0; converged < 2; ++converged) {
      TissueParams p = softest();
      if (converged) p.newton_steps = 6, p.cg_iterations = 120;
      Body b(anatomy::Level::Coarse, p);
      b.load.gravity_m_per_s2 = {};
      Tool tip = slab(b.place(1.2, 0.05), 1, 0.0, 0.02, 0.008);
      for (int t = 1; t <= 90; ++t) tip.to(std::min(0.010, 0.0005 * t), b);
      force_N[converged] = tip.force_N(b);
    }
    MESSAGE("10 mm: ", force_N[0], " N, converged ", force_N[1], " N");
    CHECK(force_N[0] == doctest::Approx(force_N[1]).epsilon(0.02));
  }

  TEST_CASE("tissue: ten seconds after the last touch it hardly moves") {
    Body b(anatomy::Level::Coarse);
    settle(*b.model, b.load, 240, 1e-5, b.state, *b.scratch, b.fields);
    Tool palm = slab(b.place(1.2, 0.05), 4, 0.06, 0.07, 0.010);
    for (int t = 1; t <= 90; ++t) palm.to(std::min(0.015, 0.0005 * t), b);
    CHECK(palm.force_N(b) > 1.0);
    b.load.finger = {};
    for (int t = 0; t < 600; ++t) b.tick();
    CHECK(b.rms_speed() < 1e-4);
  }

  TEST_CASE("tissue: pressure is smooth enough for ducts, at rest and under a press") {
    Body b(anatomy::Level::Standard, elastic());
    settle(*b.model, b.load, 240, 1e-4, b.state, *b.scratch, b.fields);
    Tool tip = slab(b.place(1.2, 0.05), 1, 0.0, 0.02, 0.008);
    for (int pressed = 0; pressed < 2; ++pressed) {
      for (int t = 1; pressed && t <= 45; ++t) tip.to(std::min(0.010, 0.0005 * t), b);
      if (!pressed) b.tick();
      // rms jump between elements that share a face, over the rms of the field (solver.md 3)
      std::map<std::array<int, 3>, double> face;
      double jump = 0.0, field = 0.0;
      int faces = 0;
      for (const auto& t : b.breast.mesh.tet) {
        double mean = 0.0;
        for (int k : t) mean += 0.25 * b.fields.pressure_Pa[k];
        field += mean * mean / b.breast.mesh.tet.size();
        for (int skip = 0; skip < 4; ++skip) {
          std::array<int, 3> key{};
          for (int k = 0, n = 0; k < 4; ++k)
            if (k != skip) key[n++] = t[k];
          std::sort(key.begin(), key.end());
          const auto [at, fresh] = face.try_emplace(key, mean);
          if (!fresh) jump += std::pow(mean - at->second, 2), ++faces;
        }
      }
      const double roughness = std::sqrt(jump / faces / field);
      INFO("pressed ", pressed);
      MESSAGE("roughness ", roughness);
      CHECK(roughness < 0.4);
    }
  }

  TEST_CASE("tissue: mean contact pressure hardly depends on the mesh") {
    double per_N[3];
    for (int level = 0; level < 3; ++level) {
      Body b(static_cast<anatomy::Level>(level), elastic());
      b.load.gravity_m_per_s2 = {};
      Tool tip = slab(b.place(1.2, 0.05), 1, 0.0, 0.0, 0.008);
      double depth = 0.0;
      for (int t = 0; t < 60; ++t) {
        // a hand presses by force: 1 N
        if (b.fields.patch.empty() || tip.force_N(b) < 1.0) depth += 0.0004;
        tip.to(depth, b);
      }
      const tissue::ContactPatch& patch = b.fields.patch[0];
      per_N[level] = patch.mean_pressure_Pa / patch.normal_N;
      MESSAGE("level ", level, ": ", patch.mean_pressure_Pa, " Pa at ", patch.normal_N, " N");
    }
    CHECK(per_N[1] == doctest::Approx(per_N[2]).epsilon(0.10));  // wanted; without the rim 17 %
    CHECK(per_N[0] == doctest::Approx(per_N[2]).epsilon(0.15));  // without it 80 %
  }
}

TEST_SUITE("unit") {
  TEST_CASE("tissue: a palm spreads the force that a fingertip gathers") {
    double peak_Pa[2], force_N[2];
    for (int palm = 0; palm < 2; ++palm) {
      Body b(anatomy::Level::Coarse, elastic());
      b.load.gravity_m_per_s2 = {};
      const anatomy::SkinPoint p = b.place(1.2, 0.05);
      Tool tool = palm ? slab(p, 5, 0.07, 0.07, 0.010) : slab(p, 1, 0.0, 0.0, 0.008);
      double depth = 0.0;
      for (int t = 0; t < 200 && tool.force_N(b) < 2.0; ++t) tool.to(depth += 0.0003, b);
      for (int t = 0; t < 20; ++t) tool.to(depth, b);
      force_N[palm] = tool.force_N(b);
      peak_Pa[palm] = 0.0;
      double area = 0.0;
      for (const ContactPatch& c : b.fields.patch) {
        peak_Pa[palm] = std::max(peak_Pa[palm], c.peak_pressure_Pa);
        area += c.area_m2;
      }
      CHECK(area > (palm ? 10e-4 : 0.5e-4));
    }
    REQUIRE(force_N[0] > 1.2);
    REQUIRE(force_N[1] > 1.2);
    CHECK(peak_Pa[1] < 0.35 * peak_Pa[0]);
  }

  TEST_CASE("tissue: a plate's stiffness grows as it goes in, and it pushes straight back") {
    Body b(anatomy::Level::Coarse, elastic());
    b.load.gravity_m_per_s2 = {};
    b.load.friction = 0.0;
    Tool plate = slab(b.place(1.2, 0.05), 9, 0.04, 0.04, 0.004);
    double last_N = 0.0, last_rise_N = 0.0;
    for (int depth_mm = 2; depth_mm <= 10; depth_mm += 2) {
      for (int t = 0; t < 30; ++t) plate.to(std::min(plate.depth_m + 2e-4, 1e-3 * depth_mm), b);
      const double now_N = plate.force_N(b);
      CHECK(now_N - last_N > last_rise_N);
      last_rise_N = now_N - last_N;
      last_N = now_N;
    }
    Vec3 sum;
    for (const ContactPatch& p : b.fields.patch) sum += p.force_N;
    CHECK(norm(tangential(sum, plate.in)) < 0.35 * last_N);
  }

  TEST_CASE(
      "tissue: suction in a funnel draws the nipple out, the more the stronger, and lets it back") {
    Body b(anatomy::Level::Coarse, elastic());
    b.load.gravity_m_per_s2 = {};
    const anatomy::SurfaceView start{&b.breast, b.state.x_m};
    anatomy::SkinPoint base;
    base.position_m = start.nipple_base();
    base.normal = start.nipple_axis();
    Tool funnel = rim(base, 16, 0.017, 0.004);
    for (int t = 1; t <= 30; ++t) funnel.to(1e-4 * t, b);
    std::vector<float> pull(b.breast.mesh.skin_node.size(), 0.0f);
    b.load.pull_Pa = pull;
    const auto length = [&] {
      const anatomy::SurfaceView skin{&b.breast, b.state.x_m};
      return dot(skin.nipple_tip() - base.position_m, base.normal);
    };
    const double rest_m = length();
    double last_m = rest_m;
    for (double vacuum_Pa : {4e3, 8e3, 12e3}) {
      for (std::size_t k = 0; k < pull.size(); ++k) {
        const Vec3 p = b.breast.mesh.node_m[b.breast.mesh.skin_node[k]] - base.position_m;
        if (norm(tangential(p, base.normal)) < 0.013) pull[k] = static_cast<float>(vacuum_Pa);
      }
      for (int t = 0; t < 60; ++t) funnel.to(0.003, b);
      INFO(vacuum_Pa, " Pa");
      CHECK(length() > last_m + 1e-4);
      CHECK(b.fields.min_volume_ratio > 0.0);
      last_m = length();
    }
    MESSAGE("nipple ", 1e3 * rest_m, " mm at rest, ", 1e3 * last_m, " mm at 12 kPa, rim ",
            funnel.force_N(b), " N");
    std::fill(pull.begin(), pull.end(), 0.0f);
    for (int t = 0; t < 90; ++t) funnel.to(0.003, b);
    CHECK(length() == doctest::Approx(rest_m).epsilon(0.02));
  }

  TEST_CASE("tissue: wet skin goes along where oiled skin lets glide") {
    double slip[2], shift[2];
    for (int wet = 0; wet < 2; ++wet) {
      Body b(anatomy::Level::Coarse, elastic());
      b.load.gravity_m_per_s2 = {};
      b.load.friction = wet ? 1.0 : 0.12;
      Tool tip = slab(b.place(1.2, 0.05), 1, 0.0, 0.02, 0.008);
      for (int t = 1; t <= 40; ++t) tip.to(std::min(0.006, 0.0003 * t), b);
      const Vec3 along = across(tip.in).first;
      slip[wet] = 0.0;
      for (int t = 0; t < 30; ++t) {  // 6 mm in half a second
        for (FingerBody& f : tip.part) {
          f.a_m += 2e-4 * along;
          f.b_m += 2e-4 * along;
          f.a_move_m = f.b_move_m = 2e-4 * along;
        }
        b.load.finger = tip.part;
        b.tick();
        slip[wet] += b.fields.patch[0].slip_m_per_s * kDt;
      }
      shift[wet] = b.fields.patch[0].skin_shift_m;
    }
    CHECK(slip[0] > 0.003);          // most of 6 mm
    CHECK(slip[1] < 0.5 * slip[0]);  // most of it is skin stretched
    CHECK(shift[1] > 1.5 * shift[0]);
  }
}
