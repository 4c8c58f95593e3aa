// Saved views of the library, kept with the person's account so that they are there on every machine.
import { parseSearch, writeSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import type { ViewKeeper } from '../../../ui/kit/SavedViews.tsx';
import { newId } from '../../../vocabulary/ids.ts';
import { deleteView, savedViews, saveView } from '../words-rules.ts';

export function useViews(page: string): ViewKeeper {
  const { data } = useRead(savedViews, { page });
  const save = useWrite(saveView, { stale: [savedViews] });
  const remove = useWrite(deleteView, { stale: [savedViews] });
  const views = data?.views ?? [];
  return {
    views: views.map((view) => ({ id: view.id, name: view.name, search: parseSearch(view.search.replace(/^\?/, '')) })),
    save: (name, search) =>
      save.mutate({
        id: views.find((view) => view.name === name)?.id ?? newId(),
        page,
        name,
        search: writeSearch(search) || '?',
        position: views.length,
      }),
    remove: (id) => remove.mutate({ id }),
  };
}
