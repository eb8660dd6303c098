#include <doctest/doctest.h>
#include <stb/stb_image.h>
#include <stb/stb_image_write.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <regex>

#include "render/patient_view.h"
#include "tests/render/context.h"
#include "tests/render/scenes.h"

using namespace lac;

namespace {

constexpr int kWidth = 210, kHeight = 144;
const std::filesystem::path kFolder = "tests/data/golden";

std::string asked(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void write_png(const std::filesystem::path& file, const std::vector<unsigned char>& rgba, int width,
               int height) {
  std::filesystem::create_directories(file.parent_path());
  std::vector<unsigned char> rgb;
  for (std::size_t k = 0; k < rgba.size(); k += 4)
    rgb.insert(rgb.end(), {rgba[k], rgba[k + 1], rgba[k + 2]});
  stbi_flip_vertically_on_write(1);
  REQUIRE(stbi_write_png(file.c_str(), width, height, 3, rgb.data(), 3 * width) != 0);
}

// Mean difference of bytes over 4 x 4 blocks, the largest block and the mean of all: single pixels
// at edges may differ between drivers, a hand or an overlay may not.
struct Difference {
  double worst = 0.0, mean = 0.0;
};
Difference compare(const std::vector<unsigned char>& rgba, const unsigned char* golden) {
  constexpr int kBlock = 6;
  Difference d;
  int blocks = 0;
  for (int y = 0; y + kBlock <= kHeight; y += kBlock)
    for (int x = 0; x + kBlock <= kWidth; x += kBlock) {
      double sum = 0.0;
      for (int j = 0; j < kBlock; ++j)
        for (int i = 0; i < kBlock; ++i)
          for (int c = 0; c < 3; ++c) {
            const std::size_t mine =
                (static_cast<std::size_t>(kHeight - 1 - y - j) * kWidth + x + i) * 4 + c;
            const std::size_t its = (static_cast<std::size_t>(y + j) * kWidth + x + i) * 3 + c;
            sum += std::abs(static_cast<int>(rgba[mine]) - static_cast<int>(golden[its]));
          }
      sum /= 3.0 * kBlock * kBlock;
      d.worst = std::max(d.worst, sum);
      d.mean += sum;
      ++blocks;
    }
  d.mean /= blocks;
  return d;
}

}  // namespace

// LAC_GOLDEN=write makes the reference pictures again (tools/make_golden). LAC_PICTURES=FOLDER
// writes every scene there instead, at LAC_PICTURE_SIZE (WxH), only those matching
// LAC_PICTURE_ONLY.
TEST_SUITE("gpu") {
  TEST_CASE("render: scenes look as their reference pictures") {
    const test::Context context;
    if (!context) return;
    auto view = render::PatientView::make(".");
    REQUIRE(view);
    test::Stage stage;
    const bool write = asked("LAC_GOLDEN") == "write";
    const std::string folder = asked("LAC_PICTURES"), only = asked("LAC_PICTURE_ONLY");
    int width = kWidth, height = kHeight;
    if (const std::string size = asked("LAC_PICTURE_SIZE"); !folder.empty() && !size.empty())
      REQUIRE(std::sscanf(size.c_str(), "%dx%d", &width, &height) == 2);
    for (const test::Scene& scene : test::scenes()) {
      if (folder.empty() && !scene.golden) continue;
      if (!only.empty() && !std::regex_search(scene.name, std::regex(only))) continue;
      const auto snapshot = scene.play(stage);
      const auto pixels = test::pixels_of(
          (*view)->draw(*snapshot, scene.camera, scene.options, width, height), width, height);
      INFO(scene.name);
      CHECK(glGetError() == GL_NO_ERROR);
      const std::filesystem::path golden = kFolder / (scene.name + ".png");
      if (!folder.empty()) {
        write_png(std::filesystem::path(folder) / (scene.name + ".png"), pixels, width, height);
        continue;
      }
      if (write) {
        write_png(golden, pixels, kWidth, kHeight);
        continue;
      }
      int w = 0, h = 0, channels = 0;
      unsigned char* const reference = stbi_load(golden.c_str(), &w, &h, &channels, 3);
      REQUIRE(reference != nullptr);
      REQUIRE(w == kWidth);
      REQUIRE(h == kHeight);
      const Difference d = compare(pixels, reference);
      stbi_image_free(reference);
      // another rasteriser moves edges by a pixel: a sixth of a block at full contrast is about 40
      CHECK(d.worst < 40.0);
      CHECK(d.mean < 2.5);
    }
  }
}
