#pragma once
#include <array>

#include "base/vec.h"

// Colours that more than one folder shows. All are sRGB, a byte a channel.
namespace lac {

using Rgb = std::array<unsigned char, 3>;

/// cividis (10.1371/journal.pone.0199239) at ten even stops, dark to light: the scale of every
/// overlay, and of its legend.
inline constexpr std::array<Rgb, 10> kCividis{{{0, 34, 78},
                                               {18, 53, 112},
                                               {59, 73, 108},
                                               {87, 93, 109},
                                               {112, 113, 115},
                                               {138, 134, 120},
                                               {165, 156, 116},
                                               {195, 179, 105},
                                               {225, 204, 85},
                                               {254, 232, 56}}};
/// The scale at `share` (0..1; beyond: its end), as a colour and as light (red, green, blue).
/// Between two stops light is mixed, as the picture's shader mixes it; lightness rises all the way.
Rgb cividis(double share);
Vec3 cividis_light(double share);

/// Monk skin tones 1 to 10.
inline constexpr std::array<Rgb, 10> kMonkTones{{{0xf6, 0xed, 0xe4},
                                                 {0xf3, 0xe7, 0xdb},
                                                 {0xf7, 0xea, 0xd0},
                                                 {0xea, 0xda, 0xba},
                                                 {0xd7, 0xbd, 0x96},
                                                 {0xa0, 0x7e, 0x56},
                                                 {0x82, 0x5c, 0x43},
                                                 {0x60, 0x41, 0x34},
                                                 {0x3a, 0x31, 0x2a},
                                                 {0x29, 0x24, 0x20}}};

/// Light of one channel, 0..1, and back (IEC 61966-2-1).
double linear_from_srgb(unsigned char byte);
unsigned char srgb_from_linear(double light);

}  // namespace lac
