import { test } from '@playwright/test';
import { startStandIn, type StandIn } from '../../../src/target/stand-in';

/** Starts a stand-in, and stops it after the work. @param env of the stand-in, such as a fault */
export async function withStandIn<T>(
  env: Record<string, string>,
  work: (standIn: StandIn) => Promise<T>,
): Promise<T> {
  const standIn = await startStandIn(env);
  try {
    return await work(standIn);
  } finally {
    await standIn.stop();
  }
}

/**
 * Gives the tests of a file, one after the other, a stand-in of their own.
 * @param env of the stand-in
 * @returns what tells which
 */
export function standInOfFile(env: Record<string, string> = {}): () => StandIn {
  let install: StandIn | undefined;
  test.describe.configure({ mode: 'default' });
  test.beforeAll(async () => {
    install = await startStandIn(env);
  });
  test.afterAll(() => install?.stop());
  return () => {
    if (!install) throw new Error('only tests have a stand-in');
    return install;
  };
}
