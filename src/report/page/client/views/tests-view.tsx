import type { PageTest } from '../../data';
import { OutLink } from '../out-link';
import { Table } from './table';

const SIGNS: Record<PageTest['status'], string> = {
  passed: '✓ passed',
  failed: '✗ failed',
  timedOut: '✗ timed out',
  skipped: '– not run',
  interrupted: '– interrupted',
};

/** Tests that are no cell: journeys, and specs written by hand. */
export const TestsView = ({ tests }: { tests: readonly PageTest[] }) => (
  <section class="view">
    <h2>Other tests</h2>
    <p>
      Tests of this run that are no cell of the matrix: journeys of several steps, and specs written by hand.
    </p>
    {tests.length === 0 ? (
      <p class="nothing">This run had none.</p>
    ) : (
      <Table
        name="Other tests"
        head={['Test', 'Result', 'Why', 'Target', 'Took', 'Where']}
        rows={tests
          .toSorted((one, other) => Number(isFine(one)) - Number(isFine(other)))
          .map((test) => ({
            key: `${test.id} ${String(test.repeat ?? 0)}`,
            isMarked: !isFine(test),
            cells: [
              test.title,
              SIGNS[test.status],
              <pre class="why">{test.failure ?? test.reason ?? ''}</pre>,
              test.target,
              `${test.ms.toLocaleString('en')} ms`,
              <OutLink to={test.placeLink}>{`${test.place.file}:${String(test.place.line)}`}</OutLink>,
            ],
          }))}
      />
    )}
  </section>
);

const isFine = ({ status }: PageTest) => status === 'passed' || status === 'skipped';
