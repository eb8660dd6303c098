#version 330 core
// edges.frag: softens the steps of outlines in a finished picture, for the plain level: where its
// green changes sharply among neighbours, a pixel takes half of theirs. Five reads, for processors
// that draw.
//   uni  u_picture     the picture
//   out  o_color       sRGB, alpha 1
uniform sampler2D u_picture;
out vec4 o_color;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec3 own = texelFetch(u_picture, at, 0).rgb;
  vec3 n = texelFetchOffset(u_picture, at, 0, ivec2(0, 1)).rgb, s = texelFetchOffset(u_picture, at, 0, ivec2(0, -1)).rgb;
  vec3 e = texelFetchOffset(u_picture, at, 0, ivec2(1, 0)).rgb, w = texelFetchOffset(u_picture, at, 0, ivec2(-1, 0)).rgb;
  float edge = clamp(max(abs(n.g - s.g), abs(e.g - w.g)) * 8.0 - 0.6, 0.0, 1.0);
  o_color = vec4(mix(own, 0.25 * (n + s + e + w), 0.5 * edge), 1.0);
}
