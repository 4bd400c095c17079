import { BadInput, NotFound, RuleBroken, type Clock } from '@app/kernel';
import type { FieldKey, Lookup, SignInRules, Tx, UnitOfWork } from '@app/platform';
import type { Factors } from './factors.query.js';
import { requireFresh, type Holder } from './holder.js';
import { seedOf } from './prove-code.js';
import { newRecoveryCodes, recoveryHash } from './recovery-codes.js';
import type { TellHolder } from './tell-holder.js';
import { newSeed, readCode, stepOf, toTake } from './totp.js';

/** Somebody takes an app that shows codes, or lets go of it. */
export class EnrolApp {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly clock: Clock,
    private readonly key: FieldKey,
    private readonly factors: Factors,
    private readonly tell: TellHolder,
    private readonly rules: SignInRules,
  ) {}

  /** What the app has to take; it stays the same for an hour, and is good for nothing until a code of it was typed. */
  async offer({ account }: Holder): Promise<{ uri: string; text: string }> {
    const fresh = this.key.seal(newSeed(), seedOf(account));
    const asked = [account, fresh, this.clock.now()];
    const [row] = await this.lookup.call<{ offer_totp: Buffer }>('offer_totp', asked);
    const [known] = await this.lookup.call<{ email: string }>('account_by_id', [account]);
    if (!row || !known) throw new NotFound();
    return toTake(this.key.open(row.offer_totp, seedOf(account)), known.email);
  }

  /** @returns ten recovery codes, which are never shown again. @throws BadInput where the code is not of the app offered. */
  async confirm(holder: Holder, typed: string): Promise<string[]> {
    const now = this.clock.now();
    requireFresh(holder, now);
    const { account } = holder;
    const [kept] = await this.lookup.call<{ offered: Buffer | null }>('totp_of', [account]);
    const code = readCode(typed);
    const offered = kept?.offered ?? null;
    const step =
      code === null || offered === null ? null : stepOf(this.key.open(offered, seedOf(account)), code, now);
    if (offered === null || step === null) throw notOfTheApp();
    return this.work.run(holder.actor, holder.area, async (tx) => {
      const asked = [account, offered, step, now];
      const [row] = await this.lookup.inside<{ confirm_totp: boolean }>(tx, 'confirm_totp', asked);
      if (row?.confirm_totp !== true) throw notOfTheApp();
      await this.tell.inside(tx, holder, 'factor_added', 'app');
      return this.putCodes(tx, holder);
    });
  }

  /** Ten new ones; those before are good for nothing. */
  async renewCodes(holder: Holder): Promise<string[]> {
    requireFresh(holder, this.clock.now());
    const { appSince } = await this.factors.of(holder.account);
    if (appSince === null) throw new NotFound();
    return this.work.run(holder.actor, holder.area, async (tx) => {
      await this.tell.inside(tx, holder, 'factor_added', 'codes');
      return this.putCodes(tx, holder);
    });
  }

  /** @throws RuleBroken where it is the last and this installation asks everybody for one. */
  async remove(holder: Holder): Promise<void> {
    requireFresh(holder, this.clock.now());
    const { passkeys } = await this.factors.of(holder.account);
    if (passkeys === 0 && this.rules.secondFactor === 'everyone') throw new LastFactor();
    await this.work.run(holder.actor, holder.area, async (tx) => {
      const [row] = await this.lookup.inside<{ drop_totp: boolean }>(tx, 'drop_totp', [holder.account]);
      if (row?.drop_totp !== true) throw new NotFound();
      await this.tell.inside(tx, holder, 'factor_removed', 'app');
    });
  }

  private async putCodes(tx: Tx, { account }: Holder): Promise<string[]> {
    const codes = newRecoveryCodes();
    const hashes = codes.map((code) => recoveryHash(account, code));
    await this.lookup.inside(tx, 'put_recovery_codes', [account, hashes]);
    return codes;
  }
}

export class LastFactor extends RuleBroken {
  constructor() {
    super('LAST_FACTOR', 'Add another way first: nobody signs in here by a password alone.');
  }
}

function notOfTheApp(): BadInput {
  return new BadInput([
    {
      path: 'code',
      message:
        'Enter the six digits that your app shows now. If they are refused, check the telephone’s clock',
    },
  ]);
}
