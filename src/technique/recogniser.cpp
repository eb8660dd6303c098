#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "technique/constants.h"
#include "technique/trackers.h"

namespace lac::technique {

Events::Events() { list_.reserve(256); }

void Events::add(TechniqueEvent event) {
  const auto later =
      std::upper_bound(list_.begin(), list_.end(), event.end_s,
                       [](double end_s, const TechniqueEvent& e) { return end_s < e.end_s; });
  list_.insert(later, std::move(event));
}

void Tally::add(double value) {
  sum += value;
  square += value * value;
  most = count == 0 ? value : std::max(most, value);
  ++count;
}

double Tally::variation() const {
  if (count < 2 || sum == 0.0) return 0.0;
  const double variance = (square - sum * sum / count) / (count - 1);
  return std::sqrt(std::max(0.0, variance)) / std::fabs(mean());
}

void Covered::add_place(double x_m, double y_m) {
  for (int i = 0; i < places; ++i) {
    const Place& p = place[static_cast<std::size_t>(i)];
    const double dx = p.x_m - x_m, dy = p.y_m - y_m;
    if (dx * dx + dy * dy < kPlace_m * kPlace_m) return;
  }
  if (places < static_cast<int>(place.size()))
    place[static_cast<std::size_t>(places++)] = {x_m, y_m};
}

void Covered::add_axis(double axis) {
  for (int i = 0; i < axes; ++i) {
    const double d = std::fabs(axis_rad[static_cast<std::size_t>(i)] - axis);
    if (std::min(d, kPi - d) < kPosition_rad) return;
  }
  if (axes < static_cast<int>(axis_rad.size())) axis_rad[static_cast<std::size_t>(axes++)] = axis;
}

void Covered::add_sector(double clock_rad) {
  constexpr int kSectors = 12;
  const double turn = clock_rad / (2.0 * kPi);
  const int sector = static_cast<int>(std::floor((turn - std::floor(turn)) * kSectors));
  sectors |= 1u << std::min(kSectors - 1, sector);
}

double Covered::sector_frac() const {
  int hit = 0;
  for (std::uint32_t bits = sectors; bits != 0; bits >>= 1) hit += static_cast<int>(bits & 1u);
  return hit / 12.0;
}

struct Recogniser::Impl {
  Events events;
  std::array<Covered, 2> covered;  // [side]
  RingTracker ring;
  std::array<OpposingTracker, 2> opposing;  // [hand]
  std::array<PressTracker, 2> press;
  std::array<MotionTracker, 2> motion;
  std::array<RestingTracker, 2> resting;
  anatomy::Side side = anatomy::Side::Left;
  double time_s = 0.0;

  Sink sink() { return {events, covered[side == anatomy::Side::Left ? 0 : 1], side}; }

  // what is open belongs to the breast in hand: closing keeps the order of kinds fixed
  void close() {
    Sink to = sink();
    ring.close(to);
    for (auto& t : opposing) t.close(to);
    for (auto& t : press) t.close(to);
    for (auto& t : motion) t.close(to);
    for (auto& t : resting) t.close(to);
  }
};

Recogniser::Recogniser() : impl_(std::make_unique<Impl>()) {}
Recogniser::~Recogniser() = default;
Recogniser::Recogniser(Recogniser&&) noexcept = default;
Recogniser& Recogniser::operator=(Recogniser&&) noexcept = default;

void Recogniser::push(const sim::Observation& observation) {
  // a tick without a usable clock tells nothing
  if (!std::isfinite(observation.time_s) || !(observation.step_s > 0.0)) return;
  Impl& r = *impl_;
  if (observation.side != r.side) {
    r.close();
    r.side = observation.side;
  }
  r.time_s = observation.time_s;
  const Look look = look_at(observation);
  Sink sink = r.sink();
  r.ring.push(look, sink);
  for (std::size_t hand = 0; hand < 2; ++hand) {
    r.opposing[hand].push(look.hand[hand], look, sink);
    r.press[hand].push(look.hand[hand], look, sink);
    r.motion[hand].push(look.hand[hand], look, sink);
    r.resting[hand].push(look.hand[hand], look, sink);
  }
}

void Recogniser::finish() { impl_->close(); }

const std::vector<TechniqueEvent>& Recogniser::events() const { return impl_->events.list(); }

std::string Recogniser::current() const {
  const Impl& r = *impl_;
  if (r.ring.live()) return "reverse-pressure-softening";

  // the active hand first; what is most telling first
  for (std::size_t hand = 0; hand < 2; ++hand) {
    for (const std::string_view id : {r.opposing[hand].live(r.time_s),
                                      r.motion[hand].live(r.time_s), r.press[hand].live(r.time_s)})
      if (!id.empty()) return std::string(id);
  }
  for (const RestingTracker& t : r.resting)
    if (!t.live().empty()) return std::string(t.live());
  return {};
}

}  // namespace lac::technique
