// How `npm run report` makes Allure's report. Categories are told apart by the label "verdict".
const { QA_PLAN_ALLURE_HISTORY: historyPath } = process.env;

/** From the worst to the best, as the plan has them; a known gap is a failure that is accepted. */
const VERDICTS = [
  'breach',
  'disclosure',
  'leak',
  'stale',
  'side effect',
  'over-restriction',
  'ineffective',
  'hidden but allowed',
  'silent no-op',
  'offered but refused',
  'unexpected control',
  'wrong reason',
  'inconclusive',
  'unproven',
  'closed gap',
];

export default {
  name: 'Permissions',
  output: './allure-report',
  ...(historyPath === undefined ? {} : { historyPath }),
  categories: [
    ...VERDICTS.map((verdict) => ({
      name: verdict,
      matchers: { statuses: ['failed', 'broken'], labels: { verdict } },
      groupBy: ['severity'],
    })),
    { name: 'known gap', matchers: { labels: { verdict: 'known gap' } }, groupBy: ['severity'] },
    { name: 'not run', matchers: { statuses: ['skipped'] }, groupByMessage: true },
  ],
  plugins: {
    awesome: {
      options: { reportName: 'Permissions', singleFile: true, groupBy: ['epic', 'feature', 'story'] },
    },
  },
};
