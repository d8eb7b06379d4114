/** Where a card can lie without covering what the reader may want next. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Spot {
  left: number;
  top: number;
  /** What there is room for. */
  width: number;
  height: number;
  /** Whether it lies beside the text, away from its marker. */
  isAside: boolean;
  /** How many other markers it covers. */
  covers: number;
}

const GAP = 8;
const LEAST_HEIGHT = 120;
const LEAST_WIDTH = 240;

/**
 * Below its marker, above it, or beside the text: the first that covers no other marker, else the one that covers fewest.
 *
 * @param marker - The marker that the card belongs to.
 * @param card - Its width and height.
 * @param view - What is to be seen of the page, without what lies over it.
 * @param column - The text.
 * @param others - The other markers.
 */
export function placeCard(
  marker: Box,
  card: { width: number; height: number },
  view: Box,
  column: Box,
  others: readonly Box[],
): Spot {
  const left = Math.max(view.left + GAP, Math.min(marker.left - 2 * GAP, view.right - card.width - GAP));
  const beside = Math.max(view.top + GAP, Math.min(marker.top - GAP, view.bottom - card.height - GAP));
  const below = Math.min(card.height, view.bottom - marker.bottom - 2 * GAP);
  const above = Math.min(card.height, marker.top - view.top - 2 * GAP);
  const [toLeft, toRight] = [column.left - view.left, view.right - column.right].map((room) => Math.min(card.width, room - 2 * GAP)) as [number, number];
  const spots = [
    { left, top: marker.bottom + GAP, width: card.width, height: below, isAside: false },
    { left, top: marker.top - GAP - above, width: card.width, height: above, isAside: false },
    { left: column.right + GAP, top: beside, width: toRight, height: card.height, isAside: true },
    { left: column.left - GAP - toLeft, top: beside, width: toLeft, height: card.height, isAside: true },
  ];
  const whole = spots.filter(({ width, height }) => height >= Math.min(card.height, LEAST_HEIGHT) && width >= Math.min(card.width, LEAST_WIDTH));
  const counted = (whole.length > 0 ? whole : spots.slice(0, 2)).map((spot) => ({
    ...spot,
    covers: others.filter((other) => overlaps(other, { ...spot, right: spot.left + spot.width, bottom: spot.top + spot.height })).length,
  }));
  const cut = (spot: Spot) => card.height - spot.height;
  return counted.reduce((best, spot) => (spot.covers < best.covers || (spot.covers === best.covers && cut(spot) < cut(best)) ? spot : best));
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
