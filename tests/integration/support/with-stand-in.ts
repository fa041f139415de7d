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
