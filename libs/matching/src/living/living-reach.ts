import type { Reached } from '../plan/reach.js';
import { UNITS, type LivingFlow } from './living-flow.js';
import type { LivingNetwork } from './living-network.js';
import { OPEN } from './pair-list.js';

/** As `Reach`, of the living network: all that a need could set in motion to get a partner, by places in the problem. */
export class LivingReach {
  constructor(private readonly network: LivingNetwork) {}

  from(need: number): Reached {
    const { flow, needs, offers } = this.network;
    const found: { needs: number[]; offers: number[]; rooms: number[] } = {
      needs: [],
      offers: [],
      rooms: [],
    };
    const seen = new Set([1 + (needs.slotAt[need] ?? -1)]);
    for (const node of seen) {
      for (const to of nextOf(flow, node)) if (to !== 0) seen.add(to);
      if (node < flow.firstUnit) found.needs.push(needs.placeOf[node - 1] ?? -1);
      else if (node >= flow.firstSchool) {
        const school = node - flow.firstSchool;
        if ((flow.schoolFlow[school] ?? 0) < (flow.schoolRoom[school] ?? 0)) found.rooms.push(school);
      } else if (node >= flow.firstOffer) found.offers.push(offers.placeOf[node - flow.firstOffer] ?? -1);
    }
    return found;
  }
}

function nextOf(flow: LivingFlow, node: number): readonly number[] {
  const { firstUnit, firstOffer, firstSchool } = flow;
  if (node < firstUnit) return fromNeed(flow, node - 1);
  if (node < firstOffer) {
    const unit = node - firstUnit;
    const need = Math.floor(unit / UNITS);
    const own = flow.unitOffer[unit] ?? -1;
    const others = flow.offersOf[flow.offerSchool[own] ?? -1] ?? [];
    const open = others.filter((offer) => offer !== own && isOpen(flow, need, offer));
    return [1 + need, ...open.map((offer) => firstOffer + offer)];
  }
  if (node < firstSchool) {
    const offer = node - firstOffer;
    const back = flow.units(offer).map((unit) => flow.gate(unit));
    const hasRoom = (flow.offerFlow[offer] ?? 0) < (flow.offerRoom[offer] ?? 0);
    return hasRoom ? [...back, firstSchool + (flow.offerSchool[offer] ?? -1)] : back;
  }
  const used = flow.offersAt(node - firstSchool).filter((offer) => (flow.offerFlow[offer] ?? 0) > 0);
  return used.map((offer) => firstOffer + offer);
}

function fromNeed(flow: LivingFlow, need: number): readonly number[] {
  const pairs = flow.pairsOf[need];
  const to: number[] = [];
  for (let at = 0; at < (pairs?.many ?? 0); at += 1) {
    const offer = pairs?.other[at] ?? -1;
    if (pairs?.open[at] !== OPEN || flow.unitWith(need, offer) >= 0) continue;
    if (flow.unitAt(need, flow.offerSchool[offer] ?? -1) < 0) to.push(flow.firstOffer + offer);
  }
  return to;
}

function isOpen(flow: LivingFlow, need: number, offer: number): boolean {
  const pairs = flow.pairsOf[need];
  const at = pairs?.find(offer) ?? -1;
  return at >= 0 && pairs?.open[at] === OPEN;
}
