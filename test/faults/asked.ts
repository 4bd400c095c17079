import { appendFileSync } from 'node:fs';

/** What `npm run faults` asks for. */
export interface Asked {
  readonly kills: number;
  readonly seed: number;
  readonly clients: number;
  readonly queue: 'redis' | 'postgres';
  readonly runs: number;
  /** Where figures go, a JSON line each; left out: nowhere. */
  readonly figures?: string;
}

const SHORT: Asked = { kills: 4, seed: 7, clients: 4, queue: 'redis', runs: 0 };

export function asked(): Asked {
  return { ...SHORT, ...(globalThis as { faults?: Partial<Asked> }).faults };
}

export function figure(promise: string, what: string, measured: string | number): void {
  const { figures } = asked();
  if (figures !== undefined) appendFileSync(figures, `${JSON.stringify({ promise, what, measured })}\n`);
}
