#include "study/played.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/units.h"
#include "session/session.h"
#include "sim/constants.h"
#include "study/lumped.h"

namespace lac::study {
namespace {

using scenario::Act;

// between the simulation's two packs: what is nearer to which
constexpr double kMiddle_degC = 0.5 * (sim::kWarmPack_degC + sim::kColdPack_degC);
constexpr double kSecondsPerMinute = 60.0;

}  // namespace

std::string_view not_by_hand(const Act& act) {
  switch (act.kind) {
    case Act::Kind::Pump:
      return "beside hands a pump is a gesture of the choreography (do = \"pump\")";
    case Act::Kind::Express:
    case Act::Kind::Stroke:
    case Act::Kind::Press:
      return "beside hands every touch is a gesture of the choreography";
    case Act::Kind::Infuse:
    case Act::Kind::Day:
      return "infusions and days need an experiment without hands";
    default:
      return {};
  }
}

struct PlayedBody::Impl {
  std::unique_ptr<sim::Simulation> sim;
  int breasts = 1;
  anatomy::Side first = anatomy::Side::Left;
  std::unique_ptr<session::ChoreographyPlayer> player;
  std::optional<input::InputFrame> next;  // what the hands do in the coming tick
  std::vector<input::Command> commands;   // for the next tick
  std::vector<float> start_m;             // [node * 4] of the first breast
  std::vector<double> pressure_Pa;        // [node] of it, above that of the start
  double stress = -1.0, noise = 0.0, cue = 0.0, pack_degC = 0.0;  // as last told; 0: no pack
  std::array<Tally, 2> tally;
  std::array<double, 2> start_milk_m3{};
  physiology::PhysiologyModel mother;
  physiology::PhysiologyOut mother_out;
  TissueView view;
  Scene scene;

  anatomy::Side side(int k) const {
    return k == 0                         ? first
           : first == anatomy::Side::Left ? anatomy::Side::Right
                                          : anatomy::Side::Left;
  }
  void tell(const Acting& acting);
  bool tick(input::InputFrame frame);
  void count(double dt_s);
  void publish();
};

PlayedBody::PlayedBody() : impl_(std::make_unique<Impl>()) {}
PlayedBody::~PlayedBody() = default;
const Scene& PlayedBody::scene() const { return impl_->scene; }
bool PlayedBody::busy() const { return impl_->next.has_value(); }

Expected<std::unique_ptr<PlayedBody>> PlayedBody::make(const Person& person, int breasts,
                                                       anatomy::Level level,
                                                       const std::filesystem::path& assets) {
  std::unique_ptr<PlayedBody> out(new PlayedBody);
  Impl& x = *out->impl_;
  sim::PatientParams patient = person.params;
  patient.one_breast = breasts < 2;
  auto sim = sim::Simulation::make(patient, level, assets, 1);
  if (!sim) return sim.problems();
  x.sim = std::move(*sim);
  if (x.sim->breast().ducts.lobe.empty()) return problem("a balloon has no ducts to study");
  x.breasts = breasts;
  x.first = x.sim->side();
  x.mother = physiology::make_model(person.params.physiology);
  x.start_m = x.sim->state().here().tissue.x_m;
  x.pressure_Pa.assign(x.sim->breast().mesh.node_m.size(), 0.0);
  for (int k = 0; k < breasts; ++k)
    x.start_milk_m3[static_cast<std::size_t>(k)] = x.sim->milk_m3(x.side(k));
  // flows of an untouched moment, so that the start can be read before the first step
  if (!x.tick({})) return problem("the patient left the models' range at once");
  x.scene.time_s = 0.0;
  return out;
}

void PlayedBody::begin(const Act& act) {
  Impl& x = *impl_;
  if (act.kind == Act::Kind::Suckle)
    x.commands.push_back({.id = "baby-feeds", .value = act.lasts_s / kSecondsPerMinute});
  if (act.kind != Act::Kind::Hands) return;
  x.player = std::make_unique<session::ChoreographyPlayer>(act.hands, *x.sim);
  x.next = x.player->next(*x.sim, 0.0);
}

double PlayedBody::longest_step_s(const Acting&) const { return kRestTick_s; }

void PlayedBody::inject(const scenario::Site& site) {
  Impl& x = *impl_;
  sim::State state = x.sim->state();
  auto& breast = state.breast[static_cast<std::size_t>(x.first)];
  const anatomy::Breast& b = x.sim->breast(x.first);
  oedema::inject(x.sim->oedema_model(x.first), b.mesh, point_under(b, site), kDepot_m, kDepot_m3,
                 1.0, breast.oedema);
  x.sim->restore(state);
}

void PlayedBody::turn(std::string_view position) {
  impl_->commands.push_back({.id = "position:" + std::string(position)});
}

/// Packs, stress, noise and cues reach her as what a learner says and lays on.
void PlayedBody::Impl::tell(const Acting& acting) {
  if (acting.stress >= 0.0 && acting.stress != stress)
    commands.push_back({.id = "stress", .value = acting.stress});
  if (acting.stress >= 0.0) stress = acting.stress;
  const auto follow = [&](const char* id, double value, double& told) {
    if (value != told) commands.push_back({.id = id, .value = value});
    told = value;
  };
  follow("noise", acting.noise, noise);
  follow("cue", acting.cue_stimulus, cue);
  const double laid_degC = acting.pack ? acting.pack_degC : 0.0;
  if (laid_degC != pack_degC) {
    const bool warm = laid_degC > kMiddle_degC;
    commands.push_back({.id = laid_degC == 0.0 ? "pack-off"
                              : warm           ? "warm-pack"
                                               : "cold-pack",
                        .value = 1e4});  // until it is taken off
  }
  pack_degC = laid_degC;
}

bool PlayedBody::Impl::tick(input::InputFrame frame) {
  frame.commands.insert(frame.commands.begin(), commands.begin(), commands.end());
  commands.clear();
  const double dt_s = frame.kind == input::TickKind::Rest ? kRestTick_s : kTick_s;
  if (!sim->tick(frame).ok()) return false;
  count(dt_s);
  const sim::State& s = sim->state();
  scene.time_s =
      static_cast<double>(s.ticks) * kTick_s + static_cast<double>(s.rest_ticks) * kRestTick_s;
  publish();
  return true;
}

void PlayedBody::Impl::count(double dt_s) {
  const sim::State& s = sim->state();
  for (int k = 0; k < breasts; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const sim::BreastState& b = s.breast[static_cast<std::size_t>(side(k))];
    const ducts::DuctFlow& flow = sim->duct_flow(side(k));
    Tally& t = tally[i];
    t.milk_out_m3 = b.milk_out_m3;
    t.made_m3 = sim->milk_m3(side(k)) + b.milk_out_m3 - start_milk_m3[i];  // milk is conserved
    // the breast that is not in hand is stepped when its lag has run out
    if (side(k) == s.side || s.other_lag_ticks == 0) {
      t.backflow_m3 += flow.backflow_m3;
      t.milk_error_m3 = std::max(t.milk_error_m3, std::fabs(flow.mass_error_m3));
    }
    if (s.physiology.ejecting) t.ejecting_s += dt_s;
  }
}

void PlayedBody::Impl::publish() {
  const sim::State& s = sim->state();
  scene.breasts = breasts;
  for (int k = 0; k < breasts; ++k) {
    const anatomy::Side here = side(k);
    const sim::BreastState& b = s.breast[static_cast<std::size_t>(here)];
    const auto i = static_cast<std::size_t>(k);
    scene.breast[i] = {.anatomy = &sim->breast(here),
                       .ducts = &sim->duct_model(here),
                       .milk = &b.ducts,
                       .flow = &sim->duct_flow(here),
                       .oedema = &sim->oedema_model(here),
                       .fluid = &b.oedema,
                       .fluid_flow = &sim->oedema_flow(here),
                       .gland = &b.gland,
                       .gland_out = &sim->gland_out(here),
                       .tally = tally[i],
                       .start_milk_m3 = start_milk_m3[i]};
  }
  scene.mother = &mother;
  scene.body = &s.physiology;
  scene.body_out = &mother_out;
  scene.acting = {};
  scene.acting.outside_Pa[s.side == first ? 0 : 1] = -s.vacuum_Pa;
  scene.acting.nipple_stimulus = s.nipple_stimulus;

  // the first breast's tissue; what its fingers press
  const sim::BreastState& mine = s.breast[static_cast<std::size_t>(first)];
  const tissue::TissueFields& fields = sim->tissue_fields(first);
  for (std::size_t i = 0; i < pressure_Pa.size() && i < fields.pressure_Pa.size(); ++i)
    pressure_Pa[i] = static_cast<double>(fields.pressure_Pa[i]) - mine.rest_pressure_Pa[i];
  double force_N = 0.0, area_m2 = 0.0;
  if (s.side == first)
    for (const tissue::ContactPatch& patch : fields.patch)
      if (patch.touching) force_N += patch.normal_N, area_m2 += patch.area_m2;
  view = {.breast = &sim->breast(first),
          .x_m = mine.tissue.x_m,
          .start_m = start_m,
          .pressure_Pa = pressure_Pa,
          .hand_N = force_N,
          .hand_m2 = area_m2};
  scene.tissue = &view;
}

bool PlayedBody::step(const Acting& acting, double dt_s) {
  Impl& x = *impl_;
  x.tell(acting);
  if (x.next) {
    const input::InputFrame frame = *x.next;
    if (!x.tick(frame)) return false;
    x.next = x.player->next(*x.sim, 0.0);
    return true;
  }
  if (std::fabs(dt_s - kRestTick_s) < 0.5 * kTick_s) return x.tick({.kind = input::TickKind::Rest});
  for (long left = std::max(std::lround(dt_s / kTick_s), 1L); left > 0; --left)
    if (!x.tick({})) return false;
  return true;
}

}  // namespace lac::study
