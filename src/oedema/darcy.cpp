#include "oedema/darcy.h"

#include <algorithm>
#include <cmath>

#include "oedema/constants.h"

namespace lac::oedema {
namespace {

constexpr double kCourant = 0.8;    // below 1: room for K and p_e' to change within a sub-step
constexpr int kMostSubSteps = 256;  // per step; beyond, flow is slowed instead

struct Conductivity {
  double K_m2_per_Pa_s, slope;
};

/// K(e) and dK/de. Below normal fluid what is left is bound: K falls to 0 at kDriest_frac.
Conductivity conductivity(const OedemaModel& model, double excess) {
  const std::vector<double>& table = model.conductivity_m2_per_Pa_s;
  const double place = (excess - model.table_from_frac) / model.table_step_frac;
  const int last = static_cast<int>(table.size()) - 1;
  Conductivity c{table.front(), 0.0};
  if (place >= last) {
    c.K_m2_per_Pa_s = table.back();
  } else if (place > 0.0) {
    const int i = static_cast<int>(place);
    const double rise = table[i + 1] - table[i];
    c = {table[i] + rise * (place - i), rise / model.table_step_frac};
  }
  if (excess >= 0.0) return c;
  const double left = std::max(1.0 - excess / kDriest_frac, 0.0);
  return {c.K_m2_per_Pa_s * left, c.slope * left - c.K_m2_per_Pa_s / kDriest_frac};
}

/// Pressures and conductivities of the present state; sums start from zero.
void prepare(const OedemaModel& model, OedemaScratch& scratch) {
  for (std::size_t i = 0; i < scratch.excess.size(); ++i) {
    const double e = scratch.excess[i];
    const Conductivity c = conductivity(model, e);
    scratch.node[i] = {
        recoil_Pa(model.params, e) + scratch.drive_Pa[i], c.K_m2_per_Pa_s, c.slope, 0.0, 0.0, 0.0};
  }
}

/// Upwind flow on every link: net inflow, and how strongly each volume answers.
void add_flows(const OedemaModel& model, OedemaScratch& scratch) {
  OedemaScratch::Node* node = scratch.node.data();
  const int* link_a = model.link_a.data();
  const int* link_b = model.link_b.data();
  const double* link_m = model.link_m.data();
  const std::size_t links = model.link_m.size();
  for (std::size_t l = 0; l < links; ++l) {
    OedemaScratch::Node& a = node[link_a[l]];
    OedemaScratch::Node& b = node[link_b[l]];
    const double drop_Pa = a.p_Pa - b.p_Pa;
    OedemaScratch::Node& up = drop_Pa > 0.0 ? a : b;
    const double conductance = up.K_m2_per_Pa_s * link_m[l];
    const double flow_m3_per_s = conductance * drop_Pa;
    a.net_m3_per_s -= flow_m3_per_s;
    b.net_m3_per_s += flow_m3_per_s;
    a.spread += conductance;
    b.spread += conductance;
    up.leave += up.K_slope * link_m[l] * std::fabs(drop_Pa);
  }
}

/// How fast volume i answers, 1/s.
double rate_per_s(const OedemaModel& model, const OedemaScratch& scratch, std::size_t i) {
  const OedemaScratch::Node& n = scratch.node[i];
  const double slope_Pa = scratch.excess[i] >= 0.0 ? model.params.recoil_Pa : kDryRecoil_Pa.value;
  return (n.spread * slope_Pa + n.leave) / model.room_m3[i];
}

/// Slows the links of volumes that would answer too fast for this sub-step, and adds up afresh.
void add_slowed_flows(const OedemaModel& model, double sub_s, OedemaScratch& scratch) {
  // `leave` becomes each volume's share of its full flow
  for (std::size_t i = 0; i < scratch.node.size(); ++i) {
    const double answer = rate_per_s(model, scratch, i) * sub_s;
    scratch.node[i].leave = answer > kCourant ? kCourant / answer : 1.0;
    scratch.node[i].net_m3_per_s = 0.0;
  }
  for (std::size_t l = 0; l < model.link_m.size(); ++l) {
    OedemaScratch::Node& a = scratch.node[model.link_a[l]];
    OedemaScratch::Node& b = scratch.node[model.link_b[l]];
    const double drop_Pa = a.p_Pa - b.p_Pa;
    const double flow_m3_per_s = (drop_Pa > 0.0 ? a : b).K_m2_per_Pa_s * model.link_m[l] * drop_Pa *
                                 std::min(a.leave, b.leave);
    a.net_m3_per_s -= flow_m3_per_s;
    b.net_m3_per_s += flow_m3_per_s;
  }
}

/// Carries the tracer along with the fluid of this sub-step, before the fluid itself is booked:
/// each link takes from its upper volume the share of fluid that leaves through it.
void carry_tracer(const OedemaModel& model, bool slowed, double sub_s, OedemaScratch& scratch) {
  for (std::size_t l = 0; l < model.link_m.size(); ++l) {
    const int a = model.link_a[l], b = model.link_b[l];
    const OedemaScratch::Node &at_a = scratch.node[a], &at_b = scratch.node[b];
    const double drop_Pa = at_a.p_Pa - at_b.p_Pa;
    const int up = drop_Pa > 0.0 ? a : b, down = drop_Pa > 0.0 ? b : a;
    if (scratch.tracer[up] <= 0.0) continue;
    const double flow_m3 = sub_s * scratch.node[up].K_m2_per_Pa_s * model.link_m[l] *
                           std::fabs(drop_Pa) * (slowed ? std::min(at_a.leave, at_b.leave) : 1.0);
    const double held_m3 = model.room_m3[up] * (1.0 + scratch.excess[up]);
    const double moved = scratch.tracer[up] * std::min(flow_m3 / held_m3, 1.0);
    scratch.tracer[up] -= moved;
    scratch.tracer[down] += moved;
  }
}

}  // namespace

double conductivity_m2_per_Pa_s(const OedemaModel& model, double excess) {
  return conductivity(model, excess).K_m2_per_Pa_s;
}

StepReport move_fluid(const OedemaModel& model, double dt_s, OedemaScratch& scratch) {
  StepReport report;
  double left_s = dt_s;
  while (left_s > 0.0) {
    prepare(model, scratch);
    add_flows(model, scratch);

    // the fastest volume sets the sub-step; equal sub-steps to the end, from here
    double fastest_per_s = 0.0;
    for (std::size_t i = 0; i < scratch.node.size(); ++i) {
      fastest_per_s = std::max(fastest_per_s, rate_per_s(model, scratch, i));
    }
    const double wanted = std::ceil(left_s * fastest_per_s / kCourant);
    const int allowed = kMostSubSteps - report.iterations;
    const double sub_s = left_s / std::max(std::min(wanted, static_cast<double>(allowed)), 1.0);
    if (wanted > allowed) {
      add_slowed_flows(model, sub_s, scratch);
      report.flag = StepFlag::Clamped;
    }

    if (!scratch.tracer.empty()) carry_tracer(model, wanted > allowed, sub_s, scratch);

    // every link took from one volume what it gave to the other
    for (std::size_t i = 0; i < scratch.node.size(); ++i) {
      scratch.excess[i] += sub_s * scratch.node[i].net_m3_per_s / model.room_m3[i];
    }
    ++report.iterations;
    left_s = report.iterations < kMostSubSteps && sub_s < left_s ? left_s - sub_s : 0.0;
  }
  return report;
}

}  // namespace lac::oedema
