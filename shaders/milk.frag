#version 330 core
// milk.frag: warm white milk; the cup's wall shows at its edges.
//   out  o_color       sRGB, alpha 0..1
in vec3 v_position_m;
in vec3 v_normal;
in float v_alpha;
in float v_kind;
out vec4 o_color;
#include "common/light.glsl"

void main() {
  vec3 normal = normalize(v_normal);
  vec3 to_eye = normalize(u_eye_m - v_position_m);
  if (dot(normal, to_eye) < 0.0) normal = -normal;
  float lit = clamp((dot(normal, u_to_lamp) + 0.6) / 1.6, 0.0, 1.0);
  float edge = pow(1.0 - max(dot(normal, to_eye), 0.0), 2.0);
  vec3 milk = vec3(0.93, 0.90, 0.83) * (0.62 * lit + 0.38) + gloss(normal, to_eye, 60.0, 0.5);
  vec3 plastic = vec3(0.80, 0.86, 0.88) * (0.5 + 0.5 * lit) + gloss(normal, to_eye, 60.0, 0.6);
  float alpha = mix(v_alpha, clamp(v_alpha * (0.45 + 2.0 * edge), 0.0, 1.0), v_kind);
  o_color = vec4(to_screen(mix(milk, plastic, v_kind)), alpha);
}
