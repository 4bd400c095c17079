import {
  AgreeAgenda,
  AgreeChange,
  Agreements,
  AnswerOffer,
  AnswerSounding,
  ClosePairing,
  DecideProposal,
  DraftAgenda,
  MakeProposal,
  NeedCandidates,
  Pairings,
  SoundOut,
  VaryAgenda,
  type AskedObjective,
} from '@app/brokerage';
import { systemActor } from '@app/identity';
import type { Actor } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { CommitRegisterImport, PreviewRegisterImport, RegisterImports, TakeRegisterFile } from '@app/schools';
import { NORTH } from './an-area.js';
import { BrokerageHouse, MARLOWE, type Persona } from './a-brokerage-house.js';

export const COUNTED: AskedObjective = {
  ...{ aim: 'Fewer pupils miss one session in ten', measure: 'Persistent absence' },
  ...{ baseline: '31.2% in autumn 2026', target: '24 to 27%', due: '2027-07-16' },
  ...{ figure: '31.2', of: '340', period: 'autumn 2026', source: 'Our register' },
};

/** Marlowe supports Eastmarsh: agreed in principle, at work, or closed, one call a step. */
export class APairing {
  private constructor(
    readonly house: BrokerageHouse,
    readonly reference: string,
  ) {}

  static async open(kind = 'support'): Promise<APairing> {
    const house = await BrokerageHouse.open();
    await house.offer(MARLOWE);
    const need = await house.openNeed();
    const run = await house.run([need]);
    const [broker, head, asker] = [await house.as('broker'), await house.as('head'), await house.as('asker')];
    const listed = await house.asking('broker', (tx) => house.get(NeedCandidates).ofNeed(tx, need));
    const offer = listed.candidates[0]?.offer as never;
    const made = await house.get(MakeProposal).execute(broker, NORTH, { run, need, offer });
    const seen = () => house.asking('broker', (tx) => house.get(Agreements).proposal(tx, made.reference));
    const asked = { proposal: made.reference, version: (await seen()).version };
    const request = await house.get(SoundOut).execute(broker, NORTH, asked);
    await house.get(AnswerSounding).execute(head, NORTH, { request, version: 1, answer: 'yes' });
    const support = (await seen()).offer?.reference ?? '';
    await house.get(AnswerOffer).execute(asker, NORTH, { offer: support, version: 1, answer: 'accept' });
    const decided = { ...asked, version: (await seen()).version, outcome: 'agreed', kind };
    const { pairing } = await house.get(DecideProposal).execute(broker, NORTH, decided);
    return new APairing(house, pairing ?? '');
  }

  close(): Promise<void> {
    return this.house.close();
  }

  as(who: Persona): Promise<Actor> {
    return this.house.as(who, MARLOWE);
  }

  seen() {
    return this.house.asking('broker', (tx) => this.house.get(Pairings).one(tx, this.reference));
  }

  async agree(objectives: readonly AskedObjective[] = [COUNTED]): Promise<void> {
    const { house, reference: pairing } = this;
    await house.get(DraftAgenda).execute(await this.as('head'), NORTH, {
      ...{ pairing, version: null, purpose: 'One system for attendance.', inclusion: 'SEN support first.' },
      ...{ exitRule: 'At Easter.', confidentiality: 'What we see in lessons.', cadenceDays: 10, objectives },
    });
    for (const who of ['head', 'asker', 'broker'] as const) {
      const version = (await this.seen()).agenda?.version ?? 0;
      await house.get(AgreeAgenda).execute(await this.as(who), NORTH, { pairing, version });
    }
  }

  /** A change of what was agreed, by all three. */
  async vary(objectives: readonly AskedObjective[]): Promise<void> {
    const { house, reference: pairing } = this;
    await house.get(VaryAgenda).execute(await this.as('head'), NORTH, {
      ...{ pairing, version: (await this.seen()).agenda?.version ?? 0, reason: 'We see it otherwise now.' },
      ...{ purpose: 'One system for attendance.', inclusion: 'SEN support first.', exitRule: 'At Easter.' },
      ...{ confidentiality: 'What we see in lessons.', cadenceDays: 10, objectives },
    });
    for (const who of ['head', 'asker', 'broker'] as const) {
      const version = (await this.seen()).change?.version ?? 0;
      await house.get(AgreeChange).agree(await this.as(who), NORTH, { pairing, version });
    }
  }

  /** Published figures, as the installation imports them. */
  async publish(fileName: string, head: string, rows: readonly string[]): Promise<void> {
    const { house } = this;
    const ops = systemActor('ops', null);
    const file = { kind: 'measures', fileName, bytes: Buffer.from([head, ...rows].join('\r\n')) } as const;
    const id = await house.get(TakeRegisterFile).execute(ops, { ...file, inQueue: false });
    await house.get(PreviewRegisterImport).execute(ops, id);
    const { fileHash } = await house
      .get(UnitOfWork)
      .runForInstallation(ops, (tx) => house.get(RegisterImports).one(tx, id));
    await house.get(CommitRegisterImport).execute(ops, { id, fileHash, confirmed: [] });
  }

  async end(outcome = 'met'): Promise<void> {
    const { version } = await this.seen();
    const asked = { pairing: this.reference, version, outcome, summary: 'Every tutor uses it.' };
    await this.house.get(ClosePairing).execute(await this.as('broker'), NORTH, asked);
  }
}
