import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RunState } from './match-run.lifecycle.js';

export type RunKind = 'single_need' | 'batch' | 'what_if';

@Entity({ schema: 'brokerage', name: 'match_run' })
export class MatchRunEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('text') kind!: RunKind;
  @Column('text', { name: 'run_key' }) runKey!: string;
  @Column('uuid', { name: 'need_ids', array: true }) needIds!: string[];
  @Column('text', { name: 'snapshot_hash' }) snapshotHash!: string;
  @Column('int', { name: 'policy_number' }) policyNumber!: number;
  @Column('text', { name: 'policy_hash' }) policyHash!: string;
  @Column('text', { name: 'engine_hash' }) engineHash!: string;
  @Column('text') state!: RunState;
  @Column('uuid', { name: 'requested_by', nullable: true }) requestedBy!: string | null;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('jsonb', { nullable: true }) plan!: unknown;
  @Column('text', { name: 'result_hash', nullable: true }) resultHash!: string | null;
  @Column('text', { name: 'certificate_hash', nullable: true }) certificateHash!: string | null;
  @Column('text', { nullable: true }) failure!: string | null;
  @Column('int') version!: number;
}
