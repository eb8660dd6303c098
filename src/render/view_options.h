#pragma once
#include <array>
#include <span>
#include <vector>

#include "base/colours.h"
#include "render/linear.h"
#include "sim/snapshot.h"

namespace lac::render {

/// What is laid over the skin as colour. Values are stable: panels name them by number.
enum class Overlay : int {
  None,
  ContactPressure,
  TissuePressure,
  Oedema,
  Fullness,
  Coverage,
  kCount
};
/// How far the picture is peeled; each shows what it names under glass-clear skin.
enum class Layer : int { Skin, Lobes, Ducts, Lymph, Oedema, kCount };
/// How buttons name them, in English; for the catalogue.
std::span<const char* const> layer_names();
/// Plain leaves out shadow map, fine relief and multisampling, for slow machines.
enum class Quality : int { Plain, Good };

/// A plane through the breast; what lies on its outer side is taken away and the section shown.
struct CutPlane {
  bool on = false;
  float turn_rad = 0.0f;    // of the plane about the nipple's axis; 0: sagittal, pi/2: across
  float offset_m = 0.001f;  // from the nipple's base toward what is taken away
};

/// How to draw; nothing in here changes the simulation.
struct ViewOptions {
  int skin_tone = 5;       // Monk 1..10
  std::vector<int> tones;  // not empty: instead, the same view in each of these, side by side
  Overlay overlay = Overlay::None;
  float overlay_full = 0.0f;  // value at the top of the scale; 0: the legend's own
  Layer layer = Layer::Skin;
  CutPlane cut;
  Quality quality = Quality::Good;
  bool soft_edges = true;    // of a plain picture; a good one always has them
  bool dark = false;         // room behind the patient
  bool covered = false;      // the drape lies over the breast
  bool own_top = false;      // covered: it is her own top, before another cloth was offered
  bool clock_rings = false;  // clock face and distance rings on the skin
  std::vector<std::array<float, 4>>
      landing;                          // soft rings where a hand would land: x, y, z, radius (m)
  std::vector<sim::FingerDrawn> ghost;  // a demonstration's hand, drawn pale and see-through
  float tightness = -1.0f;              // 0..1 shine of tight skin; < 0: from the tissue's fluid
  float veins = 0.35f;                  // 0..1 how plainly veins show under the skin
  float lift_m = 0.0f;                  // hovering hands are drawn this far off the skin
  float hand_opacity = 1.0f;            // < 1: whole hands are seen through
  bool see_through = true;              // hands in front of the place worked on let it be seen
};

/// The scale of one overlay, for the panel that draws its legend.
struct Legend {
  const char* name;  // short, for a button
  const char* title;
  const char* unit;  // of the numbers an instructor sees
  float high;        // top of the scale; the bottom is 0; contours every fifth of it
  bool assumed;      // no published values: say so wherever a number is shown
  const char *low_word, *high_word;  // ends of the scale for a learner
  std::array<const char*, 5> word;   // verbal class of a value, by `edge`
  std::array<float, 4> edge;         // values that part the classes, ascending
};
const Legend& legend(Overlay overlay);
/// Index into `word` for this value.
int verbal_class(const Legend& legend, float value);

/// Linear RGB of Monk tone `tone` (1..10, fractions blend), and of the areola that goes with it.
V3 monk_tone(float tone);
V3 areola_tone(float tone);
V3 linear(Rgb colour);
V3 linear_from_hex(unsigned hex);

}  // namespace lac::render
