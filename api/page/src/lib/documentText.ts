/** A document cut for reading: groups of blocks, each block of pieces that differ in mark, note or page. */

import { CodePoints } from "./codePoints";
import type { Block, DocumentText, Footnote, Section, Translation } from "./wire";

export interface Piece {
  text: string;
  marked: boolean;
  /** Page of the original that begins before the piece. */
  page: number | null;
  /** Notes whose markers stood before the piece. */
  notes: Footnote[];
}

export interface ReadBlock {
  block: Block;
  /** What stood at the end, after the last piece, is a piece without text. */
  pieces: Piece[];
  notes: Footnote[];
  translations: Translation[];
  touched: boolean;
}

/** Blocks drawn together; far from the window the browser need not lay them out. */
export interface Group {
  blocks: ReadBlock[];
  characters: number;
}

export interface Range {
  start: number;
  end: number;
}

const GROUP_CHARACTERS = 2500;

export class Reading {
  private readonly points: CodePoints;

  constructor(readonly document: DocumentText) {
    this.points = new CodePoints(document.text);
  }

  /** All groups, with a stretch marked. */
  groups(quoted: Range | null): Group[] {
    const groups: Group[] = [];
    let open: Group = { blocks: [], characters: 0 };
    const notes = [...this.document.footnotes].sort((a, b) => a.offset - b.offset);
    const translations = [...this.document.translations].sort((a, b) => a.char_start - b.char_start);
    let noteAt = 0;
    let translationAt = 0;
    for (const [index, block] of this.document.blocks.entries()) {
      const next = this.document.blocks[index + 1]?.char_start ?? this.document.characters + 1;
      const own: Footnote[] = [];
      while (noteAt < notes.length && (notes[noteAt]?.offset ?? 0) < next) own.push(notes[noteAt++] as Footnote);
      while ((translations[translationAt]?.char_end ?? Infinity) <= block.char_start) translationAt += 1;
      const rendered: Translation[] = [];
      for (let at = translationAt; (translations[at]?.char_start ?? Infinity) < block.char_end; at += 1)
        rendered.push(translations[at] as Translation);
      open.blocks.push(this.read(block, quoted, own, rendered));
      open.characters += block.char_end - block.char_start;
      if (open.characters >= GROUP_CHARACTERS) {
        groups.push(open);
        open = { blocks: [], characters: 0 };
      }
    }
    if (open.blocks.length > 0) groups.push(open);
    return groups;
  }

  slice(range: Range): string {
    return this.points.slice(range.start, range.end);
  }

  /** Page of the original at an offset, null if it has none. */
  pageAt(offset: number): number | null {
    return this.document.pages.findLast((page) => page.char_start <= offset)?.page ?? null;
  }

  /** The sections an offset stands in, outermost first. */
  pathAt(offset: number): Section[] {
    return this.document.sections.filter((one) => one.char_start <= offset && offset < one.char_end);
  }

  private read(block: Block, quoted: Range | null, notes: Footnote[], translations: Translation[]): ReadBlock {
    const { char_start: start, char_end: end } = block;
    const touched = quoted !== null && quoted.start < end && start < quoted.end;
    const pages = this.document.pages.filter((page) => start <= page.char_start && page.char_start < end);
    const cuts = new Set([start, end]);
    for (const page of pages) cuts.add(page.char_start);
    for (const note of notes) cuts.add(Math.min(note.offset, end));
    if (touched) for (const edge of [quoted.start, quoted.end]) if (start < edge && edge < end) cuts.add(edge);
    const sorted = [...cuts].sort((a, b) => a - b);
    const pieces = sorted.map((from, index): Piece => {
      const to = sorted[index + 1] ?? from;
      return {
        text: this.points.slice(from, to),
        marked: touched && quoted.start <= from && to <= quoted.end && from < to,
        page: pages.find((page) => page.char_start === from)?.page ?? null,
        notes: notes.filter((note) => Math.min(note.offset, end) === from),
      };
    });
    const last = pieces[pieces.length - 1];
    if (last && last.text === "" && last.notes.length === 0) pieces.pop();
    return { block, pieces, notes, translations, touched };
  }
}
