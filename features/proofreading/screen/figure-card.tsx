// What was understood of one figure of the text: value, unit, measure, place, set and time, and the relations it stands in. Hangs under the
// figure; on a phone at the foot of the screen.
import { type ReactElement, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { usePhone } from '../../../ui/screen.ts';
import type { RelationReply, StatementReply } from '../words.ts';
import { Mark } from './marks.tsx';
import type { Proof } from './model.ts';
import { useWords } from './words.ts';
import './figure-card.css';

const width = 340;

export function FigureCard({
  statement,
  proof,
  anchor,
  sheet,
  onRelation,
  onFinding,
  onClose,
}: {
  statement: StatementReply;
  proof: Proof;
  anchor: HTMLElement;
  sheet: RefObject<HTMLElement | null>;
  onRelation: (relation: RelationReply) => void;
  onFinding: (number: number) => void;
  onClose: () => void;
}): ReactElement {
  const say = useWords();
  const phone = usePhone();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ left: number; top: number } | undefined>();
  useLayoutEffect(() => {
    const place = (): void => {
      const outer = sheet.current?.getBoundingClientRect();
      const rect = [...anchor.getClientRects()].at(-1);
      if (!outer || !rect) return;
      setAt({
        left: Math.max(8, Math.min(outer.width - width - 8, rect.left - outer.left - 24)),
        top: rect.bottom - outer.top + 10,
      });
    };
    place();
    const watch = new ResizeObserver(place);
    if (sheet.current) watch.observe(sheet.current);
    return () => watch.disconnect();
  }, [anchor, sheet]);
  const placed = phone || at !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure opened takes the focus anew
  useEffect(() => {
    if (!placed) return;
    box.current?.focus({ preventScroll: true });
    if (!phone) box.current?.scrollIntoView({ block: 'nearest' });
  }, [statement.id, placed]);
  useEffect(() => {
    const away = (event: PointerEvent): void => {
      const target = event.target as HTMLElement;
      if (!box.current?.contains(target) && !target.closest('[data-s]')) onClose();
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [onClose]);
  const relations = proof.relationsAt.get(statement.id) ?? [];
  const findings = proof.findingsAt.get(statement.id) ?? [];
  const time = [
    statement.year !== null && say('time.year', { year: statement.year }),
    statement.month !== null && say('time.month', { month: statement.month }),
    statement.day !== null && say('time.day', { day: statement.day }),
  ].filter(Boolean);
  const facts: [string, string | null, string?][] = [
    [say('figure.value'), statement.hedge === 'exact' ? statement.exact : `${say(`hedge.${statement.hedge}`)} ${statement.exact}`],
    [say('figure.unit'), statement.unit || null],
    [say('figure.measure'), statement.measure || null],
    [say('figure.place'), statement.place],
    [say('figure.set'), statement.scope || statement.label || null],
    [say('figure.time'), time.length > 0 ? time.join('') : null, statement.inferred ? say('figure.inferred') : undefined],
  ];
  return (
    <div
      ref={box}
      className={`pf-card${phone ? ' pf-card-phone' : ''}`}
      role="dialog"
      aria-label={say('figure.card', { text: statement.text })}
      tabIndex={-1}
      style={phone ? undefined : !at ? { display: 'none' } : { insetInlineStart: at.left, insetBlockStart: at.top, inlineSize: width }}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          event.preventDefault();
          onClose();
          anchor.focus({ preventScroll: true });
        } else if (event.key !== 'Tab') event.stopPropagation();
      }}
    >
      <div className="pf-card-head">
        <b className="pf-card-text">{statement.text}</b>
        <button type="button" className="sz-tool" aria-label={say('close')} onClick={onClose}>
          ✕
        </button>
      </div>
      <dl className="pf-card-facts">
        {facts.map(([name, value, mark]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value} {mark && <span className="pf-inferred">{mark}</span>}
              </dd>
            </div>
          ),
        )}
      </dl>
      {findings.length > 0 && (
        <ul className="pf-card-list">
          {findings.map((one) => (
            <li key={one.key}>
              <button type="button" className="pf-link" onClick={() => onFinding(one.number)}>
                <Mark severity={one.severity} number={one.number} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="sz-label">{relations.length === 0 ? say('figure.alone') : say('figure.relations', { count: relations.length })}</p>
      {relations.length > 0 && (
        <ul className="pf-card-list">
          {relations.slice(0, 12).map((one) => (
            <li key={one.id}>
              <button type="button" className="pf-card-relation" onClick={() => onRelation(one)}>
                <span className={one.holds ? 'pf-ok' : 'pf-bad'}>{one.holds ? '✓' : '✗'}</span>
                <span className="pf-kind">{say(`relation.${one.kind}`)}</span>
                <span>{one.arithmetic}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
