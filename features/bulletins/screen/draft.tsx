// A draft: its text beside the paper that it comes to, then the reading of it by the auditor and the issue. What is typed is composed again
// after a short rest; nothing is saved until one says so, and nothing typed is lost before that.
import { Button } from 'antd';
import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { firstOf, useGo, useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { usePhone } from '../../../ui/screen.ts';
import { useMay, useRegionName } from '../../../ui/session.ts';
import {
  type BulletinReply,
  dropBulletin,
  type Entries,
  kindWords,
  listBulletins,
  type Parts,
  previewBulletin,
  saveBulletin,
} from '../words.ts';
import { Check } from './check.tsx';
import { Downloads } from './downloads.tsx';
import { EntryFields, type Insert, PartFields } from './fields.tsx';
import { useKept } from './kept.ts';
import { Paper } from './paper.tsx';
import { Status } from './status.tsx';
import { useWords } from './words.ts';
import './bulletins.css';

interface Typed {
  parts: Parts;
  entries: Entries;
}

/** A value that follows another one after a rest. */
export function useRested<T>(value: T, milliseconds: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}

export function Draft({ bulletin }: { bulletin: BulletinReply }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const nameOf = useRegionName();
  const go = useGo();
  const phone = usePhone();
  const mayWrite = useMay('bulletin.write');
  const [search, change] = useSearch();
  const { region, id } = bulletin;
  const place = { region: region as never, id: id as never };
  const kept = useKept<Typed>(`bulletins.${id}`, bulletin.version, { parts: bulletin.parts, entries: bulletin.entries });
  const { value: typed, change: type, back } = kept;
  const dirty = JSON.stringify(typed) !== JSON.stringify({ parts: bulletin.parts, entries: bulletin.entries });
  const step = !mayWrite && firstOf(search, 'step') === undefined ? 'check' : (firstOf(search, 'step') ?? 'write');
  const rested = useRested(typed, 500);
  const untouched = JSON.stringify(rested) === JSON.stringify({ parts: bulletin.parts, entries: bulletin.entries });
  const preview = useRead(
    previewBulletin,
    { ...place, ...rested, parts: { ...rested.parts, title: rested.parts.title || '　' } },
    { enabled: !untouched, keepPrevious: true },
  );
  const composed = untouched ? bulletin.composed : (preview.data ?? bulletin.composed);
  const save = useWrite(saveBulletin, { done: { zh: '已保存', en: 'Saved' } });
  const drop = useWrite(dropBulletin, { stale: [listBulletins], onDone: () => go('/bulletins') });
  const insert = useRef<Insert | null>(null);

  const saveNow = useCallback(async (): Promise<boolean> => {
    if (!dirty) return true;
    try {
      await save.mutateAsync({ region: region as never, id: id as never, version: bulletin.version, ...typed });
      localStorage.removeItem(`bulletins.${id}`);
      return true;
    } catch {
      return false;
    }
  }, [dirty, save.mutateAsync, region, id, bulletin.version, typed]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || !mayWrite) return;
      event.preventDefault();
      void saveNow();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [saveNow, mayWrite]);

  const show = async (next: string): Promise<void> => {
    if (next === 'check' && !(await saveNow())) return;
    change({ step: next });
  };
  const steps = [...(mayWrite ? (['write'] as const) : []), ...(phone || !mayWrite ? (['preview'] as const) : []), 'check' as const];
  return (
    <Page
      title={composed.paper.title.trim() || bulletin.title}
      about={
        <>
          {pick(kindWords[bulletin.kind])} · {nameOf(region, bulletin.regionName)} · {bulletin.year} <Status status="draft" />
        </>
      }
      path={[{ text: say('title'), to: '/bulletins' }]}
      asOf={bulletin.asOf}
      actions={
        <>
          {mayWrite && (
            <Button onClick={() => void saveNow()} disabled={!dirty} loading={save.isPending}>
              {say(dirty ? 'save' : 'saved')}
            </Button>
          )}
          <Downloads bulletin={bulletin} />
          <Button onClick={() => window.print()}>{say('print')}</Button>
          {mayWrite && (
            <Button
              danger
              onClick={() => {
                if (window.confirm(say('drop.sure'))) drop.mutate(place);
              }}
            >
              {say('drop')}
            </Button>
          )}
        </>
      }
    >
      <nav className="sz-tab-row sz-screen-only" aria-label={say('step.write')}>
        {steps.map((one) => (
          <button key={one} type="button" className="sz-tab" aria-pressed={one === step} onClick={() => void show(one)}>
            {say(`step.${one}`)}
          </button>
        ))}
        <span className="sz-label bl-kept">
          {dirty ? say(kept.restored ? 'unsaved.restored' : 'unsaved') : ''}
          {dirty && (
            <button type="button" className="sz-button-plain bl-link" onClick={back}>
              {say('discard')}
            </button>
          )}
        </span>
      </nav>
      {step === 'check' && (
        <>
          <Check bulletin={bulletin} onFix={() => change({ step: 'write' })} />
          <div className="sz-print-only">
            <Paper paper={composed.paper} figures={composed.figures} />
          </div>
        </>
      )}
      {(step === 'write' || step === 'preview') && (
        <div className={mayWrite && !phone ? 'bl-desk' : 'bl-desk bl-desk-one'}>
          {step === 'write' && mayWrite && (
            <div className="bl-write sz-screen-only">
              <PartFields
                parts={typed.parts}
                mistakes={composed.mistakes}
                insert={insert}
                onChange={(parts) => type({ ...typed, parts })}
              />
              {composed.entries.length > 0 && (
                <EntryFields slots={composed.entries} entries={typed.entries} onChange={(entries) => type({ ...typed, entries })} />
              )}
              <p className="sz-label">{say('template', { name: bulletin.template.name, version: bulletin.template.version })}</p>
            </div>
          )}
          {(!phone || step === 'preview' || !mayWrite) && (
            <section className="bl-preview" aria-label={say('preview.label')} aria-busy={preview.isFetching}>
              {preview.error && <ErrorNote error={preview.error} />}
              <p className="sz-label sz-screen-only">{say('figures', { count: composed.figures.length })}</p>
              <Paper paper={composed.paper} figures={composed.figures} />
            </section>
          )}
        </div>
      )}
    </Page>
  );
}
