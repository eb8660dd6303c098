#include "tests/render/scenes.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace lac::test {
namespace {

using input::Posture;
using render::Camera;
using render::Layer;
using render::Overlay;
using Who = Stage::Who;
using Picture = std::shared_ptr<const sim::Snapshot>;
constexpr double kPi = std::numbers::pi;

// A hand at clock and distance for a while.
Picture touch(Stage& stage, Who who, Posture posture, double clock_h, double r_m, double press_N,
              double seconds, double twist_rad = 0.0) {
  sim::Simulation& sim = stage.sim(who);
  sim.restore(sim.start());
  auto frame = fixtures::hand_at(sim, posture, {clock_h / 12.0 * 2.0 * kPi, r_m}, press_N);
  frame.hands[0].twist_rad = twist_rad;
  fixtures::run_for(sim, frame, seconds);
  return sim.snapshot();
}

Picture at_rest(Stage& stage, Who who) {
  sim::Simulation& sim = stage.sim(who);
  sim.restore(sim.start());
  fixtures::run_for(sim, {}, 0.1);
  return sim.snapshot();
}

// Softened by a ring, then expressed a little: dimples stay, milk stands in the pores.
Picture softened(Stage& stage) {
  sim::Simulation& sim = stage.sim(Who::Swollen);
  sim.restore(sim.start());
  auto frame = fixtures::hand_at(sim, Posture::RpsRing, {0.0, 0.0}, 1.2);
  frame.hands[0].twist_rad = kPi / 6.0;
  fixtures::run_for(sim, frame, 20.0);
  fixtures::run_for(sim, {}, 1.5);
  return sim.snapshot();
}

Picture expressed(Stage& stage, bool still_held) {
  sim::Simulation& sim = stage.sim(Who::Comfortable);
  sim.restore(sim.start());
  fixtures::express(sim, {.clock_rad = 0.0, .release_frac = still_held ? 0.0 : 0.4}, 4);
  return sim.snapshot();
}

render::ViewOptions with(int tone, Overlay overlay = Overlay::None, Layer layer = Layer::Skin) {
  render::ViewOptions o;
  o.skin_tone = tone;
  o.overlay = overlay;
  o.layer = layer;
  return o;
}

void add_views(std::vector<Scene>& out) {
  const auto swollen = [](Stage& s) { return at_rest(s, Who::Swollen); };
  out.push_back({"clinician", swollen, Camera::preset(1, 1.0f), with(7), true});
  out.push_back({"axilla", swollen, Camera::preset(2, 1.0f), with(3), true});
  out.push_back({"lean-over", swollen, Camera::preset(4, 1.0f), with(5), true});
  render::ViewOptions cut = with(5);
  cut.cut.on = true;
  out.push_back({"cut-away", swollen, Camera::preset(3, 1.0f), cut, true});
  cut.overlay = Overlay::Oedema;
  out.push_back({"cut-oedema", swollen, Camera::preset(3, 1.0f), cut});
  for (const int tone : {1, 3, 5, 6, 8, 10})
    out.push_back({"tone-" + std::to_string(tone), swollen, Camera::preset(1, 1.0f), with(tone)});
  render::ViewOptions tones = with(5);
  tones.tones = {1, 2, 3, 4, 5};
  out.push_back({"tones-light", swollen, Camera::preset(1, 1.0f), tones});
  tones.tones = {6, 7, 8, 9, 10};
  out.push_back({"tones-dark", swollen, Camera::preset(1, 1.0f), tones});
  for (const auto& [name, preset] :
       {std::pair{"covered", 1}, {"covered-axilla", 2}, {"covered-lean-over", 4}}) {
    render::ViewOptions covered = with(6);
    covered.covered = true;
    out.push_back({name, swollen, Camera::preset(preset, 1.0f), covered, preset == 1});
  }
  out.push_back({"balloon",
                 [](Stage& s) {
                   return touch(s, Who::Balloon, Posture::SingleTip, 2.0, 0.03, 2.0, 1.0, -0.8);
                 },
                 Camera::preset(1, 1.0f), with(5), true});
}

void add_layers(std::vector<Scene>& out) {
  const auto swollen = [](Stage& s) { return at_rest(s, Who::Swollen); };
  const Camera near = Camera::preset(1, 1.0f);
  out.push_back({"lobes", swollen, near, with(5, Overlay::None, Layer::Lobes), true});
  out.push_back({"ducts", swollen, near, with(5, Overlay::None, Layer::Ducts), true});
  out.push_back({"lymph", swollen, near, with(5, Overlay::None, Layer::Lymph), true});
  out.push_back({"oedema-layer", swollen, near, with(5, Overlay::None, Layer::Oedema)});
  out.push_back({"oedema", swollen, near, with(5, Overlay::Oedema), true});
  out.push_back({"tissue", swollen, near, with(5, Overlay::TissuePressure)});
  out.push_back({"fullness", swollen, near, with(5, Overlay::Fullness)});
  out.push_back({"pressure",
                 [](Stage& s) {
                   return touch(s, Who::Comfortable, Posture::FlatPads, 1.5, 0.055, 3.0, 1.0, -0.8);
                 },
                 near, with(7, Overlay::ContactPressure), true});
}

// A second hand in the same posture, this much turned or moved on.
struct Second {
  double clock_h = 0.0, r_m = 0.0, twist_rad = 0.0;
};

Scene hand(const char* name, Posture posture, double clock_h, double r_m, double twist_rad,
           std::optional<Second> second = {}, bool coached = false, bool golden = false) {
  Scene scene{name, {}, Camera::preset(1, 1.0f), with(4), golden};
  scene.play = [=](Stage& stage) {
    sim::Simulation& sim = stage.sim(Who::Comfortable);
    sim.restore(sim.start());
    const auto clock = [](double hours) { return hours / 12.0 * 2.0 * kPi; };
    auto frame = fixtures::hand_at(sim, posture, {clock(clock_h), r_m}, 0.8);
    frame.hands[0].twist_rad = twist_rad;
    frame.hands[0].coached = coached;
    if (second) {
      frame.hands[1] =
          fixtures::hand_at(sim, posture, {clock(second->clock_h), second->r_m}, 0.8).hands[0];
      frame.hands[1].twist_rad = second->twist_rad;
      frame.hands[1].coached = coached;
    }
    fixtures::run_for(sim, frame, 0.4);
    sim::Snapshot shown = *sim.snapshot();
    shown.coached = {coached, coached};
    return std::make_shared<const sim::Snapshot>(std::move(shown));
  };
  return scene;
}

void add_hands(std::vector<Scene>& out) {
  out.push_back(hand("hand-tip", Posture::SingleTip, 2.0, 0.05, -0.8, {}, false, true));
  out.push_back(hand("hand-pads", Posture::FlatPads, 1.0, 0.05, -0.8));
  out.push_back(hand("hand-palm", Posture::FlatPalm, 10.5, 0.06, -0.5));
  out.push_back(hand("hand-support", Posture::Support, 6.0, 0.06, 0.0));
  out.push_back(hand("hand-rps", Posture::RpsRing, 0.0, 0.0, kPi / 6.0, {}, false, true));
  out.push_back(hand("hand-u", Posture::UHold, 0.0, 0.0, 0.0));
  out.push_back(hand("hand-two-finger", Posture::TwoFingerC, 0.0, 0.0, 0.0));
  out.push_back(hand("hand-flower", Posture::Flower, 0.0, 0.0, 0.0));
  out.push_back(hand("hand-straight", Posture::StraightFingers, 0.0, 0.0, 0.0, Second{0, 0, kPi}));
  out.push_back(hand("hand-thumbs", Posture::TwoThumbs, 0.0, 0.0, kPi / 2, Second{0, 0, -kPi / 2}));
  out.push_back(hand("hand-fists", Posture::FistBacks, 2.0, 0.05, -0.8, Second{10.0, 0.05, 0.8}));
  out.push_back(hand("hand-roll", Posture::RollHand, 0.0, 0.05, 0.0, Second{6.0, 0.05, 0.0}));
  out.push_back(hand("hand-tapping", Posture::TappingTips, 1.5, 0.055, -0.8));
  out.push_back(hand("hand-nipple", Posture::NippleTouch, 0.0, 0.0, 0.0));
  out.push_back(hand("hand-coached-c", Posture::CHold, 0.0, 0.0, 0.0, {}, true, true));
  out.push_back(hand("hand-coached-palm", Posture::FlatPalm, 1.0, 0.055, -0.8, {}, true));
  out.push_back(hand("flange", Posture::Flange, 0.0, 0.0, 0.0, {}, false, true));
  out.push_back(hand("massager", Posture::Massager, 2.0, 0.05, -0.8));
  const Camera near = Camera::preset(1, 1.0f), close{0.1f, 0.1f, 0.36f, {0.0f, -0.005f, 0.06f}};
  out.push_back({"hand-c", [](Stage& s) { return expressed(s, true); }, near, with(4), true});
  out.push_back({"milk", [](Stage& s) { return expressed(s, false); }, close, with(2)});
  out.push_back(
      {"dimples", softened, Camera{-0.25f, 0.25f, 0.34f, {0.0f, -0.005f, 0.06f}}, with(7), true});
}

// What stands on the snapshot alone: packs, vessels, oil, inflamed skin, sprays.
void add_things(std::vector<Scene>& out) {
  const auto thing = [&](const char* name, std::function<void(sim::Snapshot&)> change, int tone,
                         bool golden = false) {
    out.push_back({name,
                   [change](Stage& stage) {
                     sim::Snapshot shown = *at_rest(stage, Who::Swollen);
                     change(shown);
                     // another moment: what changes slowly is looked at anew
                     static std::int64_t moment = 0;
                     shown.tick += 600 * ++moment;
                     return std::make_shared<const sim::Snapshot>(std::move(shown));
                   },
                   Camera::preset(1, 1.0f), with(tone), golden});
  };
  thing(
      "pack-warm", [](sim::Snapshot& s) { s.pack[0] = sim::Pack::Warm; }, 4);
  thing(
      "pack-cold", [](sim::Snapshot& s) { s.pack[0] = sim::Pack::Cold; }, 6, true);
  thing(
      "spray",
      [](sim::Snapshot& s) {
        s.receiver = sim::Receiver::Cup;
        s.cup_mL = 18.0;
        for (std::size_t k = 0; k < s.pore.size(); ++k) {
          s.pore[k].drop_m3 = 4e-9f * static_cast<float>(k);
          if (k % 2 == 0) s.pore[k].jet_m_per_s = 0.8f + 0.1f * static_cast<float>(k);
        }
      },
      5, true);
  thing(
      "spoon",
      [](sim::Snapshot& s) {
        s.receiver = sim::Receiver::Spoon;
        s.cup_mL = 2.5;
      },
      3);
  thing(
      "syringe",
      [](sim::Snapshot& s) {
        s.receiver = sim::Receiver::Syringe;
        s.cup_mL = 2.5;
      },
      8);
  const auto inflamed = [](sim::Snapshot& s) {
    s.look.redness.assign(s.excess.size(), 0.0f);
    s.look.shine = s.oil_film = s.look.redness;
    for (std::size_t k = 0; k < s.excess.size(); ++k) {
      const float dx = s.skin_m[3 * k] - 0.035f, dy = s.skin_m[3 * k + 1] - 0.02f;
      s.look.redness[k] = std::exp(-(dx * dx + dy * dy) / (0.026f * 0.026f));
      s.look.shine[k] = 0.8f * s.look.redness[k];
    }
  };
  for (const int tone : {2, 5, 7, 9})
    thing(("inflamed-" + std::to_string(tone)).c_str(), inflamed, tone);
  thing("inflamed-three", inflamed, 5, true);
  out.back().options.tones = {2, 6, 9};
  thing(
      "oil", [](sim::Snapshot& s) { s.oil_film.assign(s.excess.size(), 1.0f); }, 6);
}

// The plain level, which a machine without a graphics card shows.
void add_plain(std::vector<Scene>& out) {
  for (const char* name :
       {"clinician", "ducts", "pressure", "hand-rps", "spray", "balloon", "inflamed-three"}) {
    const auto good = std::find_if(out.begin(), out.end(),
                                   [&](const Scene& scene) { return scene.name == name; });
    Scene plain = *good;
    plain.name = std::string("plain-") + name;
    plain.options.quality = render::Quality::Plain;
    plain.golden = true;
    out.push_back(std::move(plain));
  }
}

}  // namespace

sim::Simulation& Stage::sim(Who who) {
  auto& sim = sims_[who];
  if (!sim) {
    sim::PatientParams p =
        who == Who::Swollen ? fixtures::swollen_areola() : fixtures::comfortable();
    if (who == Who::Balloon) {
      p = {};
      p.breast.kind = anatomy::BodyKind::Balloon;
    }
    sim = fixtures::open(p);
  }
  return *sim;
}

const std::vector<Scene>& scenes() {
  static const std::vector<Scene> list = [] {
    std::vector<Scene> out;
    add_views(out);
    add_layers(out);
    add_hands(out);
    add_things(out);
    add_plain(out);
    return out;
  }();
  return list;
}

}  // namespace lac::test
