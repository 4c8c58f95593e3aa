// Puts the page of a project together: its record, its rules of the day, what surrounds it, the contact masked. Decides nothing.
import type { House } from '../../platform/http/house.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { regionNames } from '../regions/door.ts';
import { maskName, maskPhone, nearestRules, tierOf } from './rules.ts';
import { openContact } from './store-contact.ts';
import { industryNames, linesFor, tiersIn } from './store-dictionary.ts';
import { aroundProject, type ProjectRecord, recordOf, yearsOf } from './store-project.ts';
import type { Project } from './words.ts';

/** The page of a project; refused as unknown when the reader's scope does not hold it. */
export async function projectPage(house: Pick<House, 'db' | 'clock' | 'secrets'>, region: string, id: string): Promise<Project> {
  const { db } = house;
  const record = await recordOf(db, region, id);
  if (!record || record.leftKind === 'undone') return refuse('thing.unknown');
  const today = house.clock.today();
  const [years, around, names, tiers, lines, industries] = [
    await yearsOf(db, region, id),
    await aroundProject(db, record),
    await regionNames(db),
    await tiersIn(db, today),
    await linesFor(db, region, today),
    await industryNames(db),
  ];
  const tier = tierOf(record.totalYuan, nearestRules(tiers, region));
  const line = lines.find((one) => one.code === record.lineCode);
  const contact = record.contactSealed ? await openContact(db, house.secrets, region, id, record.contactSealed) : null;
  return {
    region,
    regionName: names.get(region) ?? region,
    id,
    code: record.code,
    codeForm: record.codeForm,
    name: record.name,
    formerNames: around.names,
    owner: around.owner ?? (record.ownerName === '' ? null : { id: '', name: record.ownerName, creditCode: null }),
    place:
      around.place && !record.placeText.includes(around.place)
        ? `${around.place} ${record.placeText}`.trim()
        : record.placeText || (around.place ?? ''),
    placeId: record.placeId,
    longitude: record.longitude,
    latitude: record.latitude,
    industry: record.industryCode
      ? { code: record.industryCode, name: industries.get(record.industryCode) ?? industries.get(record.industryCode.slice(0, 2)) ?? '' }
      : null,
    line: record.lineCode ? { code: record.lineCode, zh: line?.zh ?? record.lineCode, en: line?.en ?? record.lineCode } : null,
    constructionKind: record.constructionKind as Project['constructionKind'],
    content: record.content,
    capacities: record.capacities,
    start: record.startDay ? { day: record.startDay, precision: record.startPrecision ?? 'day' } : null,
    finish: record.finishDay ? { day: record.finishDay, precision: record.finishPrecision ?? 'day' } : null,
    totalYuan: record.totalYuan,
    tier: tier && { code: tier.code, zh: tier.zh, en: tier.en, minYuan: tier.minYuan, since: tier.since },
    funding: record.funding,
    note: record.note,
    contact: contact && { name: maskName(contact.name), phone: maskPhone(contact.phone) },
    stage: record.stage as Project['stage'],
    stageOn: record.stageOn,
    sideState: record.sideState as Project['sideState'],
    stageHistory: [...around.stages, ...firstStage(record, around.changes)] as Project['stageHistory'],
    years: years.map(({ lineCode: _line, stage: _stage, ...year }) => year),
    lists: around.lists,
    reserveMoves: around.moves.map((move) => ({ ...move, evidence: move.evidence.map((one) => one.what) })) as Project['reserveMoves'],
    proposals: around.proposals,
    changes: around.changes,
    neighbours: around.near,
    parent: around.parent,
    children: around.children,
    left: record.leftAt
      ? { at: record.leftAt, kind: record.leftKind ?? '', reason: record.leftReason ?? '', movedTo: record.movedTo }
      : null,
    enteredAt: record.enteredAt,
    enteredBy: record.enteredBy,
    updatedAt: record.updatedAt,
    updatedBy: record.updatedBy,
    version: record.version,
  };
}

/** The stage a project entered the register with: what the first recorded change of stage moved away from. */
function firstStage(record: ProjectRecord, changes: Project['changes']): Project['stageHistory'] {
  const first = changes.filter((change) => change.field === 'stage').at(-1);
  return [
    {
      stage: (first?.old ?? record.stage) as Project['stage'],
      sideState: null,
      on: null,
      reason: '',
      by: record.enteredBy,
      at: record.enteredAt,
    },
  ];
}
