import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvaluationView } from '../impact.views.js';

/** What was read of one objective: its later figures, and what they say beside similar schools. */
export type FigureRead = Pick<EvaluationView, 'id' | 'later' | 'says'>;

@Entity({ schema: 'impact', name: 'sign_off' })
export class SignOffEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('text', { name: 'asker_urn' }) askerUrn!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('text') outcome!: 'signed' | 'signed_noting' | 'sent_back';
  @Column('text', { nullable: true }) words!: string | null;
  @Column('jsonb', { nullable: true }) figures!: readonly FigureRead[] | null;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('boolean', { name: 'needs_second' }) needsSecond!: boolean;
  @Column('uuid', { name: 'confirmed_by', nullable: true }) confirmedBy!: string | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  @Column('text', { name: 'second_words', nullable: true }) secondWords!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('int') version!: number;
}
