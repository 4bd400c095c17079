import type { HalfDays, Mode } from '@app/profiles';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClosingOutcome, Objective } from '../pairing/pairing.views.js';
import type { ProjectState } from './project-state.js';
import type { ProjectPart, SchoolOutcome, TakingPart } from './project.views.js';

@Entity({ schema: 'brokerage', name: 'project' })
export class ProjectEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('text') theme!: string;
  @Column('text') purpose!: string;
  @Column('text') inclusion!: string;
  @Column('text', { name: 'exit_rule' }) exitRule!: string;
  @Column('text') confidentiality!: string;
  /** Working days between two contacts. */
  @Column('int', { name: 'cadence_days' }) cadenceDays!: number;
  @Column('jsonb') objectives!: readonly Objective[];
  @Column('uuid', { name: 'gardener_person_id' }) gardenerPersonId!: string;
  @Column('text') state!: ProjectState;
  @Column('date', { name: 'next_date', nullable: true }) nextDate!: string | null;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('uuid', { name: 'began_by', nullable: true }) beganBy!: string | null;
  @Column('timestamptz', { name: 'began_at', nullable: true }) beganAt!: Date | null;
  @Column('text', { name: 'pause_reason', nullable: true }) pauseReason!: string | null;
  @Column('text', { nullable: true }) outcome!: ClosingOutcome | null;
  @Column('text', { name: 'closed_summary', nullable: true }) closedSummary!: string | null;
  @Column('text', { nullable: true }) thanks!: string | null;
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('date', { name: 'words_by', nullable: true }) wordsBy!: string | null;
  @Column('int') version!: number;
}

@Entity({ schema: 'brokerage', name: 'project_school' })
export class ProjectSchoolEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('text') urn!: string;
  @Column('text') part!: ProjectPart;
  @Column('jsonb', { name: 'half_days' }) halfDays!: HalfDays;
  @Column('text') state!: TakingPart;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('date', { name: 'answer_by' }) answerBy!: string;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('date', { name: 'held_until', nullable: true }) heldUntil!: string | null;
  @Column('timestamptz', { name: 'left_at', nullable: true }) leftAt!: Date | null;
  @Column('text', { name: 'left_note', nullable: true }) leftNote!: string | null;
  @Column('text', { nullable: true }) outcome!: SchoolOutcome | null;
  @Column('text', { nullable: true }) words!: string | null;
  @Column('uuid', { name: 'words_by', nullable: true }) wordsBy!: string | null;
  @Column('timestamptz', { name: 'words_at', nullable: true }) wordsAt!: Date | null;
  @Column('int') version!: number;
}

@Entity({ schema: 'brokerage', name: 'project_session' })
export class ProjectSessionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  /** The project's first, second, … */
  @Column('int') number!: number;
  @Column('date', { name: 'held_on' }) heldOn!: string;
  @Column('text') mode!: Mode;
  @Column('text') summary!: string;
  /** Half-days by URN of the school that gave them. */
  @Column('jsonb') given!: Readonly<Record<string, number>>;
  @Column('uuid', { name: 'logged_by' }) loggedBy!: string;
  @Column('timestamptz', { name: 'logged_at' }) loggedAt!: Date;
}
