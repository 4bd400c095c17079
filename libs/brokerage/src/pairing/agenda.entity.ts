import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgendaView, Objective } from './pairing.views.js';

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
  @Column('uuid', { name: 'drafted_by' }) draftedBy!: string;
  @Column('timestamptz', { name: 'drafted_at' }) draftedAt!: Date;
  @Column('uuid', { name: 'supporter_agreed_by', nullable: true }) supporterAgreedBy!: string | null;
  @Column('timestamptz', { name: 'supporter_agreed_at', nullable: true }) supporterAgreedAt!: Date | null;
  @Column('uuid', { name: 'school_agreed_by', nullable: true }) schoolAgreedBy!: string | null;
  @Column('timestamptz', { name: 'school_agreed_at', nullable: true }) schoolAgreedAt!: Date | null;
  @Column('uuid', { name: 'broker_agreed_by', nullable: true }) brokerAgreedBy!: string | null;
  @Column('timestamptz', { name: 'broker_agreed_at', nullable: true }) brokerAgreedAt!: Date | null;
  @Column('int') version!: number;
}
