import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StillInUse, Which } from '../impact.views.js';

@Entity({ schema: 'impact', name: 'sustain_check' })
export class SustainCheckEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('text') which!: Which;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('text') state!: 'done' | 'missed';
  @Column('text', { name: 'still_in_use', nullable: true }) stillInUse!: StillInUse | null;
  @Column('text', { nullable: true }) words!: string | null;
  @Column('text', { name: 'fade_out', nullable: true }) fadeOut!: string | null;
  @Column('text', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('int') version!: number;
}
