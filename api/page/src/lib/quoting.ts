/** Words between quotation marks, exactly as they are: who searches the document for what was copied must find it. */

export function quoted(text: string): string {
  return `“${text}”`;
}
