// light.glsl: one warm lamp with soft shadow, cool light from the room, and the way out to the screen.
//   uni  u_eye_m, u_to_lamp     patient frame; u_to_lamp unit length
//   uni  u_lamp_from_patient    clip space of the lamp, for the shadow map
uniform vec3 u_eye_m;
uniform vec3 u_to_lamp;
uniform mat4 u_lamp_from_patient;
uniform sampler2DShadow u_shadow;

const vec3 k_lamp = vec3(0.98, 0.93, 0.87);
const vec3 k_sky = vec3(0.46, 0.49, 0.53);
const vec3 k_ground = vec3(0.25, 0.225, 0.21);

#ifndef PLAIN
const vec2 k_tap[12] = vec2[12](
  vec2(-0.326, -0.406), vec2(-0.840, -0.074), vec2(-0.696, 0.457), vec2(-0.203, 0.621),
  vec2(0.962, -0.195), vec2(0.473, -0.480), vec2(0.519, 0.767), vec2(0.185, -0.893),
  vec2(0.507, 0.064), vec2(0.896, 0.412), vec2(-0.322, -0.933), vec2(-0.792, -0.598));
#endif

// 1 in the light, 0 in shadow; twelve taps over a disc, each already filtered
float lamp_open(vec3 position_m, vec3 normal) {
#ifdef PLAIN
  return 1.0;
#else
  vec4 clip = u_lamp_from_patient * vec4(position_m + normal * 0.0030, 1.0);
  vec3 at = clip.xyz * 0.5 + 0.5;
  if (any(lessThan(at, vec3(0.0))) || any(greaterThan(at, vec3(1.0)))) return 1.0;
  at.z -= 0.0022;
  // the disc is turned from pixel to pixel, so that wide edges show no steps
  float turn = 6.2831853 * fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
  mat2 turned = mat2(cos(turn), sin(turn), -sin(turn), cos(turn)) * 0.0105;
  float sum = 0.0;
  for (int k = 0; k < 12; ++k) sum += texture(u_shadow, at + vec3(turned * k_tap[k], 0.0));
  // skin that turns away from the lamp is dim already: no grain there
  return mix(1.0, sum / 12.0, smoothstep(-0.05, 0.30, dot(normal, u_to_lamp)));
#endif
}

vec3 room(vec3 normal) { return mix(k_ground, k_sky, 0.5 + 0.5 * normal.y + 0.12 * normal.z); }

// sharpness `power`, strength `strength`
float gloss(vec3 normal, vec3 to_eye, float power, float strength) {
  vec3 h = normalize(u_to_lamp + to_eye);
  float fresnel = 0.35 + 0.65 * pow(1.0 - max(dot(h, to_eye), 0.0), 5.0);
  return strength * fresnel * pow(max(dot(normal, h), 0.0), power) * (power + 8.0) / 40.0;
}

// soft shoulder above 0.75, then sRGB; plain: within 3 % of it, by a square root
vec3 to_screen(vec3 linear) {
  vec3 x = max(linear, 0.0);
  vec3 over = max(x - 0.75, 0.0);
  x = min(x, 0.75) + over / (1.0 + over * 3.2);
#ifdef PLAIN
  return 1.138 * sqrt(x) - 0.138 * x;
#else
  return mix(12.92 * x, 1.055 * pow(x, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, x));
#endif
}
