/** Where focus goes when what had it is gone: a reader at the keyboard must not be thrown back to the top. */

/** To the question field; under a finger to the content, because the field would bring up the keyboard over it. */
export function focusQuestion(): void {
  const isTouch = matchMedia("(pointer: coarse)").matches;
  document.getElementById(isTouch ? "content" : "question")?.focus({ preventScroll: true });
}
