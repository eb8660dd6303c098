#version 330 core
// skin.frag: lit skin of pigment and blood, areola and nipple by skin coordinates, overlays.
//   in   v_place_m     u, v: skin rolled flat round the nipple; r: along the skin from its base
//        v_load        contact Pa, tissue Pa, oedema;  v_sign: blanching, injury, both 0..1
//        v_more        fullness of the lobes below (chest: m beyond the breast); s of touch
//        v_look        redness, tight shine, oil, 0..1
//   uni  u_tone, u_areola      linear RGB;  u_darkness: 0 light skin .. 1 dark
//        u_overlay     render::Overlay by number;  u_overlay_full > 0: top of the scale
//        u_scale       cividis, linear, dark to light
//        u_keep        plane: breast beyond it is taken away;  u_glass: 1 clear skin over what lies below
//        u_landing     where a hand would land: place and radius, m
//   PLAIN, BARE   variants: render/shader.h
//   out  o_color       sRGB, alpha
in vec3 v_position_m;
in vec3 v_normal;
in vec3 v_place_m;
in vec3 v_load;
in vec2 v_sign;
in vec2 v_shade;
in vec2 v_more;
in vec3 v_look;
uniform vec3 u_tone, u_areola;
uniform float u_darkness, u_is_skin, u_areola_radius_m, u_nipple_radius_m, u_tightness, u_veins;
uniform float u_glass, u_from_m;
uniform int u_overlay, u_clock_rings, u_landing_count;
uniform float u_overlay_full;
uniform vec3 u_scale[10];
uniform vec4 u_keep;
uniform vec4 u_landing[12];
uniform sampler2D u_skin_detail, u_areola_detail, u_vein_map;
out vec4 o_color;
#include "common/light.glsl"

vec3 cividis(float t) {
  float at = clamp(t, 0.0, 1.0) * 9.0;
  int k = min(int(at), 8);
  return mix(u_scale[k], u_scale[k + 1], at - float(k));
}

float overlay_value() {
  return u_overlay == 1 ? v_load.x : u_overlay == 2 ? v_load.y : u_overlay == 3 ? v_load.z
       : u_overlay == 4 ? v_more.x : v_more.y;
}

float line(float value, float spacing, float width_px) {
  float x = value / spacing;
  float away = abs(fract(x + 0.5) - 0.5) / max(fwidth(x), 1e-5);
  return 1.0 - smoothstep(width_px - 0.5, width_px + 0.5, away);
}

void main() {
#ifndef BARE
  if (v_shade.y < 0.75 && dot(v_position_m, u_keep.xyz) > u_keep.w) discard;
  if (v_shade.y > 0.999 && v_more.x < u_from_m) discard;
#endif
  float r = v_place_m.z;
  float sky = v_shade.x, own = 1.0 - v_shade.y;   // own: what the tissue does shows
  vec2 flat_m = v_place_m.xy;
  vec3 normal = normalize(v_normal);
  vec3 to_eye = normalize(u_eye_m - v_position_m);

  // fine relief and mottling; tight skin loses relief, and shines
  float tight = clamp(max(u_tightness, v_look.y) * own, 0.0, 1.0);
#ifdef PLAIN
  vec4 skin_detail = vec4(0.5);
#else
  vec4 skin_detail = texture(u_skin_detail, flat_m / 0.024);
#endif
  vec4 broad = texture(u_skin_detail, flat_m / 0.170 + 0.37);
  vec4 areola_detail = texture(u_areola_detail, flat_m / 0.096 + 0.5);
  float edge_m = u_areola_radius_m + 0.0030 * (broad.b - 0.5) * 2.0;
  float areola = (1.0 - smoothstep(edge_m - 0.0022, edge_m + 0.0026, r)) * u_is_skin;
  float nipple = (1.0 - smoothstep(-0.0015, 0.0012, r)) * u_is_skin;
  vec2 tilt = (skin_detail.rg - 0.5) * 0.20 * (1.0 - areola) * (1.0 - 0.75 * tight);
  tilt += (areola_detail.rg - 0.5) * (0.70 - 0.35 * tight) * areola;
  // the nipple is furrowed into small lumps of about two millimetres, and dips at its tip
  vec2 lump = flat_m * 3300.0;
  vec2 bent = lump + 1.7 * sin(lump.yx * 0.61 + vec2(0.7, 2.1));
  float furrow = sin(bent.x) * sin(bent.y);
  tilt = mix(tilt, vec2(cos(bent.x) * sin(bent.y), sin(bent.x) * cos(bent.y)) * 0.26, 0.9 * nipple);
  vec3 du = dFdx(v_position_m) * dFdy(flat_m.y) - dFdy(v_position_m) * dFdx(flat_m.y);
  vec3 dv = dFdy(v_position_m) * dFdx(flat_m.x) - dFdx(v_position_m) * dFdy(flat_m.x);
  float area = dFdx(flat_m.x) * dFdy(flat_m.y) - dFdy(flat_m.x) * dFdx(flat_m.y);
  du = normalize(du * sign(area) + 1e-12);
  dv = normalize(dv * sign(area) + 1e-12);
  vec3 fine = normalize(normal + u_is_skin * (du * tilt.x + dv * tilt.y));

  // pigment: tone, mottled; areola and nipple deeper
  vec3 skin = u_tone * (0.955 + 0.09 * broad.b) * (0.975 + 0.05 * skin_detail.b);
  vec3 disc = u_areola * mix(vec3(1.04, 0.93, 0.90), vec3(1.0), u_darkness);
  disc *= 0.86 + 0.28 * areola_detail.b;
  // deeper in its furrows and at its foot, a little rosier at its tip
  float foot = smoothstep(-0.0035, -0.0002, r);
  disc = mix(disc, disc * vec3(0.97, 0.88, 0.88) * (0.90 + 0.13 * furrow) * (1.0 - 0.20 * foot) * (0.78 + 0.22 * smoothstep(0.0002, 0.0016, length(flat_m))), nipple);
  vec3 pigment = mix(skin, disc, areola * 0.96);
  pigment = mix(u_tone, pigment, u_is_skin);

  // veins lie deeper than the pigment and show bluish, least on dark skin
#ifndef PLAIN
  float vein = texture(u_vein_map, flat_m / 0.30 + 0.5).r * (1.0 - areola) * u_is_skin;
  pigment *= mix(vec3(1.0), mix(vec3(0.80, 0.90, 0.96), vec3(0.88, 0.91, 0.95), u_darkness), vein * u_veins);
#endif

  // blood under the pigment: takes green and blue on light skin, deepens dark skin
  float blood = 0.16 + 0.16 * (broad.a - 0.5) + own * (0.22 * clamp(v_load.z, 0.0, 1.0) + 1.05 * v_look.x + 0.95 * v_sign.y);
  blood = max(blood * (1.0 - 0.95 * v_sign.x), 0.0) * u_is_skin;
  vec3 tint = mix(vec3(0.97, 0.70, 0.66), vec3(0.74, 0.58, 0.62), u_darkness);
  pigment *= pow(tint, vec3(min(blood, 1.6)));
  pigment *= 1.0 + v_sign.x * vec3(0.05, 0.09, 0.06);

  // lamp wraps round more in red, as light bleeds through skin
  float open = lamp_open(v_position_m, normal);
  float facing = dot(mix(normal, fine, 0.75), u_to_lamp);
  vec3 wrap = mix(vec3(0.20), mix(vec3(0.46, 0.26, 0.20), vec3(0.30, 0.20, 0.18), u_darkness), u_is_skin);
  vec3 lit = clamp((facing + wrap) / (1.0 + wrap), 0.0, 1.0);
  lit *= lit * 0.35 + 0.65;
  vec3 through = mix(vec3(open), vec3(mix(0.10, 1.0, open), open, open), 0.6);
  vec3 color = pigment * (k_lamp * lit * through * 0.86 + room(fine) * (0.25 + 0.75 * sky) * 0.92);
  color *= mix(vec3(0.80, 0.64, 0.58), vec3(1.0), sky);   // light that reaches folds has been through skin

  // surface oil: broad sheen, sharper when tight
  color += k_lamp * open * sky * (1.0 - 0.55 * nipple) *
           (gloss(fine, to_eye, mix(12.0, 26.0, tight), mix(0.13, 0.17, tight)) +
            gloss(fine, to_eye, mix(44.0, 90.0, tight), mix(0.025, 0.05, tight)));
  color += room(normal) * (0.10 - 0.09 * nipple) * pow(1.0 - max(dot(normal, to_eye), 0.0), 4.0) * sky;

#ifndef BARE
  // an oil film: smooth, wet highlights
  color += v_look.z * own * k_lamp * open * sky *
           (gloss(normalize(mix(normal, fine, 0.4)), to_eye, 26.0, 0.26) + gloss(normal, to_eye, 150.0, 0.16));

  // overlay: dark is low, so it reads in greyscale too; contour every 20 %
  if (u_overlay > 0) {
    float t = clamp(overlay_value() / u_overlay_full, 0.0, 1.0);
    float cover = u_overlay == 1 ? smoothstep(0.02, 0.10, t) : u_overlay == 5 ? smoothstep(0.01, 0.06, t) : 1.0;
    cover *= smoothstep(0.0, 0.8, own);
    vec3 scale = cividis(t) * (0.45 + 0.55 * dot(lit, vec3(0.3333)));
    float contour = line(t, 0.2, 0.8) * step(0.1, t);
    scale = mix(scale, t > 0.5 ? vec3(0.01, 0.02, 0.05) : vec3(0.85), 0.75 * contour);
    color = mix(color, scale, 0.88 * cover);
  }

  // clock face and rings every 20 mm
  if (u_clock_rings > 0 && r > 0.0 && r < 0.075) {
    float ring = line(r, 0.02, 0.7) * step(0.01, r);
    float angle = atan(flat_m.x, flat_m.y) * 6.0 / 3.14159265;
    float tick = line(angle, 1.0, 0.7) * step(0.02, r);
    color = mix(color, vec3(0.01, 0.08, 0.07), 0.42 * max(ring, tick));
  }

  // where the hand would land
  for (int k = 0; k < u_landing_count; ++k) {
    float away_m = distance(v_position_m, u_landing[k].xyz);
    float radius_m = u_landing[k].w;
    float soft = 1.0 - smoothstep(0.0, radius_m, away_m);
    float ring = 1.0 - smoothstep(0.0003, 0.0013, abs(away_m - radius_m));
    color = mix(color, vec3(0.02, 0.42, 0.36), 0.16 * soft);
    color = mix(color, vec3(0.85, 0.97, 0.94), 0.70 * ring);
  }
#endif
  float alpha = 1.0;
#ifndef BARE
  if (u_glass > 0.0) {
    // clear skin: seen at its edges, the areola a little
    float edge = pow(1.0 - abs(dot(normal, to_eye)), 2.2);
    alpha = mix(0.13 + 0.20 * areola, 0.80, edge);
    alpha = mix(alpha, 1.0, smoothstep(0.10, 0.95, v_shade.y));
  }
#endif
  o_color = vec4(to_screen(color), alpha);
}
