import type { LocalDate, SchoolUrn } from '@app/kernel';
import type { WhyNoSignal } from '@app/measurement';
import type { ComparedMeasure, MeasureDefinition } from '../measures/definitions.js';
import type { SignalState } from './signal.lifecycle.js';

export interface SignalView {
  readonly id: string;
  readonly urn: SchoolUrn;
  readonly school: string;
  readonly measure: ComparedMeasure;
  readonly definition: MeasureDefinition;
  /** One school year, or the three that were pooled, the latest first. */
  readonly periods: readonly string[];
  readonly value: number;
  readonly denominator: number | null;
  readonly side: 'higher' | 'lower';
  readonly median: number;
  readonly mad: number;
  /** Of similar schools, the lowest first and without their names. */
  readonly similarValues: readonly number[];
  readonly loadedOn: Date;
  readonly foundAt: Date;
  readonly dueOn: LocalDate;
  readonly state: SignalState;
  readonly passedOnAt: Date | null;
  readonly reply: string | null;
  readonly repliedAt: Date | null;
  readonly version: number;
  readonly mayReply: boolean;
}

/** The latest look at a measure about which nothing is said. */
export interface WhyNot {
  readonly measure: ComparedMeasure;
  readonly definition: MeasureDefinition;
  readonly period: string;
  readonly because: WhyNoSignal;
}

/** That a figure waits, and nothing of what it shows. */
export interface SignalTask {
  readonly id: string;
  readonly urn: SchoolUrn;
  readonly school: string;
  /** Its head is asked to reply; who has the school in hand, to talk with the head. */
  readonly asks: 'head' | 'adviser';
  readonly since: Date;
  /** The day by which its head is asked to reply. */
  readonly dueOn: LocalDate;
}

export interface OwnSignals {
  readonly signals: readonly SignalView[];
  readonly whyNot: readonly WhyNot[];
  /** Null while nobody has looked yet. */
  readonly lookedAt: Date | null;
}
