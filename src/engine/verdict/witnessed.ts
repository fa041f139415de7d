import type { Witnessed } from '../../record/witnessed';
import type { Observation } from '../attempt';
import type { Disclosed } from '../../target/disclosure/hearing';
import { partsIn, type Change } from '../../target/snapshot';
import { differenceFrom } from '../../target/stated';
import { formsRefused, formsThatRead } from '../ways';
import type { Unexpected } from './judge-contents';
import type { Offer } from './judge-control';
import type { PageView } from './judge-views';

/** What an attempt was seen to give, whatever the plan expects. In a situation it is the end that counts. */
export function witnessedIn(seen: Observation): Witnessed {
  const late = seen.course?.end.late?.seen;
  return late ? witnessedIn(late) : { ...answerIn(seen), gave: gaveIn(seen) };
}

/** The same of a control on a page, which only roles that it is offered to use. */
export function offeredIn({ state, used, page, api, canaryShown }: Offer): Witnessed {
  if (page) return witnessedIn(page);
  const shown = canaryShown ? ['canary'] : [];
  const tried = state === 'enabled' ? (used ?? api) : undefined;
  if (!tried) return { control: state, gave: shown };
  const { gave, ...answer } = witnessedIn(tried);
  return { control: state, ...answer, gave: sorted([...gave, ...shown]) };
}

/** The same of all that is on a page. */
export const listedIn = (page: Observation, unexpected: readonly Unexpected[]): Witnessed => ({
  ...answerIn(page),
  gave: sorted(unexpected.map(({ seen: { role, name } }) => `control: ${`${role} ${name}`.trim()}`)),
});

/** The same of the pages of a browser after a right changed. */
export function viewedIn(views: readonly PageView[]): Witnessed {
  const open = views.filter(({ settled: { late, seen } }) => (late?.seen ?? seen).allowed);
  const answer = open.length === views.length ? 'allowed' : open.length > 0 ? 'in part' : 'denied';
  return { answer, gave: sorted(open.map(({ view }) => `view: ${view}`)) };
}

/** Adds what answers told that their readers may not know. */
export const withTold = (witnessed: Witnessed, disclosed: readonly Disclosed[]): Witnessed => ({
  ...witnessed,
  gave: sorted([...witnessed.gave, ...disclosed.map(({ kind }) => `told: ${kind}`)]),
});

function answerIn(seen: Observation): Pick<Witnessed, 'answer' | 'reason'> {
  const { outcome, changes, canarySeen, stated, differsFromMissing } = seen;
  if (outcome.kind === 'error') return { answer: 'error' };
  if (differsFromMissing?.differs === false) return { answer: 'hidden' };
  if (outcome.kind === 'denied') return { answer: 'denied', reason: outcome.reason };
  const { undone } = differenceFrom(stated ?? [], changes);
  if (canarySeen === false || (undone && changes.length === 0)) return { answer: 'silent' };
  return { answer: undone || formsRefused(seen).length > 0 ? 'in part' : 'allowed' };
}

function gaveIn(seen: Observation): string[] {
  const { outcome, changes, canarySeen, stated, differsFromMissing } = seen;
  const isAnswered = outcome.kind === 'allowed';
  // What an answered attempt states is told by the answer; what it may change besides need not come each time.
  const more = isAnswered ? differenceFrom(stated ?? [], changes).besides : changes;
  const forms = formsThatRead(seen);
  return sorted([
    ...partsOf(more),
    ...(!isAnswered && canarySeen ? ['canary'] : []),
    ...forms.map((form) => (form.canarySeen ? 'canary' : 'answer')),
    ...(differsFromMissing?.differs ? ['existence'] : []),
  ]);
}

/** The name of a throw-away database is another one in every run. */
const partsOf = (changes: readonly Change[]) =>
  partsIn(changes).map((part) => part.replace(/^inside .*/, 'inside'));

const sorted = (words: readonly string[]) => [...new Set(words)].sort();
