// The names of lists and lines by their codes; the code itself where there is none of that code.
import { useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { RegionCode } from '../../../vocabulary/regions.ts';
import { lists } from '../words-lists.ts';
import { dictionary } from '../words-rules.ts';

export function useListName(region: string, year: number, wanted = true): (code: string) => string {
  const pick = usePick();
  const { data } = useRead(lists, { region: RegionCode.parse(region), year }, { enabled: wanted, staleTime: 300_000 });
  return (code) => {
    const found = data?.lists.find((one) => one.code === code);
    return found ? pick(found) : code;
  };
}

export function useLineName(region: string, wanted = true): (code: string) => string {
  const pick = usePick();
  const { data } = useRead(dictionary, { region: RegionCode.parse(region) }, { enabled: wanted, staleTime: 300_000 });
  return (code) => {
    const found = data?.lines.findLast((one) => one.code === code);
    return found ? pick(found) : code;
  };
}
