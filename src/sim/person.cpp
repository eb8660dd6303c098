// What the commands do to her: what lies on the skin, what is held under the nipple, how she lies.
#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/math.h"
#include "base/units.h"
#include "sim/constants.h"
#include "sim/model.h"

namespace lac::sim {
namespace {

constexpr double kDefaultPack_s = 10.0 * 60.0;  // a pack without a time stays until it is taken off
constexpr double kDefaultFeed_s = 15.0 * 60.0;
constexpr int kLeftAwake_ticks = 180;  // a breast just left comes to rest before it sleeps

struct PositionName {
  std::string_view id;
  Position position;
};
constexpr PositionName kPositions[] = {
    {"position:supine", Position::Supine},
    {"position:reclined", Position::Reclined},
    {"position:upright", Position::Upright},
    {"position:leaning-forward", Position::LeaningForward},
    {"position:side-lying", Position::SideLying},
    {"position:prone", Position::Prone},
};

/// The hands leave the one breast and turn to the other.
void go_to(anatomy::Side side, const std::array<const Model*, 2>& model, State& s) {
  if (side == s.side || model[static_cast<std::size_t>(side)] == nullptr) return;
  s.here().tissue.anchor.clear();
  s.here().awake_ticks = kLeftAwake_ticks;
  s.contact = {};
  s.loop.clear();
  s.hand = {};
  s.feed_left_s = 0.0;
  s.side = side;
}

void lay_pack(Pack pack, double minutes, BreastState& b) {
  b.pack = pack;
  b.pack_left_s = minutes > 0.0 ? 60.0 * minutes : kDefaultPack_s;
}

void hold(Receiver receiver, State& s) {
  s.receiver = receiver;
  s.receiver_m3 = 0.0;
}

double room_m3(Receiver receiver) {
  switch (receiver) {
    case Receiver::Cup:
      return kCup_m3;
    case Receiver::Spoon:
      return kSpoon_m3;
    case Receiver::Syringe:
      return kSyringe_m3;
    case Receiver::None:
      break;
  }
  return 0.0;
}

/// Milk that falls or sprays: into what is held there as long as there is room, else it is lost.
void drop(double milk_m3, bool sprays, State& s) {
  const bool wide = s.receiver == Receiver::Cup || !sprays;
  const double meets = s.receiver == Receiver::None ? 0.0 : wide ? 1.0 : kSyringeSpray_frac.value;
  const double caught =
      std::min(meets * milk_m3, std::max(room_m3(s.receiver) - s.receiver_m3, 0.0));
  s.receiver_m3 += caught;
  s.cup_m3 += caught;
  s.spilt_m3 += milk_m3 - caught;
}

}  // namespace

void obey(const std::vector<input::Command>& commands, const std::array<const Model*, 2>& model,
          State& s) {
  for (const input::Command& c : commands) {
    const std::string_view id = c.id;
    BreastState& b = s.here();
    if (id == "breast:left") go_to(anatomy::Side::Left, model, s);
    if (id == "breast:right") go_to(anatomy::Side::Right, model, s);
    for (const PositionName& p : kPositions)
      if (id == p.id)
        turn_to(p.position, model[static_cast<std::size_t>(s.side)]->patient.tissue, s.side,
                s.torso);
    if (id == "oil") std::fill(b.oil.begin(), b.oil.end(), 1.0f);
    if (id == "wipe") std::fill(b.oil.begin(), b.oil.end(), 0.0f);
    if (id == "warm-pack") lay_pack(Pack::Warm, c.value, b);
    if (id == "cold-pack") lay_pack(Pack::Cold, c.value, b);
    if (id == "pack-off") b.pack = Pack::None;
    if (id == "cup") hold(Receiver::Cup, s);
    if (id == "spoon") hold(Receiver::Spoon, s);
    if (id == "syringe") hold(Receiver::Syringe, s);
    if (id == "stress") s.stress = clamp(c.value, 0.0, 1.0);
    if (id == "noise") s.noise = clamp(c.value, 0.0, 1.0);
    if (id == "cue") s.cue = clamp(c.value, 0.0, 1.0);
    if (id == "baby-feeds") {
      s.feed_left_s = c.value > 0.0 ? 60.0 * c.value : kDefaultFeed_s;
      s.fed_s = 0.0;
    }
    if (id == "cup-feed") {
      // at the breast or by cup, it is the same stomach
      s.fed_m3 += s.cup_m3 - s.given_m3;
      s.given_m3 = s.cup_m3;
      s.receiver_m3 = 0.0;
    }
  }
}

void collect(const Model& m, const Scratch& x, anatomy::Side side, State& s) {
  const CouplingParams& c = m.patient.coupling;
  BreastState& b = s.breast[static_cast<std::size_t>(side)];
  const bool held = side == s.side;
  for (std::size_t i = 0; i < b.drop_m3.size(); ++i) {
    b.milk_out_m3 += x.ducts.ejected_m3[i];
    if (held && s.feed_left_s > 0.0) {
      s.fed_m3 += x.ducts.ejected_m3[i];
      continue;
    }
    if (held && s.vacuum_s > 0.0) {
      s.pumped_m3 += x.ducts.ejected_m3[i];
      s.cup_m3 += x.ducts.ejected_m3[i];
      continue;
    }
    b.drop_m3[i] += x.ducts.ejected_m3[i];
    const bool sprays = ducts::sprays(m.ducts, static_cast<int>(i), x.ducts.pore_m3_per_s[i]);
    if (!sprays && b.drop_m3[i] < c.drop_m3) continue;
    // what is held stands under the breast in hand; the other drips into its pad
    if (held)
      drop(b.drop_m3[i], sprays, s);
    else
      s.spilt_m3 += b.drop_m3[i];
    b.drop_m3[i] = 0.0;
  }
}

namespace {
constexpr NamedConstant kConstants[] = {{"kTurn_rad_per_s", kTurn_rad_per_s},
                                        {"kLeanForward_rad", kLeanForward_rad},
                                        {"kSideRoll_rad", kSideRoll_rad},
                                        {"kMidlineBeyond_m", kMidlineBeyond_m},
                                        {"kSpoon_m3", kSpoon_m3},
                                        {"kSyringe_m3", kSyringe_m3},
                                        {"kCup_m3", kCup_m3},
                                        {"kSyringeSpray_frac", kSyringeSpray_frac},
                                        {"kBlockedLobe_frac", kBlockedLobe_frac},
                                        {"kLumpDepth_m", kLumpDepth_m},
                                        {"kLeastSlack", kLeastSlack},
                                        {"kMostSlack", kMostSlack},
                                        {"kStartPressure_frac", kStartPressure_frac},
                                        {"kSeal_frac", kSeal_frac},
                                        {"kHeldSides_frac", kHeldSides_frac},
                                        {"kPoreFlows_m3_per_s", kPoreFlows_m3_per_s},
                                        {"kStirredDuct_m", kStirredDuct_m},
                                        {"kWarmPack_degC", kWarmPack_degC},
                                        {"kColdPack_degC", kColdPack_degC},
                                        {"kCoachedFrom_nrs", kCoachedFrom_nrs},
                                        {"kCoachedEase_per_s", kCoachedEase_per_s},
                                        {"kHandPace", kHandPace},
                                        {"kSlightFrom_Pa", kSlightFrom_Pa},
                                        {"kFirmFrom_Pa", kFirmFrom_Pa},
                                        {"kHardFrom_Pa", kHardFrom_Pa},
                                        {"kTightFrom_Pa", kTightFrom_Pa},
                                        {"kTightFull_Pa", kTightFull_Pa},
                                        {"kSoreFrom_nrs", kSoreFrom_nrs},
                                        {"kTenderFrom_nrs", kTenderFrom_nrs},
                                        {"kVeryTenderFrom_nrs", kVeryTenderFrom_nrs},
                                        {"kMovingSpeed_m_per_s", kMovingSpeed_m_per_s},
                                        {"kNodeHand_m2", kNodeHand_m2},
                                        {"kLumpFeltFrom_N", kLumpFeltFrom_N},
                                        {"kGrip_frac", kGrip_frac},
                                        {"kGripTurn_rad", kGripTurn_rad}};
}
std::span<const NamedConstant> constants() { return kConstants; }

}  // namespace lac::sim
