import type { Mode } from '@app/profiles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'brokerage', name: 'coaching' })
export class CoachingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('uuid', { name: 'coach_person_id', nullable: true }) coachPersonId!: string | null;
  @Column('uuid', { name: 'coached_person_id', nullable: true }) coachedPersonId!: string | null;
  @Column('timestamptz', { name: 'began_at' }) beganAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('int') version!: number;
}

@Entity({ schema: 'brokerage', name: 'coaching_session' })
export class CoachingSessionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('uuid', { name: 'coaching_id' }) coachingId!: string;
  /** The pairing's first, second, … */
  @Column('int') number!: number;
  @Column('date', { name: 'held_on' }) heldOn!: string;
  @Column('text') mode!: Mode;
  @Column('int') minutes!: number;
  @Column('int', { name: 'half_days' }) halfDays!: number;
  @Column('uuid', { name: 'logged_by' }) loggedBy!: string;
  @Column('timestamptz', { name: 'logged_at' }) loggedAt!: Date;
}

@Entity({ schema: 'brokerage', name: 'planned_session' })
export class PlannedSessionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('uuid', { name: 'coaching_id' }) coachingId!: string;
  @Column('int') number!: number;
  @Column('date', { name: 'held_on' }) heldOn!: string;
  @Column('text') mode!: Mode;
  @Column('uuid', { name: 'planned_by' }) plannedBy!: string;
  @Column('timestamptz', { name: 'planned_at' }) plannedAt!: Date;
  @Column('text') state!: 'planned' | 'done' | 'cancelled';
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('uuid', { name: 'session_id', nullable: true }) sessionId!: string | null;
  @Column('int') version!: number;
}

@Entity({ schema: 'brokerage', name: 'coaching_note' })
export class CoachingNoteEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'coaching_id' }) coachingId!: string;
  @Column('uuid', { name: 'session_id' }) sessionId!: string;
  @Column('uuid', { name: 'written_by' }) writtenBy!: string;
  @Column('timestamptz', { name: 'written_at' }) writtenAt!: Date;
  @Column('text') text!: string;
}
