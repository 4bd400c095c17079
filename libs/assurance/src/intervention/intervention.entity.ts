import type { ClosingOutcome } from '@app/brokerage';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Basis, InterventionKind } from './intervention-kinds.js';
import type { InterventionState } from './intervention.lifecycle.js';
import type { InterventionSubject } from './intervention.views.js';

@Entity({ schema: 'assurance', name: 'intervention' })
export class InterventionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('text') kind!: InterventionKind;
  @Column('text') basis!: Basis;
  /** The power or the agreement, by its name. */
  @Column('text', { name: 'rests_on' }) restsOn!: string;
  @Column('text') funder!: string;
  @Column('int') pence!: number;
  @Column('int', { name: 'half_days' }) halfDays!: number;
  @Column('text', { name: 'about_kind' }) aboutKind!: InterventionSubject;
  @Column('text', { name: 'about_reference' }) aboutReference!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('uuid', { name: 'pairing_id', nullable: true }) pairingId!: string | null;
  /** The school it is for: its head reads it. */
  @Column('text', { name: 'school_urn' }) schoolUrn!: string;
  /** Every school of what it is about. */
  @Column('text', { name: 'school_urns', array: true }) schoolUrns!: string[];
  @Column('date', { name: 'starts_on' }) startsOn!: string;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn!: string | null;
  @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('uuid', { name: 'changed_by', nullable: true }) changedBy!: string | null;
  @Column('timestamptz', { name: 'changed_at', nullable: true }) changedAt!: Date | null;
  @Column('uuid', { name: 'begun_by', nullable: true }) begunBy!: string | null;
  @Column('timestamptz', { name: 'begun_at', nullable: true }) begunAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: ClosingOutcome | null;
  @Column('text', { name: 'came_of_it', nullable: true }) cameOfIt!: string | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { name: 'withdrawn_because', nullable: true }) withdrawnBecause!: string | null;
  @Column('uuid', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('text') state!: InterventionState;
  @Column('int') version!: number;
}
