import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgendaEnd, AgendaView, Objective } from './pairing.views.js';

@Entity({ schema: 'brokerage', name: 'agenda' })
export class AgendaEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('text') purpose!: string;
  @Column('text') inclusion!: string;
  @Column('text', { name: 'exit_rule' }) exitRule!: string;
  @Column('text') confidentiality!: string;
  /** Working days between two contacts. */
  @Column('int', { name: 'cadence_days' }) cadenceDays!: number;
  @Column('jsonb') objectives!: readonly Objective[];
  @Column('text') state!: AgendaView['state'];
  /** The first, the second … that all three agreed. */
  @Column('int') number!: number;
  /** Why what stands is to change; of the first, null. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { name: 'drafted_by' }) draftedBy!: string;
  @Column('timestamptz', { name: 'drafted_at' }) draftedAt!: Date;
  @Column('uuid', { name: 'supporter_agreed_by', nullable: true }) supporterAgreedBy!: string | null;
  @Column('timestamptz', { name: 'supporter_agreed_at', nullable: true }) supporterAgreedAt!: Date | null;
  @Column('uuid', { name: 'school_agreed_by', nullable: true }) schoolAgreedBy!: string | null;
  @Column('timestamptz', { name: 'school_agreed_at', nullable: true }) schoolAgreedAt!: Date | null;
  @Column('uuid', { name: 'broker_agreed_by', nullable: true }) brokerAgreedBy!: string | null;
  @Column('timestamptz', { name: 'broker_agreed_at', nullable: true }) brokerAgreedAt!: Date | null;
  @Column('text', { name: 'ended_how', nullable: true }) endedHow!: AgendaEnd | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('text', { name: 'ended_words', nullable: true }) endedWords!: string | null;
  /** Goes on from agenda to agenda of one pairing: no two share one. */
  @Column('int') version!: number;
}
