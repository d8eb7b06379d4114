/** Characters that cannot be seen: some turn the reading direction, some hide text. Where they stand, and a text without them. */

export interface Invisible {
  /** "U+202E". */
  code: string;
  /** Its name in Unicode, or what it is. */
  name: string;
  line: number;
  /** From 1, in code points. */
  column: number;
  /** The last visible characters before it, on its line. */
  after: string;
  /** Whether the service refuses a text that holds it. */
  isRefused: boolean;
}

const NAMES: Record<number, string> = {
  0x00ad: "SOFT HYPHEN",
  0x061c: "ARABIC LETTER MARK",
  0x180e: "MONGOLIAN VOWEL SEPARATOR",
  0x200b: "ZERO WIDTH SPACE",
  0x200c: "ZERO WIDTH NON-JOINER",
  0x200d: "ZERO WIDTH JOINER",
  0x200e: "LEFT-TO-RIGHT MARK",
  0x200f: "RIGHT-TO-LEFT MARK",
  0x202a: "LEFT-TO-RIGHT EMBEDDING",
  0x202b: "RIGHT-TO-LEFT EMBEDDING",
  0x202c: "POP DIRECTIONAL FORMATTING",
  0x202d: "LEFT-TO-RIGHT OVERRIDE",
  0x202e: "RIGHT-TO-LEFT OVERRIDE",
  0x2060: "WORD JOINER",
  0x2066: "LEFT-TO-RIGHT ISOLATE",
  0x2067: "RIGHT-TO-LEFT ISOLATE",
  0x2068: "FIRST STRONG ISOLATE",
  0x2069: "POP DIRECTIONAL ISOLATE",
  0xfeff: "ZERO WIDTH NO-BREAK SPACE",
};
const REFUSED = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]/u;
const UNSEEN = new RegExp(
  `${REFUSED.source}|[\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2060\\ufeff\\u{e0000}-\\u{e007f}]`,
  "u",
);
/** Joiners and tags within an emoji are part of what is seen. */
const EMOJI = /\p{RI}{2}|\p{Emoji}(?:\ufe0f\u20e3?|[\u{1f3fb}-\u{1f3ff}]|[\u{e0020}-\u{e007e}]+\u{e007f})?(?:\u200d\p{Emoji}\ufe0f?[\u{1f3fb}-\u{1f3ff}]?)*/gu;
const SHOWN_BEFORE = 8;

export function findInvisible(text: string): Invisible[] {
  if (!UNSEEN.test(text)) return [];
  return text.split("\n").flatMap((line, index) => inLine(line, index + 1));
}

function inLine(line: string, number: number): Invisible[] {
  if (!UNSEEN.test(line)) return [];
  const inEmoji = emojiRanges(line);
  const found: Invisible[] = [];
  let [unit, column, seen] = [0, 0, ""];
  for (const character of line) {
    column += 1;
    if (isUnseen(character, unit, inEmoji)) {
      const code = character.codePointAt(0) ?? 0;
      const after = Array.from(seen).slice(-SHOWN_BEFORE).join("").trimStart();
      found.push({ code: `U+${hex(code)}`, name: nameOf(code), line: number, column, after, isRefused: REFUSED.test(character) });
    } else seen += character;
    unit += character.length;
  }
  return found;
}

/** The text without them. */
export function withoutInvisible(text: string): string {
  if (!UNSEEN.test(text)) return text;
  const inEmoji = emojiRanges(text);
  let [unit, clean] = [0, ""];
  for (const character of text) {
    if (!isUnseen(character, unit, inEmoji)) clean += character;
    unit += character.length;
  }
  return clean;
}

function emojiRanges(text: string): [number, number][] {
  return [...text.matchAll(EMOJI)].filter(([emoji]) => /\p{Extended_Pictographic}/u.test(emoji)).map((one) => [one.index, one.index + one[0].length]);
}

function isUnseen(character: string, unit: number, inEmoji: [number, number][]): boolean {
  return UNSEEN.test(character) && character !== "\r" && !inEmoji.some(([start, end]) => start < unit && unit < end);
}

function nameOf(code: number): string {
  if (code >= 0xd800 && code <= 0xdfff) return "HALF OF A CHARACTER";
  if (code >= 0xe0000) return "TAG CHARACTER";
  return NAMES[code] ?? "CONTROL CHARACTER";
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, "0");
}
