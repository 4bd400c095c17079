import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InformationState } from './information-request.lifecycle.js';

/** What was asked for, and by when it is answered. Who asked stands in a table of its own, which no list and no log reads. */
@Entity({ schema: 'assurance', name: 'information_request' })
export class InformationRequestEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('date', { name: 'received_on' }) receivedOn!: string;
  @Column('text') asked!: string;
  @Column('uuid', { name: 'registered_by' }) registeredBy!: string;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt!: Date;
  @Column('uuid', { name: 'prepared_by', array: true }) preparedBy!: string[];
  /** The question and the answer as the log of disclosures will tell them. */
  @Column('text', { nullable: true }) summary!: string | null;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('text') state!: InformationState;
  @Column('int') version!: number;
}
