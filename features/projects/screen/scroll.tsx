// A table that may be wider than the screen scrolls sideways inside its own box, reachable by keys.
import type { ReactElement, ReactNode } from 'react';

export const Scroll = ({ label, children }: { label: string; children: ReactNode }): ReactElement => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a pointer
  <section className="pj-scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
