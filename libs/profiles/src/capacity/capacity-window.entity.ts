import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Band } from './band.js';

@Entity({ schema: 'profiles', name: 'capacity_window' })
export class CapacityWindowEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('text', { name: 'half_term' }) halfTerm!: string;
  @Column('text') band!: Band;
  @Column('boolean') exact!: boolean;
  /** Half-days. */
  @Column('int') declared!: number;
  /** Half-days held, committed and delivered. */
  @Column('int') booked!: number;
  @Column('text') state!: 'open' | 'frozen' | 'reconciled';
  @Column('int') version!: number;
}
