import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Standing } from './review-point.views.js';

@Entity({ schema: 'brokerage', name: 'review_point' })
export class ReviewPointEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  /** The pairing's first, second, … */
  @Column('int') number!: number;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('date', { name: 'held_on', nullable: true }) heldOn!: string | null;
  @Column('jsonb', { nullable: true }) standings!: readonly Standing[] | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('uuid', { name: 'held_by', nullable: true }) heldBy!: string | null;
  @Column('timestamptz', { name: 'held_at', nullable: true }) heldAt!: Date | null;
  /** Of which agenda of the pairing the aims were that it looked at. */
  @Column('int', { name: 'agenda_number' }) agendaNumber!: number;
  @Column('text') state!: 'due' | 'held' | 'missed';
  @Column('int') version!: number;
}
