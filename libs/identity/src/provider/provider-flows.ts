import { createHash, randomBytes } from 'node:crypto';
import type { AccountId } from '@app/kernel';
import type { Lookup, ProviderName, Tx } from '@app/platform';
import type { Said, Times } from './read-claims.js';

/** Why somebody goes to a provider: to sign in, to show again who they are, to link it, to accept an invitation by it. */
export type Purpose = 'enter' | 'again' | 'link' | 'invitation';

export interface NewFlow {
  /** The id in the cookie: who comes back has to hold it. */
  readonly browser: string;
  readonly provider: ProviderName;
  readonly purpose: Purpose;
  readonly account: AccountId | null;
  /** SHA-256 of the invitation's secret. */
  readonly invitation: Buffer | null;
  readonly next: string;
}

export interface Flow extends Times {
  readonly outcome: 'good' | 'unknown' | 'used' | 'other_browser' | 'other_provider' | 'late';
  /** Null where there is no such way. */
  readonly purpose: Purpose | null;
  readonly account: AccountId | null;
  readonly invitation: Buffer | null;
  readonly next: string;
}

export interface KeptAnswer {
  readonly state: Buffer;
  readonly purpose: 'link' | 'invitation';
  readonly account: AccountId | null;
  readonly invitation: Buffer | null;
  readonly said: Said;
}

/** Ways to providers and back: ten minutes, one browser, once. Only hashes are kept. */
export class ProviderFlows {
  constructor(private readonly lookup: Lookup) {}

  /** @returns the state that goes with the browser. */
  async start({ browser, provider, purpose, account, invitation, next }: NewFlow): Promise<string> {
    const state = randomBytes(32).toString('base64url');
    const row = [hashOf(state), hashOf(browser), provider, purpose, account, invitation, next];
    await this.lookup.call('start_provider_flow', row);
    return state;
  }

  async take(state: string, browser: string, provider: ProviderName): Promise<Flow> {
    const asked = [hashOf(state), hashOf(browser), provider];
    const [row] = await this.lookup.call<{
      outcome: Flow['outcome'];
      purpose: Purpose | null;
      account_id: AccountId | null;
      invitation_hash: Buffer | null;
      next: string | null;
      started_s: string | null;
      now_s: string | null;
    }>('take_provider_flow', asked);
    return {
      ...{ outcome: row?.outcome ?? 'unknown', purpose: row?.purpose ?? null },
      ...{ account: row?.account_id ?? null, invitation: row?.invitation_hash ?? null },
      ...{ next: row?.next ?? '/', startedS: Number(row?.started_s ?? 0), nowS: Number(row?.now_s ?? 0) },
    };
  }

  /** Waits for its person's word on a page here. */
  async keep(state: string, { issuer, subject, label, organisation, strong }: Said): Promise<void> {
    const said = [issuer, subject, label, organisation?.urn ?? null, organisation?.name ?? null, strong];
    await this.lookup.call('keep_provider_answer', [hashOf(state), ...said]);
  }

  async answerOf(browser: string, provider: ProviderName): Promise<KeptAnswer | null> {
    const [row] = await this.lookup.call<{
      state_hash: Buffer;
      purpose: KeptAnswer['purpose'];
      account_id: AccountId | null;
      invitation_hash: Buffer | null;
      issuer: string;
      subject: string;
      label: string;
      organisation_urn: string | null;
      organisation: string | null;
      strong: boolean;
    }>('provider_answer_of', [hashOf(browser), provider]);
    if (!row) return null;
    const organisation =
      row.organisation === null ? null : { urn: row.organisation_urn, name: row.organisation };
    return {
      ...{ state: row.state_hash, purpose: row.purpose },
      ...{ account: row.account_id, invitation: row.invitation_hash },
      said: {
        ...{ issuer: row.issuer, subject: row.subject, label: row.label },
        ...{ organisation, strong: row.strong },
      },
    };
  }

  /** @returns false for whoever comes second. */
  async end(tx: Tx, state: Buffer): Promise<boolean> {
    const [row] = await this.lookup.inside<{ end_provider_answer: boolean }>(tx, 'end_provider_answer', [
      state,
    ]);
    return row?.end_provider_answer === true;
  }
}

function hashOf(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
