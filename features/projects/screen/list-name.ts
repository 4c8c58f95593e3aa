// The name of a list by its code; the code itself where the list is of another year.
import { useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { RegionCode } from '../../../vocabulary/regions.ts';
import { lists } from '../words.ts';

export function useListName(region: string, year: number, wanted = true): (code: string) => string {
  const pick = usePick();
  const { data } = useRead(lists, { region: RegionCode.parse(region), year }, { enabled: wanted, staleTime: 300_000 });
  return (code) => {
    const found = data?.lists.find((one) => one.code === code);
    return found ? pick(found) : code;
  };
}
