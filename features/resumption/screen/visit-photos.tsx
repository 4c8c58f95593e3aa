// Photos of one item: taken with the phone's camera, made small, kept sealed at once; shown from the shelf, or from the server where they have arrived.
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { DeviceFull, shelfNow } from '../../../ui/device/shelf.ts';
import { instantText } from '../../../ui/i18n.ts';
import { notify } from '../../../ui/notice.ts';
import type { Photo } from '../words-entries.ts';
import { takePhoto, whereAmI } from './outbox-rows.ts';
import { useVisitWords } from './words-visit.ts';

/** `onRemove` left out: the photo stays. `arrived` false and not on this device: only its place is shown. */
function Thumb({
  photo,
  number,
  region,
  arrived,
  onRemove,
}: {
  photo: Photo;
  number: number;
  region: string;
  arrived: boolean;
  onRemove?: (() => void) | undefined;
}): ReactElement {
  const say = useVisitWords();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let live = true;
    let made: string | undefined;
    const own = shelfNow()?.bytes('photo', photo.sha256) ?? Promise.resolve(undefined);
    own
      .catch(() => undefined)
      .then((bytes) => {
        if (!live) return;
        if (bytes) {
          made = URL.createObjectURL(new Blob([bytes], { type: photo.type }));
          setAddress(made);
        } else if (arrived) setAddress(`/api/resumption/photos/${region}/${photo.sha256}`);
      });
    return () => {
      live = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [photo.sha256, photo.type, arrived, region]);
  const what = say('photo.of', { number, at: instantText(photo.takenAt) });
  return (
    <figure className="rv-thumb">
      {address ? <img src={address} alt={what} /> : <span className="rv-thumb-empty">{say('photo.coming')}</span>}
      <figcaption>
        {instantText(photo.takenAt).slice(5)} · {say(photo.place ? 'photo.placed' : 'photo.unplaced')}
      </figcaption>
      {onRemove && (
        <button type="button" className="rv-thumb-drop" aria-label={`${say('photo.remove')} ${number}`} onClick={onRemove}>
          ✕
        </button>
      )}
    </figure>
  );
}

export const ShownPhotos = ({
  photos,
  region,
}: {
  photos: readonly (Photo & { arrived: boolean })[];
  region: string;
}): ReactElement | null =>
  photos.length === 0 ? null : (
    <div className="rv-thumbs">
      {photos.map((photo, at) => (
        <Thumb key={photo.sha256} photo={photo} number={at + 1} region={region} arrived={photo.arrived} />
      ))}
    </div>
  );

export function PhotoField({
  photos,
  most = 6,
  region,
  onChange,
}: {
  photos: readonly Photo[];
  most?: number;
  region: string;
  onChange: (photos: Photo[]) => void;
}): ReactElement {
  const say = useVisitWords();
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(photos);
  latest.current = photos;
  const [working, setWorking] = useState(false);
  const take = async (file: File): Promise<void> => {
    setWorking(true);
    try {
      const { photo, bytes } = await takePhoto(file, await whereAmI());
      // On the shelf before it is spoken of: a page that is closed now has lost nothing.
      await shelfNow()?.write([{ kind: 'photo', id: photo.sha256, value: bytes }]);
      onChange([...latest.current.filter((one) => one.sha256 !== photo.sha256), photo]);
    } catch (error) {
      notify('problem', say(error instanceof DeviceFull ? 'full' : 'photo.failed'));
    } finally {
      setWorking(false);
    }
  };
  const remove = (sha256: string): void => {
    onChange(latest.current.filter((one) => one.sha256 !== sha256));
    void shelfNow()?.write([{ kind: 'photo', id: sha256 }]);
  };
  return (
    <div className="rv-photos">
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        className="sz-hidden"
        tabIndex={-1}
        aria-label={say('photo')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void take(file);
        }}
      />
      {photos.length > 0 && (
        <div className="rv-thumbs">
          {photos.map((photo, at) => (
            <Thumb key={photo.sha256} photo={photo} number={at + 1} region={region} arrived={false} onRemove={() => remove(photo.sha256)} />
          ))}
        </div>
      )}
      {photos.length < most && (
        <button type="button" className="rv-button" disabled={working} aria-busy={working} onClick={() => input.current?.click()}>
          {working ? say('photo.working') : `＋ ${say('photo')}`}
        </button>
      )}
    </div>
  );
}
