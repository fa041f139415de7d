import { writeExpectation } from '../../plan/expectation';
import type { Rule } from '../../plan/types';
import type { Fact, Subject } from './facts';
import { becauseOf, deedOf, listOf, upperFirst } from './words';

/** Text of the page, and the facts that it says are so. */
export interface Sentence {
  /** Markdown, without blank lines around. */
  text: string;
  claims: readonly Fact[];
}

/** How a page names things. */
export interface Names {
  /** Those who have a role: `viewers`. */
  people: (role: string) => string;
  /** A rule's ID as a link to its row of the plan. */
  reference: (rule: Rule) => string;
}

/** What a role that may do nothing in a subject is told, is said once, from this number of rules on. */
const THROUGHOUT = 3;

/** What a run proved of a subject: one sentence for the rules that are alike for every role, in the order of the plan. */
export function sentencesOf({ facts }: Subject, names: Names): Sentence[] {
  const { refused, others } = refusedThroughout(facts);
  const groups = groupBy([...groupBy(others.filter(isProven), ({ rule }) => rule.id).values()], (ofRule) =>
    ofRule.map(({ cell }) => `${cell.role} ${writeExpectation(cell.expectation)}`).join(', '),
  );
  return [
    ...[...groups.values()].map((rules) => sentenceOf(rules, names)),
    ...[...groupBy(refused, expectedOf).values()].map((alike) => refusalOf(alike, facts, names)),
  ];
}

const isProven = ({ standing }: Fact) => standing === 'proven';
const expectedOf = ({ cell }: Fact) => writeExpectation(cell.expectation);

/** Takes out what a role is mostly told in a subject that allows it nothing. */
function refusedThroughout(facts: readonly Fact[]): { refused: Fact[]; others: Fact[] } {
  const refused = [...groupBy(facts, ({ cell }) => cell.role).values()].flatMap((ofRole) => {
    if (ofRole.some(allows)) return [];
    const alike = [...groupBy(ofRole.filter(isProven), expectedOf).values()];
    const [most = []] = alike.toSorted((one, other) => other.length - one.length);
    return most.length >= THROUGHOUT ? most : [];
  });
  return { refused, others: facts.filter((fact) => !refused.includes(fact)) };
}

/** Some rules, each with its facts; all are the same for the same roles. */
function sentenceOf(rules: readonly (readonly Fact[])[], names: Names): Sentence {
  const [pattern = []] = rules;
  const claims = rules.flat();
  const deeds = rules.flatMap(([fact]) =>
    fact ? `${deedOf(fact.rule)} (${names.reference(fact.rule)})` : [],
  );
  const who = upperFirst(peopleIn(pattern.filter(allows), names));
  const refused = pattern.filter((fact) => !allows(fact));
  if (deeds.length === 1) {
    const [deed = ''] = deeds;
    const text = who
      ? [`${who} can ${deed}.`, ...refusals(refused, 'cannot', names)]
      : refusals(refused, `cannot ${deed}`, names, 'cannot either');
    return { text: text.join(' '), claims };
  }
  const list = deeds.map((deed) => `- ${deed}`).join('\n');
  const text = who
    ? [`${who} can:`, list, refusals(refused, 'can do none of these', names, 'cannot either').join(' ')]
    : [refusals(refused, 'can do none of the following', names, 'cannot either').join(' '), list];
  return { text: text.join('\n\n').trim(), claims };
}

const allows = ({ cell }: Fact) => cell.expectation.kind === 'allow';

/** A sentence for each reason of a refusal. @param first what the first of them says; the others: `then` */
function refusals(refused: readonly Fact[], first: string, names: Names, then = first): string[] {
  return [...groupBy(refused, expectedOf).values()].map((alike, index) => {
    const [fact] = alike;
    const why = fact ? becauseOf(fact.cell.expectation) : '';
    return `${upperFirst(peopleIn(alike, names))} ${index === 0 ? first : then}${why}.`;
  });
}

/** What roles to which a subject allows nothing are told, where no other sentence tells of them. */
function refusalOf(refused: readonly Fact[], facts: readonly Fact[], names: Names): Sentence {
  const roles = new Set(refused.map(({ cell }) => cell.role));
  const isAll = facts.every((fact) => !roles.has(fact.cell.role) || refused.includes(fact));
  const [fact] = refused;
  const why = fact ? becauseOf(fact.cell.expectation) : '';
  const who = upperFirst(`${isAll ? '' : 'where nothing else is said, '}${peopleIn(refused, names)}`);
  return { text: `${who} can do none of this${why}.`, claims: refused };
}

/** Those who have the roles of some facts, each once. */
export const peopleIn = (facts: readonly Fact[], names: Names): string =>
  listOf([...new Set(facts.map(({ cell }) => names.people(cell.role)))]);

/** Groups in the order of their first members. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
