import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A school that is in the data room, or was. */
@Entity({ schema: 'schools', name: 'data_room_place' })
export class DataRoomPlaceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') urn!: string;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt!: Date;
  @Column('uuid', { name: 'joined_by' }) joinedBy!: string;
  @Column('timestamptz', { name: 'left_at', nullable: true }) leftAt!: Date | null;
  @Column('uuid', { name: 'left_by', nullable: true }) leftBy!: string | null;
  @Column('int') version!: number;
}
