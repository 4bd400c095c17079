import type { LocalDate, SchoolUrn } from '@app/kernel';

export type LightSide = 'supporter' | 'school';
export type LightState = 'agreed_in_principle' | 'active' | 'closed' | 'not_started';

/** The most half-days of a light pairing: a day in all. */
export const MOST_LIGHT_HALF_DAYS = 2;

export interface LightView {
  readonly id: string;
  readonly reference: string;
  readonly asker: { readonly urn: SchoolUrn; readonly name: string };
  readonly supporter: { readonly urn: SchoolUrn; readonly name: string };
  readonly purpose: string;
  readonly contact: string;
  readonly onDay: LocalDate;
  readonly halfDays: number;
  readonly booked: number;
  readonly askedSide: LightSide;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly gardener: string;
  readonly state: LightState;
  readonly outcome: 'met' | 'ended_early' | null;
  readonly thanks: string | null;
  readonly closedAt: Date | null;
  readonly version: number;
  readonly can: { readonly answer: boolean; readonly thank: boolean; readonly end: boolean };
}
