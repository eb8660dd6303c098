#version 330 core
// skin_plain.vert: the breast's skin lit at its vertices, for machines that draw by the processor.
layout(location = 0) in vec3 a_position_m;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec3 a_place_m;       // u, v (rolled flat), r
layout(location = 3) in vec3 a_load;          // contact Pa, tissue Pa, oedema
layout(location = 4) in vec2 a_sign;          // blanching, injury
layout(location = 5) in vec2 a_shade;         // open sky; 1 on the chest beyond the breast
layout(location = 6) in vec2 a_more;          // fullness of the lobes below, s of touch
layout(location = 7) in vec3 a_look;          // redness, tight shine, oil, 0..1
uniform mat4 u_clip_from_patient;
uniform float u_darkness, u_is_skin, u_tightness;
out vec3 v_position_m;
out vec3 v_place_m;
out vec3 v_light, v_gloss;
out vec3 v_load;
out vec2 v_shade, v_more;
out float v_edge;
#ifndef PLAIN
#define PLAIN
#endif
#include "common/light.glsl"
#include "common/sheen.glsl"
#include "common/blood.glsl"

void main() {
  float sky = a_shade.x, own = 1.0 - a_shade.y;
  vec3 normal = normalize(a_normal), to_eye = normalize(u_eye_m - a_position_m);
  float tight = clamp(max(u_tightness, a_look.y) * own, 0.0, 1.0);
  float nipple = (1.0 - smoothstep(-0.0015, 0.0012, a_place_m.z)) * u_is_skin;

  // light as in skin.frag, without shadow
  vec3 wrap = mix(vec3(0.20), mix(vec3(0.46, 0.26, 0.20), vec3(0.30, 0.20, 0.18), u_darkness), u_is_skin);
  vec3 lit = clamp((dot(normal, u_to_lamp) + wrap) / (1.0 + wrap), 0.0, 1.0);
  lit *= lit * 0.35 + 0.65;
  v_light = k_lamp * lit * 0.86 + skin_room(normal, u_is_skin) * (0.25 + 0.75 * sky) * 0.92;
  v_light *= mix(vec3(0.80, 0.64, 0.58), vec3(1.0), sky);

  // blood beyond what the skin has at rest, which is in its painted picture
  const float k_rest = 0.16;
  float blood = k_rest + own * more_blood(a_load.z, a_look.x, a_sign.y);
  blood = min(max(blood * (1.0 - 0.95 * a_sign.x), 0.0), k_most_blood) - k_rest;
  v_light *= pow(blood_tint(u_darkness), vec3(blood * u_is_skin)) * (1.0 + a_sign.x * vec3(0.05, 0.09, 0.06));

  // sheen of the skin, of tight skin, of an oil film
  v_gloss = skin_sheen(normal, normal, to_eye, tight, nipple, sky);
  v_gloss += a_look.z * own * k_lamp * sky * (gloss(normal, to_eye, 26.0, 0.26) + gloss(normal, to_eye, 90.0, 0.16));

  v_edge = pow(1.0 - abs(dot(normal, to_eye)), 2.2);
  v_position_m = a_position_m;
  v_place_m = a_place_m;
  v_load = a_load;
  v_shade = a_shade;
  v_more = a_more;
  gl_Position = u_clip_from_patient * vec4(a_position_m, 1.0);
}
