#version 330 core
// depth.frag: depth only.
void main() {}
