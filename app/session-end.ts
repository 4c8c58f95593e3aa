// The two things of rooms that the bar over every page needs: how one signs out, and where a search lands.
import { z } from 'zod';
import { endpoint } from '../vocabulary/endpoint.ts';

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/session',
  access: { public: 'Signing out must work for a session that is already over.' },
  audit: { action: 'session.end', facts: [] },
  input: z.object({}),
  reply: z.unknown(),
  summary: { zh: '退出登录', en: 'Sign out' },
});

export const searchPage = '/projects';
