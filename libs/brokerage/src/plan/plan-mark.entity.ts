import { Column, Entity, PrimaryColumn } from 'typeorm';

export const MARK_KINDS = ['lock', 'bar'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

@Entity({ schema: 'brokerage', name: 'plan_mark' })
export class PlanMarkEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('text') kind!: MarkKind;
  @Column('text') reason!: string;
  @Column('uuid', { name: 'marked_by' }) markedBy!: string;
  @Column('timestamptz', { name: 'marked_at' }) markedAt!: Date;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('int') version!: number;
}
