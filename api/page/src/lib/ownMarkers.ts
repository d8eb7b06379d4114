/** Numbers in brackets that an answer's own words hold, told apart from the markers of a copy. */

const BRACKETED = /\[([\s\d\uff10-\uff19,，、;；–—-]*[\d\uff10-\uff19][\s\d\uff10-\uff19,，、;；–—-]*)\]/g;

/** "[9]" as "［9］": in full-width brackets, which no marker has. */
export function setApart(text: string): string {
  return text.replace(BRACKETED, "［$1］");
}

/** The same, and whether there was any: then the copy says what such brackets mean. */
export function settingApart(): { words: (text: string) => string; wasNeeded: () => boolean } {
  let isNeeded = false;
  const words = (text: string) => {
    const apart = setApart(text);
    isNeeded ||= apart !== text;
    return apart;
  };
  return { words, wasNeeded: () => isNeeded };
}
