import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Help, Icon } from '../../components/index';

interface SectionProps {
  title: string;
  /** How many marks of help stand behind the title; they belong to its name. */
  helps?: number;
  open?: boolean;
  children: ComponentChildren;
}

/** A part of a panel that can be folded. */
export function Section({ title, helps = 0, open: initially = true, children }: SectionProps) {
  const [open, setOpen] = useState(initially);
  return (
    <section class="fold">
      <button type="button" class="fold-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class={open ? 'fold-mark open' : 'fold-mark'}>
          <Icon name="right" />
        </span>
        <span>{title}</span>
        {Array.from({ length: helps }, (_, index) => (
          <Help key={index} />
        ))}
      </button>
      {open ? <div class="fold-body">{children}</div> : null}
    </section>
  );
}
