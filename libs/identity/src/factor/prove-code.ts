import type { AccountId, Clock } from '@app/kernel';
import type { FieldKey, Lookup } from '@app/platform';
import type { FactorTries } from './factor-tries.js';
import type { Holder } from './holder.js';
import { readRecoveryCode, recoveryHash } from './recovery-codes.js';
import type { TellHolder } from './tell-holder.js';
import { readCode, stepOf } from './totp.js';

type Looked = { right: 'app' | 'recovery' } | { wrong: string };

/** Somebody types what their app shows, or one of their recovery codes. */
export class ProveCode {
  constructor(
    private readonly lookup: Lookup,
    private readonly clock: Clock,
    private readonly key: FieldKey,
    private readonly tries: FactorTries,
    private readonly tell: TellHolder,
  ) {}

  /** @returns which of the two it was. @throws FactorRefused, FactorPaused */
  async execute(holder: Holder, typed: string): Promise<'app' | 'recovery'> {
    const by = await this.tries.count(holder, () => this.look(holder.account, typed));
    if (by === 'recovery') await this.tell.alone(holder, 'recovery_used', 'codes');
    return by;
  }

  private async look(account: AccountId, typed: string): Promise<Looked> {
    const code = readCode(typed);
    if (code !== null) return this.app(account, code);
    const recovery = readRecoveryCode(typed);
    if (recovery === null) return { wrong: 'NO_CODE' };
    const [row] = await this.lookup.call<{ use_recovery_code: boolean }>('use_recovery_code', [
      ...[account, recoveryHash(account, recovery)],
    ]);
    return row?.use_recovery_code === true ? { right: 'recovery' } : { wrong: 'RECOVERY_CODE_UNKNOWN' };
  }

  private async app(account: AccountId, code: string): Promise<Looked> {
    const [kept] = await this.lookup.call<{ sealed: Buffer | null }>('totp_of', [account]);
    if (!kept?.sealed) return { wrong: 'NO_APP' };
    const step = stepOf(this.key.open(kept.sealed, seedOf(account)), code, this.clock.now());
    if (step === null) return { wrong: 'CODE_WRONG' };
    const [row] = await this.lookup.call<{ use_totp_step: boolean }>('use_totp_step', [account, step]);
    return row?.use_totp_step === true ? { right: 'app' } : { wrong: 'CODE_USED' };
  }
}

/** What a seed is sealed for. */
export const seedOf = (account: AccountId): string => `totp/1/${account}`;
