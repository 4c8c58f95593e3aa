// The nouns of the ground — divisions, places, organisations, people and their posts — and the calls both ends use. Spans of days are
// half-open: a thing holds from its first day up to, not including, the day in `to`; null is open.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

export const PlaceKind = z.enum(['township', 'street', 'park', 'zone']);
export type PlaceKind = z.infer<typeof PlaceKind>;
export const OrganisationKind = z.enum(['enterprise', 'department', 'party', 'park', 'institution', 'other']);
export type OrganisationKind = z.infer<typeof OrganisationKind>;
/** official: the name in the seal during its days; former: an earlier name whose days nobody wrote down; short and alias: how people write it. */
export const NameKind = z.enum(['official', 'former', 'short', 'alias']);
export type NameKind = z.infer<typeof NameKind>;
export const SuccessionKind = z.enum(['merged', 'split']);
export type SuccessionKind = z.infer<typeof SuccessionKind>;

const day = z.string().nullable();

export const Region = z.object({
  code: z.string(),
  name: z.string(),
  /** Empty where nobody has given one. */
  nameEn: z.string(),
  level: z.enum(['province', 'city', 'county']),
  parent: z.string().nullable(),
  validFrom: z.string(),
  validTo: day,
  /** False for a code that is only recognised: it keeps no books and is not expected to report. */
  inUse: z.boolean(),
});
export type Region = z.infer<typeof Region>;

export const RegionSuccession = z.object({
  from: z.string(),
  to: z.string(),
  on: z.string(),
  kind: z.enum(['recoded', 'merged', 'split', 'renamed']),
  note: z.string(),
});
export type RegionSuccession = z.infer<typeof RegionSuccession>;

export const Place = z.object({
  region: z.string(),
  id: z.string(),
  code: z.string().nullable(),
  kind: PlaceKind,
  name: z.string(),
  /** The spelling it is compared by. */
  normal: z.string(),
  validFrom: z.string(),
  validTo: day,
});
export type Place = z.infer<typeof Place>;

export const OrganisationName = z.object({ id: z.string(), name: z.string(), kind: NameKind, from: day, to: day });
export type OrganisationName = z.infer<typeof OrganisationName>;
export const Holder = z.object({ id: z.string(), personId: z.string(), person: z.string(), from: z.string(), to: day });
export const Post = z.object({ id: z.string(), title: z.string(), from: z.string(), to: day, holders: z.array(Holder) });
export type Post = z.infer<typeof Post>;
/** Seen from one organisation: what it came from or went into. */
export const Succession = z.object({
  kind: SuccessionKind,
  on: z.string(),
  reason: z.string(),
  direction: z.enum(['from', 'into']),
  otherId: z.string(),
  otherName: z.string(),
});

export const OrganisationRow = z.object({
  region: z.string(),
  id: z.string(),
  kind: OrganisationKind,
  name: z.string(),
  creditCode: z.string().nullable(),
  endedOn: day,
  /** The other names that the search matched, so that the reader sees why the row is there. */
  matched: z.array(z.string()),
  version: z.number().int(),
});
export type OrganisationRow = z.infer<typeof OrganisationRow>;
export const Organisation = OrganisationRow.omit({ matched: true }).extend({
  /** What it was called officially on the day asked. */
  nameThen: z.string(),
  names: z.array(OrganisationName),
  successions: z.array(Succession),
  posts: z.array(Post),
});
export type Organisation = z.infer<typeof Organisation>;

export const PersonRow = z.object({
  region: z.string(),
  id: z.string(),
  name: z.string(),
  leftOn: day,
  hasAccount: z.boolean(),
  seats: z.array(
    z.object({
      holderId: z.string(),
      postId: z.string(),
      title: z.string(),
      organisationId: z.string(),
      organisation: z.string(),
      from: z.string(),
      to: day,
    }),
  ),
});
export type PersonRow = z.infer<typeof PersonRow>;

const name = (most: number) => z.string().trim().min(2, { error: 'name.too-short' }).max(most);
const reason = z.string().trim().min(2, { error: 'reason.too-short' }).max(500);
const at = { region: RegionCode, id: Id };
const page = { limit: z.coerce.number().int().min(1).max(500).default(100), offset: z.coerce.number().int().min(0).default(0) };
const NewOrganisation = z.object({ name: name(120), kind: OrganisationKind, creditCode: z.string().max(40).nullable().default(null) });

export const listRegions = endpoint({
  method: 'GET',
  path: '/api/regions',
  access: { may: 'region.read', on: 'scope' },
  audit: 'read',
  input: z.object({ on: Day.optional() }),
  reply: z.object({ on: z.string(), regions: z.array(Region), successions: z.array(RegionSuccession) }),
  summary: { zh: '某日的行政区划', en: 'The division tree of a day' },
});

export const listPlaces = endpoint({
  method: 'GET',
  path: '/api/regions/:region/places',
  access: { may: 'region.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, on: Day.optional() }),
  reply: z.object({ places: z.array(Place) }),
  summary: { zh: '辖区内的乡镇、街道、园区', en: 'Townships, streets and parks of a region' },
});

export const addPlace = endpoint({
  method: 'POST',
  path: '/api/regions/:region/places',
  access: { may: 'region.edit', on: 'region' },
  audit: { action: 'region.add-place', facts: ['name', 'kind', 'code', 'from'] },
  input: z.object({
    region: RegionCode,
    kind: PlaceKind,
    name: name(60),
    code: z
      .string()
      .regex(/^\d{6}(\d{3})?$/, { error: 'place.code' })
      .nullable()
      .default(null),
    from: Day,
  }),
  reply: Place,
  summary: { zh: '增加园区或乡镇', en: 'Add a park or township' },
});

export const endPlace = endpoint({
  method: 'POST',
  path: '/api/regions/:region/places/:id/end',
  access: { may: 'region.edit', on: 'region' },
  audit: { action: 'region.end-place', facts: ['name', 'on', 'reason'] },
  input: z.object({ ...at, on: Day, reason }),
  reply: Place,
  summary: { zh: '停用园区或乡镇', en: 'End a park or township' },
});

/** A tree as a table (code, name, level, parent, valid_from, valid_to): .csv, .xlsx, or .json with a list of such objects. */
export const importRegions = endpoint({
  method: 'POST',
  path: '/api/regions/import',
  access: { may: 'region.edit', on: 'scope' },
  body: 'upload',
  audit: { action: 'region.import', facts: ['fileName', 'fileSha256', 'rows', 'new', 'changed', 'unchanged', 'refused', 'dryRun'] },
  input: z.object({ dryRun: z.stringbool().default(true) }),
  reply: z.object({
    dryRun: z.boolean(),
    rows: z.number().int(),
    new: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    changes: z.array(
      z.object({ row: z.number().int(), code: z.string(), name: z.string(), kind: z.enum(['new', 'changed']), was: z.string().nullable() }),
    ),
    problems: z.array(z.object({ row: z.number().int(), zh: z.string(), en: z.string() })),
  }),
  summary: { zh: '导入行政区划', en: 'Import a division tree' },
});

export const listOrganisations = endpoint({
  method: 'GET',
  path: '/api/organisations',
  access: { may: 'region.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    search: z.string().trim().max(120).optional(),
    kind: OrganisationKind.optional(),
    ended: z.enum(['no', 'yes', 'all']).default('no'),
    ...page,
  }),
  reply: z.object({ total: z.number().int(), organisations: z.array(OrganisationRow) }),
  summary: { zh: '单位和企业', en: 'Organisations' },
});

export const readOrganisation = endpoint({
  method: 'GET',
  path: '/api/organisations/:region/:id',
  access: { may: 'region.read', on: 'region' },
  audit: 'read',
  input: z.object({ ...at, on: Day.optional() }),
  reply: Organisation,
  summary: { zh: '一个单位的名称、沿革和岗位', en: 'One organisation' },
});

export const createOrganisation = endpoint({
  method: 'POST',
  path: '/api/organisations/:region',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'organisation.create', facts: ['name', 'kind', 'creditCode', 'from'] },
  input: z.object({ region: RegionCode, ...NewOrganisation.shape, from: Day.nullable().default(null) }),
  reply: Organisation,
  summary: { zh: '登记单位', en: 'Register an organisation' },
});

export const editOrganisation = endpoint({
  method: 'PATCH',
  path: '/api/organisations/:region/:id',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'organisation.edit', facts: ['kind', 'creditCode', 'reason'] },
  input: z.object({
    ...at,
    version: z.number().int(),
    kind: OrganisationKind.optional(),
    creditCode: z.string().max(40).nullable().optional(),
    reason,
  }),
  reply: Organisation,
  summary: { zh: '更正单位信息', en: 'Correct an organisation' },
});

/** A new official name from a day (the one before ends that day), or a short name, alias or former name. */
export const nameOrganisation = endpoint({
  method: 'POST',
  path: '/api/organisations/:region/:id/names',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'organisation.name', facts: ['name', 'kind', 'from', 'to', 'reason'] },
  input: z.object({
    ...at,
    version: z.number().int(),
    name: name(120),
    kind: NameKind,
    from: Day.nullable().default(null),
    to: Day.nullable().default(null),
    reason,
  }),
  reply: Organisation,
  summary: { zh: '更名或加别名', en: 'Rename, or add another name' },
});

export const endOrganisationName = endpoint({
  method: 'POST',
  path: '/api/organisations/:region/:id/names/:nameId/end',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'organisation.end-name', facts: ['name', 'on', 'reason'] },
  input: z.object({ ...at, nameId: Id, version: z.number().int(), on: Day, reason }),
  reply: Organisation,
  summary: { zh: '停用别名', en: 'End another name' },
});

export const mergeOrganisations = endpoint({
  method: 'POST',
  path: '/api/organisations/:region/merge',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'organisation.merge', facts: ['from', 'into', 'on', 'reason'] },
  input: z.object({
    region: RegionCode,
    from: z.array(Id).min(1).max(20),
    into: Id.nullable().default(null),
    newInto: NewOrganisation.nullable().default(null),
    on: Day,
    reason,
  }),
  reply: Organisation,
  summary: { zh: '合并单位', en: 'Merge organisations' },
});

export const splitOrganisation = endpoint({
  method: 'POST',
  path: '/api/organisations/:region/:id/split',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'organisation.split', facts: ['name', 'into', 'goesOn', 'on', 'reason'] },
  input: z.object({
    ...at,
    version: z.number().int(),
    into: z.array(NewOrganisation).min(1).max(20),
    goesOn: z.boolean(),
    on: Day,
    reason,
  }),
  reply: Organisation,
  summary: { zh: '拆分单位', en: 'Split an organisation' },
});

export const createPost = endpoint({
  method: 'POST',
  path: '/api/organisations/:region/:id/posts',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'post.create', facts: ['organisation', 'title', 'from'] },
  input: z.object({ ...at, title: name(60), from: Day }),
  reply: Organisation,
  summary: { zh: '设岗位', en: 'Set up a post' },
});

export const endPost = endpoint({
  method: 'POST',
  path: '/api/posts/:region/:id/end',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'post.end', facts: ['organisation', 'title', 'on', 'reason'] },
  input: z.object({ ...at, on: Day, reason }),
  reply: Organisation,
  summary: { zh: '撤岗位', en: 'End a post' },
});

/** Seats a person; whoever holds the post on that day gives it up that day when `handOver` says so, otherwise it is refused. */
export const seatPerson = endpoint({
  method: 'POST',
  path: '/api/posts/:region/:id/seat',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'post.seat', facts: ['title', 'person', 'from', 'handedOverBy'] },
  input: z.object({ ...at, personId: Id, from: Day, handOver: z.boolean().default(false) }),
  reply: Organisation,
  summary: { zh: '任职', en: 'Seat a person in a post' },
});

export const unseatPerson = endpoint({
  method: 'POST',
  path: '/api/posts/:region/:id/unseat',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'post.unseat', facts: ['title', 'person', 'on', 'reason'] },
  input: z.object({ ...at, holderId: Id, on: Day, reason }),
  reply: Organisation,
  summary: { zh: '免职', en: 'End a seat' },
});

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people/:region',
  access: { may: 'region.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, search: z.string().trim().max(60).optional(), left: z.enum(['no', 'all']).default('no'), ...page }),
  reply: z.object({ total: z.number().int(), people: z.array(PersonRow) }),
  summary: { zh: '人员和任职', en: 'People and the posts they hold' },
});

export const createPerson = endpoint({
  method: 'POST',
  path: '/api/people/:region',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'person.create', facts: ['name'] },
  input: z.object({ region: RegionCode, name: name(40) }),
  reply: PersonRow,
  summary: { zh: '登记人员', en: 'Register a person' },
});

/** From that day on the person holds nothing and nothing may be assigned to them; seats still open end that day. */
export const personLeaves = endpoint({
  method: 'POST',
  path: '/api/people/:region/:id/leave',
  access: { may: 'organisation.edit', on: 'region' },
  audit: { action: 'person.leave', facts: ['name', 'on', 'reason', 'seats'] },
  input: z.object({ ...at, on: Day, reason }),
  reply: PersonRow,
  summary: { zh: '人员离任', en: 'A person leaves' },
});
