// Starts the screens: theme, language, data and router are put together here, and nothing is decided. Pages come from app/pages.ts.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { ConfigProvider, type ConfigProviderProps } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ReactElement, StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { parseSearch, writeSearch } from '../ui/address.ts';
import { ProblemError } from '../ui/call.ts';
import { useLanguage } from '../ui/i18n.ts';
import { Notices } from '../ui/kit/Notices.tsx';
import { useMode, usePhone } from '../ui/screen.ts';
import { antdThemeOf } from '../ui/theme.ts';
import { nonce } from './nonce.ts';
import '../ui/theme.css';
import { Home } from './Home.tsx';
import { pages } from './pages.ts';
import { Missing, PageFailed, PageWaiting, Shell } from './Shell.tsx';

const Root = (): ReactElement => (
  <>
    <Outlet />
    <Notices />
  </>
);
const root = createRootRoute({ component: Root, notFoundComponent: Missing, errorComponent: PageFailed });
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const pathOf = (path: string): string => path.replace(/:(\w+)/g, '$$$1');
const routeOf = (page: (typeof pages)[number], parent: () => typeof root | typeof shell) =>
  createRoute({ getParentRoute: parent as () => typeof root, path: pathOf(page.path), component: lazyRouteComponent(page.component) });

const inShell = [
  ...(pages.some((page) => page.path === '/') ? [] : [createRoute({ getParentRoute: () => shell, path: '/', component: Home })]),
  ...pages.filter((page) => page.frame !== 'bare').map((page) => routeOf(page, () => shell)),
];
const bare = pages.filter((page) => page.frame === 'bare').map((page) => routeOf(page, () => root));

const router = createRouter({
  routeTree: root.addChildren([shell.addChildren(inShell as never), ...bare] as never) as unknown as AnyRoute,
  parseSearch: (text) => parseSearch(text),
  stringifySearch: (search) => writeSearch(search),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: PageWaiting,
  defaultPendingMs: 200,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: Missing,
});

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal is an answer; only a server that was not reached or is busy is asked again.
      retry: (times, error) => times < 2 && error instanceof ProblemError && (error.status === 0 || error.status === 503),
      retryDelay: (times) => 500 * 2 ** times,
      refetchOnWindowFocus: true,
    },
  },
});

function App(): ReactElement {
  const mode = useMode();
  const phone = usePhone();
  const lang = useLanguage();
  const theme = useMemo(() => antdThemeOf(mode, phone), [mode, phone]);
  return (
    <ConfigProvider
      theme={theme}
      locale={(lang === 'en' ? enUS : zhCN) as unknown as ConfigProviderProps['locale']}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void import('../ui/fonts.ts');
