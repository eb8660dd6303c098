#include "app/touch_news.h"

#include <algorithm>
#include <utility>

#include "ui/live_view.h"

namespace lac::app {
namespace {

// All assumed; effect: which words follow a touch on screen. No mark rests on them.
constexpr double kDentSeen_m = 3e-4;   // as the case's row has it
constexpr double kFeltRise = 0.03;     // of the areola's give: a pinch tells it from before
constexpr double kLongPress_s = 9.0;   // about the ten seconds that are asked for
constexpr double kFirm = 2.5;          // a mean pressure class: firm but comfortable is 3
constexpr double kFelt_s = 1.2;        // after a touch, and a little (sim's kFeelAfter_ticks)
constexpr double kExpressed_s = 4.0;   // so long after a cycle its hand still belongs to it
constexpr double kNewRing_s = 0.5;     // a ring held shorter than this has just begun
constexpr double kRingWorth_s = 15.0;  // nobody wonders about a shorter one
constexpr double kMuchShorter = 0.7, kLighter = 0.85, kMuchFarther_m = 0.006;

// The hands whose touch is a press or a stroke, and nothing else by their shape.
bool feels_or_strokes(input::Posture posture) {
  using input::Posture;
  return posture == Posture::SingleTip || posture == Posture::FlatPads ||
         posture == Posture::FlatPalm;
}

double measure(const technique::TechniqueEvent& e, const char* name) {
  const auto found = e.measures.find(name);
  return found == e.measures.end() ? 0.0 : found->second;
}

}  // namespace

std::string ring_felt(double held_s, double rise) {
  return rise >= kFeltRise ? say("Held {:.0f} s: the areola gives more than before.", held_s)
                           : say("Held {:.0f} s: the areola feels as it did.", held_s);
}

std::string ring_words(double held_s, double rise, bool lighter, bool wider, bool shorter) {
  std::string felt = ring_felt(held_s, rise);
  if (rise >= kFeltRise) return felt;
  const char* const why =
      wider     ? tr("Closer to the nipple, fingertips at its sides, they press on the swelling.")
      : lighter ? tr("A little more press, as long as it stays comfortable, moves the fluid.")
      : shorter ? tr("It takes a minute or longer for the fluid to move.")
                : tr("Where there is little fluid, a ring has little to move; lying back and "
                     "holding longer can help.");
  return felt + " " + why;
}

std::string dent_words(double depth_m, bool advise, bool so) {
  if (depth_m >= kDentSeen_m)
    return say("A dent of {:.1f} mm stayed: swelling. Watch how long it takes to fill.",
               1e3 * depth_m);
  std::string none = tr("No dent was seen.");
  if (!advise) return none;
  if (so) return none + " " + tr("Nearer the areola, or pressed a little longer, one may show.");
  return none + " " +
         tr("Firm but comfortable, for ten seconds, shows one where there is swelling.");
}

TouchNews::TouchNews(const scenario::Choreography& demo, bool advise) : advise_(advise) {
  const auto ring = std::find_if(demo.gestures.begin(), demo.gestures.end(), [](const auto& g) {
    return g.kind == scenario::Gesture::Kind::Ring;
  });
  if (ring == demo.gestures.end()) return;
  demo_press_N_ = ring->press_N;
  demo_r_m_ = ring->span_m;
  demo_hold_s_ = ring->hold_s;
}

void TouchNews::tell(std::string words, double time_s) {
  said_ = std::move(words);
  said_s_ = time_s;
}

void TouchNews::watch(const session::Session& session, bool wanted) {
  const technique::Touch& touch = session.last_touch();
  const auto& hands = session.done_frame().hands;
  const bool telling = feels_or_strokes(hands[0].posture) || feels_or_strokes(hands[1].posture);
  if (std::exchange(cycles_, session.counts().cycles) < session.counts().cycles)
    cycle_s_ = session.time_s();
  // the last touch of expression is no failed press
  const bool expressed = touch.verdict == technique::Verdict::NotAlone && cycle_s_ >= 0.0 &&
                         touch.end_s - cycle_s_ < kExpressed_s;
  if (touch.end_s > touch_s_ && !expressed) {
    touch_s_ = touch.end_s;
    const bool first = touch.verdict == technique::Verdict::Press && ++presses_ == 1;
    // whole circles were no failed stroke or press
    const int circles = session.counts().circles + session.counts().node_circles;
    const bool circled = std::exchange(circles_, circles) < circles;
    // a guide counts strokes on its own card
    const bool carded = advise_ && touch.verdict == technique::Verdict::Stroke;
    if (telling && wanted && !circled && !carded)
      tell(first && advise_ ? tr("Felt. To compare, feel a second place as well.")
                            : ui::touch_words(touch, advise_),
           session.time_s());
  }
  watch_ring(session);
  watch_dent(session);
}

void TouchNews::watch_dent(const session::Session& session) {
  for (const technique::TechniqueEvent& e : session.techniques()) {
    if (e.id != "pitting" || e.end_s <= dent_told_s_) continue;
    dent_told_s_ = e.end_s;
    const bool so = measure(e, "hold_s") >= kLongPress_s && measure(e, "pressure_class") >= kFirm;
    tell(dent_words(measure(e, "pit_depth_m"), advise_, so), session.time_s());
  }
}

void TouchNews::watch_ring(const session::Session& session) {
  const technique::Counts& now = session.counts();
  const sim::Observation& seen = session.seen();
  if (now.ring_to_s > ring_to_s_ && (now.ring_s < ring_s_ || now.ring_s < kNewRing_s))
    gave_ = seen.areola_compressible;
  ring_s_ = now.ring_s;
  ring_to_s_ = now.ring_to_s;

  // events come in order of their ends, which is not the order in which they are told
  for (const technique::TechniqueEvent& e : session.techniques()) {
    const double held_s = measure(e, "hold_s");
    if (e.id != "reverse-pressure-softening" || e.end_s <= ring_told_s_) continue;
    // the areola is felt a second after the hands have left it: before that it is as it was
    if (session.time_s() - e.end_s < kFelt_s) continue;
    ring_told_s_ = e.end_s;
    if (held_s < kRingWorth_s) continue;
    const double rise = seen.areola_compressible - gave_;
    tell(advise_ ? ring_words(held_s, rise, measure(e, "max_force_N") < kLighter * demo_press_N_,
                              demo_r_m_ > 0.0 && measure(e, "r_m") > demo_r_m_ + kMuchFarther_m,
                              held_s < kMuchShorter * demo_hold_s_)
                 : ring_felt(held_s, rise),
         session.time_s());
  }
}

}  // namespace lac::app
