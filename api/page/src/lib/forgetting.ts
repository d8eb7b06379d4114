/** "Delete all": conversations, drafts and what was found, here and in every other tab. */

import { citationCheck, draftCheck } from "./checking.svelte";
import { conversations } from "./conversations.svelte";
import { searching } from "./searching.svelte";
import { session } from "./session.svelte";
import { keep } from "./storage";

/** Other tabs hear of a change to this and to the conversations; what they hold besides is theirs to drop. */
const CLEARED = "cleared";

export function forgetEverything(): void {
  conversations.clear();
  keep(CLEARED, Date.now());
  forgetHere();
}

export function heedOtherTabs(): void {
  addEventListener("storage", (event) => {
    if (event.key === `summit.${CLEARED}`) forgetHere();
  });
}

function forgetHere(): void {
  session.begin();
  draftCheck.forget();
  citationCheck.forget();
  searching.forget();
}

/** Whether there is anything to delete. */
export function holdsAnything(): boolean {
  const written = [session.draft, draftCheck.draft, citationCheck.pasted, searching.query];
  return conversations.all.length > 0 || session.exchanges.length > 0 || written.some((text) => text !== "");
}
