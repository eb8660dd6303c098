#include "ducts/chain.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "ducts/tube.h"

namespace lac::ducts {
namespace {

constexpr int kSegments = anatomy::kDuctSegments;
constexpr int kMaxIterations = 80;      // mean 1.4-2.0, rarely above 20
constexpr double kMaxMove = 0.5;        // largest change of x in one iteration
constexpr double kLeastLogArea = -7.0;  // 700 kPa of collapse: no load gets there, overshoot would
constexpr int kMaxBackOff = 6;
constexpr double kBackOff = 0.5;
constexpr double kShutSlope = 1e-15;  // of a plugged link, m3/s a Pa: keeps the matrix regular
constexpr int kMaxHalvings = 8;
constexpr double kSlitConductance = 0.01;  // lumen below which shear no longer rises

/// Flow through the links 0 (from the alveoli) to kSegments (the pore), with its slopes in x.
struct Links {
  std::array<double, kSegments + 1> flow{};   // m3/s, positive toward the nipple
  std::array<double, kSegments + 1> left{};   // d flow / d x of the segment before
  std::array<double, kSegments + 1> right{};  // d flow / d x of the segment after
};

/// Alveoli as seen by Newton: linear in the flow that leaves them.
struct Source {
  double pressure_Pa, resistance_Pa_s_per_m3, most_m3_per_s;
};

Source make_source(const DuctParams& params, const Chain& chain, double dt_s, double milk_m3) {
  // p(V') = p(V) + p'(V)(V' - V),  V' = V + dt (S - Q): solved for Q against the duct's pressure
  const AlveolarPressure now = alveolar_pressure(params, chain.capacity_m3, milk_m3,
                                                 chain.contraction_Pa, chain.alveolar_tissue_Pa);
  return {now.pressure_Pa + now.slope_Pa_per_m3 * dt_s * chain.synthesis_m3_per_s,
          chain.outlet_Pa_s_per_m3 + now.slope_Pa_per_m3 * dt_s,
          milk_m3 / dt_s + chain.synthesis_m3_per_s};
}

/// Flows at the present areas. Each link takes the lumen of the segment that feeds it.
Links evaluate(const DuctParams& params, const Chain& chain, const Source& source,
               const SegmentValues& area) {
  std::array<TubePressure, kSegments> tube;
  std::array<Lumen, kSegments> open;
  SegmentValues lumen_Pa;
  for (int j = 0; j < kSegments; ++j) {
    tube[j] = tube_pressure(area[j], params.K_1_Pa, params.K_p_Pa);
    open[j] = lumen(area[j], params.closed_lumen_frac);
    lumen_Pa[j] = tube[j].pressure_Pa + chain.segment_tissue_Pa[j];
  }

  // out of the alveoli, never more than they hold
  Links links;
  links.flow[0] = (source.pressure_Pa - lumen_Pa[0]) / source.resistance_Pa_s_per_m3;
  links.right[0] = -tube[0].slope_Pa / source.resistance_Pa_s_per_m3;
  if (links.flow[0] > source.most_m3_per_s) {
    links.flow[0] = source.most_m3_per_s;
    links.right[0] = 0.0;
  }

  // between segments: upwind lumen; the plug adds its resistance and gives way only beyond its
  // yield
  for (int j = 0; j + 1 < kSegments; ++j) {
    const double drop_Pa = lumen_Pa[j] - lumen_Pa[j + 1];
    const int up = drop_Pa >= 0.0 ? j : j + 1;
    double resistance = chain.resistance_Pa_s_per_m3[up] / open[up].conductance;
    // dR/dx = -R (dc/dx)/c of the lumen alone
    const double lumen_slope = -resistance * open[up].slope / open[up].conductance;
    double drive_Pa = drop_Pa;
    if (j == kPlugLink && chain.plug_extra_Pa_s_per_m3 > 0.0) {
      resistance += chain.plug_extra_Pa_s_per_m3;
      const double beyond_Pa = std::fabs(drop_Pa) - chain.plug_yield_Pa;
      if (beyond_Pa <= 0.0) {
        links.left[j + 1] = kShutSlope * tube[j].slope_Pa;
        links.right[j + 1] = -kShutSlope * tube[j + 1].slope_Pa;
        continue;
      }
      drive_Pa = drop_Pa > 0.0 ? beyond_Pa : -beyond_Pa;
    }
    // shear rate goes with Q / d^3, conductance with d^4; a slit is no narrower tube
    const bool slit = open[up].conductance < kSlitConductance;
    const double root = std::sqrt(slit ? kSlitConductance : open[up].conductance);
    const double shear = chain.shear_s_per_m3[up] / (root * std::sqrt(root));
    const double shear_slope = slit ? 0.0 : -0.75 * shear * open[up].slope / open[up].conductance;
    const double drive = drive_Pa / resistance;
    const ThinFlow thin = thin_flow(drive, shear, chain.thinning, chain.stirred);
    const double by_lumen =
        -drive * lumen_slope / resistance * thin.by_drive + shear_slope * thin.by_shear;
    const double by_Pa = thin.by_drive / resistance;
    links.flow[j + 1] = thin.flow_m3_per_s;
    links.left[j + 1] = tube[j].slope_Pa * by_Pa + (up == j ? by_lumen : 0.0);
    links.right[j + 1] = -tube[j + 1].slope_Pa * by_Pa + (up == j ? 0.0 : by_lumen);
  }

  // the pore: outward only, above its threshold
  const int last = kSegments - 1;
  const double drive_Pa = lumen_Pa[last] - chain.pore_threshold_Pa;
  if (drive_Pa > 0.0) {
    const double duct = chain.resistance_Pa_s_per_m3[last] / open[last].conductance;
    const double resistance = duct + chain.pore_Pa_s_per_m3;
    const double drive = drive_Pa / resistance;
    const ThinFlow thin =
        thin_flow(drive, chain.pore_shear_s_per_m3, chain.thinning, chain.stirred);
    const double duct_slope = -duct * open[last].slope / open[last].conductance;
    links.flow[kSegments] = thin.flow_m3_per_s;
    links.left[kSegments] =
        thin.by_drive * (tube[last].slope_Pa / resistance - drive * duct_slope / resistance);
  }
  return links;
}

/// Areas tried, and how far each segment is from balance there.
struct Trial {
  SegmentValues x, volume_m3, off_m3;
  Links links;
  double residual_m3 = 0.0;  // sum of |off|
  double change_m3 = 0.0;    // of the ducts' volume since the last step
};

Trial balance(const DuctParams& params, const Chain& chain, const Source& source, double dt_s,
              const SegmentValues& x, const SegmentValues& before_m3) {
  Trial trial{.x = x};
  SegmentValues area;
  for (int j = 0; j < kSegments; ++j) {
    area[j] = exp(x[j]);
    trial.volume_m3[j] = chain.rest_volume_m3[j] * area[j];
  }

  // off = V - V_old - dt (Q_in - Q_out)
  trial.links = evaluate(params, chain, source, area);
  const auto& flow = trial.links.flow;
  for (int j = 0; j < kSegments; ++j) {
    const double change_m3 = trial.volume_m3[j] - before_m3[j];
    trial.off_m3[j] = change_m3 - dt_s * (flow[j] - flow[j + 1]);
    trial.residual_m3 += std::fabs(trial.off_m3[j]);
    trial.change_m3 += change_m3;
  }
  return trial;
}

/// Newton's change of x: tridiagonal elimination of  V - V_old - dt (Q_in - Q_out) = 0.
SegmentValues newton_move(const Links& links, const SegmentValues& volume, const SegmentValues& off,
                          double dt_s) {
  SegmentValues upper, move;
  double carried_upper = 0.0, carried_move = 0.0;
  for (int j = 0; j < kSegments; ++j) {
    const double lower = j > 0 ? -dt_s * links.left[j] : 0.0;
    const double diagonal = volume[j] - dt_s * (links.right[j] - links.left[j + 1]);
    const double pivot = diagonal - lower * carried_upper;
    upper[j] = j + 1 < kSegments ? dt_s * links.right[j + 1] / pivot : 0.0;
    move[j] = (-off[j] - lower * carried_move) / pivot;
    carried_upper = upper[j];
    carried_move = move[j];
  }
  for (int j = kSegments - 2; j >= 0; --j) move[j] -= upper[j] * move[j + 1];
  return move;
}

/// Books the step: the alveoli take what the ducts' volumes and the pore say. Should a step that
/// did not converge ask for more than there is, less leaves the pore.
void commit(const Chain& chain, double dt_s, double ducts_change_m3, double pore_m3_per_s,
            const SegmentValues& log_area, ChainState& state, ChainReport& report) {
  const double made_m3 = dt_s * chain.synthesis_m3_per_s;
  report.ejected_m3 = dt_s * pore_m3_per_s;
  double left_m3 = state.alveolar_m3 + made_m3 - ducts_change_m3 - report.ejected_m3;
  if (left_m3 < 0.0) {
    const double cut_m3 = std::min(-left_m3, report.ejected_m3);
    report.ejected_m3 -= cut_m3;
    left_m3 += cut_m3;
  }
  report.into_ducts_m3 = ducts_change_m3 + report.ejected_m3;
  state.alveolar_m3 = left_m3;
  state.log_area = log_area;
}

}  // namespace

ThinFlow thin_flow(double drive, double shear, double thinning, double stirred) {
  // b Q^2 + (1 + v + m - b D) Q - D (1 + v) = 0, the root of D's sign, without cancellation
  const double d = std::fabs(drive), calm = 1.0 + stirred;
  const double middle = calm + thinning - shear * d;
  const double root = std::sqrt(middle * middle + 4.0 * shear * d * calm);
  const double flow =
      middle > 0.0 ? 2.0 * d * calm / (middle + root) : (root - middle) / (2.0 * shear);
  const double below = calm + shear * flow;
  const double slope = 1.0 / (1.0 + thinning * calm / (below * below));
  const double by_shear = slope * thinning * flow * flow / (below * below);
  return {drive < 0.0 ? -flow : flow, slope, drive < 0.0 ? -by_shear : by_shear};
}

AlveolarPressure alveolar_pressure(const DuctParams& params, double capacity_m3, double milk_m3,
                                   double contraction_Pa, double tissue_Pa) {
  // p = P_s (exp(k F) - 1) + p_tissue + P_act a h(F),  h = F/(F + F_h)
  const double fullness = std::max(milk_m3, 0.0) / capacity_m3;
  const double growth = exp(params.k_fill * fullness);
  const double above = fullness + kEmptyHalf_frac;
  return {params.P_s_Pa * (growth - 1.0) + tissue_Pa + contraction_Pa * fullness / above,
          (params.P_s_Pa * params.k_fill * growth +
           contraction_Pa * kEmptyHalf_frac / (above * above)) /
              capacity_m3};
}

ChainReport step_chain(const DuctParams& params, const Chain& chain, double dt_s,
                       ChainState& state) {
  const Source source = make_source(params, chain, dt_s, state.alveolar_m3);

  // start from the last areas
  SegmentValues before;
  for (int j = 0; j < kSegments; ++j) before[j] = chain.rest_volume_m3[j] * exp(state.log_area[j]);
  Trial now = balance(params, chain, source, dt_s, state.log_area, before);

  ChainReport report;
  while (now.residual_m3 >= kResidual_m3 && report.iterations < kMaxIterations) {
    ++report.iterations;
    const SegmentValues move = newton_move(now.links, now.volume_m3, now.off_m3, dt_s);
    double largest = 0.0;
    for (const double m : move) largest = std::max(largest, std::fabs(m));

    // move, limited; back off until the balance is better (a kink may need the last try as it is)
    double scale = largest > kMaxMove ? kMaxMove / largest : 1.0;
    for (int back = 0; back <= kMaxBackOff; ++back, scale *= kBackOff) {
      SegmentValues x = now.x;
      for (int j = 0; j < kSegments; ++j) x[j] = std::max(x[j] + scale * move[j], kLeastLogArea);
      const Trial next = balance(params, chain, source, dt_s, x, before);
      if (!(next.residual_m3 < now.residual_m3) && back < kMaxBackOff) continue;
      now = next;
      break;
    }
  }
  report.residual_m3 = now.residual_m3;
  report.converged = now.residual_m3 < kResidual_m3;
  commit(chain, dt_s, now.change_m3, now.links.flow[kSegments], now.x, state, report);
  return report;
}

ChainReport advance_chain(const DuctParams& params, const Chain& chain, double dt_s,
                          ChainState& state) {
  // the whole step in 1, 2, 4 ... 256 parts until all of them converge
  const ChainState start = state;
  ChainReport total;
  for (int halving = 0; halving <= kMaxHalvings; ++halving) {
    const int parts = 1 << halving;
    state = start;
    total = {.converged = true, .iterations = total.iterations};
    for (int part = 0; part < parts; ++part) {
      const ChainReport one = step_chain(params, chain, dt_s / parts, state);
      total.converged = total.converged && one.converged;
      total.iterations += one.iterations;
      total.residual_m3 = std::max(total.residual_m3, one.residual_m3);
      total.ejected_m3 += one.ejected_m3;
      total.into_ducts_m3 += one.into_ducts_m3;
    }
    if (total.converged) break;
  }
  return total;
}

}  // namespace lac::ducts
