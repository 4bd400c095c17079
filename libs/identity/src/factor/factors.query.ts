import type { AccountId } from '@app/kernel';
import type { Lookup } from '@app/platform';

export interface FactorsView {
  /** When their app was confirmed; null where they have none. */
  readonly appSince: Date | null;
  readonly passkeys: number;
  readonly codesLeft: number;
}

/** What somebody can show besides their password. */
export class Factors {
  constructor(private readonly lookup: Lookup) {}

  async of(account: AccountId): Promise<FactorsView> {
    const [row] = await this.lookup.call<{ totp_since: Date | null; passkeys: number; codes_left: number }>(
      'factors_of',
      [account],
    );
    return {
      ...{ appSince: row?.totp_since ?? null, passkeys: row?.passkeys ?? 0, codesLeft: row?.codes_left ?? 0 },
    };
  }
}

export const hasAny = ({ appSince, passkeys }: FactorsView): boolean => appSince !== null || passkeys > 0;
