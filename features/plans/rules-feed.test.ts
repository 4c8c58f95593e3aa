// Claims on calendar files: any text comes back as it was, no line is too long and none is cut inside a sign, events are whole days, keep their UID and
// never count backward; and which nodes of a plan become events.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, calendarFile, folded } from './rules-calendar-file.ts';
import { eventsOf, type FedPlan } from './rules-feed.ts';
import { only, readIcs } from './testing-ics.ts';
import type { DrawnNode } from './words.ts';

const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a.b@plans.sanzao',
  day: '2020-02-29',
  title: '环评',
  text: '',
  category: '项目',
  sequence: 3,
  changed: '2020-03-15T00:00:00+08:00',
  ...more,
});
const written = (events: CalendarEvent[], name = '节点') =>
  readIcs(Buffer.from(calendarFile({ name, about: '说明', language: 'zh', at: '2020-03-15T01:02:03.000Z', events })));

describe('a calendar file', () => {
  it('is what RFC 5545 asks for: CRLF, version, product, one stamp an event, whole days ending on the day after', () => {
    const calendar = written([event()]);
    expect([only(calendar, 'VERSION'), only(calendar, 'PRODID'), only(calendar, 'METHOD')]).toEqual([
      '2.0',
      '-//Sanzao//Plans//ZH',
      'PUBLISH',
    ]);
    const [one] = calendar.children;
    expect(one!.name).toBe('VEVENT');
    expect(only(one!, 'DTSTAMP')).toBe('20200315T010203Z');
    expect(
      one!.properties
        .filter((property) => property.name.startsWith('DT') && property.parameters.VALUE === 'DATE')
        .map((property) => property.value),
    ).toEqual(['20200229', '20200301']);
    expect(only(one!, 'LAST-MODIFIED')).toBe('20200314T160000Z');
    expect(only(one!, 'SEQUENCE')).toBe('3');
  });
  it('an empty calendar is a calendar', () => expect(written([]).children).toEqual([]));
  it('gives back any text: commas, semicolons, backslashes, breaks, signs of four octets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 120 }), (title, text) => {
        const clean = (one: string): string =>
          one
            .toWellFormed()
            .replace(/\r\n?/g, '\n')
            .replace(/[^\P{Cc}\n]/gu, '');
        const [one] = written([event({ title, text })]).children;
        expect(only(one!, 'SUMMARY')).toBe(clean(title));
        expect(only(one!, 'DESCRIPTION')).toBe(clean(text));
      }),
    );
  });
  it('a name cannot smuggle in a property', () => {
    const [one] = written([event({ title: '项目\r\nATTENDEE:mailto:x@y\nBEGIN:VALARM' })]).children;
    expect(one!.properties.map((property) => property.name)).not.toContain('ATTENDEE');
    expect(one!.children).toEqual([]);
  });
  it('folds by octets, not by signs', () => {
    for (const line of ['x'.repeat(75), `${'x'.repeat(74)}建`, '建'.repeat(60), '𠮷'.repeat(40)])
      for (const [i, part] of folded(line).split('\r\n').entries()) {
        expect(Buffer.from(part).length).toBeLessThanOrEqual(75);
        if (i > 0) expect(part[0]).toBe(' ');
      }
    expect(folded('x'.repeat(75))).toBe('x'.repeat(75));
    expect(folded(`${'x'.repeat(74)}建`)).toBe(`${'x'.repeat(74)}\r\n 建`);
  });
});

describe('the events of a plan', () => {
  const node = (code: string, more: Partial<DrawnNode> = {}): DrawnNode => ({
    code,
    name: { zh: `节点${code}`, en: `Node ${code}` },
    kind: 'matter',
    stage: 'preparation',
    stream: 'procedures',
    duty: { organisation: '县发改局', post: '股长', person: '苗砚秋' },
    baseline: null,
    forecastStart: '2020-03-16',
    forecast: '2020-04-01',
    latestStart: '2020-03-20',
    latest: '2020-04-10',
    actualStart: null,
    actual: null,
    state: 'waiting',
    light: 'normal',
    word: { zh: '未到时候', en: 'not yet due' },
    driving: false,
    floatDays: 6,
    problem: '电话 13800000000',
    promise: false,
    ...more,
  });
  const plan: FedPlan = {
    projectId: '0189',
    projectName: '轴承生产线',
    asOf: '2020-03-15',
    promised: '2020-12-30',
    madeAt: '2020-03-01T01:00:00.000Z',
    updatedAt: '2020-03-10T01:00:00.000Z',
    version: 4,
    nodes: [
      node('A', { baseline: '2020-03-31', light: 'late', state: 'late' }),
      node('B'),
      node('C', { actual: '2020-03-10', state: 'done' }),
      node('D', { actual: '2019-12-01', state: 'done' }),
      node('Z', { promise: true }),
      node('X', { duty: { organisation: '县住建局', post: '', person: '' } }),
    ],
  };
  const mine = (one: DrawnNode): boolean => one.duty.organisation === '县发改局';

  it('are the open nodes of whoever asked on the day they are held to, and what was done lately', () => {
    expect(eventsOf(plan, 'zh', mine).map((one) => [one.day, one.title])).toEqual([
      ['2020-03-10', '✓ 节点C · 轴承生产线'],
      ['2020-03-31', '■ 节点A · 轴承生产线'],
      ['2020-04-01', '● 节点B · 轴承生产线'],
      ['2020-12-30', '● 节点Z · 轴承生产线'],
    ]);
  });
  it('tell nothing of persons, posts or problems', () => {
    for (const language of ['zh', 'en'] as const)
      expect(JSON.stringify(eventsOf(plan, language, mine))).not.toMatch(/苗砚秋|股长|13800000000|县发改局/);
  });
  it('keep their UID, and their number grows with the day and with every change', () => {
    const [today] = eventsOf(plan, 'zh', mine);
    const [tomorrow] = eventsOf({ ...plan, asOf: '2020-03-16' }, 'zh', mine);
    const [changed] = eventsOf({ ...plan, version: 5 }, 'zh', mine);
    expect(tomorrow!.uid).toBe(today!.uid);
    expect(tomorrow!.sequence).toBe(today!.sequence + 1);
    expect(changed!.sequence).toBe(today!.sequence + 1);
    expect(Date.parse(tomorrow!.changed)).toBeGreaterThan(Date.parse(today!.changed));
  });
});
