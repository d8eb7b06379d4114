/** What the reader chose: language, theme, width of the source pane, key. */

import { en, type Words } from "../words/en";
import { zh } from "../words/zh";
import { keep, recall } from "./storage";
import type { Language } from "./wire";

export type Theme = "system" | "light" | "dark";
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

const WORDS: Record<Language, Words> = { zh, en };
const session = () => sessionStorage;

class Preferences {
  language = $state<Language>(recall<Language>("language", navigator.language.startsWith("zh") ? "zh" : "en"));
  theme = $state<Theme>(recall<Theme>("theme", "system"));
  paneWidth = $state<number>(recall("paneWidth", 460));
  key = $state<string | null>(recall<string | null>("key", null, session));
  readonly words = $derived(WORDS[this.language] ?? en);

  setLanguage(language: Language): void {
    this.language = language;
    keep("language", language);
    this.apply();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    keep("theme", theme);
    this.apply();
  }

  setPaneWidth(width: number): void {
    this.paneWidth = width;
    keep("paneWidth", width);
  }

  setKey(key: string): void {
    this.key = key;
    keep("key", key, session);
  }

  /** Put language and theme on the root element. */
  apply(): void {
    document.documentElement.lang = this.language === "zh" ? "zh-CN" : "en";
    if (this.theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
  }
}

export const preferences = new Preferences();
