import type { SchoolUrn, ThemeId } from '@app/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { QuestionState } from './question.lifecycle.js';

@Entity({ schema: 'network', name: 'question' })
export class QuestionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('text') theme!: ThemeId;
  @Column('text') text!: string;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('text', { name: 'calendar_version' }) calendarVersion!: string;
  @Column('text') state!: QuestionState;
  @Column('timestamptz', { name: 'routed_at', nullable: true }) routedAt!: Date | null;
  @Column('uuid', { name: 'routed_to', nullable: true }) routedTo!: string | null;
  @Column('text', { name: 'routed_urn', nullable: true }) routedUrn!: SchoolUrn | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('int') version!: number;
}
