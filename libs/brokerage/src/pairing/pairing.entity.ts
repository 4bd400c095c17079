import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HalfDays } from '@app/profiles';
import type { ClosingOutcome, PairingKind } from './pairing.views.js';
import type { PairingState } from './pairing.lifecycle.js';

@Entity({ schema: 'brokerage', name: 'pairing' })
export class PairingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('text') kind!: PairingKind;
  @Column('uuid', { name: 'proposal_id', nullable: true }) proposalId!: string | null;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('uuid', { name: 'offer_id', nullable: true }) offerId!: string | null;
  @Column('uuid', { name: 'gardener_person_id' }) gardenerPersonId!: string;
  @Column('jsonb', { name: 'half_days' }) halfDays!: HalfDays;
  @Column('text', { nullable: true }) person!: string | null;
  @Column('text', { nullable: true }) conditions!: string | null;
  @Column('text') state!: PairingState;
  @Column('date', { name: 'next_date', nullable: true }) nextDate!: string | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('text', { nullable: true }) outcome!: ClosingOutcome | null;
  @Column('text', { name: 'closed_summary', nullable: true }) closedSummary!: string | null;
  @Column('text', { nullable: true }) thanks!: string | null;
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('text', { name: 'pause_reason', nullable: true }) pauseReason!: string | null;
  @Column('int') version!: number;
}
