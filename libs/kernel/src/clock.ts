/** The one source of "now". Verbs take the instant from it and hand it on; the system's own stands in `platform`. */
export interface Clock {
  now(): Date;
}

/** Stands still until it is told to move: the seed and the tests live in its time. */
export class FixedClock implements Clock {
  private ms: number;

  constructor(instant: Date) {
    this.ms = instant.getTime();
  }

  now(): Date {
    return new Date(this.ms);
  }

  set(instant: Date): void {
    this.ms = instant.getTime();
  }

  /** Elapsed time, not civil days: a day here is 24 hours also when the clocks change. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    const minutes = ((by.days ?? 0) * 24 + (by.hours ?? 0)) * 60 + (by.minutes ?? 0);
    this.ms += (minutes * 60 + (by.seconds ?? 0)) * 1000;
  }
}
