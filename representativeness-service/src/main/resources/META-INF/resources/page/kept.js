// What was chosen and typed, over a new login. It stays in this tab, for the account that typed it, and is gone when it was
// taken up, when another account logs in, or with the tab.

const KEY = 'form';
const SHAPE = 2; // of what is kept: raise it with every change there, so that nothing of another version is misread

/** Whether it could be kept: a tab has room for some megabytes only, and what is nobody's could be given to anybody. */
export function keep(account, form) {
  if (!account) return false;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ shape: SHAPE, account, form }));
    return true;
  } catch {
    return false;
  }
}

export const forget = () => sessionStorage.removeItem(KEY);

/** What this account has kept, once; null when there is nothing. What another has kept, or another version, is forgotten. */
export function takeUp(account) {
  if (!account) return null;
  const kept = read();
  forget();
  return kept?.shape === SHAPE && kept.account === account ? kept.form : null;
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
