import type { LocalDate } from '@app/kernel';
import { FieldReader } from '@app/profiles';
import type { AgendaEntity } from './agenda.entity.js';
import { readObjectives, type AskedObjective } from './read-objectives.js';

export interface AskedAgenda {
  readonly purpose: string;
  readonly inclusion: string;
  readonly exitRule: string;
  readonly confidentiality: string;
  readonly cadenceDays: number;
  readonly objectives: readonly AskedObjective[];
}

export type ReadAgenda = Pick<
  AgendaEntity,
  'purpose' | 'inclusion' | 'exitRule' | 'confidentiality' | 'cadenceDays' | 'objectives'
>;

/** @throws BadInput naming each field, like `objectives.2.measure`. */
export function readAgenda(asked: AskedAgenda, today: LocalDate, reader = new FieldReader()): ReadAgenda {
  const read = {
    purpose: reader.text('purpose', asked.purpose, 'what this work is for', 500),
    objectives: readObjectives(reader, asked.objectives, today),
    inclusion: reader.text('inclusion', asked.inclusion, 'what it means for pupils with SEND', 2_000),
    exitRule: reader.text('exitRule', asked.exitRule, 'when the work is over', 1_000),
    confidentiality: reader.text('confidentiality', asked.confidentiality, 'what stays between you', 1_000),
    cadenceDays: reader.whole(
      'cadenceDays',
      asked.cadenceDays,
      'the working days between two contacts',
      1,
      60,
    ),
  };
  return reader.finish(read);
}
