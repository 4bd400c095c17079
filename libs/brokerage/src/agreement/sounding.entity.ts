import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HalfDays } from '@app/profiles';
import type { SoundingAnswer, Told } from './agreement.views.js';

@Entity({ schema: 'brokerage', name: 'sounding' })
export class SoundingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('uuid', { name: 'proposal_id' }) proposalId!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('jsonb') told!: Told;
  @Column('jsonb', { name: 'half_days' }) halfDays!: HalfDays;
  @Column('uuid', { name: 'sent_by' }) sentBy!: string;
  @Column('timestamptz', { name: 'sent_at' }) sentAt!: Date;
  @Column('text', { nullable: true }) answer!: SoundingAnswer | null;
  @Column('jsonb', { name: 'answered_half_days', nullable: true }) answeredHalfDays!: HalfDays | null;
  @Column('text', { nullable: true }) person!: string | null;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('int') version!: number;
}
