import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Mode } from '@app/profiles';
import type { VisitState } from './pairing.views.js';

@Entity({ schema: 'brokerage', name: 'visit' })
export class VisitEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  /** The pairing's first, second, … */
  @Column('int') number!: number;
  @Column('date', { name: 'held_on' }) heldOn!: string;
  @Column('text') mode!: Mode;
  @Column('int', { name: 'half_days' }) halfDays!: number;
  @Column('text') summary!: string;
  @Column('text', { nullable: true }) actions!: string | null;
  @Column('uuid', { name: 'logged_by' }) loggedBy!: string;
  @Column('timestamptz', { name: 'logged_at' }) loggedAt!: Date;
  @Column('text') state!: VisitState;
  @Column('text', { nullable: true }) reply!: string | null;
  @Column('uuid', { name: 'replied_by', nullable: true }) repliedBy!: string | null;
  @Column('timestamptz', { name: 'replied_at', nullable: true }) repliedAt!: Date | null;
  @Column('int') version!: number;
}
