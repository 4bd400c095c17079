import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'brokerage', name: 'deadline' })
export class DeadlineEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') clock!: string;
  @Column('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('text', { name: 'calendar_version' }) calendarVersion!: string;
  @Column('text') state!: 'open' | 'met' | 'missed' | 'stopped';
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('int') version!: number;
}
