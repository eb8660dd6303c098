#include <fmt/format.h>
#include <stb/stb_image.h>

#include <algorithm>

#include "base/file.h"
#include "scenario/reader.h"
#include "scenario/scenario.h"
#include "scenario/shelf.h"

namespace lac::scenario {
namespace {

constexpr int kChannels = 4;
constexpr std::size_t kBytesPerMB = std::size_t{1} << 20;

}  // namespace

Expected<Pixels> read_picture(const std::filesystem::path& folder, const std::string& name) {
  if (!is_picture_name(name))
    return problem(fmt::format("\"{}\" is not a picture's name such as \"bedside.png\"", name));
  const std::filesystem::path file = (folder.empty() ? "." : folder) / name;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    return problem(fmt::format("no picture \"{}\" beside this case", name));
  if (!stands_inside(folder.empty() ? "." : folder, file))
    return problem(
        fmt::format("\"{}\" leads out of the case's folder; put the picture itself "
                    "there",
                    name));
  if (std::filesystem::file_size(file, error) > kMostPictureBytes || error)
    return problem(fmt::format("\"{}\" has more than {} MB, the most we read; save it smaller",
                               name, kMostPictureBytes / kBytesPerMB));
  const Expected<std::string> bytes = read_file(file, kMostPictureBytes);
  if (!bytes) return bytes.problems();

  // its size is known before memory is taken for it
  const auto* data = reinterpret_cast<const stbi_uc*>(bytes->data());
  const int size = static_cast<int>(bytes->size());
  int width = 0, height = 0, channels = 0;
  if (stbi_info_from_memory(data, size, &width, &height, &channels) == 0)
    return problem(fmt::format("\"{}\" is not a PNG or JPEG that can be read", name));
  if (width > kMostPictureSide || height > kMostPictureSide)
    return problem(fmt::format("\"{}\" is {} by {} pixels; {} a side is the most", name, width,
                               height, kMostPictureSide));
  stbi_uc* pixels = stbi_load_from_memory(data, size, &width, &height, &channels, kChannels);
  if (pixels == nullptr)
    return problem(fmt::format("\"{}\" is not a PNG or JPEG that can be read", name));
  Pixels out{.width = width, .height = height};
  out.rgba.assign(pixels, pixels + std::size_t{kChannels} * static_cast<std::size_t>(width) *
                                       static_cast<std::size_t>(height));
  stbi_image_free(pixels);
  return out;
}

}  // namespace lac::scenario
