import { tableCell } from '../../text/markdown';
import { markdownTable } from 'markdown-table';
import path from 'node:path';
import type { Rule } from '../../plan/types';
import type { RunRecord } from '../../record/schema';
import type { Role } from '../../roles';
import { linkToPlace } from '../links';
import { CHAPTERS } from './chapters';
import type { Fact, Subject } from './facts';
import { writeHead } from './head';
import { notesOf } from './notes';
import { peopleWith } from './people';
import { groupBy } from '../../record/group-by';
import { sentencesOf, type Names, type Sentence } from './sentences';
import { upperFirst } from './words';

/** The page, and what it claims. */
export interface Page {
  /** Markdown, as documentation sites have it; the same for the same plan and record. */
  text: string;
  /** All sentences, with the line of the page, from 1, that each begins in. */
  sentences: readonly (Sentence & { line: number; target: string })[];
}

/** Collects what is written, one block below the other. */
class Writer {
  private readonly blocks: string[] = [];
  readonly sentences: (Sentence & { line: number; target: string })[] = [];

  add(...blocks: readonly string[]): void {
    this.blocks.push(...blocks);
  }

  claim(target: string, sentence: Sentence): void {
    const above = this.blocks.join('\n\n');
    const line = above === '' ? 1 : above.split('\n').length + 2;
    this.sentences.push({ ...sentence, line, target });
    this.add(sentence.text);
  }

  get text(): string {
    return `${this.blocks.join('\n\n')}\n`;
  }
}

/**
 * "What each role may do" as a run proved it: chapters by object as a user guide has them, a sentence for each proven group
 * of cells, known gaps and what is not proven marked as such, and each subject rule by rule.
 * @param roles of each target
 * @param folder where the page will lie, relative to the project, for its links
 */
export function writePage(
  subjects: readonly Subject[],
  record: RunRecord,
  roles: Readonly<Record<string, readonly Role[]>>,
  folder: string,
): Page {
  const page = new Writer();
  const tried = subjects.filter(({ facts }) => facts.some(({ seen }) => seen.length > 0));
  const inRun = new Set(tried.map(({ target }) => target));
  page.add(
    ...writeHead(
      record,
      tried,
      Object.fromEntries(Object.entries(roles).filter(([name]) => inRun.has(name))),
    ),
  );
  for (const [chapter, of] of chaptersOf(tried)) {
    page.add(`## ${chapter}`);
    for (const subject of of) {
      const names = namesFor(roles[subject.target] ?? [], record, folder);
      if (of.length > 1) page.add(`### ${subject.file.title}`);
      for (const sentence of sentencesOf(subject, names)) page.claim(subject.target, sentence);
      page.add(...notesOf(subject, names), writeRules(subject, names));
    }
  }
  const untried = subjects.filter((subject) => !tried.includes(subject));
  if (untried.length > 0)
    page.add(
      '## Not in this run',
      'The run tried nothing of these parts of the plan:',
      untried.map(({ file, target }) => `- ${file.title} (${target})`).join('\n'),
    );
  return { text: page.text, sentences: page.sentences };
}

const DEMO = 'The demo';

function chaptersOf(subjects: readonly Subject[]): [string, Subject[]][] {
  const chapterOf = ({ target, file }: Subject) =>
    target === 'demo'
      ? DEMO
      : (Object.entries(CHAPTERS).find(([, areas]) => areas.includes(file.area))?.[0] ?? file.title);
  const inOrder = (chapter: string, of: readonly Subject[]) => {
    const areas = CHAPTERS[chapter] ?? [];
    return of.toSorted((one, other) => areas.indexOf(one.file.area) - areas.indexOf(other.file.area));
  };
  return [...groupBy(subjects, chapterOf)]
    .toSorted(([one], [other]) => rankOf(one) - rankOf(other))
    .map(([chapter, of]) => [chapter, inOrder(chapter, of)]);
}

/** What no chapter is for comes last, and behind it the demo. */
function rankOf(chapter: string): number {
  if (chapter === DEMO) return Infinity;
  const index = Object.keys(CHAPTERS).indexOf(chapter);
  return index === -1 ? Number.MAX_SAFE_INTEGER : index;
}

function namesFor(roles: readonly Role[], { run }: RunRecord, folder: string): Names {
  const from = folder.split(path.sep).join('/');
  return {
    people: (some) => peopleWith(some, roles),
    reference: ({ id, position }: Rule) => `[\`${id}\`](${linkToPlace({ place: position }, run, from)})`,
  };
}

const WORDS: Record<Fact['standing'], string> = {
  proven: '',
  gap: 'known gap',
  refuted: '**refuted**',
  open: 'not proven',
};

/** The matrix of a subject, folded up: one row for each rule. */
function writeRules({ facts }: Subject, names: Names): string {
  const roles = [...groupBy(facts, ({ cell }) => cell.role).keys()];
  const columns = roles.toSorted((one, other) => columnOf(facts, one) - columnOf(facts, other));
  const rows = [...groupBy(facts, ({ rule }) => rule.id).values()].map((ofRule) => {
    const [fact] = ofRule;
    const cells = columns.map((role) => {
      const of = ofRule.find(({ cell }) => cell.role === role);
      if (!of) return '–';
      return WORDS[of.standing] || (of.cell.expectation.kind === 'allow' ? 'yes' : 'no');
    });
    return [names.reference(fact.rule), tableCell(fact.rule.title), ...cells];
  });
  const head = ['Rule', '', ...columns.map((role) => upperFirst(role))];
  const table = markdownTable([head, ...rows], { padding: false, alignDelimiters: false });
  return ['??? abstract "Rule by rule"', '', ...table.split('\n').map((line) => `    ${line}`)].join('\n');
}

const columnOf = (facts: readonly Fact[], role: string) =>
  facts.find(({ cell }) => cell.role === role)?.cell.position.column ?? 0;
