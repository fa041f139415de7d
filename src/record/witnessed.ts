import { z } from 'zod';
import { REASONS, type Reason } from '../plan/types';

/** What an attempt was seen to be answered, whatever the plan expects. */
const ANSWERS = ['allowed', 'in part', 'silent', 'denied', 'hidden', 'error'] as const;

const reasons = REASONS.filter((reason): reason is Exclude<Reason, 'silent'> => reason !== 'silent');

/** What a role was seen to be allowed, by the answer and the witness alone: no names of the run, no times. */
export const witnessedSchema = z
  .strictObject({
    control: z
      .enum(['absent', 'disabled', 'enabled'])
      .optional()
      .describe('how a page offers it; not there on the API'),
    answer: z
      .enum(ANSWERS)
      .optional()
      .describe(
        'allowed: it did or told what was asked; in part: not all of it; silent: OK, and nothing; hidden: as for what does ' +
          'not exist; not there for a control that was not used',
      ),
    reason: z.enum(reasons).optional().describe('why it was denied'),
    gave: z
      .array(z.string())
      .describe(
        'what it gave beyond the answer, sorted: parts that changed, canary, answer, existence, `told: kind`, ' +
          '`control: button Delete`, `view: open page`',
      ),
  })
  .describe('what was seen, whatever the plan expects');

export type Witnessed = z.infer<typeof witnessedSchema>;

/** The meaning of a change: the role may do or see more than before, less, or gets a different answer. */
export const CHANGES = ['loosened', 'tightened', 'other'] as const;
export type Change = (typeof CHANGES)[number];

/** How a cell that was seen twice changed, or undefined. A change that allows anything more counts as loosened. */
export function changeBetween(before: Witnessed, after: Witnessed): Change | undefined {
  if (writeWitnessed(before) === writeWitnessed(after)) return undefined;
  if (gives(before, after)) return 'loosened';
  return gives(after, before) ? 'tightened' : 'other';
}

const gives = (less: Witnessed, more: Witnessed): boolean =>
  levelOf(more) > levelOf(less) || more.gave.some((each) => !less.gave.includes(each));

/** How far a role gets: not at all, to a control that is refused, to a part of it, to all of it. */
function levelOf({ control, answer }: Witnessed): number {
  if (answer === 'allowed') return 3;
  if (answer === 'in part') return 2;
  return control === 'enabled' ? 1 : 0;
}

/** In a line: `allowed`, `denied: privilege`, `offered, denied: privilege`, `denied: privilege, gave canary`. */
export function writeWitnessed({ control, answer, reason, gave }: Witnessed): string {
  return [
    ...(control === undefined ? [] : [control === 'enabled' ? 'offered' : control]),
    ...(answer === undefined ? [] : [reason === undefined ? answer : `${answer}: ${reason}`]),
    ...(gave.length > 0 ? [`gave ${gave.join(' and ')}`] : []),
  ].join(', ');
}
