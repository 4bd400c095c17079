import type { DataSource } from 'typeorm';
import type { Tx } from './tx.js';

/** The functions that run before an area is known. Each gives ids and no content; the list is the migration's. */
export type LookupFunction =
  | 'areas'
  | 'area_of_subject'
  | 'settle_subject'
  | 'runs_without_a_lease'
  | 'account_by_email'
  | 'account_by_id'
  | 'put_account'
  | 'disable_account'
  | 'people_of_account'
  | 'start_session'
  | 'session_by_hash'
  | 'renew_session'
  | 'end_session'
  | 'end_sessions_of'
  | 'sessions_of'
  | 'end_own_session'
  | 'end_other_sessions'
  | 'sweep_sessions'
  | 'change_password'
  | 'ask_reset'
  | 'reset_asked'
  | 'close_reset'
  | 'open_reset'
  | 'reset_by_hash'
  | 'reset_waits'
  | 'ended_reset'
  | 'use_reset'
  | 'start_half_session'
  | 'half_session_by_hash'
  | 'end_half_session'
  | 'factors_of'
  | 'offer_totp'
  | 'totp_of'
  | 'confirm_totp'
  | 'use_totp_step'
  | 'drop_totp'
  | 'put_recovery_codes'
  | 'use_recovery_code'
  | 'begin_factor_try'
  | 'factor_was_right'
  | 'put_passkey_challenge'
  | 'take_passkey_challenge'
  | 'passkeys_of'
  | 'put_passkey'
  | 'passkey_by_credential'
  | 'use_passkey'
  | 'name_passkey'
  | 'drop_passkey'
  | 'start_provider_flow'
  | 'take_provider_flow'
  | 'keep_provider_answer'
  | 'provider_answer_of'
  | 'end_provider_answer'
  | 'provider_link_by_subject'
  | 'use_provider_link'
  | 'put_provider_link'
  | 'provider_links_of'
  | 'drop_provider_link'
  | 'put_account_without_password'
  | 'drop_factors_of'
  | 'put_invitation'
  | 'invitation_by_hash'
  | 'use_invitation'
  | 'put_token'
  | 'token_by_hash'
  | 'tokens_of'
  | 'revoke_token'
  | 'put_client'
  | 'client_by_hash'
  | 'clients_used'
  | 'revoke_client'
  | 'put_feed'
  | 'end_feed_of'
  | 'feed_of'
  | 'feed_by_hash'
  | 'put_link'
  | 'link_by_id'
  | 'use_link'
  | 'count_attempt'
  | 'take_back_attempt'
  | 'count_request'
  | 'ended_invitation'
  | 'session_goes_on'
  | 'known_device'
  | 'outbox_age_seconds';

export class Lookup {
  constructor(private readonly database: DataSource) {}

  /** The row type is the caller's claim about the function it names. */
  async call<Row = Record<string, unknown>>(
    name: LookupFunction,
    args: readonly unknown[] = [],
  ): Promise<Row[]> {
    return this.database.query<Row[]>(callOf(name, args), [...args]);
  }

  /** The same inside a verb's transaction: what it writes commits with the verb's act, or not at all. */
  async inside<Row = Record<string, unknown>>(
    tx: Tx,
    name: LookupFunction,
    args: readonly unknown[] = [],
  ): Promise<Row[]> {
    return tx.query<Row>(callOf(name, args), args);
  }
}

function callOf(name: LookupFunction, args: readonly unknown[]): string {
  const slots = args.map((_, at) => `$${String(at + 1)}`).join(', ');
  return `select * from lookup.${name}(${slots})`;
}
