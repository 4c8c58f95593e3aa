// One department's sheet: its items one under the other, three large answers each, what is wrong in words and photos; at the end the opinion, signed with
// a finger under the own account. Every touch is on the shelf a moment later; signing puts it into the outbox.
import { type ReactElement, useState } from 'react';
import { DeviceFull, shelfNow } from '../../../ui/device/shelf.ts';
import { usePick } from '../../../ui/i18n.ts';
import { notify } from '../../../ui/notice.ts';
import { useSession } from '../../../ui/session.ts';
import { type Problem, sentence } from '../../../vocabulary/problems.ts';
import { checkSheet, valueFits } from '../rules-visits.ts';
import type { ChecklistItem } from '../words-regimes.ts';
import { type ItemFound, OpinionContent, type Visit } from '../words-visits.ts';
import { queueEntry, whereAmI } from './outbox-rows.ts';
import { SignaturePad } from './signature.tsx';
import { PhotoField } from './visit-photos.tsx';
import { draftIdOf, type SheetDraft, useSheet } from './visit-shelf.ts';
import { useVisitWords } from './words-visit.ts';

const answers = ['ok', 'not', 'na'] as const;

export function Sheet({ visit, department, items }: { visit: Visit; department: string; items: readonly ChecklistItem[] }): ReactElement {
  const say = useVisitWords();
  const { draft, change } = useSheet(visit, department);
  const [signing, setSigning] = useState(false);
  if (!draft) return <p className="sz-waiting" role="status" />;
  const done = items.filter((item) => draft.items[item.id]?.result).length;
  const setItem = (id: string, next: Partial<ItemFound>): void =>
    change((now) => ({ ...now, items: { ...now.items, [id]: { ...now.items[id], ...next } } }));
  const sections = Map.groupBy(items, (item) => item.section.zh);
  return (
    <div className="rv-sheet">
      {items.length === 0 && <p className="rv-hint">{say('items.none')}</p>}
      {[...sections].map(([section, list]) => (
        <section key={section}>
          <SectionTitle item={list[0]!} />
          {list.map((item) => (
            <Item
              key={item.id}
              item={item}
              region={visit.region}
              blocking={visit.asked.some((one) => one.item === item.id && one.blocking)}
              found={draft.items[item.id] ?? {}}
              onChange={(next) => setItem(item.id, next)}
            />
          ))}
        </section>
      ))}
      {signing ? (
        <Opinion visit={visit} department={department} items={items} draft={draft} change={change} onBack={() => setSigning(false)} />
      ) : (
        <div className="rv-foot">
          <span className="rv-progress" role="status">
            {say('items.progress', { done, total: items.length })}
          </span>
          <button type="button" className="rv-button rv-main" disabled={done < items.length} onClick={() => setSigning(true)}>
            {say('sign')}
          </button>
        </div>
      )}
    </div>
  );
}

const SectionTitle = ({ item }: { item: ChecklistItem }): ReactElement => {
  const pick = usePick();
  return <h3 className="rv-section">{pick(item.section)}</h3>;
};

function Item({
  item,
  region,
  blocking,
  found,
  onChange,
}: {
  item: ChecklistItem;
  region: string;
  blocking: boolean;
  found: Partial<ItemFound>;
  onChange: (next: Partial<ItemFound>) => void;
}): ReactElement {
  const say = useVisitWords();
  const pick = usePick();
  const measured = item.kind !== 'boolean' && item.threshold !== '';
  const fits = valueFits(found.value ?? '', item.threshold);
  return (
    <fieldset className={`rv-item${found.result ? ` rv-item-${found.result}` : ''}`}>
      <legend>
        <span className="rv-item-code">{item.id}</span> {pick(item)}
      </legend>
      {(blocking || measured) && (
        <p className="rv-item-about">
          {blocking && <b>★ {say('blocking')}</b>}
          {measured && <span>{say('asked', { threshold: item.threshold, unit: item.unit })}</span>}
        </p>
      )}
      {measured && (
        <label className="rv-field">
          <span>{say('value')}</span>
          <span className="rv-value">
            <input
              inputMode="decimal"
              value={found.value ?? ''}
              maxLength={10}
              onChange={(event) => {
                const value = event.target.value.trim();
                const next = valueFits(value, item.threshold);
                // What was measured says by itself whether it is in order; the inspector may still say that it does not apply.
                onChange({ value, ...(next !== undefined && { result: next ? 'ok' : 'not' }) });
              }}
            />
            {item.unit}
          </span>
          {fits === false && <span className="rv-wrong">▲ {say('value.against', { threshold: item.threshold })}</span>}
        </label>
      )}
      <div className="rv-answers">
        {answers.map((answer) => (
          <label key={answer} className={`rv-answer rv-answer-${answer}${found.result === answer ? ' rv-answer-on' : ''}`}>
            <input
              type="radio"
              className="sz-hidden"
              name={`rv-${item.id}`}
              checked={found.result === answer}
              disabled={answer === 'ok' && fits === false}
              onChange={() => onChange({ result: answer })}
            />
            <span aria-hidden="true">{{ ok: '✓', not: '✕', na: '—' }[answer]}</span> {say(answer)}
          </label>
        ))}
      </div>
      {(found.result === 'not' || found.note || (found.photos?.length ?? 0) > 0) && (
        <label className="rv-field">
          <span>{say(found.result === 'not' ? 'note' : 'note.ok')}</span>
          <textarea rows={2} maxLength={500} value={found.note ?? ''} onChange={(event) => onChange({ note: event.target.value })} />
        </label>
      )}
      {found.result && found.result !== 'na' && (
        <PhotoField photos={found.photos ?? []} region={region} onChange={(photos) => onChange({ photos })} />
      )}
    </fieldset>
  );
}

function Opinion({
  visit,
  department,
  items,
  draft,
  change,
  onBack,
}: {
  visit: Visit;
  department: string;
  items: readonly ChecklistItem[];
  draft: SheetDraft;
  change: (next: (now: SheetDraft) => SheetDraft) => void;
  onBack: () => void;
}): ReactElement {
  const say = useVisitWords();
  const pick = usePick();
  const { person } = useSession();
  const [signature, setSignature] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const name = visit.members.find((one) => one.department === department)?.organisation ?? department;
  const sayProblem = (problem: Problem): string => pick({ zh: sentence(problem, 'zh'), en: sentence(problem, 'en') });
  const submit = async (): Promise<void> => {
    const shelf = shelfNow();
    if (!draft.opinion) return setWrong(say('sign.choose'));
    if (!signature) return setWrong(say('sign.missing'));
    const content = OpinionContent.parse({
      department,
      opinion: draft.opinion,
      reason: draft.reason,
      items: items.map((item) => ({ item: item.id, note: '', value: '', photos: [], ...draft.items[item.id] })),
      signature,
      place: null,
    });
    const problem = checkSheet(content, items);
    if (problem) return setWrong(sayProblem(problem));
    if (!shelf) return;
    setBusy(true);
    try {
      content.place = await whereAmI();
      await queueEntry(
        shelf,
        {
          region: visit.region,
          kind: 'opinion',
          subject: visit.id,
          content,
          title: say('task.opinion', { enterprise: visit.enterprise.name, department: name }),
          photos: content.items.flatMap((one) => one.photos.map((photo) => photo.sha256)),
        },
        { id: draftIdOf(visit, department) },
      );
      notify('done', say('sign.done'));
    } catch (error) {
      setWrong(error instanceof DeviceFull ? say('full') : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="rv-opinion">
      <h3>{say('sign.title', { department: name })}</h3>
      <div className="rv-answers rv-answers-two">
        {(['agree', 'dissent'] as const).map((one) => (
          <label
            key={one}
            className={`rv-answer rv-answer-${one === 'agree' ? 'ok' : 'not'}${draft.opinion === one ? ' rv-answer-on' : ''}`}
          >
            <input
              type="radio"
              className="sz-hidden"
              name="rv-opinion"
              checked={draft.opinion === one}
              onChange={() => change((now) => ({ ...now, opinion: one }))}
            />
            <span aria-hidden="true">{one === 'agree' ? '✓' : '✕'}</span> {say(one)}
          </label>
        ))}
      </div>
      <label className="rv-field">
        <span>{say(draft.opinion === 'dissent' ? 'reason' : 'reason.agree')}</span>
        <textarea
          rows={3}
          maxLength={500}
          value={draft.reason}
          onChange={(event) => change((now) => ({ ...now, reason: event.target.value }))}
        />
      </label>
      <SignaturePad value={signature} onChange={setSignature} />
      <p className="rv-hint">{say('sign.as', { name: person.name })}</p>
      {wrong && (
        <p className="rv-wrong" role="alert">
          ▲ {wrong}
        </p>
      )}
      <div className="rv-foot">
        <button type="button" className="rv-button" onClick={onBack}>
          {say('cancel')}
        </button>
        <button type="button" className="rv-button rv-main" disabled={busy} aria-busy={busy} onClick={() => void submit()}>
          {say('sign.submit')}
        </button>
      </div>
    </section>
  );
}
