import type { Lock } from '../../lock/lock';
import { describeTarget } from '../../lock/write-markdown';
import type { CellVerdict } from '../../record/schema';
import { count } from '../../text/terminal';
import { code, type Web } from './escape';
import { sectionsOf, type Section } from './sections';
import { isQuiet, isRed, type Story } from './story';

/** By which a comment is found again. */
export const MARKER = '<!-- qa-plan: permissions -->';

/** What GitHub takes, with a margin. */
const MOST_CHARACTERS = 65_000;
/** How many lines of a section are seen at once; the others unfold. */
const SHOWN = 5;
/** How many lines of a section there are; fewer, where the comment would be too long. */
const LINES = [1000, 200, 50, 20, SHOWN, 1];

/** Of what a comment tells. */
export interface CommentOptions {
  after: Lock;
  web?: Web | undefined;
  /** The commit that was run. */
  commit?: string | undefined;
}

/** What a pull request changes, as Markdown for its reviewers. Whatever comes from plan or record is in code spans. */
export function writeComment(story: Story, options: CommentOptions): string {
  const { after } = options;
  if (isQuiet(story)) return [MARKER, '### Permissions: no differences any more', footer(after)].join('\n\n');
  const sections = sectionsOf(story, options).filter(({ lines }) => lines.length > 0);
  const head = [MARKER, `### Permissions: ${headline(sections)}`];
  const compared = story.hasBaseline
    ? `${count(story.compared, 'cell')} seen before and now.`
    : 'No baseline was given, so only verdicts are told.';
  const foot = [compared, footer(after)].join(' ');
  const written = LINES.map((most) =>
    [...head, ...sections.map((section) => writeSection(section, most)), foot].join('\n\n'),
  );
  return written.find((text) => text.length <= MOST_CHARACTERS) ?? [...head, TOO_LONG, foot].join('\n\n');
}

const TOO_LONG = 'Too much changed to be told here: see the artifacts of the run.';

/** `2 loosened, 1 newly red`, the most important first. */
const headline = (sections: readonly Section[]) =>
  sections.map(({ name, cells }) => `${String(cells)} ${name}`).join(', ');

function writeSection({ name, what, cells, lines }: Section, most: number): string {
  const items = lines.slice(0, most).map((line) => `- ${line}`);
  const more = lines.length - items.length;
  const [shown, folded] = [items.slice(0, SHOWN), items.slice(SHOWN)];
  return [
    `**${capital(name)}** (${String(cells)}): ${what}`,
    shown.join('\n'),
    ...(folded.length > 0
      ? [`<details><summary>${String(folded.length)} more</summary>`, folded.join('\n'), '</details>']
      : []),
    ...(more > 0
      ? [
          `_Cut: ${String(more)} more lines are left out, as GitHub takes 65,536 characters; the artifacts of the run have them._`,
        ]
      : []),
  ].join('\n\n');
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** All cells of the run by what they end with, and on what they were seen. */
function footer({ targets, cells }: Lock): string {
  const counted = (has: (verdict: CellVerdict) => boolean) =>
    cells.filter(({ verdict }) => has(verdict)).length;
  const findings = counted(isRed);
  const gaps = counted((verdict) => verdict === 'known gap');
  const proven = counted((verdict) => verdict === 'pass');
  const notRun = cells.length - findings - gaps - proven;
  return (
    `The run: ${count(findings, 'finding')}, ${count(gaps, 'known gap')}, ${count(proven, 'cell')} proven, ` +
    `${String(notRun)} not run. Seen on ${targets.map((target) => code(describeTarget(target))).join('; ')}.`
  );
}
