#include "render/devices.h"

#include <algorithm>
#include <cmath>

#include "render/view_options.h"

namespace lac::render {
namespace {

// Sizes of everyday things; only for the picture.
constexpr float kCupHeight_m = 0.042f, kCupFoot_m = 0.015f, kCupRim_m = 0.021f;
constexpr float kCupFull_mL = 60.0f;  // a medicine cup
constexpr int kCupSides = 36;
constexpr float kCupGap_m = 0.002f;  // between it and skin
constexpr int kClearPasses = 4, kClearSides = 10;
constexpr float kBelowTip_m = 0.034f, kBeforeTip_m = 0.010f;  // where a receiver is held
constexpr float kSpoonFull_mL = 5.0f, kSyringeFull_mL = 5.0f, kBottleFull_mL = 150.0f;
constexpr float kFunnelDeep_m = 0.020f, kTunnel_m = 0.050f;
constexpr int kRimPart = 6, kHeadPart = 7;  // hand::Part::Rim, Head
constexpr float kPackThick_m = 0.0085f;
constexpr float kPackEdge = -0.045f;  // where its rim has faded out, as `profile` counts

const Look kMilk{{0.90f, 0.87f, 0.79f}, 1.0f, 0.45f, 0.0f, 0.0f};
const Look kPlastic{{0.80f, 0.86f, 0.88f}, 0.30f, 0.60f, 1.0f, 0.0f};
const Look kSteel{{0.55f, 0.57f, 0.60f}, 1.0f, 1.0f, 0.0f, 0.0f};
const Look kTube{{0.75f, 0.80f, 0.82f}, 0.55f, 0.5f, 0.6f, 0.0f};

void add_cup(double milk_mL, const Frame& frame, Thing& out) {
  // milk first, the wall over it
  const float level = clamp(static_cast<float>(milk_mL) / kCupFull_mL, 0.0f, 0.96f);
  if (milk_mL > 0.05) {
    const float top_m = std::max(level * kCupHeight_m, 0.0012f);
    const float radius_m = mix(kCupFoot_m, kCupRim_m, level) - 0.0010f;
    add_revolved(frame,
                 {{0.0f, 0.0008f},
                  {kCupFoot_m - 0.001f, 0.0008f},
                  {radius_m, top_m},
                  {radius_m - 0.0004f, top_m},
                  {0.0f, top_m}},
                 kMilk, kCupSides, out);
  }
  add_revolved(frame,
               {{0.0f, 0.0f},
                {kCupFoot_m, 0.0f},
                {kCupFoot_m + 0.0003f, 0.001f},
                {kCupRim_m, kCupHeight_m},
                {kCupRim_m + 0.0014f, kCupHeight_m + 0.0008f},
                {kCupRim_m + 0.0014f, kCupHeight_m - 0.0006f},
                {kCupRim_m, kCupHeight_m - 0.0008f}},
               kPlastic, kCupSides, out);
  // marks every 10 mL
  Look mark_look = kPlastic;
  mark_look.alpha = 0.55f;
  for (int mark = 1; mark <= 5; ++mark) {
    const float share = static_cast<float>(mark) * 10.0f / kCupFull_mL;
    const float r = mix(kCupFoot_m, kCupRim_m, share) + 0.0002f, y = share * kCupHeight_m;
    add_revolved(frame, {{r, y}, {r, y + 0.0005f}}, mark_look, kCupSides, out);
  }
}

void add_spoon(double milk_mL, V3 at, V3 up, float side, Thing& out) {
  const Frame bowl = frame_along(at, up);
  // an open shallow bowl, its milk, and a handle away to the side
  add_revolved(bowl,
               {{0.0f, -0.007f},
                {0.008f, -0.0062f},
                {0.014f, -0.003f},
                {0.0165f, 0.0f},
                {0.0158f, 0.0002f},
                {0.0135f, -0.0024f},
                {0.0f, -0.0055f}},
               kSteel, 28, out);
  const float level = clamp(static_cast<float>(milk_mL) / kSpoonFull_mL, 0.0f, 1.0f);
  if (milk_mL > 0.02)
    add_revolved(bowl,
                 {{0.0f, -0.0050f + 0.0046f * level},
                  {0.004f + 0.0112f * std::sqrt(level), -0.0050f + 0.0046f * level}},
                 kMilk, 24, out);
  const V3 away = unit(V3{0.75f * side, -0.25f, 0.45f});
  add_tube({at + away * 0.016f, at + away * 0.05f, at + away * 0.11f}, {0.0026f, 0.0020f, 0.0034f},
           kSteel, 10, out);
}

void add_syringe(double milk_mL, V3 at, V3 up, float side, Thing& out) {
  const V3 away = unit(V3{0.45f * side, 0.0f, 0.55f} - up * 0.75f);
  const Frame barrel = frame_along(at, away);
  const float level = clamp(static_cast<float>(milk_mL) / kSyringeFull_mL, 0.0f, 1.0f);
  const float plunger_m = 0.008f + 0.050f * level;
  if (milk_mL > 0.02)
    add_revolved(barrel,
                 {{0.0f, 0.006f}, {0.0055f, 0.006f}, {0.0055f, plunger_m}, {0.0f, plunger_m}},
                 kMilk, 20, out);
  const Look rubber{{0.04f, 0.045f, 0.05f}, 1.0f, 0.30f, 0.0f, 0.0f};
  add_revolved(barrel,
               {{0.0f, plunger_m},
                {0.0056f, plunger_m},
                {0.0056f, plunger_m + 0.006f},
                {0.0015f, plunger_m + 0.006f},
                {0.0015f, plunger_m + 0.060f},
                {0.0080f, plunger_m + 0.060f},
                {0.0080f, plunger_m + 0.062f},
                {0.0f, plunger_m + 0.062f}},
               rubber, 20, out);
  add_revolved(barrel,
               {{0.0016f, 0.0f},
                {0.0018f, 0.005f},
                {0.0062f, 0.007f},
                {0.0062f, 0.068f},
                {0.0105f, 0.069f},
                {0.0105f, 0.071f}},
               kPlastic, 24, out);
}

// A funnel whose rim lies on the skin, a tunnel for the nipple, the bottle below.
void add_flange(V3 centre, V3 axis, float rim_m, float tunnel_m, double milk_mL, V3 down,
                Thing& out) {
  Look clear = kPlastic;
  clear.alpha = 0.22f;
  const Frame frame = frame_along(centre, axis);
  const float lip_m = rim_m + 0.003f;
  add_revolved(frame,
               {{lip_m, -0.001f},
                {lip_m + 0.0012f, 0.0006f},
                {rim_m, 0.0020f},
                {mix(tunnel_m, rim_m, 0.45f), 0.55f * kFunnelDeep_m},
                {tunnel_m + 0.001f, kFunnelDeep_m},
                {tunnel_m, kFunnelDeep_m + 0.004f},
                {tunnel_m, kTunnel_m},
                {tunnel_m + 0.002f, kTunnel_m + 0.002f},
                {tunnel_m + 0.002f, kTunnel_m + 0.012f},
                {0.0f, kTunnel_m + 0.014f}},
               clear, 44, out);
  // elbow, collar and bottle hang straight down
  const V3 elbow = centre + axis * (kTunnel_m - 0.004f);
  add_tube({elbow + down * (0.7f * tunnel_m), elbow + down * 0.030f}, {0.009f, 0.011f}, clear, 20,
           out);
  const Frame bottle = frame_along(elbow + down * 0.030f, down);
  Look collar{{0.62f, 0.72f, 0.74f}, 1.0f, 0.35f, 0.0f, 0.0f};
  add_revolved(bottle, {{0.011f, 0.0f}, {0.0200f, 0.001f}, {0.0205f, 0.012f}, {0.0190f, 0.013f}},
               collar, 32, out);
  const float deep_m = 0.088f;
  const float level = clamp(static_cast<float>(milk_mL) / kBottleFull_mL, 0.0f, 0.95f);
  if (milk_mL > 0.05) {
    const float top_m = deep_m - std::max(0.074f * level, 0.0012f);
    add_revolved(
        bottle,
        {{0.0f, deep_m - 0.001f}, {0.0215f, deep_m - 0.001f}, {0.0215f, top_m}, {0.0f, top_m}},
        kMilk, 32, out);
  }
  add_revolved(bottle,
               {{0.0190f, 0.013f},
                {0.0225f, 0.020f},
                {0.0225f, deep_m - 0.002f},
                {0.0200f, deep_m},
                {0.0f, deep_m}},
               clear, 36, out);
  // the air line
  const V3 end = centre + axis * (kTunnel_m + 0.012f);
  std::vector<V3> path;
  for (int k = 0; k <= 10; ++k) {
    const float t = static_cast<float>(k) / 10.0f;
    path.push_back(end + axis * (0.030f * t) + down * (0.20f * t * t) + V3{0.05f * t, 0.0f, 0.0f});
  }
  add_tube(path, std::vector<float>(path.size(), 0.0028f), kTube, 10, out);
}

void add_massager(const sim::Snapshot& snapshot, const sim::FingerDrawn& head, V3 normal,
                  Thing& out) {
  const V3 a = v3(head.a_m), b = v3(head.b_m);
  // it trembles as it vibrates, no more than a hair's breadth in the picture
  const float swing_m = snapshot.massager.on
                            ? std::min(snapshot.massager.amplitude_m, 0.0006f) *
                                  std::sin(2.3f * static_cast<float>(snapshot.tick % 1000))
                            : 0.0f;
  const V3 centre = (a + b) * 0.5f + normal * (0.35f * head.radius_m + swing_m);
  Frame frame;
  frame.y = unit(b - a, {0, 1, 0});
  frame.z = unit(normal - frame.y * dot(normal, frame.y));
  frame.x = cross(frame.y, frame.z);
  frame.origin = centre;
  const Look body{{0.62f, 0.66f, 0.66f}, 1.0f, 0.30f, 0.0f, 0.0f};
  add_ball(
      frame,
      {1.25f * head.radius_m, 0.5f * length(b - a) + 1.3f * head.radius_m, 1.25f * head.radius_m},
      body, 30, out);
  // the handle runs back toward whoever holds it
  const V3 back = unit(V3{head.hand == 0 ? 0.66f : -0.66f, -0.68f, 0.40f});
  const V3 away = unit(back - normal * dot(back, normal));
  add_tube({centre, centre + away * 0.040f + normal * 0.008f,
            centre + away * 0.085f + normal * 0.016f, centre + away * 0.130f + normal * 0.020f},
           {0.9f * head.radius_m, 0.0125f, 0.0135f, 0.0105f}, body, 20, out);
  // a lit ring says that it is warm and running
  Look ring{snapshot.massager.on ? V3{0.90f, 0.42f, 0.10f} : V3{0.25f, 0.28f, 0.28f}, 1.0f, 0.2f,
            0.0f, 0.0f};
  const Frame top = frame_along(centre + frame.z * (1.16f * head.radius_m), frame.z);
  add_revolved(top, {{0.0060f, 0.0f}, {0.0072f, 0.0016f}, {0.0084f, 0.0f}}, ring, 28, out);
}

// A soft pack laid over the upper breast, clear of the nipple: skin lifted by its thickness.
void add_pack(sim::Pack pack, const SkinSurface& skin, Thing& out) {
  const bool warm = pack == sim::Pack::Warm;
  const Look look = warm ? Look{linear_from_hex(0xc48a70), 1.0f, 0.05f, 0.0f, 0.0f}
                         : Look{linear_from_hex(0x8fb6d6), 1.0f, 0.45f, 0.0f, 0.0f};
  const auto profile = [](const SkinVertex& v) {
    const float a = std::abs(v.u_m) / 0.066f, b = std::abs(v.v_m - 0.060f) / 0.031f;
    return 1.0f - std::sqrt(std::sqrt(a * a * a * a + b * b * b * b));  // > 0 inside
  };
  const auto& vertices = skin.vertices();
  std::vector<int> place(vertices.size(), -1);
  for (const auto& t : skin.triangles()) {
    if (std::max({profile(vertices[t[0]]), profile(vertices[t[1]]), profile(vertices[t[2]])}) <
        kPackEdge)
      continue;
    std::array<int, 3> corner{};
    for (std::size_t k = 0; k < 3; ++k) {
      const SkinVertex& v = vertices[t[k]];
      if (place[t[k]] < 0) {
        const float in = std::max(profile(v), 0.0f);
        // quilted: a pack of gel or grain has seams
        const float quilt = 0.0012f * std::sin(v.u_m * 210.0f) * std::sin(v.v_m * 210.0f);
        const float high_m = 0.0012f + (kPackThick_m + quilt) * smooth(0.0f, 0.22f, in);
        const float lean = 1.0f - smooth(0.05f, 0.24f, in);
        place[t[k]] = static_cast<int>(out.vertex.size());
        const V3 outward = unit(V3{v.u_m, v.v_m - 0.060f, 0.0f});
        out.vertex.push_back({v.position_m + v.normal * high_m,
                              unit(v.normal + outward * (0.9f * lean)),
                              look.colour * (0.80f + 0.20f * v.shade),
                              smooth(kPackEdge, 0.03f, profile(v)), look.gloss, 0.0f, 0.0f, 0.0f});
      }
      corner[k] = place[t[k]];
    }
    out.triangle.push_back(corner);
  }
}

// A cup's place moved out of the skin: its wall, rim to foot, lies clear of the breast behind it.
V3 clear_of_skin(V3 rim_m, V3 down, const SkinSurface& skin) {
  for (int pass = 0; pass < kClearPasses; ++pass)
    for (const float share : {0.0f, 0.5f, 1.0f})
      for (int k = 0; k < kClearSides; ++k) {
        const Frame cup = frame_along(rim_m + down * (share * kCupHeight_m), down);
        const float a = 6.2831853f * static_cast<float>(k) / kClearSides;
        const float radius_m = mix(kCupRim_m, kCupFoot_m, share) + kCupGap_m;
        const V3 wall = cup.place({radius_m * std::cos(a), 0.0f, radius_m * std::sin(a)});
        const SkinVertex& under = skin.nearest_shown(wall);
        const float deep_m = dot(under.position_m - wall, under.normal);
        if (deep_m <= 0.0f || deep_m > kCupHeight_m) continue;
        // sideways alone: it does not sink below what drips
        rim_m += unit(under.normal - down * dot(under.normal, down), {0, 0, 1}) * deep_m;
      }
  return rim_m;
}

void add_receiver(const sim::Snapshot& snapshot, const SkinSurface& skin, Thing& out) {
  const float side = snapshot.breast->params.side == anatomy::Side::Left ? 1.0f : -1.0f;
  const V3 down = unit(v3(snapshot.torso.down), {0, -1, 0});
  const V3 under = skin.nipple_tip_m() + down * kBelowTip_m + V3{0, 0, kBeforeTip_m};
  // while the baby is at the breast nobody holds anything before it
  switch (snapshot.baby_feeds ? sim::Receiver::None : snapshot.receiver) {
    case sim::Receiver::Cup:
      add_cup(snapshot.cup_mL,
              frame_along(clear_of_skin(under, down, skin) + down * kCupHeight_m, -down), out);
      break;
    case sim::Receiver::Spoon:
      add_spoon(snapshot.cup_mL, under, -down, side, out);
      break;
    case sim::Receiver::Syringe:
      add_syringe(snapshot.cup_mL, under, -down, side, out);
      break;
    case sim::Receiver::None:
      // what was collected stands by
      if (snapshot.cup_mL > 0.05)
        add_cup(snapshot.cup_mL, frame_along({-0.125f * side, -0.118f, 0.060f}, {0, 1, 0}), out);
      break;
  }
}

}  // namespace

void build_devices(const sim::Snapshot& snapshot, const std::vector<sim::FingerDrawn>& fingers,
                   const SkinSurface& skin, Thing& out) {
  if (!snapshot.breast || snapshot.breast->params.kind != anatomy::BodyKind::Breast) return;
  add_receiver(snapshot, skin, out);
  const sim::Pack pack = snapshot.pack[static_cast<std::size_t>(snapshot.side)];
  if (pack != sim::Pack::None) add_pack(pack, skin, out);

  // the pump where its rim is, held to the breast or on its way
  V3 centre, rim_normal;
  float rims = 0.0f;
  for (const sim::FingerDrawn& f : fingers) {
    if (f.part == kHeadPart)
      add_massager(snapshot, f, skin.nearest_shown((v3(f.a_m) + v3(f.b_m)) * 0.5f).normal, out);
    if (f.part != kRimPart) continue;
    const V3 middle = (v3(f.a_m) + v3(f.b_m)) * 0.5f;
    centre += middle;
    rim_normal += skin.nearest_shown(middle).normal;
    rims += 1.0f;
  }
  if (rims < 1.0f) return;
  centre = centre * (1.0f / rims);
  float rim_m = 0.0f;
  for (const sim::FingerDrawn& f : fingers)
    if (f.part == kRimPart) rim_m += length((v3(f.a_m) + v3(f.b_m)) * 0.5f - centre) / rims;
  const float tunnel_m =
      snapshot.flange.tunnel_radius_m > 0.0f ? snapshot.flange.tunnel_radius_m : 0.012f;
  const V3 axis = snapshot.flange.on ? unit(v3(snapshot.flange.axis)) : unit(rim_normal);
  add_flange(centre, axis, rim_m, tunnel_m, static_cast<double>(snapshot.flange.milk_mL),
             unit(v3(snapshot.torso.down), {0, -1, 0}), out);
}

}  // namespace lac::render
