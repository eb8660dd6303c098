#pragma once
#include <array>

#include "ducts/ducts.h"
#include "oedema/oedema.h"
#include "physiology/gland.h"
#include "study/acting.h"
#include "study/tissue_view.h"

namespace lac::study {

/// Sums since the start, one breast.
struct Tally {
  double milk_out_m3 = 0.0, backflow_m3 = 0.0, made_m3 = 0.0;
  double ejecting_s = 0.0;     // time spent in ejections
  double milk_error_m3 = 0.0;  // largest balance error of a step
};

/// One breast as measures see it. Pointers live as long as the body.
struct BreastView {
  const anatomy::Breast* anatomy = nullptr;
  const ducts::DuctModel* ducts = nullptr;
  const ducts::DuctState* milk = nullptr;
  const ducts::DuctFlow* flow = nullptr;
  const oedema::OedemaModel* oedema = nullptr;
  const oedema::OedemaState* fluid = nullptr;
  const oedema::OedemaFlow* fluid_flow = nullptr;
  const physiology::GlandState* gland = nullptr;
  const physiology::GlandOut* gland_out = nullptr;
  Tally tally;
  double start_milk_m3 = 0.0;  // in alveoli and ducts, what a study calls available
};

/// A patient at one moment: what quantities are read from.
struct Scene {
  double time_s = 0.0;
  int breasts = 1;
  std::array<BreastView, 2> breast;
  const physiology::PhysiologyModel* mother = nullptr;
  const physiology::PhysiologyState* body = nullptr;
  const physiology::PhysiologyOut* body_out = nullptr;
  Acting acting;                       // of the last step
  const TissueView* tissue = nullptr;  // finite elements; null: lumped
};

/// A patient that can be studied: with finite elements, or lumped.
class Body {
 public:
  virtual ~Body() = default;
  /// Advances by dt_s under what acts. @return false: the models met a number that is none
  virtual bool step(const Acting& acting, double dt_s) = 0;
  /// A step of the schedule begins; hands are planned on the skin as it is.
  virtual void begin(const scenario::Act&) {}
  /// The hands of the step that began are not done.
  virtual bool busy() const { return false; }
  /// Longest step that is right for this load now, s.
  virtual double longest_step_s(const Acting& acting) const = 0;
  /// Puts a tracer into the first breast.
  virtual void inject(const scenario::Site& site) = 0;
  /// Begins to turn her; the lumped patient has no weight.
  virtual void turn(std::string_view position) = 0;
  virtual const Scene& scene() const = 0;
};

}  // namespace lac::study
