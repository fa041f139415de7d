import { trialPlan } from './trial-plan';

const CLOSED = '| deny: privilege | deny: collaborator | deny: login |';

/** A plan that ends in each way on an install that allows no effect: passes, a known gap, a cell not run, and one finding. */
export const MIXED = trialPlan(
  [
    `| T-1 | List records | \`records.list\` | allow | allow | allow | deny: collaborator | deny: login |`,
    `| T-2 | Add a record | \`records.add\` | allow | allow ${CLOSED}`,
    `| T-3 | Change a record | \`records.patch\` | allow | allow | allow | deny: collaborator | deny: login |`,
    `| T-4 | Delete a record | \`records.delete\` | allow | deny[^gap] ${CLOSED}`,
    `| T-5 | Send feedback | \`analytics.upload_feedback\` | allow | allow | – | – | – |`,
  ],
  'api',
  { notes: ['[^gap]: known gap (breach: rows:books) until 2999-01-01, mathesar#2: everybody may.'] },
);

/** The finding of {@link MIXED} put right. */
export const RIGHT = MIXED.replace(
  '`records.patch` | allow | allow | allow |',
  '`records.patch` | allow | allow | deny: privilege |',
);
