// One manuscript: the text as it came beside what was found in it. Decides what is chosen, which of the three lists is beside the text, and that
// the keyboard alone is enough; choice, list and filters live in the address, so that a finding can be sent to a colleague.
import { type ReactElement, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { firstOf, usePathNames, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { countText, instantText, usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { useFilters } from '../../../ui/kit/FilterChips.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { Spoken } from '../../../ui/kit/Spoken.tsx';
import { usePhone, usePrinting } from '../../../ui/screen.ts';
import { useMay, useRegionName, useYear } from '../../../ui/session.ts';
import { compareManuscript, type ManuscriptReply, type Place, readManuscript } from '../words.ts';
import { Actions } from './actions.tsx';
import { useAnswering } from './answering.ts';
import { detailKeys, type RegisterHere } from './detail.tsx';
import { FigureCard } from './figure-card.tsx';
import { Findings, filtered, useFindingFields } from './findings.tsx';
import { Counts } from './marks.tsx';
import { answersOf, languageOf, proofOf } from './model.ts';
import { Paper } from './paper.tsx';
import { Register } from './register.tsx';
import { Relations, useRelations } from './relations.tsx';
import { type Picked, Text } from './text.tsx';
import { type End, type Thread, threadOfFinding, threadOfRelation } from './threads.ts';
import { elementsAt, showEnds } from './threads-drawn.tsx';
import { useWords } from './words.ts';
import './manuscript.css';

const views = ['findings', 'relations', 'register'] as const;
type View = (typeof views)[number];

export default function Manuscript(): ReactElement {
  const say = useWords();
  const { region = '', id = '' } = usePathNames();
  const { data, error, refetch } = useRead(readManuscript, { region, id }, { staleTime: 60_000 });
  const path = [{ text: say('proofreading'), to: '/proofreading' }];
  if (error && !data)
    return (
      <Page title={say('manuscript')} path={path}>
        <ErrorNote error={error} onRetry={refetch} />
      </Page>
    );
  if (!data)
    return (
      <Page title={say('manuscript')} path={path}>
        <p className="sz-waiting" role="status">
          {say('opening')}
        </p>
      </Page>
    );
  return (
    <Spoken>
      <Open of={data} path={path} />
    </Spoken>
  );
}

function Open({ of, path }: { of: ManuscriptReply; path: readonly { text: string; to: string }[] }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const phone = usePhone();
  const printing = usePrinting();
  const [search, change] = useSearch();
  const may = useMay('manuscript.check');
  const proof = useMemo(() => proofOf(of.proof), [of.proof]);
  const answers = useMemo(() => answersOf(of), [of]);
  const done = useMemo(() => new Set(proof.findings.filter((one) => answers.has(one.key)).map((one) => one.number)), [proof, answers]);
  const orphans = useMemo(() => of.answers.filter((one) => !proof.findings.some((finding) => finding.key === one.key)).length, [of, proof]);
  const answering = useAnswering(of, may);
  const fields = useFindingFields(proof);
  const { values } = useFilters(fields);
  const view: View = views.find((one) => one === firstOf(search, 'view')) ?? 'findings';
  const shown = useMemo(() => filtered(proof.findings, values, firstOf(search, 'state'), answers), [proof, values, search, answers]);
  const relations = useRelations(proof);

  // What the register says of the terms of a repair is the nearest evidence; the text is read without waiting for it.
  const usual = useYear();
  const repaired = proof.relations.some((one) => one.repairs.length > 0);
  const compared = useRead(
    compareManuscript,
    { region: of.region, id: of.id, year: of.year ?? usual },
    { enabled: repaired && !printing, staleTime: 60_000 },
  );
  const register = useMemo<RegisterHere | undefined>(
    () => compared.data && { year: compared.data.year, lines: new Map(compared.data.lines.map((one) => [one.statement, one])) },
    [compared.data],
  );

  const asked = firstOf(search, 'at');
  const finding = view === 'findings' ? proof.findings.find((one) => one.key === asked) : undefined;
  const relation = view === 'relations' ? proof.relationOf.get(asked ?? '') : undefined;
  const [place, setPlace] = useState<string | undefined>();
  const [card, setCard] = useState<{ statement: number; anchor: HTMLElement } | undefined>();
  const [raised, setRaised] = useState(asked !== undefined || view !== 'findings');

  const scroller = useRef<HTMLElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const step = useRef(-1);

  const thread = useMemo<Thread | undefined>(() => {
    if (finding) return threadOfFinding(proof, finding);
    if (relation) return threadOfRelation(proof, relation);
    const one = place === undefined ? undefined : proof.statements[proof.indexOf.get(place) ?? -1];
    return (
      one && {
        id: `place:${one.id}`,
        holds: true,
        ends: [{ place: one, statement: proof.indexOf.get(one.id) ?? null, sign: '', note: null }],
      }
    );
  }, [proof, finding, relation, place]);

  const bring = useCallback((ends: readonly End[]) => {
    if (scroller.current && sheet.current && ends.length > 0) showEnds(scroller.current, sheet.current, ends);
  }, []);
  // What is chosen comes into sight; on a phone after the list has taken its half.
  const threadId = thread?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice moves the text
  useLayoutEffect(() => {
    step.current = -1;
    if (!thread) return undefined;
    const frame = requestAnimationFrame(() => bring(thread.ends));
    return () => cancelAnimationFrame(frame);
  }, [threadId]);

  const choose = useCallback(
    (key: string | undefined, next: View = 'findings') => {
      setCard(undefined);
      setPlace(undefined);
      if (key !== undefined) setRaised(true);
      change({ at: key, view: next === 'findings' ? undefined : next });
    },
    [change],
  );
  const chooseNumber = useCallback(
    (number: number) => {
      const one = proof.findings[number - 1];
      if (one) {
        setCard(undefined);
        setPlace(undefined);
        setRaised(true);
        // Chosen in the text: no filter may hide it.
        change({
          at: one.key,
          view: undefined,
          ...(shown.includes(one) ? {} : { state: undefined, severity: undefined, kind: undefined }),
        });
      }
    },
    [proof, change, shown],
  );
  const flash = useCallback(
    (end: End) => {
      requestAnimationFrame(() => {
        bring([end]);
        const elements = sheet.current ? elementsAt(sheet.current, end) : [];
        for (const element of elements) element.classList.add('pf-flash');
        setTimeout(() => {
          for (const element of elements) element.classList.remove('pf-flash');
        }, 900);
      });
    },
    [bring],
  );
  const show = useCallback(
    (id: string) => {
      const index = proof.indexOf.get(id);
      const statement = index === undefined ? undefined : proof.statements[index];
      if (!statement) return;
      if (!thread || thread.id.startsWith('place:')) setPlace(id);
      flash({ place: statement, statement: index ?? null, sign: '', note: null });
    },
    [proof, thread, flash],
  );
  const showPlace = useCallback((at: Place) => flash({ place: at, statement: null, sign: '', note: null }), [flash]);
  const quote = useCallback(
    (at: Place) => {
      if (at.cell !== null) {
        const cell = of.sheets.find((one) => one.sheet === at.sheet)?.cells.find((one) => one.cell === at.cell);
        return { before: `${at.sheet}!${at.cell} `, at: cell?.text ?? '' };
      }
      const [start, end] = [at.start ?? 0, at.end ?? 0];
      return {
        before: `…${of.text.slice(Math.max(0, start - 12), start).replace(/\s+/g, ' ')}`,
        at: of.text.slice(start, end).replace(/\s*\n\s*/g, ''),
      };
    },
    [of.sheets, of.text],
  );

  const move = useCallback(
    (by: number) => {
      if (view === 'relations') {
        const at = relations.findIndex((one) => one.id === relation?.id);
        const next = relations[Math.max(0, Math.min(relations.length - 1, at + by))];
        if (next) choose(next.id, 'relations');
      } else {
        const at = shown.findIndex((one) => one.key === finding?.key);
        const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
        if (next) choose(next.key);
      }
    },
    [view, relations, relation, shown, finding, choose],
  );

  useEffect(() => {
    let g = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('.sz-pop-panel, .ant-drawer')) return;
      // g and a letter goes to another page.
      const going = event.timeStamp - g < 1200;
      if (event.key === 'g') g = event.timeStamp;
      if (going) return;
      if (event.key === 'j') move(1);
      else if (event.key === 'k') move(-1);
      else if ((event.key === '[' || event.key === ']') && thread) {
        step.current = (step.current + (event.key === ']' ? 1 : -1) + thread.ends.length) % thread.ends.length;
        const end = thread.ends[step.current];
        if (end) flash(end);
      } else if (event.key === 'Escape' && asked !== undefined && !/^(BUTTON|A)$/.test(target.tagName)) choose(undefined, view);
      else if (finding && /^([1-9qsu])$/.test(event.key)) detailKeys.dispatchEvent(new CustomEvent('key', { detail: event.key }));
      else if (finding && event.key === 'Enter' && (target === document.body || target.id === 'main' || target.closest('.pf-finding-head')))
        detailKeys.dispatchEvent(new CustomEvent('key', { detail: 'Enter' }));
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [move, thread, flash, asked, choose, view, finding]);

  const onPick = useCallback(
    ({ statement, findings, element }: Picked) => {
      if (statement !== null) {
        setCard({ statement, anchor: element });
        const [first] = findings;
        if (first !== undefined && proof.findings[first - 1]!.key !== asked) {
          change({ at: proof.findings[first - 1]!.key, view: undefined });
          setPlace(undefined);
        }
      } else if (findings[0] !== undefined) chooseNumber(findings.find((one) => proof.findings[one - 1]!.key !== asked) ?? findings[0]);
    },
    [proof, asked, change, chooseNumber],
  );

  const nameOf = useRegionName();
  const holding = of.counts.relations - of.counts.failing;
  const head = (
    <>
      {say('about', {
        region: nameOf(of.region, of.regionName),
        by: of.by,
        at: instantText(of.at),
        size: [
          of.characters > 0 && say('size.characters', { characters: countText(of.characters) }),
          of.tables > 0 && say('size.tables', { count: of.tables }),
        ]
          .filter(Boolean)
          .join(' · '),
      })}
      {of.year !== null && ` · ${say('year.of', { year: of.year })}`}
    </>
  );
  return (
    <Page title={of.title} path={path} about={phone ? undefined : head} tall actions={phone ? undefined : <Actions of={of} head={head} />}>
      <div className="pf-summary">
        <Counts counts={of.counts} />
        <span>
          {say('checked', { relations: of.counts.relations, holding })}
          {of.counts.failing > 0 && <b> {say('checked.failing', { count: of.counts.failing })}</b>}
        </span>
        {phone && <Actions of={of} head={head} />}
        <span className="sz-quiet pf-summary-more">
          {say('statements', { count: of.counts.statements })} · {say('answered.count', { done: done.size, all: proof.findings.length })}
        </span>
      </div>
      {(of.leftOut.length > 0 || !of.asKept || orphans > 0) && (
        <p className="pf-left-out sz-label">
          {!of.asKept && say('rules.newer')} {orphans > 0 && say('answers.orphans', { count: orphans })}{' '}
          {of.leftOut.length > 0 && say('left-out', { what: of.leftOut.map((one) => pick(one)).join('；') })}
        </p>
      )}
      <div className={`pf-desk${raised ? ' pf-desk-raised' : ''}`}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a pointer */}
        <section className="pf-scroll" ref={scroller} tabIndex={0} aria-label={say('text')}>
          <Text
            reply={of}
            proof={proof}
            done={done}
            thread={thread}
            sheet={sheet}
            scroller={scroller}
            onPick={onPick}
            onFinding={chooseNumber}
            card={
              card && (
                <FigureCard
                  statement={proof.statements[card.statement]!}
                  proof={proof}
                  anchor={card.anchor}
                  sheet={sheet}
                  onRelation={(one) => choose(one.id, 'relations')}
                  onFinding={chooseNumber}
                  onClose={() => setCard(undefined)}
                />
              )
            }
          />
        </section>
        <aside className="pf-aside sz-screen-only" aria-label={say(`view.${view}`)}>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend that says nothing more */}
          <div className="pf-views" role="group" aria-label={say('views')}>
            {views.map((one) => (
              <button
                key={one}
                type="button"
                className="pf-view"
                aria-pressed={view === one}
                onClick={() => {
                  setPlace(undefined);
                  setRaised(true);
                  change({ view: one === 'findings' ? undefined : one, at: undefined });
                }}
              >
                {say(`view.${one}`)}
                {one !== 'register' && <b>{one === 'findings' ? proof.findings.length : proof.relations.length}</b>}
              </button>
            ))}
            {phone && (
              <button type="button" className="pf-raise" aria-expanded={raised} onClick={() => setRaised(!raised)}>
                <span aria-hidden="true">{raised ? '▾' : '▴'}</span>
                <span className="sz-hidden">{say(raised ? 'sheet.lower' : 'sheet.raise')}</span>
              </button>
            )}
          </div>
          {view === 'findings' && (
            <Findings
              proof={proof}
              shown={shown}
              answers={answers}
              now={finding}
              fields={fields}
              register={register}
              answering={answering}
              quote={quote}
              language={languageOf(of)}
              onChoose={(one) => choose(one?.key)}
              onShow={show}
              onPlace={showPlace}
              onStep={move}
            />
          )}
          {view === 'relations' && (
            <Relations proof={proof} shown={relations} now={relation} onChoose={(one) => choose(one?.id, 'relations')} onShow={show} />
          )}
          {view === 'register' && <Register of={of} onShow={show} />}
          {!phone && view !== 'register' && (
            <p className="pf-keys sz-label">
              <kbd>j</kbd> <kbd>k</kbd> {say('keys.move')} <kbd>Enter</kbd> {say('keys.enter')} <kbd>?</kbd> {say('keys.all')}
            </p>
          )}
        </aside>
      </div>
      {printing && <Paper of={of} proof={proof} answers={answers} />}
    </Page>
  );
}
