import { expect, test } from '@playwright/test';
import { Browsing } from '../../../src/target/browser/browsing';
import { SchemasJourney } from '../../../src/journeys/schemas-journey';
import { problemsOfSchemas } from '../../../src/journeys/schemas-pages';
import { standInTarget, startStandIn } from '../../../src/target/stand-in';
import { withRun } from '../../../src/target/run';

/** What the journey finds on an install that is broken in one way. */
async function problemsWith(fault: string, role: 'admin' | 'viewer'): Promise<string[]> {
  const standIn = await startStandIn({ QA_PLAN_FAULT: fault });
  try {
    let problems: string[] = [];
    const left = await withRun(standInTarget(standIn), async (state) => {
      const browsing = new Browsing(state.baseUrl);
      const journey = await SchemasJourney.start(state, browsing, 0);
      problems = await problemsOfSchemas(journey.view(role)).finally(() => journey.end());
      await browsing.end();
    });
    expect(left).toEqual([]);
    return problems;
  } finally {
    await standIn.stop();
  }
}

test('pages that lastingly show no schemas turn the journey red', async () => {
  const problems = await problemsWith('schemas-zero', 'viewer');
  expect(problems).toContainEqual(
    expect.stringMatching(/^first load: \/db\/\d+\/schemas\/ showed a list of 0 schemas$/),
  );
  expect(problems).toContainEqual(
    expect.stringMatching(/^first load: the page of schemas did not show itself: /),
  );
});

test('a page that shows no schemas for a moment turns the journey red, although it settles on all of them', async () => {
  const problems = await problemsWith('schemas-zero-flash', 'admin');
  expect(problems.map((problem) => problem.replace(/\/db\/\d+\//, '/db/…/'))).toEqual([
    'first load: /db/…/schemas/ showed a list of 0 schemas',
    'cold cache: /db/…/schemas/ showed a list of 0 schemas',
    'login: /db/…/schemas/ showed a list of 0 schemas',
  ]);
});
