#pragma once
#include "tests/technique/streams.h"

// Movements that more than one corpus makes, each drawn from that corpus's own ranges.
namespace lac::test {

struct Draw {
  double low = 0.0, high = 0.0;
  double from(Rng& rng) const { return rng.uniform(low, high); }
};

inline int whole(Rng& rng, int low, int high) {
  return low + static_cast<int>(rng.below(static_cast<std::uint32_t>(high - low + 1)));
}
inline double any_clock(Rng& rng) { return rng.uniform(0.0, 2.0 * kPi); }

struct ExpressDraw {
  int cycles_least = 4, cycles_most = 10;
  Draw span_m, period_s, press_N, squeeze_N, slide_m, rest_N;
};

inline void express(Stream& s, Stream::Way way, const ExpressDraw& draw) {
  constexpr Draw kLoad_frac{0.4, 0.7}, kTravel_m{0.005, 0.012}, kJitter{0.0, 0.15};
  Rng& rng = s.rng();
  Stream::Cycle c;
  c.way = way;
  c.cycles = whole(rng, draw.cycles_least, draw.cycles_most);
  c.axis_rad = any_clock(rng);
  c.span_m = draw.span_m.from(rng);
  c.period_s = draw.period_s.from(rng);
  c.load_share = kLoad_frac.from(rng);
  c.press_N = draw.press_N.from(rng);
  c.squeeze_N = draw.squeeze_N.from(rng);
  c.travel_m = (way == Stream::Way::Slide ? draw.slide_m : kTravel_m).from(rng);
  c.rest_N = rng.below(2) == 0 ? 0.0 : draw.rest_N.from(rng);
  c.jitter = kJitter.from(rng);
  s.express(c);
}

/// One long squeeze of the areola between facing pads.
inline void squeeze_areola(Stream& s, Draw period_s, Draw press_N) {
  constexpr Draw kOfAreola{0.6, 0.9}, kSqueeze_N{0.8, 2.5};
  Rng& rng = s.rng();
  Stream::Cycle c;
  c.way = Stream::Way::Squeeze;
  c.cycles = 1;
  c.axis_rad = any_clock(rng);
  c.span_m = kOfAreola.from(rng) * s.person().areola_m;
  c.period_s = period_s.from(rng);
  c.load_share = 0.95;
  c.press_N = press_N.from(rng);
  c.squeeze_N = kSqueeze_N.from(rng);
  s.express(c);
}

}  // namespace lac::test
