import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'brokerage', name: 'broker_change' })
export class BrokerChangeEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('uuid', { name: 'from_person_id' }) fromPersonId!: string;
  @Column('uuid', { name: 'to_person_id' }) toPersonId!: string;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
}
