/** Addresses that may become links: those of sources, and only on the web. */

/** The address if a reader may be sent there, else null. */
export function webLink(url: string | null | undefined): string | null {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    if (parsed.username || parsed.password) return null; // https://known.example@elsewhere
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Host and path of an address, shortened for reading. */
export function shownLink(url: string, longest = 56): string {
  const shown = url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
  return shown.length <= longest ? shown : `${shown.slice(0, longest - 1)}…`;
}

/** Whether an address leads to the reader's own machine, where nobody else finds anything. */
export function isOwnMachine(url: string): boolean {
  try {
    const { hostname } = new URL(url);
    return /^(localhost|.+\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f.*\])\.?$/.test(hostname);
  } catch {
    return false;
  }
}
