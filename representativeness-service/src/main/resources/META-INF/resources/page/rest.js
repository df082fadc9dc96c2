// The service's REST as the page sees it. The session is a cookie of this origin; the page holds no token.

/** The service said no, or cannot be reached (no status); the message is its reason. */
export class Refused extends Error {
  constructor(message, status = null) {
    super(message);
    this.status = status;
  }
}

export const get = path => call(path, {});

export const post = (path, body) =>
  call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

export const postText = (path, type, text) =>
  call(path, { method: 'POST', headers: { 'Content-Type': type }, body: text });

/** All items of a list that comes in pages. */
export async function all(path) {
  const items = [];
  let after = null;
  do {
    const page = await get(`${path}?limit=200${after ? `&after=${encodeURIComponent(after)}` : ''}`);
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items;
}

/** All items, or none when this account may not read the list: it is then no part of the account's page. */
export const allPermitted = path => all(path).catch(refused => {
  if (refused.status === 403) return [];
  throw refused;
});

async function call(path, options) {
  const response = await fetch(`../${path}`, { ...options, headers: { ...options.headers, 'X-Requested-With': 'JavaScript' } })
    .catch(() => { throw new Refused('The service cannot be reached.'); });
  if (response.status === 401 || response.status === 499) { // the session is over: the page itself leads to the login
    location.reload();
    return new Promise(() => {});
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Refused(problem.detail ?? `The service answered ${response.status}.`, response.status);
  }
  return response.json();
}
