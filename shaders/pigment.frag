#version 330 core
// pigment.frag: skin before light, drawn once into a picture that plain skin is painted with.
//   in   v_flat_m      skin rolled flat round the nipple
//   uni  u_nipple_length_m, u_to_lamp: its relief is shaded as this light would, breast facing the eye
//   out  o_color       square root of linear RGB; areola
in vec2 v_flat_m;
uniform float u_nipple_length_m;
uniform vec3 u_to_lamp;
out vec4 o_color;
#include "common/pigment.glsl"

void main() {
  // the way back from flat coordinates: SkinSurface rolls the nipple's height toward its tip
  float away_m = length(v_flat_m);
  float r = away_m > u_nipple_radius_m ? away_m - u_nipple_radius_m
                                       : (away_m / u_nipple_radius_m - 1.0) * 1.3 * u_nipple_length_m;
  Skin s = skin_at(v_flat_m, r, 0.3);
  vec3 color = s.pigment * pow(blood_tint(u_darkness), vec3(s.blood * u_is_skin));
  color *= clamp(1.0 + 0.8 * dot(s.tilt, u_to_lamp.xy), 0.5, 1.5);
  o_color = vec4(sqrt(color), s.areola);
}
