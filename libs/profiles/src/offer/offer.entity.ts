import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OfferState } from './offer.lifecycle.js';
import type { OfferedTheme } from './offered-theme.js';

@Entity({ schema: 'profiles', name: 'offer' })
export class OfferEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text', { name: 'supporter_urn' }) supporterUrn!: string;
  @Column('jsonb') themes!: OfferedTheme[];
  /** Who would do it: staff, by name or post. */
  @Column('text', { nullable: true }) people!: string | null;
  @Column('text', { name: 'key_stages', array: true }) keyStages!: string[];
  @Column('text', { array: true }) modes!: string[];
  @Column('int', { name: 'travel_km', nullable: true }) travelKm!: number | null;
  @Column('text', { name: 'not_with', array: true }) notWith!: string[];
  @Column('text', { nullable: true }) conditions!: string | null;
  @Column('int', { name: 'max_partners' }) maxPartners!: number;
  @Column('int', { name: 'min_partners' }) minPartners!: number;
  /** The one that the school's yearly declaration keeps. */
  @Column('boolean') standing!: boolean;
  @Column('text') state!: OfferState;
  @Column('text', { name: 'paused_by', nullable: true }) pausedBy!: 'head' | 'not_this_term' | null;
  @Column('uuid', { name: 'agreed_by', nullable: true }) agreedBy!: string | null;
  @Column('timestamptz', { name: 'agreed_at', nullable: true }) agreedAt!: Date | null;
  @Column('int') version!: number;
}
