import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProposalState } from './proposal.lifecycle.js';

@Entity({ schema: 'brokerage', name: 'proposal' })
export class ProposalEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('uuid', { name: 'offer_id' }) offerId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('uuid', { name: 'run_id' }) runId!: string;
  @Column('int') place!: number;
  @Column('int') points!: number;
  @Column('jsonb') parts!: unknown;
  @Column('jsonb', { name: 'half_days' }) halfDays!: Readonly<Record<string, number>>;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text') state!: ProposalState;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  /** In words, as the asking school reads them; null before the supporter was sounded out. */
  @Column('jsonb', { nullable: true }) reasons!: readonly string[] | null;
  @Column('timestamptz', { name: 'sounded_at', nullable: true }) soundedAt!: Date | null;
  @Column('timestamptz', { name: 'supporter_yes_at', nullable: true }) supporterYesAt!: Date | null;
  @Column('timestamptz', { name: 'names_open_at', nullable: true }) namesOpenAt!: Date | null;
  @Column('int') version!: number;
}
