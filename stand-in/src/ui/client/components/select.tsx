import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { ButtonProps } from './button';
import { Icon } from './icon';
import { Dropdown } from './menu';

export interface SelectOption<T> {
  value: T;
  label: ComponentChildren;
  disabled?: boolean;
}

export interface SelectProps<T> extends Omit<
  ButtonProps,
  'value' | 'onChange' | 'children' | 'variant' | 'icon'
> {
  options: readonly SelectOption<T>[];
  value: T | undefined;
  onChange: (value: T) => void;
  /** Shown while nothing is chosen. */
  placeholder?: ComponentChildren;
}

/** A button that shows the chosen option and opens the list of all. A label around it names it. */
export function Select<T>({ options, value, onChange, placeholder = '', ...rest }: SelectProps<T>) {
  const id = useId();
  const chosen = options.find((option) => option.value === value);
  const trigger = (
    <>
      <span class="select-value">{chosen?.label ?? placeholder}</span>
      <Icon name="chevron" />
    </>
  );
  return (
    <Dropdown variant="secondary" trigger={trigger} id={id} {...rest}>
      {(close) => (
        <ul role="listbox" class="menu" aria-expanded="true">
          {options.map((option, index) => (
            <li
              key={index}
              role="option"
              aria-selected={option === chosen}
              aria-disabled={option.disabled ? 'true' : undefined}
              tabIndex={0}
              class="menu-item"
              onClick={() => {
                if (option.disabled) return;
                close();
                document.getElementById(id)?.focus();
                onChange(option.value);
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                event.currentTarget.click();
              }}
            >
              {option.label}
            </li>
          ))}
        </ul>
      )}
    </Dropdown>
  );
}
