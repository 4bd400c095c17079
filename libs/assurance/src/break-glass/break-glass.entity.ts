import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OpenedKind, OpeningPurpose, OpeningVerdict } from './break-glass-kinds.js';
import type { OpeningState } from './break-glass.lifecycle.js';

@Entity({ schema: 'assurance', name: 'break_glass' })
export class BreakGlassEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('text', { name: 'school_urn' }) schoolUrn!: string;
  @Column('text') kind!: OpenedKind;
  @Column('text') purpose!: OpeningPurpose;
  @Column('text') words!: string;
  @Column('int') minutes!: number;
  @Column('text') state!: OpeningState;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('timestamptz', { name: 'ends_at', nullable: true }) endsAt!: Date | null;
  /** Null where it ran out by itself. */
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('uuid', { name: 'reviewed_by', nullable: true }) reviewedBy!: string | null;
  @Column('timestamptz', { name: 'reviewed_at', nullable: true }) reviewedAt!: Date | null;
  @Column('text', { nullable: true }) verdict!: OpeningVerdict | null;
  @Column('text', { name: 'review_words', nullable: true }) reviewWords!: string | null;
  @Column('int') version!: number;
}
