#pragma once
#include "anatomy/params.h"
#include "ducts/params.h"
#include "hand/params.h"
#include "oedema/params.h"
#include "physiology/params.h"
#include "tissue/params.h"

namespace lac::sim {

/// How the models meet; physiology-notes.md and this folder's MODEL.md.
struct CouplingParams {
  double areola_stiffening = 8.0;     // c_p at the areola: E rises by c_p times the recoil pressure (notes §4)
  double body_stiffening = 4.0;       // c_p elsewhere [A3]
  double tissue_recoil_tau_s = 0.4;   // local pressure after lifting (notes §3)
  double duct_transmission = 1.0;     // multiplies FE pressure at the ducts; 1: none added
  double resting_tissue_Pa = 0.0;     // what the case's start must reach; 0: whatever FE gives
  double force_gain_m_per_N = 0.0004; // admittance of the hand per tick
  double max_advance_m_per_s = 0.12;
};

/// Everything a patient is made of; the scenario fills it.
struct PatientParams {
  anatomy::BreastParams breast;
  tissue::TissueParams tissue;
  ducts::DuctParams ducts;
  oedema::OedemaParams oedema;
  physiology::PhysiologyParams physiology;
  hand::HandParams hand;
  CouplingParams coupling;
};

}  // namespace lac::sim
