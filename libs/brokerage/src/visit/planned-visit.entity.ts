import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Mode } from '@app/profiles';
import type { PlanState } from './planned-visit.views.js';

@Entity({ schema: 'brokerage', name: 'planned_visit' })
export class PlannedVisitEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  /** It is for a pairing, or for a project of several schools. */
  @Column('uuid', { name: 'pairing_id', nullable: true }) pairingId!: string | null;
  @Column('uuid', { name: 'project_id', nullable: true }) projectId!: string | null;
  @Column('int') number!: number;
  @Column('date', { name: 'held_on' }) heldOn!: string;
  @Column('text', { name: 'starts_at' }) startsAt!: string;
  @Column('int') minutes!: number;
  @Column('text') mode!: Mode;
  @Column('text', { nullable: true }) place!: string | null;
  @Column('uuid', { name: 'planned_by' }) plannedBy!: string;
  @Column('timestamptz', { name: 'planned_at' }) plannedAt!: Date;
  @Column('text') state!: PlanState;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  /** The record that it became. */
  @Column('uuid', { name: 'visit_id', nullable: true }) visitId!: string | null;
  @Column('uuid', { name: 'session_id', nullable: true }) sessionId!: string | null;
  @Column('int') version!: number;
}
