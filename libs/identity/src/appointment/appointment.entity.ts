import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'identity', name: 'appointment' })
export class AppointmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') role!: string;
  @Column('text', { nullable: true }) urn!: string | null;
  @Column('text', { nullable: true }) body!: string | null;
  @Column('date', { name: 'from_on' }) fromOn!: string;
  @Column('date', { name: 'to_on', nullable: true }) toOn!: string | null;
  @Column('int', { name: 'fte_percent', nullable: true }) ftePercent!: number | null;
  /** 1 Monday to 5 Friday: the weekday a broker is released for brokering. */
  @Column('int', { name: 'broker_weekday', nullable: true }) brokerWeekday!: number | null;
  /** Another broker, who acts where this one did not in time (C-2). */
  @Column('uuid', { name: 'cover_person_id', nullable: true }) coverPersonId!: string | null;
  @Column('text', { array: true }) flags!: string[];
  @Column('text') state!: string;
  @Column('int') version!: number;
}
