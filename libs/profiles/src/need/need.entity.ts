import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NeedState } from './need.lifecycle.js';
import type { Approach, KeyStageName, Mode, NeedPriority } from './need-wording.js';

@Entity({ schema: 'profiles', name: 'need' })
export class NeedEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('text') urn!: string;
  @Column('text', { name: 'primary_theme' }) primaryTheme!: string;
  @Column('text', { name: 'secondary_themes', array: true }) secondaryThemes!: string[];
  @Column('text', { name: 'key_stages', array: true }) keyStages!: KeyStageName[];
  @Column('text', { name: 'send_thread' }) sendThread!: string;
  @Column('text') priority!: NeedPriority;
  @Column('text', { name: 'wanted_outcome' }) wantedOutcome!: string;
  @Column('text', { nullable: true }) tried!: string | null;
  /** In each half-term of the window. */
  @Column('int', { name: 'half_days_wanted' }) halfDaysWanted!: number;
  @Column('text', { name: 'window_from' }) windowFrom!: string;
  @Column('text', { name: 'window_to' }) windowTo!: string;
  @Column('int', { name: 'partners_wanted' }) partnersWanted!: number;
  @Column('text', { array: true }) modes!: Mode[];
  @Column('int', { name: 'travel_km', nullable: true }) travelKm!: number | null;
  @Column('date', { name: 'earliest_start', nullable: true }) earliestStart!: string | null;
  /** Null until the head has ticked it. */
  @Column('jsonb', { nullable: true }) approach!: Approach | null;
  @Column('text', { array: true }) wishes!: string[];
  @Column('uuid', { name: 'owner_person_id', nullable: true }) ownerPersonId!: string | null;
  @Column('uuid', { name: 'adviser_person_id', nullable: true }) adviserPersonId!: string | null;
  /** Acts beside the owner since that day, because nobody was asked in time (C-2). */
  @Column('uuid', { name: 'cover_person_id', nullable: true }) coverPersonId!: string | null;
  @Column('date', { name: 'covered_on', nullable: true }) coveredOn!: string | null;
  @Column('date', { name: 'next_date', nullable: true }) nextDate!: string | null;
  @Column('text', { name: 'calendar_version', nullable: true }) calendarVersion!: string | null;
  @Column('text') state!: NeedState;
  @Column('date', { name: 'waiting_since' }) waitingSince!: string;
  @Column('uuid', { name: 'raised_by' }) raisedBy!: string;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt!: Date;
  @Column('uuid', { name: 'agreed_by', nullable: true }) agreedBy!: string | null;
  @Column('timestamptz', { name: 'agreed_at', nullable: true }) agreedAt!: Date | null;
  @Column('text', { name: 'closed_reason', nullable: true }) closedReason!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('int') version!: number;
}
