import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CommissionState } from './commission.lifecycle.js';
import type { CertificateTold } from './commission.views.js';

@Entity({ schema: 'brokerage', name: 'commission' })
export class CommissionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('uuid', { name: 'run_id' }) runId!: string;
  @Column('jsonb') certificate!: CertificateTold;
  @Column('timestamptz', { name: 'certified_at' }) certifiedAt!: Date;
  @Column('text') specification!: string;
  @Column('text', { name: 'routes_tried' }) routesTried!: string;
  @Column('text', { array: true }) deliverables!: string[];
  @Column('date', { name: 'deliver_by' }) deliverBy!: string;
  /** In mind until it is awarded. */
  @Column('text', { nullable: true }) supplier!: string | null;
  @Column('text') funder!: string;
  /** What may be spent. */
  @Column('int') pence!: number;
  @Column('int', { name: 'half_days' }) halfDays!: number;
  @Column('uuid', { name: 'written_by', array: true }) writtenBy!: string[];
  @Column('timestamptz', { name: 'drafted_at' }) draftedAt!: Date;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) quotes!: string | null;
  @Column('int', { name: 'award_pence', nullable: true }) awardPence!: number | null;
  @Column('timestamptz', { name: 'awarded_at', nullable: true }) awardedAt!: Date | null;
  @Column('int', { name: 'paid_pence', nullable: true }) paidPence!: number | null;
  @Column('text') state!: CommissionState;
  /** Nobody where its need ended. */
  @Column('uuid', { name: 'moved_by', nullable: true }) movedBy!: string | null;
  @Column('timestamptz', { name: 'moved_at' }) movedAt!: Date;
  @Column('int') version!: number;
}

/** Who took which step when, and what they said. */
@Entity({ schema: 'brokerage', name: 'commission_step' })
export class CommissionStepEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'commission_id' }) commissionId!: string;
  @Column('text', { name: 'from_state', nullable: true }) fromState!: CommissionState | null;
  @Column('text', { name: 'to_state' }) toState!: CommissionState;
  @Column('text', { name: 'moved_by' }) movedBy!: string;
  @Column('timestamptz', { name: 'moved_at' }) movedAt!: Date;
  @Column('text', { nullable: true }) note!: string | null;
}
