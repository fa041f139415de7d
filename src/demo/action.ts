import type { Action, Attempt, AttemptContext } from '../actions/action';
import { action } from '../actions/action';
import type { z } from 'zod';
import type { Sample } from './sample';
import type { DemoState } from './state';

/** What an action of the demo's plan is given. */
export interface DemoContext extends AttemptContext {
  demo: DemoState;
  /** What the demo gave the visitor, or the acting role. @throws NoSampleData when it gave nothing */
  sample(whose: 'visitor' | 'own'): Promise<Sample>;
}

/** A verb of the demo's plan. */
export interface DemoAction extends Pick<Action, 'info'> {
  attempt(context: DemoContext, args: Record<string, unknown>): Promise<Attempt>;
}

/** Declares an action that only reads, and so may run on a live demo; parameters as {@link action}. */
export function reading<Shape extends z.ZodRawShape>(
  name: string,
  args: Shape,
  attempt: (context: DemoContext, args: z.output<z.ZodObject<Shape>>) => Promise<Attempt> | Attempt,
  methods?: readonly string[],
): DemoAction {
  const made = changing(name, args, attempt, methods);
  return { ...made, info: { ...made.info, reads: true } };
}

/** Declares an action that may change something. */
export function changing<Shape extends z.ZodRawShape>(
  name: string,
  args: Shape,
  attempt: (context: DemoContext, args: z.output<z.ZodObject<Shape>>) => Promise<Attempt> | Attempt,
  methods?: readonly string[],
): DemoAction {
  // Whoever calls an action of the demo gives it the demo's context.
  return action(name, args, (context, given) => attempt(context as DemoContext, given), methods);
}
