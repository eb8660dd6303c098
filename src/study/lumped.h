#pragma once
#include <memory>
#include <span>

#include "study/person.h"
#include "study/scene.h"

namespace lac::study {

inline constexpr double kDepot_m = 5e-3, kDepot_m3 = 0.2e-6;  // of an injected tracer

/// A patient without finite elements: the same anatomy, ducts, interstitium and physiology as the
/// simulation's, with tissue pressures prescribed (MODEL.md).
class LumpedBody final : public Body {
 public:
  /// @param fine_s  step while something acts that changes within a second
  static Expected<std::unique_ptr<LumpedBody>> make(const Person& person, int breasts,
                                                    anatomy::Level level, double fine_s,
                                                    const std::filesystem::path& assets);
  ~LumpedBody() override;
  bool step(const Acting& acting, double dt_s) override;
  double longest_step_s(const Acting& acting) const override;
  void inject(const scenario::Site& site) override;
  void turn(std::string_view) override {}
  const Scene& scene() const override;

  /// From now on the first breast's tissue bears these pressures instead of the closed forms'.
  /// @param node_Pa, surface_Pa  [node], above those at rest; must live as long as the body
  void feel(std::span<const double> node_Pa, std::span<const double> surface_Pa);

 private:
  LumpedBody();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lac::study
