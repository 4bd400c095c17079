import { Unavailable, type Actor } from '@app/kernel';
import type { Lookup } from '@app/platform';

export type Counted = 'reads' | 'writes' | 'runs';

export interface Allowance {
  readonly most: number;
  readonly seconds: number;
}

export type Allowances = Readonly<Record<Counted, Allowance>>;

/** What one caller of the API may ask (TRUST §2). */
export const ALLOWANCES: Allowances = {
  reads: { most: 600, seconds: 300 },
  writes: { most: 60, seconds: 300 },
  runs: { most: 10, seconds: 3_600 },
};

export class TooManyRequests extends Unavailable {
  constructor(what: Counted, { most, seconds }: Allowance, retryAfterSeconds: number) {
    const minutes = String(seconds / 60);
    super(
      'TOO_MANY_REQUESTS',
      `That is more than ${String(most)} ${what} in ${minutes} minutes. Ask again later.`,
      retryAfterSeconds,
    );
  }
}

/** Programs take turns: one that asks too much waits, and nobody else does. */
export class CountRequest {
  constructor(
    private readonly lookup: Lookup,
    private readonly allowances: Allowances,
  ) {}

  /**
   * Counted for the caller: a person with two tokens has one allowance.
   *
   * @throws TooManyRequests, with the seconds to wait.
   */
  async execute({ kind, id }: Actor, what: Counted): Promise<void> {
    const allowance = this.allowances[what];
    const counted = [`api/${what}/${kind}:${id}`, allowance.most, allowance.seconds];
    const [row] = await this.lookup.call<{ count_request: number | null }>('count_request', counted);
    const wait = row?.count_request ?? null;
    if (wait !== null) throw new TooManyRequests(what, allowance, wait);
  }
}
