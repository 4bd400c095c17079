import type { Snapshot } from './snapshot/snapshot.js';

/** What supporters have already taken on, by place of school or offer. */
export class SupporterLedger {
  /** Partners an offer has room for; never below 0. */
  readonly slotsLeft: Int32Array;
  /** Pairings live or held, of a school with all its offers. */
  readonly live: Int32Array;
  /** In this academic year. */
  readonly asked: Int32Array;
  readonly givenHalfDays: Int32Array;
  readonly evaluated: Int32Array;
  readonly met: Int32Array;
  /** Of all supporters together. */
  readonly pooledEvaluated: number;
  readonly pooledMet: number;

  constructor(snapshot: Snapshot, schoolIndex: ReadonlyMap<string, number>) {
    const { commitments, offers, soundings, trackRecords, schools } = snapshot;
    const table = (): Int32Array => new Int32Array(schools.length);
    [this.live, this.asked, this.givenHalfDays] = [table(), table(), table()];
    [this.evaluated, this.met] = [table(), table()];
    const taken = new Map<string, number>();
    for (const { supporter, offer, state, halfDays } of commitments) {
      const at = schoolIndex.get(supporter) ?? -1;
      this.givenHalfDays[at] = (this.givenHalfDays[at] ?? 0) + halfDays;
      if (state === 'ended') continue;
      this.live[at] = (this.live[at] ?? 0) + 1;
      if (offer !== null) taken.set(offer, (taken.get(offer) ?? 0) + 1);
    }
    this.slotsLeft = Int32Array.from(offers, ({ id, mostPartners }) =>
      Math.max(0, mostPartners - (taken.get(id) ?? 0)),
    );
    for (const { supporter, times } of soundings) this.asked[schoolIndex.get(supporter) ?? -1] = times;
    let [evaluated, met] = [0, 0];
    for (const record of trackRecords) {
      const at = schoolIndex.get(record.supporter) ?? -1;
      this.evaluated[at] = record.evaluated;
      this.met[at] = record.met;
      evaluated += record.evaluated;
      met += record.met;
    }
    this.pooledEvaluated = evaluated;
    this.pooledMet = met;
  }
}
