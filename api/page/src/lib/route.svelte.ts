/** Where the reader is: the address bar, and the source that lies open beside it. */

import { tick } from "svelte";

export interface Place {
  doc_id: string;
  start: number | null;
  end: number | null;
}

export type Route = { view: "ask" | "library" | "search" | "check" | "nowhere" } | { view: "document"; place: Place };

export function routeOf(path: string, query: string): Route {
  const match = /^\/documents\/([^/]+)$/.exec(path);
  if (match?.[1]) {
    const params = new URLSearchParams(query);
    const place = { doc_id: decode(match[1]), start: offset(params.get("start")), end: offset(params.get("end")) };
    return { view: "document", place };
  }
  const view = path.slice(1);
  if (view === "") return { view: "ask" };
  return view === "library" || view === "search" || view === "check" ? { view } : { view: "nowhere" };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function offset(text: string | null): number | null {
  if (text === null) return null;
  return /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN; // a place that is none
}

class Router {
  route = $state<Route>(routeOf(location.pathname, location.search));

  private path = location.pathname;
  /** How far each view was scrolled when the reader left it. */
  private readonly scrolled = new Map<string, number>();

  constructor() {
    addEventListener("popstate", () => {
      const hasMoved = this.path !== location.pathname;
      this.path = location.pathname;
      this.route = routeOf(location.pathname, location.search);
      const place = this.scrolled.get(this.path);
      if (hasMoved && place !== undefined && this.route.view !== "document") void tick().then(() => scrollTo(0, place));
    });
  }

  go(address: string): void {
    this.scrolled.set(location.pathname, scrollY);
    history.pushState(null, "", address);
    this.path = location.pathname;
    this.route = routeOf(location.pathname, location.search);
    scrollTo(0, 0);
  }

  /** Follow a link within the page; others, and those for a new window, are the browser's. */
  follow(event: MouseEvent): void {
    const link = (event.target as Element).closest("a");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
    if (link.hash && link.pathname === location.pathname) return;
    if (!/^\/($|documents\/|library$|search$|check$)/.test(link.pathname)) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
