#pragma once
#include <memory>

#include "study/lumped.h"

namespace lac::study {

/// A patient whose first breast is solved with finite elements. Milk, fluid and let-down are those
/// of the lumped patient, but the pressures round ducts, lobes and fluid are the tissue's
/// (MODEL.md "Finite elements").
class FemBody final : public Body {
 public:
  /// Builds her, finds her stress-free shape and lets her settle as she lies: some seconds.
  static Expected<std::unique_ptr<FemBody>> make(const Person& person, int breasts,
                                                 anatomy::Level level, double fine_s,
                                                 const std::filesystem::path& assets);
  ~FemBody() override;
  bool step(const Acting& acting, double dt_s) override;
  double longest_step_s(const Acting& acting) const override;
  void inject(const scenario::Site& site) override;
  void turn(std::string_view position) override;
  const Scene& scene() const override;

 private:
  FemBody();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Why this act cannot be done to finite elements; empty: it can.
std::string_view not_in_fem(scenario::Act::Kind kind);

}  // namespace lac::study
