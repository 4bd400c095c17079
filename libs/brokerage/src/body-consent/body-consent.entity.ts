import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConsentState } from './consent.views.js';

@Entity({ schema: 'brokerage', name: 'body_consent' })
export class BodyConsentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  /** Of a pairing, or of a project: one of the two. */
  @Column('uuid', { name: 'pairing_id', nullable: true }) pairingId!: string | null;
  @Column('uuid', { name: 'project_id', nullable: true }) projectId!: string | null;
  @Column('text') body!: string;
  @Column('text') urn!: string;
  @Column('text') state!: ConsentState;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('text', { nullable: true }) funder!: string | null;
  @Column('boolean', { name: 'cover_arranged', nullable: true }) coverArranged!: boolean | null;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('uuid', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('int') version!: number;
}
