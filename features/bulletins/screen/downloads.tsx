// The four forms of a bulletin as downloads.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { download, sentenceOf } from '../../../ui/call.ts';
import { Pop } from '../../../ui/kit/Pop.tsx';
import { notify } from '../../../ui/notice.ts';
import { BulletinFormat, bulletinFile } from '../words.ts';
import { useWords } from './words.ts';

export function Downloads({ bulletin, open = false }: { bulletin: { region: string; id: string }; open?: boolean }): ReactElement {
  const say = useWords();
  const take = async (format: BulletinFormat): Promise<void> => {
    try {
      await download(bulletinFile, { region: bulletin.region as never, id: bulletin.id as never, format });
    } catch (error) {
      notify('problem', sentenceOf(error));
    }
  };
  if (open)
    return (
      <div className="bl-downloads">
        {BulletinFormat.options.map((format) => (
          <Button key={format} type={format === 'docx' ? 'primary' : 'default'} onClick={() => void take(format)}>
            {say(`download.${format}`)}
          </Button>
        ))}
      </div>
    );
  return (
    <Pop label={say('download')} side="right" className="bl-menu">
      {(close) => (
        <ul className="bl-kinds">
          {BulletinFormat.options.map((format) => (
            <li key={format}>
              <button
                type="button"
                className="sz-button-plain bl-kind"
                onClick={() => {
                  close();
                  void take(format);
                }}
              >
                {say(`download.${format}`)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Pop>
  );
}
