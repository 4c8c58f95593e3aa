// Two records beside each other with their differences marked by sign, weight and ground, never by colour alone: for "are these one project?"
// and "old → new". Compares the plain texts it is given.
import { type ReactElement, type ReactNode, useState } from 'react';
import { useKitWords } from '../words.ts';
import './side.css';

export type SideField = {
  key: string;
  title: string;
  left: string | null;
  right: string | null /** shown instead of the plain text */;
  leftNode?: ReactNode;
  rightNode?: ReactNode;
};

/** How many of the fields differ. Pure. */
export const differences = (fields: readonly SideField[]): number =>
  fields.filter((field) => (field.left ?? '') !== (field.right ?? '')).length;

/** `<SideBySide left={<b>台账第12行</b>} right="库中已有" fields={[…]} />` */
export function SideBySide({
  left,
  right,
  fields,
  foot,
}: {
  left: ReactNode;
  right: ReactNode;
  fields: readonly SideField[];
  foot?: ReactNode;
}): ReactElement {
  const say = useKitWords();
  const [only, setOnly] = useState(false);
  const count = differences(fields);
  const shown = only ? fields.filter((field) => (field.left ?? '') !== (field.right ?? '')) : fields;
  const side = (plain: string | null, node: ReactNode): ReactNode =>
    node ?? (plain === null || plain === '' ? <span className="sz-label">{say('side.empty')}</span> : plain);
  return (
    <div className="sz-side-by">
      <div className="sz-side-bar">
        <b>{count === 0 ? say('side.identical') : say('side.different', { count })}</b>
        {count > 0 && count < fields.length && (
          <label className="sz-side-only">
            <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} /> {say('side.only')}
          </label>
        )}
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('side.field')}</th>
            <th scope="col">{left}</th>
            <th scope="col">{right}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => {
            const differs = (field.left ?? '') !== (field.right ?? '');
            return (
              <tr key={field.key} className={differs ? 'sz-differs' : undefined}>
                <th scope="row">
                  {field.title}
                  {differs && (
                    <span className="sz-differs-mark" title={say('side.different', { count: 1 })}>
                      {' '}
                      ≠
                    </span>
                  )}
                </th>
                <td>{side(field.left, field.leftNode)}</td>
                <td>{side(field.right, field.rightNode)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {foot && <div className="sz-side-foot">{foot}</div>}
    </div>
  );
}
