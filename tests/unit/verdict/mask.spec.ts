import { expect, test } from '@playwright/test';
import { Mask } from '../../../src/engine/verdict/evidence';
import { runState } from '../run-state';

test('every secret of the run is masked, wherever it stands', () => {
  const secrets = [
    ...['setupAdmin', 'viewer'].flatMap((who) => [`password-${who}`, `session-${who}`, `csrf-${who}`]),
    'postgres-secret',
    'p@ss-of-witness',
  ];
  const masked = new Mask(runState).apply(secrets.join(' and ').repeat(2));
  for (const secret of secrets) expect(masked).not.toContain(secret);
});

test('fields named like passwords are masked, unknown ones too', () => {
  const text = JSON.stringify({
    old_password: 'a "quoted" one',
    user_def: { password: 'new' },
    name: 'kept',
  });
  expect(new Mask(runState).apply(text)).toBe(
    '{"old_password":"•••","user_def":{"password":"•••"},"name":"kept"}',
  );
});
