import { faultNamed, type Fault } from '../../../src/embedded/faults';

/** A fault, and exactly the cells of one area that it must turn red. */
interface HandMade {
  fault: Fault;
  /** The plan file that is run. */
  area: string;
  /** `RULE role`, all of them. */
  red: readonly string[];
}

const breaks = (name: string, area: string, red: readonly string[]): HandMade => ({ fault: faultNamed(name), area, red });

/** One break each, in the order of src/embedded/faults. */
export const HAND_MADE: readonly HandMade[] = [
  breaks('users-list-open', 'users', []),
];
