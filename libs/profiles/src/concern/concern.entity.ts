import type { SchoolUrn } from '@app/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConcernState } from './concern.lifecycle.js';

@Entity({ schema: 'profiles', name: 'concern' })
export class ConcernEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') urn!: SchoolUrn;
  @Column('uuid', { name: 'raised_by' }) raisedBy!: string;
  @Column('text') words!: string;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt!: Date;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('text', { name: 'calendar_version' }) calendarVersion!: string;
  @Column('text') state!: ConcernState;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('int') version!: number;
}
