#include "tissue/step.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "tissue/assemble.h"
#include "tissue/pcg.h"
#include "tissue/product.h"
#include "tissue/pull.h"
#include "tissue/quadrature.h"

namespace lac::tissue {
namespace {

constexpr double kEnergyNoise_frac = 1e-6;  // float round-off of the summed energy
constexpr double kEnergyNoise_J = 1e-9;
constexpr double kLastBit_m =
    7.5e-9;  // of a coordinate near 0.1 m: what a finger's force makes of it

// y = x + h v + h^2 g and a clamped first guess
void predict(const TissueModel& m, const TissueLoad& load, double h, bool damped,
             const std::vector<float>& x, const std::vector<float>& v, TissueScratch& s) {
  // mass-proportional damping slows the velocity that is carried on: (1 + alpha h) v' = v
  const float step =
      static_cast<float>(h / (1.0 + (damped ? m.params.sway_damping_per_s * h : 0.0)));
  const float most = static_cast<float>(kMaxPredict_m);
  std::copy(x.begin(), x.end(), s.start.begin());
  for (int i = 0; i < m.nodes; ++i) {
    const bool free = i < m.free_nodes;
    for (int k = 0; k < 4; ++k) {
      const float move = free && k < 3 ? step * v[4 * i + k] : 0.0f;
      const float fall =
          free && k < 3 ? static_cast<float>(h * h * load.gravity_m_per_s2[k]) : 0.0f;
      s.target[4 * i + k] = x[4 * i + k] + move + fall;
      s.x[4 * i + k] = x[4 * i + k] + std::clamp(move, -most, most);
    }
  }
}

/// Stiffness-proportional damping: the force (beta/h) K (x - start) of a step.
struct Damping {
  double beta_per_h = 0.0, scale = 1.0, h = 0.0;

  // the force anew, by a product with the matrix
  void start(const TissueModel& m, TissueScratch& s) const {
    for (std::size_t i = 0; i < s.x.size(); ++i) s.damp[i] = s.x[i] - s.start[i];
    multiply(m, s.damp.data(), s.damp.data(), s);
    const float f = static_cast<float>(beta_per_h / scale);
    const float ih2 = static_cast<float>(1.0 / (h * h));
    for (int i = 0; i < m.free_nodes; ++i) {
      const F4 inertia = _mm_set1_ps(s.mass[i] * ih2);
      store4(&s.damp[4 * i],
             _mm_set1_ps(f) * (load4(&s.damp[4 * i]) - inertia * load4(&s.cg_p[4 * i])));
    }
  }

  // after a share of the direction was taken: K d = b - r less inertia and contact, all at hand
  void follow(const TissueModel& m, double share, TissueScratch& s) const {
    const float f = static_cast<float>(share * beta_per_h / scale);
    const float ih2 = static_cast<float>(1.0 / (h * h));
    for (int i = 0; i < m.free_nodes; ++i) {
      const F4 inertia = _mm_set1_ps(s.mass[i] * ih2);
      const F4 whole = load4(&s.residual[4 * i]) - load4(&s.cg_r[4 * i]);
      store4(&s.damp[4 * i], fma(_mm_set1_ps(f), whole - inertia * load4(&s.direction[4 * i]),
                                 load4(&s.damp[4 * i])));
    }
    for (const TouchPoint& p : s.contact.points()) {
      const auto& t = m.tri[p.triangle];
      const double* w = kQuadrature.weight[p.point];
      Vec3 move;
      for (int a = 0; a < 3; ++a)
        for (int k = 0; k < 3; ++k) move[k] += w[a] * s.direction[4 * t[a] + k];
      const double* K = p.stiff_N_per_m;
      const Vec3 force{K[0] * move.x + K[1] * move.y + K[2] * move.z,
                       K[1] * move.x + K[3] * move.y + K[4] * move.z,
                       K[2] * move.x + K[4] * move.y + K[5] * move.z};
      for (int a = 0; a < 3; ++a) {
        if (t[a] >= m.free_nodes) continue;
        for (int k = 0; k < 3; ++k) s.damp[4 * t[a] + k] -= f * static_cast<float>(w[a] * force[k]);
      }
    }
  }

  // residual -= force; @return its potential
  double apply(const TissueModel& m, TissueScratch& s) const {
    for (std::size_t i = 0; i < s.x.size(); ++i) s.cg_p[i] = s.x[i] - s.start[i];
    for (int i = 0; i < m.free_nodes; ++i)
      store4(&s.residual[4 * i], load4(&s.residual[4 * i]) - load4(&s.damp[4 * i]));
    return 0.5 * dot_nodes(m, s.cg_p.data(), s.damp.data(), s);
  }
};

double inertia_product(const TissueModel& m, double h, const float* v, const TissueScratch& s) {
  double sum = 0.0;
  for (int i = 0; i < m.free_nodes; ++i) {
    const F4 d = load4(v + 4 * i) * load4(v + 4 * i);
    sum += s.mass[i] * ((static_cast<double>(d[0]) + d[1]) + d[2]);
  }
  return sum / (h * h);
}

double largest(const TissueModel& m, const float* v) {
  float most = 0.0f;
  for (int i = 0; i < m.free_nodes; ++i) {
    const F4 d = load4(v + 4 * i) * load4(v + 4 * i);
    const float sq = (d[0] + d[1]) + d[2];
    if (!(sq <= most)) most = sq;
  }
  return std::sqrt(static_cast<double>(most));
}

/// The potential of damping and suction along the search direction: E + a first + a^2/2 second.
/// Suction follows the skin; in a line search it counts as it was at the last linearisation.
struct QuadraticLine {
  double start = 0.0, first = 0.0, second = 0.0;
  double at(double a) const { return start + a * (first + 0.5 * a * second); }
};

// second derivative from the solved system: K d = b - r, less inertia and contact
QuadraticLine damping_line(const TissueModel& m, const SolveOptions& options, double start,
                           double beta_per_h, double scale, TissueScratch& s) {
  if (beta_per_h <= 0.0) return {};
  const float* d = s.direction.data();
  const double whole = dot_nodes(m, d, s.residual.data(), s) - dot_nodes(m, d, s.cg_r.data(), s);
  const double tissue =
      whole - inertia_product(m, options.step_s, d, s) - s.contact.curvature(m, d);
  return {start, dot_nodes(m, d, s.damp.data(), s), std::max(0.0, beta_per_h / scale * tissue)};
}

struct LineResult {
  double energy = 0.0, share = 0.0;
  bool clamped = false, finite = true;
  int halvings = 0;
};

// halves the step until the incremental potential no longer rises
LineResult line_search(const TissueModel& m, double h, double energy_before,
                       const QuadraticLine& line, SolveReport& report, TissueScratch& s) {
  LineResult out;
  const double longest = largest(m, s.direction.data());
  double a = 1.0;
  if (!(longest <= 1e6)) {
    std::fill(s.direction.begin(), s.direction.end(), 0.0f);
    out.clamped = true;
    out.finite = false;
  } else if (longest > kMaxMove_m) {
    a = kMaxMove_m / longest;
    out.clamped = true;
  }
  s.base = s.x;
  const double before = energy_before + line.at(0.0);
  const double allowed = before + kEnergyNoise_frac * std::fabs(before) + kEnergyNoise_J +
                         kLastBit_m * s.contact.pushed_N();
  s.contact.moved(std::min(longest, kMaxMove_m.value));
  for (;; ++out.halvings, a *= 0.5) {
    const F4 step = _mm_set1_ps(static_cast<float>(a));
    for (int i = 0; i < m.free_nodes; ++i)
      store4(&s.x[4 * i], fma(step, load4(&s.direction[4 * i]), load4(&s.base[4 * i])));
    const double elements = element_energy(m, s.x.data(), s);
    const double nodal = nodal_pressures(m, s.x.data(), h, s);
    out.energy = elements + nodal;
    const double contact = s.contact.energy(m, s.x.data(), s.start.data());
    if (out.energy + contact + line.at(a) <= allowed) break;
    if (out.halvings == kMaxHalvings) {
      out.clamped = true;
      break;
    }
  }
  out.share = a;
  report.largest_move_m = std::max(report.largest_move_m, a * std::min(longest, 1e6));
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
  const Damping damper{beta_per_h, scale, h};
  bool linear = false;  // the last direction solves K d = b - r
  s.contact.moved(kMaxPredict_m * 2.0);
  dilate(m, s.x.data(), s);
  double energy = nodal_pressures(m, s.x.data(), h, s);

  for (int newton = 0; newton < options.newtons; ++newton) {
    // residual and matrix; later Newton steps keep the tissue's matrix
    if (newton == 0) {
      energy += assemble(m, s.x.data(), h, scale, s);
    } else {
      s.contact.remove(m, s.diagonal.data(), s.block.data());
      if (options.full_newton) {
        assemble(m, s.x.data(), h, scale, s);
      } else {
        assemble_residual(m, s.x.data(), h, s);
      }
    }
    if (beta_per_h > 0.0 && (newton == 0 || !linear)) damper.start(m, s);
    const double damping = beta_per_h > 0.0 ? damper.apply(m, s) : 0.0;
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
    const CgReport cg =
        conjugate_gradients(m, kind, options.iterations, options.tolerance, options.quiet_J, s);
    report.iterations += cg.iterations;
    report.negative += cg.negative;
    if (cg.iterations == 0 && !cg.negative) break;  // at rest
    QuadraticLine line = damping_line(m, options, damping, beta_per_h, scale, s);
    if (!load.pull_Pa.empty()) line.first -= dot_nodes(m, s.direction.data(), s.pull.data(), s);
    const double contact = s.contact.energy(m, s.x.data(), s.start.data());
    const LineResult found = line_search(m, h, energy + contact, line, report, s);
    energy = found.energy;
    linear = cg.iterations > 0 && found.finite;
    if (beta_per_h > 0.0 && linear && newton + 1 < options.newtons)
      damper.follow(m, found.share, s);
    report.halvings += found.halvings;
    report.clamped |= found.clamped;
  }
  s.contact.remove(m, s.diagonal.data(), s.block.data());

  // commit: velocity from the move, speeds capped
  const float inverse_h = static_cast<float>(1.0 / h);
  const float most = static_cast<float>(kMaxSpeed_m_per_s);
  for (int i = 0; i < m.free_nodes; ++i) {
    const F4 speed = (load4(&s.x[4 * i]) - load4(&s.start[4 * i])) * _mm_set1_ps(inverse_h);
    const F4 sq = speed * speed;
    const float length_sq = (sq[0] + sq[1]) + sq[2];
    const float cap = length_sq > most * most ? most / std::sqrt(length_sq) : 1.0f;
    if (!(length_sq < 1e12f)) report.finite = false;
    report.clamped |= cap < 1.0f;
    for (int k = 0; k < 3; ++k) {
      x[4 * i + k] = s.x[4 * i + k];
      v[4 * i + k] = cap * speed[k];
    }
  }
  return report;
}

}  // namespace lac::tissue
