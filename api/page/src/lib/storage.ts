/** What the browser keeps. A browser that keeps nothing is no error: the page works, and forgets. */

export function recall<T>(name: string, fallback: T, area: () => Storage = () => localStorage): T {
  try {
    const text = area().getItem(`summit.${name}`);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

/** Whether it could be kept. */
export function keep(name: string, value: unknown, area: () => Storage = () => localStorage): boolean {
  try {
    area().setItem(`summit.${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The area that lasts as long as a tab: it outlives a reload, and other tabs do not share it. */
export const perTab = () => sessionStorage;
