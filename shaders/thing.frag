#version 330 core
// thing.frag: smooth lit things, opaque or clear; bright bands run along tubes that carry a flow.
//   uni  u_time_s      simulated time
//   uni  u_keep        plane: what lies beyond it is taken away; w large: nothing
//   out  o_color       sRGB, alpha 0..1
in vec3 v_position_m;
in vec3 v_normal;
in vec3 v_color;
in vec3 v_look;
in vec2 v_run;
uniform float u_time_s;
uniform vec4 u_keep;
out vec4 o_color;
#include "common/light.glsl"

void main() {
  if (dot(v_position_m, u_keep.xyz) > u_keep.w) discard;
  vec3 normal = normalize(v_normal);
  vec3 to_eye = normalize(u_eye_m - v_position_m);
  if (dot(normal, to_eye) < 0.0) normal = -normal;
  float lit = clamp((dot(normal, u_to_lamp) + 0.45) / 1.45, 0.0, 1.0);
  float edge = pow(1.0 - max(dot(normal, to_eye), 0.0), 2.0);
  float wet = smoothstep(0.6, 1.0, v_look.y);
  vec3 color = v_color;
  if (v_run.y > 0.0) {
    float wave = 0.5 + 0.5 * sin(6.2831853 * (v_run.x - u_time_s * v_run.y * 1.0) / 0.011);
    color *= mix(0.72, 1.12, wave * wave);
  }
  color = color * (k_lamp * lit * 0.82 + room(normal) * 0.62) + gloss(normal, to_eye, mix(48.0, 160.0, wet), v_look.y);
  // a wet or polished face mirrors the room where it turns away
  color += wet * room(reflect(-to_eye, normal)) * (0.04 + 0.42 * edge * edge);
  color *= mix(1.0, 0.80, edge * (1.0 - v_look.z) * (1.0 - wet));
  float alpha = mix(v_look.x, clamp(v_look.x * (0.45 + 2.2 * edge), 0.0, 1.0), v_look.z);
  o_color = vec4(to_screen(color), alpha);
}
