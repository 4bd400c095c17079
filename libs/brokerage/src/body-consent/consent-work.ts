import { localDateOf, type Clock, type PersonId, type Resource, type SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { Deadlines } from '../clocks/deadlines.js';
import type { BeginWork } from '../pairing/begin-work.js';
import { schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { takingPart, urnsOf, type ProjectCases, type ProjectInHand } from '../project/project-cases.js';
import { LIVE_PROJECTS } from '../project/project.lifecycle.js';
import { consentResource, projectConsentResource } from './consent-rows.js';

/** What a trust is asked about: a pairing, or a project of several schools. */
export interface WorkInHand {
  readonly id: string;
  readonly reference: string;
  readonly path: string;
  readonly gardener: PersonId;
  readonly schools: readonly SchoolUrn[];
  /** A consent is given and taken back while it lives. */
  readonly live: boolean;
  resource(body: string): Promise<Resource>;
  given(): Promise<void>;
  refused(): Promise<void>;
  withdrawn(): Promise<void>;
}

const LIVE_PAIRINGS = ['agenda_drafting', 'agenda_agreed', 'active', 'paused'];
const WITHDRAWN = 'A trust withdrew its consent.';

/** Steps of both: what a trust's answer does to the work. */
export class ConsentWork {
  constructor(
    private readonly clock: Clock,
    private readonly pairings: PairingCases,
    private readonly projects: ProjectCases,
    private readonly begin: BeginWork,
    private readonly deadlines: Deadlines,
  ) {}

  /** @throws NotFound */
  async lock(tx: Tx, named: string): Promise<WorkInHand> {
    if (named.startsWith('PJ-')) return this.ofProject(tx, await this.projects.lock(tx, named));
    return this.ofPairing(tx, (await this.pairings.lock(tx, named)).pairing);
  }

  private ofPairing(tx: Tx, pairing: PairingEntity): WorkInHand {
    const { id, reference } = pairing;
    return {
      ...{ id, reference, path: `/pairings/${reference}`, gardener: pairing.gardenerPersonId as PersonId },
      ...{ schools: schoolsOf(pairing), live: LIVE_PAIRINGS.includes(pairing.state) },
      resource: (body) => consentResource(tx, pairing, body),
      given: async () => {
        if (pairing.state === 'agenda_agreed') await this.begin.ifComplete(tx, pairing);
      },
      refused: () => Promise.resolve(),
      withdrawn: async () => {
        if (pairing.state !== 'active') return;
        await this.deadlines.end(tx, id, 'stopped', ['C-7', 'C-10', 'C-11']);
        await this.pairings.move(tx, pairing, ['paused'], {
          ...{ pauseReason: WITHDRAWN, nextDate: localDateOf(this.clock.now()) },
        });
      },
    };
  }

  /** A project begins with its broker's word, so that an answer puts it on their list of today. */
  private ofProject(tx: Tx, held: ProjectInHand): WorkInHand {
    const { project, schools } = held;
    const { id, reference } = project;
    const today = localDateOf(this.clock.now());
    const lookAtIt = async (): Promise<void> => {
      if (project.state !== 'active') await this.projects.move(tx, project, null, { nextDate: today });
    };
    return {
      ...{ id, reference, path: `/pairings/projects/${reference}` },
      ...{ gardener: project.gardenerPersonId as PersonId, schools: urnsOf(takingPart(schools)) },
      live: LIVE_PROJECTS.includes(project.state),
      resource: (body) => Promise.resolve(projectConsentResource(held, body)),
      given: lookAtIt,
      refused: lookAtIt,
      withdrawn: async () => {
        if (project.state === 'active')
          await this.projects.move(tx, project, 'paused', { pauseReason: WITHDRAWN, nextDate: today });
        else await lookAtIt();
      },
    };
  }
}
