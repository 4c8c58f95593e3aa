// The tables of this room as its queries see them. Days and instants are text (platform/db/values.ts).
import type { Generated, Kysely } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import type { RegionLevel } from '../../vocabulary/regions.ts';
import type { NameKind, OrganisationKind, PlaceKind, SuccessionKind } from './words.ts';

type Tables = {
  regions: {
    code: string;
    valid_from: Day;
    valid_to: Day | null;
    name: string;
    level: RegionLevel;
    name_en: Generated<string>;
    parent_code: string | null;
    in_use: boolean;
  };
  region_successions: { from_code: string; to_code: string; on_day: Day; kind: 'recoded' | 'merged' | 'split' | 'renamed'; note: string };
  places: {
    region_code: string;
    id: string;
    code: string | null;
    kind: PlaceKind;
    name: string;
    normal_name: string;
    valid_from: Day;
    valid_to: Day | null;
  };
  organisations: {
    region_code: string;
    id: string;
    kind: OrganisationKind;
    credit_code: string | null;
    name: string;
    normal_name: string;
    ended_on: Day | null;
    created_at: string;
    version: number;
  };
  organisation_names: {
    region_code: string;
    id: string;
    organisation_id: string;
    name: string;
    normal_name: string;
    kind: NameKind;
    valid_from: Day | null;
    valid_to: Day | null;
  };
  organisation_successions: {
    region_code: string;
    id: string;
    from_id: string;
    to_id: string;
    kind: SuccessionKind;
    on_day: Day;
    reason: string;
  };
  people: { region_code: string; id: string; name: string; user_id: string | null; left_on: Day | null };
  posts: { region_code: string; id: string; organisation_id: string; title: string; valid_from: Day; valid_to: Day | null };
  post_holders: { region_code: string; id: string; post_id: string; person_id: string; from_day: Day; to_day: Day | null };
};

/** The transaction, knowing this room's tables. */
export const tables = (db: Db): Kysely<Tables> => db.kysely;
