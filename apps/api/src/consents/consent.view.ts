import type { PairingOfBody } from '@app/brokerage';
import { etagOf } from '../door/preconditions.js';

type Asked = NonNullable<PairingOfBody['consent']>;

/** Its `etag` is what answering it, or taking it back, asks for. */
export type ConsentInside = Pick<Asked, 'state' | 'askedAt' | 'answeredAt' | 'funder' | 'version'> & {
  readonly etag: string;
};

/** Work of its schools as a trust, diocese or board sees it: dates, days, and its own consent. */
export type PairingForBody = Omit<PairingOfBody, 'consent'> & {
  /** Null where the caller's body is not asked for one. */
  readonly consent: ConsentInside | null;
};

export function pairingForBody(shown: PairingOfBody): PairingForBody {
  const { reference, kind, asker, supporter, schools, state, madeOn, nextDate, promised, given, consent } =
    shown;
  return {
    ...{ reference, kind, asker, supporter, schools, state, madeOn, nextDate, promised, given },
    consent: consent && consentInside(consent),
  };
}

function consentInside({ id, state, askedAt, answeredAt, funder, version }: Asked): ConsentInside {
  return { state, askedAt, answeredAt, funder, version, etag: etagOf('consent', id, version) };
}
