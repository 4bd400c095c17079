import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HalfDays } from '@app/profiles';

@Entity({ schema: 'brokerage', name: 'support_offer' })
export class SupportOfferEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  @Column('uuid', { name: 'proposal_id' }) proposalId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('jsonb') reasons!: readonly string[];
  @Column('jsonb', { name: 'half_days' }) halfDays!: HalfDays;
  @Column('text', { nullable: true }) person!: string | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'meeting_asked_at', nullable: true }) meetingAskedAt!: Date | null;
  @Column('text', { nullable: true }) answer!: 'accepted' | 'declined' | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('int') version!: number;
}
