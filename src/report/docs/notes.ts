import { lowerFirst } from '../../plan/title';
import type { Rule } from '../../plan/types';
import type { RecordedCell } from '../../record/schema';
import { linkToSource } from '../links';
import { isFinding, isKnownGap } from '../record/findings';
import { isOfThePage, type Fact, type Subject } from './facts';
import { groupBy } from '../../record/group-by';
import { peopleIn, type Names } from './sentences';
import { deedOf, listOf, writeGap } from './words';

/** What is not proven of a subject, as admonitions: what was seen otherwise, known gaps, and what nothing was proven of. */
export function notesOf({ facts }: Subject, names: Names): string[] {
  return [
    admonition('danger', 'Seen otherwise in this run', refuted(facts, names)),
    admonition('warning', 'Known gaps', gaps(facts, names)),
    admonition('note', 'Not proven in this run', open(facts, names)),
  ].filter((text) => text !== '');
}

/** In the form of Python-Markdown's `admonition`, as documentation sites have it. */
function admonition(type: string, title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return [`!!! ${type} "${title}"`, '', ...items.map((item) => `    - ${item}`)].join('\n');
}

const refuted = (facts: readonly Fact[], names: Names) =>
  facts
    .filter(({ standing }) => standing === 'refuted')
    .map((fact) => {
      const { rule, seen } = fact;
      const verdicts = [...new Set(seen.filter(isFinding).map(({ verdict }) => verdict))];
      return `${named(rule, names)}, ${peopleIn([fact], names)}: ${verdicts.join(', ')}`;
    });

/** A known gap of one cell. */
interface Gap {
  fact: Fact;
  cell: RecordedCell;
}

function gaps(facts: readonly Fact[], names: Names): string[] {
  const known = facts.flatMap((fact) => fact.seen.filter(isKnownGap).map((cell): Gap => ({ fact, cell })));
  const kinds = groupBy(known, ({ cell: { evidence, surface } }) => {
    const { source, reason, until } = evidence?.gap ?? {};
    return [source, reason, until, evidence?.judged, surface].join(' ');
  });
  return [...kinds.values()].flatMap((alike) => {
    // Rules with the gap for the same roles are told together.
    const rules = [...groupBy(alike, ({ fact }) => fact.rule.id).values()];
    const rolesIn = (of: readonly Gap[]) =>
      peopleIn(
        of.map(({ fact }) => fact),
        names,
      );
    return [...groupBy(rules, rolesIn)].map(([people, of]) => writeGaps(people, of.flat(), names));
  });
}

function writeGaps(people: string, gapsOfRules: readonly Gap[], names: Names): string {
  const [first] = gapsOfRules;
  const gap = first?.cell.evidence?.gap;
  const judged = first?.cell.evidence?.judged;
  const rules = [...new Set(gapsOfRules.map(({ fact }) => fact.rule))];
  const does = listOf(
    rules.map((rule) => `${deedOf(rule)} (${names.reference(rule)})`),
    'or',
  );
  const effects = gapsOfRules.flatMap(({ cell }) => cell.evidence?.effects ?? []);
  const controls = gapsOfRules.flatMap(({ cell }) => cell.control ?? []);
  const what = [...new Set(judged === 'breach' ? [] : effects.length > 0 ? effects : controls)];
  const told = writeGap(judged, people, does, what);
  const isUnsaid = first?.cell.surface === 'ui' && !isOfThePage(first.cell);
  const sentence = `${isUnsaid ? `On the page, ${lowerFirst(told)}` : told}.`;
  if (!gap) return sentence;
  return `${sentence} ${emphasised(gap.reason)} (known gap, ${sourceOf(gap.source)}, until ${dayOf(gap.until)})`;
}

const emphasised = (reason: string) => `*${reason.replace(/\.$/, '').replaceAll('*', '\\*')}*`;

function sourceOf(source: string): string {
  const link = linkToSource(source);
  const name = source.replace(/^mathesar#/, 'Mathesar issue ').replace(/^to report$/, 'to be reported');
  return link === undefined ? name : `[${name}](${link})`;
}

/** `2027-06-30` → `30 June 2027`. */
export const dayOf = (date: string): string =>
  new Date(date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function open(facts: readonly Fact[], names: Names): string[] {
  const reasons = groupBy(
    facts.filter(({ standing }) => standing === 'open'),
    whyOpen,
  );
  return [...reasons].map(([reason, of]) => {
    const rules = groupBy(of, ({ rule }) => rule.id);
    const items = [...rules.values()].map((ofRule) => {
      const [fact] = ofRule;
      const isAll = ofRule.length === facts.filter(({ rule }) => rule === fact.rule).length;
      return named(fact.rule, names) + (isAll ? '' : ` for ${peopleIn(ofRule, names)}`);
    });
    return `${reason}: ${items.join('; ')}`;
  });
}

/** Why nothing was proven of a fact, as the run has it. */
function whyOpen({ seen }: Fact): string {
  const [cell] = seen;
  if (!cell) return 'not chosen for this run';
  return cell.reason ?? (cell.status === 'interrupted' ? 'the run was stopped' : cell.verdict);
}

const named = (rule: Rule, names: Names) => `${rule.title} (${names.reference(rule)})`;
