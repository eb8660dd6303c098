#version 330 core
// depth.vert: what the lamp sees.
layout(location = 0) in vec3 a_position_m;
uniform mat4 u_clip_from_patient;

void main() { gl_Position = u_clip_from_patient * vec4(a_position_m, 1.0); }
