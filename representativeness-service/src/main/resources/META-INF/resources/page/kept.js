// What was chosen and typed, over a new login. It stays in this tab and is gone when it was taken up, or with the tab.

const KEY = 'form';

/** Whether it could be kept: a tab has room for some megabytes only. */
export function keep(choice) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(choice));
    return true;
  } catch {
    return false;
  }
}

export const forget = () => sessionStorage.removeItem(KEY);

/** What was kept, once; null when there is nothing. */
export function takeUp() {
  const kept = sessionStorage.getItem(KEY);
  forget();
  return kept && JSON.parse(kept);
}
