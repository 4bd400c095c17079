import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MeetingOutcome } from './meeting.views.js';

@Entity({ schema: 'brokerage', name: 'meeting' })
export class MeetingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('uuid', { name: 'run_id' }) runId!: string;
  @Column('uuid', { name: 'need_ids', array: true }) needIds!: string[];
  @Column('uuid', { name: 'opened_by' }) openedBy!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('int') version!: number;
}

@Entity({ schema: 'brokerage', name: 'meeting_away' })
export class MeetingAwayEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'meeting_id' }) meetingId!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') kind!: 'left' | 'absent';
  @Column('uuid', { name: 'noted_by' }) notedBy!: string;
  @Column('timestamptz', { name: 'noted_at' }) notedAt!: Date;
}

@Entity({ schema: 'brokerage', name: 'meeting_turn' })
export class MeetingTurnEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'meeting_id' }) meetingId!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('text') outcome!: MeetingOutcome;
  @Column('text', { name: 'supporter_urn', nullable: true }) supporterUrn!: string | null;
  @Column('text', { nullable: true }) said!: string | null;
  @Column('uuid', { name: 'noted_by' }) notedBy!: string;
  @Column('timestamptz', { name: 'noted_at' }) notedAt!: Date;
}
