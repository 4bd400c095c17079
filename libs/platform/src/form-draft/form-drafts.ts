import { BadInput, type Clock } from '@app/kernel';
import { inArea, type Tx } from '../database/tx.js';

export type DraftFields = Readonly<Record<string, string | readonly string[]>>;

export interface FormDraft {
  /** Like `visit.SP-2026-003`: which form, about which record. */
  readonly key: string;
  readonly fields: DraftFields;
  /** The version of the record that its writer saw; null where the form changes none. */
  readonly seen: number | null;
  readonly savedAt: Date;
}

export interface DraftToKeep {
  readonly key: string;
  readonly fields: DraftFields;
  readonly seen: number | null;
  /** The one-use key of the rendering that it is typed into. */
  readonly formKey: string | null;
}

export const KEPT_DAYS = 30;
const MOST_CHARACTERS = 60_000;
const OF_MINE = 'person_id = $1 and key = $2';

/**
 * What somebody has typed and not sent: theirs alone, whatever their post, for thirty days. Nobody else can ask for it,
 * the log holds nothing of it, and it goes in the transaction of what it became.
 */
export class FormDrafts {
  constructor(private readonly clock: Clock) {}

  /** @returns when; null where this rendering was sent meanwhile, so that nothing is left to keep. @throws BadInput */
  async keep(tx: Tx, { key, fields, seen, formKey }: DraftToKeep): Promise<Date | null> {
    const text = JSON.stringify({ fields, seen });
    if (text.length > MOST_CHARACTERS)
      throw new BadInput([{ path: '', message: 'This is too long to be kept.' }]);
    await this.wait(tx, key);
    if (formKey !== null && (await wasSent(tx, formKey))) return null;
    const savedAt = this.clock.now();
    await tx.query(
      `insert into platform.form_draft (area_id, person_id, key, fields, saved_at) values ($1, $2, $3, $4, $5)
       on conflict (area_id, person_id, key) do update
         set fields = excluded.fields, saved_at = excluded.saved_at, version = platform.form_draft.version + 1`,
      [tx.area, tx.actor.id, key, text, savedAt],
    );
    return savedAt;
  }

  /** One's own about a record, by its reference, which stands second in their keys. */
  async about(tx: Tx, reference: string): Promise<FormDraft[]> {
    const rows = await tx.query<Omit<FormDraft, 'fields' | 'seen'> & { kept: FormDraft }>(
      `select key, fields as kept, saved_at as "savedAt" from platform.form_draft
       where ${inArea(tx)} and person_id = $1 and split_part(key, '.', 2) = $2 and saved_at > $3 order by key`,
      [tx.actor.id, reference, this.oldest()],
    );
    return rows.map(({ key, kept: { fields, seen }, savedAt }) => ({ key, fields, seen, savedAt }));
  }

  /** Sent, or thrown away. None is no fault. */
  async drop(tx: Tx, key: string): Promise<void> {
    await this.wait(tx, key);
    await tx.query(`delete from platform.form_draft where ${inArea(tx)} and ${OF_MINE} returning 1`, [
      tx.actor.id,
      key,
    ]);
  }

  /** Keeping and sending one draft never pass each other: else text that was sent could come back as a draft. */
  private async wait(tx: Tx, key: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`draft ${tx.actor.id} ${key}`]);
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - KEPT_DAYS * 86_400_000);
  }
}

async function wasSent(tx: Tx, formKey: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from platform.idempotency where ${inArea(tx)} and caller = $1 and key = $2 limit 1`,
    [`${tx.actor.kind}:${tx.actor.id}`, formKey],
  );
  return rows.length > 0;
}
