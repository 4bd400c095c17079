import type { RowReader } from '../csv/row-reader.js';

export interface Trust {
  readonly trustFlag: string | null;
  readonly trustCode: string | null;
  readonly trustName: string | null;
  readonly trustKnown: boolean;
}

/** Maintained by the authority: these types have no academy trust. Foundation schools may be supported by one. */
const WITHOUT_TRUST = new Set([
  'Community school',
  'Voluntary aided school',
  'Voluntary controlled school',
  'Community special school',
  'Local authority nursery school',
  'Pupil referral unit',
]);

/** A blank trust mostly means that the file does not say. "None" is known only from the flag or from the type. */
export function readTrust(row: RowReader, typeName: string | null): Trust {
  const trustFlag = row.text('TrustSchoolFlag (name)');
  const trustCode = row.text('Trusts (code)');
  const trustName = row.text('Trusts (name)');
  const saysNone = trustFlag === 'Not supported by a trust' || WITHOUT_TRUST.has(typeName ?? '');
  return {
    trustFlag,
    trustCode,
    trustName,
    trustKnown: trustCode !== null || trustName !== null || saysNone,
  };
}
