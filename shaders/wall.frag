#version 330 core
// wall.frag: the breast muscle under its thin fascia; toward the edge of what is opened, the fat that
// the skin lies on.
//   in   v_beyond_m    as in wall.vert
//   uni  u_side        +1 left breast, -1 right: fibres run together toward the armpit of that side
//   out  o_color       sRGB, alpha 1
in vec3 v_position_m;
in vec3 v_normal;
in float v_sky, v_beyond_m;
uniform float u_side;
out vec4 o_color;
#include "common/light.glsl"
#include "common/noise.glsl"

const vec2 k_armpit_m = vec2(0.150, 0.115);
const vec3 k_muscle = vec3(0.300, 0.098, 0.072), k_fascia = vec3(0.520, 0.330, 0.265), k_fat = vec3(0.760, 0.560, 0.270);

void main() {
  vec3 normal = normalize(v_normal);
  vec3 to_eye = normalize(u_eye_m - v_position_m);
  // bundles: across the fan by angle, along it by distance
  vec2 from = vec2(u_side * v_position_m.x, v_position_m.y) - k_armpit_m;
  float along_m = length(from), across = atan(from.y, from.x) * 34.0;
  float bundle = noise(vec3(across, along_m * 14.0, 1.0));
  float fibre = noise(vec3(across * 6.0, along_m * 40.0, 7.0));
  float seam = smoothstep(0.62, 0.80, noise(vec3(across * 1.3 + 9.0, along_m * 6.0, 3.0)));
  vec3 color = k_muscle * (0.72 + 0.40 * bundle + 0.22 * fibre);
  color = mix(color, k_fascia, 0.42 * seam + 0.10);
  // lobules of fat, more of it toward the rim
  float lobule = noise(v_position_m * 190.0);
  float fat = smoothstep(-0.020, -0.004, v_beyond_m + 0.006 * (noise(v_position_m * 70.0) - 0.5));
  color = mix(color, k_fat * (0.78 + 0.34 * lobule), fat);
  normal = normalize(normal + 0.22 * vec3(fibre - 0.5, bundle - 0.5, 0.0) * (1.0 - fat) + 0.30 * fat * (lobule - 0.5));
  float lit = clamp((dot(normal, u_to_lamp) + 0.35) / 1.35, 0.0, 1.0);
  color = color * (k_lamp * lit * mix(0.45, 1.0, lamp_open(v_position_m, normal)) * 0.80 + room(normal) * 0.75 * (0.35 + 0.65 * v_sky));
  color += k_lamp * gloss(normal, to_eye, 30.0, 0.10);
  o_color = vec4(to_screen(color), 1.0);
}
