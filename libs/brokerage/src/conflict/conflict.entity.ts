import { Column, Entity, PrimaryColumn } from 'typeorm';

export const CONFLICT_KINDS = [
  'same_body',
  'governance',
  'employment',
  'family',
  'competition',
  'money',
  'past_dispute',
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];
export type ConflictState = 'suspected' | 'none' | 'managed' | 'barred' | 'expired';

/** Between two schools, the lower URN first: friction is managed with conditions or bars the pair, never hidden. */
@Entity({ schema: 'brokerage', name: 'conflict' })
export class ConflictEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') urn!: string;
  @Column('text', { name: 'other_urn' }) otherUrn!: string;
  @Column('text') kind!: ConflictKind;
  @Column('text') state!: ConflictState;
  @Column('text', { nullable: true }) conditions!: string | null;
  @Column('int') version!: number;
}
