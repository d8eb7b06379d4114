/** A warning of the service reads "code: words"; the code is for programs. */
export function warningWords(warning: string): string {
  return warning.replace(/^[a-z][a-z0-9]*(_[a-z0-9]+)*: */, "");
}
