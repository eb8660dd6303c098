#version 330 core
// skin.frag: lit skin of pigment and blood, areola and nipple by skin coordinates, overlays.
//   in   v_place_m     u, v: skin rolled flat round the nipple; r: along the skin from its base
//        v_sign: blanching, injury, both 0..1;  v_shade: open sky; 1 on the chest beyond the breast
//        v_more.x      on the chest: m beyond the breast
//        v_look        redness, tight shine, oil, 0..1
//   uni  u_keep        plane: breast beyond it is taken away;  u_glass: 1 clear skin over what lies below
//   PLAIN         variant: render/shader.h; in it only the chest and clear skin are drawn by this
//   out  o_color       sRGB, alpha
in vec3 v_position_m;
in vec3 v_normal;
in vec3 v_place_m;
in vec2 v_sign;
in vec2 v_shade;
in vec3 v_look;
uniform float u_tightness;
uniform float u_glass, u_from_m;
uniform vec4 u_keep;
out vec4 o_color;
#include "common/light.glsl"
#include "common/sheen.glsl"
#include "common/pigment.glsl"
#include "common/marks.glsl"

void main() {
  if (v_shade.y < 0.75 && dot(v_position_m, u_keep.xyz) > u_keep.w) discard;
  if (v_shade.y > 0.999 && v_more.x < u_from_m) discard;
  float r = v_place_m.z;
  float sky = v_shade.x, own = 1.0 - v_shade.y;   // own: what the tissue does shows
  vec2 flat_m = v_place_m.xy;
  vec3 normal = normalize(v_normal);
  vec3 to_eye = normalize(u_eye_m - v_position_m);

  // fine relief and mottling; tight skin loses relief, and shines
  float tight = clamp(max(u_tightness, v_look.y) * own, 0.0, 1.0);
  Skin s = skin_at(flat_m, r, tight);
  vec3 du = dFdx(v_position_m) * dFdy(flat_m.y) - dFdy(v_position_m) * dFdx(flat_m.y);
  vec3 dv = dFdy(v_position_m) * dFdx(flat_m.x) - dFdx(v_position_m) * dFdy(flat_m.x);
  float area = dFdx(flat_m.x) * dFdy(flat_m.y) - dFdy(flat_m.x) * dFdx(flat_m.y);
  du = normalize(du * sign(area) + 1e-12);
  dv = normalize(dv * sign(area) + 1e-12);
  vec3 fine = normalize(normal + u_is_skin * (du * s.tilt.x + dv * s.tilt.y));
  vec3 pigment = s.pigment;
  float nipple = s.nipple;

  // blood under the pigment: takes green and blue on light skin, deepens dark skin
  float blood = s.blood + own * more_blood(v_load.z, v_look.x, v_sign.y);
  blood = max(blood * (1.0 - 0.95 * v_sign.x), 0.0) * u_is_skin;
  pigment *= pow(blood_tint(u_darkness), vec3(min(blood, k_most_blood)));
  pigment *= 1.0 + v_sign.x * vec3(0.05, 0.09, 0.06);

  // lamp wraps round more in red, as light bleeds through skin
  float open = lamp_open(v_position_m, normal);
  float facing = dot(mix(normal, fine, 0.75), u_to_lamp);
  vec3 wrap = mix(vec3(0.20), mix(vec3(0.46, 0.26, 0.20), vec3(0.30, 0.20, 0.18), u_darkness), u_is_skin);
  vec3 lit = clamp((facing + wrap) / (1.0 + wrap), 0.0, 1.0);
  lit *= lit * 0.35 + 0.65;
  vec3 through = mix(vec3(open), vec3(mix(0.10, 1.0, open), open, open), 0.6);
  vec3 color = pigment * (k_lamp * lit * through * 0.86 + skin_room(fine, u_is_skin) * (0.25 + 0.75 * sky) * 0.92);
  color *= mix(vec3(0.80, 0.64, 0.58), vec3(1.0), sky);   // light that reaches folds has been through skin

  // surface oil: broad sheen, sharper when tight
  color += skin_sheen(normal, fine, to_eye, tight, nipple, sky) * mix(0.25, 1.0, open);

  // an oil film: smooth, wet highlights
  color += v_look.z * own * k_lamp * open * sky *
           (gloss(normalize(mix(normal, fine, 0.4)), to_eye, 26.0, 0.26) + gloss(normal, to_eye, 150.0, 0.16));

  color = marked(color, dot(lit, vec3(0.3333)), own, v_position_m, flat_m, r);
  float alpha = 1.0;
  if (u_glass > 0.0) {
    // clear skin: seen at its edges, the areola a little
    float edge = pow(1.0 - abs(dot(normal, to_eye)), 2.2);
    alpha = mix(0.13 + 0.20 * s.areola, 0.80, edge);
    alpha = mix(alpha, 1.0, smoothstep(0.10, 0.95, v_shade.y));
  }
  o_color = vec4(to_screen(color), alpha);
}
