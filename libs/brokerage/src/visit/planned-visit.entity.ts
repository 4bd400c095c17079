import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Mode } from '@app/profiles';
import type { PlanState } from './planned-visit.views.js';

@Entity({ schema: 'brokerage', name: 'planned_visit' })
export class PlannedVisitEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
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
  @Column('uuid', { name: 'visit_id', nullable: true }) visitId!: string | null;
  @Column('int') version!: number;
}
