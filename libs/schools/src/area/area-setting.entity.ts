import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SettingKind } from './setting-kinds.js';

/** One version of one kind of setting. At most one of a kind is in force. */
@Entity({ schema: 'schools', name: 'area_setting' })
export class AreaSettingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') kind!: SettingKind;
  @Column('int') number!: number;
  @Column('jsonb') body!: unknown;
  @Column('text') hash!: string;
  @Column('text') state!: 'draft' | 'in_force' | 'retired';
  @Column('date', { name: 'in_force_from', nullable: true }) inForceFrom!: string | null;
  @Column('int') version!: number;
}
