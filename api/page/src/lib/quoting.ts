/** Words between quotation marks: those within become the inner ones. */

export function quoted(text: string): string {
  return `“${text.replaceAll("“", "‘").replaceAll("”", "’")}”`;
}
