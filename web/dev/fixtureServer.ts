import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import type { Problem } from '../src/api/types';
import { answers, asOf, type Answers } from './fixtures';
import { session } from './session';

/** `full` answers invented data of real size; `empty` answers no rows; `broken` answers every call with a failure. */
type Mood = 'full' | 'empty' | 'broken';

const notFound: Problem = {
  code: 'http.not_found',
  zh: '没有找到所请求的内容。',
  en: 'What was asked for was not found.',
  parameters: {},
  citation: null,
  position: null,
};

const outsideBand: Problem = {
  code: 'exchange.price_outside_band',
  zh: '申报价格 50.00 元/t 超出当日区间 38.02–46.46 元/t。',
  en: 'The price of 50.00 CNY/t is outside the day’s band of 38.02–46.46 CNY/t.',
  parameters: { price: '50.00', low: '38.02', high: '46.46' },
  citation: {
    instrument: 'trading-rules-2016',
    title: { zh: '湖北碳排放权交易规则', en: 'Hubei trading rules' },
    article: '',
  },
  position: 231_090,
};

function send(response: ServerResponse, status: number, body: unknown) {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

/** Sorts, searches and cuts a list as the real API does; filters by equality of a field or of its id. */
function listed(items: object[], query: URLSearchParams): { items: object[]; total: number } {
  const page = Math.max(1, Number(query.get('page')) || 1);
  const size = Math.min(1000, Number(query.get('size')) || 50);
  const valueOf = (row: object, name: string): unknown => {
    const value = (row as Record<string, unknown>)[name];
    const nested = value as { id?: string; zh?: string } | null;
    return typeof value === 'object' && nested ? (nested.id ?? nested.zh ?? value) : value;
  };
  const names = ['sector', 'status', 'method', 'kind', 'outcome', 'type'];
  let rows = items.filter(row =>
    names.every(name => {
      const wanted = query.getAll(name);
      const value = valueOf(row, name === 'type' ? 'commandType' : name);
      return wanted.length === 0 || wanted.includes(String(value));
    }),
  );
  const text = query.get('q');
  if (text) rows = rows.filter(row => JSON.stringify(row).includes(text));
  const sort = query.get('sort');
  if (sort) {
    const name = sort.replace(/^-/, '');
    const sign = sort.startsWith('-') ? -1 : 1;
    const compare = (a: unknown, b: unknown) =>
      typeof a === 'number' ? a - Number(b) : String(a).localeCompare(String(b));
    rows = [...rows].sort((a, b) => sign * compare(valueOf(a, name), valueOf(b, name)));
  }
  return { items: rows.slice((page - 1) * size, page * size), total: rows.length };
}

function read(url: URL, mood: Mood, known: Answers, response: ServerResponse) {
  const path = url.pathname.replace('/api/v1', '');
  const answer =
    known[path] ?? Object.entries(known).find(([key]) => key.endsWith('/*') && path.startsWith(key.slice(0, -1)))?.[1];
  if (answer === undefined) return send(response, 404, notFound);
  if (!('items' in answer)) return send(response, 200, { ...answer, asOf });
  const { items, ...rest } = answer as { items: object[] };
  send(response, 200, { ...rest, ...listed(mood === 'empty' ? [] : items, url.searchParams), asOf });
}

/** Answers `/api/v1` in `npm run dev` with invented data, so that pages can be looked at without a server. */
export function fixtureServer(): Plugin {
  const mood = (process.env['CHUTAN_FIXTURES'] ?? 'full') as Mood;
  const signedIn = session();
  return {
    name: 'chutan-fixtures',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (!url.pathname.startsWith('/api/v1')) return next();
        if (url.pathname === '/api/v1/session') return send(response, 200, signedIn(request.method ?? 'GET'));
        if (mood === 'broken') return send(response, 503, 'the fixture server was asked to fail');
        if (request.method !== 'GET') return send(response, 422, outsideBand);
        read(url, mood, answers, response);
      });
    },
  };
}
