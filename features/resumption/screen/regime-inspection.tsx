// The part of a regime that says how it is inspected: which departments, an open list with their names in both languages, by which checklist, which items
// block, what a dissent and an absence mean.
import { Button } from 'antd';
import { type ReactElement, useId } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { AbsenceRule, type Checklist, DissentRule, type GroupDepartment, type RegimeContent } from '../words-regimes.ts';
import { looksAt } from './regime-draft.ts';
import { NumberField, OneOf } from './regime-inputs.tsx';
import { useRegimeWords } from './words-regime.ts';

type Change = (next: Partial<RegimeContent>) => void;

export function Inspection({
  content,
  checklists,
  onChange,
}: {
  content: RegimeContent;
  checklists: readonly Checklist[];
  onChange: Change;
}): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const nameOf = (one: { region: string; code: string; version: number }): string => `${one.region}/${one.code}@${one.version}`;
  const checklist = checklists.find((one) => content.checklist !== null && nameOf(one) === nameOf(content.checklist));
  return (
    <>
      <Departments content={content} checklist={checklist} onChange={onChange} />
      <OneOf
        label={say('checklist')}
        value={content.checklist ? nameOf(content.checklist) : ''}
        options={[
          { value: '', text: say('checklist.none') },
          ...checklists.map((one) => ({ value: nameOf(one), text: say('checklist.items', { name: pick(one), count: one.items.length }) })),
        ]}
        onChange={(next) => {
          const chosen = checklists.find((one) => nameOf(one) === next);
          onChange({ checklist: chosen ? { region: chosen.region, code: chosen.code, version: chosen.version } : null, blocking: null });
        }}
      />
      <NumberField label={say('rectify')} value={content.rectifyDays} onChange={(next) => onChange({ rectifyDays: next ?? 1 })} />
      <OneOf
        label={say('dissent')}
        value={content.dissent}
        options={DissentRule.options.map((value) => ({ value, text: say(`dissent.${value}`) }))}
        onChange={(dissent) => onChange({ dissent })}
      />
      <OneOf
        label={say('absence')}
        value={content.absence}
        options={AbsenceRule.options.map((value) => ({ value, text: say(`absence.${value}`) }))}
        onChange={(absence) => onChange({ absence })}
      />
      {checklist && <Blocking content={content} checklist={checklist} onChange={onChange} />}
    </>
  );
}

function Departments({
  content,
  checklist,
  onChange,
}: {
  content: RegimeContent;
  checklist: Checklist | undefined;
  onChange: Change;
}): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const id = useId();
  const { departments } = content;
  const put = (place: number, next: Partial<GroupDepartment>): void =>
    onChange({ departments: departments.map((one, at) => (at === place ? { ...one, ...next } : one)) });
  const lead = (place: number): void => onChange({ departments: departments.map((one, at) => ({ ...one, lead: at === place })) });
  const known = [...new Set((checklist?.items ?? []).flatMap((one) => one.departments))];
  return (
    <fieldset className="rg-wide rg-departments">
      <legend>{say('dept.list')}</legend>
      <datalist id={`${id}-codes`}>
        {known.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
      {departments.map((one, place) => {
        const field = (name: 'code' | 'zh' | 'en', most: number): ReactElement => (
          <label className={`rg-dept-${name}`}>
            <span className="sz-label">{say(`dept.${name}`)}</span>
            <input
              className="sz-input"
              value={one[name]}
              maxLength={most}
              {...(name === 'code' && { list: `${id}-codes` })}
              onChange={(event) => put(place, { [name]: event.target.value })}
            />
          </label>
        );
        return (
          <div key={place} className="rg-dept">
            {field('zh', 40)}
            {field('en', 80)}
            {field('code', 31)}
            <label className="rg-tick">
              <input type="radio" name={`${id}-lead`} checked={one.lead} onChange={() => lead(place)} />
              {say('dept.lead')}
            </label>
            <Button
              aria-label={say('dept.drop', { name: pick(one) || say('dept.new') })}
              onClick={() => onChange({ departments: departments.filter((_, at) => at !== place) })}
            >
              ✕
            </Button>
          </div>
        );
      })}
      <div className="rg-dept-foot">
        <Button onClick={() => onChange({ departments: [...departments, { code: '', zh: '', en: '', lead: false }] })}>
          {say('dept.add')}
        </Button>
        {departments.length > 0 && (
          <label className="rg-tick">
            <input type="radio" name={`${id}-lead`} checked={departments.every((one) => !one.lead)} onChange={() => lead(-1)} />
            {say('dept.nolead')}
          </label>
        )}
      </div>
    </fieldset>
  );
}

function Blocking({ content, checklist, onChange }: { content: RegimeContent; checklist: Checklist; onChange: Change }): ReactElement {
  const say = useRegimeWords();
  const pick = usePick();
  const own = checklist.items.filter((one) => one.blocking).map((one) => one.id);
  const blocking = content.blocking ?? own;
  const sections = Map.groupBy(checklist.items, (one) => one.section.zh);
  return (
    <div className="rg-wide rg-blocking">
      <OneOf
        label={say('blocking')}
        value={content.blocking === null ? 'own' : 'chosen'}
        options={(['own', 'chosen'] as const).map((value) => ({ value, text: say(`blocking.${value}`) }))}
        onChange={(next) => onChange({ blocking: next === 'own' ? null : own })}
      />
      <details open={content.blocking !== null}>
        <summary>
          {say('blocking.count', { count: blocking.length, total: checklist.items.length })} · {say('blocking.show')}
        </summary>
        {[...sections.values()].map((items) => (
          <fieldset key={items[0]!.id}>
            <legend>{pick(items[0]!.section)}</legend>
            {items.map((one) => {
              const who = looksAt(one.departments, content.departments);
              return (
                <label key={one.id} className="rg-item">
                  <input
                    type="checkbox"
                    disabled={content.blocking === null}
                    checked={blocking.includes(one.id)}
                    onChange={(event) =>
                      onChange({
                        blocking: checklist.items
                          .map(({ id }) => id)
                          .filter((id) => (id === one.id ? event.target.checked : blocking.includes(id))),
                      })
                    }
                  />
                  <span>
                    {one.id} {pick(one)}
                    {one.threshold && ` ${one.threshold}${one.unit}`}
                    {who && <span className="sz-label"> · {pick(who) || who.code}</span>}
                  </span>
                </label>
              );
            })}
          </fieldset>
        ))}
      </details>
    </div>
  );
}
