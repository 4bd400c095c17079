import type { AcademicYearId, LocalDate } from '@app/kernel';
import type { MeasureId } from '@app/schools';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { GoalState } from './board-goal.lifecycle.js';

@Entity({ schema: 'board_report', name: 'goal' })
export class BoardGoalEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  /** Key of the map `goals` in the area's themes. */
  @Column('text') goal!: string;
  @Column('text') name!: string;
  @Column('text') wording!: string;
  /** What the Board wants to see: a target or a direction. */
  @Column('text') aim!: string;
  /** Who on the Board answers for it. */
  @Column('text') owner!: string;
  @Column('text', { array: true }) measures!: MeasureId[];
  @Column('text', { name: 'from_year' }) fromYear!: AcademicYearId;
  @Column('text', { name: 'to_year' }) toYear!: AcademicYearId;
  /** Everybody who wrote a word of it. */
  @Column('uuid', { name: 'written_by', array: true }) writtenBy!: string[];
  @Column('timestamptz', { name: 'written_at' }) writtenAt!: Date;
  @Column('text', { nullable: true }) meeting!: string | null;
  @Column('date', { name: 'adopted_on', nullable: true }) adoptedOn!: LocalDate | null;
  @Column('uuid', { name: 'adopted_by', nullable: true }) adoptedBy!: string | null;
  @Column('text', { name: 'review_note', nullable: true }) reviewNote!: string | null;
  @Column('date', { name: 'reviewed_on', nullable: true }) reviewedOn!: LocalDate | null;
  @Column('uuid', { name: 'reviewed_by', nullable: true }) reviewedBy!: string | null;
  @Column('text', { name: 'closed_because', nullable: true }) closedBecause!: string | null;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn!: LocalDate | null;
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy!: string | null;
  @Column('text') state!: GoalState;
  @Column('int') version!: number;
}
