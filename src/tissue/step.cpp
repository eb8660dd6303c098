#include "tissue/step.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "tissue/assemble.h"
#include "tissue/damping.h"
#include "tissue/node_sum.h"
#include "tissue/pcg.h"
#include "tissue/pull.h"

namespace lac::tissue {
namespace {

constexpr double kEnergyNoise_frac = 1e-6;  // float round-off of the summed energy
constexpr double kEnergyNoise_J = 1e-9;
constexpr double kLastBit_m =
    7.5e-9;  // of a coordinate near 0.1 m: what a finger's force makes of it

// states are plain vectors
F4 read4(const float* p) { return _mm_loadu_ps(p); }
void write4(float* p, F4 v) { _mm_storeu_ps(p, v); }

// y = x + h v + h^2 g and a clamped first guess
void predict(const TissueModel& m, const TissueLoad& load, double h, bool damped,
             const std::vector<float>& x, const std::vector<float>& v, TissueScratch& s) {
  // mass-proportional damping slows the velocity that is carried on: (1 + alpha h) v' = v
  const F4 step =
      _mm_set1_ps(static_cast<float>(h / (1.0 + (damped ? m.params.sway_damping_per_s * h : 0.0))));
  const F4 most = _mm_set1_ps(static_cast<float>(kMaxPredict_m));
  const Vec3 g = h * h * load.gravity_m_per_s2;
  const F4 fall =
      _mm_setr_ps(static_cast<float>(g.x), static_cast<float>(g.y), static_cast<float>(g.z), 0.0f);
  s.parts.run([&](int part) {
    for (int i = m.row_part[part]; i < m.row_part[part + 1]; ++i) {
      const F4 at = read4(&x[4 * i]);
      const bool free = i < m.free_nodes;
      const F4 move = free ? _mm_and_ps(three(), step * read4(&v[4 * i])) : _mm_setzero_ps();
      store4(&s.start[4 * i], at);
      store4(&s.target[4 * i], free ? at + move + fall : at);
      // in this order what is not a number comes through, and is found out
      store4(&s.x[4 * i], at + _mm_max_ps(-most, _mm_min_ps(most, move)));
    }
  });
}

// x = base + a d
void move_along(const TissueModel& m, double a, bool first, TissueScratch& s) {
  const F4 step = _mm_set1_ps(static_cast<float>(a));
  s.parts.run([&](int part) {
    for (int i = m.row_part[part]; i < m.free_end(part); ++i) {
      const F4 base = load4(first ? &s.x[4 * i] : &s.base[4 * i]);
      if (first) store4(&s.base[4 * i], base);
      store4(&s.x[4 * i], fma(step, load4(&s.direction[4 * i]), base));
    }
  });
}

// velocity from the move, speeds capped
void commit(const TissueModel& m, double h, std::vector<float>& x, std::vector<float>& v,
            SolveReport& report, TissueScratch& s) {
  const F4 inverse_h = _mm_set1_ps(static_cast<float>(1.0 / h));
  const float most = static_cast<float>(kMaxSpeed_m_per_s);
  bool finite[kParts], capped[kParts];
  s.parts.run([&](int part) {
    finite[part] = true, capped[part] = false;
    for (int i = m.row_part[part]; i < m.free_end(part); ++i) {
      const F4 at = _mm_and_ps(three(), load4(&s.x[4 * i]));
      const F4 speed = _mm_and_ps(three(), at - load4(&s.start[4 * i])) * inverse_h;
      const F4 sq = speed * speed;
      const float length_sq = (sq[0] + sq[1]) + sq[2];
      const float cap = length_sq > most * most ? most / std::sqrt(length_sq) : 1.0f;
      if (!(length_sq < 1e12f)) finite[part] = false;
      capped[part] |= cap < 1.0f;
      write4(&x[4 * i], at);
      write4(&v[4 * i], _mm_set1_ps(cap) * speed);
    }
  });
  report.finite = report.finite && finite[0] && finite[1];
  report.clamped |= capped[0] || capped[1];
}

/// The potential of damping and suction along the search direction: E + a first + a^2/2 second.
/// Suction follows the skin; in a line search it counts as it was at the last linearisation.
struct QuadraticLine {
  double start = 0.0, first = 0.0, second = 0.0;
  double at(double a) const { return start + a * (first + 0.5 * a * second); }
};

struct LineResult {
  double energy = 0.0, share = 0.0;
  bool clamped = false, finite = true;
  int halvings = 0;
};

// Halves the step until the incremental potential no longer rises. @param go_on  leaves the
// residual for another Newton step too
LineResult line_search(const TissueModel& m, double h, double energy_before, double longest_m,
                       const QuadraticLine& line, bool go_on, TissueScratch& s) {
  LineResult out;
  double a = 1.0;
  if (!(longest_m <= 1e6)) {
    std::fill(s.direction.begin(), s.direction.end(), 0.0f);
    out.clamped = true;
    out.finite = false;
  } else if (longest_m > kMaxMove_m) {
    a = kMaxMove_m / longest_m;
    out.clamped = true;
  }
  const double before = energy_before + line.at(0.0);
  const double allowed = before + kEnergyNoise_frac * std::fabs(before) + kEnergyNoise_J +
                         kLastBit_m * s.contact.pushed_N();
  s.contact.moved(std::min(longest_m, kMaxMove_m.value));
  for (;; ++out.halvings, a *= 0.5) {
    move_along(m, a, out.halvings == 0, s);
    // the first trial is nearly always taken: its residual is made along with its energy
    if (go_on && out.halvings == 0) {
      dilate(m, s.x.data(), s);
      const double nodal = nodal_pressures(m, s.x.data(), h, s);
      out.energy = assemble_residual(m, s.x.data(), h, s) + nodal;
    } else {
      const double elements = element_energy(m, s.x.data(), s);
      out.energy = elements + nodal_pressures(m, s.x.data(), h, s);
    }
    const double contact = s.contact.energy(m, s.x.data(), s.start.data());
    if (out.energy + contact + line.at(a) <= allowed) break;
    if (out.halvings == kMaxHalvings) {
      out.clamped = true;
      break;
    }
  }
  if (go_on && out.halvings > 0) assemble_residual(m, s.x.data(), h, s);
  out.share = a;
  return out;
}

}  // namespace

SolveReport solve_substep(const TissueModel& m, const TissueLoad& load, const SolveOptions& options,
                          std::vector<float>& x, std::vector<float>& v, TissueScratch& s) {
  SolveReport report;
  const double h = options.step_s;
  const double beta_per_h = options.damped ? m.params.damping_s / h : 0.0;
  const double scale = 1.0 + beta_per_h;
  const RigidModes::Kind kind = options.damped ? RigidModes::Moving : RigidModes::Settling;
  scale_nodal_stiffness(m, scale, s);
  predict(m, load, h, options.damped, x, v, s);
  place_rigid_modes(m, s.start.data(), s);
  const Damping damper(beta_per_h, scale, h);
  double taken = 0.0;  // of the last direction, where it solves K d = b - r
  s.contact.moved(kMaxPredict_m * 2.0);
  dilate(m, s.x.data(), s);
  double energy = nodal_pressures(m, s.x.data(), h, s);

  for (int newton = 0; newton < options.newtons; ++newton) {
    // residual and matrix; later Newton steps keep the tissue's matrix, and the line search has
    // left their residual
    if (newton == 0) {
      energy += assemble(m, s.x.data(), h, scale, s);
    } else {
      s.contact.remove(m, s.diagonal.data(), s.block.data());
      if (options.full_newton) assemble(m, s.x.data(), h, scale, s);
    }
    if (damper.is_on() && taken == 0.0) damper.start(m, s);
    const double damping = damper.is_on() ? damper.apply(m, taken, s) : 0.0;
    s.contact.find(m, s.x.data(), s.start.data(), FingerContact::Limit::Foretold);
    s.contact.add(m, s.residual.data(), s.diagonal.data(), s.block.data());
    add_pull(m, load.pull_Pa, s.x.data(), s);
    for (int i = m.free_nodes; i < m.nodes; ++i) store4(&s.residual[4 * i], _mm_setzero_ps());
    report.residual_N = std::sqrt(dot_nodes(m, s.residual.data(), s.residual.data(), s));

    // direction, then as much of it as lowers the potential; later steps only refresh the
    // preconditioner where contact came or went
    if (newton == 0 || options.full_newton) {
      precondition(m, s);
      s.touched.assign(s.contact.nodes().begin(), s.contact.nodes().end());
    } else {
      s.touched.insert(s.touched.end(), s.contact.nodes().begin(), s.contact.nodes().end());
      precondition_nodes(m, s.touched, s);
    }
    // what moved in the first step is followed in the next, however little is left: every tick of
    // a touch costs the same
    const CgReport cg = conjugate_gradients(m, kind, options.iterations, options.tolerance,
                                            newton == 0 ? options.quiet_J : 0.0, s);
    report.iterations += cg.iterations;
    report.negative += cg.negative;
    if (cg.iterations == 0 && !cg.negative) break;  // at rest
    const Damping::Along along = damper.look(m, s);
    QuadraticLine line{damping, along.first, along.second};
    if (!load.pull_Pa.empty()) line.first -= dot_nodes(m, s.direction.data(), s.pull.data(), s);
    const double contact = s.contact.energy(m, s.x.data(), s.start.data());
    const bool go_on = newton + 1 < options.newtons && !options.full_newton;
    const LineResult found = line_search(m, h, energy + contact, along.longest_m, line, go_on, s);
    energy = found.energy;
    taken = cg.iterations > 0 && found.finite ? found.share : 0.0;
    report.largest_move_m =
        std::max(report.largest_move_m, found.share * std::min(along.longest_m, 1e6));
    report.halvings += found.halvings;
    report.clamped |= found.clamped;
  }
  s.contact.remove(m, s.diagonal.data(), s.block.data());

  commit(m, h, x, v, report, s);
  return report;
}

}  // namespace lac::tissue
