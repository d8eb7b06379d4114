import { describe, expect, it } from "vitest";
import { placeCard, type Box } from "../src/lib/placing";

const at = (left: number, top: number): Box => ({ left, top, right: left + 20, bottom: top + 20 });
const VIEW = { left: 0, top: 50, right: 1280, bottom: 700 };
const COLUMN = { left: 300, top: 60, right: 900, bottom: 600 };
const CARD = { width: 360, height: 200 };

describe("a card", () => {
  it("lies below its marker where nothing is covered", () => {
    expect(placeCard(at(400, 300), CARD, VIEW, COLUMN, [])).toEqual({ left: 384, top: 328, width: 360, height: 200, isAside: false, covers: 0 });
  });

  it("lies above where markers follow below, and beside the text where they stand on both sides", () => {
    expect(placeCard(at(400, 300), CARD, VIEW, COLUMN, [at(500, 340)])).toMatchObject({ top: 92, covers: 0 });
    expect(placeCard(at(400, 300), CARD, VIEW, COLUMN, [at(500, 340), at(500, 260)])).toMatchObject({ left: 908, isAside: true, covers: 0 });
  });

  it("covers as little as can be where there is no room beside", () => {
    const narrow = { ...VIEW, right: 920 };
    expect(placeCard(at(400, 300), CARD, narrow, { ...COLUMN, left: 20 }, [at(500, 340), at(500, 380), at(500, 260)])).toMatchObject({ top: 92, covers: 1 });
  });

  it("stays in the window, and is cut to the room there is", () => {
    const low = { ...VIEW, right: 360, bottom: 480 };
    const spot = placeCard(at(330, 300), { width: 340, height: 400 }, low, { ...COLUMN, left: 16, right: 344 }, []);
    expect(spot).toEqual({ left: 12, top: 58, width: 340, height: 234, isAside: false, covers: 0 });
  });
});
