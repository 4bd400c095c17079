import { ConflictEntity } from './conflict/conflict.entity.js';
import { MatchRunEntity } from './match-run/match-run.entity.js';
import { BrokerChoiceEntity } from './proposal/broker-choice.entity.js';
import { ProposalEntity } from './proposal/proposal.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const BROKERAGE_ENTITIES = [MatchRunEntity, ProposalEntity, BrokerChoiceEntity, ConflictEntity];

export { CancelMatchRun } from './match-run/cancel-match-run.js';
export { ConcludeRun } from './match-run/conclude-run.js';
export type { Engine, ScoredRow } from './match-run/engine.js';
export { FailRun } from './match-run/fail-run.js';
export { moveRun, isUnderWay, RUN_STATES, type RunState } from './match-run/match-run.lifecycle.js';
export { ScoreShard } from './match-run/score-shard.js';
export { StartMatchRun, flowOf, type RunFlow } from './match-run/start-match-run.js';
export { moveProposal, PROPOSAL_STATES, type ProposalState } from './proposal/proposal.lifecycle.js';
export { CONCLUDE_RUN, RUN_REQUESTED, SCORE_SHARD, runRequested } from './events.js';
