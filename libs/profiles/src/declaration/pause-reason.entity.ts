import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PauseKind } from './declared.js';

/** Why a school pauses. Never joined to anything that other people read. */
@Entity({ schema: 'profiles', name: 'pause_reason' })
export class PauseReasonEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') urn!: string;
  @Column('uuid', { name: 'declaration_id' }) declarationId!: string;
  @Column('text') kind!: PauseKind;
  @Column('text', { nullable: true }) words!: string | null;
  @Column('uuid', { name: 'given_by' }) givenBy!: string;
  @Column('timestamptz', { name: 'given_at' }) givenAt!: Date;
  @Column('timestamptz', { name: 'superseded_at', nullable: true }) supersededAt!: Date | null;
  @Column('int') version!: number;
}
