/** The pages that a quote stands on, as they are told to a reader. */

import type { Language } from "./wire";

export interface Paged {
  page: number | null;
  page_end?: number | null | undefined;
}

/** "5", or "5–6" of a quote that goes on to another page; empty in a document without pages. */
export function pageRange({ page, page_end }: Paged, dash = "–"): string {
  if (page === null) return "";
  return goesOn({ page, page_end }) ? `${page}${dash}${page_end}` : String(page);
}

/** "p. 5", "pp. 5–6", "第 5–6 页"; empty in a document without pages. */
export function pageWords(one: Paged, language: Language, blank = " "): string {
  const range = pageRange(one);
  if (range === "") return "";
  if (language === "zh") return `第${blank}${range}${blank}页`;
  return `${goesOn(one) ? "pp." : "p."}${blank}${range}`;
}

function goesOn({ page, page_end }: Paged): boolean {
  return page !== null && typeof page_end === "number" && page_end > page;
}
