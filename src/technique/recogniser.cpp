#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "technique/beats.h"
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

void Covered::add_ring_axis(double axis) {
  for (int i = 0; i < ring_axes; ++i) {
    const double d = std::fabs(ring_axis_rad[static_cast<std::size_t>(i)] - axis);
    if (std::min(d, kPi - d) < kQuarter_rad) return;
  }
  if (ring_axes < static_cast<int>(ring_axis_rad.size()))
    ring_axis_rad[static_cast<std::size_t>(ring_axes++)] = axis;
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
  Course course;
  Memory memory;
  std::array<Covered, 2> covered;  // [side]
  RingTracker ring;
  RollTracker roll;
  DeviceTracker device;
  CareTracker care;
  std::array<OpposingTracker, 2> opposing;  // [hand]
  std::array<KneadTracker, 2> knead;
  std::array<TapTracker, 2> tap;
  std::array<HoldTracker, 2> hold;
  std::array<PressTracker, 2> press;
  std::array<MotionTracker, 2> motion;
  std::array<MotionTracker, 2> nodes{MotionTracker(true), MotionTracker(true)};
  std::array<RestingTracker, 2> resting;
  anatomy::Side side = anatomy::Side::Left;
  double time_s = 0.0;

  Sink sink() {
    return {events, covered[side == anatomy::Side::Left ? 0 : 1], memory, course, side};
  }

  // what is open belongs to the breast in hand: closing keeps the order of kinds fixed
  void close() {
    Sink to = sink();
    ring.close(to);
    roll.close(to);
    device.close(to);
    for (auto& t : opposing) t.close(to);
    for (auto& t : knead) t.close(to);
    for (auto& t : tap) t.close(to);
    for (auto& t : hold) t.close(to);
    for (auto& t : press) t.close(to);
    for (auto& t : motion) t.close(to);
    for (auto& t : nodes) t.close(to);
    for (auto& t : resting) t.close(to);
    memory.lump_felt = false;
  }

  void push_hand(std::size_t h, const Look& look, Sink& to);
};

void Recogniser::Impl::push_hand(std::size_t h, const Look& look, Sink& to) {
  const HandLook &hand = look.hand[h], &other = look.hand[1 - h];
  opposing[h].push(hand, look, to);
  knead[h].push(hand, look, roll.live(time_s), to);
  tap[h].push(hand, look, to);
  hold[h].push(hand, other, look, to);

  // palms that roll the breast between them neither stroke nor support
  HandLook mine = hand;
  if (roll.live(time_s)) mine.form = Form::None;
  const bool claimed = hold[h].beside_work() || !tap[h].live(time_s).empty();
  press[h].push(hand, look, claimed, to);
  motion[h].push(mine, look, to);
  resting[h].push(mine, look, to);

  // a hand on a node area is one patch that moves
  HandLook on_nodes;
  on_nodes.hand = static_cast<int>(h);
  const sim::NodeTouch& node = look.node[h];
  if (node.touching) {
    on_nodes.form = Form::Cluster;
    on_nodes.contacts = 1;
    on_nodes.velocity_m_per_s = node.velocity_m_per_s;
    on_nodes.sum_N = on_nodes.mean_N = on_nodes.max_N = node.force_N;
  }
  nodes[h].push(on_nodes, look, to);
}

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
  r.course.push(observation, look);
  Sink sink = r.sink();
  r.care.push(observation, sink);
  r.device.push(observation, look, sink);
  r.ring.push(look, sink);
  r.roll.push(look, sink);
  for (std::size_t hand = 0; hand < 2; ++hand) r.push_hand(hand, look, sink);
}

void Recogniser::finish() {
  impl_->close();
  Sink sink = impl_->sink();
  impl_->care.close(sink);
}

const std::vector<TechniqueEvent>& Recogniser::events() const { return impl_->events.list(); }

std::string Recogniser::current() const {
  const Impl& r = *impl_;
  if (!r.device.live().empty()) return std::string(r.device.live());
  if (r.ring.live()) return "reverse-pressure-softening";
  if (r.roll.live(r.time_s)) return "roll";

  // the active hand first; what is most telling first
  for (std::size_t hand = 0; hand < 2; ++hand) {
    for (const std::string_view id : {r.opposing[hand].live(r.time_s), r.knead[hand].live(r.time_s),
                                      r.tap[hand].live(r.time_s), r.motion[hand].live(r.time_s),
                                      r.nodes[hand].live(r.time_s), r.press[hand].live(r.time_s)})
      if (!id.empty()) return std::string(id);
  }
  for (const RestingTracker& t : r.resting)
    if (!t.live().empty()) return std::string(t.live());
  return {};
}

const Touch& Recogniser::last_touch() const { return impl_->memory.touch; }
const Counts& Recogniser::counts() const { return impl_->memory.counts; }

Manner Recogniser::manner() const {
  const Impl& r = *impl_;
  for (const OpposingTracker& t : r.opposing)
    if (const Manner m = t.manner(r.time_s); m != Manner::None) return m;
  for (std::size_t hand = 0; hand < 2; ++hand)
    if (r.motion[hand].glides(r.time_s) && r.knead[hand].live(r.time_s).empty())
      return Manner::Gliding;
  return Manner::None;
}

}  // namespace lac::technique
