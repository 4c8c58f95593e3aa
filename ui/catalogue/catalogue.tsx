// placeholder replaced below
import { Page } from '../kit/Page.tsx';
export default function Catalogue() {
  return <Page title="部件目录">…</Page>;
}
