import type { Observation } from '../attempt';
import type { Expectation } from '../../plan/types';
import { judge, type Judgement } from './judge';

/** The observation of a control that offers a rule's call. */
export interface Offer {
  /** How the page offers it; see `controlState` of the pages. */
  state: 'absent' | 'disabled' | 'enabled';
  /** How it can be activated although a person does not see it; only for denied roles. */
  hidden?: string;
  /** The result of using it; only for allowed roles, and only when it was enabled. */
  used?: Observation;
  /** The same call over the API, when the page alone does not decide the verdict. */
  api?: Observation;
  /** Whether the page shows the planted value anyway; undefined for controls that read nothing. */
  canaryShown?: boolean;
  /** The whole observation, when the rule is about the page itself and no API call corresponds to it. */
  page?: Observation;
}

/**
 * Compares what a page offers with the plan; see the table of verdicts in docs/verdicts.md.
 *
 * @param proven whether the same control was found for an allowed role in this run; needed for denials only
 * @throws Error when the observation lacks what the verdict needs
 */
export function judgeOffer(expected: Expectation, offer: Offer, proven: boolean): Judgement {
  if (expected.kind === 'none') throw new Error('a cell that is not applicable has no verdict');
  if (offer.page) return judge(expected, offer.page, proven);
  return expected.kind === 'allow' ? judgeAllowed(offer) : judgeDenied(offer, proven);
}

function judgeAllowed({ state, used, api }: Offer): Judgement {
  const allow: Expectation = { kind: 'allow' };
  if (state === 'enabled') {
    if (!used) throw new Error('a control that is offered was not used');
    return judge(allow, used, true);
  }
  if (!api) throw new Error('the API was not asked about a control that is withheld');
  const byApi = judge(allow, api, true);
  if (byApi.verdict !== 'pass') return byApi;
  return { verdict: 'hidden but allowed', why: `the control is ${state}, and the API allows the call` };
}

function judgeDenied({ state, api, canaryShown }: Offer, proven: boolean): Judgement {
  if (state === 'enabled' && !api) throw new Error('the API was not asked about a control that is offered');
  // Whether the call is carried out is the same question for `hide`, whose own comparison is the API's.
  const byApi = state === 'enabled' && api ? judge({ kind: 'deny' }, api, true) : undefined;
  const effects = byApi?.verdict === 'breach' ? byApi.effects : [];
  if (canaryShown) {
    const why = 'the page shows the planted value';
    return { verdict: 'breach', why, effects: [...new Set([...effects, 'canary'])] };
  }
  if (byApi?.verdict === 'breach') return byApi;
  if (byApi && api?.outcome.kind === 'error') return { verdict: 'inconclusive', why: byApi.why };
  if (byApi) {
    return { verdict: 'offered but refused', why: 'the control is enabled, and the API refuses the call' };
  }
  if (!proven) {
    return { verdict: 'unproven', why: 'the control was found for no allowed role in this run' };
  }
  return { verdict: 'pass', why: `the control is ${state}` };
}
