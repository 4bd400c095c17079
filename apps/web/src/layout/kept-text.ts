import type { Request } from 'express';

export interface KeptText {
  readonly name: string;
  readonly text: string;
}

const SECRET = /pass|code|token|secret/i;
/** Shorter answers are quicker ticked again than copied. */
const WORTH_KEEPING = 12;

/**
 * What somebody had typed into a form that was not taken, so that they can copy it. Only where the form came from a page
 * of ours: words put there by another site are not shown under our name. Passwords and codes never.
 */
export function keptText(request: Request): KeptText[] {
  const body: unknown = request.body;
  if (request.get('sec-fetch-site') !== 'same-origin' || typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, text]: [string, unknown]) =>
    typeof text === 'string' && text.length >= WORTH_KEEPING && !name.startsWith('_') && !SECRET.test(name)
      ? [{ name, text: text.slice(0, 20_000) }]
      : [],
  );
}
