#version 330 core
// solid.frag: a hand. Gloved: matte nitrile, soft creases at the joints, bare forearm beyond the rolled
// cuff. Bare: the parent's own skin, with nails.
//   in   v_rest_m      place on the resting hand, m;  v_kind: crease at joints, nail, 1 bare
//   uni  u_arm, u_parent       linear RGB of the clinician's arm and of the parent's skin
//        u_work_m, u_window_m       place worked on; hands before it are clear within this distance of it
//        u_ghost       0: a hand; 1: a demonstration's, pale and see-through;  u_opacity 0..1
//   out  o_color       sRGB, alpha
in vec3 v_position_m;
in vec3 v_normal;
in vec3 v_rest_m;
in vec3 v_kind;
uniform vec3 u_arm, u_parent, u_work_m;
uniform float u_ghost, u_opacity, u_window_m;
out vec4 o_color;
#include "common/light.glsl"
#ifndef PLAIN
#include "common/noise.glsl"
#endif

const vec3 k_glove = vec3(0.0437, 0.2232, 0.3515);   // #3B82A0
const float k_cuff_m = -0.0985, k_arm_end_m = -0.560;   // glove.cpp draws the arm out so far

void main() {
  vec3 normal = normalize(v_normal);
  vec3 to_eye = normalize(u_eye_m - v_position_m);
  float crease = v_kind.x, bare = v_kind.z, nail = v_kind.y * bare;
  float glove = smoothstep(k_cuff_m - 0.0008, k_cuff_m + 0.0002, v_rest_m.y) * (1.0 - bare);

  // wrinkles run across the fingers at joints, loose folds of the glove toward the cuff
#ifdef PLAIN
  float grain = 0.0;
  float joint = crease * sin(v_rest_m.y * 3600.0);
  normal = normalize(normal + vec3(0.0, 0.08, 0.04) * joint * (1.0 - nail));
#else
  float joint = crease * sin(v_rest_m.y * 3000.0 + 2.5 * noise(v_rest_m * 240.0));
  float loose = smoothstep(-0.040, -0.092, v_rest_m.y) * (noise(v_rest_m * vec3(70.0, 230.0, 70.0)) - 0.5);
  float grain = noise(v_rest_m * 420.0) - 0.5;
  float pull = noise(v_rest_m * vec3(95.0, 60.0, 95.0)) - 0.5;
  normal = normalize(normal + vec3(0.0, 0.09, 0.045) * joint * (1.0 - nail) +
                     glove * (vec3(0.10, 0.36, 0.10) * loose + vec3(0.07, 0.04, 0.07) * pull) + 0.035 * grain);
#endif

  float open = lamp_open(v_position_m, normal);
  float facing = dot(normal, u_to_lamp);
  vec3 wrap = mix(vec3(0.42, 0.28, 0.22), vec3(0.25), glove);
  vec3 lit = clamp((facing + wrap) / (1.0 + wrap), 0.0, 1.0);
  vec3 skin = mix(u_arm, u_parent, bare);
  skin = mix(skin, skin * vec3(1.10, 1.02, 1.0) + vec3(0.03, 0.012, 0.012), nail);
  skin *= 1.0 - 0.16 * crease * (1.0 - nail);
  vec3 base = mix(skin, k_glove * (0.97 + 0.08 * grain), glove);
  vec3 color = base * (k_lamp * lit * mix(0.15, 1.0, open) * 0.90 + room(normal) * 0.86);
  color *= 1.0 - 0.10 * crease * glove;

  // thin rubber: broad matte sheen and a pale edge; skin and nails by their own oil
  color += k_lamp * open * gloss(normal, to_eye, 14.0, 0.16 * glove + 0.07);
  color += k_lamp * open * gloss(normal, to_eye, 70.0, 0.10 * nail);
  color += mix(vec3(0.06), vec3(0.07, 0.12, 0.145), glove) * pow(1.0 - max(dot(normal, to_eye), 0.0), 3.0);
  float alpha = u_opacity;
  if (u_window_m > 0.0) {
    // distance from the line of sight to the place, and how far before it
    vec3 sight = normalize(u_work_m - u_eye_m), off = v_position_m - u_work_m;
    float before = -dot(off, sight);
    float aside = length(off + sight * before);
    float clear = (1.0 - smoothstep(0.35 * u_window_m, u_window_m, aside)) * smoothstep(0.010, 0.028, before);
    alpha *= 1.0 - 0.72 * clear;
  }
  if (u_ghost > 0.0) {
    // a ghost: its outline tells more than its inside
    float edge = pow(1.0 - max(dot(normal, to_eye), 0.0), 1.6);
    color = mix(vec3(0.55, 0.85, 0.80) * (0.45 + 0.55 * lit), vec3(0.90, 1.0, 0.98), edge);
    alpha = mix(0.26, 0.80, edge);
  }
  // an arm ends softly, and does not stand before the eye
  float arm = 1.0 - smoothstep(-0.160, -0.110, v_rest_m.y);
  alpha *= smoothstep(k_arm_end_m, k_arm_end_m + 0.10, v_rest_m.y) *
           mix(1.0, smoothstep(0.06, 0.16, length(u_eye_m - v_position_m)), arm);
  if (alpha <= 0.004) discard;
  o_color = vec4(to_screen(color), alpha);
}
