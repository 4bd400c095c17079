import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'identity', name: 'supplier_interest' })
export class SupplierInterestEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  /** As they wrote it; the database compares it as one supplier however it is written. */
  @Column('text') supplier!: string;
  @Column('date', { name: 'from_on' }) fromOn!: string;
  @Column('date', { name: 'to_on', nullable: true }) toOn!: string | null;
  @Column('text') state!: string;
  @Column('int') version!: number;
}
