// A link inside the product: region and year come along, a new tab works, nothing reloads.
import type { MouseEvent, ReactElement, ReactNode } from 'react';
import { addressOf, type Search, useAddress, useGo } from '../address.ts';

/** `<Go to={`/projects/${region}/${id}`}>{name}</Go>` */
export function Go({
  to,
  search,
  className,
  current,
  label,
  children,
}: {
  to: string;
  search?: Search;
  className?: string;
  current?: boolean;
  label?: string;
  children: ReactNode;
}): ReactElement {
  const { search: now } = useAddress();
  const go = useGo();
  const follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to, search);
  };
  return (
    <a
      href={addressOf(to, search, now)}
      className={className}
      onClick={follow}
      aria-current={current ? 'page' : undefined}
      aria-label={label}
    >
      {children}
    </a>
  );
}
