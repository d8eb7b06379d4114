/** Text in Markdown that stays text. */

/** Within a line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~]/g, "\\$&").replace(/&(?=#|\w+;)/g, "\\&");
}

/** At the beginning of lines, where a dash or a number makes a list, and a line of dashes a heading. */
export function escapeLineStarts(text: string): string {
  return text.replace(/^([ \t]*)([-+=])/gm, "$1\\$2").replace(/^([ \t]*\d{1,9})([.)])/gm, "$1\\$2");
}
