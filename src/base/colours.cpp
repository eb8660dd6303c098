#include "base/colours.h"

#include <algorithm>

#include "base/math.h"

namespace lac {

double linear_from_srgb(unsigned char byte) {
  const double c = byte / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

unsigned char srgb_from_linear(double light) {
  const double x = clamp(light, 0.0, 1.0);
  const double c = x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1.0 / 2.4) - 0.055;
  return static_cast<unsigned char>(255.0 * c + 0.5);
}

Vec3 cividis_light(double share) {
  static const auto kStops = [] {
    std::array<Vec3, kCividis.size()> stops;
    for (std::size_t k = 0; k < stops.size(); ++k)
      stops[k] = {linear_from_srgb(kCividis[k][0]), linear_from_srgb(kCividis[k][1]),
                  linear_from_srgb(kCividis[k][2])};
    return stops;
  }();
  constexpr auto kLast = kCividis.size() - 1;
  const double at = clamp(share, 0.0, 1.0) * static_cast<double>(kLast);
  const auto low = std::min(static_cast<std::size_t>(at), kLast - 1);
  return kStops[low] + (at - static_cast<double>(low)) * (kStops[low + 1] - kStops[low]);
}

Rgb cividis(double share) {
  const Vec3 light = cividis_light(share);
  return {srgb_from_linear(light.x), srgb_from_linear(light.y), srgb_from_linear(light.z)};
}

}  // namespace lac
