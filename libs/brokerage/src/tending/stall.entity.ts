import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StallRule, TendingAct } from './tending.views.js';

@Entity({ schema: 'brokerage', name: 'stall' })
export class StallEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('text') rule!: StallRule;
  @Column('date') since!: string;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt!: Date;
  @Column('text') state!: 'open' | 'acted' | 'dismissed' | 'resolved';
  @Column('uuid', { name: 'tending_id', nullable: true }) tendingId!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('int') version!: number;
}

@Entity({ schema: 'brokerage', name: 'tending' })
export class TendingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('text') act!: TendingAct;
  @Column('text') note!: string;
  @Column('uuid', { name: 'done_by' }) doneBy!: string;
  @Column('timestamptz', { name: 'done_at' }) doneAt!: Date;
}
