import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OfferedTheme } from '../offer/offered-theme.js';
import type { Appetite, DeclaredNeed } from './declared.js';
import type { DeclarationState } from './declaration.lifecycle.js';

@Entity({ schema: 'profiles', name: 'declaration' })
export class DeclarationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') urn!: string;
  @Column('text', { name: 'academic_year' }) academicYear!: string;
  @Column('text') appetite!: Appetite;
  @Column('jsonb') strengths!: OfferedTheme[];
  /** For the own school, its broker and adviser alone (I-36). */
  @Column('jsonb') needs!: DeclaredNeed[];
  @Column('date', { name: 'quiet_until', nullable: true }) quietUntil!: string | null;
  @Column('text') state!: DeclarationState;
  @Column('uuid', { name: 'submitted_by', nullable: true }) submittedBy!: string | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt!: Date | null;
  @Column('date', { name: 'unchanged_on', nullable: true }) unchangedOn!: string | null;
  /** Who confirmed it, or asked about it; null while it waits for either. */
  @Column('uuid', { name: 'checked_by', nullable: true }) checkedBy!: string | null;
  @Column('timestamptz', { name: 'checked_at', nullable: true }) checkedAt!: Date | null;
  /** For the readers of its needs alone. */
  @Column('text', { nullable: true }) question!: string | null;
  @Column('int') version!: number;
}
