/** Whether the window has no room beside the conversation: then the source lies over it, and has the keys to itself. */

const query = matchMedia("(max-width: 1023px)");

class Narrow {
  current = $state(query.matches);

  constructor() {
    query.addEventListener("change", (event) => (this.current = event.matches));
  }
}

export const narrow = new Narrow();
