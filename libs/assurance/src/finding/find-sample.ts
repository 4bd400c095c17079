import type { SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';

export const SAMPLE_KINDS = ['need', 'proposal', 'pairing', 'run', 'intervention'] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** What was looked at. Whoever asks for it has to be asked for their rights next. */
export interface Sample {
  readonly kind: SampleKind;
  readonly reference: string;
  readonly needId: string | null;
  readonly proposalId: string | null;
  readonly pairingId: string | null;
  readonly runId: string | null;
  readonly interventionId: string | null;
  readonly schoolUrn: SchoolUrn | null;
  readonly schoolUrns: readonly SchoolUrn[];
}

const COLUMNS: Readonly<Record<SampleKind, string>> = {
  need: `select id as "needId", null as "proposalId", null as "pairingId", null as "runId", null as "interventionId", urn as "schoolUrn",
    array[urn] as "schoolUrns" from profiles.need x`,
  proposal: `select need_id as "needId", id as "proposalId", null as "pairingId", null as "runId", null as "interventionId",
    asker_urn as "schoolUrn", array[asker_urn, supporter_urn] as "schoolUrns" from brokerage.proposal x`,
  pairing: `select need_id as "needId", null as "proposalId", id as "pairingId", null as "runId", null as "interventionId",
    asker_urn as "schoolUrn", array[asker_urn, supporter_urn] as "schoolUrns" from brokerage.pairing x`,
  // A run is nobody's own; an interest in any school that it looked for keeps out.
  run: `select null as "needId", null as "proposalId", null as "pairingId", id as "runId", null as "interventionId", null as "schoolUrn",
    array(select distinct n.urn from profiles.need n where n.area_id = x.area_id and n.id = any (x.need_ids)
      order by n.urn) as "schoolUrns" from brokerage.match_run x`,
  intervention: `select need_id as "needId", null as "proposalId", null as "pairingId", null as "runId",
    id as "interventionId", school_urn as "schoolUrn", school_urns as "schoolUrns" from assurance.intervention x`,
};

const LETTERS: Readonly<Record<string, SampleKind>> = {
  ...{ N: 'need', P: 'proposal', SP: 'pairing', R: 'run', I: 'intervention' },
};

/** @param named like `SP-2026-003`. @returns null where the area holds nothing of that name. */
export async function findSample(tx: Tx, named: string): Promise<Sample | null> {
  const reference = named.trim().toUpperCase();
  const kind = LETTERS[reference.split('-')[0] ?? ''];
  if (kind === undefined) return null;
  const [found] = await tx.query<Omit<Sample, 'kind' | 'reference'>>(
    `${COLUMNS[kind]} where ${inArea(tx, 'x')} and x.reference = $1`,
    [reference],
  );
  return found ? { kind, reference, ...found } : null;
}
