import { parseUrn, RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { buildProblem, lockContradictions, sayContradiction, type Snapshot } from '@app/matching';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type NeedCase, type NeedCases } from '@app/profiles';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import type { FreezeSnapshot } from '../match-run/freeze-snapshot.js';
import { requireNoOwnSchoolListed } from '../proposal/no-own-school-listed.js';
import { GROUP_KINDS, PlanMarkEntity, type GroupKind } from './plan-mark.entity.js';
import { withGroups, type StandingGroup } from './standing-marks.js';

export interface GroupToSet {
  /** Reference or id. */
  readonly need: string;
  /** `special`, `alternative_provision` or `named`. */
  readonly group: string;
  /** Where they are named. */
  readonly schools: readonly string[];
  readonly reason: string;
}

const MOST_NAMED = 100;

/** A broker says that a need is to have one partner of a group, or nobody, and why: the next run obeys. */
export class SetGroup {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly runs: FinishedRuns,
    private readonly freeze: FreezeSnapshot,
  ) {}

  /**
   * @returns the mark's id.
   * @throws NotFound, NotAllowed, BadInput; RuleBroken NEED_NOT_OPEN, ALREADY_MARKED, NO_OFFER, and the code of the
   *   contradiction where locks leave no room for the group.
   */
  async execute(actor: Actor, area: AreaId, asked: GroupToSet, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: GroupToSet): Promise<string> {
    const need = await this.needs.lock(tx, asked.need);
    const named = asked.schools.flatMap((each) => parseUrn(each) ?? []);
    const schools = [need.urn, ...named];
    await this.rights.require(tx, 'plan.mark', { ...need.resource, schools });
    const { group, reason } = readGroup(asked, named, need.urn);
    await requireNoOwnSchoolListed(tx, this.runs, need.id, 'groups for it');
    await requireNew(tx, need);
    await this.requireItStands(tx, { need: need.id, kind: group, schools: group === 'named' ? named : [] });
    const id = this.ids.next();
    await tx.manager.insert(PlanMarkEntity, {
      ...{
        id,
        areaId: tx.area,
        needId: need.id,
        askerUrn: need.urn,
        supporterUrn: null,
        kind: 'group',
        reason,
      },
      ...{ groupKind: group, schools: group === 'named' ? named : [] },
      ...{ markedBy: tx.actor.id, markedAt: this.clock.now(), endedBy: null, endedAt: null, version: 1 },
    });
    await this.audit.record(tx, {
      act: 'plan.mark',
      entity: `brokerage.plan_mark:${id}:1`,
      schools,
      details: { need: need.reference, supporter: group, kind: 'group' },
    });
    return id;
  }

  /** A rule is hard: one that no plan could honour would leave the next run without a plan for anybody. */
  private async requireItStands(tx: Tx, group: StandingGroup): Promise<void> {
    const { text } = await this.freeze.ofArea(tx, null);
    const before = JSON.parse(text) as Snapshot;
    const [rule] = withGroups({ ...before, groups: [] }, [group]).groups ?? [];
    const inGroup = new Set<string>(rule?.schools);
    if (!rule || !before.offers.some(({ school }) => inGroup.has(school)))
      throw new RuleBroken('NO_OFFER', 'No school of this group offers anything yet.');
    const after = buildProblem({ ...before, groups: [...(before.groups ?? []), rule] });
    const broken = lockContradictions(after).find(
      ({ need, code }) => need === group.need && code === 'LOCKS_LEAVE_NO_GROUP',
    );
    if (broken) throw new RuleBroken(broken.code, `${sayContradiction(broken)}.`);
  }
}

async function requireNew(tx: Tx, { id, state }: NeedCase): Promise<void> {
  if (state !== 'open') throw new RuleBroken('NEED_NOT_OPEN', 'A group is asked for while a need is open.');
  const [before] = await tx.query(
    `select 1 from brokerage.plan_mark
     where ${inArea(tx)} and need_id = $1 and kind = 'group' and ended_at is null`,
    [id],
  );
  if (before) throw new RuleBroken('ALREADY_MARKED', 'A group is asked for already. Lift it first.');
}

function readGroup(
  { group, schools, reason }: GroupToSet,
  named: readonly SchoolUrn[],
  asker: SchoolUrn,
): { readonly group: GroupKind; readonly reason: string } {
  const reader = new FieldReader();
  const read = {
    group: reader.oneOf('group', group, GROUP_KINDS),
    reason: reader.text('reason', reason, 'why', 2_000),
  };
  const isSound = named.length === schools.length && new Set(named).size === named.length;
  if (read.group === 'named' && (!isSound || named.length === 0 || named.includes(asker)))
    reader.say('schools', 'Choose at least one school that could help');
  if (named.length > MOST_NAMED) reader.say('schools', `Choose ${String(MOST_NAMED)} schools or fewer`);
  return reader.finish(read);
}
