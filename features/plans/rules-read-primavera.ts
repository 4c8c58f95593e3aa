// Reads Primavera P6, XML and XER: both become the same rows here, and the rows a problem. Dates of what is left, lags in the predecessor's calendar,
// retained logic and floats to each project's own finish are P6's defaults; a file that carries scheduling options is taken at its word.
import type { Activity, CalendarProblem, Constraint, LagCalendar, Link, LinkType, ScheduleOptions } from '../../engine/src/index.ts';
import {
  below,
  childrenOf,
  type Element,
  type Held,
  hours,
  isoTime,
  type PlanRead,
  type Remark,
  type StoredDates,
  soundLinks,
  textOf,
} from './rules-read.ts';
import { primaveraCalendars, usualCalendar, xerCalendars } from './rules-read-calendars.ts';

export const primaveraElements =
  'APIBusinessObjects Calendar ObjectId Name BaseCalendarObjectId StandardWorkWeek StandardWorkHours DayOfWeek WorkTime Start Finish HolidayOrExceptions HolidayOrException Date HoursPerDay Resource CalendarObjectId Project Id ActivityDefaultCalendarObjectId DataDate PlannedStartDate StartDate MustFinishByDate CriticalActivityFloatLimit ScheduleOptions RelationshipLagCalendar OutOfSequenceScheduleType StartToStartLagCalculationType ComputeTotalFloatType CalculateFloatBasedOnFinishDate MakeOpenEndedActivitiesCritical Activity Type Status PlannedDuration RemainingDuration ActualStartDate ActualFinishDate SuspendDate ResumeDate PrimaryConstraintType PrimaryConstraintDate SecondaryConstraintType SecondaryConstraintDate ExternalEarlyStartDate ExternalLateFinishDate RemainingEarlyStartDate RemainingEarlyFinishDate RemainingLateStartDate RemainingLateFinishDate EarlyStartDate EarlyFinishDate LateStartDate LateFinishDate TotalFloat ProjectObjectId WBSObjectId WBS ParentObjectId Relationship PredecessorActivityObjectId SuccessorActivityObjectId Lag ResourceAssignment ActivityObjectId ResourceObjectId PlannedFinishDate FinishDate UDF ActivityExpense ActivityNote ActivityCode'.split(
    ' ',
  );

type Row = {
  readonly object: string;
  readonly code: string;
  readonly name: string | undefined;
  readonly project: string;
  readonly wbs: string | undefined;
  readonly kind: 'task' | 'resource' | 'start' | 'finish' | 'effort' | 'wbs';
  readonly calendar: string | undefined;
  readonly status: 'planned' | 'started' | 'finished';
  readonly duration: number;
  readonly remaining: number;
  readonly actualStart: string | undefined;
  readonly actualFinish: string | undefined;
  readonly resume: string | undefined;
  readonly externalStart: string | undefined;
  readonly externalFinish: string | undefined;
  readonly constraints: readonly (readonly [kind: string | undefined, at: string | undefined])[];
  readonly stored: StoredDates;
  readonly start: string | undefined;
  readonly finish: string | undefined;
};
type Relation = { readonly from: string; readonly to: string; readonly type: LinkType; readonly lag: number };
type Project = {
  readonly id: string;
  readonly start: string | undefined;
  readonly dataDate: string | undefined;
  readonly due: string | undefined;
  /** Of activities that name none. */
  readonly calendar: string | undefined;
};
type Rows = {
  readonly calendars: readonly CalendarProblem[];
  readonly defaultCalendar: string | undefined;
  readonly projects: readonly Project[];
  readonly rows: readonly Row[];
  readonly relations: readonly Relation[];
  /** The calendars of those who do an activity, by its object id. */
  readonly resourceCalendars: ReadonlyMap<string, readonly string[]>;
  /** Parent of a WBS element. */
  readonly wbsParents: ReadonlyMap<string, string>;
  readonly wbsNames: ReadonlyMap<string, string>;
  /** Names of those who do an activity, by its object id. */
  readonly who: ReadonlyMap<string, readonly string[]>;
  readonly held: readonly Held[];
  readonly title: string | undefined;
  readonly lagCalendar: LagCalendar;
  readonly options: ScheduleOptions;
};

/** P6's names for constraints, in XML and in XER. Mandatory dates are held whatever the links say. */
const constraintNames: Readonly<Record<string, readonly [Constraint['type'], boolean]>> = {
  'Start On': ['MSO', false],
  'Start On or Before': ['SNLT', false],
  'Start On or After': ['SNET', false],
  'Finish On': ['MFO', false],
  'Finish On or Before': ['FNLT', false],
  'Finish On or After': ['FNET', false],
  'Mandatory Start': ['MSO', true],
  'Mandatory Finish': ['MFO', true],
  CS_MSO: ['MSO', false],
  CS_MSOB: ['SNLT', false],
  CS_MSOA: ['SNET', false],
  CS_MEO: ['MFO', false],
  CS_MEOB: ['FNLT', false],
  CS_MEOA: ['FNET', false],
  CS_MANDSTART: ['MSO', true],
  CS_MANDFIN: ['MFO', true],
};

function planOf(read: Rows, remarks: Remark[]): PlanRead {
  const codes = new Map<string, number>();
  for (const row of read.rows) codes.set(row.code, (codes.get(row.code) ?? 0) + 1);
  // An activity is known by its code, by project and code where the code is another's as well, by its object id where it has none.
  const taken = new Set<string>();
  const idOf = new Map<string, string>();
  for (const row of read.rows) {
    if (idOf.has(row.object)) continue;
    const wanted = row.code === '' ? row.object : codes.get(row.code) === 1 ? row.code : `${row.project}/${row.code}`;
    const id = taken.has(wanted) ? `${wanted}/${row.object}` : wanted;
    taken.add(id);
    idOf.set(row.object, id);
  }
  const first = new Map(read.rows.toReversed().map((row) => [row.object, row]));
  const rows = read.rows.filter((row) => row.object !== '' && first.get(row.object) === row);
  const stored = new Map<string, StoredDates>();
  const usualOf = new Map(read.projects.map((project) => [project.id, project.calendar]));
  const activities = rows.map((row): Activity => {
    const id = idOf.get(row.object)!;
    // Without early dates the file was not scheduled, and its late dates mean nothing.
    stored.set(id, row.status === 'finished' || row.stored.earlyStart === undefined ? {} : row.stored);
    const known = (calendar: string | undefined) => (read.calendars.some((one) => one.id === calendar) ? calendar : undefined);
    const those = row.kind === 'resource' ? [...new Set(read.resourceCalendars.get(row.object) ?? [])] : [];
    if (those.length > 1) remarks.push({ rule: 'several-resource-calendars', activity: id });
    if (row.kind === 'resource' && those.length === 0 && row.status !== 'finished')
      remarks.push({ rule: 'resource-calendar-not-in-the-file', activity: id });
    else if (row.kind !== 'wbs' && row.status !== 'finished' && known(row.calendar) === undefined)
      remarks.push({ rule: 'calendar-not-in-the-file', activity: id });
    const constraints: Constraint[] = [];
    let late = false;
    for (const [name, at] of row.constraints) {
      if (name === 'As Late As Possible' || name === 'CS_ALAP') late = true;
      const known = constraintNames[name ?? ''];
      if (known && at !== undefined) constraints.push({ type: known[0], at, hard: known[1] ? true : undefined });
    }
    const progress =
      row.status === 'finished'
        ? { actualStart: row.actualStart ?? row.actualFinish, actualFinish: row.actualFinish ?? row.actualStart }
        : row.status === 'started' && row.actualStart !== undefined
          ? { actualStart: row.actualStart, remaining: row.remaining, resume: row.resume }
          : {};
    const kind =
      row.kind === 'start'
        ? 'start-milestone'
        : row.kind === 'finish'
          ? 'finish-milestone'
          : row.kind === 'effort'
            ? 'level-of-effort'
            : row.kind === 'wbs'
              ? 'summary'
              : 'task';
    return {
      id,
      name: row.name,
      kind,
      duration: kind === 'task' ? lengthOf(row) : undefined,
      calendar: known(those.length === 1 ? those[0] : undefined) ?? known(row.calendar) ?? known(usualOf.get(row.project)),
      project: read.projects.some((project) => project.id === row.project) ? row.project : undefined,
      constraints: constraints.length > 0 ? constraints : undefined,
      asLateAsPossible: late ? true : undefined,
      externalStart: row.externalStart,
      externalFinish: row.externalFinish,
      spans: kind === 'summary' ? spanned(read, row).map((object) => idOf.get(object)!) : undefined,
      ...progress,
    };
  });
  const links: Link[] = read.relations.map(({ from, to, type, lag }) => ({
    from: idOf.get(from) ?? from,
    to: idOf.get(to) ?? to,
    type,
    lag,
  }));
  const starts = read.projects.flatMap((project) => project.dataDate ?? project.start ?? []).sort();
  return {
    tool: 'primavera',
    problem: {
      start: starts[0] ?? '2000-01-01T00:00:00',
      calendar: read.calendars.some((one) => one.id === read.defaultCalendar) ? read.defaultCalendar : undefined,
      calendars: read.calendars.length > 0 ? read.calendars : [usualCalendar],
      lagCalendar: read.lagCalendar,
      projects: read.projects.map(({ id, start, dataDate, due }) => ({ id, dataDate, due, start: dataDate ?? start ?? starts[0] })),
      activities,
      links: soundLinks(links, activities, remarks),
    },
    options: read.options,
    stored,
    remarks,
    about: new Map(
      rows.map((row) => [
        idOf.get(row.object)!,
        { above: wbsAbove(read, row), start: row.start, finish: row.finish, who: read.who.get(row.object) ?? [] },
      ]),
    ),
    held: [
      ...read.held,
      ...held(
        'level-of-effort',
        rows.filter((row) => row.kind === 'effort').map((row) => row.name ?? row.code),
      ),
    ],
    title: read.title,
    statusDate: starts.at(-1),
  };
}

/** What there is of something, or nothing. */
const held = (what: Held['what'], names: readonly string[]): Held[] =>
  names.length === 0 ? [] : [{ what, count: names.length, names: names.filter(Boolean) }];

/** The names of the WBS elements above an activity, the project's own left out. */
function wbsAbove(read: Rows, row: Row): string[] {
  const names: string[] = [];
  for (let at = row.wbs, steps = 0; at !== undefined && at !== '' && steps < 100; at = read.wbsParents.get(at), steps++) {
    const name = read.wbsNames.get(at);
    if (name !== undefined) names.unshift(name);
  }
  return names;
}

/** How long an activity takes: what is left of it, or what was planned where nothing is left. What was planned of one begun may be a slip of centuries. */
const lengthOf = (row: Row): number =>
  (row.status === 'planned' && row.remaining > 0) || row.duration > longestPlanned ? row.remaining : row.duration;
/** A hundred years of round-the-clock work. */
const longestPlanned = 100 * 365 * 1440;

/** The activities below the WBS element of a summary, other summaries and levels of effort left out. */
function spanned(read: Rows, summary: Row): string[] {
  const under = (wbs: string | undefined): boolean => {
    for (let at = wbs, steps = 0; at !== undefined && steps < 100; at = read.wbsParents.get(at), steps++)
      if (at === summary.wbs) return true;
    return false;
  };
  return read.rows
    .filter((row) => row.kind !== 'wbs' && row.kind !== 'effort' && row.project === summary.project && under(row.wbs))
    .map((row) => row.object);
}

// ── XML ──

const xmlTypes: Readonly<Record<string, LinkType>> = {
  'Finish to Start': 'FS',
  'Start to Start': 'SS',
  'Finish to Finish': 'FF',
  'Start to Finish': 'SF',
};
const xmlKinds: Readonly<Record<string, Row['kind']>> = {
  'Resource Dependent': 'resource',
  'Start Milestone': 'start',
  'Finish Milestone': 'finish',
  'Level of Effort': 'effort',
  'WBS Summary': 'wbs',
};
const lagCalendars: Readonly<Record<string, LagCalendar>> = {
  'Predecessor Activity Calendar': 'predecessor',
  'Successor Activity Calendar': 'successor',
  '24 Hour Calendar': '24h',
  'Project Default Calendar': 'project',
  rcal_Predecessor: 'predecessor',
  rcal_Successor: 'successor',
  rcal_24Hour: '24h',
  rcal_ProjDefault: 'project',
};

export function readPrimaveraXml(root: Element): PlanRead {
  const remarks: Remark[] = [];
  const projectElements = [...childrenOf(root, 'Project')].filter((one) =>
    one.children.some((inner) => inner.name === 'Activity' && textOf(inner, 'PlannedDuration') !== undefined),
  );
  const calendars = primaveraCalendars(below(root, 'Calendar'));
  const resources = new Map([...below(root, 'Resource')].map((one) => [textOf(one, 'ObjectId') ?? '', textOf(one, 'CalendarObjectId')]));
  const resourceCalendars = new Map<string, string[]>();
  const resourceNames = new Map([...below(root, 'Resource')].map((one) => [textOf(one, 'ObjectId') ?? '', textOf(one, 'Name') ?? '']));
  const who = new Map<string, string[]>();
  for (const one of below(root, 'ResourceAssignment')) {
    const name = resourceNames.get(textOf(one, 'ResourceObjectId') ?? '');
    if (name) who.set(textOf(one, 'ActivityObjectId') ?? '', [...(who.get(textOf(one, 'ActivityObjectId') ?? '') ?? []), name]);
    const calendar = resources.get(textOf(one, 'ResourceObjectId') ?? '');
    const activity = textOf(one, 'ActivityObjectId') ?? '';
    if (calendar !== undefined) resourceCalendars.set(activity, [...(resourceCalendars.get(activity) ?? []), calendar]);
  }
  const projects: Project[] = [];
  const rows: Row[] = [];
  const relations: Relation[] = [];
  const wbsParents = new Map<string, string>();
  const wbsNames = new Map<string, string>();
  for (const [place, project] of projectElements.entries()) {
    const id = textOf(project, 'ObjectId') ?? textOf(project, 'Id') ?? `${place + 1}`;
    projects.push({
      id,
      start: isoTime(textOf(project, 'PlannedStartDate') ?? textOf(project, 'StartDate')),
      dataDate: isoTime(textOf(project, 'DataDate')),
      due: isoTime(textOf(project, 'MustFinishByDate')),
      calendar: textOf(project, 'ActivityDefaultCalendarObjectId'),
    });
    for (const wbs of childrenOf(project, 'WBS')) {
      wbsParents.set(textOf(wbs, 'ObjectId') ?? '', textOf(wbs, 'ParentObjectId') ?? '');
      wbsNames.set(textOf(wbs, 'ObjectId') ?? '', textOf(wbs, 'Name') ?? '');
    }
    for (const one of childrenOf(project, 'Activity')) {
      const time = (...names: string[]) => names.map((name) => isoTime(textOf(one, name))).find((text) => text !== undefined);
      const planned = hours(textOf(one, 'PlannedDuration')) ?? 0;
      rows.push({
        object: textOf(one, 'ObjectId') ?? '',
        code: textOf(one, 'Id') ?? '',
        name: textOf(one, 'Name'),
        project: id,
        wbs: textOf(one, 'WBSObjectId'),
        kind: xmlKinds[textOf(one, 'Type') ?? ''] ?? 'task',
        calendar: textOf(one, 'CalendarObjectId'),
        status: textOf(one, 'Status') === 'Completed' ? 'finished' : textOf(one, 'Status') === 'In Progress' ? 'started' : 'planned',
        duration: planned,
        remaining: hours(textOf(one, 'RemainingDuration')) ?? planned,
        actualStart: time('ActualStartDate'),
        actualFinish: time('ActualFinishDate'),
        resume: time('ResumeDate'),
        start: time('ActualStartDate', 'StartDate', 'PlannedStartDate'),
        finish: time('ActualFinishDate', 'FinishDate', 'PlannedFinishDate'),
        externalStart: time('ExternalEarlyStartDate'),
        externalFinish: time('ExternalLateFinishDate'),
        constraints: [
          [textOf(one, 'PrimaryConstraintType'), time('PrimaryConstraintDate')],
          [textOf(one, 'SecondaryConstraintType'), time('SecondaryConstraintDate')],
        ],
        stored: {
          earlyStart: time('RemainingEarlyStartDate', 'EarlyStartDate'),
          earlyFinish: time('RemainingEarlyFinishDate', 'EarlyFinishDate'),
          lateStart: time('RemainingLateStartDate', 'LateStartDate'),
          lateFinish: time('RemainingLateFinishDate', 'LateFinishDate'),
          totalFloat: hours(textOf(one, 'TotalFloat')),
        },
      });
    }
  }
  for (const one of below(root, 'Relationship')) {
    const [from, to] = [textOf(one, 'PredecessorActivityObjectId'), textOf(one, 'SuccessorActivityObjectId')];
    if (from !== undefined && to !== undefined)
      relations.push({ from, to, type: xmlTypes[textOf(one, 'Type') ?? ''] ?? 'FS', lag: hours(textOf(one, 'Lag')) ?? 0 });
  }
  const settings = [...below(root, 'ScheduleOptions')][0];
  const said = (name: string): string => (settings === undefined ? '' : (textOf(settings, name) ?? ''));
  return planOf(
    {
      calendars,
      defaultCalendar: projectElements[0] && textOf(projectElements[0], 'ActivityDefaultCalendarObjectId'),
      projects,
      rows,
      relations,
      resourceCalendars,
      wbsParents,
      wbsNames,
      who,
      title: projectElements[0] && (textOf(projectElements[0], 'Name') ?? textOf(projectElements[0], 'Id')),
      held: [
        ...held('resources', [...resourceNames.values()]),
        ...held(
          'assignments',
          [...below(root, 'ResourceAssignment')].map(() => ''),
        ),
        ...held(
          'fields',
          [...below(root, 'UDF')].map(() => ''),
        ),
        ...held(
          'expenses',
          [...below(root, 'ActivityExpense')].map(() => ''),
        ),
        ...held(
          'memos',
          [...below(root, 'ActivityNote')].map(() => ''),
        ),
        ...held(
          'codes',
          [...below(root, 'ActivityCode')].map(() => ''),
        ),
      ],
      lagCalendar: lagCalendars[said('RelationshipLagCalendar')] ?? 'predecessor',
      options: {
        progress: said('OutOfSequenceScheduleType') === 'Progress Override' ? 'progress-override' : 'retained-logic',
        startLagFrom:
          /actual/i.test(said('StartToStartLagCalculationType')) || said('StartToStartLagCalculationType') === '0'
            ? 'actual-start'
            : 'early-start',
        floatOf:
          /start float/i.test(said('ComputeTotalFloatType')) && !/smallest/i.test(said('ComputeTotalFloatType'))
            ? 'start'
            : /smallest/i.test(said('ComputeTotalFloatType'))
              ? 'smallest'
              : 'finish',
        floatTo: /open/i.test(said('CalculateFloatBasedOnFinishDate')) ? 'network' : 'project',
        throughFinished: true,
        eventsEndWork: true,
        openEndsCritical: /^(1|true|y)/i.test(said('MakeOpenEndedActivitiesCritical')),
      },
    },
    remarks,
  );
}

// ── XER: tables of tab-separated rows ──

type Table = readonly Readonly<Record<string, string>>[];

/** The tables of an XER file. `%T` opens a table, `%F` names its columns, `%R` is a row. */
function xerTables(text: string): ReadonlyMap<string, Table> {
  const tables = new Map<string, Record<string, string>[]>();
  let rows: Record<string, string>[] = [];
  let columns: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const cells = line.split('\t');
    if (cells[0] === '%T') {
      rows = tables.get(cells[1]?.trim() ?? '') ?? [];
      tables.set(cells[1]?.trim() ?? '', rows);
      columns = [];
    } else if (cells[0] === '%F') columns = cells.slice(1).map((one) => one.trim().toLowerCase());
    else if (cells[0] === '%R') rows.push(Object.fromEntries(columns.map((column, i) => [column, cells[i + 1] ?? ''])));
  }
  return tables;
}

const xerKinds: Readonly<Record<string, Row['kind']>> = {
  TT_Rsrc: 'resource',
  TT_Mile: 'start',
  TT_FinMile: 'finish',
  TT_LOE: 'effort',
  TT_WBS: 'wbs',
};

export function readXer(text: string): PlanRead {
  const remarks: Remark[] = [];
  const tables = xerTables(text);
  const table = (name: string): Table => tables.get(name) ?? [];
  const tasks = table('TASK');
  const used = new Set(tasks.map((task) => task.proj_id ?? ''));
  const defaultCalendar = table('PROJECT').find((project) => used.has(project.proj_id ?? ''))?.clndr_id;
  const wbsParents = new Map(table('PROJWBS').map((wbs) => [wbs.wbs_id ?? '', wbs.parent_wbs_id ?? '']));
  const calendarOfResource = new Map(table('RSRC').map((resource) => [resource.rsrc_id ?? '', resource.clndr_id ?? '']));
  const wbsNames = new Map(
    table('PROJWBS')
      .filter((wbs) => wbs.proj_node_flag !== 'Y')
      .map((wbs) => [wbs.wbs_id ?? '', wbs.wbs_name ?? '']),
  );
  const nameOfResource = new Map(table('RSRC').map((resource) => [resource.rsrc_id ?? '', resource.rsrc_name ?? '']));
  const who = new Map<string, string[]>();
  const resourceCalendars = new Map<string, string[]>();
  for (const one of table('TASKRSRC')) {
    const name = nameOfResource.get(one.rsrc_id ?? '');
    if (name) who.set(one.task_id ?? '', [...(who.get(one.task_id ?? '') ?? []), name]);
    const calendar = calendarOfResource.get(one.rsrc_id ?? '');
    if (calendar) resourceCalendars.set(one.task_id ?? '', [...(resourceCalendars.get(one.task_id ?? '') ?? []), calendar]);
  }
  const settings = table('SCHEDOPTIONS').find((one) => used.has(one.proj_id ?? '')) ?? {};
  const rows = tasks.map((task): Row => {
    const status = task.status_code === 'TK_Complete' ? 'finished' : task.status_code === 'TK_Active' ? 'started' : 'planned';
    const target = hours(task.target_drtn_hr_cnt) ?? daysText(task.duration);
    return {
      object: task.task_id ?? '',
      code: task.task_code ?? '',
      name: task.task_name,
      project: task.proj_id ?? '',
      wbs: task.wbs_id,
      kind: xerKinds[task.task_type ?? ''] ?? 'task',
      calendar: task.clndr_id ?? task.calendar_id,
      status,
      duration: target,
      remaining: hours(task.remain_drtn_hr_cnt) ?? target,
      actualStart: isoTime(task.act_start_date),
      actualFinish: isoTime(task.act_end_date),
      resume: isoTime(task.resume_date),
      start: isoTime(task.act_start_date) ?? isoTime(task.early_start_date) ?? isoTime(task.target_start_date),
      finish: isoTime(task.act_end_date) ?? isoTime(task.early_end_date) ?? isoTime(task.target_end_date),
      externalStart: isoTime(task.external_early_start_date),
      externalFinish: isoTime(task.external_late_end_date),
      constraints: [
        [task.cstr_type, isoTime(task.cstr_date)],
        [task.cstr_type2, isoTime(task.cstr_date2)],
      ],
      stored: {
        earlyStart: isoTime(task.early_start_date),
        earlyFinish: isoTime(task.early_end_date),
        lateStart: isoTime(task.rem_late_start_date) ?? isoTime(task.late_start_date),
        lateFinish: isoTime(task.rem_late_end_date) ?? isoTime(task.late_end_date),
        totalFloat: hours(task.total_float_hr_cnt),
      },
    };
  });
  const relations = table('TASKPRED').map(
    (one): Relation => ({
      from: one.pred_task_id ?? '',
      to: one.task_id ?? one.succ_task_id ?? '',
      type: (['FS', 'SS', 'FF', 'SF'] as const).find((type) => one.pred_type?.endsWith(type)) ?? 'FS',
      lag: hours(one.lag_hr_cnt) ?? 0,
    }),
  );
  return planOf(
    {
      calendars: xerCalendars(table('CALENDAR')),
      defaultCalendar,
      projects: table('PROJECT')
        .filter((project) => used.has(project.proj_id ?? ''))
        .map((project) => ({
          id: project.proj_id ?? '',
          start: isoTime(project.plan_start_date),
          dataDate: isoTime(project.last_recalc_date),
          due: isoTime(project.plan_end_date),
          calendar: project.clndr_id,
        })),
      rows,
      relations,
      resourceCalendars,
      wbsParents,
      wbsNames,
      who,
      title: table('PROJWBS').find((wbs) => wbs.proj_node_flag === 'Y')?.wbs_name ?? table('PROJECT')[0]?.proj_short_name,
      held: [
        ...held('resources', [...nameOfResource.values()]),
        ...held(
          'assignments',
          table('TASKRSRC').map(() => ''),
        ),
        ...held(
          'fields',
          table('UDFVALUE').map(() => ''),
        ),
        ...held(
          'expenses',
          table('PROJCOST').map((one) => one.cost_name ?? ''),
        ),
        ...held(
          'memos',
          table('TASKMEMO').map(() => ''),
        ),
        ...held(
          'codes',
          table('TASKACTV').map(() => ''),
        ),
      ],
      lagCalendar: lagCalendars[settings.sched_calendar_on_relationship_lag ?? ''] ?? 'predecessor',
      options: {
        progress: settings.sched_progress_override === 'Y' ? 'progress-override' : 'retained-logic',
        startLagFrom: settings.sched_lag_early_start_flag === 'N' ? 'actual-start' : 'early-start',
        floatOf:
          settings.sched_float_type === 'FT_SF'
            ? 'start'
            : settings.sched_float_type === 'FT_FF' || settings.sched_float_type === undefined
              ? 'finish'
              : 'smallest',
        floatTo: settings.sched_use_project_end_date_for_float === 'N' ? 'network' : 'project',
        throughFinished: true,
        eventsEndWork: true,
        openEndsCritical: settings.sched_open_critical_flag === 'Y',
      },
    },
    remarks,
  );
}

/** `22d` of some writers, at eight hours. */
const daysText = (text: string | undefined): number => Math.round(Number(/^(\d+(?:\.\d+)?)d$/.exec(text?.trim() ?? '')?.[1] ?? 0) * 480);
