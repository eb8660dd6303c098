#version 330 core
// cloth.frag: a soft cotton drape.
//   uni  u_cotton      linear RGB
//   out  o_color       sRGB, alpha 1
in vec3 v_position_m;
in vec3 v_normal;
in vec2 v_flat_m;
in float v_shade;
out vec4 o_color;
#include "common/light.glsl"
uniform sampler2D u_skin_detail;   // its relief serves as weave

uniform vec3 u_cotton;

void main() {
  vec3 normal = normalize(v_normal);
  vec3 to_eye = normalize(u_eye_m - v_position_m);
#ifdef PLAIN
  float weave = 0.0, fluff = 0.0;
#else
  vec4 thread = texture(u_skin_detail, v_flat_m / 0.011);
  float weave = thread.b - 0.5;
  float fluff = texture(u_skin_detail, v_flat_m / 0.060).b - 0.5;
  normal = normalize(normal + vec3((thread.rg - 0.5) * 0.55, 0.0));
#endif
  float open = lamp_open(v_position_m, normal);
  float lit = clamp((dot(normal, u_to_lamp) + 0.30) / 1.30, 0.0, 1.0);
  vec3 color = u_cotton * (0.97 + 0.07 * fluff + 0.05 * weave) *
               (k_lamp * lit * mix(0.38, 1.0, open) * 0.80 + room(normal) * 0.80 * v_shade);
  color *= v_shade;
  // threads at grazing light
  color += u_cotton * 0.12 * pow(1.0 - max(dot(normal, to_eye), 0.0), 2.5) * v_shade;
  o_color = vec4(to_screen(color), 1.0);
}
