import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FindingState } from './finding.lifecycle.js';
import type { SampleKind } from './find-sample.js';

@Entity({ schema: 'assurance', name: 'finding' })
export class FindingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('text', { name: 'sample_kind' }) sampleKind!: SampleKind;
  @Column('text', { name: 'sample_reference' }) sampleReference!: string;
  /** The need of the case; of a run there is none. */
  @Column('uuid', { name: 'need_id', nullable: true }) needId!: string | null;
  @Column('uuid', { name: 'proposal_id', nullable: true }) proposalId!: string | null;
  @Column('uuid', { name: 'pairing_id', nullable: true }) pairingId!: string | null;
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: string | null;
  @Column('uuid', { name: 'intervention_id', nullable: true }) interventionId!: string | null;
  /** The school that asked: its head reads and answers. */
  @Column('text', { name: 'school_urn', nullable: true }) schoolUrn!: string | null;
  /** Every school of the case. */
  @Column('text', { name: 'school_urns', array: true }) schoolUrns!: string[];
  @Column('text') question!: string;
  @Column('uuid', { name: 'opened_by' }) openedBy!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('text', { nullable: true }) opinion!: string | null;
  @Column('uuid', { name: 'opinion_by', nullable: true }) opinionBy!: string | null;
  @Column('timestamptz', { name: 'opinion_at', nullable: true }) opinionAt!: Date | null;
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('text', { name: 'withdrawn_because', nullable: true }) withdrawnBecause!: string | null;
  @Column('uuid', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('text') state!: FindingState;
  @Column('int') version!: number;
}
