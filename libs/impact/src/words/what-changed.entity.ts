import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Side } from '../impact.views.js';

@Entity({ schema: 'impact', name: 'what_changed' })
export class WhatChangedEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('text') side!: Side;
  @Column('text', { nullable: true }) pupils!: string | null;
  @Column('text', { nullable: true }) people!: string | null;
  @Column('text', { nullable: true }) schools!: string | null;
  @Column('text', { nullable: true }) partnership!: string | null;
  @Column('uuid', { name: 'said_by' }) saidBy!: string;
  @Column('timestamptz', { name: 'said_at' }) saidAt!: Date;
  @Column('int') version!: number;
}
