/**
 * Offsets of the service count Unicode code points; strings here count UTF-16 units.
 *
 * A text whose characters all lie in the basic plane needs no table; for others every 256th code point is noted, so a
 * lookup walks at most 255 of them.
 */

const STEP = 256;
const BEYOND_BASIC_PLANE = /[\u{10000}-\u{10ffff}]/u;

export class CodePoints {
  readonly length: number;
  private readonly marks: number[] | null;

  constructor(readonly text: string) {
    if (!BEYOND_BASIC_PLANE.test(text)) {
      this.marks = null;
      this.length = text.length;
      return;
    }
    this.marks = [];
    let count = 0;
    for (let unit = 0; unit < text.length; unit += widthAt(text, unit)) {
      if (count % STEP === 0) this.marks.push(unit);
      count += 1;
    }
    this.length = count;
  }

  /** The UTF-16 offset of a code point; the ends of the text for what lies outside it. */
  unit(codePoint: number): number {
    const wanted = Math.max(0, Math.min(codePoint, this.length));
    if (this.marks === null) return wanted;
    if (wanted === this.length) return this.text.length;
    let unit = this.marks[Math.floor(wanted / STEP)] ?? 0;
    for (let left = wanted % STEP; left > 0; left -= 1) unit += widthAt(this.text, unit);
    return unit;
  }

  /** The text between two offsets in code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

/** How many code points a string has. */
export function countCodePoints(text: string): number {
  return new CodePoints(text).length;
}

function widthAt(text: string, unit: number): 1 | 2 {
  return (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
}
