import { sayUnmet, type Names, type UnmetNeed } from '@app/matching';
import type { Tx } from '@app/platform';
import type { AreaSettings, SchoolsOfArea } from '@app/schools';

/** Names of schools and themes for sentences, as they are called today. */
export interface Namer extends Names {
  unmet(unmet: UnmetNeed): string;
}

export class Namers {
  constructor(
    private readonly settings: AreaSettings,
    private readonly schools: SchoolsOfArea,
  ) {}

  async of(tx: Tx): Promise<Namer> {
    const themes = await this.settings.themes(tx);
    const schools = await this.schools.names(tx);
    const names: Names = {
      theme: (id) => themes.nameOf(id),
      school: (urn) => schools.get(urn) ?? `School ${urn}`,
    };
    return { ...names, unmet: (unmet) => `${sayUnmet(unmet.because, names)}.` };
  }
}
