import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReportState } from './report.lifecycle.js';

@Entity({ schema: 'board_report', name: 'report' })
export class BoardReportEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('text') reference!: string;
  /** The academic year it is of. */
  @Column('text') year!: string;
  @Column('uuid', { name: 'drafted_by' }) draftedBy!: string;
  /** When it was counted. */
  @Column('timestamptz', { name: 'counted_at' }) countedAt!: Date;
  /** What was counted, before anything is hidden: for the disclosure check alone, and in no view. */
  @Column('text') basis!: string;
  /** What may be shown, as it is shown for good. */
  @Column('text', { nullable: true }) content!: string | null;
  /** SHA-256 of `content`. */
  @Column('text', { name: 'content_hash', nullable: true }) contentHash!: string | null;
  /** Reports that had been issued when it was checked. */
  @Column('uuid', { name: 'checked_beside', array: true }) checkedBeside!: string[];
  @Column('uuid', { name: 'checked_by', nullable: true }) checkedBy!: string | null;
  @Column('uuid', { name: 'approved_by', nullable: true }) approvedBy!: string | null;
  @Column('uuid', { name: 'issued_by', nullable: true }) issuedBy!: string | null;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt!: Date | null;
  @Column('text', { nullable: true }) erratum!: string | null;
  @Column('uuid', { name: 'corrected_by', nullable: true }) correctedBy!: string | null;
  @Column('timestamptz', { name: 'corrected_at', nullable: true }) correctedAt!: Date | null;
  @Column('text') state!: ReportState;
  @Column('int') version!: number;
}
