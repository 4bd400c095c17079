import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'identity', name: 'person' })
export class PersonEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'account_id', nullable: true }) accountId!: string | null;
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text') state!: string;
  @Column('date', { name: 'interests_confirmed_on', nullable: true }) interestsConfirmedOn!: string | null;
  /** In a demo area alone: the line under which the sign-in page offers this person. */
  @Column('text', { nullable: true }) persona!: string | null;
  @Column('int') version!: number;
}
