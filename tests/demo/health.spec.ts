import { demoTest as test, expect, inReport } from '../../fixtures';

test('the demo is not past the point to scale', inReport('demo', 'Health'), async ({ health }, info) => {
  const { status, measures, page, summary } = await health();
  await info.attach('Health of the demo', { body: page, contentType: 'text/html' });
  await info.attach('health.json', {
    body: JSON.stringify(measures, null, 2),
    contentType: 'application/json',
  });
  info.annotations.push({ type: 'health', description: status });
  expect(status, summary).not.toBe('over');
});
