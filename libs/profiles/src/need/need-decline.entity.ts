import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A supporter's no to one need. */
@Entity({ schema: 'profiles', name: 'need_decline' })
export class NeedDeclineEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('timestamptz', { name: 'declined_at' }) declinedAt!: Date;
}
