// noise.glsl: smooth value noise in 0..1.
float lattice(vec3 p) { return fract(sin(dot(p, vec3(127.1, 311.7, 74.7))) * 43758.5453); }
float noise(vec3 p) {
  vec3 i = floor(p), f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(mix(lattice(i), lattice(i + vec3(1, 0, 0)), f.x),
                 mix(lattice(i + vec3(0, 1, 0)), lattice(i + vec3(1, 1, 0)), f.x), f.y),
             mix(mix(lattice(i + vec3(0, 0, 1)), lattice(i + vec3(1, 0, 1)), f.x),
                 mix(lattice(i + vec3(0, 1, 1)), lattice(i + vec3(1, 1, 1)), f.x), f.y), f.z);
}
