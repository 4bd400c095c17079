import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ENTRY_KINDS = ['declared', 'held', 'committed', 'delivered', 'released', 'expired'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One line of the ledger, signed half-days. Never changed. */
@Entity({ schema: 'profiles', name: 'capacity_entry' })
export class CapacityEntryEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'window_id' }) windowId!: string;
  @Column('text') kind!: EntryKind;
  @Column('int', { name: 'half_days' }) halfDays!: number;
  @Column('text') reference!: string;
  @Column('text', { name: 'entered_by' }) enteredBy!: string;
  @Column('timestamptz', { name: 'entered_at' }) enteredAt!: Date;
}
