import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LightSide, LightState } from './light.views.js';

@Entity({ schema: 'brokerage', name: 'light_pairing' })
export class LightPairingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('text') purpose!: string;
  @Column('text') contact!: string;
  @Column('date', { name: 'on_day' }) onDay!: string;
  /** 0 for a call, 2 at most. */
  @Column('int', { name: 'half_days' }) halfDays!: number;
  @Column('text', { name: 'asked_side' }) askedSide!: LightSide;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  /** Half-days that came out of what the supporter declared. */
  @Column('int') booked!: number;
  @Column('uuid', { name: 'gardener_person_id' }) gardenerPersonId!: string;
  @Column('text') state!: LightState;
  @Column('text', { nullable: true }) outcome!: 'met' | 'ended_early' | null;
  @Column('text', { nullable: true }) thanks!: string | null;
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('int') version!: number;
}
