import { NotFound, type SchoolUrn } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type {
  Agreements,
  Commissions,
  ConflictsOf,
  NeedCandidates,
  Pairings,
  Projects,
  ProjectView,
  ProposalCase,
} from '@app/brokerage';
import type { Rights } from '@app/identity';
import type { Impacts } from '@app/impact';
import type { Tx } from '@app/platform';
import type { LedgerLines, NeedCases, Needs } from '@app/profiles';
import type { SchoolsOfArea } from '@app/schools';
import type { Interventions } from '../intervention/interventions.query.js';
import { penceOf, type CaseFile } from './case-file.js';

/** Everything that followed from one request, for those who answer for it and for officers who say why they read it. */
export class CaseFiles {
  constructor(
    private readonly rights: Rights,
    private readonly audit: AuditTrail,
    private readonly needs: Needs,
    private readonly cases: NeedCases,
    private readonly candidates: NeedCandidates,
    private readonly agreements: Agreements,
    private readonly pairings: Pairings,
    private readonly impacts: Impacts,
    private readonly ledger: LedgerLines,
    private readonly conflicts: ConflictsOf,
    private readonly schools: SchoolsOfArea,
    private readonly interventions: Interventions,
    private readonly commissions: Commissions,
    private readonly projects: Projects,
  ) {}

  /**
   * A sensitive read of the case, and of each record in it by that record's own rule.
   *
   * @param reason what an officer typed; the school's head is told.
   * @throws NotFound for who may not know of it or has an interest in its school; NotAllowed REASON_REQUIRED.
   */
  async one(tx: Tx, reference: string, reason: string | null = null): Promise<CaseFile> {
    const { id, urn } = await this.needs.summary(tx, reference);
    const resource = (await this.cases.read(tx, [id])).get(id)?.resource ?? null;
    await this.rights.require(tx, 'case.read', resource, {}, { reason });
    const typed = (reason ?? '').trim().slice(0, 1_000);
    await this.audit.record(tx, {
      ...{ act: 'case.read', entity: `profiles.need:${id}`, schools: [urn] },
      ...(typed === '' ? {} : { details: { reason: typed } }),
    });
    const need = await this.needs.detail(tx, reference, reason);
    const listed = await this.candidates.ofNeed(tx, id, reason);
    const proposals = await this.proposalsOf(
      tx,
      listed.proposals.map((each) => each.reference),
      reason,
    );
    const pairings = [];
    for (const named of await this.pairings.ofNeed(tx, id)) pairings.push(await this.pairings.one(tx, named));
    const impacts = [];
    for (const each of pairings) impacts.push(await this.impacts.one(tx, each.reference));
    const commissions = await this.commissions.ofNeed(tx, id);
    const projects = await this.projectsOf(tx, urn);
    const names = await this.schools.names(tx);
    const nameOf = (of: SchoolUrn): string => names.get(of) ?? `School ${of}`;
    const between = await this.conflicts.between(
      tx,
      urn,
      proposals.map(({ supporter }) => supporter.urn),
    );
    return {
      ...{ need, school: { urn, name: nameOf(urn) }, listed, proposals, pairings, impacts, projects },
      conflicts: between.map((each) => ({ ...each, name: nameOf(each.other) })),
      days: await this.daysOf(tx, urn, proposals, projects),
      ...{ commissions, pence: penceOf(proposals, commissions) },
      interventions: await this.interventions.ofNeed(tx, id),
      records: [
        `profiles.need:${id}`,
        ...proposals.map((each) => `brokerage.proposal:${each.id}`),
        ...pairings.map((each) => `brokerage.pairing:${each.id}`),
        ...projects.map((each) => `brokerage.project:${each.id}`),
        ...commissions.map((each) => `brokerage.commission:${each.id}`),
      ],
    };
  }

  /** One whose supporter the reader has an interest in is absent, as in lists (I-4). */
  private async proposalsOf(
    tx: Tx,
    references: readonly string[],
    reason: string | null,
  ): Promise<ProposalCase[]> {
    const seen: ProposalCase[] = [];
    for (const reference of references.toReversed()) {
      try {
        seen.push(await this.agreements.proposal(tx, reference, reason));
      } catch (refusal) {
        if (!(refusal instanceof NotFound)) throw refusal;
      }
    }
    return seen;
  }

  /** As far as the reader sees them: one of whose schools they have an interest in is absent (I-4). */
  private async projectsOf(tx: Tx, urn: SchoolUrn): Promise<ProjectView[]> {
    const all = await this.projects.list(tx, { over: true });
    const own = all
      .filter(({ schools }) =>
        schools.some((each) => each.urn === urn && ['taking_part', 'left'].includes(each.state)),
      )
      .map(({ reference }) => reference);
    const seen = [];
    for (const named of own.toSorted()) seen.push(await this.projects.one(tx, named));
    return seen;
  }

  private async daysOf(
    tx: Tx,
    urn: SchoolUrn,
    proposals: readonly ProposalCase[],
    projects: readonly ProjectView[],
  ): Promise<CaseFile['days']> {
    const places = projects.flatMap(({ reference, schools }) =>
      schools
        .filter((each) => each.urn === urn)
        .map(({ id }): [string, string] => [`project:${id}`, reference]),
    );
    const named = new Map([
      ...proposals.map(({ id, reference }): [string, string] => [`proposal:${id}`, reference]),
      ...places,
    ]);
    const lines = await this.ledger.of(tx, [...named.keys()]);
    return lines.map((line) => ({ ...line, proposal: named.get(line.reference) ?? '' }));
  }
}
