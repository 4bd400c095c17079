import { Column, Entity, PrimaryColumn } from 'typeorm';

export const MARK_KINDS = ['lock', 'bar'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** Whom a need is to have one of: by their setting, or the schools that a broker named. */
export const GROUP_KINDS = ['special', 'alternative_provision', 'named'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

@Entity({ schema: 'brokerage', name: 'plan_mark' })
export class PlanMarkEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  /** Null for a group. */
  @Column('text', { name: 'supporter_urn', nullable: true }) supporterUrn!: string | null;
  @Column('text') kind!: MarkKind | 'group';
  @Column('text', { name: 'group_kind', nullable: true }) groupKind!: GroupKind | null;
  @Column('text', { array: true }) schools!: string[];
  @Column('text') reason!: string;
  @Column('uuid', { name: 'marked_by' }) markedBy!: string;
  @Column('timestamptz', { name: 'marked_at' }) markedAt!: Date;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('int') version!: number;
}
