// pigment.glsl: what skin is made of at a place, before light: pigment, veins, blood at rest, relief.
//   uni  u_tone, u_areola      linear RGB;  u_darkness: 0 light skin .. 1 dark
//        u_is_skin             0: a balloon;  u_areola_radius_m, u_nipple_radius_m;  u_veins 0..1
#include "common/blood.glsl"
uniform vec3 u_tone, u_areola;
uniform float u_darkness, u_is_skin, u_areola_radius_m, u_nipple_radius_m, u_veins;
uniform sampler2D u_skin_detail, u_areola_detail, u_vein_map;

// One of the Montgomery glands round the nipple: away from its middle in x and y, its height 0..1 in z.
vec3 gland_at(vec2 flat_m) {
  const float k_glands = 11.0;
  float turn = (atan(flat_m.x, flat_m.y) / 6.28318530718 + 0.5) * k_glands;
  vec2 chance = fract(sin(vec2(floor(turn) + 1.0) * vec2(12.9898, 78.233)) * 43758.5453);
  float angle = (floor(turn) + 0.3 + 0.4 * chance.x) / k_glands * 6.28318530718 - 3.14159265359;
  float far_m = mix(u_nipple_radius_m + 0.0035, u_areola_radius_m, 0.30 + 0.55 * chance.y);
  float radius_m = 0.0011 + 0.0007 * chance.x;
  vec2 away = (flat_m - far_m * vec2(sin(angle), cos(angle))) / radius_m;
  return vec3(away, 1.0 - smoothstep(0.1, 1.0, length(away)));
}

struct Skin {
  vec3 pigment;
  vec2 tilt;             // fine relief along u and v
  float areola, nipple;  // 0..1
  float blood;           // at rest, mottled
};

// flat_m: skin rolled flat round the nipple; r: along the skin from the nipple's base; tight: 0..1
Skin skin_at(vec2 flat_m, float r, float tight) {
  Skin s;
#ifdef PLAIN
  vec4 skin_detail = vec4(0.5);
#else
  vec4 skin_detail = texture(u_skin_detail, flat_m / 0.024);
#endif
  vec4 broad = texture(u_skin_detail, flat_m / 0.170 + 0.37);
  vec4 areola_detail = texture(u_areola_detail, flat_m / 0.096 + 0.5);
  float edge_m = u_areola_radius_m + 0.0030 * (broad.b - 0.5) * 2.0;
  s.areola = (1.0 - smoothstep(edge_m - 0.0022, edge_m + 0.0026, r)) * u_is_skin;
  s.nipple = (1.0 - smoothstep(-0.0015, 0.0012, r)) * u_is_skin;
  s.tilt = (skin_detail.rg - 0.5) * 0.20 * (1.0 - s.areola) * (1.0 - 0.75 * tight);
  s.tilt += (areola_detail.rg - 0.5) * (0.70 - 0.35 * tight) * s.areola;
  vec3 gland = gland_at(flat_m);
  gland.z *= s.areola * (1.0 - s.nipple);
  s.tilt += gland.xy * gland.z * 0.9;
  // the nipple is furrowed into small lumps of about two millimetres, and dips at its tip
  vec2 lump = flat_m * 3300.0;
  vec2 bent = lump + 1.7 * sin(lump.yx * 0.61 + vec2(0.7, 2.1));
  float furrow = sin(bent.x) * sin(bent.y);
  s.tilt = mix(s.tilt, vec2(cos(bent.x) * sin(bent.y), sin(bent.x) * cos(bent.y)) * 0.26, 0.9 * s.nipple);

  // pigment: tone, mottled; areola and nipple deeper
  vec3 skin = u_tone * (0.955 + 0.09 * broad.b) * (0.975 + 0.05 * skin_detail.b);
  vec3 disc = u_areola * mix(vec3(1.04, 0.93, 0.90), vec3(1.0), u_darkness);
  disc *= 0.86 + 0.28 * areola_detail.b;
  disc *= 1.0 + 0.22 * gland.z;
  // deeper in its furrows and at its foot, a little rosier at its tip
  float foot = smoothstep(-0.0035, -0.0002, r);
  disc = mix(disc, disc * vec3(0.97, 0.88, 0.88) * (0.90 + 0.13 * furrow) * (1.0 - 0.20 * foot) * (0.78 + 0.22 * smoothstep(0.0002, 0.0016, length(flat_m))), s.nipple);
  s.pigment = mix(skin, disc, s.areola * 0.96);
  // a balloon has its areola drawn on it with a broad pen
  float pen_m = abs(r - u_areola_radius_m);
  vec3 drawn = mix(u_tone, u_areola, 0.75 * (1.0 - smoothstep(-0.0006, 0.0006, r - u_areola_radius_m)));
  drawn = mix(drawn, 0.35 * u_areola, 1.0 - smoothstep(0.0007, 0.0012, pen_m));
  s.pigment = mix(drawn, s.pigment, u_is_skin);

  // veins lie deeper than the pigment and show bluish, least on dark skin
  float vein = texture(u_vein_map, flat_m / 0.30 + 0.5).r * (1.0 - s.areola) * u_is_skin;
  s.pigment *= mix(vec3(1.0), mix(vec3(0.62, 0.80, 0.92), vec3(0.80, 0.86, 0.95), u_darkness), vein * u_veins);
  s.blood = 0.16 + 0.16 * (broad.a - 0.5);
  return s;
}
