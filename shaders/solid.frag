#version 330 core
// solid.frag: nitrile glove, soft creases at the joints, bare forearm beyond the rolled cuff.
//   in   v_rest_m      place on the resting hand, m;  v_crease: 1 at joints
//   out  o_color       sRGB, alpha 1
in vec3 v_position_m;
in vec3 v_normal;
in vec3 v_rest_m;
in float v_crease;
out vec4 o_color;
#include "common/light.glsl"
#ifndef PLAIN
#include "common/noise.glsl"
#endif

const vec3 k_glove = vec3(0.0437, 0.2232, 0.3515);   // #3B82A0
const vec3 k_arm = vec3(0.52, 0.33, 0.22);
const float k_cuff_m = -0.0985;

void main() {
  vec3 normal = normalize(v_normal);
  vec3 to_eye = normalize(u_eye_m - v_position_m);
  float glove = smoothstep(k_cuff_m - 0.0008, k_cuff_m + 0.0002, v_rest_m.y);

#ifdef PLAIN
  float grain = 0.0;
  float joint = v_crease * sin(v_rest_m.y * 3600.0);
  normal = normalize(normal + glove * vec3(0.0, 0.10, 0.05) * joint);
#else
  // wrinkles run across the fingers at joints, loose folds toward the cuff
  float joint = v_crease * sin(v_rest_m.y * 3600.0 + 2.0 * noise(v_rest_m * 240.0));
  float loose = smoothstep(-0.045, -0.090, v_rest_m.y) * (noise(v_rest_m * vec3(70.0, 260.0, 70.0)) - 0.5);
  float grain = noise(v_rest_m * 420.0) - 0.5;
  normal = normalize(normal + glove * (vec3(0.0, 0.10, 0.05) * joint + vec3(0.10, 0.34, 0.10) * loose + 0.05 * grain));
#endif

  float open = lamp_open(v_position_m, normal);
  float facing = dot(normal, u_to_lamp);
  float lit = clamp((facing + 0.22) / 1.22, 0.0, 1.0);
  vec3 base = mix(k_arm, k_glove * (0.96 + 0.10 * grain), glove);
  vec3 color = base * (k_lamp * lit * mix(0.15, 1.0, open) * 0.92 + room(normal) * 0.86);
  color *= 1.0 - 0.10 * v_crease * glove;

  // thin rubber: broad sheen and a pale edge
  color += k_lamp * open * gloss(normal, to_eye, 22.0, 0.20 * glove + 0.06);
  color += mix(vec3(0.10), vec3(0.10, 0.17, 0.20), glove) * pow(1.0 - max(dot(normal, to_eye), 0.0), 3.0);
  o_color = vec4(to_screen(color), 1.0);
}
