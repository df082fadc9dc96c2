// The service's REST as the page sees it. The session is a cookie of this origin; the page holds no token.

/** The service said no, or cannot be reached (no status); the message is its reason, violations are the fields at fault. */
export class Refused extends Error {
  constructor(message, status = null, violations = []) {
    super(message);
    this.status = status;
    this.violations = violations;
  }
}

/** The session is over: nothing is answered until there is a new one. */
export class SessionOver extends Refused {}

export const get = path => call(path, {});

export const post = (path, body) =>
  call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

export const postText = (path, type, text) =>
  call(path, { method: 'POST', headers: { 'Content-Type': type }, body: text });

/** All items of a list, whether it comes in pages or as a whole. */
export async function all(path) {
  const items = [];
  let after = null;
  do {
    const page = await get(after ? `${path}?after=${encodeURIComponent(after)}` : path);
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items;
}

// Generous: the service sets itself no limit, and what it still computes should not be given up.
const PATIENCE_IN_MINUTES = 5;

async function call(path, options) {
  const signal = AbortSignal.timeout(PATIENCE_IN_MINUTES * 60_000);
  const unanswered = () => {
    throw new Refused(signal.aborted ? `The service has not answered within ${PATIENCE_IN_MINUTES} minutes.` : 'The service cannot be reached.');
  };
  const response = await fetch(`../${path}`, { ...options, signal, headers: { ...options.headers, 'X-Requested-With': 'JavaScript' } })
    .catch(unanswered);
  if (response.status === 401 || response.status === 499) { // 499: instead of a redirect to the login, which a script cannot follow
    throw new SessionOver('Your session has ended.', 401);
  }
  if (!response.ok) {
    const { detail, violations } = await response.json().catch(() => ({}));
    throw new Refused(detail ?? `The service answered ${response.status}.`, response.status, violations);
  }
  return response.json().catch(unanswered);
}
