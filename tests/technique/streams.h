#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "base/math.h"
#include "base/rng.h"
#include "base/units.h"
#include "technique/technique.h"

namespace lac::test {

/// How a made-up clinician differs from the next: tremor, size of the breast, side, noise of
/// contact.
struct Person {
  double tremor_m = 0.0;     // SD of the hand, 9 Hz
  double force_noise = 0.0;  // SD, share
  double dropout = 0.0;      // chance a tick that a contact is missed
  double dome_m = 0.07;      // radius of the breast
  double areola_m = 0.024;
  anatomy::Side side = anatomy::Side::Left;
  input::Posture posture = input::Posture::None;  // what the program says the hand is; often a lie
  std::uint64_t seed = 1;
};

inline Person steady() { return {}; }
inline Person random_person(Rng& rng) {
  Person p;
  p.tremor_m = rng.uniform(0.0, 0.7e-3);
  p.force_noise = rng.uniform(0.0, 0.10);
  p.dropout = rng.uniform(0.0, 0.01);
  p.dome_m = rng.uniform(0.055, 0.09);
  p.areola_m = rng.uniform(0.018, 0.032);
  p.side = rng.below(2) == 0 ? anatomy::Side::Left : anatomy::Side::Right;
  p.posture =
      static_cast<input::Posture>(rng.below(static_cast<std::uint32_t>(input::Posture::kCount)));
  p.seed = rng.next_u32();
  return p;
}

/// One finger for one tick: where it touches the skin, where its body is, how hard.
struct Touch {
  int hand = 0, place = 0;
  double clock_rad = 0.0, r_m = 0.05;  // contact centre on the skin
  double ahead_m = 0.0;  // finger body minus contact, toward the nipple (skin carried)
  double east_m = 0.0, north_m = 0.0;  // the same, across
  double normal_N = 1.0;
  double slip_m_per_s = 0.0;
  double area_m2 = 1.3e-4;
  double depth_m = 0.004;
  hand::Part part = hand::Part::Tip;
  bool lump = false;
};

/// Writes Observations of a hand on a dome, and feeds them to a Recogniser.
class Stream {
 public:
  explicit Stream(const Person& person) : p_(person), rng_(person.seed, 7) {}

  technique::Recogniser recogniser;
  double pit_m = 0.0;       // dent on show
  double axis_share = 0.9;  // share of the load that is inward
  bool all_nodes = false;   // ways to collar bone and breast bone are told too
  double vibration_Hz = 0.0, vacuum_Pa = 0.0, face = 0.0;
  std::array<sim::NodeTouch, 2> node{};
  std::vector<sim::Observation>* keep = nullptr;
  double time_s = 0.0;

  Vec3 place(double clock_rad, double r_m) const {
    const double a = std::max(0.0, r_m) / p_.dome_m;
    return {p_.dome_m * lac::sin(a) * lac::sin(clock_rad),
            p_.dome_m * lac::sin(a) * lac::cos(clock_rad), p_.dome_m * lac::cos(a)};
  }
  /// Clock toward the armpit.
  double axilla_rad() const { return p_.side == anatomy::Side::Left ? 0.5 * kPi : 1.5 * kPi; }
  Rng& rng() { return rng_; }
  const Person& person() const { return p_; }

  void tick(const std::vector<Touch>& touches) {
    sim::Observation o;
    time_s = ++ticks_ * kTick_s;
    o.tick = ticks_;
    o.time_s = time_s;
    o.step_s = kTick_s;
    o.side = p_.side;
    o.posture = {p_.posture, p_.posture};
    o.pit_depth_m = touches.empty() ? pit_m : 0.0;
    o.vibration_Hz = vibration_Hz;
    o.vacuum_Pa = vacuum_Pa;
    o.face = face;
    o.node = node;
    const double shake = 2.0 * kPi * 9.0 * time_s;
    const Vec3 tremor{1.414 * p_.tremor_m * lac::sin(shake),
                      1.414 * p_.tremor_m * lac::sin(shake * 0.93 + 1.0), 0.0};
    for (const Touch& t : touches) {
      if (rng_.uniform() < p_.dropout) continue;
      sim::FingerSeen f;
      f.id = t.hand * 16 + t.place;
      f.hand = t.hand;
      f.part = t.part;
      f.lump = t.lump;
      f.clock_rad = t.clock_rad < 0.0 ? t.clock_rad + 2.0 * kPi : t.clock_rad;
      f.r_m = t.r_m;
      f.area = t.r_m < 0.0           ? sim::Area::Nipple
               : t.r_m < p_.areola_m ? sim::Area::Areola
                                     : sim::Area::Body;
      const Vec3 skin = place(t.clock_rad, t.r_m);
      const Vec3 inward = unit(place(t.clock_rad, t.r_m - 1e-3) - skin, {});
      const Vec3 body = skin + t.ahead_m * inward + Vec3{t.east_m, t.north_m, 0.0} + tremor;
      f.position_m = body;
      f.normal_N = std::max(0.0, t.normal_N * (1.0 + p_.force_noise * rng_.normal()));
      f.area_m2 = t.area_m2;
      f.mean_pressure_Pa = f.normal_N / f.area_m2;
      f.depth_m = t.depth_m;
      f.slip_m_per_s = t.slip_m_per_s;

      // motion against the last tick in which this finger was seen
      Memory& m = memory_[static_cast<std::size_t>(f.id)];
      if (m.tick == ticks_ - 1) {
        f.velocity_m_per_s = (body - m.body_m) / kTick_s;
        f.radial_m_per_s = (m.r_m - t.r_m) / kTick_s;
        f.nippleward_m_per_s = dot(f.velocity_m_per_s, inward);
        f.axillary_m_per_s = dot(f.velocity_m_per_s, to_axilla(t));
        if (all_nodes) {
          const double out = p_.side == anatomy::Side::Left ? 1.0 : -1.0;
          f.clavicular_m_per_s = dot(f.velocity_m_per_s, toward(t, -0.3 * out, 1.0));
          f.parasternal_m_per_s = dot(f.velocity_m_per_s, toward(t, -out, 0.15));
        }
      }
      m = {ticks_, body, t.r_m};
      o.touching[static_cast<std::size_t>(t.hand)] = true;
      o.press_axis_N[static_cast<std::size_t>(t.hand)] += axis_share * f.normal_N;
      o.finger.push_back(f);
    }
    recogniser.push(o);
    if (keep != nullptr) keep->push_back(o);
  }

  void rest(double seconds) {
    for (int n = static_cast<int>(seconds / kTick_s + 0.5); n > 0; --n) tick({});
  }

  // ---- manoeuvres --------------------------------------------------------------------------

  void press(double clock_rad, double r_m, double force_N, double hold_s) {
    const int n = static_cast<int>(hold_s / kTick_s + 0.5);
    for (int i = 0; i < n; ++i) {
      const double ramp = std::min({1.0, (i + 1) / 8.0, (n - i) / 8.0});
      tick({{.clock_rad = clock_rad, .r_m = r_m, .normal_N = force_N * ramp}});
    }
  }

  /// A press that leaves a dent which fills with time constant `tau_s`.
  void pit(double clock_rad, double r_m, double force_N, double hold_s, double depth_m,
           double tau_s, double watch_s) {
    press(clock_rad, r_m, force_N, hold_s);
    const int n = static_cast<int>(watch_s / kTick_s + 0.5);
    for (int i = 0; i < n; ++i) {
      pit_m = depth_m * lac::exp(-i * kTick_s / tau_s);
      tick({});
    }
    pit_m = 0.0;
  }

  void ring(int tips, double r_m, double force_N, double hold_s, double drift_m = 0.0,
            double weak = 1.0) {
    const int n = static_cast<int>(hold_s / kTick_s + 0.5);
    for (int i = 0; i < n; ++i) {
      std::vector<Touch> t;
      for (int k = 0; k < tips; ++k) {
        Touch f{.place = k,
                .clock_rad = 2.0 * kPi * (k + 0.3) / tips,
                .r_m = r_m,
                .normal_N = force_N * (k == 0 ? weak : 1.0)};
        if (tips > 5 && k >= tips / 2) f.hand = 1;
        f.r_m += drift_m * i / n * lac::cos(f.clock_rad);
        t.push_back(f);
      }
      tick(t);
    }
  }

  /// Roll, Slide, Squeeze: what the pads do while pressed together. Nipple: the same on the nipple.
  enum class Way { Roll, Slide, Squeeze, Nipple };
  struct Cycle {
    Way way = Way::Roll;
    int cycles = 8;
    double axis_rad = 0.0, span_m = 0.030, period_s = 2.0, load_share = 0.55;
    double press_N = 2.0, squeeze_N = 2.0, travel_m = 0.008, rest_N = 0.0, jitter = 0.0;
  };
  void express(const Cycle& c) {
    for (int k = 0; k < c.cycles; ++k) {
      const double period_s = c.period_s * (1.0 + c.jitter * rng_.normal());
      const int n = std::max(12, static_cast<int>(period_s / kTick_s + 0.5));
      const int loaded = static_cast<int>(c.load_share * n);
      for (int i = 0; i < n; ++i) express_tick(c, i, loaded);
    }
  }

  /// A straight glide of `pads` side by side from one place to another, then a lift.
  void stroke(double clock_rad, double r_m, double to_clock_rad, double to_r_m,
              double speed_m_per_s, double force_N, int pads = 3, double lift_s = 0.7,
              bool carried = false) {
    const double x0 = r_m * lac::sin(clock_rad), y0 = r_m * lac::cos(clock_rad);
    const double x1 = to_r_m * lac::sin(to_clock_rad), y1 = to_r_m * lac::cos(to_clock_rad);
    const double length_m = std::sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
    const int n = std::max(6, static_cast<int>(length_m / speed_m_per_s / kTick_s + 0.5));
    for (int i = 0; i <= n; ++i) {
      const double s = static_cast<double>(i) / n;
      pads_at(x0 + s * (x1 - x0), y0 + s * (y1 - y0), force_N, pads, carried ? 0.0 : speed_m_per_s);
    }
    rest(lift_s);
  }

  void circles(double clock_rad, double r_m, double diameter_m, double rate_Hz, int count,
               double force_N, bool carried) {
    const double x = r_m * lac::sin(clock_rad), y = r_m * lac::cos(clock_rad);
    const int n = static_cast<int>(count / rate_Hz / kTick_s + 0.5);
    for (int i = 0; i <= n; ++i) {
      const double a = 2.0 * kPi * rate_Hz * i * kTick_s;
      const double dx = 0.5 * diameter_m * lac::cos(a), dy = 0.5 * diameter_m * lac::sin(a);
      if (carried) {
        std::vector<Touch> t;
        for (int k = 0; k < 3; ++k)
          t.push_back({.place = k,
                       .clock_rad = clock_rad + 0.25 * (k - 1),
                       .r_m = r_m,
                       .east_m = dx,
                       .north_m = dy,
                       .normal_N = force_N / 3.0});
        tick(t);
      } else {
        pads_at(x + dx, y + dy, force_N, 3, kPi * diameter_m * rate_Hz);
      }
    }
    rest(0.4);
  }

  void support(double hold_s, double force_N) {
    for (int n = static_cast<int>(hold_s / kTick_s + 0.5); n > 0; --n)
      tick({{.hand = 1, .clock_rad = kPi, .r_m = 0.07, .normal_N = force_N, .area_m2 = 1.4e-3}});
  }

 private:
  /// Unit tangent of the dome along this way of the flat map.
  Vec3 toward(const Touch& t, double east, double north) const {
    const double x = t.r_m * lac::sin(t.clock_rad), y = t.r_m * lac::cos(t.clock_rad);
    const double x1 = x + 1e-4 * east, y1 = y + 1e-4 * north;
    const Vec3 step =
        place(lac::atan2(x1, y1), std::sqrt(x1 * x1 + y1 * y1)) - place(t.clock_rad, t.r_m);
    return unit(step);
  }
  Vec3 to_axilla(const Touch& t) const {
    return toward(t, p_.side == anatomy::Side::Left ? 1.0 : -1.0, 0.3);
  }

  struct Memory {
    std::int64_t tick = -10;
    Vec3 body_m;
    double r_m = 0.0;
  };

  void express_tick(const Cycle& c, int i, int loaded) {
    // thumb at the axis, two fingers opposite; load ramps up, travel in its middle, then all lets
    // go
    const double s = static_cast<double>(i) / loaded;
    const bool on = i < loaded;
    const double ramp = on ? std::min({1.0, s / 0.25, (1.0 - s) / 0.1}) : 0.0;
    const double force_N = std::sqrt(c.press_N * c.press_N + c.squeeze_N * c.squeeze_N) * ramp;
    axis_share = force_N > 0.0 ? c.press_N * ramp / std::max(force_N, c.rest_N) : 0.9;
    if (force_N <= c.rest_N && c.rest_N <= 0.0) {
      tick({});
      return;
    }
    const double go = smoothstep((s - 0.3) / 0.5);
    const double speed = c.travel_m / (0.5 * loaded * kTick_s);
    const bool moving = on && s > 0.3 && s < 0.8;
    std::vector<Touch> t;
    for (int k = 0; k < 3; ++k) {
      Touch f{.place = k,
              .clock_rad = c.axis_rad,
              .r_m = c.span_m,
              .normal_N = (k == 0 ? 1.0 : 0.5) * std::max(force_N, c.rest_N)};
      if (k > 0) f.clock_rad += kPi + (k == 1 ? -1.0 : 1.0) * 0.009 / std::max(0.02, c.span_m);
      f.ahead_m = on ? 0.004 * ramp : 0.0;  // pads come together over carried skin
      if (c.way == Way::Nipple) f.r_m = -0.004;
      if (on && (c.way == Way::Roll || c.way == Way::Slide)) f.r_m -= go * c.travel_m;
      if (c.way == Way::Slide && moving) f.slip_m_per_s = speed;
      t.push_back(f);
    }
    tick(t);
    axis_share = 0.9;
  }

  void pads_at(double x_m, double y_m, double force_N, int pads, double slip_m_per_s) {
    std::vector<Touch> t;
    for (int k = 0; k < pads; ++k) {
      const double x = x_m + 0.016 * (k - 0.5 * (pads - 1)), y = y_m;
      double clock = lac::atan2(x, y);
      t.push_back({.place = k,
                   .clock_rad = clock < 0.0 ? clock + 2.0 * kPi : clock,
                   .r_m = std::sqrt(x * x + y * y),
                   .normal_N = force_N / pads,
                   .slip_m_per_s = slip_m_per_s});
    }
    tick(t);
  }

  Person p_;
  Rng rng_;
  std::int64_t ticks_ = 0;
  std::array<Memory, 40> memory_{};
};

inline const technique::TechniqueEvent* find(const technique::Recogniser& r,
                                             const std::string& id) {
  for (const auto& e : r.events())
    if (e.id == id) return &e;
  return nullptr;
}
inline int count(const technique::Recogniser& r, const std::string& id) {
  int n = 0;
  for (const auto& e : r.events()) n += e.id == id;
  return n;
}
inline std::string ids(const technique::Recogniser& r) {
  std::string all;
  for (const auto& e : r.events()) all += e.id + " ";
  return all;
}

}  // namespace lac::test
