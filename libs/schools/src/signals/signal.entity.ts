import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SignalState } from './signal.lifecycle.js';

@Entity({ schema: 'schools', name: 'signal' })
export class SignalEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') urn!: string;
  @Column('text') measure!: string;
  @Column('text') period!: string;
  @Column('jsonb') periods!: readonly string[];
  @Column('numeric') value!: number;
  @Column('int', { nullable: true }) denominator!: number | null;
  @Column('text') side!: 'higher' | 'lower';
  @Column('numeric') median!: number;
  @Column('numeric') mad!: number;
  @Column('jsonb', { name: 'similar_values' }) similarValues!: readonly number[];
  @Column('timestamptz', { name: 'loaded_on' }) loadedOn!: Date;
  @Column('timestamptz', { name: 'found_at' }) foundAt!: Date;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('text', { name: 'calendar_version' }) calendarVersion!: string;
  @Column('text') state!: SignalState;
  @Column('timestamptz', { name: 'passed_on_at', nullable: true }) passedOnAt!: Date | null;
  @Column('text', { nullable: true }) reply!: string | null;
  @Column('uuid', { name: 'replied_by', nullable: true }) repliedBy!: string | null;
  @Column('timestamptz', { name: 'replied_at', nullable: true }) repliedAt!: Date | null;
  @Column('int') version!: number;
}
