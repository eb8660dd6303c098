#pragma once
#include "anatomy/breast.h"
#include "anatomy/mesh_file.h"
#include "anatomy/morph.h"

namespace lac::anatomy {

/// Fills regions, coordinates, tissues, fluid, lymph and thickness of `breast`, whose mesh, side,
/// landmarks and level are already there.
/// @param templ  the template, node for node the same mesh
void fill_skin(const TemplateMesh& templ, const Morph& morph, Breast& breast);
void fill_tissue(const TemplateMesh& templ, const Morph& morph, Breast& breast);
void fill_lymph(Breast& breast);
/// Grows the lobes' ducts from the seed and gives every gland tetrahedron to a lobe, each lobe's
/// gland in proportion to its capacity. Paths run inside the template, which is convex, and are
/// morphed with it. @see MODEL.md "Duct tree"
void grow_ducts(const TemplateMesh& templ, const Morph& morph, Breast& breast);

}  // namespace lac::anatomy
