#pragma once
#include <memory>

#include "study/person.h"
#include "study/scene.h"

namespace lac::study {

/// A patient under hands: the whole simulation as it is practised on, tick by tick, with fingers,
/// contact and friction. Gestures come from a choreography as demonstrations are written; waits are
/// its rest ticks (MODEL.md "Hands").
class PlayedBody final : public Body {
 public:
  /// Builds her and finds her start: some seconds.
  static Expected<std::unique_ptr<PlayedBody>> make(const Person& person, int breasts,
                                                    anatomy::Level level,
                                                    const std::filesystem::path& assets);
  ~PlayedBody() override;
  void begin(const scenario::Act& act) override;
  bool busy() const override;
  /// A second is a rest tick, anything else as many ticks as are nearest to it, one at least.
  bool step(const Acting& acting, double dt_s) override;
  double longest_step_s(const Acting& acting) const override;
  void inject(const scenario::Site& site) override;
  void turn(std::string_view position) override;
  const Scene& scene() const override;

 private:
  PlayedBody();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Why this act cannot stand beside hands; empty: it can.
std::string_view not_by_hand(const scenario::Act& act);

}  // namespace lac::study
