#include "sim/sim.h"

namespace lac::sim {
namespace {

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
        .add(l.centre_m);
  h.add(s.growth_frac)
      .add(s.stiffness_scale)
      .add(s.rest_pressure_Pa)
      .add(s.drop_m3)
      .add(s.pale)
      .add(s.cup_m3)
      .add(s.oil_frac)
      .add(s.nipple_stimulus)
      .add(s.stroking_stimulus)
      .add(s.areola_probe_N_per_m)
      .add(s.probe_due_ticks)
      .add(s.last_spoken_nrs);
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
      {"tissue", hash_of([&](Hasher& h) { tissue::hash_into(h, s.tissue); })},
      {"ducts", hash_of([&](Hasher& h) { ducts::hash_into(h, s.ducts); })},
      {"oedema", hash_of([&](Hasher& h) { oedema::hash_into(h, s.oedema); })},
      {"physiology", hash_of([&](Hasher& h) { physiology::hash_into(h, s.physiology); })},
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
