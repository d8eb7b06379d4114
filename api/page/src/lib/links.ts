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
