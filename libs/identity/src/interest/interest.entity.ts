import { Column, Entity, PrimaryColumn } from 'typeorm';

export const INTEREST_KINDS = ['post', 'governor', 'family', 'paid_work', 'competition'] as const;
export type InterestKind = (typeof INTEREST_KINDS)[number];

@Entity({ schema: 'identity', name: 'interest' })
export class InterestEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') kind!: InterestKind;
  @Column('text') urn!: string;
  @Column('date', { name: 'from_on' }) fromOn!: string;
  @Column('date', { name: 'to_on', nullable: true }) toOn!: string | null;
  @Column('text') state!: string;
  @Column('int') version!: number;
}
