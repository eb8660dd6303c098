#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>

#include "anatomy/breast.h"
#include "base/colours.h"
#include "render/patient_view.h"
#include "render/shader.h"
#include "tests/render/context.h"

using namespace lac;

namespace {

// A patient at rest, as the simulation would hand it over.
sim::Snapshot resting_patient() {
  auto built = anatomy::build_breast({}, anatomy::Level::Coarse, "assets");
  REQUIRE(built);
  auto breast = std::make_shared<const anatomy::Breast>(std::move(*built));
  sim::Snapshot s;
  s.breast = breast;
  for (const int node : breast->mesh.skin_node)
    for (int k = 0; k < 3; ++k)
      s.skin_m.push_back(static_cast<float>(breast->mesh.node_m[node][k]));
  const std::size_t nodes = breast->mesh.skin_node.size();
  s.contact_pressure_Pa.assign(nodes, 0.0f);
  s.tissue_pressure_Pa.assign(nodes, 0.0f);
  s.excess = s.blanch = s.injury = s.contact_pressure_Pa;
  return s;
}

constexpr int kWidth = 240, kHeight = 180;

std::vector<unsigned char> pixels_of(unsigned texture) {
  return test::pixels_of(texture, kWidth, kHeight);
}

// Mean of red, green, blue over a square in the middle of the picture.
std::array<double, 3> middle(const std::vector<unsigned char>& pixels) {
  std::array<double, 3> sum{};
  constexpr int kHalf = 20;
  for (int y = kHeight / 2 - kHalf; y < kHeight / 2 + kHalf; ++y)
    for (int x = kWidth / 2 - kHalf; x < kWidth / 2 + kHalf; ++x)
      for (std::size_t c = 0; c < 3; ++c)
        sum[c] += pixels[4 * (static_cast<std::size_t>(y) * kWidth + x) + c];
  for (double& s : sum) s /= 4.0 * kHalf * kHalf;
  return sum;
}

// The same as light.
Vec3 middle_light(const std::vector<unsigned char>& pixels) {
  Vec3 sum;
  constexpr int kHalf = 20;
  for (int y = kHeight / 2 - kHalf; y < kHeight / 2 + kHalf; ++y)
    for (int x = kWidth / 2 - kHalf; x < kWidth / 2 + kHalf; ++x) {
      const unsigned char* p = &pixels[4 * (static_cast<std::size_t>(y) * kWidth + x)];
      sum += {linear_from_srgb(p[0]), linear_from_srgb(p[1]), linear_from_srgb(p[2])};
    }
  return (1.0 / (4.0 * kHalf * kHalf)) * sum;
}

}  // namespace

TEST_SUITE("gpu") {
  TEST_CASE("render: every shader compiles and links, fine and plain") {
    const test::Context context;
    if (!context) return;
    for (const std::string& name : render::shader_names())
      for (const std::vector<std::string>& variant :
           {std::vector<std::string>{}, {"PLAIN"}, {"PLAIN", "BARE"}}) {
        const auto shader = render::Shader::load("shaders", name, variant);
        INFO(name, " ", variant.size(), shader ? "" : shader.problems().front().text());
        CHECK(bool(shader));
      }
    // a shader file that nothing loads is a mistake too
    for (const auto& entry : std::filesystem::directory_iterator("shaders")) {
      if (!entry.is_regular_file()) continue;
      const auto& names = render::shader_names();
      INFO(entry.path().string());
      CHECK(std::find(names.begin(), names.end(), entry.path().stem().string()) != names.end());
    }
  }

  TEST_CASE("render: a broken or missing shader is named with its line") {
    const test::Context context;
    if (!context) return;
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / "lac-broken-shader";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "bad.vert")
        << "#version 330 core\nvoid main() { gl_Position = vec4(0.0); }\n";
    std::ofstream(folder / "bad.frag")
        << "#version 330 core\nout vec4 o_color;\nvoid main() {\n  o_color = nothing;\n}\n";
    const auto broken = render::Shader::load(folder, "bad", {});
    REQUIRE_FALSE(bool(broken));
    CHECK(broken.problems().front().line == 4);
    CHECK(broken.problems().front().file.find("bad.frag") != std::string::npos);
    const auto missing = render::Shader::load(folder, "absent", {"PLAIN"});
    REQUIRE_FALSE(bool(missing));
    CHECK(missing.problems().front().text().find("absent.vert") != std::string::npos);
    std::filesystem::remove_all(folder);
  }

  TEST_CASE("render: a plain picture is the same whatever was drawn before it") {
    // its still part is kept from picture to picture
    const test::Context context;
    if (!context) return;
    auto fresh = render::PatientView::make("."), used = render::PatientView::make(".");
    REQUIRE(fresh);
    REQUIRE(used);
    const sim::Snapshot s = resting_patient();
    render::ViewOptions wanted;
    wanted.quality = render::Quality::Plain;
    const render::Camera camera = render::Camera::preset(1, 1.0f);
    const auto expected = pixels_of((*fresh)->draw(s, camera, wanted, kWidth, kHeight));

    // what comes before: other camera, room, tone, layer, cut, rings, size, quality, patient
    std::vector<std::pair<const char*, std::function<void(render::Camera&, render::ViewOptions&,
                                                          sim::Snapshot&, int&)>>>
        changes{{"camera", [](auto& c, auto&, auto&, int&) { c.orbit(0.3f, 0.1f); }},
                {"room", [](auto&, auto& o, auto&, int&) { o.dark = true; }},
                {"tone", [](auto&, auto& o, auto&, int&) { o.skin_tone = 9; }},
                {"veins", [](auto&, auto& o, auto&, int&) { o.veins = 1.0f; }},
                {"layer", [](auto&, auto& o, auto&, int&) { o.layer = render::Layer::Ducts; }},
                {"cut", [](auto&, auto& o, auto&, int&) { o.cut.on = true; }},
                {"rings", [](auto&, auto& o, auto&, int&) { o.clock_rings = true; }},
                {"cover", [](auto&, auto& o, auto&, int&) { o.covered = true; }},
                {"size", [](auto&, auto&, auto&, int& width) { width += 40; }},
                {"quality", [](auto&, auto& o, auto&, int&) { o.quality = render::Quality::Good; }},
                {"patient", [](auto&, auto&, auto& p, int&) { p = resting_patient(); }}};
    for (const auto& [name, change] : changes) {
      render::Camera other = camera;
      render::ViewOptions options = wanted;
      sim::Snapshot before = s;
      int width = kWidth;
      change(other, options, before, width);
      (*used)->draw(before, other, options, width, kHeight);
      INFO(name);
      CHECK((pixels_of((*used)->draw(s, camera, wanted, kWidth, kHeight)) == expected));
    }
    CHECK(glGetError() == GL_NO_ERROR);
  }

  TEST_CASE("render: the breast is in the middle, tones differ, the overlay shows pressure") {
    const test::Context context;
    if (!context) return;
    auto view = render::PatientView::make(".");
    REQUIRE(view);
    sim::Snapshot s = resting_patient();
    const render::Camera camera;
    render::ViewOptions o;
    for (const render::Quality quality : {render::Quality::Plain, render::Quality::Good}) {
      o.quality = quality;
      o.overlay = render::Overlay::None;
      o.skin_tone = 3;
      const auto light = middle(pixels_of((*view)->draw(s, camera, o, kWidth, kHeight)));
      o.skin_tone = 9;
      const auto dark = middle(pixels_of((*view)->draw(s, camera, o, kWidth, kHeight)));
      // skin is redder than blue; Monk 3 and 9 lie about 180 of 255 apart under full light
      CHECK(light[0] > light[2] + 10.0);
      CHECK(light[1] > dark[1] + 60.0);
      o.overlay = render::Overlay::TissuePressure;
      o.overlay_full = 1000.0f;
      const auto low = middle(pixels_of((*view)->draw(s, camera, o, kWidth, kHeight)));
      s.tissue_pressure_Pa.assign(s.tissue_pressure_Pa.size(), 1000.0f);
      const auto high = middle(pixels_of((*view)->draw(s, camera, o, kWidth, kHeight)));
      // cividis runs from dark blue to light yellow
      CHECK(high[0] > low[0] + 60.0);
      s.tissue_pressure_Pa.assign(s.tissue_pressure_Pa.size(), 0.0f);
    }
    CHECK(glGetError() == GL_NO_ERROR);
  }

  TEST_CASE("render: the overlay's colours are those of its scale") {
    const test::Context context;
    if (!context) return;
    auto view = render::PatientView::make(".");
    REQUIRE(view);
    sim::Snapshot s = resting_patient();
    const render::Camera camera;
    render::ViewOptions o;
    o.quality = render::Quality::Good;
    o.overlay = render::Overlay::TissuePressure;
    o.overlay_full = 1000.0f;
    const auto light_at = [&](double share) {
      s.tissue_pressure_Pa.assign(s.tissue_pressure_Pa.size(), static_cast<float>(1e3 * share));
      return middle_light(pixels_of((*view)->draw(s, camera, o, kWidth, kHeight)));
    };
    // what lies under the scale and the lamp are the same in every picture, so differences between
    // pictures are differences on the scale, all by one factor
    const Vec3 shown0 = light_at(0.0), scale0 = cividis_light(0.0);
    // up to where the screen begins to hold back what is very bright (light.glsl, 0.75)
    const Vec3 top = light_at(0.57) - shown0, top_scale = cividis_light(0.57) - scale0;
    const double factor = top.x / top_scale.x;
    CHECK(factor > 0.4);
    for (const double share : {0.11, 0.17, 0.3, 0.37, 0.5}) {
      CAPTURE(share);
      const Vec3 shown = light_at(share) - shown0, scale = cividis_light(share) - scale0;
      // a picture's byte is within half of one: 0.002 of light each, two of them
      CHECK(std::fabs(shown.x - factor * scale.x) < 0.004);
      CHECK(std::fabs(shown.y - factor * scale.y) < 0.004);
      CHECK(std::fabs(shown.z - factor * scale.z) < 0.004);
    }
  }

  TEST_CASE("render: a ray through the picture finds the skin it shows") {
    const test::Context context;
    if (!context) return;
    auto view = render::PatientView::make(".");
    REQUIRE(view);
    const sim::Snapshot s = resting_patient();
    const render::Camera camera;
    (*view)->draw(s, camera, {.quality = render::Quality::Plain}, kWidth, kHeight);
    const float aspect = static_cast<float>(kWidth) / kHeight;
    const Vec3 tip = s.breast->landmarks.nipple_tip_m;
    const render::V3 at{static_cast<float>(tip.x), static_cast<float>(tip.y),
                        static_cast<float>(tip.z)};
    const auto [x, y] = render::PatientView::project(camera, aspect, at);
    const auto pick = (*view)->pick(camera, x, y, aspect);
    REQUIRE(pick.has_value());
    // 3 mm: the smooth surface rounds the nipple's tip off
    CHECK(render::length(pick->position_m - at) < 0.003f);
    CHECK(pick->r_m < 0.0f);
    CHECK_FALSE((*view)->pick(camera, -0.98f, 0.98f, aspect).has_value());
  }
}
