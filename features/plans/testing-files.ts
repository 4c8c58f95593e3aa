// Small plans as other tools write them, with stored dates worked by hand. All begin on Monday 2 March 2020; office hours are 08–12 and 13–17.

const time = (from: string, to: string): string => `<WorkingTime><FromTime>${from}:00</FromTime><ToTime>${to}:00</ToTime></WorkingTime>`;
const weekDay = (type: number): string =>
  type === 1 || type === 7
    ? `<WeekDay><DayType>${type}</DayType><DayWorking>0</DayWorking></WeekDay>`
    : `<WeekDay><DayType>${type}</DayType><DayWorking>1</DayWorking><WorkingTimes>${time('08:00', '12:00')}${time('13:00', '17:00')}</WorkingTimes></WeekDay>`;

type Task = {
  uid: number;
  level?: number;
  summary?: boolean;
  hours?: number;
  format?: number;
  early?: [string, string];
  late?: [string, string];
  slack?: number;
  more?: string;
  after?: { uid: number; type?: number; lag?: number; format?: number }[];
};

const task = ({ uid, level = 1, summary, hours = 0, format = 7, early, late, slack, more = '', after = [] }: Task): string =>
  `<Task><UID>${uid}</UID><Name>任务 ${uid}</Name><OutlineLevel>${level}</OutlineLevel><Summary>${summary ? 1 : 0}</Summary><Duration>PT${hours}H0M0S</Duration><DurationFormat>${format}</DurationFormat>${
    early ? `<EarlyStart>${early[0]}:00</EarlyStart><EarlyFinish>${early[1]}:00</EarlyFinish>` : ''
  }${late ? `<LateStart>${late[0]}:00</LateStart><LateFinish>${late[1]}:00</LateFinish>` : ''}${slack === undefined ? '' : `<TotalSlack>${slack * 10}</TotalSlack>`}${more}${after
    .map(
      (link) =>
        `<PredecessorLink><PredecessorUID>${link.uid}</PredecessorUID><Type>${link.type ?? 1}</Type><CrossProject>0</CrossProject><LinkLag>${(link.lag ?? 0) * 10}</LinkLag><LagFormat>${link.format ?? 7}</LagFormat></PredecessorLink>`,
    )
    .join('')}</Task>`;

/** Microsoft Project, from its tasks. */
export const projectFile = (tasks: readonly Task[], head = '', calendar = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project"><Name>演示</Name><ScheduleFromStart>1</ScheduleFromStart><StartDate>2020-03-02T08:00:00</StartDate>${head}<CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay><Calendars><Calendar><UID>1</UID><Name>标准</Name><BaseCalendarUID>-1</BaseCalendarUID><WeekDays>${[1, 2, 3, 4, 5, 6, 7].map(weekDay).join('')}</WeekDays>${calendar}</Calendar></Calendars><Tasks>${tasks.map(task).join('')}</Tasks></Project>`;

/** A summary with two tasks below it, then one with a lag of a day, and one of eight elapsed hours beside. */
export const projectTasks: Task[] = [
  { uid: 0, level: 0, summary: true, early: ['2020-03-02T08:00', '2020-03-11T17:00'] },
  { uid: 1, summary: true, early: ['2020-03-02T08:00', '2020-03-06T17:00'], late: ['2020-03-02T08:00', '2020-03-06T17:00'], slack: 0 },
  // Three days, then two: the chain.
  {
    uid: 2,
    level: 2,
    hours: 24,
    early: ['2020-03-02T08:00', '2020-03-04T17:00'],
    late: ['2020-03-02T08:00', '2020-03-04T17:00'],
    slack: 0,
  },
  {
    uid: 3,
    level: 2,
    hours: 16,
    early: ['2020-03-05T08:00', '2020-03-06T17:00'],
    late: ['2020-03-05T08:00', '2020-03-06T17:00'],
    slack: 0,
    after: [{ uid: 2 }],
  },
  // After the summary and a day: Tue 10, two days.
  {
    uid: 4,
    hours: 16,
    early: ['2020-03-10T08:00', '2020-03-11T17:00'],
    late: ['2020-03-10T08:00', '2020-03-11T17:00'],
    slack: 0,
    after: [{ uid: 1, lag: 480 }],
  },
  // No earlier than Tue 3; a day; to the end are Wed 4 to Wed 11: six days of float.
  {
    uid: 5,
    hours: 8,
    early: ['2020-03-03T08:00', '2020-03-03T17:00'],
    late: ['2020-03-11T08:00', '2020-03-11T17:00'],
    slack: 2880,
    more: '<ConstraintType>4</ConstraintType><ConstraintDate>2020-03-03T08:00:00</ConstraintDate>',
  },
  // Eight hours by the clock from Mon 08:00; 16:00. At the latest 09:00 to 17:00 on Wed 11.
  { uid: 6, hours: 8, format: 8, early: ['2020-03-02T08:00', '2020-03-02T16:00'], late: ['2020-03-11T09:00', '2020-03-11T17:00'] },
  // Half of task 2's duration after its start, which is Tue 12:00: a milestone.
  { uid: 7, hours: 0, early: ['2020-03-03T12:00', '2020-03-03T12:00'], after: [{ uid: 2, type: 3, lag: 5, format: 19 }] },
];

const p6Day = (name: string, worked: boolean): string =>
  `<StandardWorkHours><DayOfWeek>${name}</DayOfWeek>${worked ? '<WorkTime><Start>08:00:00</Start><Finish>11:59:00</Finish></WorkTime><WorkTime><Start>13:00:00</Start><Finish>16:59:00</Finish></WorkTime>' : '<WorkTime/>'}</StandardWorkHours>`;

const activity = (object: number, hours: string, dates: [string, string, string, string], more = ''): string =>
  `<Activity><ObjectId>${object}</ObjectId><Id>A${object}</Id><Name>作业 ${object}</Name><Type>Task Dependent</Type><Status>Not Started</Status><CalendarObjectId>7</CalendarObjectId><PlannedDuration>${hours}</PlannedDuration><RemainingDuration>${hours}</RemainingDuration><RemainingEarlyStartDate>${dates[0]}:00</RemainingEarlyStartDate><RemainingEarlyFinishDate>${dates[1]}:00</RemainingEarlyFinishDate><RemainingLateStartDate>${dates[2]}:00</RemainingLateStartDate><RemainingLateFinishDate>${dates[3]}:00</RemainingLateFinishDate>${more}</Activity>`;

/**
 * Primavera XML: two days and a half (with a comma, as some writers have it), over the holiday on Wed 4; then a day, two days after the start of the
 * first in its calendar; a second chain that must finish by Tue 10.
 */
export const primaveraFile = `<?xml version="1.0"?><p:APIBusinessObjects xmlns:p="http://xmlns.oracle.com/Primavera/P6/V8.3/API/BusinessObjects" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Calendar><ObjectId>7</ObjectId><Name>标准</Name><BaseCalendarObjectId xsi:nil="true"/><HoursPerDay>8</HoursPerDay><StandardWorkWeek>${['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map((name) => p6Day(name, name[0] !== 'S')).join('')}</StandardWorkWeek><HolidayOrExceptions><HolidayOrException><Date>2020-03-04T00:00:00</Date></HolidayOrException></HolidayOrExceptions></Calendar><Project><ObjectId>1</ObjectId><Id>P</Id><ActivityDefaultCalendarObjectId>7</ActivityDefaultCalendarObjectId><DataDate>2020-03-02T00:00:00</DataDate>${[
  // Mon, Tue, then Thu until 12:00.
  activity(1, '20,0', ['2020-03-02T08:00', '2020-03-05T12:00', '2020-03-02T08:00', '2020-03-05T12:00'], '<TotalFloat>0</TotalFloat>'),
  // Sixteen hours after Mon 08:00 are over Tue 17:00: from Thu 5, a day. It may wait until the finish, Fri 12:00: half a day.
  activity(2, '8', ['2020-03-05T08:00', '2020-03-05T17:00', '2020-03-05T13:00', '2020-03-06T12:00'], '<TotalFloat>4</TotalFloat>'),
  // After the first a day: Thu 13:00 to Fri 12:00.
  activity(3, '8', ['2020-03-05T13:00', '2020-03-06T12:00', '2020-03-05T13:00', '2020-03-06T12:00'], '<TotalFloat>0</TotalFloat>'),
].join(
  '',
)}<Relationship><PredecessorActivityObjectId>1</PredecessorActivityObjectId><SuccessorActivityObjectId>2</SuccessorActivityObjectId><Type>Start to Start</Type><Lag>16</Lag></Relationship><Relationship><PredecessorActivityObjectId>1</PredecessorActivityObjectId><SuccessorActivityObjectId>3</SuccessorActivityObjectId><Type>Finish to Start</Type><Lag>0</Lag></Relationship></Project></p:APIBusinessObjects>`;

const shifts = '((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)()))';
const calendarData = `(0||CalendarData()((0||DaysOfWeek()((0||1()())${[2, 3, 4, 5, 6].map((day) => `(0||${day}()${shifts})`).join('')}(0||7()())))(0||Exceptions()((0||0(d|43894)())))))`;

/** XER, in the words of a Chinese Windows: one begun, one after it, one milestone, one finished; 4 March 2020 (43894) is off. */
export const xerText = [
  'ERMHDR\t20.12\t2020-03-02\tProject\tADMIN\tuser\tdbxDatabaseNoName\tProject Management\tCNY',
  '%T\tPROJECT',
  '%F\tproj_id\tproj_short_name\tclndr_id\tlast_recalc_date\tplan_start_date\tplan_end_date',
  '%R\t10\t演示\t1\t2020-03-03 00:00\t2020-03-02 08:00\t',
  '%T\tCALENDAR',
  '%F\tclndr_id\tclndr_name\tday_hr_cnt\tclndr_data',
  `%R\t1\t标准日历\t8\t${calendarData}`,
  '%T\tSCHEDOPTIONS',
  '%F\tschedoptions_id\tproj_id\tsched_lag_early_start_flag\tsched_retained_logic\tsched_float_type\tsched_calendar_on_relationship_lag\tsched_progress_override\tsched_use_project_end_date_for_float',
  '%R\t1\t10\tY\tY\tFT_FF\trcal_Predecessor\tN\tY',
  '%T\tTASK',
  '%F\ttask_id\tproj_id\tclndr_id\ttask_type\tstatus_code\ttask_code\ttask_name\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt\tact_start_date\tact_end_date\tearly_start_date\tearly_end_date\trem_late_start_date\trem_late_end_date\ttotal_float_hr_cnt\tcstr_type\tcstr_date',
  '%R\t100\t10\t1\tTT_Task\tTK_Complete\tA10\t清表\t8\t0\t2020-03-02 08:00\t2020-03-02 17:00\t2020-03-03 00:00\t2020-03-03 00:00\t\t\t\t\t',
  // Begun Monday; twelve hours left from Tue 3: Tue, then Thu until 12:00.
  '%R\t101\t10\t1\tTT_Task\tTK_Active\tA20\t基坑开挖\t20\t12\t2020-03-02 08:00\t\t2020-03-03 08:00\t2020-03-05 12:00\t2020-03-03 08:00\t2020-03-05 12:00\t0\t\t',
  // After it: Thu 13:00 to Fri 12:00.
  '%R\t102\t10\t1\tTT_Task\tTK_NotStart\tA30\t基础浇筑\t8\t8\t\t\t2020-03-05 13:00\t2020-03-06 12:00\t2020-03-05 13:00\t2020-03-06 12:00\t0\t\t',
  '%R\t103\t10\t1\tTT_FinMile\tTK_NotStart\tA40\t基础完成\t0\t0\t\t\t2020-03-06 12:00\t2020-03-06 12:00\t2020-03-06 12:00\t2020-03-06 12:00\t0\t\t',
  // No later than Thu 5 08:00: it can begin Tue, a day, and must by Thu 08:00: eight hours of float.
  '%R\t104\t10\t1\tTT_Task\tTK_NotStart\tA50\t备料\t8\t8\t\t\t2020-03-03 08:00\t2020-03-03 17:00\t2020-03-05 08:00\t2020-03-05 17:00\t8\tCS_MSOB\t2020-03-05 08:00',
  '%T\tTASKPRED',
  '%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt',
  '%R\t1\t101\t100\t10\t10\tPR_FS\t0',
  '%R\t2\t102\t101\t10\t10\tPR_FS\t0',
  '%R\t3\t103\t102\t10\t10\tPR_FS\t0',
  '%E',
].join('\r\n');
