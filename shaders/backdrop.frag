#version 330 core
// backdrop.frag: a quiet room, out of focus.
//   uni  u_dark        0 light theme, 1 dark
//   out  o_color       sRGB, alpha 1
in vec2 v_at;
uniform float u_dark;
out vec4 o_color;

void main() {
  float fall = length(v_at * vec2(0.7, 0.8) - vec2(-0.15, 0.35));
  vec3 light = mix(vec3(0.905, 0.918, 0.915), vec3(0.735, 0.770, 0.775), smoothstep(0.0, 1.5, fall));
  vec3 dark = mix(vec3(0.215, 0.255, 0.285), vec3(0.090, 0.118, 0.145), smoothstep(0.0, 1.5, fall));
  o_color = vec4(mix(light, dark, u_dark), 1.0);
}
