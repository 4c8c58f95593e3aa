// What can be done with a whole manuscript: its findings to Word, Excel and paper; away with it. On a phone all of it is behind one button.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useGo } from '../../../ui/address.ts';
import { download, sentenceOf, useWrite } from '../../../ui/call.ts';
import { dayText, useLanguage } from '../../../ui/i18n.ts';
import { Pop } from '../../../ui/kit/Pop.tsx';
import { notify } from '../../../ui/notice.ts';
import { usePhone } from '../../../ui/screen.ts';
import { useMay } from '../../../ui/session.ts';
import { deleteManuscript, exportFindings, listManuscripts, type ManuscriptReply } from '../words.ts';
import { useWords } from './words.ts';

export function Actions({ of, head }: { of: ManuscriptReply; head: ReactElement }): ReactElement {
  const say = useWords();
  const phone = usePhone();
  const language = useLanguage();
  const go = useGo();
  const may = useMay('manuscript.check');
  const [busy, setBusy] = useState<string | undefined>();
  const remove = useWrite(deleteManuscript, {
    stale: [listManuscripts],
    done: { zh: `已删除“${of.title}”`, en: `“${of.title}” has been deleted` },
    onDone: () => go('/proofreading'),
  });
  const get = async (format: 'docx' | 'xlsx'): Promise<void> => {
    setBusy(format);
    try {
      await download(exportFindings, { region: of.region, id: of.id, format, language });
    } catch (error) {
      notify('problem', sentenceOf(error));
    } finally {
      setBusy(undefined);
    }
  };
  const word = (
    <Button loading={busy === 'docx'} onClick={() => void get('docx')}>
      {say('export.word')}
    </Button>
  );
  const excel = (
    <Button loading={busy === 'xlsx'} onClick={() => void get('xlsx')}>
      {say('export.excel')}
    </Button>
  );
  const print = <Button onClick={() => window.print()}>{say('print')}</Button>;
  return (
    <>
      {!phone && word}
      {!phone && excel}
      {!phone && print}
      <Pop label={say('more')} side="right" className="sz-tool pf-more-button">
        {(close) => (
          <div className="pf-actions">
            {phone && (
              <>
                <p className="sz-label">{head}</p>
                {word}
                {excel}
                {print}
              </>
            )}
            <p className="sz-label">
              {of.fileName ?? say(`form.${of.form}`)} · {say('kept', { day: dayText(of.keptUntil) })}
            </p>
            {may && (
              <Remove
                busy={remove.isPending}
                onRemove={(reason) => remove.mutate({ region: of.region, id: of.id, reason })}
                onCancel={close}
              />
            )}
          </div>
        )}
      </Pop>
    </>
  );
}

function Remove({ busy, onRemove, onCancel }: { busy: boolean; onRemove: (reason: string) => void; onCancel: () => void }): ReactElement {
  const say = useWords();
  const [sure, setSure] = useState(false);
  if (!sure)
    return (
      <Button danger onClick={() => setSure(true)}>
        {say('delete')}
      </Button>
    );
  return (
    <form
      className="pf-remove"
      onSubmit={(event) => {
        event.preventDefault();
        onRemove(String(new FormData(event.currentTarget).get('reason') ?? ''));
      }}
    >
      <p>{say('delete.sure')}</p>
      <label>
        <span className="sz-label">{say('delete.reason')}</span>
        <input className="sz-input" name="reason" maxLength={200} />
      </label>
      <div className="pf-says">
        <Button danger type="primary" htmlType="submit" loading={busy}>
          {say('delete')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  );
}
