#version 330 core
// skin_plain.frag: painted skin (pigment.frag) in the light of its vertices.
//   in   v_light, v_gloss    linear RGB
//        v_edge        0 facing the eye .. 1 at the outline
//   uni  u_pigment, u_span_m   the painted skin, and its width
//        u_keep, u_glass       as in skin.frag
//   BARE          variant: render/shader.h
//   out  o_color       sRGB, alpha
in vec3 v_position_m;
in vec3 v_place_m;
in vec3 v_light, v_gloss;
in vec2 v_shade;
in float v_edge;
uniform sampler2D u_pigment;
uniform float u_span_m, u_glass;
uniform vec4 u_keep;
out vec4 o_color;
#ifndef PLAIN
#define PLAIN
#endif
#include "common/light.glsl"
#ifndef BARE
#include "common/marks.glsl"
#endif

void main() {
#ifndef BARE
  // the coarse rim goes too: what is left of the chest's skin ends there smoothly
  if (dot(v_position_m, u_keep.xyz) > u_keep.w) discard;
#endif
  vec4 painted = texture(u_pigment, v_place_m.xy / u_span_m + 0.5);
  vec3 color = painted.rgb * painted.rgb * v_light + v_gloss;
#ifndef BARE
  color = marked(color, dot(v_light, vec3(0.25)), 1.0 - v_shade.y, v_position_m, v_place_m.xy, v_place_m.z);
#endif
  float alpha = 1.0;
#ifndef BARE
  // clear skin: seen at its edges, the areola a little
  if (u_glass > 0.0)
    alpha = mix(0.13 + 0.20 * painted.a, 0.80, v_edge) * (1.0 - smoothstep(0.10, 0.95, v_shade.y));
#endif
  o_color = vec4(to_screen(color), alpha);
}
