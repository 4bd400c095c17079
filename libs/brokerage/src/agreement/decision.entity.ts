import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HalfDays } from '@app/profiles';
import type { DecidedKind } from '../pairing/pairing.views.js';
import type { Outcome } from './agreement.views.js';

@Entity({ schema: 'brokerage', name: 'decision' })
export class DecisionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('uuid', { name: 'proposal_id' }) proposalId!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('text') outcome!: Outcome;
  @Column('text') kind!: DecidedKind;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) conditions!: string | null;
  @Column('jsonb', { name: 'half_days' }) halfDays!: HalfDays;
  @Column('boolean') override!: boolean;
  @Column('int', { name: 'override_cost', nullable: true }) overrideCost!: number | null;
  @Column('int') pence!: number;
  @Column('boolean', { name: 'needs_second' }) needsSecond!: boolean;
  @Column('date', { nullable: true }) until!: string | null;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}

/** What was decided, as plain values. */
export type Decision = Pick<DecisionEntity, keyof DecisionEntity>;

@Entity({ schema: 'brokerage', name: 'approval' })
export class ApprovalEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('boolean') approved!: boolean;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}
