#include "sim/sim.h"

namespace lac::sim {
namespace {

void hash_breast(Hasher& h, const BreastState& b) {
  h.add(b.growth_frac).add(b.stiffness_scale).add(b.rest_x_m).add(b.rest_pressure_Pa);
  h.add(b.drop_m3)
      .add(b.pale)
      .add(b.oil)
      .add(b.film_frac)
      .add(b.tissue_Pa)
      .add(b.areola_probe_N_per_m);
  h.add(b.ejected_m3).add(b.heat_drive).add(b.sheath_Pa).add(b.body_probe_N_per_m);
  h.add(b.probe_due_ticks).add(b.untouched_ticks).add(b.awake_ticks).add(b.pack).add(b.pack_left_s);
  h.add(b.pit_m).add(b.pit_s).add(b.pit_refill_s).add(b.milk_out_m3);
}

void hash_sim(Hasher& h, const State& s) {
  h.add(s.ticks).add(s.rest_ticks).add(s.loop.size());
  for (const State::FingerLoop& l : s.loop)
    h.add(l.id)
        .add(l.advance_m)
        .add(l.squeeze_m)
        .add(l.stiffness_N_per_m)
        .add(l.squeeze_stiffness_N_per_m)
        .add(l.moved_m)
        .add(l.squeezed_m)
        .add(l.force_N)
        .add(l.squeeze_force_N)
        .add(l.normal_N)
        .add(static_cast<int>(l.touching))
        .add(l.touch_advance_m)
        .add(l.coord_r_m)
        .add(l.centre_m)
        .add(l.normal);
  const TorsoState& t = s.torso;
  h.add(s.side).add(t.position).add(t.from_recline_rad).add(t.from_roll_rad);
  h.add(t.to_recline_rad).add(t.to_roll_rad).add(t.turn_s).add(t.turned_s);
  h.add(s.receiver)
      .add(s.receiver_m3)
      .add(s.cup_m3)
      .add(s.given_m3)
      .add(s.spilt_m3)
      .add(s.fed_m3)
      .add(s.pumped_m3);
  h.add(s.other_lag_ticks).add(s.vacuum_s).add(s.vacuum_Pa).add(s.coached_frac);
  h.add(s.feed_left_s).add(s.fed_s).add(s.stress).add(s.noise).add(s.cue);
  h.add(s.nipple_stimulus).add(s.stroking_stimulus).add(s.last_spoken_nrs);
  for (const BreastState& b : s.breast) hash_breast(h, b);
}

template <class F>
std::uint64_t hash_of(F add) {
  Hasher h;
  add(h);
  return h.digest();
}

}  // namespace

std::vector<std::pair<std::string, std::uint64_t>> module_hashes(const State& s) {
  return {
      {"hand", hash_of([&](Hasher& h) { hand::hash_into(h, s.hand); })},
      {"contact", hash_of([&](Hasher& h) { contact::hash_into(h, s.contact); })},
      {"tissue", hash_of([&](Hasher& h) {
         for (const BreastState& b : s.breast) tissue::hash_into(h, b.tissue);
       })},
      {"ducts", hash_of([&](Hasher& h) {
         for (const BreastState& b : s.breast) ducts::hash_into(h, b.ducts);
       })},
      {"oedema", hash_of([&](Hasher& h) {
         for (const BreastState& b : s.breast) oedema::hash_into(h, b.oedema);
       })},
      {"physiology", hash_of([&](Hasher& h) {
         physiology::hash_into(h, s.physiology);
         for (const BreastState& b : s.breast) physiology::hash_into(h, b.gland);
       })},
      {"sim", hash_of([&](Hasher& h) { hash_sim(h, s); })},
  };
}

void hash_into(Hasher& hasher, const State& state) {
  for (const auto& [name, value] : module_hashes(state)) hasher.add(value);
}

std::uint64_t state_hash(const State& state) {
  Hasher h;
  hash_into(h, state);
  return h.digest();
}

}  // namespace lac::sim
