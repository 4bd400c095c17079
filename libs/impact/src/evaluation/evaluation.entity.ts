import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BetterWhen, ValueSymbol } from '@app/measurement';
import type { ComparisonRule } from '../impact.views.js';
import type { EvaluationState } from './evaluation.lifecycle.js';

@Entity({ schema: 'impact', name: 'evaluation' })
export class EvaluationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'pairing_id' }) pairingId!: string;
  @Column('int') objective!: number;
  @Column('int', { name: 'agenda_version' }) agendaVersion!: number;
  @Column('text') state!: EvaluationState;
  @Column('text') outcome!: string;
  @Column('text') measure!: string;
  @Column('text', { name: 'measure_id', nullable: true }) measureId!: string | null;
  @Column('text', { name: 'better_when', nullable: true }) betterWhen!: BetterWhen | null;
  @Column('text', { nullable: true }) unit!: string | null;
  @Column('text', { name: 'baseline_words' }) baselineWords!: string;
  @Column('numeric', { name: 'baseline_value', nullable: true }) baselineValue!: number | null;
  @Column('text', { name: 'baseline_symbol', nullable: true }) baselineSymbol!: ValueSymbol | null;
  @Column('int', { name: 'baseline_of', nullable: true }) baselineOf!: number | null;
  @Column('text', { name: 'baseline_period', nullable: true }) baselinePeriod!: string | null;
  @Column('text', { name: 'baseline_source', nullable: true }) baselineSource!: string | null;
  @Column('text') target!: string;
  @Column('date', { name: 'window_from' }) windowFrom!: string;
  @Column('date', { name: 'window_to' }) windowTo!: string;
  @Column('jsonb') comparison!: ComparisonRule;
  @Column('text') method!: string;
  @Column('timestamptz', { name: 'locked_at' }) lockedAt!: Date;
  @Column('int') version!: number;
}

/** Written once: what comes later stands beside what came before. */
@Entity({ schema: 'impact', name: 'later_value' })
export class LaterValueEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'area_id' }) areaId!: string;
  @Column('uuid', { name: 'evaluation_id' }) evaluationId!: string;
  @Column('text') period!: string;
  @Column('numeric', { nullable: true }) value!: number | null;
  @Column('text', { nullable: true }) symbol!: ValueSymbol | null;
  @Column('int', { nullable: true }) denominator!: number | null;
  @Column('text') source!: string;
  @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
