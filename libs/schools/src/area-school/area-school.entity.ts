import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is local about a school: that it belongs to the area, and facts that the register leaves blank. */
@Entity({ schema: 'schools', name: 'area_school' })
export class AreaSchoolEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') urn!: string;
  @Column('text', { nullable: true }) district!: string | null;
  @Column('text', { name: 'trust_code', nullable: true }) trustCode!: string | null;
  @Column('text', { name: 'trust_name', nullable: true }) trustName!: string | null;
  @Column('text') state!: string;
  @Column('int') version!: number;
}
