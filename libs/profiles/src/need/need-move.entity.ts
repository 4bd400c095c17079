import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NeedState } from './need.lifecycle.js';

/** One move of a need: who, when, why. Never changed. */
@Entity({ schema: 'profiles', name: 'need_move' })
export class NeedMoveEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'need_id' }) needId!: string;
  @Column('text', { name: 'from_state', nullable: true }) fromState!: NeedState | null;
  @Column('text', { name: 'to_state' }) toState!: NeedState;
  @Column('text', { name: 'moved_by' }) movedBy!: string;
  @Column('timestamptz', { name: 'moved_at' }) movedAt!: Date;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('int', { name: 'policy_number', nullable: true }) policyNumber!: number | null;
}
