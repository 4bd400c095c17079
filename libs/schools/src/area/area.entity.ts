import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'schools', name: 'area' })
export class AreaEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'la_code', nullable: true }) laCode!: string | null;
  /** The body that answers for the data in law. */
  @Column('text') controller!: string;
  @Column('boolean') demo!: boolean;
  @Column('text') state!: 'setting_up' | 'live' | 'read_only' | 'closed';
  @Column('int') version!: number;
}
