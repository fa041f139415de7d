import { IconButton, Menu, MenuItem } from '../../components/index';
import type { Asked, Transformation } from './model';

interface TransformationsProps {
  asked: Asked;
  onChange: (asked: Asked) => void;
}

/** A step in words. */
function described({ type, spec }: Transformation): string {
  if (type === 'order' && Array.isArray(spec)) {
    return `Sort by ${spec.map(({ field }: { field: string }) => field).join(', ')}`;
  }
  if (type === 'hide' && Array.isArray(spec)) return `Hide ${spec.join(', ')}`;
  return type;
}

/** What is done with the result, step by step. */
export function Transformations({ asked, onChange }: TransformationsProps) {
  const { transformations } = asked;
  const set = (steps: Transformation[]) => onChange({ ...asked, transformations: steps });
  const aliases = asked.initial_columns.map(({ alias }) => alias);
  return (
    <>
      <p class="soft">Steps apply in this order.</p>
      {transformations.map((step, index) => (
        <div key={index} class="summary-field">
          <span>{described(step)}</span>
          <IconButton
            icon="trash"
            aria-label="Remove step"
            onClick={() => set(transformations.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Menu trigger="Add transformation step" variant="secondary" disabled={aliases.length === 0}>
        {aliases.map((alias) => (
          <MenuItem
            key={`order-${alias}`}
            onClick={() =>
              set([...transformations, { type: 'order', spec: [{ field: alias, direction: 'asc' }] }])
            }
          >
            {`Sort by ${alias}`}
          </MenuItem>
        ))}
        {aliases.map((alias) => (
          <MenuItem
            key={`hide-${alias}`}
            onClick={() => set([...transformations, { type: 'hide', spec: [alias] }])}
          >
            {`Hide ${alias}`}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
