#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "fixtures/drive.h"
#include "render/camera.h"
#include "render/view_options.h"
#include "sim/sim.h"

namespace lac::test {

/// The patients that scenes are played on, made when first asked for.
class Stage {
 public:
  enum class Who { Swollen, Comfortable, Balloon };
  sim::Simulation& sim(Who who);

 private:
  std::map<Who, std::unique_ptr<sim::Simulation>> sims_;
};

/// One picture: what happens before it, and how it is looked at.
struct Scene {
  std::string name;
  std::function<std::shared_ptr<const sim::Snapshot>(Stage&)> play;
  render::Camera camera;
  render::ViewOptions options;
  bool golden = false;  // kept as a small reference picture
};
const std::vector<Scene>& scenes();

}  // namespace lac::test
