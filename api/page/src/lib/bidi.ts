/** Characters that turn the reading direction, and what has to follow so that they end where the text ends. */

const OPENERS: Record<string, string> = {
  "\u202a": "\u202c",
  "\u202b": "\u202c",
  "\u202d": "\u202c",
  "\u202e": "\u202c",
  "\u2066": "\u2069",
  "\u2067": "\u2069",
  "\u2068": "\u2069",
};

/** What closes all that a text opens and does not close, innermost first. */
export function closersOf(text: string): string {
  const open: string[] = [];
  for (const character of text) {
    const closer = OPENERS[character];
    if (closer) open.push(closer);
    else if (character === "\n") open.length = 0; // a line ends whatever is open
    else if (character === "\u202c" && open.at(-1) === character) open.pop();
    // Closing an isolate closes the overrides within it.
    else if (character === "\u2069" && open.includes(character)) open.length = open.lastIndexOf(character);
  }
  return open.reverse().join("");
}

/** A text that turns nothing of what stands after it; every line of it closes what it opens. */
export function closed(text: string): string {
  if (!/[\u202a-\u202e\u2066-\u2068]/.test(text)) return text;
  return text
    .split("\n")
    .map((line) => line + closersOf(line))
    .join("\n");
}

/** Without closers at the end that close nothing: those that `closed` has put there. */
export function withoutSurplusClosers(text: string): string {
  let own = text;
  while (/[\u202c\u2069]$/.test(own) && closersOf(own.slice(0, -1)) !== "") own = own.slice(0, -1);
  return own;
}
