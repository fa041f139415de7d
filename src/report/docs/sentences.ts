import { groupBy } from '../../record/group-by';
import { writeExpectation } from '../../plan/expectation';
import type { Rule } from '../../plan/types';
import type { Fact, Subject } from './facts';
import { becauseOf, deedOf, reasonOf, upperFirst } from './words';

/** Text of the page, and the facts that it says are so. */
export interface Sentence {
  /** Markdown, without blank lines around. */
  text: string;
  claims: readonly Fact[];
}

/** How a page names things. */
export interface Names {
  /** Those who have some roles: `editors and viewers`. */
  people: (roles: readonly string[]) => string;
  /** A rule's ID as a link to its row of the plan. */
  reference: (rule: Rule) => string;
}

/** What a role that may do nothing in a subject is told, is said once, from this number of rules on. */
const THROUGHOUT = 3;

/** What a run proved of a subject: one sentence for the rules that are alike for every role, in the order of the plan. */
export function sentencesOf({ facts }: Subject, names: Names): Sentence[] {
  const changes = facts.filter(({ rule }) => rule.given !== undefined);
  const { refused, others } = refusedThroughout(facts.filter((fact) => !changes.includes(fact)));
  const alike = groupBy([...groupBy(others.filter(isProven), ruleOf).values()], (ofRule) =>
    ofRule.map((fact) => `${fact.cell.role} ${expectedOf(fact)}`).join(', '),
  );
  return [
    ...[...alike.values()].map((rules) => sentenceOf(rules, names)),
    ...[...groupBy(refused, expectedOf).values()].map((of) => refusalOf(of, facts, names)),
    ...[...groupBy(changes.filter(isProven), expectedOf).values()].map((of) => afterChange(of, names)),
  ];
}

/** What is so after a change of rights: the rule says whose rights changed, and the role is who had them before. */
function afterChange(alike: readonly Fact[], names: Names): Sentence {
  const lead = alike.some(allows) ? 'one can' : `one cannot${inBrackets(alike)}`;
  const items = [...groupBy(alike, ruleOf).values()].map(
    (ofRule) => `- ${deedIn(ofRule, names)}, tried as ${peopleIn(ofRule, names)}`,
  );
  return { text: `After the change, ${lead}:\n\n${items.join('\n')}`, claims: alike };
}

const deedIn = ([fact]: readonly Fact[], names: Names) =>
  fact ? `${deedOf(fact.rule)} (${names.reference(fact.rule)})` : '';

const ruleOf = ({ rule }: Fact) => rule.id;
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
  const can = pattern.filter(allows);
  const deeds = rules.map((ofRule) => deedIn(ofRule, names));
  const write = deeds.length === 1 ? inOneSentence : asList;
  const refusals = [
    ...groupBy(
      pattern.filter((fact) => !allows(fact)),
      expectedOf,
    ).values(),
  ];
  return { text: write(deeds, can, refusals, names), claims: rules.flat() };
}

type Write = (
  deeds: readonly string[],
  can: readonly Fact[],
  refusals: readonly Fact[][],
  names: Names,
) => string;

const inOneSentence: Write = ([deed = ''], can, refusals, names) => {
  const [first = [], ...others] = refusals;
  const sentences =
    can.length > 0
      ? [`${whoIn(can, names)} can ${deed}.`, ...refusals.map((of) => refusal(of, 'cannot', names))]
      : [refusal(first, `cannot ${deed}`, names), ...others.map((of) => refusal(of, 'cannot either', names))];
  return sentences.join(' ');
};

const asList: Write = (deeds, can, refusals, names) => {
  const [first, ...others] = refusals;
  const list = deeds.map((deed) => `- ${deed}`).join('\n');
  const either = others.map((of) => refusal(of, 'cannot either', names));
  const blocks =
    can.length > 0 || !first
      ? [`${whoIn(can, names)} can:`, list, ...(first ? [refusal(first, 'can do none of these', names)] : [])]
      : [`${whoIn(first, names)} can do none of the following${inBrackets(first)}:`, list];
  return [blocks.join('\n\n'), ...either].join(can.length > 0 ? ' ' : '\n\n');
};

const whoIn = (facts: readonly Fact[], names: Names) => upperFirst(peopleIn(facts, names));

/** `Viewers cannot: they lack the privilege.` @param alike refused for the same reason */
const refusal = (alike: readonly Fact[], verb: string, names: Names) =>
  `${whoIn(alike, names)} ${verb}${becauseOf(alike[0]?.cell.expectation)}.`;

/** Why, where a colon with a list follows. */
function inBrackets([fact]: readonly Fact[]): string {
  const reason = reasonOf(fact?.cell.expectation);
  return reason === undefined ? becauseOf(fact?.cell.expectation) : ` (${reason})`;
}

const allows = ({ cell }: Fact) => cell.expectation.kind === 'allow';

/** What roles to which a subject allows nothing are told, where no other sentence tells of them. */
function refusalOf(refused: readonly Fact[], facts: readonly Fact[], names: Names): Sentence {
  const roles = new Set(refused.map(({ cell }) => cell.role));
  const isAll = facts.every((fact) => !roles.has(fact.cell.role) || refused.includes(fact));
  const where = isAll ? '' : 'where nothing else is said, ';
  const who = upperFirst(where + peopleIn(refused, names));
  return { text: `${who} can do none of this${becauseOf(refused[0]?.cell.expectation)}.`, claims: refused };
}

/** Those who have the roles of some facts, each once. */
export const peopleIn = (facts: readonly Fact[], names: Names): string =>
  names.people(facts.map(({ cell }) => cell.role));
