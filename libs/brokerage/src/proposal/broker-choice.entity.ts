import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'brokerage', name: 'broker_choice' })
export class BrokerChoiceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('text', { name: 'supporter_urn', nullable: true }) supporterUrn!: string | null;
  @Column('uuid', { name: 'run_id', nullable: true }) runId!: string | null;
  @Column('text') kind!: 'propose' | 'veto' | 'defer';
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('date', { nullable: true }) until!: string | null;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}
