#version 330 core
// pigment.vert: a square of skin rolled flat, wholly in view.
//   uni  u_span_m      its width
layout(location = 0) in vec3 a_at;
uniform float u_span_m;
out vec2 v_flat_m;

void main() {
  v_flat_m = a_at.xy * 0.5 * u_span_m;
  gl_Position = vec4(a_at, 1.0);
}
